import BaylineModel
import TestSupport
import Testing

@testable import BaylineSimulation

/// At the counter, on days that are worked out by hand: whose turn it is, and by whom.
@Suite struct ReceptionTests {
  /// A at 08:00 and B at 08:15, both at S; worked on by T and by T2.
  private func workshop(second: String = "08:15", edit: (inout TinyWorkshop) -> Void = { _ in })
    -> TinyWorkshop
  {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "08:00")
    let start = CivilTime.clock(minute(second) + 15)
    workshop.add(
      "B", at: second, [Step(start, CivilTime.clock(minute(second) + 75), bay: "B2", crew: ["T2"])])
    edit(&workshop)
    return workshop
  }

  /// When customers came who were booked.
  private func came(_ workshop: TinyWorkshop, _ times: [String: String]) -> PastDay {
    workshop.past(edit: times.mapValues { clock in { $0.came = time(clock) } })
  }

  private func received(_ run: ShopRun) -> [String] {
    run.visits.map { CivilTime.clock($0.receivedAt) }
  }

  // MARK: - With a booking

  @Test func everybodyIsReceivedAtTheirTime() {
    let run = workshop().played()
    #expect(received(run) == ["08:00", "08:15"])
    #expect(run.figures()[.receptionWait] == 0)
    #expect(run.receptions == [2, 0])
  }

  // S receives A from 08:10 to 08:25: B waits ten minutes, five on average.
  @Test func whoComesAfterALateOneWaits() {
    let workshop = workshop()
    let run = workshop.played(against: came(workshop, ["A": "08:10"]))
    #expect(received(run) == ["08:10", "08:25"])
    #expect(run.figures()[.receptionWait] == 5)
    #expect(run.figures()[.receivedInGrace] == 100)
  }

  @Test func whoComesEarlyIsReceivedEarlyIfNobodyElseIsToCome() {
    let workshop = workshop(second: "09:00")
    let run = workshop.played(against: came(workshop, ["B": "08:40"]))
    #expect(received(run) == ["08:00", "08:40"])
    // The work begins as soon as the vehicle is there.
    #expect(run.times[1] == "08:55-09:55")
  }

  @Test func nobodyIsReceivedBeforeTheDoorsOpen() {
    let workshop = workshop()
    let run = workshop.played(against: came(workshop, ["A": "07:30"]))
    #expect(received(run)[0] == "08:00")
  }

  // B comes at 08:10 for 08:30, when S has just begun A, who is late; and A's slot comes first.
  @Test func nobodyOvertakesAnEarlierSlot() {
    let workshop = workshop(second: "08:30")
    let run = workshop.played(against: came(workshop, ["A": "08:12", "B": "08:05"]))
    #expect(received(run) == ["08:12", "08:27"])
  }

  // A is expected at 08:00, which is nearer than a reception.
  @Test func anEarlyOneDoesNotTakeTheTimeOfTheNextSlot() {
    let early = workshop(second: "09:00") {
      $0.schedule.assignments[0].reception?.arrival = time("08:45")
      $0.schedule.assignments[0].operations[0].start = time("09:00")
      $0.schedule.assignments[0].operations[0].end = time("10:00")
    }
    let run = early.played(against: came(early, ["B": "08:40"]))
    #expect(received(run) == ["08:45", "09:00"])
  }

  // MARK: - The grace time

  @Test(arguments: [(15, false), (16, true)])
  func aSlotIsHeldForTheGraceTime(late: Int, isLost: Bool) {
    let run = workshop().played {
      $0.punctuality.latePercent = 100
      $0.punctuality.late = .constant(Double(late))
    }
    #expect(run.visits[0].hasSlotExpired == isLost)
    #expect(run.visits[0].receivedAt == 480 + late)
    // Without a slot it is S2, who has nobody to come.
    #expect(run.visits[0].advisor == (isLost ? 1 : 0))
    #expect(run.figures()[.receivedInGrace] == (isLost ? 0 : 100))
  }

  @Test func whoDoesNotComeIsExpectedUntilTheGraceTimeIsOver() {
    let workshop = workshop()
    let run = workshop.played(against: workshop.past(edit: ["A": { $0.stayAway() }]))
    #expect(run.visits[0].phase == .departed)
    #expect(run.visits[0].hasSlotExpired)
    #expect(run.figures()[.showRate] == 50)
    #expect(run.figures()[.served] == 1)
  }

  // A quarter of an hour late for the last slot: S went home at 17:00, so that A is received on Tuesday.
  @Test func whoComesAfterTheAdvisorIsReceivedTheNextDay() {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "16:45", [Step("+1 08:00", "+1 09:00")])
    let run = workshop.played {
      $0.punctuality.latePercent = 100
      $0.punctuality.late = .constant(15)
    }
    #expect(run.visits[0].receivedAt == minute("+1 08:00"))
    #expect(run.starts == [minute("+1 08:15")])
  }

  // MARK: - Without a booking

  // S keeps the time for A until 08:15 and for B until 08:30; S2 has nobody.
  @Test func aWalkInGoesToWhoHasNobodyToCome() {
    let workshop = workshop()
    var day = workshop.past(edit: ["A": { $0.stayAway() }])
    day.walkIn("W", at: "08:05")
    let run = workshop.played(against: day)
    #expect(run.visits[2].advisor == 1)
    #expect(run.visits[2].receivedAt == minute("08:05"))
  }

  // Alone, S holds A's slot until 08:15, then receives B, and the customer without a booking at 08:30.
  @Test func aWalkInWaitsForABookingToBeReceived() {
    let workshop = workshop { $0.site.advisors.removeLast() }
    var day = workshop.past(edit: ["A": { $0.stayAway() }])
    day.walkIn("W", at: "08:05")
    #expect(workshop.played(against: day).visits[2].receivedAt == minute("08:30"))
  }

  // S receives A until 08:15; W came first, but R comes back.
  @Test func comebacksAreReceivedBeforeOthersWhoWait() {
    var workshop = TinyWorkshop()
    workshop.site.advisors.removeLast()
    workshop.add("A", at: "08:00")
    var day = workshop.past()
    day.walkIn("W", at: "08:05")
    day.walkIn("R", at: "08:10") { $0.kind = .comeback }
    day.walkIn("Q", at: "08:12") { $0.kind = .comeback }
    let run = workshop.played(against: day)
    #expect(received(run) == ["08:00", "08:45", "08:15", "08:30"])
  }

  // S has received A: S2 takes the first, and then both have one, so that S takes the next.
  @Test func whoHasReceivedTheFewestIsNext() {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "08:00")
    var day = workshop.past()
    day.walkIn("V", at: "09:00")
    day.walkIn("W", at: "09:30")
    day.walkIn("X", at: "09:31")
    let run = workshop.played(against: day)
    #expect(run.visits.map(\.advisor) == [0, 1, 0, 1])
  }

  @Test func anAdvisorReceivesTheirKindsOnly() {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "08:00")
    workshop.site.advisors[1].kinds = [.maintenance]
    var day = workshop.past()
    day.walkIn("V", at: "09:00")
    #expect(workshop.played(against: day).visits[1].advisor == 0)
  }

  // At 11:50 a reception would last into the break.
  @Test func nobodyIsReceivedIntoTheBreak() {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "08:00")
    var day = workshop.past()
    day.walkIn("V", at: "11:50")
    #expect(workshop.played(against: day).visits[1].receivedAt == minute("13:00"))
  }

  // MARK: - Those who are lost

  /// Chances that bring some customers without a booking, who want what the first appointment wants.
  private func crowd(_ chances: inout Uncertainty) {
    chances.walkIns.perDay = 8
    chances.walkIns.patienceMinutes = nil
    chances.walkIns.needsRoom = false
  }

  @Test func whoWaitsTooLongLeaves() {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A")
    for index in workshop.site.advisors.indices { workshop.site.advisors[index].kinds = [] }
    let run = workshop.played {
      crowd(&$0)
      $0.walkIns.patienceMinutes = 20
    }
    #expect(!run.visits.isEmpty)
    #expect(run.tally.lost == run.visits.count)
    #expect(run.visits.allSatisfy { $0.phase == .departed })
    #expect(run.figures()[.lost] == Double(run.visits.count))
  }

  @Test func forWhomThereIsNoRoomIsSentAway() {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A")
    workshop.addCalendar("never", [])
    for index in workshop.site.technicians.indices { workshop.site.technicians[index].calendar = "never" }
    let run = workshop.played {
      crowd(&$0)
      $0.walkIns.needsRoom = true
    }
    #expect(!run.visits.isEmpty && run.tally.lost == run.visits.count)
    // They were received before they were told.
    #expect(run.receptions.reduce(0, +) == run.visits.count)
  }

  @Test func whereThereIsRoomNobodyIsLost() {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A") {
      $0.operations[0].work = .standard(
        WorkRequirement.StandardWork(minutes: 5, crew: WorkRequirement.Crew(trade: "mech")))
    }
    let run = workshop.played {
      crowd(&$0)
      $0.walkIns.needsRoom = true
    }
    #expect(!run.visits.isEmpty && run.tally.lost == 0)
    #expect(run.visits.allSatisfy { $0.phase == .done })
  }

  // MARK: - Loan vehicles

  /// A at 08:00, ready at 09:30, and B, both with a loan vehicle of which there is one.
  private func lending(_ second: String) -> Figure.Values {
    let workshop = workshop(second: second) {
      $0.site.loaners = 1
      for index in 0..<2 { $0.demand.appointments[index].loaner = true }
    }
    return workshop.played().figures()
  }

  // From 08:15 to 09:30 one vehicle is out, 75 of 480 open minutes.
  @Test func aLoanVehicleThatIsOutIsMissing() {
    let figures = lending("09:00")
    #expect(figures[.loanersMissing] == 1)
    #expect(figures[.loanersOut] == 75.0 / 480)
  }

  // B is received at 09:45, when A's vehicle is back; it is out for another 75 minutes.
  @Test func aLoanVehicleIsLentAgain() {
    let figures = lending("09:30")
    #expect(figures[.loanersMissing] == 0)
    #expect(figures[.loanersOut] == 150.0 / 480)
  }
}
