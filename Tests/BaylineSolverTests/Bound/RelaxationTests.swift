import BaylineGenerator
import BaylineMath
import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// The two halves of the proof, on schedules of made-up days: no schedule uses more than the bound says there is, and no
/// visit in one costs less at any prices than the cheapest way that the bound finds for it.
@Suite struct RelaxationTests {
  static let cases: [(GeneratorProfile, UInt64)] = [
    (.small, 1), (.small, 2), (.demo, 1), (.replan, 1), (.replan, 2), (.scarce, 1), (.body, 1),
  ]

  @Test(arguments: cases)
  func schedulesUseNoMoreThanThereIsAndVisitsCostNoLess(profile: GeneratorProfile, seed: UInt64) throws {
    let made = try #require(profile.generate(seed: seed).first)
    let problem = CompiledProblem(site: made.site, demand: made.demand)
    let coupling = CouplingConstraints(problem)
    let states = schedules(problem, seed: seed)
    for state in states {
      var use = BoundUsage(coupling)
      for index in problem.appointments.indices where state.isScheduled[index] {
        PricedVisit(state: state, coupling: coupling, index: index).add(to: &use)
      }
      #expect(BoundDuals(coupling).excess(use).allSatisfy { $0 <= 0 })
    }
    var program = VisitSubproblem(coupling)
    var columns = BoundColumns(coupling)
    var random = SplitMix64(seed: seed)
    for round in 0..<2 {
      let prices = round == 0 ? BoundDuals(coupling).prices() : somePrices(coupling, &random)
      columns.update(prices)
      for index in problem.appointments.indices {
        program.solve(coupling.visits[index.int], prices, columns)
        for state in states where state.isScheduled[index] {
          let cost = PricedVisit(state: state, coupling: coupling, index: index).cost(prices)
          #expect(program.value <= cost, "\(problem.demand.appointments[index.int].id)")
        }
      }
    }
  }

  /// Prices drawn at random, about as high as good ones: points a minute, tens of them an arrival, hundreds a piece.
  private func somePrices(_ coupling: CouplingConstraints, _ random: inout SplitMix64) -> BoundPrices {
    var duals = BoundDuals(coupling)
    for index in duals.values.indices where random.chance(30) {
      duals.values[index] = Double(random.below(300)) / 100 * duals.scales[index].squareRoot()
    }
    return duals.prices()
  }

  /// Schedules that differ: the first one, and one some way from it.
  private func schedules(_ problem: CompiledProblem, seed: UInt64) -> [SearchState] {
    var state = SearchState(problem)
    var greedy = GreedyInsertion()
    greedy.run(&state)
    var search = LocalSearch(from: state, seed: seed)
    for _ in 0..<20 { _ = search.step() }
    return [state, search.current]
  }
}
