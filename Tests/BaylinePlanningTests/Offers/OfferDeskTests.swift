import Bayline
import BaylineFormats
import BaylineModel
import BaylinePlanning
import BaylineSimulation
import BaylineVerifier
import BaylineWording
import TestSupport
import Testing

/// What callers are offered, on a tiny workshop: 08:00–12:00 and 13:00–17:00 on Monday and Tuesday, arrivals on Monday, two
/// advisors, two lifts, two technicians; 15 minutes of reception and of finishing; costs nothing unless said.
@Suite struct OfferDeskTests {
  /// A request for 60 minutes on a lift.
  private func request(
    _ window: (String, String)? = nil, first: String? = nil, edit: (inout Appointment) -> Void = { _ in }
  ) -> Appointment {
    var request = Appointment(id: "R", kind: .repair, operations: [work(60)])
    request.availability = window.map { [TimeWindow(from: time($0.0), to: time($0.1))] }
    request.preferredArrival = first.map { time($0) }
    edit(&request)
    return request
  }

  private func work(_ minutes: Int, trade: String = "mech") -> ServiceOperation {
    let crew = WorkRequirement.Crew(trade: trade)
    return ServiceOperation(
      id: "1", work: .standard(WorkRequirement.StandardWork(minutes: minutes, bay: "lift", crew: crew)))
  }

  private func desk(_ workshop: TinyWorkshop, now: CivilTime? = nil) throws -> OfferDesk {
    try OfferDesk(site: workshop.site, demand: workshop.demand, schedule: workshop.schedule, now: now)
  }

  private func arrivals(_ answer: Offer.Answer) -> [CivilTime] {
    answer.offers.map(\.reception.arrival)
  }

  // MARK: - With everything else as it stands

  // An earlier comeback would only be off the first choice; a later one would be delayed for ten points a minute too.
  @Test(arguments: ["09:00", "14:00", "16:00"])
  func theFirstChoiceInAnEmptyShopIsOfferedFirst(first: String) throws {
    var workshop = TinyWorkshop()
    workshop.site.policy = CostPolicy()
    let answer = try desk(workshop).offers(for: request(first: first) { $0.kind = .comeback })
    #expect(arrivals(answer).first == time(first))
    #expect(answer.offers.first?.isFirstChoice == true)
  }

  @Test func aFullLimitIsSaidOfTheFirstChoice() throws {
    var workshop = TinyWorkshop()
    workshop.site.booking.limits = [
      BookingRules.ArrivalLimit(id: "am", hours: WorkCalendar.DayInterval(0, 720), most: 0)
    ]
    let answer = try desk(workshop).offers(for: request(first: "09:00"))
    #expect(answer.firstChoiceReason == .limit)
    #expect(arrivals(answer).allSatisfy { $0 >= time("12:00") })
  }

  @Test func theFirstChoiceLeadsAndTheNextLiesInAnotherPartOfTheDay() throws {
    var workshop = TinyWorkshop()
    workshop.site.policy.deviation = 1
    workshop.site.policy.kinds[.repair]?.delay = 1
    let answer = try desk(workshop).offers(for: request(first: "10:00"))
    let best = try #require(answer.offers.first)
    #expect(best.isFirstChoice)
    #expect(best.reception.arrival == time("10:00"))
    // 10:00 + 15 of reception + 60 of work + 15 of finishing, and 90 open minutes of delay.
    #expect(best.ready == time("11:30"))
    #expect(best.extraCost == 90)
    // The afternoon opens at 13:00, 120 open minutes off the first choice and done 120 + 90 after it. Coming sooner gains
    // nothing: the delay counts from the arrival, so the cheapest an hour off is 09:00, for 60 + 90.
    #expect(arrivals(answer) == [time("10:00"), time("09:00"), time("13:00")])
    #expect(answer.offers.map(\.extraCost) == [90, 150, 330])
    #expect(answer.firstChoiceReason == nil)
    #expect(answer.next == nil)
  }

  // Three arrivals at 09:00, 09:15 and 09:30: a fourth before 10:00 would be the fourth of an hour.
  @Test func anAdvisorsFullHourSendsTheCallerToTheNext() throws {
    var workshop = TinyWorkshop()
    workshop.site.advisors.removeLast()
    workshop.site.policy.kinds[.repair]?.delay = 1
    workshop.add("A", at: "09:00", [Step("09:15", "10:15")])
    workshop.add("B", at: "09:15", [Step("09:30", "10:30", bay: "B2", crew: ["T2"])])
    workshop.add("C", at: "09:30", [Step("10:15", "11:15")])
    let desk = try desk(workshop)
    let answer = desk.offers(for: request(("09:00", "10:15"), first: "09:45"))
    #expect(arrivals(answer) == [time("10:00")])
    #expect(answer.firstChoiceReason == .advisor)
    let none = desk.offers(for: request(("09:00", "10:00")))
    #expect(none.offers.isEmpty)
    #expect(none.refusal?.reason == .advisor)
    // Whatever the customer said, 10:00 is the first time from 09:00 on that works.
    #expect(none.next?.reception == Schedule.Reception(arrival: time("10:00"), advisor: "S"))
    #expect(none.next?.ready == time("11:45"))
  }

  @Test func aPartThatComesAtNoonIsWaitedFor() throws {
    var workshop = TinyWorkshop()
    workshop.demand.parts = [
      SparePart(id: "P", onHand: 0, inbound: [SparePart.Delivery(at: time("12:00"), quantity: 1)])
    ]
    let needs = request(first: "09:00") { $0.parts = [SparePart.Requirement(part: "P", quantity: 1)] }
    let answer = try desk(workshop).offers(for: needs)
    #expect(answer.firstChoiceReason == .parts)
    #expect(arrivals(answer).allSatisfy { $0 >= time("13:00") })
    #expect(answer.offers.count == 3)
    #expect(answer.offers[0].parts == [Offer.PartSupply(part: "P", quantity: 1, arrives: time("12:00"))])
  }

  // The one loan vehicle is out from 08:00 to 09:30, when A is ready.
  @Test func aLoanVehicleIsOfferedWhenItIsBack() throws {
    var workshop = TinyWorkshop()
    workshop.site.loaners = 1
    workshop.add("A") { $0.loaner = true }
    let desk = try desk(workshop)
    let wish = { (from: String, to: String) in request((from, to)) { $0.loaner = true } }
    #expect(arrivals(desk.offers(for: wish("08:00", "09:45"), count: 1)) == [time("09:30")])
    let none = desk.offers(for: wish("08:00", "09:30"))
    #expect(none.offers.isEmpty)
    #expect(none.refusal?.reason == .loaner)
  }

  @Test func whatIsNotToBeBookedIsToldSo() throws {
    let answer = try desk(TinyWorkshop()).offers(for: request(first: "12:30"))
    #expect(answer.firstChoiceReason == .availability)
    #expect(answer.offers.count == 3)
  }

  // MARK: - Making room

  /// T alone can do electrical work, and is busy all day but for 08:00–08:15, 12:00, 13:00–13:15 and 16:45–17:00.
  private var busy: TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.demand.horizon.carryOverDays = 0
    workshop.site.technicians[0].skills["elec"] = 1
    workshop.add("A", at: "08:00", [Step("08:15", "12:00", minutes: 225)]) { $0.readyBy = time("12:15") }
    workshop.add("B", at: "13:00", [Step("13:15", "16:45", minutes: 210)]) { $0.readyBy = time("17:00") }
    return workshop
  }

  private var electrical: Appointment {
    request(first: "08:00") { $0.operations = [work(60, trade: "elec")] }
  }

  @Test func aTechnicianSwapMakesRoom() throws {
    let workshop = busy
    let desk = try desk(workshop)
    let answer = desk.offers(for: electrical)
    let best = try #require(answer.offers.first)
    #expect(best.isFirstChoice)
    #expect(best.operations[0].technicians == ["T"])
    // Either of the two goes to T2; nothing else moves, and both are still in time.
    let move = try #require(best.moves.first)
    #expect(best.moves.count == 1)
    #expect(move.from.technicians == ["T"] && move.to.technicians == ["T2"])
    #expect(move.from.start == move.to.start)
    let accepted = try desk.accept(best, of: electrical)
    #expect(Verifier(site: workshop.site, demand: accepted.demand).verify(accepted.schedule).isCorrect)
    #expect(
      accepted.schedule.assignments.first { $0.appointment == "A" }?.reception?.arrival == time("08:00"))
  }

  // T2 comes at 13:00 only: A would be late with him, so B has to go.
  @Test func nobodysPromiseBecomesLate() throws {
    var workshop = busy
    workshop.addCalendar("afternoon", [(13, 17)])
    workshop.site.technicians[1].calendar = "afternoon"
    let best = try #require(desk(workshop).offers(for: electrical).offers.first)
    #expect(best.moves.map(\.appointment) == ["B"])
    #expect(best.operations[0].start >= time("13:00"))
  }

  @Test func lockedWorkStays() throws {
    var workshop = busy
    for index in workshop.demand.appointments.indices {
      let placed = workshop.schedule.assignments[index].operations[0]
      workshop.demand.appointments[index].operations[0].locked = ServiceOperation.LockedWork(
        bay: placed.bay, technicians: placed.technicians, start: placed.start)
    }
    let answer = try desk(workshop).offers(for: electrical)
    #expect(answer.offers.isEmpty)
    // Nothing else in the schedule could make room.
    #expect(answer.firstChoiceReason == .technician)
  }

  // MARK: - During the day

  @Test func nothingIsOfferedBeforeTheCall() throws {
    var workshop = TinyWorkshop()
    workshop.add("A")
    let desk = try desk(workshop, now: time("14:10"))
    let wish = request(first: "09:00")
    let answer = desk.offers(for: wish, count: 5)
    #expect(answer.offers.count == 5)
    #expect(arrivals(answer).allSatisfy { $0 >= time("14:15") })
    #expect(arrivals(answer).contains(time("14:15")))
    #expect(answer.firstChoiceReason == .availability)
    #expect(desk.offer(for: wish, at: time("09:00")) == nil)
    // The demand's own `now` stays: A is at work since 08:15.
    let accepted = try desk.accept(answer.offers[0], of: wish)
    #expect(accepted.demand.now == workshop.demand.now)
    #expect(Verifier(site: workshop.site, demand: accepted.demand).verify(accepted.schedule).isCorrect)
    // What is left of the customer's times holds nothing; 14:15 is the next time that works.
    let late = desk.offers(for: request(("08:00", "14:15")))
    #expect(late.offers.isEmpty)
    #expect(late.refusal?.reason == .availability)
    #expect(late.next?.reception.arrival == time("14:15"))
  }

  @Test func whatHasBegunAtTheCallIsNotMoved() throws {
    let workshop = busy
    var wish = electrical
    wish.preferredArrival = time("14:00")
    // At 13:00 B can still go to T2; at 13:20 it has begun, and T is at it until 16:45.
    let before = try #require(desk(workshop, now: time("13:00")).offers(for: wish).offers.first)
    #expect(before.isFirstChoice)
    #expect(before.moves.map(\.appointment) == ["B"])
    #expect(try desk(workshop, now: time("13:20")).offers(for: wish).offers.isEmpty)
  }

  @Test func oneArrivalIsOfferedHoweverManyOthersThereAre() throws {
    let desk = try desk(TinyWorkshop())
    let wish = request(("08:00", "12:00"))
    #expect(desk.offer(for: wish, at: time("10:15"))?.reception.arrival == time("10:15"))
    #expect(desk.offer(for: wish, at: time("10:20")) == nil)
    #expect(desk.offer(for: wish, at: time("13:00")) == nil)
  }

  @Test func aReturnMayComeAtAnyTimeOfTheDayOfTheCall() throws {
    var workshop = TinyWorkshop()
    workshop.demand.horizon.days = 2
    let desk = try desk(workshop, now: time("09:20"))
    let tomorrow = request(("+1 08:00", "+1 17:00")) { $0.kind = .comeback }
    let today = try #require(desk.offer(for: tomorrow, at: time("14:00")))
    #expect(today.isOutsideAvailability)
    #expect(today.reception.arrival == time("14:00"))
    #expect(desk.offer(for: tomorrow, at: time("09:00")) == nil)
    let accepted = try desk.accept(today, of: tomorrow)
    #expect(Verifier(site: workshop.site, demand: accepted.demand).verify(accepted.schedule).isCorrect)
  }

  @Test(arguments: [("+1 00:00", "22:00–24:00"), ("+1 06:00", "22:00–11-24 06:00")])
  func aWindowOverMidnightIsToldWithItsDay(to: String, told: String) throws {
    let wish = request(("22:00", to))
    let refusal = try #require(try desk(TinyWorkshop()).offers(for: wish).refusal)
    let words = ReasonText(site: TinyWorkshop().site, demand: TinyWorkshop().demand, language: .english)
    let detail = try #require(words.worded(refusal, of: wish).detail)
    #expect(detail.contains("(\(told))"), "\(detail)")
  }

  // MARK: - Returns

  @Test func aReturnIsShownATimeToday() throws {
    var workshop = TinyWorkshop()
    workshop.demand.horizon.days = 2
    workshop.demand.now = time("09:20")
    let desk = try desk(workshop)
    let tomorrow = request(("+1 08:00", "+1 17:00")) { $0.kind = .comeback }
    let answer = desk.offers(for: tomorrow)
    #expect(answer.offers.map(\.isOutsideAvailability) == [false, false, true])
    let today = try #require(answer.offers.last)
    #expect(today.reception.arrival == time("09:30"))
    let accepted = try desk.accept(today, of: tomorrow)
    #expect(accepted.demand.appointments[0].availability?.first?.contains(time("09:30")) == true)
    #expect(Verifier(site: workshop.site, demand: accepted.demand).verify(accepted.schedule).isCorrect)
    // It never pushes out the first two, and others than returns are not shown any.
    #expect(desk.offers(for: tomorrow, count: 2).offers.map(\.isOutsideAvailability) == [false, false])
    let repair = request(("+1 08:00", "+1 17:00"))
    #expect(desk.offers(for: repair).offers.allSatisfy { !$0.isOutsideAvailability })
  }

  // MARK: - The promise

  @Test(
    arguments: [
      // Ready 11:30.
      (first: "10:00", minutes: 60, wanted: nil, promise: "11:30"),
      // Ready 11:52 and 16:50: on the quarter, when the site closes for lunch or the day.
      (first: "10:00", minutes: 82, wanted: nil, promise: "12:00"),
      (first: "14:00", minutes: 140, wanted: nil, promise: "17:00"),
      // What the customer asked for is told if it can be kept, else what can be.
      (first: "10:00", minutes: 60, wanted: "16:00", promise: "16:00"),
      (first: "10:00", minutes: 60, wanted: "11:00", promise: "11:30"),
    ] as [(first: String, minutes: Int, wanted: String?, promise: String)])
  func theVehicleIsPromisedWhenItIsReady(first: String, minutes: Int, wanted: String?, promise: String) throws
  {
    let desk = try desk(TinyWorkshop())
    let wish = request(first: first) {
      $0.operations = [work(minutes)]
      $0.readyBy = wanted.map { time($0) }
    }
    let offer = try #require(desk.offers(for: wish).offers.first)
    #expect(offer.isFirstChoice)
    #expect(offer.promise == time(promise))
    let accepted = try desk.accept(offer, of: wish)
    #expect(accepted.demand.appointments.last?.readyBy == time(promise))
    #expect(accepted.demand.appointments.last?.booked?.arrival == time(first))
  }

  // MARK: - The book

  @Test func theNextCallerIsAnsweredAgainstTheNewestBook() throws {
    var workshop = TinyWorkshop()
    workshop.add("A")
    let first = try desk(workshop)
    let wish = request(first: "08:00")
    let best = try #require(first.offers(for: wish).offers.first)
    // A is with S at 08:00.
    #expect(best.reception == Schedule.Reception(arrival: time("08:00"), advisor: "S2"))
    var accepted = try first.accept(best, of: wish)
    ScheduleFingerprint.stamp(&accepted.schedule, site: workshop.site, demand: accepted.demand)
    let next = try OfferDesk(site: workshop.site, demand: accepted.demand, schedule: accepted.schedule)
    let other = request(first: "08:00") { $0.id = "Q" }
    #expect(next.offers(for: other).firstChoiceReason == .advisor)
    var changed = accepted.demand
    changed.appointments[0].waiting = true
    #expect(throws: Schedule.Problem.otherDemand) {
      try ScheduleFingerprint.check(accepted.schedule, site: workshop.site, demand: changed)
    }
  }

  @Test func aScheduleThatBreaksARuleIsNoBook() throws {
    var workshop = TinyWorkshop()
    workshop.add("A", ready: "09:00")
    #expect(throws: Schedule.Problem.self) { try desk(workshop) }
  }

  // MARK: - With the work of all others planned anew

  // One technician from 08:00 to 18:15 and ten visits of 50 minutes with ten minutes before each: 08:25–09:15, 09:25–10:15, … A visit of an
  // hour takes six of the gaps. For a new caller four others move at the most, which leaves 4 × 50 + 5 × 10 minutes for 260.
  @Test func whoWasToldATimeGetsItThoughManyMove() throws {
    var workshop = TinyWorkshop()
    workshop.demand.horizon.carryOverDays = 0
    workshop.site.calendars["week"] = WorkCalendar(weekly: [
      .monday: [WorkCalendar.DayInterval(8 * 60, 18 * 60 + 15)]
    ])
    workshop.site.technicians.removeLast()
    workshop.site.booking.advisorBookingsPerHour = 4
    for number in 0..<10 {
      let start = "\(number + 8 < 10 ? "0" : "")\(number + 8):25"
      let end = "\(number + 9 < 10 ? "0" : "")\(number + 9):15"
      let arrival = ["08:00", "08:15", "08:30", "08:45", "09:00"][number / 2]
      workshop.add(
        "V\(number)", at: arrival, advisor: number % 2 == 0 ? "S" : "S2",
        [Step(start, end, minutes: 50)])
    }
    let desk = try desk(workshop)
    let request = request(("10:00", "10:15"))
    #expect(desk.offers(for: request).offers.isEmpty)
    let offer = try #require(desk.offer(for: request, at: time("10:00")))
    #expect(offer.moves.count >= 5)
    let accepted = try desk.accept(offer, of: request)
    #expect(accepted.schedule.assignments.count == 11)
    for visit in workshop.schedule.assignments {
      let after = accepted.schedule.assignments.first { $0.appointment == visit.appointment }
      #expect(after?.reception == visit.reception)
    }
  }
}
