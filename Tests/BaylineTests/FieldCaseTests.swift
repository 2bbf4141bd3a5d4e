import Bayline
import BaylineFormats
import BaylineModel
import BaylinePlanning
import BaylineReports
import BaylineVerifier
import Foundation
import TestSupport
import Testing

/// Cases from people's reports: what they could not say, said with the members that there are now, and what should come.
@Suite(.enabled(if: Project.shared != nil)) struct FieldCaseTests {
  /// A case, and the schedule that is best for it.
  private struct Case {
    var site: Site
    var demand: Demand

    init(_ name: String) throws {
      let folder = try #require(Project.shared).appending(path: "cases/\(name)")
      func bytes(_ file: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: file)))
      }
      let reading = SiteFormat.decode(try bytes("site.json"), file: "site.json")
      site = try reading.get()
      demand = try DemandFormat.decode(try bytes("demand.json"), file: "demand.json", site: reading.names)
        .get()
    }

    /// The schedule, which keeps all rules.
    func schedule() async -> Schedule {
      var options = SearchOptions()
      options.limit = .iterations(200)
      let schedule = await Planner(site: site, demand: demand).schedule(options)
      #expect(Verifier(site: site, demand: demand).verify(schedule).isCorrect)
      return schedule
    }

    func warnings(_ schedule: Schedule) -> [String] {
      ScheduleSummary(site: site, demand: demand, schedule: schedule, language: .english).warnings
    }
  }

  private func visit(_ id: String, in schedule: Schedule) throws -> Schedule.Assignment {
    try #require(schedule.assignments.first { $0.appointment == id })
  }

  private func minutes(from one: CivilTime, to other: CivilTime) -> Int { other - one }

  // The wet car stays in the booth and is baked at once.
  @Test func sprayedAndBakedInOneBooth() async throws {
    var day = try Case("01b-same-booth")
    day.demand.appointments[0].operations[0].bayAfter = .keep
    let steps = try visit("A1", in: await day.schedule()).operations
    #expect(steps[0].bay == steps[1].bay)
    #expect(minutes(from: steps[0].end, to: steps[1].start) <= 15)
  }

  @Test func alignedSoonAfterTheAxle() async throws {
    var day = try Case("02a-max-lag")
    let position = try #require(day.demand.appointments.firstIndex { $0.operations.count == 2 })
    day.demand.appointments[position].operations[1].lag.max = 30
    let id = day.demand.appointments[position].id
    let steps = try visit(id, in: await day.schedule()).operations
    #expect(minutes(from: steps[0].end, to: steps[1].start) <= 30)
  }

  // The holiday is in the opening hours alone, which a warning says; as dates of the site it is everybody's.
  @Test func aHolidayOfTheSite() async throws {
    var day = try Case("04-holiday-only-in-hours")
    let alone = day.warnings(await day.schedule())
    #expect(alone == ["the site is closed on 10-01, 10-02, but on duty: T1, T2, T3, P1"])
    for date in day.demand.horizon.allDates where date >= (CivilDate("2027-10-01") ?? date) {
      day.site.dates[date] = .closed
    }
    #expect(day.warnings(await day.schedule()).isEmpty)
  }

  @Test func aMakeUpDayWithoutTechnicians() async throws {
    let day = try Case("04b-makeup-sunday-only-in-hours")
    #expect(day.warnings(await day.schedule()) == ["the site is open on 10-10, but no technician is on duty"])
  }

  @Test func atMostSixInspectionsADay() async throws {
    var day = try Case("11-per-kind-cap")
    day.site.booking.limits = [BookingRules.ArrivalLimit(id: "inspections", kinds: [.inspection], most: 6)]
    for index in day.site.advisors.indices {
      (day.site.advisors[index].kinds, day.site.advisors[index].bookingsPerDay) = (nil, nil)
    }
    let schedule = await day.schedule()
    let kinds = Dictionary(uniqueKeysWithValues: day.demand.appointments.map { ($0.id, $0.kind) })
    #expect(schedule.assignments.count { kinds[$0.appointment] == .inspection } == 6)
    #expect(
      schedule.unscheduled.filter { kinds[$0.appointment] == .inspection }.allSatisfy { $0.reason == .limit })
  }

  // One driver fetches two vehicles and brings them back: 60 minutes each, one after the other.
  @Test func aDriverIsWithOneVehicleAtATime() async throws {
    var day = try Case("12-pickup-driver")
    day.site.drivers = 1
    for index in day.demand.appointments.indices {
      day.demand.appointments[index].operations.removeAll { $0.id != "oil" }
      (day.demand.appointments[index].collect, day.demand.appointments[index].deliver) = (60, 60)
    }
    let schedule = await day.schedule()
    let arrivals = schedule.assignments.compactMap { $0.reception?.arrival }.sorted()
    #expect(arrivals.count == 2 && minutes(from: arrivals[0], to: arrivals[1]) >= 60)
  }

  @Test func oneToolForThreeLifts() async throws {
    var day = try Case("13-shared-tool")
    day.site.equipment = [Equipment(id: "computer")]
    for index in day.demand.appointments.indices {
      day.demand.appointments[index].operations[0].equipment = ["computer"]
    }
    let steps = await day.schedule().assignments.map { $0.operations[0] }.sorted { $0.start < $1.start }
    #expect(steps.count == 3)
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.end <= $1.start })
  }

  // Two customers want the same time and cannot come before it; one of them has three times the priority.
  @Test func theMoreImportantCustomerIsServedAsAsked() async throws {
    var day = try Case("16-vip")
    for (index, id) in day.demand.appointments.map(\.id).enumerated() {
      for other in day.demand.appointments.indices {
        let wish = try #require(day.demand.appointments[other].preferredArrival)
        day.demand.appointments[other].priority = 100
        day.demand.appointments[other].availability = [TimeWindow(from: wish, to: wish + 240)]
      }
      day.demand.appointments[index].priority = 300
      let wish = day.demand.appointments[index].preferredArrival
      #expect(try visit(id, in: await day.schedule()).reception?.arrival == wish)
    }
  }

  // With its gearbox out the car keeps the only lift from 08:15 on; the promised ones follow.
  @Test func aCarWithoutItsGearboxKeepsTheLift() async throws {
    var day = try Case("17-car-on-the-lift")
    for index in day.demand.appointments[0].operations.indices.dropLast() {
      day.demand.appointments[0].operations[index].bayAfter = .keep
    }
    let schedule = await day.schedule()
    let steps = try visit("A1", in: schedule).operations
    let (start, end) = (try #require(steps.first).start, try #require(steps.last).end)
    for other in schedule.assignments where other.appointment != "A1" {
      #expect(other.operations.allSatisfy { $0.end <= start || $0.start >= end })
    }
  }

  // Where no break comes in between. Over the lunch break, waiting costs a comeback or a recall more than coming before it.
  @Test(arguments: [VisitKind.comeback, .recall, .accident, .repair, .maintenance])
  func theFirstChoiceInAnEmptyShop(kind: VisitKind) async throws {
    var day = try Case("24-first-choice-in-an-empty-shop")
    day.demand.appointments[0].kind = kind
    for hour in [8, 9, 10, 13, 14, 15, 16] {
      let wish = day.demand.horizon.start + hour * 60
      day.demand.appointments[0].preferredArrival = wish
      #expect(await day.schedule().assignments.first?.reception?.arrival == wish, "\(kind) \(hour):00")
    }
  }

  // The sensor comes the next morning: the diagnosis is made today.
  @Test func aPartForTheSecondOperation() async throws {
    var day = try Case("28-part-for-the-second-operation")
    let parts = day.demand.appointments[0].parts
    day.demand.appointments[0].parts = []
    day.demand.appointments[0].operations[1].parts = parts
    let steps = try visit("A1", in: await day.schedule()).operations
    let delivery = try #require(day.demand.parts[0].inbound.first?.at)
    #expect(steps[0].start.date == day.demand.horizon.from && steps[1].start >= delivery)
  }

  @Test func atMostTwoCustomersWaitFromAnHour() async throws {
    var day = try Case("29-waiters-cap")
    day.site.booking.limits = (7..<18).map { hour in
      BookingRules.ArrivalLimit(
        id: "\(hour)", waiting: true, hours: WorkCalendar.DayInterval(hour * 60, hour * 60 + 60), most: 2)
    }
    let hours = await day.schedule().assignments.compactMap {
      $0.reception.map { $0.arrival.minuteOfDay / 60 }
    }
    #expect(hours.count == 9)
    #expect(Dictionary(grouping: hours) { $0 }.values.allSatisfy { $0.count <= 2 })
  }

  // Eight hours of work for four equal technicians.
  @Test func equalTechniciansGetEqualLoads() async throws {
    let schedule = await (try Case("32-fair-load")).schedule()
    let people = schedule.assignments.flatMap { $0.operations.flatMap(\.technicians) }
    #expect(Dictionary(grouping: people) { $0 }.values.map(\.count) == [2, 2, 2, 2])
  }

  @Test func aLoanVehicleIsPreparedBeforeItGoesOutAgain() async throws {
    var day = try Case("37-loaner-turnaround")
    day.site.booking.loanerTurnaroundMinutes = 45
    let visits = await day.schedule().assignments.sorted { $0.ready < $1.ready }
    let next = try #require(visits.last?.reception?.arrival)
    #expect(visits.count == 2 && minutes(from: visits[0].ready, to: next) >= 45)
  }

  @Test func oneAdvisorForTwoPromises() async throws {
    let day = try Case("39-advisor-off-by-site-file")
    #expect(day.warnings(await day.schedule()) == ["SA2 has promised two customers 09:00: A1, A2"])
  }
}
