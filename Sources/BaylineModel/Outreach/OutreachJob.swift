/// A standard job as a visit that is offered has it.
public struct OutreachJob: Hashable, Sendable {
  /// What it is called.
  public var name: String
  /// The kind of visits that it is the usual job of.
  public var kind: VisitKind?
  /// What is done, in order.
  public var operations: [ServiceOperation]

  /// A job.
  public init(name: String, kind: VisitKind?, operations: [ServiceOperation]) {
    self.name = name
    self.kind = kind
    self.operations = operations
  }
}
