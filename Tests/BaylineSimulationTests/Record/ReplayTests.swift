import BaylineModel
import TestSupport
import Testing

@testable import BaylineSimulation

/// What happened, judged from its own times, on days that are worked out by hand.
@Suite struct ReplayTests {
  private func workshop() -> TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "08:00") { $0.readyBy = time("09:30") }
    workshop.add("B", at: "08:30", [Step("09:15", "10:15")]) { $0.waiting = true }
    return workshop
  }

  private func record(_ day: PastDay, _ workshop: TinyWorkshop) -> ShopSimulation {
    ShopSimulation(site: workshop.site, horizon: workshop.demand.horizon, record: DayRecord(day))
  }

  @Test func figuresOfTheRecordedTimes() {
    let workshop = workshop()
    let day = workshop.past(edit: [
      "A": { $0.work("08:15-09:20") },
      "B": {
        $0.came = time("08:20")
        $0.received = time("08:40")
        $0.work("10:00-11:10")
      },
    ])
    let outcome = record(day, workshop).recordedOutcome()
    // A is ready at 09:35, five minutes after its promise; B waits from 08:20 to 11:25.
    #expect(outcome.figures[.onTime] == 0)
    #expect(outcome.figures[.waiting] == 185)
    // A's wait for an advisor is 0, B's 10 minutes from its 08:30; their waits for the work are 0 and 65 (08:55 to 10:00).
    #expect(outcome.figures[.receptionWait] == 5)
    #expect(outcome.figures[.workWait] == 32.5)
    // 65 and 70 minutes of two technicians with eight hours each.
    #expect(outcome.figures[.utilisation] == 135.0 * 100 / 960)
    #expect(outcome.figures[.overtime] == 0)
    #expect(outcome.figures[.showRate] == 100)
    #expect(outcome.visits.map(\.ready) == [575, 685])
  }

  @Test func aPauseIsNoWork() {
    let workshop = workshop()
    let day = workshop.past(edit: [
      "B": {
        $0.work("11:30-13:30")
        $0.operations[0].minutes = 60
      }
    ])
    let figures = record(day, workshop).recordedOutcome().figures
    #expect(figures[.utilisation] == 120.0 * 100 / 960)
    #expect(figures[.overtime] == 0)
    // Without a word of a pause the lunch break was worked through.
    var through = day
    through.actual.visits[1].operations[0].minutes = nil
    let worked = record(through, workshop).recordedOutcome().figures
    #expect(worked[.breakWork] == 60)
    #expect(worked[.overtime] == 0)
  }

  @Test func whoDidNotComeAndWhoCameUnasked() {
    let workshop = workshop()
    var day = workshop.past(edit: ["A": { $0.stayAway() }])
    var walkIn = Appointment(id: "W", kind: .repair, operations: workshop.demand.appointments[0].operations)
    walkIn.walkIn = true
    day.actual.requests = [walkIn]
    day.actual.visits.append(
      ActualDay.Visit(
        appointment: "W", outcome: .served, came: time("10:00"), received: time("10:05"), advisor: "S2",
        operations: [
          ActualDay.Operation(
            operation: "1", bay: "B2", technicians: ["T2"], start: time("10:30"), end: time("11:00"))
        ], ready: time("11:20")))
    var lost = walkIn
    lost.id = "L"
    day.actual.requests.append(lost)
    day.actual.visits.append(ActualDay.Visit(appointment: "L", outcome: .lost))
    let figures = record(day, workshop).recordedOutcome().figures
    #expect(figures[.showRate] == 50)
    #expect(figures[.bookingShare] == 50)
    #expect(figures[.lost] == 1)
    // Two advisors on duty, one vehicle each.
    #expect(figures[.advisorVehicles] == 1)
    // W is ready 20 minutes after its work.
    #expect(record(day, workshop).recordedOutcome().visits.map(\.ready) == [630, 680])
  }

  @Test func aPlayedRecordGivesItselfBack() {
    let workshop = workshop()
    let days = [
      workshop.past(),
      workshop.past(edit: ["A": { $0.work("08:15-09:20") }, "B": { $0.work("09:40-10:10") }]),
      // Over the lunch break, beyond the shift, and work that begins before the reception is over.
      workshop.past(edit: ["A": { $0.work("08:05-12:30") }, "B": { $0.work("16:00-18:10") }]),
      // Two jobs at once by one technician in one bay.
      workshop.past(edit: ["A": { $0.work("08:15-10:00") }, "B": { $0.work("09:00-11:00") }]),
      workshop.past(edit: [
        "A": { $0.stayAway() },
        "B": {
          $0.came = time("09:10")
          $0.received = time("09:30")
          $0.ready = time("+1 09:00")
        },
      ]),
    ]
    for day in days {
      let record = record(day, workshop)
      #expect(record.outcome() == record.recordedOutcome())
    }
  }

  @Test func aPlanPlayedAgainstItsOwnDayIsThePlan() {
    var workshop = workshop()
    // The record's customers were told when they want their vehicles.
    workshop.schedule.assignments[0].promise = workshop.demand.appointments[0].readyBy
    let day = workshop.past()
    let played = ShopSimulation(
      site: workshop.site, demand: workshop.demand, schedule: workshop.schedule, against: DayRecord(day),
      overtimeMinutes: 0)
    #expect(played.outcome() == record(day, workshop).recordedOutcome())
  }
}
