import BaylineMath
import BaylineModel

extension CompiledProblem {
  /// The row of a technician in `Timelines`.
  package func row(of technician: TechnicianIndex) -> Int {
    1 + technician.int
  }

  /// The row of a bay in `Timelines`; 0 for no bay.
  package func row(of bay: BayIndex?) -> Int {
    bay.map { 1 + technicians.count + $0.int } ?? 0
  }

  /// The row of an equipment in `Timelines`.
  func row(ofEquipment index: Int) -> Int {
    1 + technicians.count + bays.count + index
  }

  /// The minimum minutes between an operation and the one before it (H6).
  ///
  /// - Parameter moves: Whether the vehicle moves for it.
  @inline(__always)
  func minGap(before operation: CompiledOperation, moves: Bool) -> Int {
    max(operation.minLag, moves ? site.booking.moveMinutes : 0)
  }

  /// The points of a technician's day for overload and balance.
  @inline(__always)
  func workloadCost(of technician: TechnicianIndex, onDay day: Int, minutes: Int) -> Int {
    if minutes <= 1440 { return Int(workloadCosts[dayCosts[technician.int * days + day] + minutes]) }
    let person = technicians[technician]
    return site.policy.workloadCost(
      minutes: minutes, shift: person.dayShifts[day], limit: person.dayLimits[day])
  }

  /// What follows for the vehicle if an operation is done in the bay of a row.
  @inline(__always)
  func stay(after operation: CompiledOperation, inRow row: Int) -> FollowingStay? {
    guard let first = operation.firstStay, row > 0 else { return nil }
    return stays[first + row - 1 - technicians.count]
  }

  /// From when the delay of a visit counts.
  ///
  /// - Parameter arrival: `nil` for a vehicle that had already arrived.
  @inline(__always)
  func delayOrigin(of visit: CompiledAppointment, arrival: Int?) -> DelayOrigin {
    var time = visit.earliestStart
    if let preferred = visit.preferred, let arrival, arrival < preferred {
      time = max(visit.earliestWithoutWish, arrival)
    }
    return DelayOrigin(time: time, openBefore: open(before: time))
  }

  /// When the driver who brings a vehicle back sets out; `nil` if never.
  /// - Complexity: O(log *n* + intervals that are too short).
  func deliveryStart(_ minutes: Int, ready: Int) -> Int? {
    var index = max(0, deliveryHours.started(by: ready) - 1)
    while index < deliveryHours.starts.count {
      let start = max(ready, deliveryHours.starts[index])
      if start + minutes <= deliveryHours.ends[index] { return start }
      index += 1
    }
    return nil
  }

  /// Calls `body` with the parts that a visit and its operations need.
  func forEachNeed(of visit: CompiledAppointment, _ body: (CompiledNeed) -> Void) {
    for need in needs[visit.needs] { body(need) }
    for operation in operations.elements[visit.operations] {
      for need in needs[operation.needs] { body(need) }
    }
  }

  /// Whether an operation has a bay, whichever way it is done.
  func alwaysHasBay(_ operation: CompiledOperation) -> Bool {
    if let lock = operation.lock { return lock.bay != nil }
    return !operation.options.isEmpty
      && options[operation.options].allSatisfy { bayChoices[$0.bays.lowerBound].bay != nil }
  }

  /// The index of the slot at a time; `nil` if there is no slot at that time.
  /// - Complexity: O(log *n*).
  func slot(at time: Int) -> Int? {
    let index = slots.partitioningIndex { $0 >= time }
    return index < slots.count && slots[index] == time ? index : nil
  }

  /// The range of a placed operation's crew in `crews`.
  package func crew(of operation: CompiledOperation, _ placement: Placement) -> Range<Int> {
    operation.lock?.crew ?? options[Int(placement.option)].crew
  }

  package func bay(of operation: CompiledOperation, _ placement: Placement) -> BayIndex? {
    operation.lock.map(\.bay) ?? bayChoices[Int(placement.choice)].bay
  }

  /// The working-time class in which a placed operation occupies its technicians: class 0 (all time) unless it is
  /// splittable.
  package func workClass(of operation: CompiledOperation, _ placement: Placement) -> ClassIndex {
    guard operation.splittable else { return ClassIndex(0) }
    return operation.lock?.work ?? bayChoices[Int(placement.choice)].work
  }

  /// The earliest arrival for which parts are available in time if they are available from a time; `.min` if always
  /// (H11).
  func earliestArrival(partsFrom time: Int) -> Int {
    time == .min ? .min : time + site.booking.partsLeadMinutes
  }

  /// Whether an operation follows an unlocked one in its visit.
  @inline(__always)
  func isAfterUnlocked(_ index: Int, in visit: CompiledAppointment) -> Bool {
    index > visit.operations.lowerBound && operations.elements[index - 1].lock == nil
  }

  /// The operation in the demand.
  func source(of operation: CompiledOperation) -> ServiceOperation {
    demand.appointments[operation.appointment.int].operations[operation.position]
  }

  /// Calls `body` with the working minutes of a placed operation on each day of the horizon, starting from `since`.
  @inline(__always)
  func forEachDay(
    of placement: Placement, in work: ClassIndex, since: Int, _ body: (_ day: Int, _ minutes: Int) -> Void
  ) {
    forEachDay(from: max(Int(placement.start), since), to: Int(placement.end)) { day, start, end in
      let minutes = work.raw == 0 ? end - start : times.minutes(work, from: start, to: end)
      if minutes > 0 { body(day, minutes) }
    }
  }

  /// Splits the part of `[start, end)` within the horizon by day.
  @inline(__always)
  func forEachDay(from start: Int, to end: Int, _ body: (_ day: Int, _ start: Int, _ end: Int) -> Void) {
    var start = max(start, 0)
    let end = min(end, self.end)
    while start < end {
      let day = start / 1440
      let stop = min(end, (day + 1) * 1440)
      body(day, start, stop)
      start = stop
    }
  }
}

extension CompiledProblem {
  /// The working minutes of a placed operation on one day of the horizon, starting from `since`.
  @inline(__always)
  func minutes(of operation: CompiledOperation, _ placement: Placement, onDay day: Int, since: Int) -> Int {
    let start = max(Int(placement.start), day * 1440, since)
    let end = min(Int(placement.end), (day + 1) * 1440)
    guard start < end else { return 0 }
    let work = workClass(of: operation, placement)
    return work.raw == 0 ? end - start : times.minutes(work, from: start, to: end)
  }
}
