import BaylineGenerator
import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// Which arrivals are found for one more visit, and which of them are offered.
@Suite struct OfferSearchTests {
  private func candidate(_ day: Int, _ clock: String, _ extra: Int) -> OfferCandidate {
    OfferCandidate(
      reception: CompiledReception(
        arrival: day * 1440 + time(clock).minuteOfDay, advisor: AdvisorIndex(0)),
      placements: [], extra: extra)
  }

  private func told(_ candidates: [OfferCandidate], _ count: Int, first: (Int, String)? = nil) -> [Int] {
    candidates.apart(count, firstChoice: first.map { $0.0 * 1440 + time($0.1).minuteOfDay }).map(\.extra)
  }

  @Test func timesLieInDifferentHalfDays() {
    let found = [
      candidate(0, "09:00", 10), candidate(0, "09:15", 11), candidate(0, "11:00", 12),
      candidate(0, "12:15", 13),
      candidate(0, "15:00", 20), candidate(1, "09:00", 30),
    ]
    // 09:00 is the cheapest, 12:15 the cheapest of the afternoon and three hours off, then the morning after.
    #expect(told(found, 3) == [10, 13, 30])
    // All half-days have one: 11:00 is two hours from 09:00 and one and a quarter from 12:15.
    #expect(told(found, 4) == [10, 12, 13, 30])
    // 15:00 lies an hour from all; at last 09:15.
    #expect(told(found, 5) == [10, 12, 13, 20, 30])
    #expect(told(found, 20) == [10, 11, 12, 13, 20, 30])
  }

  @Test func theFirstChoiceLeadsWhateverItCosts() {
    let found = [candidate(0, "09:00", 10), candidate(0, "10:45", 50), candidate(0, "12:15", 20)]
    // 12:15 is another half-day, but an hour and a half off only: the same as 09:00, and that is cheaper.
    #expect(told(found, 2, first: (0, "10:45")) == [50, 10])
    #expect(told(found, 3, first: (0, "10:45")) == [50, 10, 20])
  }

  @Test func noonParts() {
    #expect((11 * 60 + 59).halfDay == 0)
    #expect((12 * 60).halfDay == 1)
    #expect((1440 + 8 * 60).halfDay == 2)
  }

  // The probe is exact and builds on nothing of the search: what neither moves anybody nor is its first arrival is wrong.
  @Test(arguments: [GeneratorProfile.small, .medium, .scarce, .replan, .body])
  func theFirstArrivalIsTheProbes(profile: GeneratorProfile) throws {
    let made = try #require(profile.generate(seed: 3).first)
    let problem = CompiledProblem(site: made.site, demand: made.demand)
    var full = SearchState(problem)
    var greedy = GreedyInsertion()
    greedy.run(&full)
    for visit in problem.appointments.indices
    where problem.appointments[visit].rule == .free && visit.int % 3 == 0 {
      var state = full
      if state.isScheduled[visit] { state.remove(visit) }
      var search = OfferSearch(state, for: visit)
      let found = search.candidates(.max)
      var probe = FeasibilityProbe(state)
      let asItStands = found.filter(\.moved.isEmpty).map(\.reception.arrival)
      #expect(asItStands.min() == probe.firstFit(of: visit)?.arrival)
      for candidate in found where candidate.moved.isEmpty {
        try #require(state.admits(visit, candidate.reception, candidate.placements))
        let delta = state.delta(of: visit, candidate.reception, candidate.placements)
        #expect(candidate.extra == delta + problem.appointments[visit].drop)
      }
    }
  }
}
