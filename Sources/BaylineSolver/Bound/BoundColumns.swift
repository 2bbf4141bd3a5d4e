/// The cost of each mode at given prices, by start position.
struct BoundColumns {
  /// The columns of the modes, concatenated, with `stride` elements each.
  private(set) var values: [Int32]
  /// The same without the bay, and those of bays and durations; empty if no vehicle's bays are followed.
  private var crewValues: [Int32] = []
  private var bayValues: [Int32] = []
  private var bayColumns: [BayColumn: Int] = [:]
  let stride: Int

  /// Bays and a duration; modes with equal keys share the cost of the bay.
  private struct BayKey: Hashable {
    let bays: [Int]
    let duration: BoundDuration
  }

  /// A bay, and how long it is needed.
  private struct BayColumn: Hashable {
    let bay: Int
    let duration: BoundDuration
  }

  private let coupling: CouplingConstraints
  private let tracksBays: Bool
  /// The start positions for which each mode is needed.
  private let needed: [Range<Int>]
  /// The modes grouped by bays and duration.
  private let groups: [(bays: [Int], duration: BoundDuration, modes: [Int], needed: Range<Int>)]

  init(_ coupling: CouplingConstraints) {
    self.coupling = coupling
    let count = coupling.active.count + 1
    stride = count
    tracksBays = coupling.tracksBays
    let modes = coupling.modes.all
    values = Array(repeating: BoundKernels.infinity, count: modes.count * count)
    var needed = [Range<Int>](repeating: 0..<0, count: modes.count)
    for visit in coupling.visits {
      for arrivals in visit.arrivalGroups {
        let range = arrivals.first..<(arrivals.first + arrivals.endCosts.count)
        for case .free(let choices) in visit.steps {
          for choice in coupling.choices[choices] {
            let known = needed[choice.mode]
            needed[choice.mode] =
              known.isEmpty
              ? range
              : min(known.lowerBound, range.lowerBound)..<max(known.upperBound, range.upperBound)
          }
        }
      }
    }
    var known: [BayKey: Int] = [:]
    var groups: [(bays: [Int], duration: BoundDuration, modes: [Int], needed: Range<Int>)] = []
    for (index, mode) in modes.enumerated() where !needed[index].isEmpty {
      let key = BayKey(bays: mode.bays, duration: mode.duration)
      if let position = known[key] {
        groups[position].modes.append(index)
        let one = groups[position].needed
        let other = needed[index]
        groups[position].needed =
          min(one.lowerBound, other.lowerBound)..<max(one.upperBound, other.upperBound)
      } else {
        known[key] = groups.count
        groups.append((mode.bays, mode.duration, [index], needed[index]))
      }
    }
    self.needed = needed
    self.groups = groups
    guard tracksBays else { return }
    crewValues = values
    for mode in modes {
      for bay in mode.bays where bayColumns[BayColumn(bay: bay, duration: mode.duration)] == nil {
        bayColumns[BayColumn(bay: bay, duration: mode.duration)] = bayColumns.count
      }
    }
    bayValues = Array(repeating: BoundKernels.infinity, count: bayColumns.count * count)
  }

  /// The cost of a mode from a start position, its bay aside.
  func crewCost(_ mode: Int, from start: Int) -> Int32 { crewValues[mode * stride + start] }

  /// The column of a bay for a duration.
  func column(ofBay bay: Int, _ duration: BoundDuration) -> Int? {
    bayColumns[BayColumn(bay: bay, duration: duration)]
  }

  /// The price of a bay from a start position; infinite where it is not free for all of it.
  func bayCost(_ column: Int, from start: Int) -> Int32 { bayValues[column * stride + start] }

  /// Calls a function with the costs of a mode by start position, its bay aside, and the prices of a bay.
  func withRows(
    _ mode: Int, bay column: Int?,
    _ body: (_ crew: UnsafePointer<Int32>, _ bay: UnsafePointer<Int32>?) -> Void
  ) {
    crewValues.withUnsafeBufferPointer { crew in
      bayValues.withUnsafeBufferPointer { bays in
        guard let crew = crew.baseAddress else { return }
        let bay = column.flatMap { column in bays.baseAddress.map { $0 + column * stride } }
        body(crew + mode * stride, bay)
      }
    }
  }

  mutating func update(_ prices: BoundPrices) {
    for group in groups {
      switch group.duration {
      case .minutes(let length): updatePlain(group.bays, length, group.modes, group.needed, prices)
      case .table(let table):
        updateTable(group.bays, coupling.modes.tables[table], group.modes, group.needed, prices)
      }
    }
    if tracksBays { updateBays(prices) }
  }

  private mutating func updateBays(_ prices: BoundPrices) {
    let stride = self.stride
    for (column, position) in bayColumns {
      let row = prices.rows[column.bay]
      let base = position * stride
      for start in base..<(base + stride) { bayValues[start] = BoundKernels.infinity }
      switch column.duration {
      case .minutes(let length):
        let group = coupling.resources.all[column.bay]
        for index in group.starts.indices where group.starts[index] + length <= group.ends[index] {
          for start in group.starts[index]...(group.ends[index] - length) {
            bayValues[base + start] = row[start + length] &- row[start]
          }
        }
      case .table(let table):
        for (start, end) in coupling.modes.tables[table].enumerated() where end >= 0 {
          bayValues[base + start] = row[Int(end)] &- row[start]
        }
      }
    }
  }

  // MARK: - Without pauses

  private mutating func updatePlain(
    _ bays: [Int], _ length: Int, _ modes: [Int], _ range: Range<Int>, _ prices: BoundPrices
  ) {
    let pricing = Pricing(coupling: coupling, prices: prices, length: length, stride: stride)
    let needed = self.needed
    let tracksBays = self.tracksBays
    let maxCrew = modes.map { coupling.modes.all[$0].crew }.max() ?? 1
    crewValues.withUnsafeMutableBufferPointer { crewValues in
      values.withUnsafeMutableBufferPointer { values in
        guard let values = values.baseAddress else { return }
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: pricing.stride * (2 + maxCrew)) { work in
          guard let bayRow = work.baseAddress else { return }
          fill(bayRow + range.lowerBound, bays.isEmpty ? 0 : BoundKernels.infinity, range.count)
          for bay in bays { pricing.lower(bayRow, prices.rows, resource: bay, cost: 0, range) }
          for index in modes {
            let mode = pricing.coupling.modes.all[index]
            let range = needed[index]
            let row = values + index * pricing.stride
            if mode.crew == 1 {
              fill(row + range.lowerBound, BoundKernels.infinity, range.count)
              for member in mode.members {
                pricing.lower(row, prices.booked, resource: member.resource, cost: member.cost, range)
              }
            } else {
              pricing.fillCheapestCrew(row, mode, range, work: bayRow + pricing.stride)
            }
            if tracksBays, let base = crewValues.baseAddress {
              let own = base + index * pricing.stride
              (own + range.lowerBound).update(from: row + range.lowerBound, count: range.count)
              pricing.addReserve(own, mode, range)
            }
            BoundKernels.add(row + range.lowerBound, bayRow + range.lowerBound, count: range.count)
            pricing.addReserve(row, mode, range)
          }
        }
      }
    }
  }

  /// Rows of costs for work of one length without pauses.
  private struct Pricing {
    let coupling: CouplingConstraints
    let prices: BoundPrices
    let length: Int
    let stride: Int

    /// Adds the price of a crew's minutes against the reserve.
    func addReserve(_ row: UnsafeMutablePointer<Int32>, _ mode: BoundMode, _ range: Range<Int>) {
      guard let time = mode.reserve, let reserve = prices.reserve[time] else { return }
      reserve.withUnsafeBufferPointer { prefix in
        guard let prefix = prefix.baseAddress else { return }
        BoundKernels.addDifference(
          row + range.lowerBound, prefix + range.lowerBound, length: length, factor: Int32(mode.crew),
          count: min(range.upperBound, stride - length) - range.lowerBound)
      }
    }

    /// Lowers a row to the cost of a resource where it is free for the whole length.
    func lower(
      _ row: UnsafeMutablePointer<Int32>, _ rows: [[Int32]], resource: Int, cost: Int, _ range: Range<Int>
    ) {
      let extra = BoundPrices.fixed(cost)
      let group = coupling.resources.all[resource]
      rows[resource].withUnsafeBufferPointer { prefix in
        guard let prefix = prefix.baseAddress else { return }
        for index in group.starts.indices {
          let first = max(group.starts[index], range.lowerBound)
          let last = min(group.ends[index] - length + 1, range.upperBound)
          guard first < last else { continue }
          BoundKernels.minDifference(
            row + first, prefix + first, length: length, extra: extra, count: last - first)
        }
      }
    }

    /// Fills a row with the sum of the cheapest members, as many as the crew has.
    func fillCheapestCrew(
      _ row: UnsafeMutablePointer<Int32>, _ mode: BoundMode, _ range: Range<Int>,
      work scratch: UnsafeMutablePointer<Int32>
    ) {
      let first = range.lowerBound
      let crew = scratch + stride
      for place in 0..<mode.crew {
        fill(crew + place * stride + first, BoundKernels.infinity, range.count)
      }
      for member in mode.members {
        // Insertion sort over whole rows: each member takes its place and moves costlier ones down.
        fill(scratch + first, BoundKernels.infinity, range.count)
        lower(scratch, prices.booked, resource: member.resource, cost: member.cost, range)
        for place in 0..<mode.crew {
          BoundKernels.sink(crew + place * stride + first, scratch + first, count: range.count)
        }
      }
      fill(row + first, 0, range.count)
      for place in 0..<mode.crew {
        BoundKernels.add(row + first, crew + place * stride + first, count: range.count)
      }
    }
  }

  // MARK: - By a table of ends

  private mutating func updateTable(
    _ bays: [Int], _ ends: [Int32], _ modes: [Int], _ range: Range<Int>, _ prices: BoundPrices
  ) {
    let bayCosts = range.map { start -> Int32 in
      guard ends[start] >= 0, !bays.isEmpty else { return 0 }
      let end = Int(ends[start])
      var minimum = BoundKernels.infinity
      for bay in bays { minimum = min(minimum, prices.rows[bay][end] &- prices.rows[bay][start]) }
      return minimum
    }
    for index in modes {
      let mode = coupling.modes.all[index]
      let reserve = mode.reserve.flatMap { prices.reserve[$0] }
      for start in needed[index] where ends[start] >= 0 {
        let end = Int(ends[start])
        var points: Int32 = 0
        if mode.crew == 1 {
          var minimum = BoundKernels.infinity
          for member in mode.members {
            let row = mode.books ? prices.booked[member.resource] : prices.rows[member.resource]
            minimum = min(minimum, row[end] &- row[start] &+ BoundPrices.fixed(member.cost))
          }
          points = min(points &+ minimum, BoundKernels.infinity)
        } else if mode.crew > 1 {
          var each = mode.members.map {
            prices.rows[$0.resource][end] &- prices.rows[$0.resource][start] &+ BoundPrices.fixed($0.cost)
          }
          each.sort()
          for member in each.prefix(mode.crew) { points = min(points &+ member, BoundKernels.infinity) }
        }
        if let reserve {
          points = min(
            points &+ Int32(mode.crew) &* (reserve[end] &- reserve[start]), BoundKernels.infinity)
        }
        if tracksBays { crewValues[index * stride + start] = points }
        values[index * stride + start] = min(
          points &+ bayCosts[start - range.lowerBound], BoundKernels.infinity)
      }
    }
  }
}

private func fill(_ row: UnsafeMutablePointer<Int32>, _ value: Int32, _ count: Int) {
  row.update(repeating: value, count: count)
}
