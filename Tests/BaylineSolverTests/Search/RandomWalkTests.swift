import BaylineGenerator
import BaylineMath
import BaylineModel
import BaylineVerifier
import Foundation
import TestSupport
import Testing

@testable import BaylineSolver

/// Random insertions and removals on made-up days: every delta is exact, every undo complete, every rule kept.
@Suite struct RandomWalkTests {
  /// The profiles that are made for scale.
  static let large: Set<GeneratorProfile> = [.large, .week, .month, .huge]
  /// The others.
  static let profiles = GeneratorProfile.allCases.filter { !large.contains($0) }
  /// Moves on each profile where so many are asked for (`Benchmarks/scripts/random_walk.sh`).
  static let moves = ProcessInfo.processInfo.environment["BAYLINE_RANDOM_WALK_MOVES"].flatMap { Int($0) }
  /// The profiles to walk on: those asked for, else all but the one that takes too long for every day.
  static let walked: [GeneratorProfile] = {
    let named = ProcessInfo.processInfo.environment["BAYLINE_RANDOM_WALK_PROFILES"]
    guard let named, !named.isEmpty else {
      return GeneratorProfile.allCases.filter { $0 != .huge || moves != nil }
    }
    return named.split(separator: ",").compactMap { GeneratorProfile(rawValue: String($0)) }
  }()
  static let seeds: ClosedRange<UInt64> = 1...3

  @Test(arguments: walked, seeds)
  func everyDeltaIsTheDifferenceOfTwoFullEvaluations(profile: GeneratorProfile, seed: UInt64) throws {
    let made = try #require(profile.generate(seed: seed).first)
    let problem = CompiledProblem(site: made.site, demand: made.demand)
    var state = SearchState(problem)
    var search = InsertionSearch(width: 2)
    var random = SplitMix64(seed: seed)
    let moves = Self.moves.map { $0 / Self.seeds.count } ?? (Self.large.contains(profile) ? 40 : 150)
    // On a long walk over a large case the sum of some deltas is compared instead of each.
    let stride = Self.moves != nil && Self.large.contains(profile) ? 64 : 1
    for move in 1...max(1, moves) {
      let visit = AppointmentIndex(random.below(problem.appointments.count))
      let before = state.cost
      if state.isScheduled[visit] {
        let delta = state.remove(visit)
        try #require(state.cost == before + delta)
      } else if let found = search.best(of: visit, in: state) {
        state.insert(found, search.placements)
        try #require(state.cost == before + found.delta)
      }
      if move % stride == 0 { try #require(state.cost == state.evaluate().total) }
    }
    #expect(state.cost == state.evaluate().total)
    let schedule = Schedule(assignments: state.assignments(), unscheduled: leftOut(state))
    let verdict = Verifier(site: made.site, demand: made.demand).verify(schedule)
    #expect(verdict.violations == [])
    #expect(verdict.cost == state.evaluate())
  }

  @Test(arguments: profiles)
  func takingAVisitOutAndPuttingItBackRestoresEveryAccount(profile: GeneratorProfile) throws {
    let made = try #require(profile.generate(seed: 5).first)
    let problem = CompiledProblem(site: made.site, demand: made.demand)
    var state = SearchState(problem)
    var greedy = GreedyInsertion()
    greedy.run(&state)
    for visit in problem.appointments.indices where state.isScheduled[visit] {
      let before = state
      let placed = problem.appointments[visit].operations.map { state.placements.elements[$0] }
      let reception = state.receptions[visit]
      let delta = state.remove(visit)
      state.insert(Insertion(appointment: visit, reception: reception, delta: -delta), placed)
      #expect(state.cost == before.cost)
      #expect(state.timelines == before.timelines)
      #expect(state.arrivals == before.arrivals)
      #expect(state.stock == before.stock)
      #expect(state.loans == before.loans)
      #expect(state.limits == before.limits && state.drivers == before.drivers)
      #expect(state.placements == before.placements)
      #expect(state.evaluate() == before.evaluate())
    }
  }

  @Test(arguments: profiles)
  func theSearchKeepsEveryRuleAndItsOwnAccounts(profile: GeneratorProfile) throws {
    let made = try #require(profile.generate(seed: 9).first)
    let problem = CompiledProblem(site: made.site, demand: made.demand)
    var state = SearchState(problem)
    var greedy = GreedyInsertion()
    greedy.run(&state)
    var search = LocalSearch(from: state, seed: 3)
    for step in 0..<40 {
      search.cool(to: Double(step) / 40)
      _ = search.step()
      #expect(search.current.cost == search.current.evaluate().total)
    }
    #expect(search.best.cost <= state.cost)
    let schedule = Schedule(assignments: search.current.assignments(), unscheduled: leftOut(search.current))
    let verdict = Verifier(site: made.site, demand: made.demand).verify(schedule)
    #expect(verdict.violations == [])
    #expect(verdict.cost.total == search.current.cost)
  }

  private func leftOut(_ state: SearchState) -> [UnscheduledAppointment] {
    state.problem.appointments.indices.filter { !state.isScheduled[$0] }.map {
      UnscheduledAppointment(appointment: state.problem.demand.appointments[$0.int].id, reason: .capacity)
    }
  }
}
