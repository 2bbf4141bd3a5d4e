package import BaylineModel

/// Spreads calls over call days.
///
/// First it selects the calls that fit, the most urgent first: a call is selected if all selected ones can still be
/// made, each on one of its days, with no day above the quota. Feasible sets of calls are the independent sets of a
/// matroid, so the greedy selection is optimal in that order (E. L. Lawler, Combinatorial Optimization: Networks and
/// Matroids, 1976, section 7.5); an augmenting path decides whether one more fits. Then the days are the exact optimum
/// of a levelling in which each call uses one unit of a day's quota.
package struct CallScheduler: Sendable {
  /// The call days, ascending.
  package let days: [CivilDate]
  /// The maximum number of calls per day.
  package let quota: Int

  package init(_ days: [CivilDate], quota: Int) {
    self.days = days
    self.quota = quota
  }

  /// The day of each call; `nil` where the quota leaves none.
  ///
  /// - Parameter calls: Windows of days in the order of urgency, with their rank; a window without call days moves to
  ///   the last call day before it.
  /// - Complexity: O(calls² + calls × days²).
  package func spread(_ calls: [(window: OutreachPlan.DayWindow, rank: Int)]) -> [CivilDate?] {
    guard !days.isEmpty, quota > 0 else { return calls.map { _ in nil } }
    let windows = calls.map { positions($0.window) }
    let taken = admitted(windows)
    let items = taken.map { index -> LevellingProblem.Item in
      let window = windows[index]
      return LevellingProblem.Item(
        uses: [1], days: window, best: best(calls[index].window, within: window), rank: calls[index].rank)
    }
    let problem = LevellingProblem(
      capacity: days.map { _ in [quota] }, base: days.map { _ in [0] }, items: items)
    let found = FlowLevelling(problem)?.solve() ?? []
    var spread = [CivilDate?](repeating: nil, count: calls.count)
    for (index, day) in zip(taken, found) { spread[index] = day.map { days[$0] } }
    return spread
  }

  /// The calls that can be made, in order.
  private func admitted(_ windows: [ClosedRange<Int>]) -> [Int] {
    var members = [[Int]](repeating: [], count: days.count)
    var taken: [Int] = []
    for call in windows.indices where augment(call, windows, &members) { taken.append(call) }
    return taken
  }

  /// Places a call on one of its days, moving others if necessary; breadth first over the days (H. W. Kuhn, 1955).
  private func augment(_ call: Int, _ windows: [ClosedRange<Int>], _ members: inout [[Int]]) -> Bool {
    var from = [(day: Int, call: Int)?](repeating: nil, count: days.count)
    var isSeen = [Bool](repeating: false, count: days.count)
    var queue: [Int] = []
    for day in windows[call] {
      isSeen[day] = true
      queue.append(day)
    }
    var next = 0
    while next < queue.count {
      let day = queue[next]
      next += 1
      if members[day].count < quota {
        var end = day
        while let step = from[end] {
          members[step.day].removeAll { $0 == step.call }
          members[end].append(step.call)
          end = step.day
        }
        members[end].append(call)
        return true
      }
      for other in members[day] {
        for place in windows[other] where !isSeen[place] {
          isSeen[place] = true
          from[place] = (day, other)
          queue.append(place)
        }
      }
    }
    return false
  }

  /// The call days of a window, as indices.
  private func positions(_ window: OutreachPlan.DayWindow) -> ClosedRange<Int> {
    let inside = days.indices.filter { window.earliest <= days[$0] && days[$0] <= window.latest }
    if let first = inside.first, let last = inside.last { return first...last }
    // Between two call days: the earlier one, which keeps the lead time, or else the first.
    let before = days.lastIndex { $0 < window.earliest } ?? 0
    return before...before
  }

  /// The index of the best day, or of the last call day before it.
  private func best(_ window: OutreachPlan.DayWindow, within positions: ClosedRange<Int>) -> Int {
    positions.last { days[$0] <= window.best } ?? positions.lowerBound
  }
}
