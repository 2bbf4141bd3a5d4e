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
  /// Technician minutes that count against the reserve, by day (H14).
  private(set) var reservedMinutes: [Int]
  /// The unlocked part of `reservedMinutes`.
  private(set) var unlockedMinutes: [Int]
  /// Booked minutes by technician and day.
  private(set) var technicianMinutes: [Int]
  /// The latest end of a scheduled operation; at least 0.
  private(set) var latestEnd = 0
  /// Points of each scheduled visit, excluding overload and makespan.
  private var ownCosts: IndexedTable<Appointment, Int>
  private var overloadCost = 0

  /// An empty schedule in which only locked operations occupy bays and technicians.
  package init(_ problem: CompiledProblem) {
    self.problem = problem
    placements = IndexedTable(repeating: .none, count: problem.operations.count)
    isScheduled = IndexedTable(repeating: false, count: problem.appointments.count)
    receptions = IndexedTable(repeating: nil, count: problem.appointments.count)
    ownCosts = IndexedTable(repeating: 0, count: problem.appointments.count)
    let technicians = problem.technicians.elements.map { problem.classes[$0.shifts] }
    let bays = problem.bays.elements.map { problem.classes[$0.use] }
    timelines = Timelines([.always] + technicians + bays, end: problem.end)
    arrivals = ArrivalUsage(problem)
    stock = PartStock(problem)
    loans = LoanerUsage(capacity: problem.site.loaners)
    reservedMinutes = Array(repeating: 0, count: problem.days)
    unlockedMinutes = reservedMinutes
    technicianMinutes = Array(repeating: 0, count: problem.days * problem.technicians.count)
    cost = problem.appointments.elements.reduce(0) { $0 + $1.drop }

    for (position, appointment) in problem.demand.appointments.enumerated() {
      for index in problem.appointments[AppointmentIndex(position)].operations {
        if let lock = problem.operations.elements[index].lock { hold(lock) }
      }
      guard let arrived = appointment.arrived, let advisor = appointment.receivedBy,
        let index = problem.site.advisors.firstIndex(where: { $0.id == advisor })
      else { continue }
      arrivals.add(problem.minute(arrived), to: AdvisorIndex(index), settled: true)
    }
  }

  package var unscheduledCount: Int {
    isScheduled.elements.reduce(0) { $0 + ($1 ? 0 : 1) }
  }

  private mutating func hold(_ lock: CompiledLock) {
    let start = min(max(lock.start, 0), problem.end)
    let end = min(max(lock.end ?? problem.end, 0), problem.end)
    for technician in problem.crews[lock.crew] {
      timelines.occupy(problem.row(of: technician), from: start, to: end)
    }
    // Row 0 stands for no bay and stays free.
    if let bay = lock.bay { timelines.occupy(problem.row(of: bay), from: start, to: end) }
  }

  package func minutes(of technician: TechnicianIndex, onDay day: Int) -> Int {
    technicianMinutes[technician.int * problem.days + day]
  }

  /// Whether all days together leave room for a visit's minimum work within the reserve (a necessary condition).
  func hasReserve(for visit: CompiledAppointment) -> Bool {
    guard !visit.walkIn, visit.minBookedMinutes > 0 else { return true }
    var left = 0
    for day in reservedMinutes.indices { left += max(0, problem.bookable[day] - reservedMinutes[day]) }
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
    let overloadBefore = overloadCost
    let latestBefore = latestEnd
    account(visit, insertion.reception, sign: 1)
    latestEnd = max(latestEnd, completion(of: visit))
    ownCosts[insertion.appointment] =
      insertion.delta + visit.drop - (overloadCost - overloadBefore)
      - problem.site.policy.makespan * (latestEnd - latestBefore)
  }

  /// Removes a scheduled visit and returns the change of the total cost.
  /// - Complexity: as for `insert`; where the makespan counts and the visit ends last, O(visits).
  @discardableResult
  package mutating func remove(_ appointment: AppointmentIndex) -> Int {
    let visit = problem.appointments[appointment]
    let overloadBefore = overloadCost
    let latestBefore = latestEnd
    account(visit, receptions[appointment], sign: -1)
    isScheduled[appointment] = false
    receptions[appointment] = nil
    if problem.site.policy.makespan > 0, completion(of: visit) == latestEnd { latestEnd = latestCompletion() }
    let delta =
      visit.drop - ownCosts[appointment] + (overloadCost - overloadBefore)
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
    for index in visit.operations {
      let operation = problem.operations.elements[index]
      let placement = placements.elements[index]
      let start = Int(placement.start)
      let end = Int(placement.end)
      if operation.lock == nil {
        let bay = problem.bayChoices[Int(placement.choice)].bay
        for technician in problem.crews[problem.options[Int(placement.option)].crew] {
          occupy(problem.row(of: technician), start, end, sign)
        }
        occupy(problem.row(of: bay), start, end, sign)
      }
      book(operation, placement, walkIn: visit.walkIn, sign: sign)
    }
    let ready = completion(of: visit) + problem.site.booking.finishMinutes
    if visit.loaner {
      let start = reception?.arrival ?? visit.onSiteSince
      if sign > 0 { loans.add(from: start, to: ready) } else { loans.remove(from: start, to: ready) }
    }
    if !visit.needs.isEmpty, let time = needTime(of: visit, reception) {
      for need in problem.needs[visit.needs] {
        let epoch = problem.parts[need.part].epoch(at: time)
        stock.take(sign * need.quantity, of: need.part, fromEpoch: epoch)
      }
    }
    if let reception {
      let settled = visit.rule != .free
      if sign > 0 {
        arrivals.add(reception.arrival, to: reception.advisor, settled: settled)
      } else {
        arrivals.remove(reception.arrival, from: reception.advisor, settled: settled)
      }
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
        let limit = problem.technicians[technician].dayLimits[day]
        let before = technicianMinutes[account]
        let after = before + sign * minutes
        technicianMinutes[account] = after
        overloadCost += problem.site.policy.overload * (max(0, after - limit) - max(0, before - limit))
      }
    }
    guard !walkIn else { return }
    problem.forEachDay(of: placement, in: work, since: problem.statedNow) { day, minutes in
      reservedMinutes[day] += sign * minutes * crew.count
      if operation.lock == nil { unlockedMinutes[day] += sign * minutes * crew.count }
    }
  }
}
