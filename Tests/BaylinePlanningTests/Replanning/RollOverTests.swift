import Bayline
import BaylineModel
import BaylinePlanning
import TestSupport
import Testing

/// What is left of the half day, in Tuesday's demand.
@Suite struct RollOverTests {
  private var tuesday: CivilDate { time("00:00").date.advanced(by: 1) }

  private func next(_ visits: [Appointment] = [], parts: [SparePart] = []) -> Demand {
    Demand(horizon: Demand.Horizon(from: tuesday), parts: parts, appointments: visits)
  }

  private func visit(_ id: String, plate: String? = nil) -> Appointment {
    var visit = Appointment(
      id: id, kind: .repair,
      operations: [
        ServiceOperation(
          id: "1",
          work: .standard(
            WorkRequirement.StandardWork(
              minutes: 60, bay: "lift", crew: WorkRequirement.Crew(trade: "mech", level: 2))))
      ])
    visit.card.plate = plate
    return visit
  }

  private func rolled(
    _ now: String, _ day: HalfDay = HalfDay(), _ events: [(String, WorkshopEvent.Payload)] = [],
    next: Demand? = nil
  ) -> RollOver {
    RollOver(
      site: day.workshop.site, today: day.workshop.demand, schedule: day.workshop.schedule,
      events: events.map { WorkshopEvent(at: time($0.0), $0.1) }, now: time(now), next: next ?? self.next())
  }

  // A and C are done; D began at 10:15 and has 15 of its 60 minutes left at 11:00.
  @Test func theMinutesThatAreLeftAreCarriedOver() throws {
    let made = rolled("11:00")
    #expect(made.problem == nil && made.diagnostics.isEmpty)
    #expect(
      made.items == [
        RollOverItem("A", .finished), RollOverItem("C", .finished),
        RollOverItem("D", .unfinished(minutes: 15, missingParts: [])),
      ])
    let left = try #require(made.demand.appointments.first)
    #expect(made.demand.appointments.count == 1 && left.id == "D" && left.arrived == time("10:00"))
    #expect(left.operations.map(\.id) == ["1", "1-rest"])
    #expect(left.operations[0].locked?.end == time("11:00") && left.operations[1].locked == nil)
    #expect(made.demand.now == time("+1 00:00"))
  }

  @Test func theNextDayIsPlannedWithWhatIsLeft() async throws {
    let made = rolled("11:00", next: next([visit("N")]))
    let day = HalfDay()
    var options = SearchOptions()
    options.limit = .iterations(50)
    let schedule = await Planner(site: day.workshop.site, demand: made.demand).schedule(options)
    #expect(schedule.unscheduled.isEmpty)
    #expect(Verifier(site: day.workshop.site, demand: made.demand).verify(schedule).isCorrect)
    let rest = schedule.assignments.first { $0.appointment == "D" }?.operations.last
    #expect(rest.map { $0.end - $0.start } == 15)
  }

  // A is ready at 09:30 and brought back at once. E is ready at 16:30, and a trip of an hour begins at 08:00 on Tuesday: it
  // stays with its work until then.
  @Test func whatADriverBringsBackTheNextMorningStays() async throws {
    var day = HalfDay()
    day.workshop.site.drivers = 1
    day.workshop.add("E", at: "15:00", [Step("15:15", "16:15")]) { $0.deliver = 60 }
    day.workshop.demand.appointments[0].deliver = 30
    let made = rolled("16:45", day)
    #expect(made.items.first == RollOverItem("A", .finished))
    #expect(made.items.last == RollOverItem("E", .toDeliver(time("+1 08:00"))))
    #expect(made.demand.appointments.map(\.id) == ["E"])
    #expect(made.demand.appointments.first?.operations.allSatisfy { $0.locked != nil } == true)
    var options = SearchOptions()
    options.limit = .iterations(10)
    let schedule = await Planner(site: day.workshop.site, demand: made.demand).schedule(options)
    #expect(schedule.unscheduled.isEmpty)
    #expect(Verifier(site: day.workshop.site, demand: made.demand).verify(schedule).isCorrect)
  }

  // D did not come: to be called, with nothing promised.
  @Test func aNoShowIsCalled() {
    let made = rolled("16:00", HalfDay(), [("10:15", .noShow(appointment: "D"))])
    #expect(made.items.last == RollOverItem("D", .noShow(missed: time("10:00"))))
    let open = made.demand.appointments.first
    #expect(open?.id == "D" && open?.booked == nil && open?.arrived == nil && open?.availability == nil)
  }

  // D's second work was to follow within two hours of 11:15; tomorrow it follows as soon as possible.
  @Test func aLagThatEndsOvernightIsDropped() {
    var day = HalfDay()
    day.workshop.demand.appointments.removeLast()
    day.workshop.schedule.assignments.removeLast()
    day.workshop.add(
      "D", at: "10:00", advisor: "S2",
      [
        Step("10:15", "11:15", bay: "B2", crew: ["T2"]),
        Step("13:00", "14:00", bay: "B2", crew: ["T2"]) { $0.lag = ServiceOperation.Lag(min: 0, max: 120) },
      ])
    let left = rolled("11:30", day).demand.appointments.first
    #expect(left?.operations.map { $0.locked != nil } == [true, false])
    #expect(left?.operations.last?.lag.max == nil)
  }

  // D's time on Tuesday was found in the course of Monday, and nobody has agreed to it.
  @Test func aProposalIsNoPromiseTheNextDay() {
    var day = HalfDay()
    day.workshop.demand.horizon.days = 2
    day.workshop.demand.now = time("07:00")
    for index in 0...1 {
      let reception = day.workshop.schedule.assignments[index].reception
      day.workshop.demand.appointments[index].booked = reception.map {
        Appointment.Booking(arrival: $0.arrival, advisor: $0.advisor)
      }
    }
    day.workshop.demand.appointments.removeLast()
    day.workshop.schedule.assignments.removeLast()
    day.workshop.add(
      "D", at: "+1 10:00", advisor: "S2", [Step("+1 10:15", "+1 11:15", bay: "B2", crew: ["T2"])])
    let made = rolled("16:00", day)
    #expect(made.problem == nil && made.items.last == RollOverItem("D", .unscheduled))
    #expect(made.demand.appointments.map(\.id) == ["D"] && made.demand.appointments[0].booked == nil)
    let agreed = rolled(
      "16:00", day, [("15:00", .moved(appointment: "D", arrival: time("+1 10:00"), advisor: "S2"))])
    #expect(agreed.items.last == RollOverItem("D", .booked(time("+1 10:00"))))
  }

  @Test func whoIsStillExpectedStopsIt() {
    #expect(rolled("09:30").problem == .stillExpected(["D"]))
    #expect(
      rolled("11:00", next: HalfDay().workshop.demand).problem
        == .beginsTooEarly(from: time("00:00").date, now: time("11:00")))
  }

  // The sheet of Tuesday numbers another vehicle D, has the unfinished one once more, and a third as it is.
  @Test func nothingIsLostOrDoubled() {
    var day = HalfDay()
    day.workshop.demand.appointments[2].card.plate = "沪A·1"
    let sheet = next([visit("D", plate: "沪B·2"), visit("E", plate: "沪a1"), visit("F", plate: "沪C·3")])
    let made = rolled("11:00", day, next: sheet)
    #expect(made.demand.appointments.map(\.id) == ["D", "D-2", "F"])
    #expect(made.demand.appointments.map(\.card.plate) == ["沪A·1", "沪B·2", "沪C·3"])
    #expect(made.items.contains(RollOverItem("D-2", .renamed(from: "D"))))
    #expect(made.items.contains(RollOverItem("E", .sameWork(as: "D"))))
  }

  // Two on the shelf in the morning, A took one. Tuesday's list is the morning's, or counted anew.
  @Test func partsAreThoseThatAreLeftUnlessTheyWereCounted() {
    var day = HalfDay()
    day.workshop.demand.parts = [SparePart(id: "P", onHand: 2)]
    day.workshop.demand.appointments[0].parts = [SparePart.Requirement(part: "P", quantity: 1)]
    let same = rolled("11:00", day, next: next(parts: [SparePart(id: "P", onHand: 2)]))
    #expect(same.demand.parts.map(\.onHand) == [1] && same.recounted.isEmpty)
    let counted = rolled("11:00", day, next: next(parts: [SparePart(id: "P", onHand: 7)]))
    #expect(counted.demand.parts.map(\.onHand) == [7] && counted.recounted == ["P"])
    #expect(rolled("11:00", day).demand.parts.map(\.onHand) == [1])
  }
}
