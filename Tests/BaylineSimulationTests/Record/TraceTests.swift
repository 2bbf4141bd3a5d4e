import BaylineModel
import TestSupport
import Testing

@testable import BaylineSimulation

/// Plans that meet what happened, on days that are worked out by hand.
@Suite struct TraceTests {
  /// A and B one after the other in one bay by one technician, as they were done.
  private func workshop() -> TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "08:00")
    workshop.add("B", at: "08:30", [Step("09:15", "10:15")])
    return workshop
  }

  /// Plays another plan of the same demand.
  private func play(
    _ day: PastDay, _ plan: TinyWorkshop, overtime: Int = 0
  ) -> (run: ShopRun, outcome: DayOutcome) {
    let simulation = ShopSimulation(
      site: plan.site, demand: plan.demand, schedule: plan.schedule, against: DayRecord(day),
      overtimeMinutes: overtime)
    return (simulation.completedRun(seed: 0, replication: 0), simulation.outcome())
  }

  private func times(_ run: ShopRun) -> [String] {
    zip(run.starts, run.ends).map { "\(CivilTime.clock($0))-\(CivilTime.clock($1))" }
  }

  @Test func jobsTakeTheShareOfTheirPlannedTimeThatTheyTook() {
    // A took 90 of 60 minutes; by T2, who is twice as fast, it takes 45 of 30.
    let workshop = workshop()
    let day = workshop.past(edit: ["A": { $0.work("08:15-09:45") }, "B": { $0.work("09:45-10:45") }])
    var plan = workshop
    plan.site.technicians[1].efficiency = 200
    plan.schedule.assignments[0].operations[0].technicians = ["T2"]
    plan.schedule.assignments[0].operations[0].end = time("08:45")
    #expect(times(play(day, plan).run) == ["08:15-09:00", "09:15-10:15"])
  }

  @Test func customersAreAsLateAsTheyWere() {
    let workshop = workshop()
    let day = workshop.past(edit: [
      "A": {
        $0.came = time("08:10")
        $0.received = time("08:10")
        $0.work("08:25-09:25")
      }
    ])
    // Planned at 10:00, A comes at 10:10 and is ready for the workshop at 10:25.
    var plan = workshop
    plan.schedule.assignments[0].reception = Schedule.Reception(arrival: time("10:00"), advisor: "S")
    plan.schedule.assignments[0].operations[0].bay = "B2"
    plan.schedule.assignments[0].operations[0].technicians = ["T2"]
    (plan.schedule.assignments[0].operations[0].start, plan.schedule.assignments[0].operations[0].end) = (
      time("10:15"), time("11:15")
    )
    #expect(times(play(day, plan).run) == ["10:25-11:25", "09:15-10:15"])
  }

  @Test func whoDidNotComeDoesNotCome() {
    let workshop = workshop()
    let day = workshop.past(edit: ["A": { $0.stayAway(.cancelled) }])
    let (run, outcome) = play(day, workshop)
    #expect(outcome.visits.map(\.appointment) == ["B"])
    // A's slot is released at 08:15; B begins when it has been received.
    #expect(times(run)[1] == "08:45-09:45")
  }

  @Test func workThatWasFoundIsFoundAgain() {
    let workshop = workshop()
    var day = workshop.past(edit: ["B": { $0.work("10:00-11:00") }])
    // Twelve minutes after A's work another 30 were begun.
    day.actual.visits[0].operations.append(
      ActualDay.Operation(
        operation: "more", added: .init(), bay: "B", technicians: ["T"], start: time("09:27"),
        end: time("09:57")))
    day.actual.visits[0].ready = time("10:12")
    let (_, outcome) = play(day, workshop)
    // T goes on with B at 09:15; at 09:27, when the customer has agreed, T2 does the found work in the other bay.
    #expect(outcome.visits.map(\.ready) == [9 * 60 + 27 + 30 + 15, 10 * 60 + 15 + 15])
  }

  @Test func whoHasNoPlaceInThePlanComesWithoutASlot() {
    let workshop = workshop()
    let day = workshop.past()
    var plan = workshop
    plan.schedule.assignments.remove(at: 1)
    let (run, outcome) = play(day, plan)
    // B comes at 08:30, is received until 08:45, and T2 in the other bay is free.
    #expect(outcome.visits.map(\.appointment) == ["A", "B"])
    #expect(run.visits[1].receivedAt == 510)
    #expect(outcome.visits[1].ready == 8 * 60 + 45 + 60 + 15)
    #expect(outcome.visits[1].bookedArrival == nil)
  }

  @Test func aVehicleThatIsThereNeedsNoAdvisor() {
    var workshop = workshop()
    workshop.add("C", at: nil, [Step("10:15", "11:15")]) { $0.arrived = time("-3 16:00") }
    var plan = workshop
    plan.schedule.assignments.remove(at: 2)
    let (run, outcome) = play(workshop.past(), plan)
    // T2 takes C in the other bay as soon as they are there.
    #expect(outcome.visits.map(\.appointment) == ["A", "B", "C"])
    #expect(outcome.visits[2].ready == 9 * 60 + 15)
    #expect(!outcome.visits[2].isNewArrival)
    #expect(run.receptions == [2, 0])
  }

  @Test func operationsThatWereNotDoneTakeNoTime() {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "08:00", [Step("08:15", "09:15"), Step("09:15", "10:15")])
    let day = workshop.past(edit: [
      "A": {
        $0.operations.removeLast()
        $0.ready = time("09:30")
      }
    ])
    let (run, outcome) = play(day, workshop)
    #expect(times(run) == ["08:15-09:15", "09:15-09:15"])
    #expect(outcome.visits[0].ready == 570)
    #expect(DayRecord(day).gaps.operations == 1)
  }

  @Test func theTimeFromTheLastOperationToReadyIsTheRecords() {
    let workshop = workshop()
    let day = workshop.past(edit: ["A": { $0.ready = time("10:00") }])
    #expect(play(day, workshop).outcome.visits[0].ready == 600)
  }

  @Test func pointsAreDelayLatenessAndStay() {
    var policy = CostPolicy()
    policy.kinds[.repair]?.delay = 2
    let visit = VisitOutcome(
      appointment: "A", kind: .repair, isWaiting: true, isNewArrival: true, bookedArrival: 480,
      arrivedAt: 470, received: 480,
      available: 495, begun: 495, ready: 600, readyBy: 570, earliest: 480, hasLostSlot: false)
    // 120 minutes of delay at 2, late by 30 at 10 and 100 for being late, 130 minutes of stay at 3.
    #expect(visit.points(policy) { $1 - $0 } == 240 + 300 + 100 + 390)
  }
}
