import BaylineModel
import TestSupport
import Testing

@testable import BaylineSimulation

/// Who takes which work, on days that are worked out by hand.
@Suite struct DispatchTests {
  /// A comes at 09:00 and is worked on from 09:15 to 10:15 on B by T.
  private func workshop(edit: (inout TinyWorkshop) -> Void = { _ in }) -> TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "09:00", [Step("09:15", "10:15")])
    edit(&workshop)
    return workshop
  }

  private func withoutT2(_ workshop: inout TinyWorkshop) {
    workshop.addCalendar("never", [])
    workshop.site.technicians[1].calendar = "never"
  }

  /// The run with somebody without a booking, whose vehicle is there a quarter of an hour after they come.
  private func run(
    _ workshop: TinyWorkshop, at came: String = "08:30",
    edit: (inout Appointment) -> Void = { _ in }
  ) -> ShopRun {
    var day = workshop.past()
    day.walkIn("W", at: came, edit: edit)
    return workshop.played(against: day)
  }

  /// Crew and bay of the work of a visit.
  private func place(_ run: ShopRun, of visit: Int) -> [Int?] {
    guard let work = run.running.first(where: { $0.visit == visit }) else { return [] }
    return work.crew + [work.bay]
  }

  // MARK: - Without a plan

  // T has half an hour until A, on B; T2 has all day.
  @Test func openWorkGoesWhereItEndsBeforeWhatIsPlanned() {
    let run = run(workshop())
    #expect(run.times == ["09:15-10:15", "08:45-09:45"])
    #expect(place(run, of: 1) == [1, 1])
  }

  @Test func openWorkWaitsWhereItWouldDelayWhatIsPlanned() {
    let run = run(workshop(edit: withoutT2))
    #expect(run.times == ["09:15-10:15", "10:15-11:15"])
    #expect(run.figures()[.workWait] == 45)
  }

  // R does not wait, and takes the bay whose next work is the nearest; A follows.
  @Test func comebacksDoNotWaitForWhatIsPlanned() {
    let run = run(workshop(edit: withoutT2)) { $0.kind = .comeback }
    #expect(run.times == ["09:45-10:45", "08:45-09:45"])
    #expect(place(run, of: 1) == [0, 0])
  }

  // Both are free until 11:00 at least: the gap before A is the tighter one.
  @Test func amongEqualsTheTightestGapIsTaken() {
    let later = workshop {
      $0.schedule.assignments[0].reception?.arrival = time("10:30")
      $0.schedule.assignments[0].operations[0].start = time("11:00")
      $0.schedule.assignments[0].operations[0].end = time("12:00")
    }
    #expect(place(run(later), of: 1) == [0, 0])
  }

  @Test func theLeastSkilledWhoIsAbleTakesIt() {
    let skilled = workshop { $0.site.technicians[1].skills["mech"] = 1 }
    let simple = run(skilled) {
      $0.operations[0].work = .standard(
        WorkRequirement.StandardWork(minutes: 20, bay: "lift", crew: WorkRequirement.Crew(trade: "mech")))
    }
    #expect(place(simple, of: 1).first == 1)
    let hard = run(skilled, at: "10:30")
    #expect(place(hard, of: 1).first == 0)
  }

  // T is planned from 09:15 on: the two are free together at 10:15.
  @Test func aTeamBeginsWhenAllOfItAreFree() {
    let run = run(workshop()) {
      let crew = WorkRequirement.Crew(trade: "mech", level: 2, size: 2)
      $0.operations[0].work = .standard(WorkRequirement.StandardWork(minutes: 60, bay: "lift", crew: crew))
    }
    #expect(run.starts[1] == minute("10:15"))
    #expect(place(run, of: 1).dropLast() == [0, 1])
  }

  @Test func workThatNobodyCanDoIsNeverBegun() {
    let run = run(workshop()) {
      let crew = WorkRequirement.Crew(trade: "paint", level: 1)
      $0.operations[0].work = .standard(WorkRequirement.StandardWork(minutes: 60, bay: "lift", crew: crew))
    }
    #expect(run.states[1] != .done)
    #expect(run.visits[1].readyAt == run.shop.lastMinute)
    #expect(run.figures()[.served] == 1)
  }

  // V came first and is first; the comeback is before both.
  @Test func openWorkIsTakenInTheOrderInWhichItIsReady() {
    let workshop = workshop(edit: withoutT2)
    var day = workshop.past()
    day.walkIn("V", at: "09:20")
    day.walkIn("W", at: "09:25")
    day.walkIn("R", at: "09:40") { $0.kind = .comeback }
    let run = workshop.played(against: day)
    #expect(run.starts[3] == minute("10:15"))
    #expect(run.starts[3] < run.starts[1] && run.starts[1] < run.starts[2])
  }

  // A, planned for 09:15, is in reception until 09:25. W, there since 09:10, would take T until 10:15.
  @Test func whoHasNoBookingMakesWayForABookedCustomerWhoIsLate() {
    let workshop = workshop(edit: withoutT2)
    var day = workshop.past(edit: ["A": { $0.came = time("09:10") }])
    day.walkIn("W", at: "08:55")
    #expect(workshop.played(against: day).times == ["09:25-10:25", "10:25-11:25"])
  }

  // As before, but T2 is there.
  @Test func whoHasNoBookingUsesWhatNobodyIsExpectedToNeed() {
    let workshop = workshop()
    var day = workshop.past(edit: ["A": { $0.came = time("09:10") }])
    day.walkIn("W", at: "08:55")
    let run = workshop.played(against: day)
    #expect(run.times == ["09:25-10:25", "09:10-10:10"])
    #expect(place(run, of: 1) == [1, 1])
  }

  // MARK: - By the plan

  /// A at 08:00 and B at 08:00 at S2, one after the other on B by T, as they came.
  private func two(_ came: String?) -> ShopRun {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "08:00")
    workshop.add("B", at: "08:00", advisor: "S2", [Step("09:15", "10:15")])
    return workshop.played(
      against: workshop.past(edit: [
        "A": { visit in if let came { visit.came = time(came) } else { visit.stayAway() } }
      ]))
  }

  // B is there at 08:15, but A is to come.
  @Test func nobodyTakesTheTurnOfWhoIsStillToCome() {
    #expect(two("08:10").times == ["08:25-09:25", "09:25-10:25"])
  }

  @Test func theTurnOfWhoDoesNotComeIsTaken() {
    #expect(two(nil).times[1] == "08:15-09:15")
  }

  // A was planned to wait until 10:00 although nothing was in the way: it is not begun earlier.
  @Test func whatThePlanHoldsBackIsNotBegunEarlier() {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "08:00", [Step("10:00", "11:00")])
    let run = workshop.played { $0.durations.defaultValue = .constant(100) }
    #expect(run.times == ["10:00-11:00"])
    #expect(!run.works[0].isLeftShifted)
  }

  // Its lock is at 09:00, though everybody is free at 08:15.
  @Test func lockedWorkBeginsWhenItIsLocked() {
    var workshop = TinyWorkshop()
    workshop.add(
      "A", at: "08:00",
      [
        Step("09:00", "10:00") {
          $0.locked = ServiceOperation.LockedWork(
            bay: "B", technicians: ["T"], start: time("09:00"), end: time("10:00"))
        }
      ])
    // How long it takes is known.
    #expect(workshop.played { $0.durations.defaultValue = .constant(50) }.times == ["09:00-10:00"])
  }

  // Begun at 07:00, before the first minute that is played, by somebody who is taken twice: it goes on.
  @Test func whatIsUnderWayGoesOn() {
    var workshop = TinyWorkshop()
    workshop.demand.now = time("09:00")
    workshop.add(
      "A", at: nil,
      [
        Step("08:15", "09:45") {
          $0.locked = ServiceOperation.LockedWork(
            bay: "B", technicians: ["T"], start: time("08:15"), end: time("09:45"))
        }
      ]
    ) { $0.arrived = time("08:00") }
    workshop.add("B", at: nil, [Step("09:45", "10:45")]) { $0.arrived = time("08:30") }
    #expect(workshop.played().times == ["08:15-09:45", "09:45-10:45"])
  }

  // A takes 90 minutes: C, on the same bay by T2, begins when it is free.
  @Test func aBayThatIsTakenIsWaitedFor() {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "08:00")
    workshop.add("C", at: "09:00", advisor: "S2", [Step("09:15", "10:15", crew: ["T2"])])
    let run = workshop.played { $0.durations.defaultValue = .constant(150) }
    #expect(run.times == ["08:15-09:45", "09:45-11:15"])
  }

  // MARK: - Planning again

  /// A takes 90 minutes of the 60 planned; B waits for it on the same bay by T.
  private func late() -> TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "08:00")
    workshop.add("B", at: "08:30", [Step("09:15", "10:15")])
    return workshop
  }

  @Test func aDayThatKeepsItsPlanIsNotPlannedAgain() {
    var looks = 0
    _ = late().simulation().completedRun(seed: 1, replication: 0, every: 15) { _ in
      looks += 1
      return []
    }
    #expect(looks == 0)
  }

  // At 09:30 A is overdue and B has not begun: the dispatcher sees both, and gives B to T2.
  @Test func whatHasNotBegunIsGivenToSomebodyElse() throws {
    let simulation = late().simulation { $0.durations.defaultValue = .constant(150) }
    var seen: [ShopSnapshot] = []
    let run = simulation.completedRun(seed: 1, replication: 0, every: 30) { snapshot in
      seen.append(snapshot)
      return [
        (
          visit: 1, operation: 0,
          place: ShopSnapshot.Place(bay: 1, crew: [1], start: snapshot.now, end: snapshot.now + 60)
        )
      ]
    }
    let first = try #require(seen.first)
    #expect(first.now == minute("09:30"))
    #expect(first.visits.map(\.index) == [0, 1])
    #expect(first.visits.map { $0.works.map(\.isBegun) } == [[true], [false]])
    // Planned until 09:15, it is expected to end in the next minute.
    #expect(first.visits[0].works[0].place?.end == minute("09:31"))
    #expect(first.visits[1].works[0].place?.start == minute("09:15"))
    // A new plan counts from the next minute on.
    #expect(run.times == ["08:15-09:45", "09:31-11:01"])
    #expect(place(run, of: 1) == [1, 1])
  }

  @Test func whatHasBegunIsNotMoved() {
    let simulation = late().simulation { $0.durations.defaultValue = .constant(150) }
    let run = simulation.completedRun(seed: 1, replication: 0, every: 30) { snapshot in
      [
        (
          visit: 0, operation: 0,
          place: ShopSnapshot.Place(bay: 1, crew: [1], start: snapshot.now, end: snapshot.now + 60)
        )
      ]
    }
    #expect(place(run, of: 0) == [0, 0])
    #expect(run.times == ["08:15-09:45", "09:45-11:15"])
  }

  // MARK: - In which order the works of a vehicle are done

  @Test func theNextOperationWaitsForTheOneBefore() {
    var workshop = TinyWorkshop()
    workshop.site.booking.moveMinutes = 5
    workshop.add(
      "A", at: "08:00",
      [
        Step("08:15", "09:15"), Step("09:15", "10:15", bay: "B2", crew: ["T2"]),
        Step("10:15", "10:30", minutes: 15),
      ])
    let run = workshop.played { $0.durations.defaultValue = .constant(200) }
    // Two hours; five minutes for the move, 100 minutes and, after the break, 20; another move and half an hour.
    #expect(run.times == ["08:15-10:15", "10:20-13:20", "13:25-13:55"])
    #expect(run.visits[0].readyAt == minute("14:10"))
  }
}
