import BaylineModel
import TestSupport
import Testing

@testable import BaylineStudies

/// The account of slack, worked out by hand on the tiny workshop: technicians and advisors work 08:00-12:00 and 13:00-17:00, 480
/// minutes, Monday to Friday.
@Suite struct CapacityTests {
  private let monday = day("2026-11-23")

  @Test func minutesAreShiftsAtTheirEfficiencyLessTheReserve() {
    var tiny = TinyWorkshop()
    tiny.site.booking.reservePercent = 15
    tiny.site.technicians[0].efficiency = 120
    // T 480 × 1.2 = 576, T2 480: 1,056; less 15% it is 897.6.
    let capacity = WorkshopCapacity(tiny.site)
    #expect(capacity.trades == ["mech"])
    #expect(capacity.minutes(on: monday) == [897])
    #expect(capacity.minutes(on: day("2026-11-28")) == [0], "a Saturday")
  }

  @Test func aTechnicianCountsForTheTradeOfTheHighestLevel() {
    var tiny = TinyWorkshop()
    tiny.site.technicians[1].skills = ["mech": 1, "paint": 3, "body": 3]
    let capacity = WorkshopCapacity(tiny.site)
    // Of body and paint at the same level the first by name.
    #expect(capacity.trades == ["mech", "body"])
    #expect(capacity.minutes(on: monday) == [480, 480])
  }

  @Test func arrivalsFollowFromGapHourDayAndSite() {
    var tiny = TinyWorkshop()
    // Four hours and four hours, three in each: 12 + 12 for an advisor, 15 at most in a day; two advisors.
    #expect(WorkshopCapacity(tiny.site).arrivals(on: monday) == 30)
    tiny.site.advisors[1].bookingsPerDay = 4
    #expect(WorkshopCapacity(tiny.site).arrivals(on: monday) == 19)
    // A slot every 30 minutes, so two in an hour: 8 × 2 and 4.
    tiny.site.booking.advisorGapMinutes = 30
    #expect(WorkshopCapacity(tiny.site).arrivals(on: monday) == 19)
    tiny.site.booking.siteBookingsPerHour = 1
    #expect(WorkshopCapacity(tiny.site).arrivals(on: monday) == 8)
  }

  @Test func bookedWorkCountsWhereTheScheduleHasIt() {
    var tiny = TinyWorkshop()
    tiny.add("A", at: "08:00", [Step("08:15", "09:15")])
    // 600 minutes from Monday 08:15: 465 minutes of Monday, the rest on Tuesday.
    tiny.add(
      "B", at: "08:00", advisor: "S2",
      [Step("08:15", "+1 10:15", minutes: 600, splittable: true, crew: ["T2"])])
    tiny.leaveOut("C")
    let capacity = WorkshopCapacity(tiny.site)
    var loads = OutreachPlan.DayLoads(capacity, from: monday, days: 2)
    loads.book(tiny.demand, tiny.schedule, capacity)
    #expect(loads.booked == [[60 + 465, 2], [135, 0]])
    #expect(loads.slack(0, 0) == 960 - 525)
    #expect(loads.slack(0, loads.arrivals) == 28)
  }

  @Test func withoutAScheduleTheDayIsThePromiseTheWishOrTheFirst() {
    var tiny = TinyWorkshop()
    tiny.demand.horizon.days = 3
    tiny.leaveOut("A") { $0.booked = Appointment.Booking(arrival: time("+1 09:00")) }
    tiny.leaveOut("B") { $0.preferredArrival = time("+2 09:00") }
    tiny.leaveOut("C")
    tiny.leaveOut("D") { $0.arrived = time("-1 09:00") }
    let capacity = WorkshopCapacity(tiny.site)
    var loads = OutreachPlan.DayLoads(capacity, from: monday, days: 3)
    let days = loads.book(tiny.demand, nil, capacity)
    #expect(days == [1, 2, 0, 0].map { monday.advanced(by: $0) })
    // The vehicle that is there takes minutes, and no arrival.
    #expect(loads.booked == [[120, 1], [60, 1], [60, 1]])
  }

  @Test func theLedgerKeepsGapsAndHours() {
    let tiny = TinyWorkshop()
    var ledger = ArrivalLedger(tiny.site, days: [monday])
    for minute in ["08:00", "08:15", "08:30"] { ledger.add(time(minute), advisor: 0) }
    #expect(!ledger.admits(time("08:45"), advisor: 0), "the fourth of an hour")
    #expect(ledger.admits(time("09:00"), advisor: 0))
    #expect(ledger.admits(time("08:45"), advisor: 1))
    #expect(!ledger.admits(time("08:15"), advisor: 0), "taken")
    #expect(!ledger.admits(time("12:00"), advisor: 0), "lunch")
    #expect(!ledger.admits(time("11:50"), advisor: 0), "off the grid")
    #expect(!ledger.admits(time("+1 09:00"), advisor: 0), "a day that is not in the book")
  }

  // One inspection in the morning, two arrivals a day in all.
  @Test func theLedgerKeepsTheLimitsOfTheSite() {
    var tiny = TinyWorkshop()
    tiny.site.booking.limits = [
      BookingRules.ArrivalLimit(
        id: "I", kinds: [.inspection], hours: WorkCalendar.DayInterval(480, 720), most: 1),
      BookingRules.ArrivalLimit(id: "D", most: 2),
    ]
    func visit(_ kind: VisitKind) -> Appointment { Appointment(id: "V", kind: kind, operations: []) }
    var ledger = ArrivalLedger(tiny.site, days: [monday])
    ledger.add(time("08:00"), advisor: 0, for: visit(.inspection))
    #expect(!ledger.admits(time("09:00"), advisor: 1, for: visit(.inspection)))
    #expect(ledger.admits(time("14:00"), advisor: 1, for: visit(.inspection)))
    #expect(ledger.admits(time("09:00"), advisor: 1, for: visit(.repair)))
    #expect(ledger.admits(time("09:00"), advisor: 1))
    ledger.add(time("09:00"), advisor: 1)
    #expect(!ledger.admits(time("14:00"), advisor: 1), "the third of a day")
  }

  @Test func theLedgerKnowsOverfullHours() {
    let tiny = TinyWorkshop()
    var ledger = ArrivalLedger(tiny.site, days: [monday])
    for minute in ["08:00", "08:15", "08:30"] { ledger.add(time(minute), advisor: 0) }
    #expect(!ledger.exceedsHourlyLimit(on: monday, advisor: 0))
    ledger.add(time("08:45"), advisor: 0)
    #expect(ledger.exceedsHourlyLimit(on: monday, advisor: 0))
    #expect(!ledger.exceedsHourlyLimit(on: monday, advisor: 1))
    // Other hours of the day stay open, unless the caller asks about the whole day.
    #expect(ledger.admits(time("10:00"), advisor: 0))
  }

  @Test func typicalMinutesAreThoseOfTheVisitsElseOfTheCatalogue() {
    let tiny = TinyWorkshop()
    let capacity = WorkshopCapacity(tiny.site)
    func visit(_ minutes: Int) -> Appointment {
      let work = WorkRequirement.StandardWork(
        minutes: minutes, bay: "lift", crew: WorkRequirement.Crew(trade: "mech"))
      return Appointment(
        id: "V", kind: .repair, operations: [ServiceOperation(id: "1", work: .standard(work))])
    }
    let jobs = [20, 40].map {
      OutreachPlan.Job(name: "\($0)", kind: .repair, operations: visit($0).operations)
    }
    let book = OutreachJobCatalogue(jobs, capacity: capacity)
    #expect(book.typicalMinutes(of: .repair, in: [visit(50), visit(100)]) == [75])
    #expect(book.typicalMinutes(of: .repair, in: []) == [30])
    #expect(book.typicalMinutes(of: .maintenance, in: [visit(50)]) == [60], "built in")
  }
}
