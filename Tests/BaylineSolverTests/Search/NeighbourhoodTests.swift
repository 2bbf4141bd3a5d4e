import BaylineGenerator
import BaylineMath
import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// Which visits are taken out together, and how that is drawn.
@Suite struct NeighbourhoodTests {
  @Test(arguments: Neighbourhood.allCases, [GeneratorProfile.demo, .week, .body])
  func theChosenAreScheduledDifferentAndNoMoreThanAskedFor(
    _ neighbourhood: Neighbourhood, profile: GeneratorProfile
  )
    throws
  {
    let made = try #require(profile.generate(seed: 2).first)
    let problem = CompiledProblem(site: made.site, demand: made.demand)
    var state = SearchState(problem)
    var greedy = GreedyInsertion()
    greedy.run(&state)
    let days = VisitsByDay(state)
    var removal = RelatedRemoval(problem)
    var random = SplitMix64(seed: 1)
    var chosen = 0
    for seed in problem.appointments.indices {
      let count = 1 + random.below(7)
      removal.choose(count, near: seed, by: neighbourhood, in: state, days, &random)
      #expect(removal.chosen.count <= count)
      #expect(Set(removal.chosen).count == removal.chosen.count)
      #expect(removal.chosen.allSatisfy { state.isScheduled[$0] })
      #expect(removal.chosen.contains(seed) == state.isScheduled[seed])
      chosen += removal.chosen.count
    }
    #expect(chosen > problem.appointments.count)
  }

  // Three visits at 8:15: two by technician T, one by T2. The two belong together by technician, the third does not.
  @Test func theSameTechnicianIsNearerThanTheSameTime() throws {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "08:00", [Step("08:15", "09:15", bay: "B", crew: ["T"])])
    workshop.add("C", at: "08:15", advisor: "S2", [Step("08:30", "09:30", bay: "B2", crew: ["T2"])])
    workshop.add("D", at: "10:00", [Step("10:15", "11:15", bay: "B2", crew: ["T"])])
    var state = SearchState(CompiledProblem(site: workshop.site, demand: workshop.demand))
    state.adopt(workshop.schedule)
    try #require(state.unscheduledCount == 0)
    let days = VisitsByDay(state)
    var removal = RelatedRemoval(state.problem)
    for seed in 1...20 as ClosedRange<UInt64> {
      var random = SplitMix64(seed: seed)
      removal.choose(2, near: AppointmentIndex(0), by: .crew, in: state, days, &random)
      #expect(removal.chosen == [AppointmentIndex(0), AppointmentIndex(2)])
      removal.choose(2, near: AppointmentIndex(0), by: .time, in: state, days, &random)
      #expect(removal.chosen == [AppointmentIndex(0), AppointmentIndex(1)])
    }
  }

  @Test func whatPaysIsDrawnMoreOftenAndNothingIsForgotten() {
    var choice = AdaptiveWeights()
    var random = SplitMix64(seed: 1)
    for _ in 0..<10_000 {
      let drawn = choice.draw(&random)
      choice.learn(drawn, drawn == .blocking ? .better : .none, effort: 100)
    }
    var counts: [Neighbourhood: Int] = [:]
    for _ in 0..<7000 { counts[choice.draw(&random), default: 0] += 1 }
    for neighbourhood in Neighbourhood.allCases {
      let count = counts[neighbourhood, default: 0]
      #expect(neighbourhood == .blocking ? count > 2000 : count > 50 && count < 1000)
    }
  }

  @Test func whatIsTakenOffADayIsNoMoreOnIt() throws {
    let made = try #require(GeneratorProfile.week.generate(seed: 1).first)
    var state = SearchState(CompiledProblem(site: made.site, demand: made.demand))
    var greedy = GreedyInsertion()
    greedy.run(&state)
    var days = VisitsByDay(state)
    var random = SplitMix64(seed: 2)
    var left = Set(Array(state.problem.appointments.indices).filter { state.isScheduled[$0] })
    for _ in 0..<150 {
      let visit = AppointmentIndex(random.below(state.problem.appointments.count))
      if left.remove(visit) != nil {
        days.remove(visit)
      } else if state.isScheduled[visit] {
        days.add(visit, in: state)
        left.insert(visit)
      }
    }
    let listed = (0..<state.problem.days).flatMap { days[$0] }
    #expect(listed.count == left.count)
    #expect(Set(listed) == left)
    #expect(days[-1] == [] && days[state.problem.days] == [])
  }
}
