import BaylineForecast
import BaylineModel
import Testing

@Suite struct DemandSamplerTests {
  private let monday = CivilDate(year: 2026, month: 11, day: 23) ?? CivilDate(ordinal: 1)

  /// Open on weekdays from 8 to 17, on Saturdays until 12.
  private var site: Site {
    var weekly: [Weekday: [WorkCalendar.DayInterval]] = [:]
    for weekday in Weekday.allCases where weekday != .sunday {
      weekly[weekday] = [WorkCalendar.DayInterval(480, weekday == .saturday ? 720 : 1020)]
    }
    return Site(name: "S", calendars: ["open": WorkCalendar(weekly: weekly)], hours: "open")
  }

  private func at(_ days: Int, _ minute: Int) -> CivilTime {
    CivilTime(monday.advanced(by: days), minuteOfDay: minute)
  }

  private func visit(_ id: String, _ kind: VisitKind = .repair) -> Appointment {
    let work = WorkRequirement.StandardWork(
      minutes: 60, bay: "lift", crew: WorkRequirement.Crew(trade: "mechanical"))
    return Appointment(id: id, kind: kind, operations: [ServiceOperation(id: "o", work: .standard(work))])
  }

  private func past(_ visits: [Appointment], parts: [SparePart] = []) -> Demand {
    Demand(horizon: Demand.Horizon(from: monday), parts: parts, appointments: visits)
  }

  @Test func wishesMoveToTheDay() throws {
    var template = visit("A")
    template.preferredArrival = at(0, 540)
    template.availability = [
      TimeWindow(from: at(0, 400), to: at(0, 600)), TimeWindow(from: at(1, 480), to: at(1, 540)),
    ]
    template.readyBy = at(1, 1000)
    let sampler = DemandSampler(site: site, past: [past([template])])
    // Wednesday of the week after: nine days on.
    let day = monday.advanced(by: 9)
    let demand = sampler.demand(on: day, visits: [(.repair, 2)], seed: 1, path: 1)
    #expect(demand.horizon == Demand.Horizon(from: day, days: 1, carryOverDays: 2))
    #expect(demand.appointments.map(\.id) == ["2026-12-02-001", "2026-12-02-002"])
    let visit = try #require(demand.appointments.first)
    #expect(visit.preferredArrival == at(9, 540))
    // Before the opening at 8:00, and on another day, nobody can come.
    #expect(visit.availability == [TimeWindow(from: at(9, 480), to: at(9, 600))])
    #expect(visit.readyBy == at(10, 1000))
  }

  /// A wish for the afternoon on a Saturday that ends at noon.
  @Test func wishesThatTheHoursRuleOutAreDropped() throws {
    var template = visit("A")
    template.preferredArrival = at(0, 900)
    template.availability = [TimeWindow(from: at(0, 840), to: at(0, 960))]
    let sampler = DemandSampler(site: site, past: [past([template])])
    let demand = sampler.demand(on: monday.advanced(by: 5), visits: [(.repair, 1)], seed: 1, path: 1)
    let visit = try #require(demand.appointments.first)
    #expect(visit.preferredArrival == nil)
    #expect(visit.availability == nil)
    #expect(!sampler.isOpen(monday.advanced(by: 6)))
  }

  @Test func nothingSettledAndNobodysNameIsKept() throws {
    var template = visit("A")
    template.booked = Appointment.Booking(arrival: at(0, 600), advisor: "A1")
    template.arrived = at(-3, 600)
    template.receivedBy = "A1"
    template.walkIn = true
    template.picked = true
    template.waiting = true
    template.operations[0].locked = ServiceOperation.LockedWork(technicians: ["T1"], start: at(0, 600))
    template.operations[0].previous = ServiceOperation.PreviousWork(technicians: ["T1"])
    template.card.customer = "李女士"
    template.card.phone = "13800000000"
    template.card.plate = "沪A12345"
    template.card.vehicle = "SUV"
    let demand = DemandSampler(site: site, past: [past([template])])
      .demand(on: monday, visits: [(.repair, 1)], seed: 1, path: 1)
    var expected = visit("2026-11-23-001")
    expected.waiting = true
    expected.card.vehicle = "SUV"
    #expect(demand.appointments == [expected])
  }

  @Test func stockIsWhatTheDayNeeds() {
    var (one, other) = (visit("A"), visit("B", .recall))
    one.parts = [SparePart.Requirement(part: "pad", quantity: 2)]
    other.parts = [
      SparePart.Requirement(part: "pad", quantity: 1), SparePart.Requirement(part: "oil", quantity: 4),
    ]
    let parts = [SparePart(id: "pad", name: "刹车片", price: 90, onHand: 0), SparePart(id: "oil", onHand: 7)]
    let demand = DemandSampler(site: site, past: [past([one, other], parts: parts)])
      .demand(on: monday, visits: [(.repair, 3), (.recall, 1)], seed: 1, path: 1)
    // Pads: three times 2 and 1.
    #expect(
      demand.parts == [
        SparePart(id: "oil", onHand: 4), SparePart(id: "pad", name: "刹车片", price: 90, onHand: 7),
      ])
  }

  @Test func seedsAndPathsDrawOthers() {
    let templates = (0..<50).map { number in
      var visit = visit("A\(number)")
      visit.card.mileage = number
      return visit
    }
    let sampler = DemandSampler(site: site, past: [past(templates)])
    func drawn(_ seed: UInt64, _ path: Int) -> [Int?] {
      sampler.demand(on: monday, visits: [(.repair, 8)], seed: seed, path: path).appointments.map(
        \.card.mileage)
    }
    #expect(drawn(1, 1) == drawn(1, 1))
    #expect(drawn(1, 1) != drawn(2, 1))
    #expect(drawn(1, 1) != drawn(1, 2))
    #expect(sampler.knows(.repair) && !sampler.knows(.recall))
  }
}
