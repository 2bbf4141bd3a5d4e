import BaylineModel

/// Decides whether the operations of a visit can be placed from a given start, and the earliest completion.
///
/// Exact: for each operation it computes all ends that can be reached, by where the vehicle then stands. A vehicle that
/// stays needs its bay throughout, so that it stays within one free run of the bay. The reserve couples operations: where
/// the soonest chain exceeds it, one of the operations that use the day must use less of it, and each of them is tried.
struct ProbeChain {
  /// The placement of an operation.
  struct Placed: Hashable {
    var operation: Int
    var option: ProbeOption?
    var start: Int
    var end: Int
  }

  /// Where the vehicle stands.
  struct Stand: Hashable {
    /// The row of the bay; 0 before the first.
    var row = 0
    /// The start of the free run of the bay in which it can stay; ``left`` or ``blocked`` if it cannot.
    var run = Self.left
    /// Whether its last operation with a bay is locked.
    var isLocked = false

    static let left = -1
    /// It would have to stay where others are.
    static let blocked = -2
  }

  /// The ends that can be reached with the vehicle in one place.
  struct Reached {
    var stand: Stand
    var ends: MinuteSet
  }

  /// The most that an operation may book of a reserve on a day.
  struct Cap: Hashable {
    let offset: Int
    /// Position in the state's `reservedMinutes`.
    let account: Int
    var minutes: Int
  }

  /// The chains within some caps, with the soonest of them.
  private struct Node {
    var caps: [Cap]
    var end: Int
    var placed: [Placed]
  }

  /// Maximum number of ways to keep the reserve that are tried from one start, and from all starts together; bounds the
  /// running time.
  private static let (maxNodes, maxNodesOfAll) = (300, 1200)

  /// The minutes after the least possible end in which a chain is looked for first, and by how much they grow.
  private static let (reach, reachGrowth) = (1440, 4)

  let visit: CompiledAppointment
  let state: SearchState
  let relaxation: Relaxation
  /// The latest end of the last operation.
  var limit: Int
  /// Whether the last search gave up before it had tried all ways to keep the reserve.
  private(set) var isUndecided = false
  private let broken: RuleSet
  /// When the rows of the schedule are free, as far as it has been looked up.
  private(set) var times: FreeTimes
  private var timed: [Int: TimedOptions] = [:]
  /// The ways to keep the reserve tried so far.
  private var triedOfAll = 0

  /// - Parameter times: What an earlier chain of the same schedule has looked up.
  init(
    visit: CompiledAppointment, state: SearchState, relaxation: Relaxation, limit: Int,
    times: FreeTimes? = nil
  ) {
    self.visit = visit
    self.state = state
    self.relaxation = relaxation
    self.limit = limit
    self.times = times ?? FreeTimes(state)
    broken = []
  }

  /// A search that leaves rules aside, between given ways to do the operations.
  init(
    visit: CompiledAppointment, state: SearchState, breaking rules: RuleSet, limit: Int,
    options: [Int: [ProbeOption]]
  ) {
    self.visit = visit
    self.state = state
    self.limit = limit
    broken = rules
    let sides: [(RuleSet, Relaxation)] = [
      (.h6, .lags), (.h7, .bays), (.h11, .parts), (.h14, .reserve), (.h16, .equipment), (.h18, .drivers),
    ]
    relaxation = sides.reduce(into: []) { if rules.contains($1.0) { $0.insert($1.1) } }
    times = FreeTimes(state, breaking: rules, end: limit)
    for (index, ways) in options {
      let operation = problem.operations.elements[index]
      timed[index] = TimedOptions(
        times.timed(ways, operation, equipment: rules.contains(.h16) ? 0..<0 : operation.equipment))
    }
  }

  var problem: CompiledProblem { state.problem }

  /// The earliest end of the last operation up to `limit`, with the placements; `nil` if there is none.
  mutating func earliest(from start: Int, partsFrom: Int, _ options: inout ProbeOptions) -> (
    end: Int, placed: [Placed]
  )? {
    prepare(&options)
    return earliest(from: start, partsFrom: partsFrom)
  }

  /// The same with the options that it was created with.
  mutating func earliest(from start: Int, partsFrom: Int) -> (end: Int, placed: [Placed])? {
    isUndecided = false
    guard let free = soonest(from: start, partsFrom: partsFrom, caps: []) else { return nil }
    if relaxation.contains(.reserve) || visit.walkIn { return (free.end, free.placed) }
    var nodes = [free]
    var tried = 0
    while let next = nodes.indices.min(by: { nodes[$0].end < nodes[$1].end }) {
      let node = nodes.remove(at: next)
      guard let excess = excess(of: node.placed) else { return (node.end, node.placed) }
      for cap in excess {
        tried += 1
        triedOfAll += 1
        guard tried <= Self.maxNodes, triedOfAll <= Self.maxNodesOfAll else {
          isUndecided = true
          return nil
        }
        let caps = node.caps.filter { $0.offset != cap.offset || $0.account != cap.account } + [cap]
        if let child = soonest(from: start, partsFrom: partsFrom, caps: caps) { nodes.append(child) }
      }
    }
    return nil
  }

  private mutating func prepare(_ options: inout ProbeOptions) {
    for index in visit.operations where timed[index] == nil {
      let operation = problem.operations.elements[index]
      guard operation.lock == nil else { continue }
      timed[index] = times.timed(index, operation, relaxing: relaxation, &options)
    }
  }

  // MARK: - All ends

  /// The soonest chain within some caps. Only if none ends soon is the time after that looked at.
  private mutating func soonest(from start: Int, partsFrom: Int, caps: [Cap]) -> Node? {
    let whole = limit
    defer { limit = whole }
    let begin = max(start, partsFrom, problem.now)
    var reach = Self.reach
    while begin + visit.span + reach < whole {
      limit = begin + visit.span + reach
      if let node = soonestWithinLimit(from: start, partsFrom: partsFrom, caps: caps) { return node }
      reach *= Self.reachGrowth
    }
    limit = whole
    return soonestWithinLimit(from: start, partsFrom: partsFrom, caps: caps)
  }

  private mutating func soonestWithinLimit(from start: Int, partsFrom: Int, caps: [Cap]) -> Node? {
    var layers: [[Reached]] = [[Reached(stand: Stand(), ends: MinuteSet(start..<start + 1))]]
    var steps: [Int] = []
    var partsFrom = partsFrom
    for index in visit.operations {
      let operation = problem.operations.elements[index]
      let before = steps.last
      if let lock = operation.lock {
        if relaxation.contains(.locks) { continue }
        guard let reached = follow(lock, at: index, after: layers[layers.count - 1], before) else {
          return nil
        }
        layers.append([reached])
      } else {
        var floor = max(partsFrom, problem.now)
        if before == nil { floor = max(floor, start) }
        if !relaxation.contains(.parts) {
          guard let parts = state.earliestTime(forNeeds: operation.needs) else { return nil }
          floor = max(floor, parts)
        }
        let reached = extend(
          layers[layers.count - 1], by: capped(index, caps), at: index, from: floor, before)
        if reached.isEmpty { return nil }
        layers.append(reached)
        partsFrom = .min
      }
      steps.append(index)
    }
    guard let (stand, end) = completion(layers[layers.count - 1]) else { return nil }
    return Node(caps: caps, end: end, placed: trace(steps, layers, stand, end, caps))
  }

  /// The soonest end at which a driver can bring the vehicle back, if one has to.
  private func completion(_ last: [Reached]) -> (Stand, Int)? {
    var best: (Stand, Int)?
    for reached in last {
      var time = Int.min
      while let end = reached.ends.next(from: time), end <= limit, end < best?.1 ?? .max {
        if visit.deliver > 0, !relaxation.contains(.drivers),
          let wait = state.waitForDriver(visit, completion: end)
        {
          time = end + wait
          continue
        }
        best = (reached.stand, end)
        break
      }
    }
    return best
  }

  /// Where the vehicle is after a locked operation; `nil` if that cannot follow.
  private mutating func follow(
    _ lock: CompiledLock, at index: Int, after layer: [Reached], _ before: Int?
  ) -> Reached? {
    guard let end = self.end(of: lock) else { return nil }
    let row = problem.row(of: lock.bay)
    if let before, problem.operations.elements[before].lock == nil, !broken.contains(.h6),
      predecessor(of: index, in: layer, row, start: lock.start, stand: nil, before) == nil
    {
      return nil
    }
    var stand = layer[0].stand
    if row > 0 {
      stand = Stand(row: row, isLocked: true)
      if !problem.operations.elements[index].leavesBay {
        stand.run = run(of: row, at: max(0, end))?.lowerBound ?? Stand.blocked
      }
    }
    return Reached(stand: stand, ends: MinuteSet(end..<end + 1))
  }

  private func end(of lock: CompiledLock) -> Int? {
    lock.end ?? (broken.contains(.h9) ? lock.start + 1 : nil)
  }

  private mutating func run(of row: Int, at time: Int) -> Range<Int>? {
    times.free(row).interval(holding: time)
  }

  /// The ends of an operation after those of the one before.
  private mutating func extend(
    _ layer: [Reached], by options: TimedOptions, at index: Int, from floor: Int, _ before: Int?
  ) -> [Reached] {
    guard floor < times.end else { return [] }
    var ends: [Stand: [Range<Int>]] = [:]
    for (row, pieces) in options.startsByBay {
      let free = row == 0 ? MinuteSet() : times.free(row)
      for reached in layer {
        guard let possible = after(reached, in: row, index, before)?.clipped(to: floor..<times.end) else {
          continue
        }
        for (length, starts) in pieces {
          starts.forEachOverlap(with: possible, before: limit + 1 - length) { start in
            var stand = reached.stand
            if row > 0 {
              stand = Stand(row: row)
              if !problem.operations.elements[index].leavesBay,
                let run = free.interval(holding: start.lowerBound)
              {
                stand.run = run.lowerBound
              }
            }
            ends[stand, default: []].append(start.lowerBound + length..<start.upperBound + length)
          }
        }
      }
    }
    return ends.map { Reached(stand: $0, ends: MinuteSet(union: $1)) }
      .sorted { ($0.stand.row, $0.stand.run) < ($1.stand.row, $1.stand.run) }
  }

  /// When an operation in a bay may start after what was reached; `nil` if the vehicle cannot get there.
  private mutating func after(_ reached: Reached, in row: Int, _ index: Int, _ before: Int?) -> MinuteSet? {
    guard let before else { return MinuteSet(Int.min / 2..<times.end) }
    let operation = problem.operations.elements[index]
    let stand = reached.stand
    let stays = row > 0 && stand.row == row && stand.run != Stand.left
    let isKept =
      problem.operations.elements[before].keepsBay && stand.run != Stand.left
      && !relaxation.contains(.bays)
    if isKept, !stays { return nil }
    let moves = row > 0 && stand.row > 0 && !stays
    let ignored = relaxation.contains(.lags)
    let least = ignored ? 0 : problem.minGap(before: operation, moves: moves)
    let starts = reached.ends.followed(
      after: least, atMost: ignored ? .max : operation.maxLag, before: times.end)
    guard stays else { return starts }
    guard stand.run != Stand.blocked, let run = run(of: row, at: stand.run) else { return nil }
    return starts.clipped(to: run)
  }

  // MARK: - The way back

  /// The end of the operation before, as late as possible, from which one can start in a bay at a time.
  private mutating func predecessor(
    of index: Int, in layer: [Reached], _ row: Int, start: Int, stand: Stand?, _ before: Int?
  ) -> (stand: Stand, end: Int)? {
    guard let before else { return (Stand(), start) }
    let operation = problem.operations.elements[index]
    var best: (stand: Stand, end: Int)?
    for reached in layer {
      if row == 0, let stand, reached.stand != stand { continue }
      let isStay = row > 0 && reached.stand.row == row && reached.stand.run != Stand.left
      if operation.lock != nil, isStay {
        guard holds(reached.stand, until: start) else { continue }
      }
      guard let starts = isStay && operation.lock != nil ? nil : after(reached, in: row, index, before) else {
        if isStay, operation.lock != nil, let end = lastEnd(reached, index, start, moves: false) {
          if best.map({ end > $0.end }) ?? true { best = (reached.stand, end) }
        }
        continue
      }
      let moves = row > 0 && reached.stand.row > 0 && !isStay
      guard operation.lock != nil || starts.contains(start),
        let end = lastEnd(reached, index, start, moves: moves)
      else { continue }
      if best.map({ end > $0.end }) ?? true { best = (reached.stand, end) }
    }
    return best
  }

  /// The last end from which an operation may follow at a time.
  private func lastEnd(_ reached: Reached, _ index: Int, _ start: Int, moves: Bool) -> Int? {
    let operation = problem.operations.elements[index]
    if relaxation.contains(.lags) { return reached.ends.last(upTo: start) }
    let least = problem.minGap(before: operation, moves: moves)
    guard let end = reached.ends.last(upTo: start - least) else { return nil }
    return operation.maxLag == .max || start - end <= operation.maxLag ? end : nil
  }

  /// Whether the vehicle can stay in its bay until a locked operation there starts. After another locked operation the bay
  /// is held for it already.
  private mutating func holds(_ stand: Stand, until start: Int) -> Bool {
    if stand.isLocked { return true }
    guard stand.run != Stand.blocked else { return false }
    return run(of: stand.row, at: stand.run).map { $0.upperBound >= start } ?? false
  }

  private mutating func trace(
    _ steps: [Int], _ layers: [[Reached]], _ last: Stand, _ end: Int, _ caps: [Cap]
  ) -> [Placed] {
    var placed: [Placed] = []
    var (stand, end) = (last, end)
    for position in steps.indices.reversed() {
      let index = steps[position]
      let operation = problem.operations.elements[index]
      let before = position > 0 ? steps[position - 1] : nil
      if let lock = operation.lock, let lockEnd = self.end(of: lock) {
        placed.append(Placed(operation: index, option: nil, start: lock.start, end: lockEnd))
        guard let before else { break }
        let previous = layers[position]
        if problem.operations.elements[before].lock == nil,
          let found = predecessor(
            of: index, in: previous, problem.row(of: lock.bay), start: lock.start, stand: nil, before)
        {
          (stand, end) = found
        } else {
          (stand, end) = (previous[0].stand, previous[0].ends.first ?? end)
        }
        continue
      }
      guard let step = way(to: end, stand, at: position, steps, layers, caps) else {
        preconditionFailure("internal error: an end that was reached has no start")
      }
      placed.append(step.placed)
      (stand, end) = (step.stand, step.end)
    }
    return placed.reversed()
  }

  /// An option with which an operation ends at a time, and from where.
  private mutating func way(
    to end: Int, _ stand: Stand, at position: Int, _ steps: [Int], _ layers: [[Reached]], _ caps: [Cap]
  ) -> (placed: Placed, stand: Stand, end: Int)? {
    let index = steps[position]
    let leaves = problem.operations.elements[index].leavesBay
    for option in capped(index, caps).all where option.row == 0 || option.row == stand.row {
      for piece in option.starts where piece.starts.contains(end - piece.length) {
        let start = end - piece.length
        if option.row > 0, !leaves,
          run(of: option.row, at: start)?.lowerBound != stand.run
        {
          continue
        }
        if let from = predecessor(
          of: index, in: layers[position], option.row, start: start, stand: stand,
          position > 0 ? steps[position - 1] : nil)
        {
          return (
            Placed(operation: index, option: option.option, start: start, end: end), from.stand, from.end
          )
        }
      }
    }
    return nil
  }

  // MARK: - The reserve

  private func capped(_ index: Int, _ caps: [Cap]) -> TimedOptions {
    guard let own = timed[index] else { return TimedOptions([]) }
    let offset = index - visit.operations.lowerBound
    let operation = problem.operations.elements[index]
    let caps = caps.filter { $0.offset == offset }
    guard !caps.isEmpty else { return own }
    let fewer = caps.reduce(own.all) { options, cap in
      let (reserve, day) = cap.account.quotientAndRemainder(dividingBy: problem.days)
      return options.compactMap { option in
        let members = members(option.option.crew[...], of: reserve)
        guard members > 0 else { return option }
        let fewer = option.booking(
          atMost: cap.minutes, onDay: day, members: members, isSplittable: operation.splittable)
        return fewer.starts.isEmpty ? nil : fewer
      }
    }
    return TimedOptions(fewer)
  }

  private func members(_ crew: ArraySlice<TechnicianIndex>, of reserve: Int) -> Int {
    reserve == 0 ? crew.count : crew.count { problem.technicians[$0].teamReserve == reserve }
  }

  /// How much less each of the operations could have to use of a day that is exceeded; `nil` if none is.
  private func excess(of placed: [Placed]) -> [Cap]? {
    var used: [Int: [(offset: Int, minutes: Int, isLocked: Bool)]] = [:]
    for place in placed {
      let operation = problem.operations.elements[place.operation]
      let crew = place.option?.crew ?? Array(problem.crews[operation.lock?.crew ?? 0..<0])
      let time =
        operation.splittable ? place.option?.time ?? operation.lock.map { problem.classes[$0.work] } : nil
      problem.forEachDay(from: max(place.start, problem.statedNow), to: place.end) { day, start, end in
        let minutes = time?.minutes(from: start, to: end) ?? end - start
        for reserve in problem.reserves.indices {
          let booked = minutes * members(crew[...], of: reserve)
          guard booked > 0 else { continue }
          used[reserve * problem.days + day, default: []].append(
            (place.operation - visit.operations.lowerBound, booked, operation.lock != nil))
        }
      }
    }
    for (account, uses) in used.sorted(by: { $0.key < $1.key }) {
      let (reserve, day) = account.quotientAndRemainder(dividingBy: problem.days)
      let over = uses.reduce(0) { $0 + $1.minutes } - state.bookableMinutes(left: reserve, onDay: day)
      let unlocked = uses.filter { !$0.isLocked }
      guard over > 0, state.unlockedMinutes[account] > 0 || !unlocked.isEmpty else { continue }
      let share = (over + max(1, unlocked.count) - 1) / max(1, unlocked.count)
      return unlocked.map { Cap(offset: $0.offset, account: account, minutes: max(0, $0.minutes - share)) }
    }
    return nil
  }
}
