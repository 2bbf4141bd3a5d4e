/// What each way costs at prices, by the position at which it starts.
struct BoundColumns {
  /// The columns of the ways one after the other, `stride` elements each.
  private(set) var values: [Int32]
  let stride: Int

  /// Bays for a duration: ways that share them share what they cost.
  private struct BayKey: Hashable {
    let bays: [Int]
    let duration: BoundDuration
  }

  private let market: BoundMarket
  /// The positions at which each way is needed.
  private let needed: [Range<Int>]
  /// The distinct bays with their durations, and the ways of each.
  private let groups: [(bays: [Int], duration: BoundDuration, ways: [Int], needed: Range<Int>)]

  init(_ market: BoundMarket) {
    self.market = market
    let count = market.active.count + 1
    stride = count
    let ways = market.ways.all
    values = Array(repeating: BoundKernels.infinity, count: ways.count * count)
    var needed = [Range<Int>](repeating: 0..<0, count: ways.count)
    for visit in market.visits {
      for round in visit.rounds {
        let range = round.first..<(round.first + round.endCosts.count)
        for case .free(let choices) in visit.steps {
          for choice in market.choices[choices] {
            let known = needed[choice.way]
            needed[choice.way] =
              known.isEmpty
              ? range
              : min(known.lowerBound, range.lowerBound)..<max(known.upperBound, range.upperBound)
          }
        }
      }
    }
    var known: [BayKey: Int] = [:]
    var groups: [(bays: [Int], duration: BoundDuration, ways: [Int], needed: Range<Int>)] = []
    for (index, way) in ways.enumerated() where !needed[index].isEmpty {
      let key = BayKey(bays: way.bays, duration: way.duration)
      if let position = known[key] {
        groups[position].ways.append(index)
        let one = groups[position].needed
        let other = needed[index]
        groups[position].needed =
          min(one.lowerBound, other.lowerBound)..<max(one.upperBound, other.upperBound)
      } else {
        known[key] = groups.count
        groups.append((way.bays, way.duration, [index], needed[index]))
      }
    }
    self.needed = needed
    self.groups = groups
  }

  /// Computes all columns.
  mutating func update(_ prices: BoundPrices) {
    for group in groups {
      switch group.duration {
      case .minutes(let length): updatePlain(group.bays, length, group.ways, group.needed, prices)
      case .table(let table):
        updateTable(group.bays, market.ways.tables[table], group.ways, group.needed, prices)
      }
    }
  }

  // MARK: - Without pauses

  private mutating func updatePlain(
    _ bays: [Int], _ length: Int, _ ways: [Int], _ range: Range<Int>, _ prices: BoundPrices
  ) {
    let market = self.market
    let needed = self.needed
    let stride = self.stride
    let most = ways.map { market.ways.all[$0].crew }.max() ?? 1
    values.withUnsafeMutableBufferPointer { values in
      guard let values = values.baseAddress else { return }
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: stride * (2 + most)) { work in
        guard let bayRow = work.baseAddress else { return }
        Self.fill(bayRow + range.lowerBound, bays.isEmpty ? 0 : BoundKernels.infinity, range.count)
        for bay in bays { Self.lower(bayRow, market, bay, length, 0, range, prices) }
        for index in ways {
          let way = market.ways.all[index]
          let range = needed[index]
          let row = values + index * stride
          if way.crew == 1 {
            Self.fill(row + range.lowerBound, BoundKernels.infinity, range.count)
            for member in way.members {
              Self.lower(row, market, member.resource, length, member.cost, range, prices)
            }
          } else {
            Self.cheapestCrew(row, market, way, length, range, prices, bayRow + stride, stride)
          }
          BoundKernels.add(row + range.lowerBound, bayRow + range.lowerBound, count: range.count)
          Self.addReserve(row, way, length, range, stride, prices)
        }
      }
    }
  }

  /// Adds what the minutes of a crew cost against the reserve.
  private static func addReserve(
    _ row: UnsafeMutablePointer<Int32>, _ way: BoundWay, _ length: Int, _ range: Range<Int>, _ stride: Int,
    _ prices: BoundPrices
  ) {
    guard let time = way.reserve, let reserve = prices.reserve[time] else { return }
    reserve.withUnsafeBufferPointer { prefix in
      guard let prefix = prefix.baseAddress else { return }
      BoundKernels.addDifference(
        row + range.lowerBound, prefix + range.lowerBound, length: length, factor: Int32(way.crew),
        count: min(range.upperBound, stride - length) - range.lowerBound)
    }
  }

  private static func fill(_ row: UnsafeMutablePointer<Int32>, _ value: Int32, _ count: Int) {
    row.update(repeating: value, count: count)
  }

  /// Lowers a row to what one of a group costs, where it is free for the whole length.
  private static func lower(
    _ row: UnsafeMutablePointer<Int32>, _ market: BoundMarket, _ resource: Int, _ length: Int, _ cost: Int,
    _ range: Range<Int>, _ prices: BoundPrices
  ) {
    let extra = BoundPrices.fixed(cost)
    let group = market.resources.all[resource]
    prices.rows[resource].withUnsafeBufferPointer { prefix in
      guard let prefix = prefix.baseAddress else { return }
      for index in group.starts.indices {
        let first = max(group.starts[index], range.lowerBound)
        let last = min(group.ends[index] - length + 1, range.upperBound)
        guard first < last else { continue }
        BoundKernels.leastDifference(
          row + first, prefix + first, length: length, extra: extra, count: last - first)
      }
    }
  }

  /// The sum of the cheapest members, as many as the crew takes.
  private static func cheapestCrew(
    _ row: UnsafeMutablePointer<Int32>, _ market: BoundMarket, _ way: BoundWay, _ length: Int,
    _ range: Range<Int>, _ prices: BoundPrices, _ work: UnsafeMutablePointer<Int32>, _ stride: Int
  ) {
    let first = range.lowerBound
    let scratch = work
    let crew = work + stride
    for place in 0..<way.crew {
      fill(crew + place * stride + first, BoundKernels.infinity, range.count)
    }
    for member in way.members {
      // In the order of what they cost, each takes its place and moves the others on.
      fill(scratch + first, BoundKernels.infinity, range.count)
      lower(scratch, market, member.resource, length, member.cost, range, prices)
      for place in 0..<way.crew {
        BoundKernels.sink(crew + place * stride + first, scratch + first, count: range.count)
      }
    }
    fill(row + first, 0, range.count)
    for place in 0..<way.crew {
      BoundKernels.add(row + first, crew + place * stride + first, count: range.count)
    }
  }

  // MARK: - By a table of ends

  private mutating func updateTable(
    _ bays: [Int], _ ends: [Int32], _ ways: [Int], _ range: Range<Int>, _ prices: BoundPrices
  ) {
    let bayCosts = range.map { start -> Int32 in
      guard ends[start] >= 0, !bays.isEmpty else { return 0 }
      let end = Int(ends[start])
      var least = BoundKernels.infinity
      for bay in bays { least = min(least, prices.rows[bay][end] &- prices.rows[bay][start]) }
      return least
    }
    for index in ways {
      let way = market.ways.all[index]
      let reserve = way.reserve.flatMap { prices.reserve[$0] }
      for start in needed[index] where ends[start] >= 0 {
        let end = Int(ends[start])
        var points = bayCosts[start - range.lowerBound]
        if way.crew == 1 {
          var least = BoundKernels.infinity
          for member in way.members {
            let row = prices.rows[member.resource]
            least = min(least, row[end] &- row[start] &+ BoundPrices.fixed(member.cost))
          }
          points = min(points &+ least, BoundKernels.infinity)
        } else if way.crew > 1 {
          var each = way.members.map {
            prices.rows[$0.resource][end] &- prices.rows[$0.resource][start] &+ BoundPrices.fixed($0.cost)
          }
          each.sort()
          for member in each.prefix(way.crew) { points = min(points &+ member, BoundKernels.infinity) }
        }
        if let reserve {
          points = min(
            points &+ Int32(way.crew) &* (reserve[end] &- reserve[start]), BoundKernels.infinity)
        }
        values[index * stride + start] = points
      }
    }
  }
}
