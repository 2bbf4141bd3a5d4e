import BaylineModel

/// The value of the relaxed problem at given prices, and its solution's resource use.
struct LagrangianEvaluation {
  /// The bound in fixed point: the cost of the visits' cheapest plans minus the value of the supply.
  private(set) var value = 0
  /// Resource use of the cheapest plans.
  private(set) var use: BoundUsage

  private let coupling: CouplingConstraints
  private var columns: BoundColumns
  private var program: VisitSubproblem

  private let makespan: MakespanBound?
  /// For each visit, the cost of leaving it unscheduled minus that of its cheapest plan, in fixed point.
  private var slack: [Int]

  init(_ coupling: CouplingConstraints, _ makespan: MakespanBound?) {
    self.coupling = coupling
    self.makespan = makespan
    slack = Array(repeating: 0, count: coupling.visits.count)
    columns = BoundColumns(coupling)
    program = VisitSubproblem(coupling)
    use = BoundUsage(coupling)
  }

  /// Solves the subproblems of all visits.
  mutating func evaluate(_ prices: BoundPrices) {
    columns.update(prices)
    use.clear()
    value = -prices.supply
    for visit in coupling.visits {
      program.solve(visit, prices, columns)
      value += program.value
      slack[visit.index.int] = visit.drop - program.value
      if !program.isUnscheduled { account(visit, prices) }
    }
    if let makespan {
      value += makespan.points(coupling.problem) { slack[$0.int] / BoundPrices.unit } * BoundPrices.unit
    }
  }

  // MARK: - What is used

  private mutating func account(_ visit: BoundVisit, _ prices: BoundPrices) {
    let coupling = self.coupling
    for constraint in visit.constraints {
      for window in coupling.limits.windows(of: coupling.limits.all[constraint], at: program.arrival) {
        use.windows[constraint][window] += 1
      }
    }
    for need in coupling.problem.needs[visit.needs] {
      let epoch = coupling.problem.parts[need.part].epoch(at: program.arrival - visit.partsLead)
      use.parts[need.part.int][epoch] += need.quantity
    }
    if visit.loaner {
      let since = coupling.active.position(at: visit.loanSince ?? program.arrival)
      let end = visit.lockedEnd ?? coupling.active.time(of: program.end)
      let rules = coupling.problem.site.booking
      let ready = coupling.active.position(at: end + rules.finishMinutes + rules.loanerTurnaroundMinutes)
      coupling.forEachBucket(since, ready) { bucket, minutes in use.loans[bucket] += minutes }
    }
    for (day, minutes) in visit.lockedMinutes { use.days[day] += minutes }
    for part in program.parts { account(part, prices) }
    for stay in program.stays where stay.start < stay.end {
      occupy(stay.bay, VisitSubproblem.Part(mode: 0, start: stay.start, end: stay.end))
    }
  }

  private mutating func account(_ part: VisitSubproblem.Part, _ prices: BoundPrices) {
    let mode = coupling.modes.all[part.mode]
    var isPlain = false
    if case .minutes = mode.duration { isPlain = true }
    let crew = mode.members.compactMap { member -> (cost: Int32, resource: Int)? in
      guard !isPlain || isFree(member.resource, part) else { return nil }
      let rows = mode.books ? prices.booked : prices.rows
      return (price(member.resource, part, rows) &+ BoundPrices.fixed(member.cost), member.resource)
    }
    for member in crew.sorted(by: { ($0.cost, $0.resource) < ($1.cost, $1.resource) }).prefix(mode.crew) {
      occupy(member.resource, part)
      if mode.books { book(member.resource, part) }
    }
    let bays = part.bay.map { [$0] } ?? mode.bays.filter { !isPlain || isFree($0, part) }
    if let bay = bays.min(by: { (price($0, part, prices.rows), $0) < (price($1, part, prices.rows), $1) }) {
      occupy(bay, part)
    }
    guard let time = mode.reserve else { return }
    let start = coupling.active.minute(at: part.start)
    let end = coupling.active.time(of: part.end)
    let work = coupling.problem.classes[time]
    for day in (start / 1440)...((end - 1) / 1440) {
      let minutes = work.minutes(from: max(start, day * 1440), to: min(end, (day + 1) * 1440))
      use.days[day] += minutes * mode.crew
    }
  }

  private func price(_ resource: Int, _ part: VisitSubproblem.Part, _ rows: [[Int32]]) -> Int32 {
    rows[resource][part.end] &- rows[resource][part.start]
  }

  private mutating func book(_ group: Int, _ part: VisitSubproblem.Part) {
    let free = coupling.resources.all[group]
    let days = coupling.problem.days
    for index in free.starts.indices {
      let start = max(part.start, free.starts[index])
      let end = min(part.end, free.ends[index])
      guard start < end else { continue }
      for position in start..<end {
        use.loads[group * days + coupling.active.minute(at: position) / 1440] += 1
      }
    }
  }

  private func isFree(_ resource: Int, _ part: VisitSubproblem.Part) -> Bool {
    let group = coupling.resources.all[resource]
    return group.starts.indices.contains { group.starts[$0] <= part.start && part.end <= group.ends[$0] }
  }

  private mutating func occupy(_ resource: Int, _ part: VisitSubproblem.Part) {
    let coupling = self.coupling
    let group = coupling.resources.all[resource]
    let first = resource * coupling.bucketCount
    for index in group.starts.indices {
      coupling.forEachBucket(max(part.start, group.starts[index]), min(part.end, group.ends[index])) {
        bucket, minutes in
        use.minutes[first + bucket] += Int32(minutes)
      }
    }
  }
}

extension BoundUsage {
  init(_ coupling: CouplingConstraints) {
    minutes = Array(repeating: 0, count: coupling.free.count)
    days = Array(repeating: 0, count: coupling.problem.days)
    windows = coupling.limits.all.map { Array(repeating: 0, count: $0.limits.count) }
    parts = coupling.cumulativeStock.map { Array(repeating: 0, count: $0.count) }
    loans = Array(repeating: 0, count: coupling.bucketCount)
    loads = Array(repeating: 0, count: coupling.resources.representatives.count * coupling.problem.days)
  }

  mutating func clear() {
    for index in minutes.indices { minutes[index] = 0 }
    for index in days.indices { days[index] = 0 }
    for constraint in windows.indices {
      for index in windows[constraint].indices { windows[constraint][index] = 0 }
    }
    for part in parts.indices { for index in parts[part].indices { parts[part][index] = 0 } }
    for index in loans.indices { loans[index] = 0 }
    for index in loads.indices { loads[index] = 0 }
  }
}
