import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// Which rules are in the way of a visit at an asked place: the smallest sets of them, and places that break no others.
@Suite struct PlacementSearchTests {
  /// What is asked of the place of the first visit.
  private func search(
    at arrival: String? = nil, advisor: Int? = nil, technician: Int? = nil, bay: Int? = nil,
    _ edit: (inout TinyWorkshop) -> Void = { _ in }
  ) -> PlacementSearch {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A")
    edit(&workshop)
    let request = PlacementRequest(
      appointment: AppointmentIndex(0), arrival: arrival.map { minute($0) },
      advisor: advisor.map { AdvisorIndex($0) }, technician: technician.map { TechnicianIndex($0) },
      bay: bay.map { BayIndex($0) })
    return PlacementSearch(workshop.adopted(), request)
  }

  private func rules(_ search: PlacementSearch) -> [RuleSet] {
    var search = search
    return search.minimalRuleSets()
  }

  // MARK: - One rule

  @Test func whatIsPossibleBreaksNothing() {
    #expect(rules(search()) == [[]])
    #expect(rules(search(at: "10:00", advisor: 1, technician: 1, bay: 1)) == [[]])
  }

  @Test func anArrivalOffTheSlotsBreaksTheFirstRule() {
    #expect(rules(search(at: "10:07")) == [.h1])
    #expect(rules(search(at: "12:00")) == [.h1])
  }

  @Test func anAdvisorOffDutyBreaksTheFirstRule() {
    #expect(
      rules(
        search(at: "10:00", advisor: 1) {
          $0.addCalendar("late", [(13, 17)])
          $0.site.advisors[1].calendar = "late"
        }) == [.h1])
    #expect(rules(search(at: "10:00", advisor: 1) { $0.site.advisors[1].kinds = [.maintenance] }) == [.h1])
  }

  // S receives B at 10:00.
  @Test func anAdvisorWhoReceivesSomebodyBreaksTheGap() {
    let taken: (inout TinyWorkshop) -> Void = { $0.add("B", at: "10:00", [Step("10:15", "11:15")]) }
    #expect(rules(search(at: "10:00", advisor: 0, taken)) == [.h2])
    #expect(rules(search(at: "10:00", advisor: 1, taken)) == [[]])
    // Any advisor will do.
    #expect(rules(search(at: "10:00", taken)) == [[]])
  }

  @Test func aFullHourAndAFullDay() {
    let full: (inout TinyWorkshop) -> Void = {
      $0.site.booking.advisorBookingsPerHour = 1
      $0.add("B", at: "10:00", [Step("10:15", "11:15")])
    }
    #expect(rules(search(at: "10:30", advisor: 0, full)) == [.h3])
    #expect(rules(search(at: "11:00", advisor: 0, full)) == [[]])
    let day: (inout TinyWorkshop) -> Void = {
      $0.site.booking.advisorBookingsPerDay = 1
      $0.add("B", at: "10:00", [Step("10:15", "11:15")])
    }
    #expect(rules(search(at: "15:00", advisor: 0, day)) == [.h4])
  }

  @Test func aTimeThatTheCustomerCannotCome() {
    #expect(
      rules(search(at: "10:00") { $0.demand.appointments[0].availability = [window("13:00", "14:00")] }) == [
        .h5
      ])
  }

  @Test func aBayOfAnotherType() {
    #expect(rules(search(bay: 2)) == [.h7])
  }

  @Test func aTechnicianWithoutTheSkill() {
    #expect(rules(search(technician: 1) { $0.site.technicians[1].skills["mech"] = 1 }) == [.h8])
    #expect(
      rules(search { $0.demand.appointments[0].operations[0].work = standardWork(60, level: 5) }) == [.h8])
  }

  @Test func workThatNoShiftHolds() {
    #expect(rules(search { $0.demand.appointments[0].operations[0].work = standardWork(300) }) == [.h9])
  }

  // 40 hours of splittable work: five days of which the horizon has two.
  @Test func workThatTheHorizonDoesNotHold() {
    #expect(
      rules(
        search {
          $0.demand.appointments[0].operations[0].work = standardWork(1000)
          $0.demand.appointments[0].operations[0].splittable = true
        }) == [.h9, .h10])
  }

  @Test func partsLoansTheClosingAndTheReserve() {
    #expect(
      rules(
        search {
          $0.demand.parts = [SparePart(id: "P", onHand: 0)]
          $0.demand.appointments[0].parts = [SparePart.Requirement(part: "P", quantity: 1)]
        }) == [.h11])
    #expect(rules(search { $0.demand.appointments[0].loaner = true }) == [.h12])
    #expect(rules(search(at: "16:00") { $0.demand.appointments[0].waiting = true }).contains(.h13))
    // Beyond the horizon nothing is kept free.
    #expect(rules(search { $0.site.booking.reservePercent = 100 }) == [.h10, .h14])
  }

  @Test func equipmentLimitsAndTripsAreRulesOfTheirOwn() {
    #expect(
      rules(
        search(at: "08:00") {
          $0.site.equipment = [Equipment(id: "E")]
          $0.demand.appointments[0].operations[0].equipment = ["E"]
          $0.hold("H", "00:00", "+2 00:00", bay: nil, crew: [])
          $0.demand.appointments[1].operations[0].equipment = ["E"]
        }) == [.h10, .h16])
    #expect(
      rules(search(at: "08:00") { $0.site.booking.limits = [BookingRules.ArrivalLimit(id: "L", most: 0)] })
        == [.h17])
    #expect(rules(search(at: "09:00") { $0.demand.appointments[0].collect = 30 }) == [.h18])
    #expect(rules(search(at: "09:00") { $0.demand.appointments[0].deliver = 30 }) == [.h18])
  }

  // The second operation may start 4,000 minutes after the first, which is after the two days of the horizon.
  @Test func aLagIsARuleOfTheOrder() {
    #expect(
      rules(
        search(at: "08:00") {
          $0.demand.appointments[0].operations.append(
            ServiceOperation(id: "2", work: standardWork(60), lag: ServiceOperation.Lag(min: 4000)))
        }) == [.h6, .h10])
  }

  @Test func anotherTimeThanThePromised() {
    #expect(
      rules(
        search(at: "10:00") { $0.demand.appointments[0].booked = Appointment.Booking(arrival: time("09:00")) }
      ) == [
        .h15
      ])
  }

  // MARK: - Several

  // At 12:00, on a bay of another type: both rules, and neither alone.
  @Test func rulesAddUp() {
    #expect(rules(search(at: "12:00", bay: 2)) == [[.h1, .h7]])
    var search = search(at: "12:00", bay: 2)
    let alone = search.exists(breaking: .h1)
    let both = search.exists(breaking: [.h1, .h7])
    let more = search.exists(breaking: [.h1, .h5, .h7])
    #expect(!alone && both && more)
  }

  // Everybody is taken on both days: somebody who is taken does it (H8), it is done at night (H9) or later (H10).
  @Test func severalSetsOfOneSizeAreAllFound() {
    let found = rules(
      search {
        $0.demand.appointments[0].walkIn = true
        $0.hold("H", "08:00", "17:00", bay: nil, crew: ["T", "T2"])
        $0.hold("I", "+1 08:00", "+1 17:00", bay: nil, crew: ["T", "T2"])
      })
    #expect(found == [.h8, .h9, .h10])
  }

  // MARK: - The rules of arrivals

  @Test func whatAnArrivalBreaksIsToldByAdvisor() {
    var search = search {
      $0.add("B", at: "10:00", [Step("10:15", "11:15")])
      $0.demand.appointments[0].availability = [window("08:00", "10:00")]
      $0.site.booking.siteBookingsPerHour = 1
    }
    let free = search.brokenRules(at: minute("08:00"))
    #expect(free == [[], []])
    let taken = search.brokenRules(at: minute("10:05"))
    #expect(taken == [[.h1, .h2, .h3, .h5], [.h1, .h3, .h5]])
    let late = search.brokenRules(at: minute("+1 10:00"))
    #expect(late == [[.h1, .h5], [.h1, .h5]])
  }

  @Test func missingPartsAreARuleOfTheArrival() {
    var search = search {
      $0.site.booking.partsLeadMinutes = 60
      $0.demand.parts = [SparePart(id: "P", onHand: 0, inbound: [.init(at: time("09:00"), quantity: 1)])]
      $0.demand.appointments[0].parts = [SparePart.Requirement(part: "P", quantity: 1)]
    }
    let early = search.brokenRules(at: minute("09:45"))
    let late = search.brokenRules(at: minute("10:00"))
    #expect(early == [.h11, .h11] && late == [[], []])
  }

  // MARK: - Places

  @Test func theBestPlaceIsTheSoonestAndCheapest() throws {
    var search = search {
      $0.site.policy.kinds[.repair]?.delay = 1
      $0.site.policy.overskill = 50
      $0.site.technicians[0].skills["mech"] = 4
    }
    let places = search.placements(breaking: [], maxCount: 3)
    let best = try #require(places.first)
    #expect(best.reception?.arrival == minute("08:00"))
    #expect(best.steps.map(\.start) == [minute("08:15")])
    #expect(best.steps[0].crew == [TechnicianIndex(1)])
    let assignment = best.assignment(of: AppointmentIndex(0), in: search.state.problem)
    #expect(assignment.ready == time("09:30"))
    #expect(assignment.operations.map(\.technicians) == [["T2"]])
    #expect(assignment.reception?.arrival == time("08:00"))
  }

  @Test func anAskedPlaceIsKept() throws {
    var search = search(at: "12:00", technician: 1, bay: 2)
    let places = search.placements(breaking: [.h1, .h7], maxCount: 2)
    let best = try #require(places.first)
    #expect(best.reception?.arrival == minute("12:00"))
    #expect(best.steps[0].bay == BayIndex(2))
    #expect(best.steps[0].crew.contains(TechnicianIndex(1)))
    // At lunch nobody works: from 13:00 on.
    #expect(best.steps[0].start == minute("13:00"))
    let none = search.placements(breaking: .h1, maxCount: 2)
    #expect(none.isEmpty)
  }

  @Test func aVehicleThatIsThereHasNoReception() throws {
    var search = search { $0.demand.appointments[0].arrived = time("09:00") }
    let place = try #require(search.placements(breaking: [], maxCount: 1).first)
    #expect(place.reception == nil)
    #expect(place.steps.map(\.start) == [minute("09:00")])
  }

  // MARK: - Proofs

  // Leaving all that is asked of technicians aside the work takes as long as the fastest would need.
  @Test func theAbstractQuestionIsWeaker() {
    var hard = search { $0.demand.appointments[0].operations[0].work = standardWork(60, level: 5) }
    let real = hard.exists()
    let weak = hard.exists(breaking: .h8, isAbstract: true)
    let other = hard.exists(breaking: [.h1, .h5, .h7], isAbstract: true)
    #expect(!real && weak && !other)
  }

  // MARK: - Ways

  private func ways(
    _ search: PlacementSearch, breaking rules: RuleSet, isAbstract: Bool = false
  ) -> [ChainMode] {
    var modes = ChainModes(search.state.problem, search.request)
    return modes.modes(for: 0, breaking: rules, isAbstract: isAbstract)
  }

  @Test func waysThatFitComeWithoutMisfits() {
    let found = ways(search(), breaking: [.h7, .h8])
    // Two technicians on two lifts.
    #expect(found.count == 4)
    #expect(found.allSatisfy { $0.misfits == 0 && $0.option.work == 60 })
  }

  @Test func whatIsAskedForComesAsAMisfit() {
    let found = ways(search(bay: 2), breaking: .h7)
    #expect(found.filter { $0.option.bay == BayIndex(2) }.map(\.misfits) == [1, 1])
    #expect(ways(search(bay: 2), breaking: []).allSatisfy { $0.option.bay != BayIndex(2) })
  }

  @Test func whereNobodyIsAbleNobodyDoesIt() {
    let hard = search { $0.demand.appointments[0].operations[0].work = standardWork(60, level: 5) }
    #expect(ways(hard, breaking: []).isEmpty)
    let found = ways(hard, breaking: .h8)
    #expect(found.map(\.option.crew) == [[], []])
    #expect(found.map(\.misfits) == [1, 1])
  }

  @Test func abstractWorkTakesAsLongAsTheFastestWould() {
    let fast = search { $0.site.technicians[1].efficiency = 150 }
    #expect(ways(fast, breaking: .h8, isAbstract: true).map(\.option.work) == [40, 40])
    #expect(ways(fast, breaking: .h7, isAbstract: true).map(\.option.bay) == [nil, nil])
  }

  // MARK: - Transfers

  @Test func aScheduleIsTakenOverIntoAWiderProblem() throws {
    var workshop = TinyWorkshop()
    workshop.add("A")
    workshop.add("B", at: "08:15", advisor: "S2", [Step("08:30", "09:30", bay: "B2", crew: ["T2"])])
    let state = workshop.adopted()
    workshop.site.technicians.insert(
      Technician(id: "T0", skills: ["mech": 1], calendar: "week"), at: 2)
    workshop.site.bays.append(Bay(id: "B3", types: ["lift"]))
    let moved = try #require(state.transferred(to: workshop.problem))
    #expect(moved.assignments() == state.assignments())
    #expect(moved.cost == state.cost)
  }

  @Test func aScheduleIsNotTakenOverWhereItsPlacesAreGone() {
    var workshop = TinyWorkshop()
    workshop.add("A")
    let state = workshop.adopted()
    workshop.site.technicians[0].skills["mech"] = 1
    let moved = state.transferred(to: workshop.problem)
    #expect(moved?.cost == nil)
  }
}
