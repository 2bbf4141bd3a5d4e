import BaylineModel

/// The advisors, technicians and bays that are interchangeable, and which of them are in use.
///
/// They are numbered in this order. In any schedule they can be renamed so that, visit by visit and operation by operation,
/// each is first used after those like it that come before it.
struct InterchangeableResources {
  /// The one before it that is alike, by number; `nil` if there is none.
  private let twin: [Int?]
  private var uses: [Int]
  private let technicians: Int
  private let bays: Int

  init(_ problem: CompiledProblem) {
    let (site, named) = (problem.site, Self.named(in: problem.demand))
    func twins<Key: Hashable>(_ keys: [Key?], from first: Int) -> [Int?] {
      var last: [Key: Int] = [:]
      return keys.enumerated().map { position, key in
        guard let key else { return nil }
        return last.updateValue(first + position, forKey: key)
      }
    }
    technicians = site.advisors.count
    bays = technicians + site.technicians.count
    let advisors = site.advisors.map { advisor -> Advisor? in
      var advisor = advisor
      if named.contains(advisor.id) { return nil }
      (advisor.id, advisor.name) = ("", nil)
      return advisor
    }
    let people = site.technicians.map { technician -> Technician? in
      var technician = technician
      if named.contains(technician.id) { return nil }
      (technician.id, technician.name) = ("", nil)
      return technician
    }
    let places = site.bays.map { bay -> Bay? in
      var bay = bay
      if named.contains(bay.id) { return nil }
      (bay.id, bay.name) = ("", nil)
      return bay
    }
    twin = twins(advisors, from: 0) + twins(people, from: technicians) + twins(places, from: bays)
    uses = Array(repeating: 0, count: twin.count)
  }

  /// The ids that the demand names.
  private static func named(in demand: Demand) -> Set<String> {
    var ids: Set<String?> = []
    for visit in demand.appointments {
      ids.formUnion([
        visit.preferredAdvisor, visit.booked?.advisor, visit.receivedBy, visit.preferredTechnician,
        visit.originalTechnician,
      ])
      for operation in visit.operations {
        ids.insert(operation.locked?.bay)
        ids.insert(operation.previous?.bay)
        ids.formUnion(operation.locked?.technicians ?? [])
        ids.formUnion(operation.previous?.technicians ?? [])
        guard case .alternatives(let ways) = operation.work else { continue }
        for way in ways { ids.formUnion([way.bay, way.technician]) }
      }
    }
    return Set(ids.compactMap(\.self))
  }

  /// What a visit would use, in the order in which it does.
  func used(
    by visit: AppointmentIndex, _ reception: CompiledReception?, _ placements: [Placement],
    _ problem: CompiledProblem
  ) -> [Int] {
    var numbers = reception.map { [$0.advisor.int] } ?? []
    for (position, placement) in zip(problem.appointments[visit].operations, placements) {
      let operation = problem.operations.elements[position]
      for member in problem.crew(of: operation, placement) {
        numbers.append(technicians + problem.crews[member].int)
      }
      if let bay = problem.bay(of: operation, placement) { numbers.append(bays + bay.int) }
    }
    return numbers
  }

  /// Whether each is in use already, has no twin before it, or that one is in use.
  func isNext(_ numbers: [Int]) -> Bool {
    numbers.indices.allSatisfy { place in
      guard uses[numbers[place]] == 0, let twin = twin[numbers[place]] else { return true }
      return uses[twin] > 0 || numbers[..<place].contains(twin)
    }
  }

  mutating func count(_ numbers: [Int], _ sign: Int) {
    for number in numbers { uses[number] += sign }
  }
}
