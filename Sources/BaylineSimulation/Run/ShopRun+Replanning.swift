import BaylineModel

/// What a dispatcher sees of a day in progress.
package struct ShopSnapshot: Sendable {
  /// The current minute.
  package let now: Int
  /// The visits that can be planned: expected on time, or in house.
  package let visits: [PlannableVisit]

  /// A visit.
  package struct PlannableVisit: Sendable {
    /// Identifies the visit when new places are adopted.
    package let index: Int
    /// Where its operations are described.
    package let source: Source
    /// When the workshop can have it; `nil` if it is expected at its booked time.
    package let since: Int?
    /// The booked arrival and the advisor of an expected visit.
    package let slot: (arrival: Int, advisor: Int)?
    /// It is not scheduled; only its work in progress occupies bays and people.
    package let isLockedOnly: Bool
    package let works: [WorkStatus]
  }

  /// The source of a visit: an index in the demand, or among the jobs of walk-ins.
  package enum Source: Sendable {
    case demand(Int)
    case job(Int)
  }

  /// An operation of a visit.
  package struct WorkStatus: Sendable {
    /// Index in the visit.
    package let operation: Int
    package let isBegun: Bool
    /// Its actual or planned place; `nil` without a plan.
    package let place: Place?
  }

  /// A bay, a crew and a time.
  package struct Place: Sendable {
    package var bay: Int?
    package var crew: [Int]
    package var start: Int
    package var end: Int

    package init(bay: Int?, crew: [Int], start: Int, end: Int) {
      self.bay = bay
      self.crew = crew
      self.start = start
      self.end = end
    }
  }
}

/// Replanning during the day.
extension ShopRun {
  /// Whether the day deviates from its plan: work is overdue, waits without a plan, or takes longer than planned.
  var isOffPlan: Bool {
    if !open.isEmpty || due.contains(where: { works[$0].start < now }) { return true }
    return running.contains { work in
      guard let index = work.work, states[index] == .begun else { return false }
      return works[index].end < now || works[index].start != work.start
    }
  }

  /// What the dispatcher sees now. Work in progress is expected to take as long as planned; if it already took longer,
  /// one more minute.
  var snapshot: ShopSnapshot {
    ShopSnapshot(now: now, visits: visits.indices.compactMap(snapshot))
  }

  private func snapshot(_ index: Int) -> ShopSnapshot.PlannableVisit? {
    let visit = visits[index]
    let planned = index < shop.visits.count ? shop.visits[index] : nil
    var slot: (arrival: Int, advisor: Int)?
    var since: Int?
    switch visit.phase {
    case .expected, .waitingForAdvisor:
      guard let planned, !visit.hasSlotExpired, let arrival = planned.arrival else { return nil }
      slot = (arrival, planned.advisor)
    case .inReception: since = visit.receivedAt + shop.reception
    case .inHouse: since = max(visit.availableAt, visit.partsAt > now ? visit.partsAt : visit.availableAt)
    case .done, .departed: return nil
    }
    return ShopSnapshot.PlannableVisit(
      index: index, source: planned.map { .demand($0.appointment) } ?? .job(visit.job), since: since,
      slot: slot,
      isLockedOnly: planned?.isLockedOnly ?? false, works: visit.works.map(work))
  }

  private func work(_ index: Int) -> ShopSnapshot.WorkStatus {
    let work = works[index]
    switch states[index] {
    case .begun, .done:
      let place = running.last { $0.work == index }
      let planned = work.start == .max ? place?.minutes ?? 1 : work.end - work.start
      let end = ends[index] <= now ? ends[index] : max(now + 1, starts[index] + planned)
      return ShopSnapshot.WorkStatus(
        operation: work.operation, isBegun: true,
        place: ShopSnapshot.Place(bay: place?.bay, crew: place?.crew ?? [], start: starts[index], end: end))
    case .planned, .due:
      return ShopSnapshot.WorkStatus(
        operation: work.operation, isBegun: false,
        place: ShopSnapshot.Place(bay: work.bay, crew: work.crew, start: work.start, end: work.end))
    case .unassigned: return ShopSnapshot.WorkStatus(operation: work.operation, isBegun: false, place: nil)
    }
  }

  /// Adopts new places for operations that have not started.
  ///
  /// The places of a vehicle that would have to be moved although it cannot be are ignored.
  mutating func adopt(_ places: [(visit: Int, operation: Int, place: ShopSnapshot.Place)]) {
    let refused = visitsMovedAgainstKeep(places)
    for (visit, operation, place) in places where !refused.contains(visit) {
      let index = visits[visit].works.lowerBound + operation
      guard index < visits[visit].works.upperBound, !works[index].isForced else { continue }
      switch states[index] {
      case .begun, .done: continue
      case .unassigned:
        promised[shop.needs[works[index].need].trade] -=
          visits[visit].phase == .inHouse ? shop.needs[works[index].need].standard : 0
        let isReady = open.contains { $0.work == index }
        open.removeAll { $0.work == index }
        states[index] = isReady ? .due : .planned
        if isReady { due.append(index) }
      case .planned, .due: break
      }
      replace(index, place)
    }
    due.sort { (works[$0].start, $0) < (works[$1].start, $1) }
    rebuildQueues()
    heldBack = [:]
    for visit in visits.indices where visits[visit].bay != nil { settle(visit) }
    for index in due {
      let ready = earliestStart(of: index, in: works[index].bay, for: works[index].visit)
      if ready > now { events.add(.workIsDue, of: index, at: ready) }
    }
    needsDispatch = true
  }

  /// The visits for which new places break that a vehicle keeps its bay.
  private func visitsMovedAgainstKeep(_ places: [(visit: Int, operation: Int, place: ShopSnapshot.Place)])
    -> Set<Int>
  {
    var bays: [Int: Int] = [:]
    for (visit, operation, place) in places {
      let index = visits[visit].works.lowerBound + operation
      guard index < visits[visit].works.upperBound, !works[index].isForced else { continue }
      if states[index] != .begun, states[index] != .done { bays[index] = place.bay ?? -1 }
    }
    var refused: Set<Int> = []
    for visit in Set(places.map(\.visit)) {
      for index in visits[visit].works.dropLast() where works[index].handling.keepsBay {
        guard let next = bays[index + 1] ?? plannedBay(of: index + 1) else { continue }
        if bays[index] ?? plannedBay(of: index) != next { refused.insert(visit) }
      }
    }
    return refused
  }

  /// The bay of a work that has a place or has started, -1 for none; `nil` without a place.
  private func plannedBay(of index: Int) -> Int? {
    switch states[index] {
    case .unassigned: nil
    case .planned, .due: works[index].bay ?? -1
    case .begun, .done: running.last { $0.work == index }?.bay ?? -1
    }
  }

  private mutating func replace(_ index: Int, _ place: ShopSnapshot.Place) {
    let need = shop.needs[works[index].need]
    let time = commonTime(place.crew, place.bay)
    let timeMode = timeMode(of: need, place.crew, place.bay)
    works[index].crew = place.crew
    works[index].bay = place.bay
    (works[index].start, works[index].end) = (place.start, place.end)
    works[index].time = time
    works[index].timeMode = timeMode
    works[index].minutes =
      timeMode == .resumable ? time.minutes(from: place.start, to: place.end) : place.end - place.start
    // A dispatcher on site does not hold back work that could start.
    works[index].isLeftShifted = !works[index].handling.isFollowed
    events.add(.workIsDue, of: index, at: max(now + 1, place.start))
  }

  private mutating func rebuildQueues() {
    for queue in technicianQueues.indices {
      technicianQueues[queue] = []
      technicianHeads[queue] = 0
    }
    for queue in bayQueues.indices {
      bayQueues[queue] = []
      bayHeads[queue] = 0
    }
    for queue in equipmentQueues.indices {
      equipmentQueues[queue] = []
      equipmentHeads[queue] = 0
    }
    let toCome = works.indices.filter { states[$0] == .planned || states[$0] == .due }
    for index in toCome.sorted(by: { (works[$0].start, $0) < (works[$1].start, $1) }) {
      for technician in works[index].crew { technicianQueues[technician].append(index) }
      if let bay = works[index].bay { bayQueues[bay].append(index) }
      for equipment in shop.needs[works[index].need].equipment { equipmentQueues[equipment].append(index) }
    }
  }
}
