import Bayline
import BaylineFormats
import BaylineModel
import BaylinePlanning
import BaylineSpreadsheets
import Foundation
import TestSupport
import Testing

@testable import BaylineStudies

/// The made-up file of vehicles at the demo site.
@Suite struct OutreachPlannerTests {
  private static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: Project.datasets.appending(path: path)))
  }

  private struct Case {
    var site: Site
    var demand: Demand
    var tables: OutreachImport.Result
    var options = OutreachPlanner.Options(from: day("2027-03-15"))

    init() throws {
      let reading = SiteFormat.decode(try bytes("demo/site.json"), file: "site.json")
      site = try reading.get()
      demand = try DemandFormat.decode(
        try bytes("demo/demand.json"), file: "demand.json", site: reading.names
      ).get()
      var importing = OutreachImport()
      importing.site = site
      importing.siteNames = reading.names
      tables = importing.run(
        try ["outreach/vehicles.csv", "outreach/expected.csv", "spreadsheets/jobs.csv"].map {
          SpreadsheetImport.File(path: $0, bytes: try bytes($0))
        })
    }

    func plan(books: [OutreachPlanner.BookedDays] = []) throws -> OutreachPlan {
      try OutreachPlanner(
        site: site, vehicles: tables.vehicles, jobs: tables.jobs, books: books, past: demand.appointments,
        expected: tables.expected, options: options
      ).plan()
    }
  }

  /// The list as it is without options, made once.
  private static let standard = Result { try Case().plan() }

  @Test func theFileHasNoFaults() throws {
    let made = try Case()
    #expect(made.tables.diagnostics == [])
    #expect(made.tables.vehicles.count == 320)
    #expect(made.tables.expected.count == 6 * 6 * 8)
  }

  @Test func peakAndVarianceFallInEveryResource() throws {
    let plan = try Self.standard.get()
    #expect(plan.visits.count > 150)
    for resource in plan.resources {
      let before = try #require(plan.evenness(plan.before, resource))
      let after = try #require(plan.evenness(plan.after, resource))
      #expect(after.peak <= before.peak)
      #expect(after.variance < before.variance)
      // Where what is expected anyway exceeds the capacity, as on a Saturday off for half of the mechanics, nobody is added.
      let expected = plan.shares(plan.loads.expected, resource)
      for (after, alone) in zip(plan.shares(plan.after, resource), expected) {
        #expect(after.share <= max(1, alone.share), "\(after.day)")
      }
    }
    #expect(try #require(plan.levelledPercent) > 95)
  }

  @Test func everyVehicleIsAccountedForOnce() throws {
    let plan = try Self.standard.get()
    #expect(plan.calls.count + plan.leftOut.count + plan.nothingDue == plan.vehicles)
    let plates = plan.calls.map(\.candidate.vehicle.plate) + plan.leftOut.map(\.vehicle.plate)
    #expect(Set(plates).count == plates.count)
  }

  @Test func callsComeBeforeTheirTimesOnOpenDaysWithinTheQuota() throws {
    var made = try Case()
    made.options.callsPerDay = 12
    let plan = try made.plan()
    for (_, calls) in Dictionary(grouping: plan.calls, by: \.day) { #expect(calls.count <= 12) }
    for call in plan.calls {
      #expect(call.day.weekday != .sunday)
      for time in call.visit?.times ?? [] { #expect(time.reception.arrival.date >= call.day.advanced(by: 2)) }
    }
    #expect(plan.leftOut.contains { $0.cause == .quota })
  }

  /// H1 to H4 by a count of its own, for all times that nobody else was offered: they could all be taken.
  @Test func allTimesTogetherKeepTheRulesOfTheAdvisors() throws {
    let made = try Case()
    let plan = try Self.standard.get()
    let times = plan.visits.flatMap(\.times).filter { !$0.isShared }.map(\.reception)
    #expect(times.count > plan.visits.count)
    for advisor in made.site.advisors {
      let own = times.filter { $0.advisor == advisor.id }
      for (day, arrivals) in Dictionary(grouping: own.map(\.arrival), by: \.date) {
        let shifts = made.site.calendars[advisor.calendar]?.intervals(on: day) ?? []
        #expect(arrivals.count <= advisor.bookingsPerDay ?? 15)
        for arrival in arrivals {
          #expect(arrival.minuteOfDay % 15 == 0)
          #expect(shifts.contains { $0.start <= arrival.minuteOfDay && arrival.minuteOfDay + 15 <= $0.end })
          #expect(arrivals.count { arrival <= $0 && $0 < arrival + 60 } <= advisor.bookingsPerHour ?? 3)
          #expect(arrivals.count { arrival <= $0 && $0 < arrival + 15 } == 1)
          #expect(times.count { arrival <= $0.arrival && $0.arrival < arrival + 60 } <= 10, "the site's hour")
        }
      }
    }
  }

  @Test func eachCallHasTimesOnDifferentHalvesOfDaysWithTheOwnAdvisorFirst() throws {
    let plan = try Self.standard.get()
    var own = 0
    for visit in plan.visits {
      #expect((1...3).contains(visit.times.count))
      let halves = visit.times.map {
        "\($0.reception.arrival.date) \($0.reception.arrival.minuteOfDay < 720)"
      }
      #expect(Set(halves).count == halves.count)
      #expect(visit.request.availability?.count == visit.times.count)
      if visit.times[0].reception.advisor == visit.request.preferredAdvisor { own += 1 }
    }
    let wishes = plan.visits.count { $0.request.preferredAdvisor != nil }
    #expect(own * 10 >= wishes * 9, "\(own) of \(wishes)")
    #expect(Self.shareWithChoice(plan) >= 98)
  }

  /// Where far more could come than there is room for, nearly every call still has two times.
  @Test func aFullWorkshopLeavesRoomForAChoice() throws {
    var made = try Case()
    for index in made.tables.expected.indices { made.tables.expected[index].count *= 1.25 }
    let plan = try made.plan()
    #expect(plan.leftOut.contains { $0.cause == .arrivals })
    #expect(Self.shareWithChoice(plan) >= 95)
  }

  /// The percentage of visits with two times or more, inspections aside: the site takes six a day, and held times count.
  private static func shareWithChoice(_ plan: OutreachPlan) -> Int {
    let visits = plan.visits.filter { $0.request.kind != .inspection }
    return visits.count { $0.times.count >= 2 } * 100 / visits.count
  }

  /// No time is told twice on one day of calls; what is told again on a later day says so.
  @Test func noTimeIsToldTwiceOnADay() throws {
    let plan = try Self.standard.get()
    var firsts: Set<Schedule.Reception> = []
    for visit in plan.visits { #expect(firsts.insert(visit.times[0].reception).inserted) }
    for (_, calls) in Dictionary(grouping: plan.calls, by: \.day) {
      let times = calls.flatMap { $0.visit?.times ?? [] }.map(\.reception)
      #expect(Set(times).count == times.count)
    }
    for visit in plan.visits {
      for time in visit.times.dropFirst() { #expect(!firsts.contains(time.reception)) }
    }
  }

  @Test func whoHasAnAppointmentIsNotCalled() throws {
    let made = try Case()
    let first = try #require(try Self.standard.get().calls.first?.candidate.vehicle)
    var demand = made.demand
    demand.appointments = [demand.appointments[0]]
    demand.appointments[0].card.plate = first.plate.replacing("·", with: " ")
    let plan = try made.plan(books: [OutreachPlanner.BookedDays(demand: demand)])
    #expect(plan.leftOut.contains { $0.vehicle == first && $0.cause == .booked })
  }

  @Test func afterTwoFailedCallsTheAdvisorCalls() throws {
    let plan = try Self.standard.get()
    for call in plan.calls {
      #expect(call.isEscalated == (call.candidate.vehicle.failedCalls >= 2))
      if call.isEscalated, let own = call.candidate.vehicle.advisor { #expect(call.caller == own) }
    }
    #expect(plan.calls.contains { $0.isEscalated })
  }

  /// On a day with a schedule all offered times are in it together: none is lost when others are taken.
  @Test func onADayWithAScheduleEveryTimeCanBeKept() async throws {
    var made = try Case()
    made.options.from = day("2027-03-11")
    made.tables.expected = []
    var demand = made.demand
    demand.appointments = Array(demand.appointments.prefix(40))
    var search = SearchOptions()
    search.limit = .iterations(0)
    let schedule = await Planner(site: made.site, demand: demand).schedule(search)
    // Nobody may come on another day of the week, so that this one is busy.
    var site = made.site
    for name in site.calendars.keys {
      for other in 0..<28 where other != 5 {
        site.calendars[name]?.dates[day("2027-03-11").advanced(by: other)] = []
      }
    }
    for name in ["open"] + site.advisors.map(\.calendar) {
      site.calendars[name]?.dates[day("2027-03-11")] =
        made.site.calendars[name]?.intervals(on: day("2027-03-11")) ?? []
    }
    demand.horizon.carryOverDays = 2
    let same = await Planner(site: site, demand: demand).schedule(search)
    #expect(schedule.assignments.count >= same.assignments.count)
    var planner = made
    planner.site = site
    let plan = try planner.plan(books: [OutreachPlanner.BookedDays(demand: demand, schedule: same)])
    let offered = plan.visits.flatMap { visit in
      visit.times.filter { $0.reception.arrival.date == day("2027-03-16") }.map { (visit, $0) }
    }
    #expect(offered.count > 5)
    var desk = try OfferDesk(site: site, demand: demand, schedule: same)
    for (index, (visit, time)) in offered.enumerated() {
      #expect(time.isScheduled)
      var request = visit.request
      request.id += "/\(index)"
      request.availability = [TimeWindow(from: time.reception.arrival, to: time.reception.arrival + 15)]
      let offer = try #require(desk.offer(for: request, at: time.reception.arrival), "\(time)")
      let accepted = try desk.accept(offer, of: request)
      desk = try OfferDesk(site: site, demand: accepted.demand, schedule: accepted.schedule)
    }
  }
}
