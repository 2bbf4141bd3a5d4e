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

  // The search takes the bay in which an operation is done soonest and does not look for one in which the vehicle could
  // stay for the next, nor for a crew that others need less: it finds the best of all ways in 94 of 100 cases, and never
  // misses that there is one.
  @Test func theBestInsertionIsFoundInNearlyAllCases() {
    var (possible, optimal) = (0, 0)
    for seed in 1...60 as ClosedRange<UInt64> {
      let state = others(seed: seed)
      let best = grid.best(of: AppointmentIndex(0), in: state)
      var search = InsertionSearch()
      let found = search.best(of: AppointmentIndex(0), in: state)
      #expect((found == nil) == (best == nil), "seed \(seed)")
      guard let found, let best else { continue }
      #expect(found.delta >= best, "seed \(seed)")
      #expect(state.admits(AppointmentIndex(0), found.reception, search.placements), "seed \(seed)")
      #expect(state.delta(of: AppointmentIndex(0), found.reception, search.placements) == found.delta)
      possible += 1
      if found.delta == best { optimal += 1 }
    }
    #expect(possible > 30)
    #expect(optimal * 100 >= possible * 90, "\(optimal) of \(possible)")
  }

  // MARK: - Schedules

  /// Seeds of workshops whose best schedule is found by trying everything in about a second.
  private static let small = (1...24 as ClosedRange<UInt64>).filter { ![3, 8, 12, 16].contains($0) }

  // Three visits whose arrivals are given. A visit is always inserted where it is cheapest itself: where it should make
  // way for another at a cost, the best of all is not found, however long the search goes on. 17 of 20 are.
  @Test func theBestScheduleIsFoundInMostCases() {
    var optimal = 0
    var far: [UInt64] = []
    for seed in Self.small {
      var maker = RandomWorkshop(seed: seed)
      maker.visits = 3
      maker.isSettled = true
      maker.slotMinutes = 120
      maker.maxOperations = 2
      let empty = SearchState(maker.make().problem)
      var first = empty
      var greedy = GreedyInsertion()
      greedy.run(&first)
      var search = LocalSearch(from: first, seed: seed)
      search.run(upTo: 200) { Double($0) / 200 }
      let optimum = grid.optimum(empty, known: search.best.cost)
      #expect(search.best.cost <= first.cost, "seed \(seed)")
      if search.best.cost == optimum { optimal += 1 }
      if search.best.cost * 20 > optimum * 21 { far.append(seed) }
    }
    // Within a twentieth of the optimum but once: there one visit is left out, because two others take the time of the
    // only team that may do it.
    #expect(far.count <= 1, "seeds \(far)")
    #expect(optimal >= 16, "\(optimal) of \(Self.small.count)")
  }
}
