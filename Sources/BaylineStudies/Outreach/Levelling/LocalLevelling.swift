import BaylineMath
import BaylineModel

/// Days for vehicles that take different things: the most urgent and the least free first, each on its cheapest day; then moves of one
/// vehicle, exchanges of two, and letting in of those left out by moving another one, until none helps; then a few at a time are taken out and
/// put back in another order, which is kept where it is no dearer (ruin and recreate: G. Schrimpf et al., 2000).
struct LocalLevelling {
  private let problem: LevellingProblem
  private var random: SplitMix64
  private var load: [[Int]]
  private var days: [Int?]
  private let possible: [[Int]]

  /// Rounds at most; each is a pass over all moves and exchanges.
  private static let maxRounds = 12
  /// How often a few are taken out and put back: for each vehicle, and in all at most.
  private static let recreations = (each: 50, most: 20_000)

  init(_ problem: LevellingProblem, seed: UInt64) {
    self.problem = problem
    random = SplitMix64(seed: seed, stream: "levelling")
    load = problem.base
    days = Array(repeating: nil, count: problem.items.count)
    possible = problem.items.indices.map(problem.possibleDays)
  }

  /// The days.
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
      let count = min(Self.recreations.most, Self.recreations.each * problem.items.count)
      for _ in 0..<count { recreate() }
    }
    return days
  }

  /// Takes a few vehicles out and puts them back in another order, each on its cheapest day; back to where they were if that is dearer.
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
      take(item, day)
      change -= problem.added(item, day, load) + problem.deviation(item, day)
    }
    for item in random.shuffled(chosen) {
      guard let best = cheapest(item) else {
        change += problem.penalty(item)
        continue
      }
      put(item, best.day)
      change += best.cost
    }
    guard change > 0 else { return }
    for item in chosen {
      if let day = days[item] { take(item, day) }
    }
    for (item, day) in zip(chosen, before) {
      if let day { put(item, day) }
    }
  }

  // MARK: - Steps

  private mutating func put(_ item: Int, _ day: Int) {
    for (resource, use) in problem.items[item].uses.enumerated() { load[day][resource] += use }
    days[item] = day
  }

  private mutating func take(_ item: Int, _ day: Int) {
    for (resource, use) in problem.items[item].uses.enumerated() { load[day][resource] -= use }
    days[item] = nil
  }

  /// The cheapest day that a vehicle fits, as things are; the earlier one of equals.
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
    put(item, best.day)
    return true
  }

  private mutating func move(_ item: Int) -> Bool {
    guard let day = days[item] else { return false }
    take(item, day)
    let before = problem.added(item, day, load) + problem.deviation(item, day)
    guard let best = cheapest(item), best.cost < before else {
      put(item, day)
      return false
    }
    put(item, best.day)
    return true
  }

  /// Lets a vehicle in by moving another one to another day, or by leaving out a less urgent one.
  private mutating func makeRoom(for item: Int) -> Bool {
    for other in problem.items.indices {
      guard let day = days[other], possible[item].contains(day) else { continue }
      take(other, day)
      if problem.fits(item, day, load) {
        put(item, day)
        if place(other) || problem.items[other].rank > problem.items[item].rank { return true }
        take(item, day)
      }
      put(other, day)
    }
    return false
  }

  /// Exchanges the days of two vehicles wherever that is cheaper.
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
      // What the first day gains and the second one loses.
      let more = theirs[resource] - mine[resource]
      let (here, there) = (load[first][resource], load[second][resource])
      if here + more > problem.limit[first][resource], more > 0 { return false }
      if there - more > problem.limit[second][resource], more < 0 { return false }
      change += problem.price[first][resource] * more * (2 * here + more)
      change += problem.price[second][resource] * more * (more - 2 * there)
    }
    guard change < 0 else { return false }
    take(one, first)
    take(other, second)
    put(one, second)
    put(other, first)
    return true
  }
}
