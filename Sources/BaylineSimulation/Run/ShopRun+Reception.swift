import BaylineModel

/// At the counter: arrivals, receptions and departures.
///
/// A booked customer is received by the booked advisor at the booked time; the slot of a late customer is held for the
/// grace time. Walk-ins and customers whose slot was released are received by any advisor without a booking due within
/// the reception: comebacks first, then by priority, then in order of arrival.
extension ShopRun {
  // MARK: - Events

  mutating func arrives(_ index: Int) {
    guard visits[index].phase == .expected else { return }
    visits[index].phase = .waitingForAdvisor
    if index >= shop.visits.count || visits[index].hasSlotExpired { lineUp(index) }
  }

  /// Receives a customer as recorded.
  mutating func receiveByRecord(_ index: Int) {
    guard visits[index].phase == .waitingForAdvisor, let reception = shop.visits[index].reception else {
      return
    }
    visits[index].phase = .inReception
    visits[index].receivedAt = now
    if let advisor = reception.advisor {
      visits[index].advisor = advisor
      receptions[advisor] += 1
    }
    events.add(.received, of: index, at: now + shop.reception)
  }

  /// Adds a customer to those who wait for any advisor.
  private mutating func lineUp(_ index: Int) {
    let visit = visits[index]
    let place =
      waiting.firstIndex { other in
        visit.isReturn != visits[other].isReturn
          ? visit.isReturn : visit.priority > visits[other].priority
      } ?? waiting.count
    waiting.insert(index, at: place)
    if let patience = shop.walkIns.patience { events.add(.reneges, of: index, at: now + patience) }
  }

  /// Releases the slot of a customer who has not arrived within the grace time.
  mutating func expireSlot(_ index: Int) {
    guard visits[index].phase == .expected, !visits[index].hasSlotExpired else { return }
    visits[index].hasSlotExpired = true
    needsDispatch = true
    // Forced works start regardless.
    for work in visits[index].works where states[work] == .planned && !works[work].isForced {
      states[work] = .unassigned
    }
    settle(index)
    if visits[index].isNoShow {
      countArrival(index, -1, at: visits[index].bookedArrival ?? now)
      depart(index)
    }
  }

  /// Lets a customer leave who has waited too long.
  mutating func renege(_ index: Int) {
    guard visits[index].phase == .waitingForAdvisor, let place = waiting.firstIndex(of: index) else { return }
    waiting.remove(at: place)
    tally.lost += 1
    depart(index)
  }

  private mutating func depart(_ index: Int) {
    visits[index].phase = .departed
    leaveBay(index)
    unsettled -= 1
  }

  // MARK: - Receiving

  /// Lets advisors receive customers. Returns whether anybody was received.
  mutating func receive() -> Bool {
    var hasReceived = false
    for advisor in shop.advisors.indices where receiveBooked(advisor) { hasReceived = true }
    var place = 0
    while place < waiting.count {
      if let advisor = advisorFree(for: waiting[place]) {
        receive(waiting.remove(at: place), by: advisor)
        hasReceived = true
      } else {
        place += 1
      }
    }
    return hasReceived
  }

  private mutating func receiveBooked(_ advisor: Int) -> Bool {
    advance(advisor)
    let queue = shop.advisorQueues[advisor]
    var hasReceived = false
    var nextHeld = Int.max
    for place in stride(from: queue.count - 1, through: advisorHeads[advisor], by: -1)
    where isHeld(queue[place]) {
      let index = queue[place]
      let arrival = shop.visits[index].arrival ?? 0
      if visits[index].phase == .waitingForAdvisor {
        let isDue = arrival <= now
        if isDue, !isOnDuty(advisor, at: now) {
          // The advisor is off duty, so any other may receive the customer.
          visits[index].hasSlotExpired = true
          lineUp(index)
          continue
        }
        let isFree = busyAdvisors[advisor] <= now || isDue && shop.visits[index].isDoubleBooked
        if isFree,
          isDue || nextHeld >= now + shop.reception && isOnDuty(advisor, at: now) && isNext(index, advisor)
        {
          receive(index, by: advisor)
          hasReceived = true
          continue
        }
      }
      nextHeld = arrival
    }
    return hasReceived
  }

  /// Whether the visit is the advisor's next one to receive.
  private func isNext(_ index: Int, _ advisor: Int) -> Bool {
    for other in shop.advisorQueues[advisor][advisorHeads[advisor]...] where isHeld(other) {
      return other == index
    }
    return false
  }

  /// Whether a slot is neither used nor released.
  private func isHeld(_ index: Int) -> Bool {
    let phase = visits[index].phase
    return (phase == .expected || phase == .waitingForAdvisor) && !visits[index].hasSlotExpired
  }

  private mutating func advance(_ advisor: Int) {
    let queue = shop.advisorQueues[advisor]
    while advisorHeads[advisor] < queue.count, !isHeld(queue[advisorHeads[advisor]]) {
      advisorHeads[advisor] += 1
    }
  }

  private func isOnDuty(_ advisor: Int, at time: Int) -> Bool {
    shop.times[shop.advisors[advisor].time].covers(time, time + 1)
  }

  /// The free advisor who receives a customer without a slot: the one with the fewest receptions.
  private mutating func advisorFree(for index: Int) -> Int? {
    var best: Int?
    for advisor in shop.advisors.indices where busyAdvisors[advisor] <= now {
      guard shop.advisors[advisor].receives[visits[index].kind],
        shop.times[shop.advisors[advisor].time].covers(now, now + shop.reception)
      else { continue }
      advance(advisor)
      let queue = shop.advisorQueues[advisor]
      let head = advisorHeads[advisor]
      if head < queue.count, let arrival = shop.visits[queue[head]].arrival, arrival < now + shop.reception {
        continue
      }
      if let known = best, receptions[known] <= receptions[advisor] { continue }
      best = advisor
    }
    return best
  }

  private mutating func receive(_ index: Int, by advisor: Int) {
    visits[index].phase = .inReception
    visits[index].receivedAt = now
    visits[index].advisor = advisor
    receptions[advisor] += 1
    busyAdvisors[advisor] = now + shop.reception
    events.add(.received, of: index, at: now + shop.reception)
  }

  mutating func received(_ index: Int) {
    let hasSlot = index < shop.visits.count && !visits[index].hasSlotExpired
    if !hasSlot, shop.walkIns.needsRoom, !visits[index].isReturn,
      !hasRoom(for: index) || index >= shop.visits.count && isOverLimit(index)
    {
      tally.lost += 1
      depart(index)
      return
    }
    if index >= shop.visits.count { countArrival(index, 1, at: visits[index].arrivedAt) }
    visits[index].phase = .inHouse
    visits[index].availableAt = now
    if !hasSlot { promiseWork(of: index) }
    if visits[index].needsLoaner { takeLoaner(index) }
    makeReady(index)
  }

  /// Counts the work of a vehicle without a plan as accepted.
  mutating func promiseWork(of index: Int) {
    for need in openNeeds(of: index) { promised[shop.needs[need].trade] += shop.needs[need].standard }
  }

  /// The requirements of a vehicle's work without a plan.
  private func openNeeds(of index: Int) -> [Int] {
    visits[index].works.filter { states[$0] == .unassigned }.map { works[$0].need }
  }

  /// Whether the technicians' unplanned, unpromised time of the day suffices for a customer's work.
  private func hasRoom(for index: Int) -> Bool {
    let midnight = (now / 1440 + 1) * 1440
    for need in openNeeds(of: index) {
      let work = shop.needs[need]
      if work.crew == 0 { continue }
      var free = -promised[work.trade]
      for (place, way) in work.ways.enumerated() {
        guard let technician = way.technician,
          !work.ways[..<place].contains(where: { $0.technician == technician })
        else { continue }
        free += freeMinutes(of: technician, until: midnight)
      }
      if free < work.standard { return false }
    }
    return true
  }

  private func freeMinutes(of technician: Int, until end: Int) -> Int {
    var free = shop.times[shop.technicians[technician].time].minutes(from: now, to: end)
    for work in running where work.end > now && work.crew.contains(technician) {
      free -= min(work.end, end) - now
    }
    let queue = technicianQueues[technician]
    for index in queue[technicianHeads[technician]...] {
      if works[index].start >= end { break }
      if states[index] == .planned || states[index] == .due { free -= works[index].minutes }
    }
    return max(0, free)
  }

  // MARK: - Limits

  /// Whether a limit leaves no room for a customer without a booking.
  private func isOverLimit(_ index: Int) -> Bool {
    let visit = visits[index]
    return shop.limits.indices.contains { place in
      let limit = shop.limits[place]
      let day = limit.day(ofArrival: visit.arrivedAt, kind: visit.kind, isWaiting: visit.isWaiting)
      return day.map { acceptedArrivals[place][$0] >= limit.most } ?? false
    }
  }

  private mutating func countArrival(_ index: Int, _ count: Int, at time: Int) {
    for (place, limit) in shop.limits.enumerated() {
      let visit = visits[index]
      guard let day = limit.day(ofArrival: time, kind: visit.kind, isWaiting: visit.isWaiting) else {
        continue
      }
      acceptedArrivals[place][day] += count
    }
  }

  // MARK: - Loan vehicles

  mutating func takeLoaner(_ index: Int) {
    if loanersOut < shop.loaners {
      loanersOut += 1
      visits[index].hasLoaner = true
    } else {
      tally.loanersMissing += 1
    }
  }

  mutating func returnLoaner(_ index: Int) {
    if visits[index].hasLoaner { loanersOut -= 1 }
  }
}
