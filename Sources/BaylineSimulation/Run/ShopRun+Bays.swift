import BaylineModel

/// Where vehicles stand, and when they can be worked on.
///
/// Between two works a vehicle holds its bay if it cannot be moved, or if the plan has its next work with a bay in the
/// same one. Every other vehicle stands there only as long as nobody else needs the bay, and is then taken out to the
/// yard. Nothing can block for ever: a vehicle that holds a bay waits for people, parts, equipment or time, never for
/// another bay.
extension ShopRun {
  // MARK: - Bays

  /// Whether a vehicle can be worked on in a bay: nobody else is worked on in it or holds it.
  func isFree(_ bay: Int, for visit: Int) -> Bool {
    if busyBays[bay] > 0 { return false }
    return holds[bay] == 0 || visits[visit].holdsSince != nil && visits[visit].bay == bay
  }

  /// Whether a vehicle has to be moved for a work in a bay.
  private func moves(_ visit: Int, into bay: Int?) -> Bool {
    guard let bay else { return false }
    return visits[visit].lastBayWork != nil && visits[visit].bay != bay
  }

  /// The earliest start of a work of a vehicle in a bay, by the lag and the move after its last work; work that was found
  /// on the way, without an index, has no lag.
  func earliestStart(of index: Int?, in bay: Int?, for visit: Int) -> Int {
    guard let end = visits[visit].lastEnd, !visits[visit].isLockedOnly else { return .min }
    if let index, works[index].isLocked, index > visits[visit].works.lowerBound, works[index - 1].isLocked {
      return end
    }
    return end + max(index.map { works[$0].handling.lag.min } ?? 0, moves(visit, into: bay) ? shop.move : 0)
  }

  /// Puts a vehicle into the bay in which a work starts; whatever stands there is taken out.
  mutating func enter(_ bay: Int, _ visit: Int, at start: Int) {
    if visits[visit].bay == bay {
      release(visit, at: start)
    } else {
      leaveBay(visit)
    }
    let other = standing[bay]
    if other >= 0, other != visit { visits[other].bay = nil }
    standing[bay] = -1
    visits[visit].bay = bay
    visits[visit].worksInBays += 1
  }

  /// Takes a vehicle out of its bay.
  mutating func leaveBay(_ visit: Int) {
    guard let bay = visits[visit].bay else { return }
    release(visit, at: now)
    if standing[bay] == visit { standing[bay] = -1 }
    visits[visit].bay = nil
    needsDispatch = true
  }

  private mutating func release(_ visit: Int, at time: Int) {
    guard let since = visits[visit].holdsSince, let bay = visits[visit].bay else { return }
    visits[visit].holdsSince = nil
    holds[bay] -= 1
    tally.addHold(from: since, to: time, shop)
  }

  /// Decides whether a vehicle that is not worked on in its bay holds it, stands there or leaves it.
  mutating func settle(_ visit: Int) {
    guard let bay = visits[visit].bay, let last = visits[visit].lastBayWork, visits[visit].worksInBays == 0
    else { return }
    switch rest(of: visit, in: bay, after: last) {
    case .holds:
      if visits[visit].holdsSince != nil { return }
      if standing[bay] == visit { standing[bay] = -1 }
      visits[visit].holdsSince = visits[visit].lastEnd ?? now
      holds[bay] += 1
    case .stands:
      release(visit, at: now)
      let other = standing[bay]
      if other >= 0, other != visit { visits[other].bay = nil }
      standing[bay] = visit
      needsDispatch = true
    case .leaves: leaveBay(visit)
    }
  }

  private enum Rest {
    case holds
    case stands
    case leaves
  }

  private func rest(of visit: Int, in bay: Int, after last: Int) -> Rest {
    if visits[visit].isLockedOnly || visits[visit].phase == .departed { return .leaves }
    let next = nextBayWork(of: visit, after: last)
    // Work that was found on a work belongs to it: the vehicle is not taken out before.
    let isFound = visits[visit].hasOpenFinding
    if works[last].handling.leavesBay { return isFound ? .stands : .leaves }
    guard let next else { return isFound ? .stands : .leaves }
    if states[next] == .unassigned { return works[last].handling.keepsBay ? .holds : .stands }
    if works[next].bay == bay { return .holds }
    return isFound ? .stands : .leaves
  }

  /// The next work of a vehicle that needs a bay.
  private func nextBayWork(of visit: Int, after last: Int) -> Int? {
    (last + 1..<max(last + 1, visits[visit].works.upperBound)).first { index in
      switch states[index] {
      case .planned, .due: works[index].bay != nil
      case .unassigned: shop.needs[works[index].need].ways.contains { !$0.bays.isEmpty }
      case .begun, .done: false
      }
    }
  }

  /// The bays among which work without a plan may choose; `nil` means all of its requirement.
  func allowedBays(for work: UnassignedWork) -> [Int]? {
    let visit = visits[work.visit]
    if visit.holdsSince != nil, let bay = visit.bay { return [bay] }
    guard let index = work.work else { return nil }
    if works[index].handling.keepsBay, index + 1 < visit.works.upperBound, states[index + 1] != .unassigned,
      let bay = works[index + 1].bay
    {
      return [bay]
    }
    return works[index].handling.bays
  }

  // MARK: - Equipment

  /// Whether one of each equipment that a work needs is free.
  func hasEquipment(_ need: Int) -> Bool {
    for equipment in shop.needs[need].equipment where usedEquipment[equipment] >= shop.equipment[equipment] {
      return false
    }
    return true
  }

  /// Whether work without a plan leaves enough equipment for planned works that start before a time.
  mutating func leavesEquipment(_ need: Int, until end: Int) -> Bool {
    for equipment in shop.needs[need].equipment {
      let queue = equipmentQueues[equipment]
      while equipmentHeads[equipment] < queue.count, !isToCome(queue[equipmentHeads[equipment]]) {
        equipmentHeads[equipment] += 1
      }
      let coming = queue[equipmentHeads[equipment]...].count { index in
        isToCome(index) && works[index].start > now && works[index].start < end
      }
      if usedEquipment[equipment] + coming >= shop.equipment[equipment] { return false }
    }
    return true
  }

  // MARK: - Maximum lags

  /// Whether a work that would end at a time is held back because the one that must follow it within its maximum lag
  /// could not; if so, technicians look again when it could. Nothing is held back for longer than a day.
  mutating func isHeldBack(_ index: Int, since: Int, endingAt end: Int) -> Bool {
    guard now < since + CivilTime.minutesPerDay else { return false }
    if let until = heldBack[index], until > now { return true }
    let late = lateness(after: index, endingAt: end)
    guard late > 0, now + late < since + CivilTime.minutesPerDay else { return false }
    heldBack[index] = now + late
    events.add(.workIsDue, of: index, at: now + late)
    return true
  }

  /// By how many minutes the works that must follow one would be too late if it ended at a time; 0 if they could follow,
  /// or never can.
  private func lateness(after index: Int, endingAt end: Int) -> Int {
    var end = end
    var next = index + 1
    let works = visits[works[index].visit].works
    while next < works.upperBound, let most = self.works[next].handling.lag.max, !self.works[next].isLocked {
      guard let (start, finish) = firstTime(of: next, from: end + self.works[next].handling.lag.min) else {
        return 0
      }
      if start > end + most { return start - end - most }
      end = finish
      next += 1
    }
    return 0
  }

  /// When a work could be done from a time on by the shifts of those who do it.
  private func firstTime(of index: Int, from time: Int) -> (start: Int, end: Int)? {
    let work = works[index]
    if states[index] != .unassigned { return firstTime(work.minutes, work.timeMode, work.time, from: time) }
    let need = shop.needs[work.need]
    return need.ways.lazy.compactMap { way in
      let shift = way.technician.map { shop.times[shop.technicians[$0].time] } ?? .always
      return firstTime(
        way.minutes, timeMode(of: need, way.technician.map { [$0] } ?? [], nil), shift, from: time)
    }.min { $0.start < $1.start }
  }

  private func firstTime(_ minutes: Int, _ timeMode: ShopWork.TimeMode, _ time: WorkingTime, from: Int)
    -> (start: Int, end: Int)?
  {
    switch timeMode {
    case .wallClock: return (from, from + minutes)
    case .elapsed(let span): return (from, from + span)
    case .resumable:
      guard let start = time.next(from: from), let end = time.end(ofWork: minutes, from: start) else {
        return nil
      }
      return (start, end)
    case .nonResumable: return time.firstFit(of: minutes, from: from).map { ($0, $0 + minutes) }
    }
  }
}
