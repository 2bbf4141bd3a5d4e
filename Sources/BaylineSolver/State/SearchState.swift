package import BaylineModel

/// A schedule under construction: the placements, and the derived accounts that rules and costs read.
///
/// All changes go through `insert` and `remove`, which are exact inverses; the total is updated by exact deltas.
package struct SearchState: Sendable {
  package let problem: CompiledProblem
  /// Total cost, in points.
  package private(set) var cost: Int
  /// The placements of operations; meaningful for scheduled visits only.
  package private(set) var placements: IndexedTable<ServiceOperation, Placement>
  package private(set) var isScheduled: IndexedTable<Appointment, Bool>
  /// Arrivals of scheduled visits; `nil` for vehicles that had already arrived.
  package private(set) var receptions: IndexedTable<Appointment, CompiledReception?>

  package private(set) var timelines: Timelines
  package private(set) var arrivals: ArrivalUsage
  package private(set) var stock: PartStock
  package private(set) var loans: LoanerUsage
  package private(set) var limits: LimitUsage
  package private(set) var drivers: DriverUsage
  /// Technician minutes that count against the reserves, by reserve and day (H14).
  private(set) var reservedMinutes: [Int]
  /// The unlocked part of `reservedMinutes`.
  private(set) var unlockedMinutes: [Int]
  /// Booked minutes by technician and day.
  private(set) var technicianMinutes: [Int]
  /// The latest end of a scheduled operation; at least 0.
  private(set) var latestEnd = 0
  /// Points of each scheduled visit, excluding those of the technicians' days and the makespan.
  private var ownCosts: IndexedTable<Appointment, Int>
  /// Points of the technicians' days: overload and balance.
  private var workloadCost = 0

  /// An empty schedule in which only locked operations occupy bays and technicians.
  package init(_ problem: CompiledProblem) {
    self.problem = problem
    placements = IndexedTable(repeating: .none, count: problem.operations.count)
    isScheduled = IndexedTable(repeating: false, count: problem.appointments.count)
    receptions = IndexedTable(repeating: nil, count: problem.appointments.count)
    ownCosts = IndexedTable(repeating: 0, count: problem.appointments.count)
    let technicians = problem.technicians.elements.map { problem.classes[$0.shifts] }
    let bays = problem.bays.elements.map { problem.classes[$0.use] }
    timelines = Timelines(
      [.always] + technicians + bays, equipment: problem.site.equipment.map(\.count), end: problem.end)
    arrivals = ArrivalUsage(problem)
    stock = PartStock(problem)
    loans = LoanerUsage(capacity: problem.site.loaners)
    limits = LimitUsage(problem)
    drivers = DriverUsage(count: problem.site.drivers)
    reservedMinutes = Array(repeating: 0, count: problem.reserves.count * problem.days)
    unlockedMinutes = reservedMinutes
    technicianMinutes = Array(repeating: 0, count: problem.days * problem.technicians.count)
    cost = problem.appointments.elements.reduce(0) { $0 + $1.drop }

    for (position, appointment) in problem.demand.appointments.enumerated() {
      holdLocks(of: problem.appointments[AppointmentIndex(position)])
      guard let arrived = appointment.arrived, let advisor = appointment.receivedBy,
        let index = problem.site.advisors.firstIndex(where: { $0.id == advisor })
      else { continue }
      arrivals.add(problem.minute(arrived), to: AdvisorIndex(index), settled: true)
    }
  }

  package var unscheduledCount: Int {
    isScheduled.elements.reduce(0) { $0 + ($1 ? 0 : 1) }
  }

  /// Occupies what the locked operations of a visit hold, and the bays in which its vehicle stays between two of them:
  /// whether the visit is scheduled or not.
  private mutating func holdLocks(of visit: CompiledAppointment) {
    func clamped(_ time: Int) -> Int { min(max(time, 0), problem.end) }
    var before: CompiledOperation?
    for index in visit.operations {
      let operation = problem.operations.elements[index]
      if let lock = operation.lock {
        let (start, end) = (clamped(lock.start), clamped(lock.end ?? problem.end))
        for technician in problem.crews[lock.crew] {
          timelines.occupy(problem.row(of: technician), from: start, to: end)
        }
        for row in problem.pools[operation.equipment] { timelines.occupy(Int(row), from: start, to: end) }
        // Row 0 stands for no bay and stays free.
        if let bay = lock.bay {
          timelines.occupy(problem.row(of: bay), from: start, to: end)
          if let before, let earlier = before.lock, earlier.bay == bay, !before.leavesBay,
            let left = earlier.end
          {
            timelines.occupy(problem.row(of: bay), from: clamped(left), to: clamped(lock.start))
          }
        }
      }
      if problem.alwaysHasBay(operation) { before = operation }
    }
  }

  package func minutes(of technician: TechnicianIndex, onDay day: Int) -> Int {
    technicianMinutes[technician.int * problem.days + day]
  }

  /// Technician minutes of a reserve on a day that may still be booked; negative if locked work exceeds it.
  func bookableMinutes(left reserve: Int, onDay day: Int) -> Int {
    problem.reserves[reserve].bookable[day] - reservedMinutes[reserve * problem.days + day]
  }

  /// Whether all days together leave room for a visit's minimum work within the reserve (a necessary condition).
  func hasReserve(for visit: CompiledAppointment) -> Bool {
    guard !visit.walkIn, visit.minBookedMinutes > 0 else { return true }
    var left = 0
    for day in 0..<problem.days { left += max(0, bookableMinutes(left: 0, onDay: day)) }
    return left >= visit.minBookedMinutes
  }

  /// Schedules an unscheduled visit.
  /// - Complexity: O(minutes of its operations / 64 + log *n*).
  package mutating func insert(_ insertion: Insertion, _ placed: some Sequence<Placement>) {
    let visit = problem.appointments[insertion.appointment]
    assert(
      insertion.delta == delta(of: insertion.appointment, insertion.reception, placed),
      "incremental delta differs from the full evaluation")
    assert(admits(insertion.appointment, insertion.reception, Array(placed)), "insertion violates a rule")
    for (index, placement) in zip(visit.operations, placed) {
      placements.elements[index] = placement
    }
    receptions[insertion.appointment] = insertion.reception
    isScheduled[insertion.appointment] = true
    cost += insertion.delta
    let workloadBefore = workloadCost
    let latestBefore = latestEnd
    account(visit, insertion.reception, sign: 1)
    latestEnd = max(latestEnd, completion(of: visit))
    ownCosts[insertion.appointment] =
      insertion.delta + visit.drop - (workloadCost - workloadBefore)
      - problem.site.policy.makespan * (latestEnd - latestBefore)
  }

  /// Removes a scheduled visit and returns the change of the total cost.
  /// - Complexity: as for `insert`; where the makespan counts and the visit ends last, O(visits).
  @discardableResult
  package mutating func remove(_ appointment: AppointmentIndex) -> Int {
    let visit = problem.appointments[appointment]
    let workloadBefore = workloadCost
    let latestBefore = latestEnd
    account(visit, receptions[appointment], sign: -1)
    isScheduled[appointment] = false
    receptions[appointment] = nil
    if problem.site.policy.makespan > 0, completion(of: visit) == latestEnd { latestEnd = latestCompletion() }
    let delta =
      visit.drop - ownCosts[appointment] + (workloadCost - workloadBefore)
      + problem.site.policy.makespan * (latestEnd - latestBefore)
    cost += delta
    return delta
  }

  /// Schedules a visit with given placements, computing its cost.
  package mutating func insertFixed(
    _ appointment: AppointmentIndex, _ reception: CompiledReception?, _ placed: some Sequence<Placement>
  ) {
    insert(
      Insertion(
        appointment: appointment, reception: reception, delta: delta(of: appointment, reception, placed)),
      placed)
  }

  func completion(of visit: CompiledAppointment) -> Int {
    Int(placements.elements[visit.operations.upperBound - 1].end)
  }

  private func latestCompletion() -> Int {
    var latest = 0
    for index in problem.appointments.indices where isScheduled[index] {
      latest = max(latest, completion(of: problem.appointments[index]))
    }
    return latest
  }

  /// Adds a visit to all accounts (`sign` 1) or subtracts it (-1).
  private mutating func account(_ visit: CompiledAppointment, _ reception: CompiledReception?, sign: Int) {
    var stay = Stay()
    for index in visit.operations {
      let operation = problem.operations.elements[index]
      let placement = placements.elements[index]
      let start = Int(placement.start)
      let end = Int(placement.end)
      let bay = problem.row(of: problem.bay(of: operation, placement))
      if operation.lock == nil {
        for technician in problem.crews[problem.options[Int(placement.option)].crew] {
          occupy(problem.row(of: technician), start, end, sign)
        }
        occupy(bay, start, end, sign)
        for row in problem.pools[operation.equipment] { occupy(Int(row), start, end, sign) }
        take(operation.needs, at: start, sign: sign)
      }
      // A stay between two locked operations is held in any case.
      if stay.continues(in: bay), operation.lock == nil || !stay.isLocked {
        occupy(bay, max(0, stay.since), start, sign)
      }
      stay.pass(operation, bay: bay, end: end)
      book(operation, placement, walkIn: visit.walkIn, sign: sign)
    }
    let ready = completion(of: visit) + problem.site.booking.finishMinutes
    if visit.loaner {
      let start = reception?.arrival ?? visit.onSiteSince
      let end = ready + problem.site.booking.loanerTurnaroundMinutes
      if sign > 0 { loans.add(from: start, to: end) } else { loans.remove(from: start, to: end) }
    }
    if !visit.needs.isEmpty, let time = needTime(of: visit, reception) {
      take(visit.needs, at: time, sign: sign)
    }
    drive(visit, reception, ready: ready, sign: sign)
    if let reception {
      limits.add(visit, at: reception.arrival, problem, sign: sign)
      let settled = visit.rule != .free
      if sign > 0 {
        arrivals.add(reception.arrival, to: reception.advisor, settled: settled)
      } else {
        arrivals.remove(reception.arrival, from: reception.advisor, settled: settled)
      }
    }
  }

  private mutating func take(_ needs: Range<Int>, at time: Int, sign: Int) {
    for need in problem.needs[needs] {
      let epoch = problem.parts[need.part].epoch(at: time)
      stock.take(sign * need.quantity, of: need.part, fromEpoch: epoch)
    }
  }

  private mutating func drive(
    _ visit: CompiledAppointment, _ reception: CompiledReception?, ready: Int, sign: Int
  ) {
    if visit.collect > 0, let arrival = reception?.arrival {
      drive(from: arrival - visit.collect, to: arrival, settled: visit.rule != .free, sign)
    }
    if visit.deliver > 0, let start = problem.deliveryStart(visit.deliver, ready: ready) {
      drive(from: start, to: start + visit.deliver, settled: false, sign)
    }
  }

  private mutating func drive(from start: Int, to end: Int, settled: Bool, _ sign: Int) {
    if sign > 0 {
      drivers.add(from: start, to: end, settled: settled)
    } else {
      drivers.remove(from: start, to: end, settled: settled)
    }
  }

  private mutating func occupy(_ row: Int, _ start: Int, _ end: Int, _ sign: Int) {
    guard row > 0 else { return }
    if sign > 0 {
      timelines.occupy(row, from: start, to: end)
    } else {
      timelines.release(row, from: start, to: end)
    }
  }

  private func needTime(of visit: CompiledAppointment, _ reception: CompiledReception?) -> Int? {
    if let reception { return reception.arrival - problem.site.booking.partsLeadMinutes }
    return visit.operations.lazy.filter { problem.operations.elements[$0].lock == nil }
      .map { Int(placements.elements[$0].start) }.first
  }

  private mutating func book(
    _ operation: CompiledOperation, _ placement: Placement, walkIn: Bool, sign: Int
  ) {
    let crew = problem.crew(of: operation, placement)
    guard !crew.isEmpty else { return }
    let work = problem.workClass(of: operation, placement)
    problem.forEachDay(of: placement, in: work, since: 0) { day, minutes in
      for member in crew {
        let technician = problem.crews[member]
        let account = technician.int * problem.days + day
        let before = technicianMinutes[account]
        let after = before + sign * minutes
        technicianMinutes[account] = after
        workloadCost +=
          problem.workloadCost(of: technician, onDay: day, minutes: after)
          - problem.workloadCost(of: technician, onDay: day, minutes: before)
      }
    }
    guard !walkIn else { return }
    problem.forEachDay(of: placement, in: work, since: problem.statedNow) { day, minutes in
      reserve(sign * minutes * crew.count, of: 0, onDay: day, locked: operation.lock != nil)
      guard problem.reserves.count > 1 else { return }
      for member in crew {
        let team = problem.technicians[problem.crews[member]].teamReserve
        if team > 0 { reserve(sign * minutes, of: team, onDay: day, locked: operation.lock != nil) }
      }
    }
  }

  @inline(__always)
  private mutating func reserve(_ minutes: Int, of reserve: Int, onDay day: Int, locked: Bool) {
    reservedMinutes[reserve * problem.days + day] += minutes
    if !locked { unlockedMinutes[reserve * problem.days + day] += minutes }
  }
}
