import BaylineModel

/// What the shop expects of the next hours: work takes as long as planned, and late customers are about to come.
///
/// Booked customers are served first, so work of others must not get in the way of planned work that is overdue only
/// because its vehicle, its bay or a colleague is late.
extension ShopRun {
  /// Whether a work makes way for planned work: that of customers without a booking and of those whose slot was released,
  /// except comebacks. A vehicle that holds a bay waits for nobody who may need that bay, and
  /// none waits for more than a day.
  func givesWay(_ work: UnassignedWork) -> Bool {
    !work.isReturn && visits[work.visit].holdsSince == nil
      && now < work.since + CivilTime.minutesPerDay
      && (work.visit >= shop.visits.count || visits[work.visit].hasSlotExpired)
  }

  /// When an overdue planned work is expected to start; `nil` if nobody can tell, as parts are missing or the customer is
  /// asked about more work.
  func expectedStart(of index: Int) -> Int? {
    let visit = works[index].visit
    guard !visits[visit].hasOpenFinding, var time = expectedAvailability(of: visit) else { return nil }
    for work in visits[visit].works.lowerBound..<index {
      switch states[work] {
      case .done: continue
      case .begun: time = max(time, expectedEnds[work])
      case .planned, .due:
        guard let end = expectedTime(of: work, from: time)?.end else { return nil }
        time = end
      case .unassigned: return nil
      }
    }
    return expectedTime(of: index, from: time)?.start
  }

  /// When the workshop is expected to have a vehicle.
  private func expectedAvailability(of visit: Int) -> Int? {
    switch visits[visit].phase {
    case .expected, .waitingForAdvisor: now + shop.reception
    case .inReception: visits[visit].receivedAt + shop.reception
    case .inHouse: max(now, visits[visit].availableAt)
    case .done, .departed: nil
    }
  }

  /// When a planned work is expected to start and to end if its vehicle is there from a time on.
  private func expectedTime(of index: Int, from time: Int) -> (start: Int, end: Int)? {
    let work = works[index]
    if max(visits[work.visit].partsAt, work.partsAt) > now { return nil }
    var from = max(time + work.handling.lag.min, earliestStart(of: index, in: work.bay, for: work.visit))
    for technician in work.crew where busyTechnicians[technician] > 0 {
      from = max(from, freeTechnicians[technician])
    }
    if let bay = work.bay, busyBays[bay] > 0 { from = max(from, freeBays[bay]) }
    if work.timeMode.ignoresCalendars { return (from, from + work.minutes) }
    // Work that may not pause waits for an interval that has room for it.
    let room = work.timeMode == .resumable ? 0 : work.minutes - shop.overtime
    guard let start = work.time.firstFit(of: room, from: from) ?? work.time.next(from: from),
      let end = work.time.end(ofWork: work.minutes, from: start)
    else { return nil }
    return (start, end)
  }

  /// Notes until when a work that begins now is expected to occupy its crew and bay.
  mutating func expect(_ work: RunningWork, until end: Int) {
    let end = max(now + 1, end)
    if let index = work.work { expectedEnds[index] = end }
    for technician in work.crew { freeTechnicians[technician] = end }
    if let bay = work.bay { freeBays[bay] = end }
  }
}
