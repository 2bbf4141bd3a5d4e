import BaylineModel

/// The value of the relaxed problem at prices, and what its solution uses.
struct BoundEvaluation {
  /// The bound in fixed point: the cheapest ways of all visits, less the price of the supply.
  private(set) var value = 0
  /// What the cheapest ways use.
  private(set) var use: BoundUse

  private let market: BoundMarket
  private var columns: BoundColumns
  private var program: VisitProgram

  private let makespan: MakespanBound?
  /// What leaving each visit out costs more than its cheapest way, in fixed point.
  private var slack: [Int]

  init(_ market: BoundMarket, _ makespan: MakespanBound?) {
    self.market = market
    self.makespan = makespan
    slack = Array(repeating: 0, count: market.visits.count)
    columns = BoundColumns(market)
    program = VisitProgram(market)
    use = BoundUse(market)
  }

  /// Solves all visits at prices.
  mutating func evaluate(_ prices: BoundPrices) {
    columns.update(prices)
    use.clear()
    value = -prices.supply
    for visit in market.visits {
      program.solve(visit, prices, columns)
      value += program.value
      slack[visit.index.int] = visit.drop - program.value
      if !program.isLeftOut { account(visit, prices) }
    }
    if let makespan {
      value += makespan.points(market.problem) { slack[$0.int] / BoundPrices.unit } * BoundPrices.unit
    }
  }

  // MARK: - What is used

  private mutating func account(_ visit: BoundVisit, _ prices: BoundPrices) {
    let market = self.market
    for book in visit.books {
      for window in market.limits.windows(of: market.limits.all[book], at: program.arrival) {
        use.windows[book][window] += 1
      }
    }
    for need in market.problem.needs[visit.needs] {
      let epoch = market.problem.parts[need.part].epoch(at: program.arrival - visit.partsLead)
      use.parts[need.part.int][epoch] += need.quantity
    }
    if visit.loaner {
      let since = market.active.position(at: visit.loanSince ?? program.arrival)
      let end = visit.lockedEnd ?? market.active.time(of: program.end)
      let ready = market.active.position(at: end + market.problem.site.booking.finishMinutes)
      market.forEachBucket(since, ready) { bucket, minutes in use.loans[bucket] += minutes }
    }
    for (day, minutes) in visit.lockedMinutes { use.days[day] += minutes }
    for part in program.parts { account(part, prices) }
  }

  private mutating func account(_ part: VisitProgram.Part, _ prices: BoundPrices) {
    let way = market.ways.all[part.way]
    var isPlain = false
    if case .minutes = way.duration { isPlain = true }
    let crew = way.members.compactMap { member -> (cost: Int32, resource: Int)? in
      guard !isPlain || isFree(member.resource, part) else { return nil }
      return (price(member.resource, part, prices) &+ BoundPrices.fixed(member.cost), member.resource)
    }
    for member in crew.sorted(by: { ($0.cost, $0.resource) < ($1.cost, $1.resource) }).prefix(way.crew) {
      occupy(member.resource, part)
    }
    let bays = way.bays.filter { !isPlain || isFree($0, part) }
    if let bay = bays.min(by: { (price($0, part, prices), $0) < (price($1, part, prices), $1) }) {
      occupy(bay, part)
    }
    guard let time = way.reserve else { return }
    let start = market.active.minute(at: part.start)
    let end = market.active.time(of: part.end)
    let work = market.problem.classes[time]
    for day in (start / 1440)...((end - 1) / 1440) {
      let minutes = work.minutes(from: max(start, day * 1440), to: min(end, (day + 1) * 1440))
      use.days[day] += minutes * way.crew
    }
  }

  private func price(_ resource: Int, _ part: VisitProgram.Part, _ prices: BoundPrices) -> Int32 {
    prices.rows[resource][part.end] &- prices.rows[resource][part.start]
  }

  private func isFree(_ resource: Int, _ part: VisitProgram.Part) -> Bool {
    let group = market.resources.all[resource]
    return group.starts.indices.contains { group.starts[$0] <= part.start && part.end <= group.ends[$0] }
  }

  private mutating func occupy(_ resource: Int, _ part: VisitProgram.Part) {
    let market = self.market
    let group = market.resources.all[resource]
    let first = resource * market.bucketCount
    for index in group.starts.indices {
      market.forEachBucket(max(part.start, group.starts[index]), min(part.end, group.ends[index])) {
        bucket, minutes in
        use.minutes[first + bucket] += Int32(minutes)
      }
    }
  }
}

extension BoundUse {
  /// Nothing used.
  init(_ market: BoundMarket) {
    minutes = Array(repeating: 0, count: market.free.count)
    days = Array(repeating: 0, count: market.problem.days)
    windows = market.limits.all.map { Array(repeating: 0, count: $0.limits.count) }
    parts = market.pieces.map { Array(repeating: 0, count: $0.count) }
    loans = Array(repeating: 0, count: market.bucketCount)
  }

  mutating func clear() {
    for index in minutes.indices { minutes[index] = 0 }
    for index in days.indices { days[index] = 0 }
    for book in windows.indices { for index in windows[book].indices { windows[book][index] = 0 } }
    for part in parts.indices { for index in parts[part].indices { parts[part][index] = 0 } }
    for index in loans.indices { loans[index] = 0 }
  }
}
