import BaylineMath
import BaylineModel

/// In the workshop: which work starts, how long it takes, and what follows it.
extension ShopRun {
  // MARK: - Ready to be begun

  /// Makes the next work of a vehicle in house available.
  mutating func makeReady(_ index: Int) {
    guard visits[index].phase == .inHouse else { return }
    if let found = visits[index].found {
      if found.since > now { return }
      visits[index].found = nil
      insert(found)
      return wakeAfterMove(index)
    }
    let range = visits[index].works
    while visits[index].next < range.upperBound, states[visits[index].next] == .done {
      visits[index].next += 1
    }
    let next = visits[index].next
    if next == range.upperBound { return finish(index) }
    if let release = works[next].release, release > now {
      return events.add(.partsArrive, of: index, at: release)
    }
    if works[next].isForced, states[next] == .planned { return }
    let ready = earliestStart(of: next, in: works[next].bay, for: index)
    if ready > now { return events.add(.vehicleIsReady, of: index, at: ready) }
    switch states[next] {
    case .planned:
      if waitsForParts(index, next) { return }
      states[next] = .due
      let place = due.firstIndex { (works[$0].start, $0) > (works[next].start, next) } ?? due.count
      due.insert(next, at: place)
      needsDispatch = true
    case .unassigned:
      if waitsForParts(index, next) { return }
      let work = works[next]
      insert(
        UnassignedWork(
          visit: index, need: work.need, duration: work.duration, key: work.key, work: next, percent: 100,
          crew: [], bay: nil, since: now, isReturn: visits[index].isReturn, priority: visits[index].priority,
          share: work.share))
      wakeAfterMove(index)
    case .due, .begun, .done: break
    }
  }

  /// Lets technicians look again when a vehicle could have been moved.
  private mutating func wakeAfterMove(_ index: Int) {
    guard shop.move > 0, visits[index].lastBayWork != nil, let end = visits[index].lastEnd,
      end + shop.move > now
    else { return }
    events.add(.workIsDue, of: visits[index].next, at: end + shop.move)
  }

  /// Whether a visit has to wait for its parts or those of a work; if so, schedules their arrival.
  private mutating func waitsForParts(_ index: Int, _ work: Int) -> Bool {
    let partsAt = max(visits[index].partsAt, works[work].partsAt)
    guard partsAt > now, !works[work].isLocked else { return false }
    // Work that the plan has later does not wait.
    if !visits[index].waitsForParts, states[work] == .unassigned || partsAt > works[work].start {
      visits[index].waitsForParts = true
      tally.partsWaits += 1
    }
    events.add(.partsArrive, of: index, at: partsAt)
    return true
  }

  /// Inserts open work: comebacks first, then that of booked customers, then by priority, then by how long it has been
  /// ready.
  private mutating func insert(_ work: UnassignedWork) {
    let place =
      open.firstIndex { other in
        if work.isReturn != other.isReturn { return work.isReturn }
        if givesWay(work) != givesWay(other) { return givesWay(other) }
        if work.priority != other.priority { return work.priority > other.priority }
        return (work.since, work.visit) < (other.since, other.visit)
      } ?? open.count
    open.insert(work, at: place)
    needsDispatch = true
    if givesWay(work) {
      events.add(.workIsDue, of: visits[work.visit].next, at: now + CivilTime.minutesPerDay)
    }
  }

  private mutating func finish(_ index: Int) {
    visits[index].phase = .done
    // For work that ended before the simulation starts, its own end counts.
    let ended = visits[index].works.map { ends[$0] }.max() ?? now
    let isRecord = index < shop.visits.count && shop.visits[index].reception != nil
    let ready = (now > shop.now && !isRecord ? now : ended) + visits[index].finish
    visits[index].readyAt = ready
    unsettled -= 1
    if visits[index].hasLoaner {
      events.add(.loanerReturned, of: index, at: max(now, ready + shop.loanerTurnaround))
    }
    if index < shop.visits.count, let minutes = shop.visits[index].deliver {
      expectDelivery(of: index, minutes: minutes, from: ready)
    }
  }

  // MARK: - Beginning

  /// Lets technicians start what they can. Returns whether anything started.
  mutating func begin() -> Bool {
    if !needsDispatch { return false }
    needsDispatch = false
    var hasBegun = continueFoundWork()
    var place = 0
    while place < due.count {
      let index = due[place]
      if canBegin(index), !isTooEarly(index) {
        due.remove(at: place)
        beginPlanned(index, at: now)
        hasBegun = true
      } else {
        place += 1
      }
    }
    place = 0
    while place < open.count {
      if let assignment = assignment(for: open[place]), !isTooEarly(open[place], assignment) {
        beginOpen(open.remove(at: place), assignment)
        hasBegun = true
      } else {
        place += 1
      }
    }
    // Work that has started may unblock other work.
    needsDispatch = hasBegun
    return hasBegun
  }

  /// Lets the crews that found additional work continue with it before anything else starts. Returns whether any did.
  private mutating func continueFoundWork() -> Bool {
    var hasBegun = false
    var place = 0
    while place < open.count {
      if !open[place].crew.isEmpty, let same = sameCrew(for: open[place]) {
        beginOpen(open.remove(at: place), same)
        hasBegun = true
      } else {
        place += 1
      }
    }
    return hasBegun
  }

  /// Whether an overdue work is held back for the sake of the one that must follow it; at its planned time the plan is
  /// right.
  private mutating func isTooEarly(_ index: Int) -> Bool {
    guard works[index].handling.isFollowed, !works[index].isLocked, now > works[index].start else {
      return false
    }
    return isHeldBack(
      index, since: works[index].start,
      endingAt: end(of: works[index], from: now, minutes: works[index].minutes))
  }

  private mutating func isTooEarly(_ work: UnassignedWork, _ assignment: DispatchAssignment) -> Bool {
    guard let index = work.work, works[index].handling.isFollowed else { return false }
    let timeMode = timeMode(of: shop.needs[work.need], assignment.crew, assignment.bay)
    return isHeldBack(
      index, since: work.since,
      endingAt: end(from: now, minutes: assignment.minutes, timeMode: timeMode, time: assignment.time))
  }

  /// The actual minutes of a planned work, by its time mode.
  private func minutes(of work: ShopWork) -> Int {
    if let share = work.share { return tracedMinutes(share, of: shop.needs[work.need], work.crew, work.bay) }
    return work.hasKnownDuration
      ? work.minutes : drawn(work.minutes, shop.durations[work.duration], work.key, work.crew)
  }

  /// The minutes of work whose ratio to the planned time is known, applied to the planned time of this crew.
  private func tracedMinutes(_ share: Double, of need: ResourceRequirement, _ crew: [Int], _ bay: Int?) -> Int
  {
    Int((Double(need.minutes(of: crew, in: bay)) * share).rounded())
  }

  /// Planned minutes multiplied by a random factor and by that of the slowest technician; 1 or more.
  private func drawn(_ minutes: Int, _ sampler: Sampler, _ key: UInt64, _ crew: some Collection<Int>) -> Int {
    let percent = randomNumbers.draw(sampler, .duration, of: key)
    let durationFactor = crew.map { shop.technicians[$0].durationFactor }.max() ?? 1
    return max(1, Int(min(Double(minutes) * percent / 100 * durationFactor, 5e6).rounded()))
  }

  /// Starts a planned work. Work that the plan has fixed may start at another time than now.
  mutating func beginPlanned(_ index: Int, at start: Int) {
    let work = works[index]
    let minutes = minutes(of: work)
    var end = end(of: work, from: start, minutes: minutes)
    // Work in progress has not ended yet, unless the plan says so.
    if start < shop.now, work.end > shop.now { end = max(end, shop.now + 1) }
    states[index] = .begun
    starts[index] = start
    ends[index] = end
    let begun = RunningWork(work, at: index, from: start, to: end)
    tally.add(begun, minutes: minutes, standard: work.standard, work.timeMode, work.time, shop)
    begin(begun)
    expect(begun, until: self.end(of: work, from: start, minutes: work.minutes))
  }

  private mutating func beginOpen(_ work: UnassignedWork, _ assignment: DispatchAssignment) {
    let need = shop.needs[work.need]
    let crew = assignment.crew
    let planned = max(1, Int((Double(assignment.minutes) * work.percent / 100).rounded()))
    let minutes =
      work.share.map { tracedMinutes($0, of: need, crew, assignment.bay) }
      ?? drawn(planned, shop.durations[work.duration], work.key, crew)
    let timeMode = timeMode(of: need, crew, assignment.bay)
    let end = end(from: now, minutes: minutes, timeMode: timeMode, time: assignment.time)
    if let index = work.work {
      promised[need.trade] -= need.standard
      states[index] = .begun
      (starts[index], ends[index]) = (now, end)
    }
    let begun = RunningWork(
      visit: work.visit, work: work.work, crew: crew, bay: assignment.bay, start: now, end: end,
      need: work.need,
      minutes: planned, duration: work.duration)
    let standard = Int((Double(need.standard) * work.percent / 100).rounded())
    tally.add(begun, minutes: minutes, standard: standard, timeMode, assignment.time, shop)
    begin(begun)
    expect(begun, until: self.end(from: now, minutes: planned, timeMode: timeMode, time: assignment.time))
  }

  private mutating func begin(_ work: RunningWork) {
    for technician in work.crew { busyTechnicians[technician] += 1 }
    for equipment in shop.needs[work.need].equipment { usedEquipment[equipment] += 1 }
    countLag(of: work)
    if let bay = work.bay {
      enter(bay, work.visit, at: work.start)
      busyBays[bay] += 1
      if let index = work.work { visits[work.visit].lastBayWork = index }
    }
    if work.work == nil { visits[work.visit].hasOpenFinding = false }
    if visits[work.visit].begunAt == nil { visits[work.visit].begunAt = work.start }
    let place = running.count
    running.append(work)
    if work.end <= shop.now { endWork(place) } else { events.add(.workEnds, of: place, at: work.end) }
  }

  /// Counts a work that starts too late after the one before it.
  private mutating func countLag(of work: RunningWork) {
    guard let index = work.work, let most = works[index].handling.lag.max, !works[index].isLocked,
      let end = visits[work.visit].lastEnd, work.start > end + most
    else { return }
    tally.lagsExceeded += 1
  }

  // MARK: - Time on work

  /// When a planned work ends that starts at a time and takes a number of minutes.
  private func end(of work: ShopWork, from start: Int, minutes: Int) -> Int {
    end(from: start, minutes: minutes, timeMode: work.timeMode, time: work.time)
  }

  private func end(from start: Int, minutes: Int, timeMode: ShopWork.TimeMode, time: WorkingTime) -> Int {
    switch timeMode {
    case .wallClock: return start + minutes
    case .elapsed(let span): return start + span
    case .resumable: return time.end(ofWork: minutes, from: start) ?? shop.lastMinute
    case .nonResumable:
      var rest = minutes
      var from = start
      while let next = time.next(from: from), let endOfInterval = time.endOfInterval(after: next) {
        if rest <= endOfInterval - next + shop.overtime { return next + rest }
        rest -= endOfInterval - next
        from = endOfInterval
      }
      return shop.lastMinute
    }
  }

  /// The time mode of work without a plan.
  func timeMode(of need: ResourceRequirement, _ crew: [Int], _ bay: Int?) -> ShopWork.TimeMode {
    if crew.isEmpty, !(bay.map { shop.bays[$0].hasCalendar } ?? false) { return .wallClock }
    return need.isSplittable ? .resumable : .nonResumable
  }

  /// Whether work of a given length may start now: if it fits without a break, or if it ends today with a break but
  /// would not if it waited for an uninterrupted interval.
  func fits(_ minutes: Int, _ timeMode: ShopWork.TimeMode, _ time: WorkingTime) -> Bool {
    if timeMode.ignoresCalendars { return true }
    guard let endOfInterval = time.endOfInterval(after: now) else { return false }
    if timeMode == .resumable || now + minutes <= endOfInterval + shop.overtime { return true }
    let day = BaylineModel.day(of: now)
    guard let unbrokenEnd = nonResumableEnd(minutes, from: endOfInterval, time) else { return true }
    return BaylineModel.day(of: unbrokenEnd) > day
      && BaylineModel.day(of: end(from: now, minutes: minutes, timeMode: .nonResumable, time: time)) == day
  }

  /// When work would end that waits for an uninterrupted interval; `nil` if no interval is long enough.
  private func nonResumableEnd(_ minutes: Int, from time: Int, _ working: WorkingTime) -> Int? {
    // Calendars repeat weekly: what fits into no interval of two weeks fits nowhere.
    working.firstFit(of: minutes - shop.overtime, from: time, before: time + 14 * 1440).map { $0 + minutes }
  }

  // MARK: - Ending

  mutating func endWork(_ place: Int) {
    needsDispatch = true
    let work = running[place]
    for technician in work.crew { busyTechnicians[technician] -= 1 }
    for equipment in shop.needs[work.need].equipment { usedEquipment[equipment] -= 1 }
    visits[work.visit].lastEnd = work.end
    if let index = work.work {
      states[index] = .done
      if let found = works[index].found {
        find(found, on: work)
      } else if visits[work.visit].addedWorkTrigger == index {
        find(work)
      }
    }
    if let bay = work.bay {
      busyBays[bay] -= 1
      visits[work.visit].worksInBays -= 1
    }
    settle(work.visit)
    if visits[work.visit].found == nil { makeReady(work.visit) }
  }

  /// Draws the additional work found on a work that has ended, and asks the customer.
  private mutating func find(_ work: RunningWork) {
    let visit = visits[work.visit]
    let share = randomNumbers.draw(shop.addedSize, .addedSize, of: visit.key)
    let size = shop.needs[work.need].minutes
    let percent = share * Double(work.minutes) / Double(max(1, size))
    let wait = shop.approval.minutes(at: randomNumbers.uniform(.approval, of: visit.key))
    visits[work.visit].hasOpenFinding = true
    visits[work.visit].found = UnassignedWork(
      visit: work.visit, need: work.need, duration: work.duration,
      key: StreamKey.of(UInt64.max, in: visit.key), work: nil, percent: percent, crew: work.crew,
      bay: work.bay,
      since: now + wait, isReturn: visit.isReturn, priority: visit.priority)
    events.add(.workApproved, of: work.visit, at: now + wait)
  }

  /// Adds the additional work that the record found on a work.
  private mutating func find(_ found: ShopWork.FoundWork, on work: RunningWork) {
    let index = work.visit
    let need = shop.needs[work.need]
    let percent = Double(found.minutes) * 100 / Double(max(1, need.minutes(of: found.crew, in: found.bay)))
    visits[index].hasOpenFinding = true
    visits[index].found = UnassignedWork(
      visit: index, need: work.need, duration: shop.deterministicDuration, key: visits[index].key, work: nil,
      percent: percent, crew: work.crew, bay: work.bay, since: now + found.wait,
      isReturn: visits[index].isReturn, priority: visits[index].priority)
    events.add(.workApproved, of: index, at: now + found.wait)
  }
}
