import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// The first gap of a crew and a bay, with and without pauses.
@Suite struct GapTests {
  /// The state of a workshop whose first visit is asked for, with stretches held by other vehicles.
  private func state(
    _ work: WorkRequirement, splittable: Bool = false,
    held: [(String, String, String?, [String])] = [],
    edit: (inout TinyWorkshop) -> Void = { _ in }
  ) -> SearchState {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A") {
      $0.operations[0].work = work
      $0.operations[0].splittable = splittable
    }
    for (place, hold) in held.enumerated() {
      workshop.hold("H\(place)", hold.0, hold.1, bay: hold.2, crew: hold.3)
    }
    edit(&workshop)
    return SearchState(workshop.problem)
  }

  /// The first gap of the first crew in a bay, as `08:00-09:00`.
  private func gap(
    _ state: SearchState, bay: String? = "B", from: String = "08:00", until: String = "+2 00:00"
  ) -> String? {
    let problem = state.problem
    let operation = problem.operation(0)
    let option = problem.options[operation.options.lowerBound]
    let index = bay.flatMap { id in problem.site.bays.firstIndex { $0.id == id } }.map {
      BayIndex($0)
    }
    guard let choice = problem.bayChoices[option.bays].first(where: { $0.bay == index }) else {
      return nil
    }
    let work = Work(option, operation, choice)
    let found = state.firstGap(for: work, from: minute(from), limit: minute(until))
    return found.map { "\(clock($0.0))-\(clock($0.1))" }
  }

  private func clock(_ minute: Int) -> String {
    (minute >= 1440 ? "+\(minute / 1440) " : "") + CivilTime.clock(minute % 1440)
  }

  // MARK: - Without a pause

  @Test func workBeginsAtOnceWhereAllAreFree() {
    let state = state(standardWork(60))
    #expect(gap(state) == "08:00-09:00")
    #expect(gap(state, from: "08:07") == "08:07-09:07")
    #expect(gap(state, from: "11:00") == "11:00-12:00")
  }

  @Test func workDoesNotReachOverTheBreakOrTheNight() {
    let state = state(standardWork(60))
    #expect(gap(state, from: "11:01") == "13:00-14:00")
    #expect(gap(state, from: "16:01") == "+1 08:00-+1 09:00")
    #expect(gap(state, from: "00:00") == "08:00-09:00")
  }

  @Test func workEndsByTheLimit() {
    let state = state(standardWork(60))
    #expect(gap(state, until: "09:00") == "08:00-09:00")
    #expect(gap(state, until: "08:59") == nil)
    #expect(gap(state, from: "+1 16:01") == nil)
  }

  @Test func workThatNoShiftHoldsHasNoGap() {
    #expect(gap(state(standardWork(240))) == "08:00-12:00")
    #expect(gap(state(standardWork(241))) == nil)
  }

  @Test func theBayMustBeFreeAsWell() {
    let state = state(standardWork(60), held: [("08:30", "10:00", "B", [])])
    #expect(gap(state) == "10:00-11:00")
    #expect(gap(state, bay: "B2") == "08:00-09:00")
  }

  @Test func technicianAndBayMustBeFreeTogether() {
    // T is free from 09:00 to 10:15 and from 11:00, B until 09:30 and from 10:00.
    let state = state(
      standardWork(60),
      held: [
        ("08:00", "09:00", nil, ["T"]), ("09:30", "10:00", "B", []), ("10:15", "11:00", nil, ["T"]),
      ])
    #expect(gap(state) == "11:00-12:00")
    #expect(gap(state, bay: "B2") == "09:00-10:00")
  }

  // T is free from 09:00, T2 until 09:30 and from 10:30, B until 10:45 and from 11:00.
  @Test func aCrewBeginsWhenAllOfThemAreFree() {
    let held: [(String, String, String?, [String])] = [
      ("08:00", "09:00", nil, ["T"]), ("09:30", "10:30", nil, ["T2"]), ("10:45", "11:00", "B", []),
    ]
    #expect(gap(state(standardWork(60, size: 2), held: held)) == "11:00-12:00")
    #expect(gap(state(standardWork(60, size: 2), held: held), bay: "B2") == "10:30-11:30")
    #expect(gap(state(standardWork(30, size: 2), held: held)) == "09:00-09:30")
  }

  @Test func aBayIsUsedWithinItsCalendar() {
    let state = state(standardWork(60)) {
      $0.addCalendar("noon", [(10, 14)])
      $0.site.bays[0].calendar = "noon"
    }
    #expect(gap(state) == "10:00-11:00")
    #expect(gap(state, from: "11:30") == "13:00-14:00")
    #expect(gap(state, from: "13:30") == "+1 10:00-+1 11:00")
  }

  @Test func workWithoutACrewNeedsItsBayAlone() {
    let work = WorkRequirement.standard(WorkRequirement.StandardWork(minutes: 60, bay: "wash"))
    let state = state(work, held: [("08:00", "20:00", "W", [])])
    // The wash has no calendar: it goes on in the evening.
    #expect(gap(state, bay: "W") == "20:00-21:00")
  }

  @Test func workWithoutABayNeedsItsCrewAlone() {
    let state = state(
      standardWork(60, bay: nil),
      held: [("08:00", "12:00", "B", []), ("08:00", "09:30", nil, ["T"])])
    #expect(gap(state, bay: nil) == "09:30-10:30")
  }

  // MARK: - With pauses

  // 30 minutes before the break and 60 after it; an hour of the evening and half an hour of the morning.
  @Test func splittableWorkPausesAndGoesOn() {
    let state = state(standardWork(90), splittable: true)
    #expect(gap(state) == "08:00-09:30")
    #expect(gap(state, from: "11:30") == "11:30-14:00")
    #expect(gap(state, from: "16:00") == "16:00-+1 08:30")
    #expect(gap(state, from: "12:15") == "13:00-14:30")
  }

  @Test func splittableWorkLongerThanAShiftIsDone() {
    #expect(gap(state(standardWork(480), splittable: true)) == "08:00-17:00")
    #expect(gap(state(standardWork(481), splittable: true)) == "08:00-+1 08:01")
    #expect(gap(state(standardWork(961), splittable: true)) == nil)
  }

  // Somebody has T at lunch: the work cannot pause over it, although nobody works then.
  @Test func whoIsTakenDuringThePauseIsNotFree() {
    let state = state(standardWork(90), splittable: true, held: [("12:20", "12:40", nil, ["T"])])
    #expect(gap(state, from: "11:30") == "13:00-14:30")
    #expect(gap(state, from: "10:30") == "10:30-12:00")
  }

  @Test func aBayIsHeldThroughThePause() {
    let state = state(standardWork(90), splittable: true, held: [("12:00", "13:00", "B", [])])
    #expect(gap(state, from: "11:30") == "13:00-14:30")
    #expect(gap(state, bay: "B2", from: "11:30") == "11:30-14:00")
  }

  // T and the bay work together 10:00-12:00 and 13:00-14:00.
  @Test func splittableWorkGoesOnWhenCrewAndBayBothWork() {
    let state = state(standardWork(150), splittable: true) {
      $0.addCalendar("noon", [(10, 14)])
      $0.site.bays[0].calendar = "noon"
    }
    #expect(gap(state) == "10:00-13:30")
    #expect(gap(state, from: "13:00") == "13:00-+1 11:30")
  }

  // MARK: - The crew alone

  // A bound on every bay: B is taken until 10:00, T until 09:00.
  @Test func theCrewsOwnGapComesNoLaterThanThatWithABay() {
    let held: [(String, String, String?, [String])] = [
      ("08:00", "09:00", nil, ["T"]), ("08:00", "10:00", "B", []),
    ]
    for splittable in [false, true] {
      let state = state(standardWork(60), splittable: splittable, held: held)
      let operation = state.problem.operation(0)
      let option = state.problem.options[operation.options.lowerBound]
      let start = state.firstStart(ofCrew: option, operation, from: 480, limit: 2880)
      #expect(start == 540)
      #expect(gap(state) == "10:00-11:00")
    }
  }

  @Test func aCrewThatIsNeverFreeHasNoStart() {
    let state = state(standardWork(60), held: [("00:00", "+2 00:00", nil, ["T"])])
    let operation = state.problem.operation(0)
    let option = state.problem.options[operation.options.lowerBound]
    #expect(state.firstStart(ofCrew: option, operation, from: 480, limit: 2880) == nil)
  }

  // MARK: - Equipment and booths

  // Both lifts share the one tester, in use from 09:00 to 10:00 by a vehicle in the wash.
  @Test(arguments: [(1, false, "10:00-11:00"), (2, false, "08:15-09:15"), (1, true, "10:00-11:00")])
  func equipmentKeepsWorkFromBeginning(count: Int, splittable: Bool, hours: String) {
    let state = state(standardWork(60), splittable: splittable, held: [("09:00", "10:00", "W", [])]) {
      $0.site.equipment = [Equipment(id: "E", count: count)]
      for visit in 0..<2 { $0.demand.appointments[visit].operations[0].equipment = ["E"] }
    }
    #expect(gap(state, from: "08:15") == hours)
    #expect(gap(state, from: "08:00") == "08:00-09:00")
  }

  // An hour in a booth that must be free for an hour and a half: B is taken from 10:00 to 11:00, so that nothing begins
  // after 08:30 and before 11:00.
  @Test(arguments: [("08:30", "08:30-09:30"), ("08:31", "11:00-12:00"), ("11:01", "13:00-14:00")])
  func aBoothIsFreeForLongerThanTheWork(from: String, hours: String) {
    let state = state(standardWork(60), held: [("10:00", "11:00", "B", [])])
    let operation = state.problem.operation(0)
    let option = state.problem.options[operation.options.lowerBound]
    var work = Work(option, operation, state.problem.bayChoices[option.bays.lowerBound])
    work.bayMinutes = 90
    let found = state.firstGap(for: work, from: minute(from), limit: 1440)
    #expect(found.map { "\(clock($0.0))-\(clock($0.1))" } == hours)
  }
}
