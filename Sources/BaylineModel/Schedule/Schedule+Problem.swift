extension Schedule {
  /// Why a schedule cannot be used with a demand.
  public enum Problem: Error, Hashable, Sendable {
    /// It was made from another demand, or from this one before it changed.
    case otherDemand
    /// It violates rules, or states a wrong cost.
    case incorrect(Verdict)
  }
}
