import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// Why visits are left out, one hand-made case for each reason. The tiny workshop works 08:00–12:00 and 13:00–17:00
/// on Monday and Tuesday (carry-over); arrivals are on Monday; two technicians, two lifts.
@Suite struct ReasonTests {
  /// The finding for the last appointment, after greedy insertion of the others.
  private func finding(_ workshop: TinyWorkshop) throws -> (UnscheduledDiagnosis, CompiledProblem) {
    let problem = CompiledProblem(site: workshop.site, demand: workshop.demand)
    var state = SearchState(problem)
    let last = AppointmentIndex(problem.appointments.count - 1)
    var search = InsertionSearch()
    for visit in problem.appointments.indices where visit != last {
      let insertion = search.best(of: visit, in: state)
      let found = try #require(insertion)
      state.insert(found, search.placements)
    }
    let left = search.best(of: last, in: state, below: 0)
    #expect(left == nil)
    var finder = ReasonFinder(state)
    return (finder.finding(for: last), problem)
  }

  private func work(_ minutes: Int, level: Int = 1, trade: String = "mech", bay: String? = "lift")
    -> WorkRequirement
  {
    .standard(
      WorkRequirement.StandardWork(
        minutes: minutes, bay: bay, crew: WorkRequirement.Crew(trade: trade, level: level)))
  }

  @Test func aSkillThatNobodyHas() throws {
    var workshop = TinyWorkshop()
    workshop.add("A") { $0.operations[0].work = work(60, level: 3) }
    let (finding, _) = try finding(workshop)
    #expect(finding.reason == .technician)
    #expect(finding.earliest == nil)
  }

  @Test func workThatNoShiftHolds() throws {
    // 5 hours unbroken; shifts hold 4.
    var workshop = TinyWorkshop()
    workshop.add("A") { $0.operations[0].work = work(300) }
    #expect(try finding(workshop).0.reason == .technician)
  }

  @Test func aBayThatTheSiteLacks() throws {
    var workshop = TinyWorkshop()
    workshop.add("A") { $0.operations[0].work = work(60, bay: "paint") }
    #expect(try finding(workshop).0.reason == .bay)
  }

  @Test func aPartThatComesAfterTheLastSlot() throws {
    var workshop = TinyWorkshop()
    workshop.demand.parts = [
      SparePart(id: "P", onHand: 0, inbound: [SparePart.Delivery(at: time("+1 09:05"), quantity: 1)])
    ]
    workshop.add("A") { $0.parts = [SparePart.Requirement(part: "P", quantity: 1)] }
    let (finding, problem) = try finding(workshop)
    #expect(finding.reason == .parts)
    // The lead is 0 here: the first slot at or after 09:05 on Tuesday.
    #expect(finding.earliest.map(problem.civil) == time("+1 09:15"))
  }

  @Test func aPartThatComesAWeekLater() throws {
    // Later than the days after the horizon that are looked at first.
    var workshop = TinyWorkshop()
    workshop.demand.parts = [
      SparePart(id: "P", onHand: 0, inbound: [SparePart.Delivery(at: time("+7 09:05"), quantity: 1)])
    ]
    workshop.add("A") { $0.parts = [SparePart.Requirement(part: "P", quantity: 1)] }
    let (finding, problem) = try finding(workshop)
    #expect(finding.earliest.map(problem.civil) == time("+7 09:15"))
  }

  @Test func aCustomerWhoCanOnlyComeAtNight() throws {
    var workshop = TinyWorkshop()
    workshop.add("A") { $0.availability = [TimeWindow(from: time("20:00"), to: time("22:00"))] }
    let (finding, problem) = try finding(workshop)
    #expect(finding.reason == .availability)
    #expect(finding.earliest.map(problem.civil) == time("08:00"))
  }

  @Test func aKindThatNoAdvisorReceives() throws {
    var workshop = TinyWorkshop()
    for index in workshop.site.advisors.indices { workshop.site.advisors[index].kinds = [.maintenance] }
    workshop.add("A")
    #expect(try finding(workshop).0.reason == .advisor)
  }

  @Test func aPromiseAtLunch() throws {
    var workshop = TinyWorkshop()
    workshop.add("A") { $0.booked = Appointment.Booking(arrival: time("12:15")) }
    let (finding, problem) = try finding(workshop)
    #expect(finding.reason == .booked)
    #expect(finding.earliest.map(problem.civil) == time("08:00"))
  }

  @Test func lockedWorkThatEndsAfterTheHorizon() throws {
    var workshop = TinyWorkshop()
    workshop.add("A", at: nil) {
      $0.arrived = time("08:00")
      $0.operations[0].locked = ServiceOperation.LockedWork(
        bay: "B", technicians: ["T"], start: time("09:00"), end: time("+3 09:00"))
    }
    let (finding, _) = try finding(workshop)
    #expect(finding.reason == .locked)
    #expect(finding.earliest == nil)
  }

  @Test func aLoanVehicleThatTheSiteLacks() throws {
    var workshop = TinyWorkshop()
    workshop.add("A") { $0.loaner = true }
    #expect(try finding(workshop).0.reason == .loaner)
  }

  @Test func advisorsWhoAreBookedUp() throws {
    // One arrival a day for each of the two advisors, and both are taken.
    var workshop = TinyWorkshop()
    workshop.site.booking.advisorBookingsPerDay = 1
    for id in ["A", "B", "C"] { workshop.add(id) }
    let (finding, problem) = try finding(workshop)
    #expect(finding.reason == .advisor)
    #expect(finding.earliest.map(problem.civil) == time("+1 08:00"))
  }

  @Test func aPartThatAnotherVisitTakes() throws {
    var workshop = TinyWorkshop()
    workshop.demand.parts = [SparePart(id: "P", onHand: 1)]
    for id in ["A", "B"] { workshop.add(id) { $0.parts = [SparePart.Requirement(part: "P", quantity: 1)] } }
    let (finding, _) = try finding(workshop)
    #expect(finding.reason == .parts)
    #expect(finding.earliest == nil)
    #expect(finding.blockers == .parts)
  }

  @Test func aReserveThatIsUsedUp() throws {
    // 2 × 480 minutes a day, 90% kept free: 96 may be booked on each of two days. One visit takes 60 on Monday; the
    // next would take 60 on Tuesday, and so would a third, for which 36 are left on each.
    var workshop = TinyWorkshop()
    workshop.site.booking.reservePercent = 90
    for id in ["A", "B", "C"] { workshop.add(id) }
    let (finding, problem) = try finding(workshop)
    #expect(finding.reason == .reserve)
    // Beyond the horizon an arrival on Tuesday may be worked on up to Thursday.
    #expect(finding.earliest.map(problem.civil) == time("+1 08:00"))
  }

  @Test func everybodyIsBusy() throws {
    // One technician, one lift, and the whole of Monday afternoon to Tuesday evening taken by two long jobs.
    var workshop = TinyWorkshop()
    workshop.site.technicians.removeLast()
    for id in ["A", "B", "C", "D"] { workshop.add(id) { $0.operations[0].work = work(225) } }
    workshop.add("E") { $0.operations[0].work = work(60) }
    let (finding, _) = try finding(workshop)
    #expect(finding.reason == .capacity)
    #expect(finding.blockers == .technicians)
  }

  @Test func whatWouldFitButCostsMoreThanItIsWorth() throws {
    var workshop = TinyWorkshop()
    workshop.site.policy.stay = 100
    workshop.add("A") {
      $0.waiting = true
      $0.dropCost = 1
    }
    let (finding, problem) = try finding(workshop)
    #expect(finding.reason == .capacity)
    #expect(finding.uneconomicalAt.map(problem.civil) == time("08:00"))
  }
}
