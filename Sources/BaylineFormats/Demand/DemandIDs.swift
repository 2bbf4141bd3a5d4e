public import BaylineModel

/// What a demand gives to the files beside it: ids of parts, and the appointments with their operations.
/// Known even where the rest of the demand is faulty.
public struct DemandIDs: Sendable {
  /// What a schedule is checked against.
  struct VisitIDs: Sendable {
    /// Ids of the operations; `nil` if they could not all be read.
    var operations: [String]?
    /// Whether the vehicle is on the premises.
    var hasArrived: Bool
  }

  // `nil`: could not all be read, so nothing is called unknown.
  var parts: IDList?
  var appointments: IDList?
  /// In step with `appointments`.
  var visits: [VisitIDs] = []
  var spellings: Set<String> = []

  /// The ids of a demand.
  public init(_ demand: Demand) {
    parts = IDList(demand.parts.map(\.id))
    appointments = IDList(demand.appointments.map(\.id))
    visits = demand.appointments.map {
      VisitIDs(operations: $0.operations.map(\.id), hasArrived: $0.arrived != nil)
    }
    spellings = Set(
      demand.parts.map(\.id) + demand.appointments.flatMap { [$0.id] + $0.operations.map(\.id) })
  }

  init(parts: IDList?) {
    self.parts = parts
  }
}

/// What came of reading a demand file.
public struct DecodedDemand: Sendable {
  /// The demand; `nil` if there are faults in it, or if there was no sound site to read it against.
  public let demand: Demand?
  /// Its ids, as far as they could be read; `nil` if the file is no JSON object of the format.
  public let names: DemandIDs?
  /// All faults of the file.
  public let diagnostics: [Diagnostic]

  /// The demand, or its faults thrown.
  public func get() throws(Diagnostics) -> Demand {
    guard let demand else { throw Diagnostics(diagnostics) }
    return demand
  }
}
