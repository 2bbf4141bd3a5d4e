import BaylineMath
import BaylineModel
import TestSupport

/// A random small workshop with a plan that keeps every rule, made by placing one vehicle after the other.
///
/// Vehicles stay and move, works wait for lags, equipment and parts, drivers collect and deliver, and some works are under
/// way or fixed by hand.
struct RandomPlan {
  private(set) var workshop = TinyWorkshop()
  private var random: SplitMix64
  /// What is taken, in minutes from the start of the horizon.
  private var technicians: [String: [Range<Int>]] = [:]
  private var bays: [String: [Range<Int>]] = [:]
  private var equipment: [String: [Range<Int>]] = [:]
  private var trips: [Range<Int>] = []
  private var arrivals: [String: [Int]] = [:]
  private let duty = [
    8 * 60..<12 * 60, 13 * 60..<17 * 60, 1440 + 8 * 60..<1440 + 12 * 60, 1440 + 13 * 60..<1440 + 17 * 60,
  ]

  init(seed: Int) {
    random = SplitMix64(seed: UInt64(seed))
    workshop.site.technicians.append(Technician(id: "T3", skills: ["mech": 2], calendar: "week"))
    workshop.site.equipment = [Equipment(id: "E"), Equipment(id: "F", count: 2)]
    workshop.site.drivers = below(3)
    workshop.site.loaners = 2
    workshop.site.booking.moveMinutes = below(3) * 5
    workshop.site.booking.loanerTurnaroundMinutes = 30
    for place in 0..<10 { addVisit("V\(place)") }
    if below(3) > 0 { begin(at: 7 * 60 + below(8 * 60)) }
    addParts()
  }

  private mutating func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

  private mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  // MARK: - Visits

  private mutating func addVisit(_ id: String) {
    var operations: [ServiceOperation] = []
    for place in 0..<1 + below(4) { operations.append(operation(String(place + 1), isFirst: place == 0)) }
    for place in operations.indices.dropLast() where chance(25) && bay(operations[place]) == "lift" {
      operations[place].bayAfter = bay(operations[place + 1]) == "lift" && chance(60) ? .keep : .leave
    }
    var appointment = Appointment(id: id, kind: .repair, operations: operations)
    if workshop.site.drivers > 0, chance(40) { appointment.collect = 10 + below(30) }
    if workshop.site.drivers > 0, chance(40) { appointment.deliver = 10 + below(30) }
    if chance(30) { appointment.priority = 200 }
    for _ in 0..<20 {
      let saved = self
      if place(appointment) { return }
      let random = self.random
      self = saved
      self.random = random
    }
  }

  private func bay(_ operation: ServiceOperation) -> String? {
    guard case .standard(let work) = operation.work else { return nil }
    return work.bay
  }

  private mutating func operation(_ id: String, isFirst: Bool) -> ServiceOperation {
    let hasCrew = chance(85)
    let hasBay = !hasCrew || chance(80)
    let crew = WorkRequirement.Crew(trade: "mech", level: 2, size: chance(15) ? 2 : 1)
    let bay = hasBay ? (chance(80) ? "lift" : "wash") : nil
    let work = WorkRequirement.StandardWork(minutes: 10 + below(80), bay: bay, crew: hasCrew ? crew : nil)
    var operation = ServiceOperation(id: id, work: .standard(work))
    operation.splittable = chance(30)
    if chance(20) { operation.equipment.append("E") }
    if chance(20) { operation.equipment.append("F") }
    if !isFirst, chance(30) { operation.lag.min = below(40) }
    if !isFirst, chance(30) { operation.lag.max = operation.lag.min + below(60) }
    return operation
  }

  private mutating func place(_ appointment: Appointment) -> Bool {
    let advisor = chance(50) ? "S" : "S2"
    let arrival = 8 * 60 + 15 * below(32)
    guard duty.contains(where: { $0.contains(arrival) && arrival + 15 <= $0.upperBound }),
      !(arrivals[advisor] ?? []).contains(arrival)
    else { return false }
    if let minutes = appointment.collect, !addTrip(arrival - minutes..<arrival) { return false }
    arrivals[advisor, default: []].append(arrival)
    var placed: [Schedule.OperationAssignment] = []
    var end = arrival + 15
    var last: (bay: String, isLeft: Bool, isKept: Bool, end: Int)?
    for (place, operation) in appointment.operations.enumerated() {
      guard let found = placeWork(operation, isFirst: place == 0, after: end, last) else { return false }
      placed.append(found)
      end = found.end - time("00:00")
      guard let bay = found.bay else { continue }
      last = (bay, operation.bayAfter == .leave, operation.bayAfter == .keep, end)
    }
    let ready = end + 15
    if let minutes = appointment.deliver {
      guard let start = (ready..<2 * 1440).first(where: { isOnDuty($0..<$0 + minutes) }),
        addTrip(start..<start + minutes)
      else { return false }
    }
    workshop.demand.appointments.append(appointment)
    workshop.schedule.assignments.append(
      Schedule.Assignment(
        appointment: appointment.id,
        reception: Schedule.Reception(arrival: time("00:00") + arrival, advisor: advisor),
        ready: time("00:00") + ready, operations: placed))
    return true
  }

  private func isOnDuty(_ span: Range<Int>) -> Bool {
    duty.contains { $0.lowerBound <= span.lowerBound && span.upperBound <= $0.upperBound }
  }

  private mutating func addTrip(_ trip: Range<Int>) -> Bool {
    guard isOnDuty(trip), isRoom(trip, in: trips, count: workshop.site.drivers) else { return false }
    trips.append(trip)
    return true
  }

  private func isRoom(_ span: Range<Int>, in taken: [Range<Int>], count: Int) -> Bool {
    let others = taken.filter { $0.overlaps(span) }
    return ([span] + others).allSatisfy { one in
      let at = max(one.lowerBound, span.lowerBound)
      return others.count { $0.contains(at) } < count
    }
  }

  // MARK: - Works

  private mutating func placeWork(
    _ operation: ServiceOperation, isFirst: Bool, after end: Int,
    _ last: (bay: String, isLeft: Bool, isKept: Bool, end: Int)?
  ) -> Schedule.OperationAssignment? {
    guard case .standard(let work) = operation.work else { return nil }
    var bay = work.bay.map { $0 == "wash" ? "W" : chance(50) ? "B" : "B2" }
    if let last, work.bay == "lift", last.bay != "W", last.isKept || chance(40) { bay = last.bay }
    let people = ["T", "T2", "T3"]
    let first = below(3)
    let crew = (0..<(work.crew?.size ?? 0)).map { people[(first + $0) % 3] }.sorted()
    let stays = bay != nil && last.map { $0.bay == bay && !$0.isLeft } ?? false
    let isMoved = bay != nil && last != nil && !stays
    let gap = isFirst ? 0 : max(operation.lag.min, isMoved ? workshop.site.booking.moveMinutes : 0)
    let latest = isFirst ? 2 * 1440 : operation.lag.max.map { end + $0 } ?? 2 * 1440
    let slack = chance(30) ? below(40) : 0
    guard end + gap + slack <= latest else { return nil }
    for start in end + gap + slack...latest {
      guard let span = span(work.minutes, from: start, operation.splittable, hasCrew: !crew.isEmpty),
        !crew.contains(where: { (technicians[$0] ?? []).contains { $0.overlaps(span) } }),
        operation.equipment.allSatisfy({ isRoom(span, in: equipment[$0] ?? [], count: $0 == "E" ? 1 : 2) })
      else { continue }
      let held = stays ? (last?.end ?? start)..<span.upperBound : span
      if let bay, (bays[bay] ?? []).contains(where: { $0.overlaps(held) }) { continue }
      for technician in crew { technicians[technician, default: []].append(span) }
      for name in operation.equipment { equipment[name, default: []].append(span) }
      if let bay { bays[bay, default: []].append(held) }
      return Schedule.OperationAssignment(
        operation: operation.id, bay: bay, technicians: crew, start: time("00:00") + span.lowerBound,
        end: time("00:00") + span.upperBound)
    }
    return nil
  }

  /// The span of a work that starts at a time, by the shifts of its crew; `nil` if it cannot start then.
  private func span(_ minutes: Int, from start: Int, _ isSplittable: Bool, hasCrew: Bool) -> Range<Int>? {
    if !hasCrew { return start..<start + minutes }
    guard let place = duty.firstIndex(where: { $0.contains(start) }) else { return nil }
    if start + minutes <= duty[place].upperBound { return start..<start + minutes }
    guard isSplittable else { return nil }
    var rest = minutes - (duty[place].upperBound - start)
    for later in duty[(place + 1)...] {
      if rest <= later.count { return start..<later.lowerBound + rest }
      rest -= later.count
    }
    return nil
  }

  // MARK: - A day under way

  /// Makes it a time in the day: what began is locked, and vehicles that arrived are there or were promised.
  private mutating func begin(at minute: Int) {
    let now = time("00:00") + minute
    workshop.demand.now = now
    for place in workshop.demand.appointments.indices {
      let assignment = workshop.schedule.assignments[place]
      guard let arrival = assignment.reception?.arrival else { continue }
      let isBegun = assignment.operations[0].start < now
      if arrival < now {
        if arrival + 15 <= now, isBegun || chance(50) {
          workshop.demand.appointments[place].arrived = arrival
          workshop.schedule.assignments[place].reception = nil
        } else {
          workshop.demand.appointments[place].booked = Appointment.Booking(arrival: arrival)
        }
      } else if chance(30) {
        workshop.demand.appointments[place].booked = Appointment.Booking(arrival: arrival)
      }
      for (step, placed) in assignment.operations.enumerated() where placed.start < now || chance(10) {
        var lock = ServiceOperation.LockedWork(
          bay: placed.bay, technicians: placed.technicians, start: placed.start)
        if chance(50) { lock.end = placed.end }
        workshop.demand.appointments[place].operations[step].locked = lock
      }
    }
    removeLocksThatBreakStays()
  }

  /// Removes locks of works to come that would make a vehicle leave the bay in which the plan has it stay.
  private mutating func removeLocksThatBreakStays() {
    while let (place, step) = lockThatBreaksStay() {
      workshop.demand.appointments[place].operations[step].locked = nil
    }
  }

  private func lockThatBreaksStay() -> (Int, Int)? {
    let visits = workshop.demand.appointments.indices
    for place in visits {
      let works = zip(
        workshop.demand.appointments[place].operations, workshop.schedule.assignments[place].operations
      )
      .filter { $1.bay != nil }
      for (one, next) in zip(works, works.dropFirst())
      where one.0.locked != nil && one.0.bayAfter != .leave && next.0.locked == nil && one.1.bay == next.1.bay
      {
        for other in visits where other != place {
          for (step, operation) in workshop.demand.appointments[other].operations.enumerated() {
            if let lock = operation.locked, lock.bay == one.1.bay, lock.start >= one.1.end {
              return (other, step)
            }
          }
        }
      }
    }
    return nil
  }

  // MARK: - Parts

  /// Adds parts that arrive just in time or earlier, one of them for several works.
  private mutating func addParts() {
    let begun = workshop.demand.now
    workshop.demand.parts.append(SparePart(id: "shared", onHand: 0))
    for (place, assignment) in workshop.schedule.assignments.enumerated() {
      for (step, placed) in assignment.operations.enumerated() where placed.start >= begun && chance(30) {
        guard workshop.demand.appointments[place].operations[step].locked == nil else { continue }
        let inbound = SparePart.Delivery(at: placed.start + -30 * below(2), quantity: 1)
        if chance(50) {
          workshop.demand.parts[0].inbound.append(inbound)
          workshop.demand.appointments[place].operations[step].parts = [.init(part: "shared", quantity: 1)]
        } else {
          let id = "P\(place)-\(step)"
          workshop.demand.parts.append(SparePart(id: id, onHand: 0, inbound: [inbound]))
          workshop.demand.appointments[place].operations[step].parts = [.init(part: id, quantity: 1)]
        }
      }
    }
    workshop.demand.parts[0].inbound.sort { $0.at < $1.at }
  }
}
