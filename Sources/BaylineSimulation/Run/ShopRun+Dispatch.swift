import BaylineModel

/// Dispatching: planned work in the order of the plan, other work where it fits in between.
///
/// A technician takes the next planned work that is ready. Work is started ahead of its plan only if everything before
/// it in the plan, of its technicians, bay and equipment, has started or is overdue, and if the plan put it right behind that.
/// Work that must follow another within a maximum lag is begun before its planned start where that would be too late.
/// Work without a plan goes to whoever can finish it before the next planned start; comebacks do not wait for that.
extension ShopRun {
  // MARK: - Planned work

  func canBegin(_ index: Int) -> Bool {
    for technician in works[index].crew where busyTechnicians[technician] > 0 { return false }
    if let bay = works[index].bay, !isFree(bay, for: works[index].visit) { return false }
    if !hasEquipment(works[index].need) { return false }
    if earliestStart(of: index, in: works[index].bay, for: works[index].visit) > now { return false }
    let minutes = works[index].minutes
    if now == works[index].start, works[index].isLocked { return true }
    if now >= works[index].start || isDraggedForward(index) {
      return fits(minutes, works[index].timeMode, works[index].time)
    }
    guard works[index].isLeftShifted, !works[index].isLocked, isNextOfAll(index) else { return false }
    switch works[index].timeMode {
    case .wallClock, .elapsed: return true
    case .resumable: return works[index].time.covers(now, now + 1)
    // Overtime is reserved for late work.
    case .nonResumable: return works[index].time.covers(now, now + minutes)
    }
  }

  /// Whether the maximum lag of a work would be exceeded at its planned start.
  private func isDraggedForward(_ index: Int) -> Bool {
    guard let most = works[index].handling.lag.max, !works[index].isLocked,
      let end = visits[works[index].visit].lastEnd
    else { return false }
    return end + most < works[index].start
  }

  /// Whether everything before a work in the plan, of its technicians, bay and equipment, has started or is overdue.
  private func isNextOfAll(_ index: Int) -> Bool {
    for technician in works[index].crew
    where !isNext(index, in: technicianQueues[technician], from: technicianHeads[technician]) {
      return false
    }
    for equipment in shop.needs[works[index].need].equipment
    where !isNext(index, in: equipmentQueues[equipment], from: equipmentHeads[equipment]) {
      return false
    }
    guard let bay = works[index].bay else { return true }
    return isNext(index, in: bayQueues[bay], from: bayHeads[bay])
  }

  private func isNext(_ index: Int, in queue: [Int], from head: Int) -> Bool {
    for other in queue[head...] {
      if other == index { return true }
      if isToCome(other), works[other].start >= now { return false }
    }
    return true
  }

  func isToCome(_ index: Int) -> Bool {
    states[index] == .planned || states[index] == .due
  }

  // MARK: - Work without a plan

  /// Crew, bay, minutes and common working time of work without a plan.
  struct DispatchAssignment {
    var crew: [Int]
    var bay: Int?
    var minutes: Int
    var time: WorkingTime
  }

  /// The crew and bay for open work now; `nil` if nobody can take it.
  mutating func assignment(for work: UnassignedWork) -> DispatchAssignment? {
    if !hasEquipment(work.need) { return nil }
    if shop.needs[work.need].crew > 1 { return team(for: work, shop.needs[work.need]) }
    var best: DispatchAssignment?
    var bestRank = Int.max
    var bestEnd = Int.max
    for place in shop.needs[work.need].ways.indices {
      let way = shop.needs[work.need].ways[place]
      if way.rank > bestRank { break }
      let minutes = max(1, Int((Double(way.minutes) * work.percent / 100).rounded()))
      var until = Int.max
      if let technician = way.technician {
        // Cheap checks first: most technicians are busy or have planned work soon.
        guard busyTechnicians[technician] == 0,
          shop.times[shop.technicians[technician].time].covers(now, now + 1)
        else { continue }
        until = nextStart(ofTechnician: technician, for: work)
        guard work.isReturn || now + minutes <= until else { continue }
      }
      guard let (bay, bayUntil) = bay(among: way.bays, for: work, minutes) else { continue }
      guard work.isReturn || leavesEquipment(work.need, until: now + minutes) else { continue }
      let crew = way.technician.map { [$0] } ?? []
      let time = commonTime(crew, bay)
      guard fits(minutes, timeMode(of: shop.needs[work.need], crew, bay), time) else { continue }
      // Ways are sorted by rank; among equals, take the tightest gap that fits.
      let end = min(until, bayUntil)
      if best == nil || end < bestEnd {
        best = DispatchAssignment(crew: crew, bay: bay, minutes: way.minutes, time: time)
        (bestRank, bestEnd) = (way.rank, end)
      }
    }
    return best
  }

  /// The crew that found the work, in the same bay, if all are free.
  func sameCrew(for work: UnassignedWork) -> DispatchAssignment? {
    guard work.crew.allSatisfy({ busyTechnicians[$0] == 0 }),
      work.bay.map({ isFree($0, for: work.visit) }) ?? true, hasEquipment(work.need),
      earliestStart(of: work.work, in: work.bay, for: work.visit) <= now
    else { return nil }
    let need = shop.needs[work.need]
    let minutes =
      need.ways.filter { way in way.technician.map { work.crew.contains($0) } ?? false }.map(\.minutes).max()
      ?? need.minutes
    let time = commonTime(work.crew, work.bay)
    let planned = max(1, Int((Double(minutes) * work.percent / 100).rounded()))
    guard fits(planned, timeMode(of: need, work.crew, work.bay), time) else { return nil }
    return DispatchAssignment(crew: work.crew, bay: work.bay, minutes: minutes, time: time)
  }

  /// A crew of several technicians who are free at the same time.
  private mutating func team(for work: UnassignedWork, _ need: ResourceRequirement) -> DispatchAssignment? {
    var crew: [Int] = []
    var minutes = 1
    for way in need.ways where crew.count < need.crew {
      guard let technician = way.technician, busyTechnicians[technician] == 0 else { continue }
      let planned = Int((Double(way.minutes) * work.percent / 100).rounded())
      guard work.isReturn || now + planned <= nextStart(ofTechnician: technician, for: work),
        shop.times[shop.technicians[technician].time].covers(now, now + 1)
      else { continue }
      crew.append(technician)
      minutes = max(minutes, way.minutes)
    }
    guard crew.count == need.crew else { return nil }
    let planned = max(1, Int((Double(minutes) * work.percent / 100).rounded()))
    guard let (bay, _) = bay(among: need.ways[0].bays, for: work, planned),
      work.isReturn || leavesEquipment(work.need, until: now + planned)
    else { return nil }
    let time = commonTime(crew, bay)
    guard fits(planned, timeMode(of: need, crew, bay), time) else { return nil }
    return DispatchAssignment(crew: crew, bay: bay, minutes: minutes, time: time)
  }

  /// The bay in which the vehicle stands, else the free bay with the least sufficient time before its next planned work; a
  /// `nil` bay if none is needed.
  private mutating func bay(among bays: [Int], for work: UnassignedWork, _ minutes: Int) -> (
    bay: Int?, until: Int
  )? {
    if bays.isEmpty { return (nil, Int.max) }
    let allowed = allowedBays(for: work)
    let minutes = minutes + (work.work.map { works[$0].handling.keptMinutes } ?? 0)
    var best: (bay: Int?, until: Int)?
    for bay in bays where isFree(bay, for: work.visit) {
      if let allowed, !allowed.contains(bay) { continue }
      let until = nextStart(ofBay: bay, for: work)
      guard work.isReturn || now + minutes <= until, shop.times[shop.bays[bay].time].covers(now, now + 1),
        earliestStart(of: work.work, in: bay, for: work.visit) <= now
      else { continue }
      if visits[work.visit].bay == bay { return (bay, until) }
      if let known = best, known.until <= until { continue }
      best = (bay, until)
    }
    return best
  }

  func commonTime(_ crew: [Int], _ bay: Int?) -> WorkingTime {
    var time = bay.map { shop.times[shop.bays[$0].time] } ?? .always
    for technician in crew { time = time.intersection(shop.times[shop.technicians[technician].time]) }
    return time
  }

  // MARK: - Planned starts to come

  /// The next planned start of a technician after now. Overdue work waits for its vehicle; it counts only for work that
  /// gives way to it, at the time at which it is expected.
  private mutating func nextStart(ofTechnician technician: Int, for work: UnassignedWork) -> Int {
    while technicianHeads[technician] < technicianQueues[technician].count,
      !isToCome(technicianQueues[technician][technicianHeads[technician]])
    {
      technicianHeads[technician] += 1
    }
    return nextStart(
      in: technicianQueues[technician], from: technicianHeads[technician], givesWay: givesWay(work))
  }

  private mutating func nextStart(ofBay bay: Int, for work: UnassignedWork) -> Int {
    while bayHeads[bay] < bayQueues[bay].count, !isToCome(bayQueues[bay][bayHeads[bay]]) {
      bayHeads[bay] += 1
    }
    return nextStart(in: bayQueues[bay], from: bayHeads[bay], givesWay: givesWay(work))
  }

  private func nextStart(in queue: [Int], from head: Int, givesWay: Bool) -> Int {
    var first = Int.max
    for index in queue[head...] where isToCome(index) {
      if works[index].start > now { return min(first, works[index].start) }
      if givesWay, let start = expectedStart(of: index) { first = min(first, start) }
    }
    return first
  }
}
