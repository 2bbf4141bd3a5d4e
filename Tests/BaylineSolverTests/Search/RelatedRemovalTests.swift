import BaylineMath
import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// Which visits leave together, by what they share with the first one.
@Suite struct RelatedRemovalTests {
  private let seed = AppointmentIndex(0)

  /// The ids that are chosen with the first visit, for several draws.
  private func chosen(
    _ workshop: TinyWorkshop, _ count: Int, by neighbourhood: Neighbourhood,
    near seed: AppointmentIndex? = nil
  ) -> Set<Set<String>> {
    let state = workshop.adopted()
    let days = VisitsByDay(state)
    var removal = RelatedRemoval(state.problem)
    var sets: Set<Set<String>> = []
    for draw in 1...30 as ClosedRange<UInt64> {
      var random = SplitMix64(seed: draw)
      removal.choose(count, near: seed ?? self.seed, by: neighbourhood, in: state, days, &random)
      #expect(removal.chosen.count <= count)
      #expect(Set(removal.chosen).count == removal.chosen.count)
      #expect(removal.chosen.allSatisfy { state.isScheduled[$0] })
      sets.insert(Set(removal.chosen.map { workshop.demand.appointments[$0.int].id }))
    }
    return sets
  }

  /// A on B by T at 08:15; C on B by T2 at 10:15; D on B2 by T2 at 08:30; E on B2 by T at 11:00, the next day F on B by T.
  private var five: TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.demand.horizon.days = 4
    workshop.add("A", at: "08:00")
    workshop.add("C", at: "10:00", advisor: "S2", [Step("10:15", "11:15", crew: ["T2"])])
    workshop.add("D", at: "08:15", advisor: "S2", [Step("08:30", "09:30", bay: "B2", crew: ["T2"])])
    workshop.add("E", at: "10:45", [Step("11:00", "12:00", bay: "B2")])
    workshop.add("F", at: "+3 08:00", [Step("+3 08:15", "+3 09:15")])
    return workshop
  }

  @Test func theDayIsAsItIsDescribed() {
    #expect(five.adopted().unscheduledCount == 0)
  }

  @Test func theNearestInTimeLeaveTogether() {
    // D is 15 minutes off, C 120, E 165; what is drawn blurs them by less than an hour.
    #expect(chosen(five, 2, by: .time) == [["A", "D"]])
    #expect(chosen(five, 3, by: .time).isSubset(of: [["A", "D", "C"], ["A", "D", "E"]]))
    #expect(chosen(five, 4, by: .time) == [["A", "C", "D", "E"]])
  }

  @Test func theSameBayIsWorthHours() {
    #expect(chosen(five, 2, by: .bay) == [["A", "C"]])
    #expect(chosen(five, 3, by: .bay) == [["A", "C", "D"]])
  }

  @Test func theSameTechnicianIsWorthHours() {
    #expect(chosen(five, 2, by: .crew) == [["A", "E"]])
  }

  @Test func theSameAdvisorIsWorthHours() {
    // S receives A and E, S2 the others.
    #expect(chosen(five, 2, by: .advisor) == [["A", "E"]])
  }

  // Three days later is too far for what is near in time, whatever is shared.
  @Test(arguments: [Neighbourhood.time, .crew, .bay, .advisor, .blocking])
  func otherWeeksAreNotNear(neighbourhood: Neighbourhood) {
    for set in chosen(five, 7, by: neighbourhood) { #expect(set == ["A", "C", "D", "E"]) }
    // What blocks is looked for where the visit would best be, which for F is Monday as well.
    guard neighbourhood != .blocking else { return }
    #expect(chosen(five, 7, by: neighbourhood, near: AppointmentIndex(4)) == [["F"]])
  }

  @Test(arguments: Neighbourhood.allCases)
  func oneIsTheFirstVisitAlone(neighbourhood: Neighbourhood) {
    #expect(chosen(five, 1, by: neighbourhood) == [["A"]])
  }

  @Test func anyVisitsAreScattered() {
    let sets = chosen(five, 2, by: .random)
    #expect(sets.count > 3)
    #expect(sets.allSatisfy { $0.contains("A") })
  }

  // MARK: - Rivals

  private var rivals: TinyWorkshop {
    var workshop = five
    workshop.site.loaners = 5
    workshop.demand.parts = [SparePart(id: "P", onHand: 9), SparePart(id: "Q", onHand: 9)]
    workshop.demand.appointments[0].parts = [SparePart.Requirement(part: "P", quantity: 1)]
    workshop.demand.appointments[1].parts = [SparePart.Requirement(part: "Q", quantity: 1)]
    workshop.demand.appointments[4].parts = [SparePart.Requirement(part: "P", quantity: 1)]
    return workshop
  }

  // Days do not matter: F wants the same part.
  @Test func rivalsForAPartLeaveTogether() {
    #expect(chosen(rivals, 5, by: .rival) == [["A", "F"]])
    #expect(chosen(rivals, 5, by: .rival, near: AppointmentIndex(1)) == [["C"]])
  }

  @Test func rivalsForALoanVehicleLeaveTogether() {
    var workshop = rivals
    workshop.demand.appointments[0].parts = []
    for place in [0, 2, 3] { workshop.demand.appointments[place].loaner = true }
    #expect(chosen(workshop, 5, by: .rival) == [["A", "D", "E"]])
    #expect(chosen(workshop, 2, by: .rival).isSubset(of: [["A", "D"], ["A", "E"]]))
  }

  // A stake is drawn: the part in some draws, the loan vehicle in others.
  @Test func oneStakeIsFoughtOverAtATime() {
    var workshop = rivals
    for place in [0, 2] { workshop.demand.appointments[place].loaner = true }
    #expect(chosen(workshop, 5, by: .rival) == [["A", "F"], ["A", "D"]])
  }

  @Test func whoHasNoRivalsMeetsAnybody() {
    #expect(chosen(five, 2, by: .rival).count > 3)
  }

  // MARK: - What blocks

  /// U is left out and wants a lift in the morning; V is in the wash next to it in time, X on a lift at noon.
  private var blocked: TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.leaveOut("U")
    workshop.add("V", at: "08:00", [Step("08:15", "09:15", bay: "W", crew: [])]) {
      $0.operations[0].work = .standard(WorkRequirement.StandardWork(minutes: 60, bay: "wash"))
    }
    workshop.add("X", at: "10:45", [Step("11:00", "12:00")])
    return workshop
  }

  // The wash is 15 minutes from 08:00, the lift 180 less what it is worth to be in the way.
  @Test func whatStandsWhereALeftOutVisitWouldGoLeaves() {
    #expect(chosen(blocked, 1, by: .blocking) == [["X"]])
    #expect(chosen(blocked, 1, by: .time) == [["V"]])
    #expect(chosen(blocked, 2, by: .blocking) == [["V", "X"]])
  }

  @Test func aLeftOutVisitIsNotAmongThoseThatLeave() {
    for neighbourhood in Neighbourhood.allCases {
      for set in chosen(blocked, 3, by: neighbourhood) { #expect(!set.contains("U")) }
    }
  }
}
