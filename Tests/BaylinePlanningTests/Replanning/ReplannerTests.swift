import Bayline
import BaylineFormats
import BaylineModel
import BaylinePlanning
import BaylineReports
import BaylineVerifier
import TestSupport
import Testing

@Suite struct ReplannerTests {
  private let day = HalfDay()

  /// Whether both the site as it was and the changed one find the outcome right, and its cost by one of them.
  private func isSound(_ outcome: Replanner.Outcome, _ sites: Site...) -> Bool {
    var unpriced = outcome.schedule
    unpriced.cost = nil
    return sites.allSatisfy { Verifier(site: $0, demand: outcome.demand).verify(unpriced).isFeasible }
      && Verifier(site: sites[0], demand: outcome.demand).verify(outcome.schedule).isCorrect
  }

  @Test func withoutAnEventNothingMoves() async throws {
    let outcome = try #require(await day.replan("09:00", []))
    #expect(isSound(outcome, day.workshop.site))
    #expect(outcome.unaffected.operations == 2 && outcome.unaffected.moved == 0)
    #expect(
      outcome.changes.calls.isEmpty && outcome.changes.technicians.isEmpty && outcome.changes.picks.isEmpty)
  }

  // To leave D out costs nothing, and saves a point for each minute until it is ready: it was promised all the same.
  @Test func aPromiseIsWorthMoreThanItsCost() async throws {
    var day = day
    day.workshop.demand.appointments[2].dropCost = 0
    let outcome = try #require(await day.replan("09:00", []))
    #expect(outcome.schedule.unscheduled.isEmpty)
    #expect(outcome.unaffected.operations == 2 && outcome.unaffected.moved == 0)
  }

  // T leaves at 08:45: T2 does the other half hour of A and all of C, and keeps D.
  @Test func othersTakeOverFromWhoIsAbsent() async throws {
    let events = [("08:45", WorkshopEvent.Payload.absent(technician: "T", from: nil, until: nil))]
    let half = day.replanner("08:45", events)
    for keepsSite in [true, false] {
      let outcome = try #require(await day.replan("08:45", events, keepsSite: keepsSite))
      #expect(isSound(outcome, keepsSite ? half.site : day.workshop.site, half.site))
      #expect(outcome.schedule.unscheduled.isEmpty)
      let crews = outcome.schedule.assignments.flatMap(\.operations).filter { $0.start >= time("08:45") }
        .map(\.technicians)
      #expect(crews == [["T2"], ["T2"], ["T2"]])
      let text = ChangeText(
        site: half.site, before: day.workshop.demand, after: outcome.demand, language: .english
      ).text(outcome.changes)
      #expect(text.contains("no longer  09:15 B  C #1 (reassigned to T2)"))
      #expect(text.contains("takes"))
    }
  }

  // D's pump comes at 13:00 instead of 09:00: D cannot come at 10:00, and could at 13:00, when both work again.
  private var pump: HalfDay {
    var day = day
    day.workshop.demand.parts = [
      SparePart(id: "pump", onHand: 0, inbound: [SparePart.Delivery(at: time("09:00"), quantity: 1)])
    ]
    day.workshop.demand.appointments[2].parts = [SparePart.Requirement(part: "pump", quantity: 1)]
    day.workshop.demand.appointments[2].card.phone = "123"
    return day
  }
  private let late = [
    ("08:40", WorkshopEvent.Payload.partLate(part: "pump", delivery: nil, arrival: time("13:00")))
  ]

  @Test func aBrokenPromiseIsListedWithAnOffer() async throws {
    let outcome = try #require(await pump.replan("08:45", late))
    #expect(isSound(outcome, day.workshop.site))
    #expect(outcome.schedule.unscheduled.map(\.appointment) == ["D"])
    #expect(
      outcome.demand.appointments[2].booked?.arrival == time("10:00"), "the promise stands until it is called"
    )
    let call = try #require(outcome.changes.calls.first)
    #expect(call.appointment == "D" && call.cause == .promiseBroken(promised: time("10:00")))
    guard case .leftOut(_, let offer?, let ready?, _) = call.answer else {
      Issue.record("no offer")
      return
    }
    #expect(offer.arrival == time("13:00") && ready == time("14:30"))
    let text = ChangeText(
      site: day.workshop.site, before: pump.workshop.demand, after: outcome.demand, language: .english)
    #expect(
      text.text(outcome.changes).contains("D  123\n      the confirmed arrival at 10:00 cannot be kept; "))
    let json = ChangeListFormat.encode(
      outcome.changes, site: day.workshop.site, before: pump.workshop.demand, after: outcome.demand,
      language: .english)
    #expect(json.contains(#""offer": {"arrival": "2026-11-23T13:00", "advisor": "S2""#))
  }

  @Test func anOfferIsTakenAtOnceWhereAskedFor() async throws {
    let outcome = try #require(await pump.replan("08:45", late, rebooks: true))
    #expect(isSound(outcome, day.workshop.site))
    #expect(outcome.schedule.unscheduled.isEmpty)
    #expect(outcome.demand.appointments[2].booked?.arrival == time("13:00"))
    #expect(outcome.changes.calls.map(\.cause) == [.promiseBroken(promised: time("10:00"))])
  }

  // B and B2 close from 09:30 to 10:30 before anything runs there: C's work may pause for no minute, so it has not been
  // planned across the gap; splittable work that is may only be kept as it is by the site as it was.
  @Test func workAroundATimeOffHoldsForTheSiteAsItWas() async throws {
    var day = HalfDay()
    day.workshop.demand.appointments[1].operations[0].splittable = true
    let events = [
      ("09:00", WorkshopEvent.Payload.bayClosed(bay: "B", from: time("09:30"), until: time("10:30"))),
      ("09:00", .bayClosed(bay: "B2", from: time("09:30"), until: time("10:30"))),
    ]
    let half = day.replanner("09:00", events)
    let outcome = try #require(await day.replan("09:00", events, keepsSite: false))
    #expect(isSound(outcome, day.workshop.site, half.site))
  }

  // T leaves at 08:45; T2 goes on with A on B, although B2 is free, and comes to C there afterwards or on B2.
  @Test func theRestIsDoneInTheSameBay() async throws {
    let events = [("08:45", WorkshopEvent.Payload.absent(technician: "T", from: nil, until: nil))]
    let outcome = try #require(await day.replan("08:45", events))
    let rest = outcome.schedule.assignments.first { $0.appointment == "A" }?.operations.last
    #expect(rest?.operation == "1-rest" && rest?.bay == "B" && rest?.technicians == ["T2"])
    #expect(outcome.changes.vehicleMoves.isEmpty)
  }

  // D waits for an answer until 13:00; its promised arrival at 10:00 holds.
  @Test func workOnHoldStartsWithTheAnswer() async throws {
    let events = [("09:00", WorkshopEvent.Payload.hold(appointment: "D", until: time("13:00")))]
    let outcome = try #require(await day.replan("09:00", events))
    #expect(isSound(outcome, day.workshop.site))
    let assignment = outcome.schedule.assignments.first { $0.appointment == "D" }
    #expect(assignment?.reception?.arrival == time("10:00"))
    #expect(assignment?.operations[0].start == time("13:00"))
    #expect(outcome.changes.calls.map(\.cause) == [.onHold(until: time("13:00"))])
    #expect(outcome.changes.picks.isEmpty, "an answer lies on no shelf")
    for (language, words) in [
      (Language.chinese, "等待客户答复（预计 13:00）；预计 14:15 交车"),
      (.english, "waiting for the customer's answer, expected 13:00; ready 14:15"),
    ] {
      let text = ChangeText(
        site: day.workshop.site, before: day.workshop.demand, after: outcome.demand, language: language)
      #expect(text.text(outcome.changes).contains(words))
    }
  }

  // Nobody knows when: D is not planned, and nothing else moves.
  @Test func workOnHoldWithoutATimeIsNotPlanned() async throws {
    let events = [("09:00", WorkshopEvent.Payload.hold(appointment: "D", until: nil))]
    let outcome = try #require(await day.replan("09:00", events))
    #expect(outcome.schedule.unscheduled.map(\.appointment) == ["D"])
    let text = ChangeText(
      site: day.workshop.site, before: day.workshop.demand, after: outcome.demand, language: .english)
    #expect(
      text.text(outcome.changes).contains(
        "waiting for the customer's answer; the rest is scheduled once it is there"))
  }

  // D needs the only computer, which is out of service until 13:00. Nobody is called about it but D's customer.
  @Test func workWaitsForItsEquipment() async throws {
    var day = day
    day.workshop.site.equipment = [Equipment(id: "scan")]
    day.workshop.demand.appointments[2].operations[0].equipment = ["scan"]
    day.workshop.demand.appointments[2].readyBy = time("12:00")
    let events: [(String, WorkshopEvent.Payload)] = [
      ("09:00", .equipmentBroken(equipment: "scan", count: nil, from: nil, until: time("13:00")))
    ]
    let outcome = try #require(await day.replan("09:00", events))
    #expect(isSound(outcome, day.workshop.site))
    let assignment = outcome.schedule.assignments.first { $0.appointment == "D" }
    #expect(assignment?.operations[0].start == time("13:00"))
    #expect(outcome.changes.calls.map(\.appointment) == ["D"])
    #expect(outcome.changes.cancellations.isEmpty)
  }

  // Chosen by hand at 09:00: D goes to B, where C is until 10:15, and stays there in the next replan.
  @Test func workPlacedByHandStaysThere() async throws {
    let chosen = WorkshopEvent.HandAssignment(appointment: "D", bay: "B", technicians: ["T"])
    let outcome = try #require(await day.replan("09:00", [("09:00", .assigned(chosen))]))
    #expect(isSound(outcome, day.workshop.site))
    let placed = outcome.schedule.assignments.first { $0.appointment == "D" }?.operations[0]
    #expect(placed?.bay == "B" && placed?.technicians == ["T"] && placed?.start == time("10:15"))
    let next = Replanner(
      site: day.workshop.site, demand: outcome.demand, schedule: outcome.schedule, events: [],
      now: time("09:30"))
    #expect(next.visit("D")?.operations[0].work == outcome.demand.appointments[2].operations[0].work)
  }

  // S is absent: S2 receives the customers at the promised times.
  @Test func anotherAdvisorReceivesThePromisedCustomers() async throws {
    let events: [(String, WorkshopEvent.Payload)] = [
      ("08:30", .advisorAbsent(advisor: "S", from: nil, until: nil))
    ]
    let half = day.replanner("08:30", events)
    let outcome = try #require(await day.replan("08:30", events))
    #expect(isSound(outcome, half.site, day.workshop.site))
    let reception = outcome.schedule.assignments.first { $0.appointment == "C" }?.reception
    #expect(reception == Schedule.Reception(arrival: time("09:00"), advisor: "S2"))
  }

  @Test func theSameIterationsGiveTheSameBytes() async throws {
    let events = [
      ("09:10", WorkshopEvent.Payload.overrun(appointment: "A", operation: "1", end: time("10:00")))
    ]
    let one = try #require(await day.replan("09:15", events))
    let other = try #require(await day.replan("09:15", events))
    #expect(ScheduleFormat.encode(one.schedule) == ScheduleFormat.encode(other.schedule))
    #expect(one.schedule.about?.seconds == nil && one.schedule.about?.bound == nil)
  }

  @Test func callsAreToldInBothLanguages() async throws {
    let work = ServiceOperation(
      id: "1", work: .standard(WorkRequirement.StandardWork(minutes: 10, bay: "wash")))
    let events: [(String, WorkshopEvent.Payload)] = [
      ("08:15", .noShow(appointment: "A")), ("08:16", .cancelled(appointment: "D")),
      ("08:17", .walkIn(Appointment(id: "W", kind: .repair, operations: [work]))),
      ("08:18", .request(Appointment(id: "N", kind: .repair, operations: [work]))),
    ]
    let outcome = try #require(await day.replan("08:20", events))
    #expect(outcome.changes.calls.map(\.appointment) == ["W", "N", "A"])
    #expect(outcome.changes.cancellations.map(\.appointment) == ["D"])
    for (language, words) in [
      (Language.chinese, ["需联系的客户", "08:00 未到店", "已取消"]), (.english, ["did not show up at 08:00"]),
    ] {
      let text = ChangeText(
        site: day.workshop.site, before: day.workshop.demand, after: outcome.demand, language: language
      ).text(outcome.changes)
      for word in words { #expect(text.contains(word)) }
      #expect(!text.contains("Optional("))
    }
  }
}
