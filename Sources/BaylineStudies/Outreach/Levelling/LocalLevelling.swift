import BaylineMath
import BaylineModel

/// Levelling of vehicles with different uses: the most urgent and least flexible first, each on its cheapest day; then
/// moves of one vehicle, exchanges of two, and insertions of left-out vehicles by moving another, until none improves;
/// then small sets are removed and reinserted in another order, which is kept unless it is more expensive (ruin and
/// recreate: G. Schrimpf et al., 2000).
struct LocalLevelling {
  private let problem: LevellingProblem
  private var random: SplitMix64
  private var load: [[Int]]
  private var days: [Int?]
  private let possible: [[Int]]

  /// The maximum number of rounds; each is a pass over all moves and exchanges.
  private static let maxRounds = 12
  /// The number of ruin-and-recreate steps: per vehicle, and the overall maximum.
  private static let recreations = (each: 50, max: 20_000)

  init(_ problem: LevellingProblem, seed: UInt64) {
    self.problem = problem
    random = SplitMix64(seed: seed, stream: "levelling")
    load = problem.base
    days = Array(repeating: nil, count: problem.items.count)
    possible = problem.items.indices.map(problem.possibleDays)
  }

  /// Finds days for the vehicles; `nil` for those left out.
  mutating func solve() -> [Int?] {
    let order = problem.items.indices.sorted { left, right in
      let (one, other) = (problem.items[left], problem.items[right])
      let (size, otherSize) = (one.uses.reduce(0, +), other.uses.reduce(0, +))
      return (one.rank, possible[left].count, -size, left) < (
        other.rank, possible[right].count, -otherSize, right
      )
    }
    for item in order { place(item) }
    for _ in 0..<Self.maxRounds {
      var isBetter = false
      for item in random.shuffled(Array(problem.items.indices)) {
        if days[item] == nil {
          if place(item) || makeRoom(for: item) { isBetter = true }
        } else if move(item) {
          isBetter = true
        }
      }
      if exchange() { isBetter = true }
      if !isBetter { break }
    }
    if !problem.items.isEmpty {
      let count = min(Self.recreations.max, Self.recreations.each * problem.items.count)
      for _ in 0..<count { recreate() }
    }
    return days
  }

  /// Removes a few vehicles and reinserts them in another order, each on its cheapest day; reverts if that is more
  /// expensive.
  private mutating func recreate() {
    let count = min(problem.items.count, random.within(2...7))
    var chosen: [Int] = []
    while chosen.count < count {
      let item = random.below(problem.items.count)
      if !chosen.contains(item) { chosen.append(item) }
    }
    let before = chosen.map { days[$0] }
    var change = 0
    for (item, day) in zip(chosen, before) {
      guard let day else {
        change -= problem.penalty(item)
        continue
      }
      remove(item, day)
      change -= problem.added(item, day, load) + problem.deviation(item, day)
    }
    for item in random.shuffled(chosen) {
      guard let best = cheapest(item) else {
        change += problem.penalty(item)
        continue
      }
      insert(item, best.day)
      change += best.cost
    }
    guard change > 0 else { return }
    for item in chosen {
      if let day = days[item] { remove(item, day) }
    }
    for (item, day) in zip(chosen, before) {
      if let day { insert(item, day) }
    }
  }

  // MARK: - Steps

  private mutating func insert(_ item: Int, _ day: Int) {
    for (resource, use) in problem.items[item].uses.enumerated() { load[day][resource] += use }
    days[item] = day
  }

  private mutating func remove(_ item: Int, _ day: Int) {
    for (resource, use) in problem.items[item].uses.enumerated() { load[day][resource] -= use }
    days[item] = nil
  }

  /// The cheapest day that a vehicle currently fits; the earlier one of equals.
  private func cheapest(_ item: Int) -> (day: Int, cost: Int)? {
    var best: (day: Int, cost: Int)?
    for day in possible[item] where problem.fits(item, day, load) {
      let cost = problem.added(item, day, load) + problem.deviation(item, day)
      if best.map({ cost < $0.cost }) ?? true { best = (day, cost) }
    }
    return best
  }

  @discardableResult
  private mutating func place(_ item: Int) -> Bool {
    guard let best = cheapest(item) else { return false }
    insert(item, best.day)
    return true
  }

  private mutating func move(_ item: Int) -> Bool {
    guard let day = days[item] else { return false }
    remove(item, day)
    let before = problem.added(item, day, load) + problem.deviation(item, day)
    guard let best = cheapest(item), best.cost < before else {
      insert(item, day)
      return false
    }
    insert(item, best.day)
    return true
  }

  /// Inserts a vehicle by moving another one to another day, or by leaving out a less urgent one.
  private mutating func makeRoom(for item: Int) -> Bool {
    for other in problem.items.indices {
      guard let day = days[other], possible[item].contains(day) else { continue }
      remove(other, day)
      if problem.fits(item, day, load) {
        insert(item, day)
        if place(other) || problem.items[other].rank > problem.items[item].rank { return true }
        remove(item, day)
      }
      insert(other, day)
    }
    return false
  }

  /// Exchanges the days of pairs of vehicles where that is cheaper.
  private mutating func exchange() -> Bool {
    var isBetter = false
    for one in problem.items.indices {
      for other in problem.items.indices where other > one {
        guard let first = days[one], let second = days[other], first != second,
          problem.items[one].days.contains(second), problem.items[other].days.contains(first),
          problem.items[one].uses != problem.items[other].uses
            || problem.items[one].best != problem.items[other].best
        else { continue }
        if swap(one, first, other, second) { isBetter = true }
      }
    }
    return isBetter
  }

  private mutating func swap(_ one: Int, _ first: Int, _ other: Int, _ second: Int) -> Bool {
    let before = problem.deviation(one, first) + problem.deviation(other, second)
    let after = problem.deviation(one, second) + problem.deviation(other, first)
    let (mine, theirs) = (problem.items[one].uses, problem.items[other].uses)
    var change = after - before
    for resource in mine.indices where mine[resource] != theirs[resource] {
      // The use that the first day gains and the second one loses.
      let more = theirs[resource] - mine[resource]
      let (here, there) = (load[first][resource], load[second][resource])
      if here + more > problem.limit[first][resource], more > 0 { return false }
      if there - more > problem.limit[second][resource], more < 0 { return false }
      change += problem.price[first][resource] * more * (2 * here + more)
      change += problem.price[second][resource] * more * (more - 2 * there)
    }
    guard change < 0 else { return false }
    remove(one, first)
    remove(other, second)
    insert(one, second)
    insert(other, first)
    return true
  }
}
