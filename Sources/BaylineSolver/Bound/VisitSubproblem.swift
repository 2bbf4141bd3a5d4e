import BaylineModel

/// The cheapest way to schedule one visit at given prices, or to leave it unscheduled: a dynamic program over the end
/// positions of its operations.
struct VisitSubproblem {
  /// An operation of the cheapest plan.
  struct Part {
    let mode: Int
    let start: Int
    let end: Int
    /// Its group of bays, if it is known.
    var bay: Int?
  }

  /// Cost of the last visit solved, in fixed point.
  private(set) var value = 0
  /// Whether leaving it unscheduled is cheapest.
  private(set) var isUnscheduled = true
  /// Its arrival or, for an arrived vehicle, its start.
  private(set) var arrival = 0
  /// Its operations, in reverse order.
  private(set) var parts: [Part] = []
  /// The times in which its vehicle stays in a bay between operations, as far as bays are followed.
  private(set) var stays: [(bay: Int, start: Int, end: Int)] = []
  /// End position of the last operation.
  private(set) var end = 0

  private let coupling: CouplingConstraints
  private var rows: [Int32] = []
  private var ends: [Int32] = []
  private var arrivalCosts: [Int32] = []
  private var program: StaySubproblem?

  init(_ coupling: CouplingConstraints) {
    self.coupling = coupling
    let widest = coupling.visits.lazy.flatMap(\.arrivalGroups).map(\.endCosts.count).max() ?? 0
    let longest = coupling.visits.lazy.map(\.steps.count).max() ?? 0
    rows = Array(repeating: 0, count: widest * (longest + 1))
    program = coupling.tracksBays ? StaySubproblem(coupling) : nil
  }

  /// - Complexity: O(operations × modes × positions).
  mutating func solve(_ visit: BoundVisit, _ prices: BoundPrices, _ columns: BoundColumns) {
    value = visit.drop
    isUnscheduled = true
    stays.removeAll(keepingCapacity: true)
    guard !visit.arrivalGroups.isEmpty else { return }
    var locked = 0
    for (day, minutes) in visit.lockedMinutes { locked += minutes * prices.days[day] }
    // Row values saturate at `infinity`, so greater costs cannot be distinguished.
    value = min(value, Int(BoundKernels.infinity) + locked)
    for group in visit.arrivalGroups {
      let found = solve(group, visit, prices, columns)
      guard found.value < BoundKernels.infinity, Int(found.value) + locked < value else { continue }
      value = Int(found.value) + locked
      isUnscheduled = false
      if program != nil, !visit.trackedSteps.isEmpty {
        traceStays(from: found.position, group, visit, prices, columns)
        continue
      }
      trace(from: found.position, group, visit, columns)
    }
  }

  private mutating func solve(
    _ group: BoundVisit.ArrivalGroup, _ visit: BoundVisit, _ prices: BoundPrices, _ columns: BoundColumns
  ) -> (position: Int, value: Int32) {
    let count = group.endCosts.count
    fillArrivals(group, visit, prices)
    ends.removeAll(keepingCapacity: true)
    ends += group.endCosts
    if visit.loaner { addLoan(group, visit, prices) }
    if program != nil, !visit.trackedSteps.isEmpty {
      let setting = setting(group, visit, prices, columns)
      let (arrivals, ends) = (rows[..<count], ends)
      return program?.solve(setting, arrivals: arrivals, ends: ends) ?? (0, BoundKernels.infinity)
    }
    let coupling = self.coupling
    let ends = self.ends
    return rows.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return (0, BoundKernels.infinity) }
      var row = base
      for step in visit.steps {
        let next = row + count
        switch step {
        case .free(let choices):
          next.update(repeating: BoundKernels.infinity, count: count)
          for choice in coupling.choices[choices] {
            Self.extend(row, by: choice, into: next, group, columns, coupling)
          }
          BoundKernels.prefixMinimum(next, count: count)
        case .lag(let minutes):
          for offset in 0..<count {
            let before = Self.before(lag: minutes, offset, group.first, coupling)
            next[offset] = before < 0 ? BoundKernels.infinity : row[before]
          }
        case .locked(let from, let to, let followsLocked):
          let minimum = Self.before(from - group.first, row, count, followsLocked)
          let open = min(max(0, to - group.first), count)
          next.update(repeating: BoundKernels.infinity, count: open)
          (next + open).update(repeating: minimum, count: count - open)
        }
        row = next
      }
      return ends.withUnsafeBufferPointer { ends in
        guard let ends = ends.baseAddress else { return (0, BoundKernels.infinity) }
        return BoundKernels.argMin(row, ends, count: count)
      }
    }
  }

  /// The last offset from which a lag has passed by an offset; negative if there is none.
  private static func before(
    lag minutes: Int, _ offset: Int, _ first: Int, _ coupling: CouplingConstraints
  ) -> Int {
    Int(coupling.passed[minutes]?[first + offset] ?? -1) - first
  }

  /// The minimum of a row up to an offset.
  private static func before(
    _ offset: Int, _ row: UnsafeMutablePointer<Int32>, _ count: Int, _ followsLocked: Bool
  ) -> Int32 {
    if followsLocked { return row[count - 1] }
    return offset < 0 ? BoundKernels.infinity : row[min(offset, count - 1)]
  }

  private mutating func fillArrivals(
    _ group: BoundVisit.ArrivalGroup, _ visit: BoundVisit, _ prices: BoundPrices
  ) {
    arrivalCosts.removeAll(keepingCapacity: true)
    for index in 0..<group.endCosts.count { rows[index] = BoundKernels.infinity }
    for arrival in group.arrivals {
      var points = Int(arrival.cost)
      for constraint in visit.constraints {
        if let slot = arrival.slot {
          points += prices.slots[constraint][slot]
          continue
        }
        for window in coupling.limits.windows(of: coupling.limits.all[constraint], at: arrival.time) {
          points += prices.windows[constraint][window]
        }
      }
      for need in coupling.problem.needs[visit.needs] {
        let epoch = coupling.problem.parts[need.part].epoch(at: arrival.time - visit.partsLead)
        points += need.quantity * prices.parts[need.part.int][epoch]
      }
      if visit.loaner {
        let since = coupling.active.position(at: visit.loanSince ?? arrival.time)
        points -= Int(prices.loans[since] &- prices.loans[group.first])
      }
      let cost = Int32(min(points, Int(BoundKernels.infinity)))
      arrivalCosts.append(cost)
      let offset = arrival.position - group.first
      if offset < group.endCosts.count { rows[offset] = min(rows[offset], cost) }
    }
    rows.withUnsafeMutableBufferPointer { rows in
      guard let base = rows.baseAddress else { return }
      BoundKernels.prefixMinimum(base, count: group.endCosts.count)
    }
  }

  private mutating func addLoan(
    _ group: BoundVisit.ArrivalGroup, _ visit: BoundVisit, _ prices: BoundPrices
  ) {
    let rules = coupling.problem.site.booking
    let finish = rules.finishMinutes + rules.loanerTurnaroundMinutes
    for offset in ends.indices {
      let end = visit.lockedEnd ?? coupling.active.time(of: group.first + offset)
      let ready = coupling.active.position(at: end + finish)
      ends[offset] = ends[offset] &+ prices.loans[ready] &- prices.loans[group.first]
    }
  }

  private static func extend(
    _ row: UnsafeMutablePointer<Int32>, by choice: BoundChoice, into next: UnsafeMutablePointer<Int32>,
    _ group: BoundVisit.ArrivalGroup, _ columns: BoundColumns, _ coupling: CouplingConstraints
  ) {
    let first = group.first
    let count = group.endCosts.count
    let extra = BoundPrices.fixed(choice.extra)
    let start = choice.mode * columns.stride + first
    switch coupling.modes.all[choice.mode].duration {
    case .minutes(let length):
      columns.values.withUnsafeBufferPointer { values in
        guard let column = values.baseAddress else { return }
        BoundKernels.minSum(next + length, row, column + start, extra: extra, count: count - length)
      }
    case .table(let table):
      let table = coupling.modes.tables[table]
      for offset in 0..<count where table[first + offset] >= 0 {
        let end = Int(table[first + offset]) - first
        guard end < count else { continue }
        next[end] = min(next[end], row[offset] &+ columns.values[start + offset] &+ extra)
      }
    }
  }

  // MARK: - The way back

  private mutating func trace(
    from offset: Int, _ group: BoundVisit.ArrivalGroup, _ visit: BoundVisit, _ columns: BoundColumns
  ) {
    let count = group.endCosts.count
    parts.removeAll(keepingCapacity: true)
    end = group.first + offset
    var offset = offset
    for step in visit.steps.indices.reversed() {
      let row = (step + 1) * count
      switch visit.steps[step] {
      case .free(let choices):
        while offset > 0, rows[row + offset - 1] == rows[row + offset] { offset -= 1 }
        guard let part = part(at: offset, row, count, choices, group.first, columns) else {
          preconditionFailure("internal error: no mode attains the optimal value")
        }
        parts.append(part)
        offset = part.start - group.first
      case .lag(let minutes):
        offset = Self.before(lag: minutes, offset, group.first, coupling)
      case .locked(let from, _, let followsLocked):
        offset = followsLocked ? count - 1 : min(from - group.first, count - 1)
      }
    }
    while offset > 0, rows[offset - 1] == rows[offset] { offset -= 1 }
    findArrival(at: offset, group)
  }

  private mutating func findArrival(at offset: Int, _ group: BoundVisit.ArrivalGroup) {
    for (arrival, cost) in zip(group.arrivals, arrivalCosts)
    where arrival.position - group.first == offset && cost == rows[offset] {
      self.arrival = arrival.time
    }
  }

  private func setting(
    _ group: BoundVisit.ArrivalGroup, _ visit: BoundVisit, _ prices: BoundPrices, _ columns: BoundColumns
  ) -> StaySubproblem.Setting {
    StaySubproblem.Setting(
      steps: visit.trackedSteps, bays: visit.trackedBays, first: group.first, prices: prices, columns: columns
    )
  }

  private mutating func traceStays(
    from offset: Int, _ group: BoundVisit.ArrivalGroup, _ visit: BoundVisit, _ prices: BoundPrices,
    _ columns: BoundColumns
  ) {
    end = group.first + offset
    let setting = setting(group, visit, prices, columns)
    let received = program?.trace(setting, end: offset) ?? 0
    parts = program?.places ?? []
    stays = program?.stays ?? []
    findArrival(at: received, group)
  }

  private func part(
    at offset: Int, _ row: Int, _ count: Int, _ choices: Range<Int>, _ first: Int, _ columns: BoundColumns
  ) -> Part? {
    let value = rows[row + offset]
    let before = row - count
    for choice in coupling.choices[choices] {
      let column = choice.mode * columns.stride + first
      let extra = BoundPrices.fixed(choice.extra)
      switch coupling.modes.all[choice.mode].duration {
      case .minutes(let length):
        let start = offset - length
        if start >= 0, rows[before + start] &+ columns.values[column + start] &+ extra == value {
          return Part(mode: choice.mode, start: first + start, end: first + offset)
        }
      case .table(let table):
        let ends = coupling.modes.tables[table]
        for start in (0...offset).reversed()
        where Int(ends[first + start]) == first + offset
          && rows[before + start] &+ columns.values[column + start] &+ extra == value
        {
          return Part(mode: choice.mode, start: first + start, end: first + offset)
        }
      }
    }
    return nil
  }
}
