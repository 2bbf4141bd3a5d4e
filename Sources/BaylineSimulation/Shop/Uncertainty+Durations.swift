package import BaylineModel

extension Uncertainty.Durations {
  /// The distribution of an operation's time in percent: by its name, else by the kind of the visit, else by its trade.
  package func distribution(of operation: ServiceOperation, _ kind: VisitKind) -> Uncertainty.Distribution {
    operation.name.flatMap { operations[$0] } ?? kinds[kind] ?? operation.trade.flatMap { trades[$0] }
      ?? defaultValue
  }
}
