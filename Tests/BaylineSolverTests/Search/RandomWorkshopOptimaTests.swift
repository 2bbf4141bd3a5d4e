import BaylineMath
import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// Insertions and schedules against the best of all ways, in tiny workshops in which everything may occur.
@Suite struct RandomWorkshopOptimaTests {
  private let grid = Exhaustive(grid: 30)

  // MARK: - Insertions

  /// A random workshop with everybody but the first visit inserted.
  private func others(seed: UInt64) -> SearchState {
    var maker = RandomWorkshop(seed: seed)
    // With more operations there are too many ways unless the arrival is given.
    maker.isSettled = seed % 2 == 0
    maker.maxOperations = maker.isSettled ? 3 : 2
    var state = SearchState(maker.make().problem)
    var search = InsertionSearch()
    for visit in state.problem.appointments.indices.dropFirst() {
      if let found = search.best(of: visit, in: state, below: 0) { state.insert(found, search.placements) }
    }
    return state
  }

  @Test func measureInsertions() {
    for width in [3, 100] {
      var (same, worse, missed, none) = (0, [UInt64](), [UInt64](), 0)
      for seed in 1...120 as ClosedRange<UInt64> {
        let state = others(seed: seed)
        let best = grid.best(of: AppointmentIndex(0), in: state)
        var search = InsertionSearch(width: width)
        let found = search.best(of: AppointmentIndex(0), in: state)
        if let found {
          #expect(best.map { $0 <= found.delta } ?? false, "seed \(seed)")
          #expect(state.admits(AppointmentIndex(0), found.reception, search.placements))
        }
        switch (found?.delta, best) {
        case (nil, nil): none += 1
        case (nil, _): missed.append(seed)
        case (let found, let best) where found == best: same += 1
        default: worse.append(seed)
        }
      }
      print("INS width \(width) same \(same) none \(none) worse \(worse) missed \(missed)")
    }
  }

  @Test func measureOptima() {
    for settled in [true, false] {
      var (same, worse) = (0, [UInt64]())
      for seed in 1...40 as ClosedRange<UInt64> {
        var maker = RandomWorkshop(seed: seed)
        maker.visits = 3
        maker.isSettled = settled
        maker.slotMinutes = 120
        maker.maxOperations = 2
        var state = SearchState(maker.make().problem)
        var greedy = GreedyInsertion()
        let empty = state
        greedy.run(&state)
        var search = LocalSearch(from: state, seed: seed)
        search.run(upTo: 200) { Double($0) / 200 }
        let clock = ContinuousClock()
        let began = clock.now
        let optimum = grid.optimum(empty, known: search.best.cost)
        if clock.now - began > .seconds(3) { print("SLOW", settled, seed, clock.now - began) }
        if optimum == search.best.cost { same += 1 } else { worse.append(seed); print(seed, optimum, search.best.cost, state.cost) }
      }
      print("OPT settled \(settled) same \(same) worse \(worse)")
    }
  }
}
