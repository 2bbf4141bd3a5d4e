import BaylineFormats
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
  /// Moves on each profile where so many are asked for (`Benchmarks/run random-walk`).
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

  /// Folders with a site and a demand to walk on besides, separated by colons.
  static let folders = ProcessInfo.processInfo.environment["BAYLINE_RANDOM_WALK_CASES"].map {
    $0.split(separator: ":").map(String.init)
  }

  @Test(arguments: walked, seeds)
  func everyDeltaIsTheDifferenceOfTwoFullEvaluations(profile: GeneratorProfile, seed: UInt64) throws {
    let made = try #require(profile.generate(seed: seed).first)
    let moves = Self.moves.map { $0 / Self.seeds.count } ?? (Self.large.contains(profile) ? 40 : 150)
    // On a long walk over a large case the sum of some deltas is compared instead of each.
    let stride = Self.moves != nil && Self.large.contains(profile) ? 64 : 1
    try walk(site: made.site, demand: made.demand, seed: seed, moves: moves, stride: stride)
  }

  // The small days of `Benchmarks/run random-walk --small-days`, on which every member occurs.
  @Test(.enabled(if: folders != nil), arguments: folders ?? [])
  func everyDeltaIsTheDifferenceOfTwoFullEvaluations(folder: String) throws {
    func bytes(_ name: String) throws -> [UInt8] {
      [UInt8](try Data(contentsOf: URL(filePath: folder).appending(path: name)))
    }
    let reading = SiteFormat.decode(try bytes("site.json"), file: "site.json")
    let site = try reading.get()
    let demand = try DemandFormat.decode(try bytes("demand.json"), file: "demand.json", site: reading.names)
      .get()
    try walk(site: site, demand: demand, seed: 1, moves: Self.moves ?? 1000, stride: 1)
  }

  private func walk(site: Site, demand: Demand, seed: UInt64, moves: Int, stride: Int) throws {
    let problem = CompiledProblem(site: site, demand: demand)
    guard !problem.appointments.indices.isEmpty else { return }
    var state = SearchState(problem)
    var search = InsertionSearch(width: 2)
    var random = SplitMix64(seed: seed)
    for move in 1...max(1, moves) {
      let visit = AppointmentIndex(random.below(problem.appointments.count))
      let before = state.cost
      if state.isScheduled[visit] {
        let (placed, reception) = (placements(of: visit, in: state), state.receptions[visit])
        let whole = state
        let delta = state.remove(visit)
        try #require(state.cost == before + delta)
        if random.chance(25) {
          state.insert(Insertion(appointment: visit, reception: reception, delta: -delta), placed)
          try #require(hasSameAccounts(state, whole))
        }
      } else if let found = search.best(of: visit, in: state) {
        state.insert(found, search.placements)
        try #require(state.cost == before + found.delta)
      }
      if move % stride == 0 { try #require(state.cost == state.evaluate().total) }
    }
    #expect(state.cost == state.evaluate().total)
    let schedule = Schedule(assignments: state.assignments(), unscheduled: leftOut(state))
    let verdict = Verifier(site: site, demand: demand).verify(schedule)
    #expect(verdict.violations == [])
    #expect(verdict.cost == state.evaluate())
  }

  private func placements(of visit: AppointmentIndex, in state: SearchState) -> [Placement] {
    state.problem.appointments[visit].operations.map { state.placements.elements[$0] }
  }

  private func hasSameAccounts(_ one: SearchState, _ other: SearchState) -> Bool {
    one.cost == other.cost && one.timelines == other.timelines && one.arrivals == other.arrivals
      && one.stock == other.stock && one.loans == other.loans && one.limits == other.limits
      && one.drivers == other.drivers && one.placements == other.placements
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
      let placed = placements(of: visit, in: state)
      let reception = state.receptions[visit]
      let delta = state.remove(visit)
      state.insert(Insertion(appointment: visit, reception: reception, delta: -delta), placed)
      #expect(hasSameAccounts(state, before))
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

  private func leftOut(_ state: SearchState) -> [Schedule.UnscheduledAppointment] {
    state.problem.appointments.indices.filter { !state.isScheduled[$0] }.map {
      Schedule.UnscheduledAppointment(
        appointment: state.problem.demand.appointments[$0.int].id, reason: .capacity)
    }
  }
}
