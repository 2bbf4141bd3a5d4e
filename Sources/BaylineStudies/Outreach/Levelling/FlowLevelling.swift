/// Optimal levelling of vehicles with equal uses, as a minimum-cost flow.
///
/// Each vehicle is a unit of flow to one of its days, and a day's cost is convex in the number of its vehicles.
/// Vehicles are added one by one along the shortest path of moves, which keeps the flow optimal for those added so far
/// (successive shortest paths: R. K. Ahuja, T. L. Magnanti and J. B. Orlin, Network Flows, 1993, section 9.7; convex
/// costs: section 14.5). Paths run among the days alone: the edge between two days is the cheapest vehicle to move.
/// Being left out is one more day that fits everybody.
struct FlowLevelling {
  private let problem: LevellingProblem
  /// The extra day for vehicles that are left out.
  private let leftOut: Int

  /// Returns `nil` unless all vehicles have equal uses.
  init?(_ problem: LevellingProblem) {
    guard let first = problem.items.first, problem.items.allSatisfy({ $0.uses == first.uses }) else {
      return nil
    }
    self.problem = problem
    leftOut = problem.capacity.count
  }

  /// The optimal days; `nil` for vehicles left out.
  func solve() -> [Int?] {
    let places = leftOut + 1
    var load = problem.base
    var days = [Int](repeating: leftOut, count: problem.items.count)
    var members = [[Int]](repeating: [], count: places)
    // The cheapest move from day to day, and its vehicle.
    var moves = [[(cost: Int, item: Int)?]](repeating: Array(repeating: nil, count: places), count: places)
    for item in problem.items.indices {
      // Bellman–Ford over the days from which the new vehicle can start.
      var cost = [Int?](repeating: nil, count: places)
      var from = [Int](repeating: -1, count: places)
      for place in 0..<places { cost[place] = own(item, place) }
      for _ in 0..<places {
        var isChanged = false
        for start in 0..<places {
          guard let reached = cost[start] else { continue }
          for end in 0..<places where end != start {
            guard let move = moves[start][end] else { continue }
            if cost[end].map({ reached + move.cost < $0 }) ?? true {
              cost[end] = reached + move.cost
              from[end] = start
              isChanged = true
            }
          }
        }
        if !isChanged { break }
      }
      var best: (cost: Int, place: Int)?
      for place in 0..<places {
        guard let reached = cost[place], let last = self.added(place, load) else { continue }
        if best.map({ reached + last < $0.cost }) ?? true { best = (reached + last, place) }
      }
      guard let end = best?.place else { continue }
      // Apply the path backwards to the new vehicle.
      var place = end
      var touched = [place]
      while from[place] >= 0, let move = moves[from[place]][place], touched.count <= places {
        let start = from[place]
        members[start].removeAll { $0 == move.item }
        members[place].append(move.item)
        days[move.item] = place
        place = start
        touched.append(place)
      }
      members[place].append(item)
      days[item] = place
      if end != leftOut {
        for (resource, use) in problem.items[item].uses.enumerated() { load[end][resource] += use }
      }
      for start in touched { moves[start] = cheapestMoves(from: start, members[start]) }
    }
    return days.map { $0 == leftOut ? nil : $0 }
  }

  /// The cost of a vehicle's day without its load; `nil` if it is not allowed.
  private func own(_ item: Int, _ place: Int) -> Int? {
    if place == leftOut { return problem.penalty(item) }
    return problem.items[item].days.contains(place) ? problem.deviation(item, place) : nil
  }

  /// The cost of one more vehicle on a day; `nil` if it does not fit.
  private func added(_ place: Int, _ load: [[Int]]) -> Int? {
    if place == leftOut { return 0 }
    return problem.fits(0, place, load) ? problem.added(0, place, load) : nil
  }

  private func cheapestMoves(from start: Int, _ members: [Int]) -> [(cost: Int, item: Int)?] {
    (0...leftOut).map { end in
      guard end != start else { return nil }
      var best: (cost: Int, item: Int)?
      for item in members {
        guard let here = own(item, start), let there = own(item, end) else { continue }
        if best.map({ (there - here, item) < $0 }) ?? true { best = (there - here, item) }
      }
      return best
    }
  }
}
