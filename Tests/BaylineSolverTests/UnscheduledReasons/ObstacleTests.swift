import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// What stands in the way of a visit, as facts for whoever writes them down.
@Suite struct ObstacleTests {
  private let first = AppointmentIndex(0)

  /// The state of a workshop whose first visit is left out.
  private func state(_ edit: (inout TinyWorkshop) -> Void) -> SearchState {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A")
    edit(&workshop)
    return workshop.adopted()
  }

  private func obstacles(_ blockers: Relaxation, _ edit: (inout TinyWorkshop) -> Void = { _ in })
    -> [Obstacle]
  {
    state(edit).obstacles(UnscheduledDiagnosis(appointment: first, reason: .capacity, blockers: blockers))
  }

  private func free(_ id: String, _ clock: String?) -> Obstacle.ResourceAvailability {
    Obstacle.ResourceAvailability(id: id, state: clock.map { .free(from: time($0)) } ?? .busy)
  }

  // T is taken until 10:00 and T2 until 09:00; a third never finds an hour.
  @Test func techniciansAreListedWithTheTimeThatTheyAreFree() {
    let found = obstacles(.technicians) {
      $0.addCalendar("short", [(8, 8)])
      $0.site.technicians.append(Technician(id: "T3", skills: ["mech": 2], calendar: "short"))
      $0.site.technicians.append(Technician(id: "P", skills: ["paint": 2], calendar: "week"))
      $0.hold("H", "08:00", "10:00", bay: nil, crew: ["T"])
      $0.hold("I", "08:00", "09:00", bay: nil, crew: ["T2"])
    }
    #expect(
      found == [
        .technicians(
          operation: "1", requirement: WorkRequirement.Crew(trade: "mech", level: 2),
          able: [
            free("T2", "09:00"), free("T", "10:00"), Obstacle.ResourceAvailability(id: "T3", state: .offDuty),
          ])
      ])
  }

  // Five hours in a row: T has shifts of four, T2 has none on these days, T3 is taken for all of its long shift.
  @Test func whoIsNeverFreeIsToldWhy() {
    let found = obstacles(.technicians) {
      $0.addCalendar("long", [(8, 17)])
      $0.addCalendar("never", [])
      $0.site.technicians[1].calendar = "never"
      $0.site.technicians.append(Technician(id: "T3", skills: ["mech": 2], calendar: "long"))
      $0.demand.appointments[0].operations[0].work = standardWork(300)
      $0.hold("H", "08:00", "+1 17:00", bay: nil, crew: ["T3"])
    }
    guard case .technicians(_, _, let able) = found.first else {
      Issue.record("\(found)")
      return
    }
    let states = Dictionary(uniqueKeysWithValues: able.map { ($0.id, $0.state) })
    #expect(states == ["T": .tooShort(work: 300, longest: 240), "T2": .offDuty, "T3": .busy])
  }

  // T works from 8 to 12 and T2 from 13 to 17: each has time for an hour, but not both at once.
  @Test func shiftsThatDoNotOverlapAreNamedTogether() {
    let workshop = state {
      $0.addCalendar("early", [(8, 12)])
      $0.addCalendar("late", [(13, 17)])
      $0.site.technicians[0].calendar = "early"
      $0.site.technicians[1].calendar = "late"
      $0.demand.appointments[0].operations[0].work = .standard(
        WorkRequirement.StandardWork(
          minutes: 60, bay: "lift", crew: WorkRequirement.Crew(trade: "mech", size: 2)))
    }
    var finder = ReasonFinder(workshop)
    let finding = finder.finding(for: first)
    #expect(finding.reason == .technician && finding.isAlone && finding.isProven)
    #expect(
      workshop.obstacles(finding) == [
        .noCommonTime(operation: "1", technicians: ["T", "T2"], bays: ["B", "B2"])
      ])
  }

  // The pairs of rules are looked for after other visits have been diagnosed.
  @Test func whatIsNotProvenStaysSoWhenPairsAreFound() {
    var finder = ReasonFinder(state { $0.site.technicians = [] })
    var finding = UnscheduledDiagnosis(appointment: first, reason: .capacity)
    finding.isProven = false
    finder.findPair(&finding)
    #expect(!finding.isProven)
    finding.isProven = true
    finder.findPair(&finding)
    #expect(finding.isProven)
  }

  // The plan is for Monday; the customer can come on Thursday.
  @Test func aDayThatIsNotInThePlanIsToldSo() {
    let monday = time("00:00").date
    let windows = [window("+3 08:00", "+3 12:00")]
    #expect(
      obstacles(.availability) { $0.demand.appointments[0].availability = windows } == [
        .outsidePlan(windows, first: monday, last: monday)
      ])
  }

  // What the customer says decides when they are looked for: from 09:30.
  @Test func baysAreListedWithTheTimeThatTheyAreFree() {
    let found = obstacles(.bays) {
      $0.demand.appointments[0].availability = [window("09:30", "12:00")]
      $0.hold("H", "08:00", "11:00", bay: "B", crew: [])
    }
    #expect(
      found == [.bays(operation: "1", type: "lift", suitable: [free("B2", "09:30"), free("B", "11:00")])])
  }

  @Test func aBayThatTheSiteLacksHasNoCandidates() {
    let found = obstacles(.bays) {
      $0.demand.appointments[0].operations[0].work = standardWork(60, bay: "paint")
    }
    #expect(found == [.bays(operation: "1", type: "paint", suitable: [])])
  }

  @Test func withoutBaysAndTechniciansTheHorizonIsInTheWay() {
    let found = obstacles(.technicians) {
      $0.demand.appointments[0].operations[0].work = .standard(WorkRequirement.StandardWork(minutes: 60))
    }
    #expect(found == [.horizon])
  }

  // Three pieces are needed of the one that is left; two come at 10:00.
  @Test func partsAreListedWithWhatIsLeftAndWhenThereIsEnough() {
    let found = obstacles(.parts) {
      $0.demand.parts = [
        SparePart(id: "P", onHand: 2, inbound: [.init(at: time("10:00"), quantity: 2)]),
        SparePart(id: "Q", onHand: 5), SparePart(id: "R", onHand: 0),
      ]
      $0.demand.appointments[0].parts = ["P", "Q", "R"].map { SparePart.Requirement(part: $0, quantity: 3) }
      $0.add("B") { $0.parts = [SparePart.Requirement(part: "P", quantity: 1)] }
    }
    #expect(
      found == [
        .parts([
          .init(part: "P", needed: 3, left: 1, enoughAt: time("10:00")),
          .init(part: "R", needed: 3, left: 0, enoughAt: nil),
        ])
      ])
  }

  @Test func theWindowsOfTheCustomerAreNamed() {
    let windows = [window("20:00", "22:00")]
    #expect(
      obstacles(.availability) { $0.demand.appointments[0].availability = windows } == [
        .availability(windows)
      ])
    #expect(obstacles(.availability) == [.availability([])])
  }

  @Test func advisorsAreListedWithTheirBookings() {
    let found = obstacles(.advisors) {
      $0.site.advisors[1].bookingsPerDay = 4
      $0.add("B")
    }
    #expect(
      found == [
        .advisors(
          on: time("00:00").date,
          bookings: [
            .init(advisor: "S", booked: 1, limit: 15), .init(advisor: "S2", booked: 0, limit: 4),
          ])
      ])
  }

  @Test func anAdvisorWithoutAShiftIsOffDuty() {
    let found = obstacles(.advisors) {
      $0.addCalendar("never", [])
      $0.site.advisors[1].calendar = "never"
    }
    guard case .advisors(_, let bookings) = found.first else {
      Issue.record("\(found)")
      return
    }
    #expect(bookings.map(\.isOnDuty) == [true, false])
  }

  // The customer can come on Tuesday: that day's bookings count.
  @Test func theBookingsAreThoseOfTheFirstDayOfTheCustomer() {
    let found = obstacles(.advisors) {
      $0.demand.horizon.days = 2
      $0.demand.appointments[0].availability = [window("+1 08:00", "+1 12:00")]
      $0.site.advisors[1].kinds = [.maintenance]
      $0.add("B")
    }
    #expect(
      found == [.advisors(on: time("+1 00:00").date, bookings: [.init(advisor: "S", booked: 0, limit: 15)])])
  }

  @Test func aKindThatNobodyReceivesIsNamed() {
    let found = obstacles(.advisors) {
      for index in $0.site.advisors.indices { $0.site.advisors[index].kinds = [] }
    }
    #expect(found == [.noAdvisor(for: .repair)])
  }

  @Test(arguments: [("12:15", false), ("10:00", true)])
  func aPromiseIsNamedAndWhetherAnAdvisorIsThere(arrival: String, isOnDuty: Bool) {
    let found = obstacles(.promise) {
      $0.demand.appointments[0].booked = Appointment.Booking(arrival: time(arrival))
    }
    #expect(found == [.promise(arrival: time(arrival), advisorIsOnDuty: isOnDuty)])
  }

  @Test func loanVehiclesAreCounted() {
    #expect(obstacles(.loaners) { $0.site.loaners = 3 } == [.loaners(count: 3)])
    #expect(obstacles(.locks) == [.locks])
  }

  // 10% of 960 minutes on each day; an hour of Monday is booked.
  @Test func theReserveIsNamedDayByDay() {
    let found = obstacles(.reserve) {
      $0.site.booking.reservePercent = 90
      $0.add("B")
    }
    let monday = time("00:00").date
    #expect(
      found == [
        .reserve(
          minutes: 60,
          left: [.init(date: monday, minutes: 36), .init(date: monday.advanced(by: 1), minutes: 96)])
      ])
  }

  // One is locked until 10:00; the other operation needs none.
  @Test func equipmentIsNamedWithTheTimeThatItIsFree() {
    let found = obstacles(.equipment) {
      $0.site.equipment = [Equipment(id: "D"), Equipment(id: "E")]
      $0.demand.appointments[0].operations[0].equipment = ["D", "E"]
      $0.hold("H", "08:00", "10:00", bay: nil, crew: [])
      $0.demand.appointments[1].operations[0].equipment = ["E"]
    }
    #expect(found == [.equipment(id: "E", operation: "1", count: 1, freeFrom: time("10:00"))])
  }

  // One arrival before noon is allowed, and B is it.
  @Test func aFullLimitIsNamedWithItsArrivals() {
    let found = obstacles(.limits) {
      $0.site.booking.limits = [
        BookingRules.ArrivalLimit(id: "am", hours: WorkCalendar.DayInterval(0, 720), most: 1)
      ]
      $0.add("B", at: "09:00", [Step("09:15", "10:15")])
    }
    #expect(found == [.limit(id: "am", on: time("08:00").date, arrivals: 1, most: 1)])
  }

  @Test func driversAreCounted() {
    #expect(obstacles(.drivers) { $0.site.drivers = 2 } == [.drivers(count: 2)])
  }

  @Test func severalAreNamedInTheOrderInWhichTheyAreWorthSaying() {
    #expect(obstacles([.loaners, .locks]) == [.locks, .loaners(count: 0)])
    #expect(obstacles([]) == [.combination])
  }

  @Test func whatWouldFitButCostsTooMuchIsSaidAlone() {
    let diagnosis = UnscheduledDiagnosis(
      appointment: first, reason: .capacity, uneconomicalAt: minute("09:00"), blockers: .parts)
    #expect(state { _ in }.obstacles(diagnosis) == [.uneconomical(arrival: time("09:00"))])
  }

  // MARK: - The facts behind them

  // Two can do the first operation, one the second, and the third is locked.
  @Test func theOperationOfTheFewestTechniciansIsTheScarcest() {
    let state = state {
      $0.site.technicians[1].skills["mech"] = 3
      $0.demand.appointments[0].operations = [
        ServiceOperation(id: "1", work: standardWork(60)),
        ServiceOperation(id: "2", work: standardWork(60, level: 3)),
        ServiceOperation(
          id: "3", work: standardWork(60, level: 4),
          locked: ServiceOperation.LockedWork(
            bay: "B", technicians: ["T"], start: time("15:00"), end: time("16:00"))),
        ServiceOperation(id: "4", work: .standard(WorkRequirement.StandardWork(minutes: 5))),
      ]
    }
    #expect(state.operationsNeedingTechnicians(of: first) == [OperationIndex(0), OperationIndex(1)])
    #expect(state.able(for: OperationIndex(0)).map(\.int) == [0, 1])
    #expect(state.able(for: OperationIndex(1)).map(\.int) == [1])
    #expect(state.able(for: OperationIndex(3)).isEmpty)
    #expect(state.source(of: OperationIndex(2)).id == "3")
  }

  @Test func workThatNeedsNobodyIsNotScarce() {
    let state = state {
      $0.demand.appointments[0].operations[0].work = .alternatives([
        WorkRequirement.Alternative(bay: "B", minutes: 5)
      ])
    }
    #expect(state.operationsNeedingTechnicians(of: first).isEmpty)
    #expect(state.freeBays(for: OperationIndex(0)).map(\.resource.int) == [0])
  }

  // At 200% an hour is half an hour: T2 has it between 08:00 and 08:30.
  @Test func aTechnicianIsFreeForAsLongAsTheyNeed() {
    let state = state {
      $0.site.technicians[1].efficiency = 200
      $0.hold("H", "08:30", "12:00", bay: nil, crew: ["T", "T2"])
    }
    let free = state.freeTechnicians(for: OperationIndex(0))
    #expect(free.map(\.resource.int) == [1, 0])
    #expect(free.map(\.from) == [minute("08:00"), minute("13:00")])
  }

  @Test func suppliesAreNamedWhetherTheyAreThereOrNot() {
    let state = state {
      $0.demand.parts = [
        SparePart(id: "P", onHand: 1, inbound: [.init(at: time("10:00"), quantity: 1)]),
        SparePart(id: "Q", onHand: 9),
      ]
      $0.demand.appointments[0].parts = ["P", "Q"].map { SparePart.Requirement(part: $0, quantity: 2) }
    }
    let supplies = state.supplies(of: first)
    #expect(supplies.map(\.part.int) == [0, 1])
    #expect(supplies.map(\.needed) == [2, 2])
    #expect(supplies.map(\.enoughAt) == [minute("10:00"), nil])
    #expect(state.shortages(of: first).map(\.part.int) == [0])
  }

  @Test func whatIsLeftToBookIsNeverNegative() {
    let state = state {
      $0.site.booking.reservePercent = 100
      $0.hold("H", "09:00", "10:00", bay: "B", crew: ["T"])
    }
    #expect(state.bookableLeft(onDay: 0) == 0)
  }
}
