import Bayline
import BaylineModel
import BaylinePlanning
import TestSupport
import Testing

/// What events about work, equipment and people make of the demand and the site.
@Suite struct WorkshopEventTests {
  private let day = HalfDay()

  /// The morning with a second operation of A, 09:30-10:30 on B by T, and without C.
  private func twoSteps(_ edit: (inout Appointment) -> Void = { _ in }) -> HalfDay {
    var day = HalfDay()
    day.workshop = TinyWorkshop()
    day.workshop.add("A", [Step("08:15", "09:15"), Step("09:30", "10:30")], edit: edit)
    day.workshop.add("D", at: "10:00", advisor: "S2", [Step("10:15", "11:15", bay: "B2", crew: ["T2"])])
    return day
  }

  // MARK: - Starts and ends

  @Test func workStartsElsewhereThanPlanned() {
    let half = day.replanner("08:30", [("08:20", started("A", bay: "B2", crew: ["T2"]))])
    #expect(half.lock("A") == "B2 T2 08:20-")
    let sooner = day.replanner("08:30", [("08:25", started("A", start: "08:05"))])
    #expect(sooner.lock("A") == "B T 08:05-")
  }

  // Planned for 09:15, after an arrival at 09:00.
  @Test func aStartProvesThatTheVehicleIsHere() {
    let half = day.replanner("08:45", [("08:40", started("C", bay: "B2", crew: ["T2"]))])
    #expect(half.lock("C") == "B2 T2 08:40-")
    #expect(half.visit("C")?.arrived == time("08:40") && half.visit("C")?.receivedBy == "S")
  }

  // The second operation began at 09:00, so that the first one, planned until 09:15, had ended.
  @Test func theNextOperationEndsTheOneBefore() {
    let half = twoSteps().replanner("09:10", [("09:00", started("A", "2"))])
    #expect(half.lock("A") == "B T 08:15-09:00")
    #expect(half.lock("A", "2") == "B T 09:00-")
  }

  // T starts D at 08:45, half way through A: what is left of A is still to do, unless A ended or goes on.
  @Test func whoStartsOtherWorkHasLeftTheFirst() {
    let other = ("08:45", started("D", crew: ["T"]))
    let half = day.replanner("09:00", [other])
    #expect(half.lock("A") == "B T 08:15-08:45" && half.lock("D") == "B2 T 08:45-")
    #expect(half.visit("A")?.operations.map(\.id) == ["1", "1-rest"])
    let done = day.replanner("09:00", [("08:44", .finished(appointment: "A", operation: "1")), other])
    #expect(done.visit("A")?.operations.map(\.id) == ["1"])
    let goesOn = day.replanner(
      "09:00", [other, ("08:50", .overrun(appointment: "A", operation: "1", end: time("09:30")))])
    #expect(goesOn.lock("A") == "B T 08:15-09:30")
  }

  @Test func aStartMayContradictWhatIsKnown() {
    let early = day.replanner("08:30", [("08:20", started("A", start: "08:25"))])
    #expect(early.conflicts == ["0 start startsAfterEvent(2026-11-23T08:20)"])
    let twice = day.replanner("08:30", [("08:20", started("A")), ("08:25", started("A"))])
    #expect(twice.conflicts == [#"1 operation startedAlready("1")"#])
    var fixed = day
    fixed.workshop.demand.appointments[0].operations[0].work = .alternatives([
      WorkRequirement.Alternative(bay: "B", technician: "T", minutes: 60)
    ])
    let other = fixed.replanner("08:30", [("08:20", started("A", bay: "B2"))])
    #expect(other.conflicts == [#"0 operation notAnAlternative("1")"#])
  }

  // T works until 17:00: nobody can rely on less.
  @Test func anOverrunWithoutAnEndTakesTheRestOfTheDay() {
    let half = day.replanner("09:20", [("09:10", .overrun(appointment: "A", operation: "1", end: nil))])
    #expect(half.lock("A") == "B T 08:15-17:00")
    #expect(half.lock("C") == nil)
  }

  // MARK: - What customers change

  @Test func declinedWorkLeavesTheVisit() {
    let half = twoSteps().replanner("09:00", [("08:50", .removedWork(appointment: "A", operations: ["2"]))])
    #expect(half.visit("A")?.operations.map(\.id) == ["1"])
    let all = day.replanner("09:00", [("08:50", .removedWork(appointment: "D", operations: ["1"]))])
    #expect(all.visit("D") == nil && all.conflicts.isEmpty)
    let late = day.replanner("09:00", [("08:50", .removedWork(appointment: "A", operations: ["1"]))])
    #expect(late.conflicts == [#"0 operations startedAlready("1")"#])
  }

  // Declined at 09:00: what was planned for 09:30 has not begun at 10:00.
  @Test func declinedWorkDoesNotBegin() {
    let half = twoSteps().replanner("10:00", [("09:00", .removedWork(appointment: "A", operations: ["2"]))])
    #expect(half.conflicts.isEmpty && half.visit("A")?.operations.map(\.id) == ["1"])
  }

  // Without its next operation a vehicle cannot be kept in its bay for it, nor does a first operation lag.
  @Test func whatDeclinedWorkAskedOfOthersIsDropped() {
    let day = twoSteps {
      $0.operations[0].bayAfter = .keep
      $0.operations[1].lag = ServiceOperation.Lag(min: 15)
    }
    let last = day.replanner("09:00", [("08:50", .removedWork(appointment: "A", operations: ["2"]))])
    #expect(last.visit("A")?.operations[0].bayAfter == nil)
    let first = day.replanner("08:10", [("08:10", .removedWork(appointment: "A", operations: ["1"]))])
    #expect(first.visit("A")?.operations.map(\.lag) == [ServiceOperation.Lag()])
  }

  @Test func aCustomerWaitsWantsALoanerOrAnotherTime() {
    let change = WorkshopEvent.ChangedVisit(
      appointment: "D", waiting: true, loaner: true, readyBy: time("12:00"))
    let half = day.replanner("09:00", [("08:50", .changed(change))])
    #expect(half.visit("D")?.waiting == true && half.visit("D")?.loaner == true)
    #expect(half.visit("D")?.readyBy == time("12:00"))
    let later = day.replanner(
      "09:00",
      [
        ("08:50", .changed(change)),
        ("08:55", .changed(WorkshopEvent.ChangedVisit(appointment: "D", readyBy: .some(nil)))),
      ])
    #expect(later.visit("D")?.readyBy == nil && later.visit("D")?.waiting == true)
  }

  // MARK: - Waiting for an answer

  @Test func nothingStartsBeforeTheAnswer() {
    let half = twoSteps().replanner("09:40", [("09:00", .hold(appointment: "A", until: time("14:00")))])
    #expect(half.lock("A") == "B T 08:15-", "what is under way goes on")
    let rest = half.visit("A")?.operations[1]
    #expect(rest?.locked == nil)
    #expect(rest?.parts == [SparePart.Requirement(part: "answer-A", quantity: 1)])
    let answer = half.demand.parts.first
    #expect(answer?.onHand == 0)
    #expect(answer?.inbound == [SparePart.Delivery(at: time("14:00"), quantity: 1)])
    let open = twoSteps().replanner("09:40", [("09:00", .hold(appointment: "A", until: nil))])
    #expect(open.demand.parts.first?.inbound == [])
  }

  // The parts of the visit have left the stock; all that it still needs is the answer.
  @Test func aPickedVisitNeedsTheAnswerAlone() {
    var day = twoSteps()
    day.workshop.demand.parts = [SparePart(id: "pad", onHand: 1)]
    day.workshop.demand.appointments[0].parts = [SparePart.Requirement(part: "pad", quantity: 1)]
    let half = day.replanner("09:00", [("08:50", .hold(appointment: "A", until: nil))])
    #expect(half.visit("A")?.picked == false && half.visit("A")?.parts == [])
    #expect(half.demand.parts.map(\.onHand) == [0, 0])
  }

  /// The demand after a hold, with the second operation of A at 14:00.
  private var waiting: HalfDay {
    var day = twoSteps()
    let half = day.replanner("09:40", [("09:00", .hold(appointment: "A", until: time("14:00")))])
    day.workshop.demand = half.demand
    day.workshop.schedule.assignments[0] = Schedule.Assignment(
      appointment: "A", reception: nil, ready: time("15:15"),
      operations: [
        day.workshop.schedule.assignments[0].operations[0],
        Schedule.OperationAssignment(
          operation: "2", bay: "B", technicians: ["T"], start: time("14:00"), end: time("15:00")),
      ])
    return day
  }

  @Test func aLaterReplanKnowsOfTheHold() {
    let still = waiting.replanner("10:00")
    #expect(still.demand.parts == waiting.workshop.demand.parts)
    #expect(still.visit("A")?.operations[1].parts.map(\.part) == ["answer-A"])
    let answered = waiting.replanner("10:00", [("09:55", .answered(appointment: "A"))])
    #expect(answered.demand.parts.isEmpty && answered.visit("A")?.operations[1].parts == [])
    let longer = waiting.replanner("10:00", [("09:55", .hold(appointment: "A", until: time("15:00")))])
    #expect(longer.demand.parts[0].inbound.map(\.at) == [time("15:00")])
    #expect(waiting.replanner("14:30").lock("A", "2") == "B T 14:00-", "the answer has come as expected")
  }

  @Test func onlyWhoIsAskedAnswers() {
    let half = day.replanner("09:00", [("08:50", .answered(appointment: "D"))])
    #expect(half.conflicts == [#"0 appointment notOnHold("D")"#])
  }

  // MARK: - Vehicles in their bays

  @Test func aVehicleThatCannotBeMovedKeepsItsBay() {
    let half = twoSteps().replanner("09:00", [("08:50", .immovable(appointment: "A", operation: nil))])
    #expect(half.visit("A")?.operations.map(\.bayAfter) == [.keep, nil])
    let alone = day.replanner("09:00", [("08:50", .immovable(appointment: "A", operation: nil))])
    #expect(alone.conflicts == [#"0 appointment cannotStay("1")"#])
    let outside = day.replanner("09:00", [("08:50", .immovable(appointment: "D", operation: nil))])
    #expect(outside.conflicts == [#"0 appointment inNoBay("D")"#])
    let other = twoSteps {
      $0.operations[1].work = .standard(WorkRequirement.StandardWork(minutes: 60, bay: "wash"))
    }
    #expect(
      other.replanner("09:00", [("08:50", .immovable(appointment: "A", operation: "1"))]).conflicts
        == [#"0 operation cannotStay("1")"#])
  }

  // T leaves at 08:45, half way: the rest needs what the whole needed, but for the parts that are in the vehicle.
  @Test func theRestNeedsWhatTheWholeNeeded() {
    var day = twoSteps {
      $0.operations[0].bayAfter = .keep
      $0.operations[0].equipment = ["scan"]
      $0.operations[0].parts = [SparePart.Requirement(part: "pad", quantity: 1)]
      $0.operations[1].lag = ServiceOperation.Lag(min: 15, max: 60)
      $0.priority = 300
      ($0.collect, $0.deliver) = (20, 30)
    }
    day.workshop.site.equipment = [Equipment(id: "scan")]
    day.workshop.demand.parts = [SparePart(id: "pad", onHand: 3)]
    let half = day.replanner("08:45", [("08:45", .absent(technician: "T", from: nil, until: nil))])
    let operations = half.visit("A")?.operations ?? []
    #expect(operations.map(\.id) == ["1", "1-rest", "2"])
    #expect(operations.map(\.bayAfter) == [.keep, .keep, nil], "in pieces on its lift")
    #expect(operations.map(\.equipment) == [["scan"], ["scan"], []])
    #expect(
      operations[1].parts.isEmpty
        && operations.map(\.lag) == [
          ServiceOperation.Lag(), ServiceOperation.Lag(), ServiceOperation.Lag(min: 15, max: 60),
        ])
    #expect(half.demand.parts[0].onHand == 2)
    let visit = half.visit("A")
    #expect(visit?.priority == 300 && visit?.collect == 20 && visit?.deliver == 30)
  }

  @Test func aVehicleIsTakenOutOfItsBayAfterTheRest() {
    let day = twoSteps { $0.operations[0].bayAfter = .leave }
    let half = day.replanner("08:45", [("08:45", .absent(technician: "T", from: nil, until: nil))])
    #expect(half.visit("A")?.operations.map(\.bayAfter) == [nil, .leave, nil])
  }

  // A ended at 08:50. Ten minutes are over at 09:05; an hour is not.
  @Test func whatCanNoLongerFollowInTimeFollowsAsSoonAsPossible() {
    let finished = [("08:50", WorkshopEvent.Payload.finished(appointment: "A", operation: "1"))]
    let short = twoSteps { $0.operations[1].lag = ServiceOperation.Lag(min: 5, max: 10) }
    #expect(short.replanner("09:05", finished).visit("A")?.operations[1].lag == ServiceOperation.Lag(min: 5))
    let long = twoSteps { $0.operations[1].lag = ServiceOperation.Lag(min: 5, max: 60) }
    #expect(
      long.replanner("09:05", finished).visit("A")?.operations[1].lag == ServiceOperation.Lag(min: 5, max: 60)
    )
  }

  // The first operation ends at 09:25 instead of 09:15; with ten minutes of lag the second one cannot begin at 09:30.
  @Test func aLagThatIsNotOverHoldsWorkBack() {
    let over = [
      ("09:10", WorkshopEvent.Payload.overrun(appointment: "A", operation: "1", end: time("09:25")))
    ]
    #expect(twoSteps().replanner("09:40", over).lock("A", "2") == "B T 09:30-")
    let lagging = twoSteps { $0.operations[1].lag = ServiceOperation.Lag(min: 10) }
    #expect(lagging.replanner("09:40", over).lock("A", "2") == nil)
  }

  // Of two pads one is in the first operation; the second one will be needed by the next.
  @Test func partsOfOperationsToComeAreStillNeeded() {
    var day = twoSteps {
      $0.parts = [SparePart.Requirement(part: "oil", quantity: 1)]
      for index in 0...1 { $0.operations[index].parts = [SparePart.Requirement(part: "pad", quantity: 1)] }
    }
    day.workshop.demand.parts = [SparePart(id: "oil", onHand: 1), SparePart(id: "pad", onHand: 2)]
    let half = day.replanner("09:00")
    #expect(half.demand.parts.map(\.onHand) == [0, 1])
    #expect(half.visit("A")?.picked == false && half.visit("A")?.parts == [])
    #expect(half.visit("A")?.operations[1].parts == [SparePart.Requirement(part: "pad", quantity: 1)])
    let later = day.replanner("10:00")
    #expect(later.demand.parts.map(\.onHand) == [0, 0] && later.visit("A")?.picked == true)
  }

  // MARK: - Work placed by hand

  @Test func workKeepsTheBayThatWasChosenByHand() {
    let half = day.replanner(
      "09:00", [("08:50", .assigned(WorkshopEvent.HandAssignment(appointment: "D", bay: "B")))])
    #expect(
      half.visit("D")?.operations[0].work
        == .alternatives([
          WorkRequirement.Alternative(bay: "B", technician: "T", minutes: 60),
          WorkRequirement.Alternative(bay: "B", technician: "T2", minutes: 60),
        ]))
    let both = day.replanner(
      "09:00",
      [
        ("08:50", .assigned(WorkshopEvent.HandAssignment(appointment: "D", bay: "B"))),
        (
          "08:55",
          .assigned(WorkshopEvent.HandAssignment(appointment: "D", operation: "1", technicians: ["T2"]))
        ),
      ])
    #expect(
      both.visit("D")?.operations[0].work
        == .alternatives([WorkRequirement.Alternative(bay: "B", technician: "T2", minutes: 60)]))
  }

  @Test func workIsLockedAtTheTimeThatWasChosenByHand() {
    let chosen = WorkshopEvent.HandAssignment(
      appointment: "D", operation: "1", technicians: ["T"], start: time("13:00"))
    #expect(day.replanner("09:00", [("08:50", .assigned(chosen))]).lock("D") == "B2 T 13:00-")
  }

  @Test func notEverythingCanBeChosenByHand() {
    var day = day
    let crew = WorkRequirement.Crew(trade: "mech", size: 2)
    day.workshop.demand.appointments[2].operations[0].work = .standard(
      WorkRequirement.StandardWork(minutes: 60, bay: "lift", crew: crew))
    let half = day.replanner(
      "09:00",
      [
        ("08:50", .assigned(WorkshopEvent.HandAssignment(appointment: "D", bay: "B"))),
        ("08:51", .assigned(WorkshopEvent.HandAssignment(appointment: "A", operation: "1", bay: "B2"))),
        ("08:52", .assigned(WorkshopEvent.HandAssignment(appointment: "C", bay: "W"))),
        ("08:53", .assigned(WorkshopEvent.HandAssignment(appointment: "C", start: time("08:55")))),
      ])
    #expect(
      half.conflicts == [
        #"0 appointment needsStart("1")"#, #"1 operation startedAlready("1")"#,
        #"2 appointment nothingToAssign("1")"#, "3 start notInFuture(2026-11-23T08:55)",
      ])
  }

  // MARK: - Times

  @Test func timesFarAwayAreRefused() {
    let never = CivilTime(CivilDate(ordinal: 3_652_059), minuteOfDay: 1439)
    let half = day.replanner(
      "09:00",
      [
        ("08:50", .late(appointment: "D", arrival: never)),
        ("08:50", .overrun(appointment: "A", operation: "1", end: never)),
        ("08:50", .hold(appointment: "A", until: never)),
        ("08:50", .changed(WorkshopEvent.ChangedVisit(appointment: "A", readyBy: never))),
        ("08:50", .partLate(part: "none", delivery: nil, arrival: never)),
        ("-800 08:00", .cancelled(appointment: "A")),
      ])
    let members = ["arrival", "end", "until", "readyBy", "arrival"]
    #expect(
      half.conflicts == members.enumerated().map {
        "\($0) \($1) farFromHorizon(9999-12-31T23:59)"
      } + ["5 at farFromHorizon(2024-09-14T08:00)"])
  }
}

/// An operation that started, as planned unless said otherwise.
private func started(
  _ visit: String, _ operation: String = "1", bay: String? = nil, crew: [String]? = nil, start: String? = nil
) -> WorkshopEvent.Payload {
  .started(
    appointment: visit, operation: operation, bay: bay, technicians: crew, start: start.map { time($0) })
}
