import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// What operations become: crews with their minutes, bays, locks, and the points that hang on the crew alone.
@Suite struct CompiledOperationTests {
  /// A workshop with one visit of the given work on the first operation.
  private func workshop(_ work: WorkRequirement, edit: (inout TinyWorkshop) -> Void = { _ in })
    -> TinyWorkshop
  {
    var workshop = TinyWorkshop()
    workshop.add { $0.operations[0].work = work }
    edit(&workshop)
    return workshop
  }

  // MARK: - Minutes (H9)

  // 60 minutes at standard speed: 6000 / 110 = 54.5, 6000 / 90 = 66.7, 6000 / 60 = 100.
  @Test(arguments: [(100, 60), (110, 55), (90, 67), (60, 100), (120, 50), (7, 858), (1000, 6)])
  func minutesByEfficiencyAreRoundedUp(efficiency: Int, minutes: Int) {
    let workshop = workshop(standardWork(60)) { $0.site.technicians[0].efficiency = efficiency }
    let problem = workshop.problem
    let works = Dictionary(
      uniqueKeysWithValues: zip(problem.crewNames(of: 0), problem.options[problem.operation(0).options])
        .map { ($0[0], $1.work) })
    #expect(works["T"] == minutes)
    #expect(works["T2"] == 60)
    #expect(problem.operation(0).minWork == min(minutes, 60))
  }

  @Test func aCrewIsAsSlowAsItsSlowest() {
    let workshop = workshop(standardWork(60, size: 2)) {
      $0.site.technicians[0].efficiency = 110
      $0.site.technicians[1].efficiency = 90
    }
    let problem = workshop.problem
    #expect(problem.crewNames(of: 0) == [["T", "T2"]])
    #expect(problem.options.map(\.work) == [67])
    // Both are booked for 67 minutes.
    #expect(problem.visit(0).minBookedMinutes == 134)
  }

  @Test func workWithoutACrewTakesItsStandardTime() {
    let problem = workshop(.standard(WorkRequirement.StandardWork(minutes: 25, bay: "wash"))).problem
    #expect(problem.crewNames(of: 0) == [[]])
    #expect(problem.bayNames(of: 0) == ["W"])
    #expect(problem.operation(0).minWork == 25)
    #expect(problem.visit(0).minBookedMinutes == 0)
  }

  @Test func everyAlternativeHasMinutesOfItsOwn() {
    let ways = [
      WorkRequirement.Alternative(bay: "B", technician: "T", minutes: 30),
      WorkRequirement.Alternative(bay: "B2", technician: "T2", minutes: 40),
      WorkRequirement.Alternative(bay: "W", minutes: 50),
      WorkRequirement.Alternative(technician: "T2", minutes: 20),
    ]
    let problem = workshop(.alternatives(ways)) { $0.site.technicians[0].efficiency = 50 }.problem
    #expect(problem.crewNames(of: 0) == [["T"], ["T2"], [], ["T2"]])
    // Named minutes are those of the person: no efficiency applies.
    #expect(problem.options.map(\.work) == [30, 40, 50, 20])
    #expect(
      problem.options.map { problem.bayChoices[$0.bays].map(\.bay) } == [
        [BayIndex(0)], [BayIndex(1)], [BayIndex(2)], [nil],
      ])
    #expect(problem.operation(0).minWork == 20)
  }

  // MARK: - Bays

  @Test func versatileBaysComeLast() {
    let workshop = workshop(standardWork(60)) { $0.site.bays[0].types = ["lift", "align"] }
    #expect(workshop.problem.bayNames(of: 0) == ["B2", "B"])
  }

  @Test func workWithoutABayHasOneChoiceThatIsNone() {
    let problem = workshop(standardWork(60, bay: nil)).problem
    #expect(problem.bayNames(of: 0) == [nil])
    #expect(problem.operation(0).pool.isEmpty)
  }

  // Rows: nobody 0, technicians 1 and 2, bays 3 to 5.
  @Test func thePoolsAreTheRowsThatCouldBeUsed() {
    let problem = workshop(standardWork(60)).problem
    #expect(Array(problem.pools[problem.operation(0).pool]) == [3, 4])
    #expect(Array(problem.pools[problem.operation(0).able]) == [1, 2])
  }

  @Test func splittableWorkIsNotBoundByAPool() {
    let problem = workshop(standardWork(60)) { $0.demand.appointments[0].operations[0].splittable = true }
      .problem
    #expect(problem.operation(0).pool.isEmpty)
    #expect(Array(problem.pools[problem.operation(0).able]) == [1, 2])
  }

  // T works 08:00-17:00 with a break, bay B is used 10:00-14:00: together 10:00-12:00 and 13:00-14:00.
  @Test func splittableWorkHasTheCommonTimeOfCrewAndBay() {
    let workshop = workshop(standardWork(60)) {
      $0.addCalendar("noon", [(10, 14)])
      $0.site.bays[0].calendar = "noon"
      $0.demand.appointments[0].operations[0].splittable = true
    }
    let problem = workshop.problem
    let option = problem.options[problem.operation(0).options.lowerBound]
    let choice = problem.bayChoices[option.bays].first { $0.bay == BayIndex(0) }
    let time = choice.map { problem.classes[$0.work] }
    #expect(time?.minutes(from: 0, to: 1440) == 180)
    #expect(time?.next(from: 0) == 600)
  }

  @Test func unsplittableWorkHasNoCommonTime() {
    let problem = workshop(standardWork(60)).problem
    #expect(problem.bayChoices.allSatisfy { $0.work == ClassIndex(0) })
  }

  // MARK: - Sharing

  @Test func equalOperationsShareTheirOptions() {
    var workshop = TinyWorkshop()
    workshop.add("A")
    workshop.add("B")
    workshop.add("C") { $0.operations[0].work = standardWork(61) }
    let problem = workshop.problem
    #expect(problem.operation(0).options == problem.operation(1).options)
    #expect(problem.operation(0).options != problem.operation(2).options)
  }

  @Test func aPreferenceMakesOptionsOfItsOwn() {
    var workshop = TinyWorkshop()
    workshop.site.policy.technician = 120
    workshop.add("A")
    workshop.add("B") { $0.preferredTechnician = "T2" }
    let problem = workshop.problem
    #expect(problem.operation(0).options != problem.operation(1).options)
    #expect(problem.options[problem.operation(0).options].map(\.cost) == [0, 0])
    #expect(problem.options[problem.operation(1).options].map(\.cost) == [120, 0])
    // Crews and bays are the same.
    #expect(problem.crewNames(of: 0) == problem.crewNames(of: 1))
  }

  // MARK: - Points

  @Test func everyLevelTooManyCosts() {
    let workshop = workshop(standardWork(60, level: 1, size: 2)) {
      $0.site.policy.overskill = 5
      $0.site.technicians[1].skills["mech"] = 4
    }
    // T has one level too many, T2 three.
    #expect(workshop.problem.options.map(\.cost) == [20])
    #expect(workshop.problem.visit(0).minOptionCost == 20)
  }

  @Test func comebacksMayHaveTheBest() {
    let workshop = workshop(standardWork(60, level: 1)) {
      $0.site.policy.overskill = 5
      $0.demand.appointments[0].kind = .comeback
    }
    #expect(workshop.problem.options.allSatisfy { $0.cost == 0 })
  }

  @Test func aPreferredTechnicianWhoIsNotAbleIsNotMissed() {
    let workshop = workshop(standardWork(60, level: 2)) {
      $0.site.policy.technician = 120
      $0.site.technicians[1].skills["mech"] = 1
      $0.demand.appointments[0].preferredTechnician = "T2"
    }
    #expect(workshop.problem.options.map(\.cost) == [0])
  }

  @Test func thePreviousCrewIsMarked() {
    let workshop = workshop(standardWork(60)) {
      $0.site.policy.moved = 5
      $0.demand.appointments[0].operations[0].previous = ServiceOperation.PreviousWork(
        bay: "B2", technicians: ["T2"])
    }
    let problem = workshop.problem
    #expect(problem.options[problem.operation(0).options].map(\.isPrevious) == [false, true])
    #expect(problem.operation(0).movedCost == 5)
    #expect(problem.operation(0).previousBay == BayIndex(1))
  }

  @Test func workWithoutAPastHasNothingToMoveFrom() {
    let workshop = workshop(standardWork(60)) { $0.site.policy.moved = 5 }
    #expect(workshop.problem.operation(0).movedCost == 0)
    #expect(workshop.problem.options.allSatisfy { !$0.isPrevious })
  }

  // MARK: - Chains

  // 30, 45 and 20 minutes, the second by the faster of two: 45 at 150% is 30.
  @Test func whatIsLeftBehindAnOperationIsTheLeast() {
    var workshop = TinyWorkshop()
    workshop.site.technicians[1].efficiency = 150
    workshop.add([
      Step("08:15", "08:45", minutes: 30), Step("08:45", "09:30", minutes: 45),
      Step("09:30", "09:50", minutes: 20),
    ])
    let problem = workshop.problem
    #expect((0..<3).map { problem.operation($0).minWork } == [20, 30, 14])
    #expect((0..<3).map { problem.operation($0).remainingWork } == [44, 14, 0])
    #expect((0..<3).map { problem.operation($0).position } == [0, 1, 2])
    #expect(problem.visit(0).span == 64)
    #expect(problem.visit(0).operations == 0..<3)
  }

  // MARK: - What nobody can do

  @Test(arguments: [
    standardWork(60, level: 3), standardWork(60, trade: "paint"), standardWork(60, bay: "paint"),
    standardWork(60, size: 3), standardWork(60, certifications: ["hv"]),
  ])
  func workThatNobodyCanDoMakesTheVisitInfeasible(work: WorkRequirement) {
    let problem = workshop(work).problem
    #expect(problem.operation(0).options.isEmpty)
    #expect(problem.visit(0).isInfeasible)
  }

  // MARK: - Locks (H15)

  private func lock(
    _ work: ServiceOperation.LockedWork, splittable: Bool = false,
    edit: (inout TinyWorkshop) -> Void = { _ in }
  ) -> (lock: CompiledLock?, visit: CompiledAppointment, problem: CompiledProblem) {
    let workshop = workshop(standardWork(60)) {
      $0.demand.appointments[0].arrived = time("08:00")
      $0.demand.appointments[0].operations[0].locked = work
      $0.demand.appointments[0].operations[0].splittable = splittable
      edit(&$0)
    }
    let problem = workshop.problem
    return (problem.operation(0).lock, problem.visit(0), problem)
  }

  @Test func aLockHoldsItsBayAndCrew() {
    let (lock, visit, problem) = lock(
      ServiceOperation.LockedWork(
        bay: "B2", technicians: ["T2", "T"], start: time("09:00"), end: time("11:00")))
    #expect(lock?.start == 540 && lock?.end == 660)
    #expect(lock?.bay == BayIndex(1))
    #expect(lock.map { problem.crews[$0.crew].map(\.int) } == [0, 1])
    #expect(problem.operation(0).options.isEmpty)
    #expect(!visit.isInfeasible)
    #expect(visit.span == 0 && visit.lockedPrefixEnd == 660)
  }

  // 60 minutes at 120% are 50.
  @Test func aLockWithoutAnEndLastsAsLongAsItsCrewNeeds() {
    let (lock, _, _) = lock(ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time("09:00"))) {
      $0.site.technicians[0].efficiency = 120
    }
    #expect(lock?.end == 590)
  }

  // Unsplittable work goes on through the break; splittable work has 15 minutes before it and 45 after.
  @Test func onlySplittableLocksPause() {
    let work = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time("11:45"))
    #expect(lock(work).lock?.end == minute("12:45"))
    #expect(lock(work, splittable: true).lock?.end == minute("13:45"))
  }

  @Test func aLockWhoseCrewNeverWorksMakesTheVisitInfeasible() {
    let work = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time("09:00"))
    let (found, visit, _) = lock(work, splittable: true) {
      $0.addCalendar("never", [])
      $0.site.technicians[0].calendar = "never"
    }
    #expect(found != nil && found?.end == nil)
    #expect(visit.isInfeasible)
  }

  @Test func aLockThatIsTheLastMustEndInTheHorizon() {
    let work = ServiceOperation.LockedWork(
      bay: "B", technicians: ["T"], start: time("09:00"), end: time("+2 00:00"))
    #expect(!lock(work).visit.isInfeasible)
    var late = work
    late.end = time("+2 00:01")
    #expect(lock(late).visit.isInfeasible)
  }

  // One level too many for T, a preferred T2 who is able, and another bay than before.
  @Test func aLockCostsWhatItsCrewCosts() {
    let work = ServiceOperation.LockedWork(
      bay: "B", technicians: ["T"], start: time("09:00"), end: time("10:00"))
    let visit = lock(work) {
      $0.site.policy.overskill = 5
      $0.site.policy.technician = 120
      $0.site.policy.moved = 7
      $0.demand.appointments[0].operations[0].work = standardWork(60, level: 1)
      $0.demand.appointments[0].preferredTechnician = "T2"
      $0.demand.appointments[0].operations[0].previous = ServiceOperation.PreviousWork(
        bay: "B2", technicians: ["T"])
    }.visit
    #expect(visit.constantCost == 5 + 120 + 7)
    #expect(visit.minOptionCost == 0)
  }

  @Test func aLockOfNamedWorkTakesTheMinutesOfItsWay() {
    let ways = [
      WorkRequirement.Alternative(bay: "B", minutes: 30),
      WorkRequirement.Alternative(bay: "B2", technician: "T2", minutes: 40),
    ]
    let (lock, _, _) = lock(ServiceOperation.LockedWork(bay: "B2", technicians: ["T2"], start: time("09:00")))
    {
      $0.demand.appointments[0].operations[0].work = .alternatives(ways)
    }
    #expect(lock?.end == 580)
  }
}
