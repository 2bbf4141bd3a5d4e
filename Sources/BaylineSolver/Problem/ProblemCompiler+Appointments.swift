import BaylineMath
import BaylineModel

extension ProblemCompiler {
  mutating func compile(_ appointment: Appointment, at index: AppointmentIndex) -> CompiledAppointment {
    let firstOperation = operations.count
    var constantCost = 0
    var isInfeasible = false
    var minOptionCost = 0
    var minBookedMinutes = 0
    let rule = arrivalRule(of: appointment)
    let ownNeeds = compileNeeds(of: appointment)
    var quantities: [PartIndex: Int] = [:]
    for need in needs[ownNeeds] { quantities[need.part] = need.quantity }
    for (position, operation) in appointment.operations.enumerated() {
      let wanted = appointment.picked || operation.locked != nil ? [] : operation.parts
      let needed = compile(needs: wanted, after: &quantities)
      let result = compile(operation, of: appointment, at: index, position: position, needs: needed)
      constantCost += result.constantCost
      isInfeasible = isInfeasible || result.isInfeasible
      minOptionCost += result.minCost
      minBookedMinutes += result.minBookedMinutes
    }
    let span = connectOperations(from: firstOperation)
    if let minutes = appointment.deliver, !deliveryHours.holds(minutes) { isInfeasible = true }

    let earliestStart = earliestStart(of: appointment, rule: rule, wish: appointment.preferredArrival)
    var originalShifts: WorkingTime?
    if appointment.kind == .comeback, let id = appointment.originalTechnician {
      originalShifts = classes[technicianClasses[technician(id).int]]
    }
    let onSiteSince = max(appointment.arrived.map(minute) ?? 0, 0)
    if case .arrived = rule, let shifts = originalShifts, let arrived = appointment.arrived {
      let at = max(statedNow, minute(arrived))
      if !shifts.covers(at, at) { constantCost += site.policy.original }
      originalShifts = nil
    }
    guard let kind = site.policy.kinds[appointment.kind] else {
      preconditionFailure("unknown kind \(appointment.kind.rawValue): read the demand with DemandFormat")
    }
    let preferred = rule == .free ? appointment.preferredArrival.map(minute) : nil
    return CompiledAppointment(
      operations: firstOperation..<operations.count, rule: rule,
      slotRanges: compileSlotRanges(of: appointment, rule: rule), needs: ownNeeds,
      drop: (appointment.dropCost ?? kind.drop) * appointment.priority / 100
        * (appointment.isCommitted ? 3 : 1),
      delayPercent: kind.delay * appointment.priority, earliestStart: earliestStart,
      earliestWithoutWish: self.earliestStart(of: appointment, rule: rule, wish: nil), preferred: preferred,
      anchor: firstSlot(at: preferred ?? earliestStart), readyBy: appointment.readyBy.map(minute),
      waiting: appointment.waiting, loaner: appointment.loaner,
      collect: rule.isArrived ? 0 : appointment.collect ?? 0, deliver: appointment.deliver ?? 0,
      limits: compileLimits(of: appointment, rule: rule), walkIn: appointment.walkIn,
      expectedAdvisor: appointment.expectedAdvisor.map { id in
        guard let advisor = advisorIndices[id] else { preconditionFailure("unknown advisor \(id)") }
        return advisor
      },
      advisors: advisors(for: appointment, rule: rule), originalShifts: originalShifts,
      onSiteSince: onSiteSince, constantCost: constantCost, span: span,
      lockedPrefixEnd: lockedPrefixEnd(of: operations[firstOperation...]),
      minBookedMinutes: minBookedMinutes, minOptionCost: minOptionCost, isInfeasible: isInfeasible)
  }

  private func lockedPrefixEnd(of operations: ArraySlice<CompiledOperation>) -> Int? {
    operations.prefix { $0.lock != nil }.last?.lock?.end
  }

  private func arrivalRule(of appointment: Appointment) -> ArrivalRule {
    if let arrived = appointment.arrived { return .arrived(max(statedNow, minute(arrived), 0)) }
    if let booked = appointment.booked { return .booked(minute(booked.arrival)) }
    return .free
  }

  /// `e_j`: the earliest time at which work on the appointment could have begun, by the customer's wish.
  private func earliestStart(of appointment: Appointment, rule: ArrivalRule, wish: CivilTime?) -> Int {
    let soon = max(statedNow, opening)
    switch rule {
    case .arrived: return max(soon, appointment.arrived.map(minute) ?? soon)
    case .booked(let arrival): return arrival
    case .free:
      let wish = wish.map(minute) ?? soon
      let available = appointment.availability?.map { minute($0.from) }.min() ?? 0
      return max(soon, wish, available)
    }
  }

  private func advisors(for appointment: Appointment, rule: ArrivalRule) -> [AdvisorIndex] {
    let anyone = rule != .free
    return site.advisors.indices.filter { anyone || site.advisors[$0].receives(appointment.kind) }
      .map { AdvisorIndex($0) }
  }

  /// The first slot at or after a time; `slots.count` if there is none.
  private func firstSlot(at time: Int) -> Int {
    slots.partitioningIndex { $0 >= time }
  }

  private mutating func compileSlotRanges(of appointment: Appointment, rule: ArrivalRule) -> Range<Int> {
    let first = slotRanges.count
    guard rule == .free else { return first..<first }
    let windows =
      appointment.availability?.map { firstSlot(at: minute($0.from))..<firstSlot(at: minute($0.to)) }
      ?? [0..<slots.count]
    for window in windows.sorted(by: { $0.lowerBound < $1.lowerBound }) where !window.isEmpty {
      if slotRanges.count > first, let last = slotRanges.last, window.lowerBound <= last.upperBound {
        slotRanges[slotRanges.count - 1] = last.lowerBound..<max(last.upperBound, window.upperBound)
      } else {
        slotRanges.append(window)
      }
    }
    return first..<slotRanges.count
  }

  private mutating func compileNeeds(of appointment: Appointment) -> Range<Int> {
    let first = needs.count
    let isDone = appointment.arrived != nil && appointment.operations.allSatisfy { $0.locked != nil }
    guard !appointment.picked, !isDone else { return first..<first }
    var none: [PartIndex: Int] = [:]
    return compile(needs: appointment.parts, after: &none)
  }

  /// Adds what is needed at one time to what the visit needs before it.
  private mutating func compile(
    needs wanted: [SparePart.Requirement], after earlier: inout [PartIndex: Int]
  ) -> Range<Int> {
    let first = needs.count
    var quantities: [PartIndex: Int] = [:]
    for need in wanted {
      guard let part = partIndices[need.part] else { preconditionFailure("unknown part \(need.part)") }
      quantities[part, default: 0] += need.quantity
    }
    for (part, quantity) in quantities.sorted(by: { $0.key < $1.key }) {
      earlier[part, default: 0] += quantity
      needs.append(CompiledNeed(part: part, quantity: quantity, cumulative: earlier[part] ?? quantity))
    }
    return first..<needs.count
  }

  /// The limits that count a visit; of a booked one, those that count its arrival.
  private mutating func compileLimits(of appointment: Appointment, rule: ArrivalRule) -> Range<Int> {
    let first = visitLimits.count
    for (position, limit) in site.booking.limits.enumerated() where limit.counts(appointment) {
      if case .booked(let arrival) = rule, !limits[position].counts(arrival) { continue }
      visitLimits.append(position)
    }
    return first..<visitLimits.count
  }

  /// Fills in the members of each operation of a visit that depend on those that follow; returns the minimum minutes from the start of the
  /// first to the end of the last.
  private mutating func connectOperations(from first: Int) -> Int {
    var behind = 0
    for position in (first..<operations.count).reversed() {
      operations[position].remainingWork = behind
      let isFirst = position == first
      let isSettled = !isFirst && operations[position].lock != nil && operations[position - 1].lock != nil
      behind += operations[position].minWork + (isFirst || isSettled ? 0 : operations[position].minLag)
      operations[position].keepMinutes = keptMinutes(position)
      connectStays(position)
      if operations[position].keepsBay { operations[position].keepBays = pool(of: keptBays(position)) }
    }
    return behind
  }

  /// The rows of the bays in which the vehicle can stay from an operation on for as long as it must.
  private func keptBays(_ position: Int) -> Set<Int32> {
    var shared = Set(pools[operations[position].bays])
    for next in operations[(position + 1)...] {
      if let bay = next.lock?.bay {
        return shared.intersection([Int32(1 + site.technicians.count + bay.int)])
      }
      shared.formIntersection(pools[next.bays])
      if !next.keepsBay { break }
    }
    return shared
  }

  /// The minimum minutes from the end of an operation to that of the last one for which the vehicle must stay.
  private func keptMinutes(_ position: Int) -> Int {
    var minutes = 0
    var isKept = operations[position].keepsBay
    for next in operations[(position + 1)...] where isKept {
      minutes += next.minLag + next.minWork
      isKept = next.keepsBay && next.lock == nil
    }
    return minutes
  }

  /// Works out what follows for the vehicle in each bay of the site.
  ///
  /// The last operation first: the vehicle stays for the next one with a bay where that takes no more moves in the end.
  private mutating func connectStays(_ position: Int) {
    var minutes = 0
    guard
      let next = ((position + 1)..<operations.count).first(where: { later in
        minutes += operations[later].minLag + operations[later].minWork
        return operations[later].lock == nil
          ? !operations[later].bays.isEmpty : operations[later].lock?.bay != nil
      })
    else { return }
    let following = operations[next]
    var rows = Set(pools[following.bays])
    if let bay = following.lock?.bay { rows = [Int32(1 + site.technicians.count + bay.int)] }
    let best = following.minMoves
    let table = site.bays.indices.map { bay -> FollowingStay in
      let row = 1 + site.technicians.count + bay
      let later = following.firstStay.map { stays[$0 + bay] } ?? FollowingStay(minutes: 0, moves: 0)
      guard !operations[position].leavesBay, rows.contains(Int32(row)), Int(later.moves) <= best + 1 else {
        return FollowingStay(minutes: 0, moves: Int32(best + 1))
      }
      return FollowingStay(minutes: Int32(minutes) + later.minutes, moves: later.moves)
    }
    if let known = knownStays[table] {
      operations[position].firstStay = known
    } else {
      knownStays[table] = stays.count
      operations[position].firstStay = stays.count
      stays += table
    }
    let own =
      operations[position].lock.map { $0.bay.map { [$0.int] } ?? [] }
      ?? pools[operations[position].bays].map { Int($0) - 1 - site.technicians.count }
    operations[position].minMoves = Int(own.map { table[$0].moves }.min() ?? Int32(best))
  }

  func technician(_ id: String) -> TechnicianIndex {
    guard let index = technicianIndices[id] else { preconditionFailure("unknown technician \(id)") }
    return index
  }

  func bay(_ id: String) -> BayIndex {
    guard let index = bayIndices[id] else { preconditionFailure("unknown bay \(id)") }
    return index
  }
}
