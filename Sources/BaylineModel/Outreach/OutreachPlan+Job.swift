extension OutreachPlan {
  /// A standard job for an offered visit.
  public struct Job: Hashable, Sendable {
    /// The name of the job.
    public var name: String
    /// The kind of visit for which it is the default job.
    public var kind: VisitKind?
    /// The operations in order.
    public var operations: [ServiceOperation]

    /// Creates a job.
    public init(name: String, kind: VisitKind?, operations: [ServiceOperation]) {
      self.name = name
      self.kind = kind
      self.operations = operations
    }
  }
}
