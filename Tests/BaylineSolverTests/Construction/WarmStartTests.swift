import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// What of a schedule from elsewhere is taken over: all that keeps the rules, and nothing that does not.
@Suite struct WarmStartTests {
  /// The ids of the visits that are taken over.
  private func adopted(_ workshop: TinyWorkshop) -> [String] {
    let state = workshop.adopted()
    #expect(state.cost == state.evaluate().total)
    return state.assignments().map(\.appointment)
  }

  /// Whether one visit, right but for an edit of its assignment, is taken over.
  private func isAdopted(
    _ change: (inout Schedule.Assignment) -> Void = { _ in },
    demand edit: (inout Appointment) -> Void = { _ in },
    site: (inout TinyWorkshop) -> Void = { _ in }
  ) -> Bool {
    var workshop = TinyWorkshop()
    workshop.add(edit: edit)
    site(&workshop)
    change(&workshop.schedule.assignments[0])
    return !adopted(workshop).isEmpty
  }

  /// The assignment with other times of its operation.
  private func work(_ start: String, _ end: String) -> (inout Schedule.Assignment) -> Void {
    {
      $0.operations[0].start = time(start)
      $0.operations[0].end = time(end)
    }
  }

  private func arrival(_ clock: String) -> (inout Schedule.Assignment) -> Void {
    { $0.reception = Schedule.Reception(arrival: time(clock), advisor: "S") }
  }

  @Test func whatKeepsTheRulesIsTakenOver() {
    #expect(isAdopted())
    #expect(isAdopted(work("11:00", "12:00")))
    #expect(isAdopted(work("+1 16:00", "+1 17:00")))
    #expect(isAdopted { $0.reception?.advisor = "S2" })
  }

  // MARK: - The arrival

  @Test func anArrivalOffTheSlotsIsNot() {
    for clock in ["08:05", "12:00", "07:45", "+1 08:00", "-1 08:00"] {
      #expect(!isAdopted { arrival(clock)(&$0) }, "\(clock)")
    }
  }

  @Test func anArrivalThatTheCustomerCannotMakeIsNot() {
    #expect(!isAdopted(demand: { $0.availability = [window("09:00", "10:00")] }))
    #expect(isAdopted(demand: { $0.availability = [window("08:00", "08:15")] }))
  }

  @Test func anotherArrivalThanThePromisedIsNot() {
    #expect(isAdopted(demand: { $0.booked = Appointment.Booking(arrival: time("08:00")) }))
    #expect(!isAdopted(demand: { $0.booked = Appointment.Booking(arrival: time("08:15")) }))
  }

  @Test func anAdvisorWhoCannotIsNot() {
    #expect(!isAdopted { $0.reception?.advisor = "nobody" })
    #expect(!isAdopted(site: { $0.site.advisors[0].kinds = [.maintenance] }))
    #expect(
      !isAdopted(site: {
        $0.addCalendar("late", [(13, 17)])
        $0.site.advisors[0].calendar = "late"
      }))
  }

  @Test func anArrivedVehicleHasNoReception() {
    #expect(!isAdopted(demand: { $0.arrived = time("08:00") }))
    #expect(isAdopted({ $0.reception = nil }, demand: { $0.arrived = time("08:00") }))
    #expect(!isAdopted { $0.reception = nil })
  }

  // MARK: - The work

  @Test func workBeforeTheReceptionIsOverIsNot() {
    #expect(!isAdopted(work("08:14", "09:14")))
    #expect(!isAdopted(work("08:00", "09:00")))
  }

  @Test func workOfAnotherLengthIsNot() {
    #expect(!isAdopted(work("08:15", "09:14")))
    #expect(!isAdopted(work("08:15", "09:16")))
    #expect(!isAdopted(site: { $0.site.technicians[0].efficiency = 110 }))
    #expect(isAdopted(work("08:15", "09:10"), site: { $0.site.technicians[0].efficiency = 110 }))
  }

  @Test func workOutsideTheShiftIsNot() {
    #expect(!isAdopted(work("11:30", "12:30")))
    #expect(!isAdopted(work("16:30", "17:30")))
    #expect(!isAdopted(work("+2 08:00", "+2 09:00")))
  }

  @Test func workBeforeNowIsNot() {
    #expect(
      !isAdopted(
        { $0.reception = nil }, demand: { $0.arrived = time("08:00") },
        site: { $0.demand.now = time("08:30") }))
  }

  @Test func aCrewOrABayThatDoesNotFitIsNot() {
    #expect(!isAdopted { $0.operations[0].bay = "W" })
    #expect(!isAdopted { $0.operations[0].bay = nil })
    #expect(!isAdopted { $0.operations[0].bay = "nowhere" })
    #expect(!isAdopted { $0.operations[0].technicians = ["T", "T2"] })
    #expect(!isAdopted { $0.operations[0].technicians = [] })
    #expect(!isAdopted { $0.operations[0].technicians = ["T", "T"] })
    #expect(!isAdopted(site: { $0.site.technicians[0].skills["mech"] = 1 }))
  }

  @Test func operationsThatAreMissingOrTooManyAreNot() {
    #expect(!isAdopted { $0.operations = [] })
    #expect(!isAdopted { $0.operations.append($0.operations[0]) })
  }

  @Test func operationsInTheWrongOrderAreNot() {
    var workshop = TinyWorkshop()
    workshop.add([Step("09:15", "10:15"), Step("08:15", "09:15")])
    #expect(adopted(workshop).isEmpty)
  }

  @Test func anotherPlaceThanTheLockedIsNot() {
    func locked(_ start: String) -> Bool {
      isAdopted(
        demand: {
          $0.operations[0].locked = ServiceOperation.LockedWork(
            bay: "B", technicians: ["T"], start: time(start), end: time(start) + 60)
        })
    }
    #expect(locked("08:15"))
    #expect(!locked("08:30"))
  }

  // MARK: - The customer's wishes that are rules

  // Ready at 17:00 is the last; the work ends at 16:45.
  @Test func whoWaitsBeyondTheClosingIsNot() {
    #expect(isAdopted(work("15:45", "16:45"), demand: { $0.waiting = true }))
    #expect(!isAdopted(work("16:00", "17:00"), demand: { $0.waiting = true }))
  }

  @Test func aLoanVehicleThatIsNotThereIsNotLent() {
    #expect(!isAdopted(demand: { $0.loaner = true }))
    #expect(isAdopted(demand: { $0.loaner = true }, site: { $0.site.loaners = 1 }))
  }

  @Test func partsThatCannotBeThereAreNot() {
    func stocked(_ onHand: Int, at delivery: String, lead: Int = 0) -> Bool {
      isAdopted(
        demand: { $0.parts = [SparePart.Requirement(part: "P", quantity: 2)] },
        site: {
          $0.site.booking.partsLeadMinutes = lead
          $0.demand.parts = [
            SparePart(id: "P", onHand: onHand, inbound: [.init(at: time(delivery), quantity: 1)])
          ]
        })
    }
    #expect(stocked(2, at: "12:00"))
    #expect(!stocked(1, at: "12:00"))
    #expect(stocked(1, at: "08:00"))
    // An hour before the arrival.
    #expect(!stocked(1, at: "08:00", lead: 60))
    #expect(stocked(1, at: "07:00", lead: 60))
  }

  // MARK: - Visits among themselves

  @Test func ofTwoInOnePlaceTheFirstOfTheScheduleStays() {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "08:00")
    workshop.add("B", at: "08:15", advisor: "S2", [Step("08:30", "09:30", bay: "B2")])
    #expect(adopted(workshop) == ["A"])
    workshop.schedule.assignments.reverse()
    #expect(adopted(workshop) == ["B"])
  }

  @Test func aVisitThatStandsTwiceIsTakenOnce() {
    var workshop = TinyWorkshop()
    workshop.add("A")
    workshop.schedule.assignments.append(workshop.schedule.assignments[0])
    #expect(adopted(workshop) == ["A"])
  }

  @Test func aVisitThatTheDemandDoesNotKnowIsSkipped() {
    var workshop = TinyWorkshop()
    workshop.add("A")
    workshop.add("B", at: "09:00", [Step("09:15", "10:15")])
    workshop.demand.appointments.removeFirst()
    #expect(adopted(workshop) == ["B"])
  }

  // 90% of 960 minutes are kept free: 96 may be booked, one visit of an hour.
  @Test func whatWouldUseTheReserveIsNot() {
    var workshop = TinyWorkshop()
    workshop.site.booking.reservePercent = 90
    workshop.add("A")
    workshop.add("B", at: "09:00", [Step("09:15", "10:15")])
    workshop.add("C", at: "10:00", [Step("10:15", "10:45", minutes: 30)])
    #expect(adopted(workshop) == ["A", "C"])
  }

  @Test func anEmptyScheduleChangesNothing() {
    var workshop = TinyWorkshop()
    workshop.add("A")
    workshop.schedule.assignments = []
    #expect(workshop.adopted().unscheduledCount == 1)
  }

  @Test func whatStandsAlreadyStays() {
    var workshop = TinyWorkshop()
    workshop.add("A")
    var state = workshop.adopted()
    var other = workshop.schedule
    other.assignments[0].operations[0].technicians = ["T2"]
    state.adopt(other)
    #expect(state.assignments() == workshop.schedule.assignments)
  }
}
