import BaylineMath
import BaylineModel

/// Makes random demands that the format allows, with texts that are hard on spreadsheets.
struct RandomDemand {
  private var random: SplitMix64
  private static let pieces = [
    "a", " ", "工位", ",", ";", "；", "、", "\"", "'", "=", "+", "-1", "\n", "\r", "\r\n", "\t", "é", "😀", "*2",
    "×3", "()",
    "_x000D_", "&<>", "1E+05", "2026/11/23", "𠀀", "是", "#N/A", "　",
  ]

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  private mutating func flip() -> Bool { Bool.random(using: &random) }
  private mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? { flip() ? make(&self) : nil }
  private mutating func text() -> String {
    (0..<number(0...4)).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
  }
  private mutating func name(_ number: Int) -> String { text() + String(number) + (flip() ? text() : "") }
  private mutating func time() -> CivilTime {
    let day = flip() ? number(1...3_652_000) : number(739_000...741_000)
    return CivilTime(CivilDate(ordinal: day), minuteOfDay: flip() ? 0 : number(0...1439))
  }
  private mutating func some(_ names: [String]) -> [String] {
    names.shuffled(using: &random).filter { _ in flip() }
  }

  /// A demand, to be read without a site.
  mutating func demand() -> Demand {
    var demand = Demand(
      horizon: Demand.Horizon(
        from: CivilDate(ordinal: number(1...3_640_000)), days: number(1...9), carryOverDays: number(0...3)),
      appointments: [])
    if flip() { demand.now = time() }
    for index in 0..<number(0...3) {
      var part = SparePart(id: name(index), onHand: number(0...9))
      part.name = maybe { $0.text() }
      part.shelf = maybe { $0.text() }
      part.price = maybe { $0.number(0...1_000_000) }
      part.inbound = (0..<number(0...2)).map { _ in SparePart.Delivery(at: time(), quantity: number(0...9)) }
      demand.parts.append(part)
    }
    for index in 0..<number(0...4) { demand.appointments.append(visit(name(index), demand.parts.map(\.id))) }
    return demand
  }

  private mutating func visit(_ id: String, _ parts: [String]) -> Appointment {
    let operations = (0...number(0...2)).map { operation(name($0), isFirst: $0 == 0, parts) }
    var visit = Appointment(
      id: id, kind: VisitKind.known.randomElement(using: &random) ?? .repair, operations: operations)
    visit.card.plate = maybe { $0.text() }
    visit.card.customer = maybe { $0.text() }
    visit.card.title = maybe { $0.text() }
    visit.card.phone = maybe { $0.text() }
    visit.card.vehicle = maybe { $0.text() }
    visit.card.request = maybe { $0.text() }
    visit.card.note = maybe { $0.text() }
    visit.card.called = maybe { $0.time() }
    visit.card.mileage = maybe { $0.number(0...99_999) }
    visit.card.estimate = maybe { $0.number(0...1_000_000_000_000_000) }
    visit.parts = some(parts).map { SparePart.Requirement(part: $0, quantity: number(1...4)) }
    visit.picked = flip()
    visit.availability = maybe { make in
      (0...make.number(0...2)).map { _ in
        let from = make.time()
        return TimeWindow(from: from, to: from + make.number(1...3000))
      }
    }
    visit.preferredArrival = maybe { $0.time() }
    visit.readyBy = maybe { $0.time() }
    visit.waiting = flip()
    visit.loaner = flip()
    visit.preferredAdvisor = maybe { $0.text() }
    visit.preferredTechnician = maybe { $0.text() }
    visit.originalTechnician = maybe { $0.text() }
    visit.booked = maybe { make in
      Appointment.Booking(arrival: make.time(), advisor: make.maybe { $0.text() })
    }
    visit.arrived = maybe { $0.time() }
    if visit.arrived != nil { visit.receivedBy = maybe { $0.text() } }
    visit.walkIn = flip()
    visit.dropCost = maybe { $0.number(0...99) }
    visit.collect = maybe { $0.number(1...90) }
    visit.deliver = maybe { $0.number(1...90) }
    if flip() { visit.priority = number(1...1000) }
    return visit
  }

  /// An operation with equipment, parts, lags and what becomes of the vehicle.
  private mutating func operation(_ id: String, isFirst: Bool, _ parts: [String]) -> ServiceOperation {
    var operation = operation(id)
    operation.equipment = some((0..<3).map { name($0) })
    operation.parts = some(parts).map { SparePart.Requirement(part: $0, quantity: number(1...4)) }
    if !isFirst {
      operation.lag.min = flip() ? number(0...90) : 0
      operation.lag.max = maybe { $0.number(90...300) }
    }
    // Only a next operation in the same bay would allow keeping it.
    if flip() { operation.bayAfter = .leave }
    return operation
  }

  private mutating func operation(_ id: String) -> ServiceOperation {
    let people = (0..<3).map { name($0) }
    let previous = maybe { make in
      ServiceOperation.PreviousWork(bay: make.maybe { $0.text() }, technicians: make.some(people))
    }
    if flip() {
      let ways = (0...number(0...2)).map {
        WorkRequirement.Alternative(bay: maybe { $0.name(7) }, technician: people[$0], minutes: $0 + 1)
      }
      let lock = maybe {
        ServiceOperation.LockedWork(bay: ways[0].bay, technicians: [people[0]], start: $0.time())
      }
      return ServiceOperation(
        id: id, name: maybe { $0.text() }, work: .alternatives(ways), splittable: flip(), locked: lock,
        previous: previous)
    }
    let crew = maybe { make in
      WorkRequirement.Crew(
        trade: make.name(1), level: make.number(1...3), certifications: Set(make.some(people)),
        size: make.number(1...3))
    }
    let bay = crew == nil || flip() ? name(2) : nil
    let lock = maybe { make in
      let start = make.time()
      return ServiceOperation.LockedWork(
        bay: make.maybe { $0.text() }, technicians: make.some(people), start: start,
        end: make.maybe { start + $0.number(1...99) })
    }
    return ServiceOperation(
      id: id, name: maybe { $0.text() },
      work: .standard(WorkRequirement.StandardWork(minutes: number(1...999), bay: bay, crew: crew)),
      splittable: flip(),
      locked: lock, previous: previous)
  }
}
