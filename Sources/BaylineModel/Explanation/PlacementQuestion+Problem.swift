extension PlacementQuestion {
  /// Why a question cannot be answered.
  public enum Problem: Error, Hashable, Sendable {
    /// No appointment has this id, plate or customer; `nearest` is the most similar one, if any.
    case unknownAppointment(String, nearest: String?)
    /// Several appointments have this plate, or this customer.
    case ambiguousAppointment(name: String, ids: [String])
    /// No advisor, technician or bay has this id or name.
    case unknownResource(ReferenceKind, String, nearest: String?)
    /// Several advisors, technicians or bays have this name.
    case ambiguousResource(ReferenceKind, name: String, ids: [String])
    /// The vehicle has arrived: neither its arrival nor its advisor can change.
    case alreadyArrived(String)
    /// The requested arrival lies outside the horizon.
    case beyondHorizon(CivilTime)
    /// The schedule violates rules of this demand.
    case infeasible([Violation])
    /// The solver cannot represent the crew of this scheduled visit.
    case unrepresentableCrew(String)
    /// The visit has no conceivable place: all of its work is locked, or the site has no advisor.
    case noPlace(String)
  }
}

extension PlacementQuestion {
  /// Creates a question about an appointment named by its id, or by its plate or customer if that is unique.
  public init(visit name: String, in demand: Demand) throws(PlacementQuestion.Problem) {
    let ids = demand.visits(called: name)
    guard ids.count < 2 else { throw .ambiguousAppointment(name: name, ids: ids) }
    guard let id = ids.first else {
      let known =
        demand.appointments.map(\.id)
        + demand.appointments.flatMap { [$0.card.plate, $0.card.customer].compactMap(\.self) }
      throw .unknownAppointment(name, nearest: nearestName(to: name, among: known))
    }
    self.init(appointment: id)
  }
}

extension Site {
  /// Resolves an advisor named by id, or by display name if that is unique, to the id.
  public func advisor(called name: String) throws(PlacementQuestion.Problem) -> String {
    try Self.find(name, .advisor, advisors.map { ($0.id, $0.name) })
  }

  /// Resolves a technician named by id, or by display name if that is unique, to the id.
  public func technician(called name: String) throws(PlacementQuestion.Problem) -> String {
    try Self.find(name, .technician, technicians.map { ($0.id, $0.name) })
  }

  /// Resolves a bay named by id, or by display name if that is unique, to the id.
  public func bay(called name: String) throws(PlacementQuestion.Problem) -> String {
    try Self.find(name, .bay, bays.map { ($0.id, $0.name) })
  }

  private static func find(
    _ name: String, _ reference: ReferenceKind, _ list: [(id: String, name: String?)]
  ) throws(PlacementQuestion.Problem) -> String {
    if list.contains(where: { $0.id == name }) { return name }
    let ids = list.filter { $0.name == name }.map(\.id)
    guard ids.count < 2 else { throw .ambiguousResource(reference, name: name, ids: ids) }
    guard let id = ids.first else {
      let nearest = nearestName(to: name, among: list.map(\.id) + list.compactMap(\.name))
      throw .unknownResource(reference, name, nearest: nearest)
    }
    return id
  }
}
