/// Why a question cannot be answered.
public enum PlacementQuestionError: Error, Hashable, Sendable {
  /// No appointment has this id or plate; the nearest one, if there is one.
  case unknownAppointment(String, nearest: String?)
  /// Several appointments have this plate.
  case ambiguousAppointment(plate: String, ids: [String])
  /// No advisor, technician or bay has this id or name.
  case unknownResource(ReferenceKind, String, nearest: String?)
  /// Several advisors, technicians or bays have this name.
  case ambiguousResource(ReferenceKind, name: String, ids: [String])
  /// The vehicle is on the premises: neither its arrival nor its advisor can be another.
  case alreadyArrived(String)
  /// The asked arrival is not in the horizon.
  case beyondHorizon(CivilTime)
  /// The schedule breaks rules of this demand.
  case infeasible([Violation])
  /// This visit of the schedule cannot be taken over: its crew is none of those that are tried.
  case unrepresentableCrew(String)
  /// No place could be made up for the visit: all of its work is locked, or the site has no advisor at all.
  case noPlace(String)
}

extension PlacementQuestion {
  /// A question about an appointment by its id, or by its plate where that is unique.
  public init(visit name: String, in demand: Demand) throws(PlacementQuestionError) {
    if demand.appointments.contains(where: { $0.id == name }) {
      self.init(appointment: name)
      return
    }
    let ids = demand.appointments.filter { $0.card.plate == name }.map(\.id)
    guard ids.count < 2 else { throw .ambiguousAppointment(plate: name, ids: ids) }
    guard let id = ids.first else {
      let known = demand.appointments.map(\.id) + demand.appointments.compactMap(\.card.plate)
      throw .unknownAppointment(name, nearest: nearestName(to: name, among: known))
    }
    self.init(appointment: id)
  }
}

extension Site {
  /// The id of an advisor by id, or by name where that is unique.
  public func advisor(called name: String) throws(PlacementQuestionError) -> String {
    try Self.find(name, .advisor, advisors.map { ($0.id, $0.name) })
  }

  /// The id of a technician, likewise.
  public func technician(called name: String) throws(PlacementQuestionError) -> String {
    try Self.find(name, .technician, technicians.map { ($0.id, $0.name) })
  }

  /// The id of a bay, likewise.
  public func bay(called name: String) throws(PlacementQuestionError) -> String {
    try Self.find(name, .bay, bays.map { ($0.id, $0.name) })
  }

  private static func find(
    _ name: String, _ reference: ReferenceKind, _ list: [(id: String, name: String?)]
  ) throws(PlacementQuestionError) -> String {
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
