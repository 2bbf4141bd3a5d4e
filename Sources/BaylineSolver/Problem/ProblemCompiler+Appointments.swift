import BaylineMath
import BaylineModel

extension ProblemCompiler {
  mutating func compile(_ appointment: Appointment, at index: AppointmentIndex) -> CompiledAppointment {
    let firstOperation = operations.count
    var constantCost = 0
    var isInfeasible = false
    var minOptionCost = 0
    var span = 0
    var minBookedMinutes = 0
    var minWork: [Int] = []
    for (position, operation) in appointment.operations.enumerated() {
      let result = compile(operation, of: appointment, at: index, position: position)
      constantCost += result.constantCost
      isInfeasible = isInfeasible || result.isInfeasible
      minOptionCost += result.minCost
      minWork.append(result.minWork)
      span += result.minWork
      minBookedMinutes += result.minBookedMinutes
    }
    for position in minWork.indices {
      let behind = minWork[(position + 1)...].reduce(0, +)
      operations[firstOperation + position] = operations[firstOperation + position].with(
        remainingWork: behind)
    }

    let rule = arrivalRule(of: appointment)
    let earliestStart = earliestStart(of: appointment, rule: rule)
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
      slotRanges: compileSlotRanges(of: appointment, rule: rule), needs: compileNeeds(of: appointment),
      drop: (appointment.dropCost ?? kind.drop) * (appointment.isCommitted ? 3 : 1), delay: kind.delay,
      earliestStart: earliestStart, openBeforeEarliestStart: openMinutes(before: earliestStart),
      preferred: preferred,
      anchor: firstSlot(at: preferred ?? earliestStart), readyBy: appointment.readyBy.map(minute),
      waiting: appointment.waiting, loaner: appointment.loaner, walkIn: appointment.walkIn,
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

  /// `e_j`: the earliest time at which work on the appointment could have begun.
  private func earliestStart(of appointment: Appointment, rule: ArrivalRule) -> Int {
    let soon = max(statedNow, opening)
    switch rule {
    case .arrived: return max(soon, appointment.arrived.map(minute) ?? soon)
    case .booked(let arrival): return arrival
    case .free:
      let wish = appointment.preferredArrival.map(minute) ?? soon
      let available = appointment.availability?.map { minute($0.from) }.min() ?? 0
      return max(soon, wish, available)
    }
  }

  private func openMinutes(before time: Int) -> Int {
    time > 0 ? hours.minutes(from: 0, to: time) : -hours.minutes(from: time, to: 0)
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
    var quantities: [PartIndex: Int] = [:]
    for need in appointment.parts {
      guard let part = partIndices[need.part] else { preconditionFailure("unknown part \(need.part)") }
      quantities[part, default: 0] += need.quantity
    }
    for (part, quantity) in quantities.sorted(by: { $0.key < $1.key }) {
      needs.append(CompiledNeed(part: part, quantity: quantity))
    }
    return first..<needs.count
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
