import Bayline
import BaylineModel
import BaylineVerifier
import TestSupport
import Testing

/// Where nothing has happened but what was reported (`DayKnowledge.reported`), on the morning of three promised visits.
@Suite struct ReportedDayTests {
  private var workshop: TinyWorkshop

  init() {
    workshop = HalfDay().workshop
    for (index, visit) in workshop.schedule.assignments.enumerated() {
      guard let reception = visit.reception else { continue }
      workshop.demand.appointments[index].booked = Appointment.Booking(
        arrival: reception.arrival, advisor: reception.advisor)
    }
  }

  private func replanner(_ now: String, _ events: [(String, WorkshopEvent.Payload)] = []) -> Replanner {
    Replanner(
      site: workshop.site, demand: workshop.demand, schedule: workshop.schedule,
      events: events.map { WorkshopEvent(at: time($0.0), $0.1) }, now: time(now), knowledge: .reported)
  }

  /// The starts of the visits after a replan without a search.
  private func starts(_ replanner: Replanner) async throws -> [String: String] {
    var options = SearchOptions()
    options.limit = .iterations(0)
    let outcome = try #require(await replanner.replan(options, keepsSite: true, rebooks: false))
    #expect(Verifier(site: replanner.site, demand: outcome.demand).verify(outcome.schedule).isCorrect)
    return Dictionary(
      uniqueKeysWithValues: outcome.schedule.assignments.map {
        ($0.appointment, $0.operations[0].start.clock)
      })
  }

  // A's work was to begin at 08:15 and C's at 09:15, both by T on B.
  @Test func whatIsDueBeginsNowAndPushesWhatIsBehindIt() async throws {
    let half = replanner("08:40")
    #expect(half.visit("A")?.arrived == nil)
    #expect(half.visit("A")?.booked?.arrival == time("08:00"))
    #expect(half.lock("A") == nil)
    #expect(half.affected.map(\.appointment) == ["A"])
    #expect(try await starts(half) == ["A": "08:40", "C": "09:40", "D": "10:15"])
  }

  // It was to end at 09:15; at 09:30 it goes on for ten minutes at least.
  @Test func workGoesOnUntilItsEndIsReported() async throws {
    let begun: [(String, WorkshopEvent.Payload)] = [
      ("08:15", .started(appointment: "A", operation: "1", bay: nil, technicians: nil, start: nil))
    ]
    let half = replanner("09:30", begun)
    #expect(half.lock("A") == "B T 08:15-09:40")
    #expect(try await starts(half) == ["A": "08:15", "C": "09:40", "D": "10:15"])
    #expect(
      replanner("09:30", begun + [("09:20", .finished(appointment: "A", operation: "1"))]).lock("A")
        == "B T 08:15-09:20")
    // Another vehicle came into the bay after the planned end: that was the end.
    let other: [(String, WorkshopEvent.Payload)] = [
      ("09:25", .started(appointment: "C", operation: "1", bay: nil, technicians: nil, start: nil))
    ]
    #expect(replanner("09:30", begun + other).lock("A") == "B T 08:15-09:25")
  }

  // The plan is made again in the minute in which work began.
  @Test func workThatBeganThisMinuteHasBegun() async throws {
    let first = replanner(
      "08:20", [("08:20", .started(appointment: "A", operation: "1", bay: nil, technicians: nil, start: nil))]
    )
    var options = SearchOptions()
    options.limit = .iterations(0)
    let outcome = try #require(await first.replan(options, keepsSite: true, rebooks: false))
    for now in ["08:20", "08:21"] {
      let next = Replanner(
        site: first.site, demand: outcome.demand, schedule: outcome.schedule, events: [], now: time(now),
        knowledge: .reported)
      #expect(next.lock("A") == "B T 08:20-")
    }
  }

  @Test func aCustomerWhoIsDueMayStillMove() {
    let half = replanner("09:30", [("09:30", .moved(appointment: "A", arrival: time("13:00"), advisor: nil))])
    #expect(half.conflicts.isEmpty)
    #expect(half.visit("A")?.booked?.arrival == time("13:00"))
    #expect(replanner("08:10", [("08:10", .noShow(appointment: "A"))]).conflicts.count == 1)
  }

  // Nobody said that A's work ended, or that anything of C's was done: ten minutes and all of it are left.
  @Test func whatWasNotReportedIsCarriedOver() throws {
    let begun = WorkshopEvent(
      at: time("08:15"), .started(appointment: "A", operation: "1", bay: nil, technicians: nil, start: nil))
    let closed = WorkshopEvent(at: time("17:00"), .siteClosed(from: nil, until: time("+1 00:00")))
    let next = Demand(
      horizon: Demand.Horizon(from: time("+1 00:00").date, days: 1, carryOverDays: 1), appointments: [])
    let roll = RollOver(
      site: workshop.site, today: workshop.demand, schedule: workshop.schedule, events: [begun, closed],
      now: time("23:59"), next: next, knowledge: .reported)
    #expect(roll.diagnostics.isEmpty && roll.problem == nil)
    let outcomes = Dictionary(uniqueKeysWithValues: roll.items.map { ($0.appointment, $0.outcome) })
    #expect(outcomes["A"] == .unfinished(minutes: 10, missingParts: []))
    #expect(outcomes["C"] == .unscheduled)
    let visit = try #require(roll.demand.appointments.first { $0.id == "A" })
    #expect(visit.operations.map(\.id) == ["1", "1-rest"])
    #expect(visit.operations[0].locked?.end == time("17:00"))
  }
}
