/// Why a schedule is not valid for a demand.
public enum OriginFault: Error, Hashable, Sendable {
  /// It was made from another demand, or from an earlier version of this one.
  case otherDemand
  /// It violates rules, or states a wrong cost.
  case incorrect(Verdict)
}
