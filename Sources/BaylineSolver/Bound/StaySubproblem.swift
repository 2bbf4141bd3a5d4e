import BaylineModel

/// The cheapest way to schedule one visit whose vehicle stays in its bay between operations or moves, at given prices.
///
/// As ``VisitSubproblem``, but the program also knows where the vehicle is: before its first bay (`free`), out of a bay that
/// it will not come back to (`left`), or in a bay that it stays in (one state for each group of bays), which it pays for
/// until the next operation there. Leaving a bay costs the points and the minutes of a move.
struct StaySubproblem {
  /// The steps of a visit, at prices.
  struct Setting {
    let steps: [BoundVisit.TrackedStep]
    /// The groups of bays that they can use.
    let bays: [Int]
    /// The first position.
    let first: Int
    let prices: BoundPrices
    let columns: BoundColumns
  }

  /// The rows of one step.
  private struct Layer {
    /// The costs up to each position before the first bay, and after leaving one.
    var free: [Int32]
    var left: [Int32]
    /// The costs less the price of the bay before each position, by bay.
    var inBay: [[Int32]]
    /// The costs of starting in a bay, and of ending there exactly.
    var starts: [[Int32]] = []
    var ends: [[Int32]] = []
  }

  /// The operations of the cheapest plan, in reverse order.
  private(set) var places: [VisitSubproblem.Part] = []
  /// The times in which the vehicle stays in a bay between operations.
  private(set) var stays: [(bay: Int, start: Int, end: Int)] = []

  private let coupling: CouplingConstraints
  private var layers: [Layer] = []

  init(_ coupling: CouplingConstraints) {
    self.coupling = coupling
  }

  /// Finds the cheapest plan of one group of arrivals.
  ///
  /// - Parameter arrivals: The least cost of being received by each position.
  /// - Returns: The offset of the last end, and the cost.
  mutating func solve(
    _ setting: Setting, arrivals: ArraySlice<Int32>, ends: [Int32]
  ) -> (position: Int, value: Int32) {
    let count = ends.count
    let never = [Int32](repeating: BoundKernels.infinity, count: count)
    layers.removeAll(keepingCapacity: true)
    layers.append(
      Layer(free: Array(arrivals), left: never, inBay: Array(repeating: never, count: setting.bays.count)))
    for step in setting.steps { extend(by: step, setting) }
    guard let last = layers.last else { return (0, BoundKernels.infinity) }
    var best = (position: 0, value: Int32.max)
    for offset in 0..<count {
      let value = min(last.free[offset], last.left[offset]) &+ ends[offset]
      if value < best.value { best = (offset, value) }
    }
    return best
  }

  private mutating func extend(by step: BoundVisit.TrackedStep, _ setting: Setting) {
    let (bays, first, columns) = (setting.bays, setting.first, setting.columns)
    let before = layers[layers.count - 1]
    let count = before.free.count
    let never = [Int32](repeating: BoundKernels.infinity, count: count)
    let free = lagged(before.free, step.stayLag, first)
    let left = lagged(before.left, step.stayLag, first)
    let moved = lagged(before.left, step.moveLag, first)
    var next = Layer(free: never, left: never, inBay: Array(repeating: never, count: bays.count))
    for (position, bay) in bays.enumerated() {
      let stayed = lagged(before.inBay[position], step.stayLag, first)
      var starts = never
      let price = setting.prices.rows[bay]
      for offset in 0..<count {
        var cost = min(free[offset], moved[offset] &+ step.movePoints)
        if stayed[offset] < BoundKernels.infinity {
          cost = min(cost, stayed[offset] &+ price[first + offset])
        }
        starts[offset] = min(cost, BoundKernels.infinity)
      }
      var ends = never
      for choice in coupling.choices[step.choices] {
        let mode = coupling.modes.all[choice.mode]
        if mode.bays.contains(bay) {
          let column = columns.column(ofBay: bay, mode.duration)
          advance(starts, by: choice, bay: column, into: &ends, first, columns)
        } else if mode.bays.isEmpty {
          advance(stayed, by: choice, into: &next.inBay[position], first, columns)
        }
      }
      for offset in 0..<count where ends[offset] < BoundKernels.infinity {
        if !step.keeps { next.left[offset] = min(next.left[offset], ends[offset]) }
        if !step.leaves {
          next.inBay[position][offset] = min(
            next.inBay[position][offset], ends[offset] &- price[first + offset])
        }
      }
      next.starts.append(starts)
      next.ends.append(ends)
    }
    for choice in coupling.choices[step.choices] where coupling.modes.all[choice.mode].bays.isEmpty {
      advance(free, by: choice, into: &next.free, first, columns)
      advance(left, by: choice, into: &next.left, first, columns)
    }
    Self.accumulate(&next.free)
    Self.accumulate(&next.left)
    for position in bays.indices { Self.accumulate(&next.inBay[position]) }
    layers.append(next)
  }

  /// A row after some minutes have passed.
  private func lagged(_ row: [Int32], _ minutes: Int, _ first: Int) -> [Int32] {
    guard minutes > 0, let passed = coupling.passed[minutes] else { return row }
    return row.indices.map { offset in
      let before = Int(passed[first + offset]) - first
      return before < 0 ? BoundKernels.infinity : row[before]
    }
  }

  /// Extends a row by an operation, which may need a bay: a column of bays.
  private func advance(
    _ row: [Int32], by choice: BoundChoice, bay: Int? = nil, into ends: inout [Int32], _ first: Int,
    _ columns: BoundColumns
  ) {
    let count = row.count
    let extra = BoundPrices.fixed(choice.extra)
    columns.withRows(choice.mode, bay: bay) { crew, bay in
      switch coupling.modes.all[choice.mode].duration {
      case .minutes(let length):
        guard length < count else { return }
        ends.withUnsafeMutableBufferPointer { ends in
          row.withUnsafeBufferPointer { row in
            guard let ends = ends.baseAddress, let row = row.baseAddress else { return }
            if let bay {
              BoundKernels.minSum(
                ends + length, row, crew + first, bay + first, extra: extra, count: count - length)
            } else {
              BoundKernels.minSum(ends + length, row, crew + first, extra: extra, count: count - length)
            }
          }
        }
      case .table(let table):
        let table = coupling.modes.tables[table]
        for offset in 0..<count where table[first + offset] >= 0 {
          let end = Int(table[first + offset]) - first
          guard end < count else { continue }
          let cost = row[offset] &+ crew[first + offset] &+ (bay?[first + offset] ?? 0) &+ extra
          ends[end] = min(ends[end], cost)
        }
      }
    }
  }

  private static func accumulate(_ row: inout [Int32]) {
    row.withUnsafeMutableBufferPointer { row in
      guard let base = row.baseAddress else { return }
      BoundKernels.prefixMinimum(base, count: row.count)
    }
  }
}

// MARK: - The way back

extension StaySubproblem {
  /// Where the vehicle is.
  private enum Stand: Equatable {
    case free
    case left
    case inBay(Int)
  }

  /// Follows the cheapest plan back from its last end; returns the offset by which the vehicle was received.
  mutating func trace(_ setting: Setting, end offset: Int) -> Int {
    let (bays, first) = (setting.bays, setting.first)
    places.removeAll(keepingCapacity: true)
    stays.removeAll(keepingCapacity: true)
    guard let last = layers.last else { return offset }
    var offset = offset
    var stand = last.free[offset] <= last.left[offset] ? Stand.free : .left
    /// The start of the operation for which the vehicle stays.
    var staysUntil = 0
    for position in setting.steps.indices.reversed() {
      let row = costs(stand, in: layers[position + 1])
      while offset > 0, row[offset - 1] == row[offset] { offset -= 1 }
      let value = row[offset]
      if let place = inBay(stand, value, at: offset, position, setting) {
        places.append(
          VisitSubproblem.Part(
            mode: place.mode, start: first + place.start, end: first + offset, bay: bays[place.bay]))
        if case .inBay = stand { stays.append((bays[place.bay], first + offset, staysUntil)) }
        (stand, offset) = origin(of: place.bay, at: place.start, position, setting)
        if case .inBay = stand { staysUntil = first + place.start }
      } else if let place = withoutBay(stand, value, at: offset, position, setting) {
        places.append(
          VisitSubproblem.Part(mode: place.mode, start: first + place.start, end: first + offset))
        offset = self.before(place.start, setting.steps[position].stayLag, first)
      } else {
        preconditionFailure("internal error: no way attains the optimal value")
      }
    }
    let row = layers[0].free
    while offset > 0, row[offset - 1] == row[offset] { offset -= 1 }
    return offset
  }

  private func costs(_ stand: Stand, in layer: Layer) -> [Int32] {
    switch stand {
    case .free: layer.free
    case .left: layer.left
    case .inBay(let bay): layer.inBay[bay]
    }
  }

  /// The last offset from which a lag has passed by an offset.
  private func before(_ offset: Int, _ minutes: Int, _ first: Int) -> Int {
    guard minutes > 0, let passed = coupling.passed[minutes] else { return offset }
    return Int(passed[first + offset]) - first
  }

  /// An operation in a bay that ends at an offset with a value.
  private func inBay(
    _ stand: Stand, _ value: Int32, at offset: Int, _ position: Int, _ setting: Setting
  ) -> (mode: Int, bay: Int, start: Int)? {
    let (step, columns, first) = (setting.steps[position], setting.columns, setting.first)
    if stand == .free { return nil }
    let layer = layers[position + 1]
    for (index, bay) in setting.bays.enumerated() {
      let end = layer.ends[index][offset]
      guard end < BoundKernels.infinity else { continue }
      switch stand {
      case .left: if step.keeps || end != value { continue }
      case .inBay(let own):
        if step.leaves || own != index || end &- setting.prices.rows[bay][first + offset] != value {
          continue
        }
      case .free: continue
      }
      for choice in coupling.choices[step.choices] where coupling.modes.all[choice.mode].bays.contains(bay) {
        let duration = coupling.modes.all[choice.mode].duration
        guard let column = columns.column(ofBay: bay, duration) else { continue }
        for start in starts(to: offset, duration, first) {
          let cost =
            layer.starts[index][start] &+ columns.crewCost(choice.mode, from: first + start)
            &+ columns.bayCost(column, from: first + start) &+ BoundPrices.fixed(choice.extra)
          if cost == end { return (choice.mode, index, start) }
        }
      }
    }
    return nil
  }

  private func withoutBay(
    _ stand: Stand, _ value: Int32, at offset: Int, _ position: Int, _ setting: Setting
  ) -> (mode: Int, start: Int)? {
    let (step, columns, first) = (setting.steps[position], setting.columns, setting.first)
    let row = costs(stand, in: layers[position])
    for choice in coupling.choices[step.choices] where coupling.modes.all[choice.mode].bays.isEmpty {
      for start in starts(to: offset, coupling.modes.all[choice.mode].duration, first) {
        let before = before(start, step.stayLag, first)
        guard before >= 0 else { continue }
        let cost = columns.crewCost(choice.mode, from: first + start) &+ BoundPrices.fixed(choice.extra)
        if row[before] &+ cost == value { return (choice.mode, start) }
      }
    }
    return nil
  }

  /// The offsets from which work of a duration ends at an offset, latest first.
  private func starts(to offset: Int, _ duration: BoundDuration, _ first: Int) -> [Int] {
    switch duration {
    case .minutes(let length): offset >= length ? [offset - length] : []
    case .table(let table):
      (0...offset).reversed().filter { Int(coupling.modes.tables[table][first + $0]) == first + offset }
    }
  }

  /// Where the vehicle came from to start in a bay.
  private func origin(
    of index: Int, at start: Int, _ position: Int, _ setting: Setting
  ) -> (Stand, Int) {
    let (step, first) = (setting.steps[position], setting.first)
    let cost = layers[position + 1].starts[index][start]
    let layer = layers[position]
    let stayed = before(start, step.stayLag, first)
    if stayed >= 0 {
      if layer.free[stayed] == cost { return (.free, stayed) }
      if layer.inBay[index][stayed] < BoundKernels.infinity,
        layer.inBay[index][stayed] &+ setting.prices.rows[setting.bays[index]][first + start] == cost
      {
        return (.inBay(index), stayed)
      }
    }
    return (.left, before(start, step.moveLag, first))
  }
}
