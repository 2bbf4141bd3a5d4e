import BaylineModel
import TestSupport
import Testing

@Suite struct WorkshopChangeTests {
  @Test func aClosedBayIsUsableOnOtherDays() throws {
    let made = try Applying()(
      .closeBays(.ofType("lift", count: 1), on: Scenario.DaySelection(dates: [day()])))
    let calendar = try #require(made.site.bays[0].calendar.flatMap { made.site.calendars[$0] })
    #expect(calendar.intervals(on: day()).isEmpty)
    #expect(calendar.intervals(on: day(1)) == [WorkCalendar.DayInterval(0, 1440)])
    #expect(made.site.bays[1].calendar == nil)
  }

  @Test func baysComeAndChangeTheirTypes() throws {
    var apply = Applying()
    apply.workshop.leaveOut(
      "A",
      [
        Step("08:15", "09:15") {
          $0.work = .standard(WorkRequirement.StandardWork(minutes: 20, bay: "booth"))
        }
      ])
    var change = Scenario.BayChange()
    change.types = ["lift", "booth"]
    // A booth is known, for an operation asks for one.
    let made = try apply(
      .addBays(count: 1, .with(types: ["booth"], calendar: nil)), .addBays(count: 1, .like("B")),
      .changeBays(.these(["B2"]), change))
    #expect(made.site.bays.map(\.id) == ["B", "B2", "W", "booth+1", "B+1"])
    #expect(made.site.bays[1].types == ["lift", "booth"])
    #expect(apply.conflicts(.addBays(count: 1, .with(types: ["both"], calendar: nil))) == [.noType("both")])
  }

  @Test func advisorsComeGoAndReceiveOtherKinds() throws {
    var change = Scenario.AdvisorChange()
    change.bookingsPerHour = .set(2)
    change.kinds = .set([.accident])
    let made = try Applying()(
      .changeAdvisors(.these(["S"]), change), .addAdvisors(count: 1, .like("S")), .removeAdvisors(.last(2)),
      .addAdvisors(
        count: 1, .with(calendar: .named("week"), bookingsPerHour: nil, bookingsPerDay: 9, kinds: nil)))
    #expect(made.site.advisors.map(\.id) == ["S", "advisor+1"])
    #expect(made.site.advisors[0].kinds == [.accident] && made.site.advisors[0].bookingsPerHour == 2)
    #expect(made.site.advisors[1].bookingsPerDay == 9)
    var free = Scenario.AdvisorChange()
    free.kinds = .set(nil)
    let again = try Applying(workshop: with(made.site))(.changeAdvisors(.all, free))
    #expect(again.site.advisors.allSatisfy { $0.kinds == nil })
  }

  private func with(_ site: Site) -> TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.site = site
    return workshop
  }

  @Test func thePromiseOfAnAbsentAdvisorIsLeftForTheCostToTell() throws {
    var apply = Applying()
    apply.workshop.leaveOut("A") { $0.booked = Appointment.Booking(arrival: time("08:00"), advisor: "S") }
    let made = try apply(.advisorAbsence(.these(["S"]), on: Scenario.DaySelection(dates: [day()])))
    #expect(made.demands[0].appointments[0].booked?.advisor == "S")
    #expect(made.site.advisors.map(\.calendar) == ["week+1", "week"])
  }

  @Test func openingHoursAreNoShifts() throws {
    let hours = WorkCalendar(weekly: [.monday: [WorkCalendar.DayInterval(600, 900)]])
    let made = try Applying()(.openingHours(.inline(hours)))
    #expect(made.site.calendars[made.site.hours] == hours)
    #expect(made.site.technicians.map(\.calendar) == ["week", "week"])
    #expect(Applying().conflicts(.openingHours(.named("weke"))) == [.noCalendar("weke")])
  }

  @Test func bookingRulesAndLoanVehicles() throws {
    var change = Scenario.BookingChange()
    change.numbers = [.reservePercent: 20, .advisorGapMinutes: 10]
    change.siteBookingsPerHour = .set(6)
    let made = try Applying()(.booking(change), .loaners(3), .addLoaners(-1))
    #expect(made.site.booking.reservePercent == 20)
    #expect(made.site.booking.advisorGapMinutes == 10)
    #expect(made.site.booking.siteBookingsPerHour == 6)
    #expect(made.site.loaners == 2)
    #expect(Applying().conflicts(.addLoaners(-1)) == [.belowZero(-1)])
  }

  @Test func everyBookingRuleHasItsPlace() {
    var change = Scenario.BookingChange()
    for (position, rule) in BookingRules.Key.allCases.enumerated() { change.numbers[rule] = 100 + position }
    let booking = try? Applying()(.booking(change)).site.booking
    let numbers = BookingRules.Key.allCases.map { booking?[keyPath: $0.path] }
    #expect(numbers == BookingRules.Key.allCases.indices.map { 100 + $0 })
  }

  @Test func partsAndDeliveries() throws {
    var apply = Applying()
    apply.workshop.demand.parts = [
      SparePart(id: "P", onHand: 1, inbound: [SparePart.Delivery(at: time("10:00"), quantity: 2)]),
      SparePart(id: "Q", onHand: 5),
    ]
    let made = try apply(
      .stock(part: "P", more: 3), .stock(part: nil, more: -2), .deliveries(part: nil, laterMinutes: -90))
    #expect(made.demands[0].parts.map(\.onHand) == [2, 3])
    #expect(made.demands[0].parts[0].inbound.map(\.at) == [time("08:30")])
    #expect(apply.conflicts(.stock(part: "P", more: -2)) == [.belowZero(-1)])
    #expect(apply.conflicts(.stock(part: "R", more: 1)) == [.noPart("R")])
    #expect(apply.conflicts(.deliveries(part: "Q", laterMinutes: 60)) == [.noEffect])
    #expect(apply.conflicts(.deliveries(part: "R", laterMinutes: 60)) == [.noPart("R")])
  }

  @Test func uncertaintyIsReplacedMemberByMember() throws {
    var change = Uncertainty.Change()
    change.punctuality.latePercent = .set(30)
    change.walkIns.perDay = .set(4)
    var apply = Applying()
    apply.uncertainty.noShow = Uncertainty.ByKind(12)
    let made = try apply(.uncertainty(change))
    #expect(made.uncertainty.noShow == Uncertainty.ByKind(12))
    #expect(made.uncertainty.punctuality.latePercent == 30)
    #expect(made.uncertainty.walkIns.perDay == 4)
    change.punctuality.earlyPercent = .set(71)
    #expect(apply.conflicts(.uncertainty(change)) == [.sumAboveHundred])
    #expect(
      apply.conflicts(.noShow(Uncertainty.ByKind(9, kinds: [VisitKind(rawValue: "wash"): 3]))) == [
        .noKind("wash")
      ]
    )
  }

  @Test func aChangeToAnUncertaintyMakesAnyOtherIt() {
    #expect(Uncertainty.Change(to: .default).applied(to: .none) == .default)
    #expect(Uncertainty.Change(to: .none).applied(to: .default) == .none)
    #expect(Uncertainty.Change().applied(to: .default) == .default)
  }

  @Test func growthBeyondTheLimitsIsRefused() {
    let apply = Applying()
    #expect(
      apply.conflicts(.addTechnicians(count: 9_999, .like("T")))
        == [.tooMany(10_001, most: 10_000)])
  }
}
