import Bayline
import BaylineMath
import BaylineModel
import BaylineSimulation
import BaylineVerifier
import TestSupport
import Testing

@testable import BaylineStudies

/// The plan against what was done, on a sample of the made-up past.
@Suite struct BacktestTests {
  /// The null test: the record as plan shows no difference on any day in any figure, though it is played.
  @Test func theRecordAsPlanShowsNoDifference() async throws {
    let result = try await HistorySample.result(HistorySample.days, [.record])
    #expect(result.days.count == HistorySample.days.count)
    for day in result.days {
      #expect(day.plans[.record]?.points == day.record.points, "\(day.date)")
      for figure in BacktestResult.figures {
        #expect(day.plans[.record]?.figures[figure] == day.record.figures[figure], "\(day.date) \(figure)")
      }
    }
    for figure in BacktestResult.figures {
      #expect(result.difference(of: .figure(figure), .record)?.isSignificant != true)
    }
  }

  /// A record that was made worse on purpose: all work of the afternoon an hour later. What was put in is what comes out.
  @Test func aRecordThatWasMadeWorseShowsTheLoss() async throws {
    let worse = HistorySample.days.map { day in
      var day = day
      for visit in day.actual.visits.indices where day.actual.visits[visit].outcome == .served {
        day.actual.visits[visit].ready = day.actual.visits[visit].ready.map { $0 + 60 }
      }
      return day
    }
    let before = try await HistorySample.result(HistorySample.days, [.record])
    let after = try await HistorySample.result(worse, [.record])
    for (one, other) in zip(before.days, after.days) {
      // Whoever waits does so for an hour more, or until closing.
      if let waited = one.record.figures[.waiting] {
        #expect((0...60 + 1e-9).contains((other.record.figures[.waiting] ?? 0) - waited))
      }
      #expect(other.record.points > one.record.points)
      #expect((other.record.figures[.onTime] ?? 0) <= (one.record.figures[.onTime] ?? 0))
    }
    // The same work begun an hour later, from the record's own point of view a worse plan: against the true record it loses.
    let late = HistorySample.days.map { Self.postponed($0, by: 60) }
    for (day, later) in zip(HistorySample.days, late) {
      let truth = DayRecord(day)
      let told = ShopSimulation(site: HistorySample.site, horizon: day.demand.horizon, record: truth)
      let slow = ShopSimulation(
        site: HistorySample.site, horizon: day.demand.horizon, record: DayRecord(later))
      func points(_ outcome: DayOutcome) -> Int {
        outcome.visits.reduce(0) { $0 + $1.points(HistorySample.site.policy, open: told.openMinutes) }
      }
      #expect(points(slow.outcome()) > points(told.recordedOutcome()))
      // What was put in comes out: work of those who came begins an hour later.
      let waits = (told.recordedOutcome().figures[.workWait], slow.recordedOutcome().figures[.workWait])
      if let one = waits.0, let other = waits.1 { #expect(abs(other - one - 60) < 1e-9, "\(day.actual.day)") }
    }
  }

  /// The day with all its work later.
  private static func postponed(_ day: PastDay, by minutes: Int) -> PastDay {
    var day = day
    for visit in day.actual.visits.indices {
      for work in day.actual.visits[visit].operations.indices {
        day.actual.visits[visit].operations[work].start =
          day.actual.visits[visit].operations[work].start + minutes
        day.actual.visits[visit].operations[work].end =
          day.actual.visits[visit].operations[work].end + minutes
      }
      day.actual.visits[visit].ready = day.actual.visits[visit].ready.map { $0 + minutes }
    }
    return day
  }

  /// The leak test: whatever happens on a day, its plan is the same; and with learning, whatever happens on it or later.
  @Test func noKnowledgeOfTheDayLeaksIntoItsPlan() async throws {
    let days = HistorySample.days
    let changed = days.map(Self.turnedAround)
    let options = HistorySample.options([.bayline, .learned])
    let work = DayBacktest(
      site: HistorySample.site, world: HistorySample.site, options: options, shouldStop: { false })
    // A day after which everything is another.
    let last = 12
    let future = Array(days[..<last]) + changed[last...]
    let estimatesByDay = HistoryEstimator.estimatesByDay(site: HistorySample.site, days: days)
    let others = HistoryEstimator.estimatesByDay(site: HistorySample.site, days: future)
    #expect(estimatesByDay[last] == others[last])
    #expect(estimatesByDay[last + 1] != others[last + 1])
    // The record of a day holds work of later days, of vehicles that stay: that teaches nothing before it is done.
    let early = days[..<last].map { Self.hurried($0, from: days[last].actual.day) } + changed[last...]
    #expect(early != future)
    #expect(
      HistoryEstimator.estimatesByDay(site: HistorySample.site, days: Array(early))[last]
        == estimatesByDay[last])
    for index in [2, 7, last] {
      for plan in [BacktestResult.Plan.bayline, .learned, .firstCome] {
        let one = try await work.schedule(plan, work.known(days[index]), estimatesByDay[index])
        let other = try await work.schedule(plan, work.known(future[index]), others[index])
        #expect(one.schedule == other.schedule)
      }
      let trueDay = try await work.result(of: days[index], nil)
      let otherDay = try await work.result(of: changed[index], nil)
      #expect(trueDay?.record != otherDay?.record)
    }
  }

  /// The same day with the work that was done from another day on in no time.
  private static func hurried(_ day: PastDay, from date: CivilDate) -> PastDay {
    var day = day
    for visit in day.actual.visits.indices {
      for work in day.actual.visits[visit].operations.indices
      where day.actual.visits[visit].operations[work].start >= CivilTime(date) {
        day.actual.visits[visit].operations[work].minutes = 1
      }
    }
    return day
  }

  /// Another day of the same demand: everybody who came stays away and the other way round, work takes three times as long.
  private static func turnedAround(_ day: PastDay) -> PastDay {
    var day = day
    let asked = Set(day.demand.appointments.filter { $0.arrived == nil }.map(\.id))
    for index in day.actual.visits.indices {
      let visit = day.actual.visits[index]
      guard asked.contains(visit.appointment), visit.outcome == .served else { continue }
      if index.isMultiple(of: 2) {
        day.actual.visits[index] = ActualDay.Visit(
          appointment: visit.appointment, outcome: .noShow, booked: visit.booked)
      } else {
        for work in visit.operations.indices {
          let done = visit.operations[work]
          day.actual.visits[index].operations[work].end = done.start + 3 * (done.end - done.start)
          day.actual.visits[index].operations[work].minutes = nil
        }
        day.actual.visits[index].ready = day.actual.visits[index].operations.map(\.end).max().map { $0 + 15 }
      }
    }
    day.actual.requests = []
    day.actual.visits.removeAll { visit in !day.demand.appointments.contains { $0.id == visit.appointment } }
    return day
  }

  @Test func bothSidesServeTheSameVehicles() async throws {
    for day in HistorySample.days.prefix(8) {
      let record = DayRecord(day)
      let work = DayBacktest(
        site: HistorySample.site, world: HistorySample.site, options: HistorySample.options([.bayline]),
        shouldStop: { false })
      let made = try await work.schedule(.bayline, work.known(day), nil)
      let played = ShopSimulation(
        site: HistorySample.site, demand: work.known(day), schedule: made.schedule, against: record,
        overtimeMinutes: 60
      ).outcome()
      let told = ShopSimulation(site: HistorySample.site, horizon: day.demand.horizon, record: record)
        .recordedOutcome()
      #expect(
        Set(played.visits.map(\.appointment)) == Set(told.visits.map(\.appointment)), "\(day.actual.day)")
      // Who comes, comes as late as they did.
      let were = Dictionary(uniqueKeysWithValues: told.visits.map { ($0.appointment, $0) })
      for visit in played.visits where visit.bookedArrival != nil {
        let was = try #require(were[visit.appointment])
        #expect(visit.arrivedAt - (visit.bookedArrival ?? 0) == was.arrivedAt - (was.bookedArrival ?? 0))
      }
    }
  }

  @Test func theSameResultWithAnyNumberOfThreads() async throws {
    let days = Array(HistorySample.days.prefix(6))
    var options = HistorySample.options([.bayline, .greedy, .firstCome, .earliestDue])
    let two = try await PlanBacktest(site: HistorySample.site, days: days, options: options).run()
    options.threads = 1
    let one = try await PlanBacktest(site: HistorySample.site, days: days, options: options).run()
    #expect(one == two)
    #expect(one.days.allSatisfy { $0.plans.count == 4 })
  }

  @Test func visitsWithoutARecordAreOnNeitherSide() async throws {
    var day = HistorySample.days[0]
    let dropped = try #require(
      day.actual.visits.first { visit in
        visit.outcome == .served && day.demand.appointments.contains { $0.id == visit.appointment }
      })
    day.actual.visits.removeAll { $0.appointment == dropped.appointment }
    let full = try #require(try await HistorySample.result([HistorySample.days[0]], [.bayline]).days.first)
    let less = try #require(try await HistorySample.result([day], [.bayline]).days.first)
    #expect(less.served == full.served - 1)
    #expect(less.gaps.visits == 1)
  }

  @Test func aStopSignalEndsWithWhatIsDone() async throws {
    let result = try await PlanBacktest(
      site: HistorySample.site, days: HistorySample.days, options: HistorySample.options([.bayline])
    ).run(shouldStop: { true })
    #expect(result.isStopped)
    #expect(result.days.isEmpty)
  }

  /// Weeks are counted from Monday on; from eight of them on they are drawn, not days.
  @Test func intervalsAreDrawnByWeeksWhereThereAreEnough() async throws {
    let result = try await HistorySample.result(HistorySample.days, [.record])
    #expect(!result.isByWeek)
    var long = result
    long.days = (0..<60).map { place in
      var day = result.days[place % result.days.count]
      day.date = CivilDate(ordinal: result.days[0].date.ordinal + place)
      return day
    }
    #expect(long.isByWeek)
  }
}
