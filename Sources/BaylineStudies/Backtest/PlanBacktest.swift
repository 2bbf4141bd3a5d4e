public import BaylineModel
import BaylineSimulation

/// Compares plans of past days with what was done.
///
/// Each day is planned with what was known the evening before, and the plan is simulated against the record: the same
/// customers are as late or early as they were, jobs take the same share of their standard time, the same additional
/// work is found, the same walk-ins arrive. Both sides serve the same vehicles and are evaluated by the same code. The
/// plan of a day depends only on its demand and, with learning, on the records of earlier days.
public struct PlanBacktest: Sendable {
  private let site: Site
  private let days: [PastDay]
  private let skipped: [BacktestResult.SkippedDay]
  private let options: PlanBacktest.Options

  /// Creates a backtest of past days, in the order of their dates.
  ///
  /// - Parameter skipped: Days without a record.
  /// - Precondition: The inputs are valid.
  public init(
    site: Site, days: [PastDay], skipped: [BacktestResult.SkippedDay] = [], options: PlanBacktest.Options
  ) {
    self.site = site
    self.days = days
    self.skipped = skipped
    self.options = options
  }

  /// Plans and simulates all days.
  ///
  /// - Parameters:
  ///   - shouldStop: Polled from several threads; when it returns `true`, the result contains the days done
  ///     so far.
  ///   - onProgress: Called four times a second with the number of finished days.
  /// - Throws: ``RejectedPlan`` if the verifier finds an internal error.
  public func run(
    shouldStop: @escaping @Sendable () -> Bool = { false }, onProgress: (Int) -> Void = { _ in }
  ) async throws -> BacktestResult {
    let estimatesByDay =
      options.plans.contains(.learned) ? HistoryEstimator.estimatesByDay(site: site, days: days) : []
    var found: [Int: BacktestResult.Day?] = [:]
    let work = DayBacktest(site: site, world: world, options: options, shouldStop: shouldStop)
    do {
      try await CellPool.run(
        Array(days.indices), threads: options.threads,
        work: { [days] index in
          try await work.result(of: days[index], estimatesByDay.isEmpty ? nil : estimatesByDay[index])
        },
        onFinished: { index, day, _ in
          found[index] = day
          onProgress(found.count)
        },
        onTick: { onProgress(found.count) })
    } catch is RunStopped {}
    var nobody: [BacktestResult.SkippedDay] = []
    for (index, day) in found where day == nil {
      nobody.append(.init(date: days[index].actual.day, reason: .nobodyServed))
    }
    return BacktestResult(
      // If stopped, the days up to the first unfinished one: a period without gaps.
      days: days.indices.prefix { found[$0] != nil }.compactMap { found[$0] ?? nil },
      skipped: (skipped + nobody).sorted { $0.date < $1.date }, plans: options.plans,
      effort: options.limit, seed: options.seed, isStopped: found.count < days.count)
  }
}

extension PlanBacktest {
  /// The site in which plans are played: where plans with learning are compared, technicians are as fast as all records say.
  /// Otherwise whoever gives work to those who are really fast would gain nothing by it.
  private var world: Site {
    guard options.plans.contains(.learned) else { return site }
    var estimator = HistoryEstimator(site: site)
    for day in days { estimator.add(day) }
    return estimator.estimates.applied(to: site)
  }
}

/// The backtest of one day.
struct DayBacktest: Sendable {
  let site: Site
  /// The site in which plans are played.
  let world: Site
  let options: PlanBacktest.Options
  let shouldStop: @Sendable () -> Bool

  /// A schedule with its site and demand.
  struct PlannedDay {
    var site: Site
    var demand: Demand
    var schedule: Schedule
  }

  /// The record and the plans of a day; `nil` if nobody was served.
  func result(of day: PastDay, _ estimates: HistoryEstimates?) async throws -> BacktestResult.Day? {
    let record = DayRecord(day)
    guard record.visits.contains(where: \.isServed) else { return nil }
    let replay = ShopSimulation(site: site, horizon: day.demand.horizon, record: record)
    let was = replay.recordedOutcome()
    let known = known(day)
    var plans: [BacktestResult.Plan: BacktestResult.Day.DayPerformance] = [:]
    var worse: [BacktestResult.DelayedVisit] = []
    for plan in options.plans {
      if shouldStop() { throw RunStopped() }
      if plan == .record {
        plans[plan] = performance(replay.outcome(), replay, leftOut: 0)
        continue
      }
      let made = try await schedule(plan, known, estimates)
      let simulation = ShopSimulation(
        site: world, demand: known, schedule: made.schedule, against: record,
        overtimeMinutes: options.overtimeMinutes)
      let played = play(simulation, plan, made, record)
      let planned = Set(made.schedule.assignments.map(\.appointment))
      let leftOut = record.visits.filter {
        $0.isServed && !$0.isRequest && !planned.contains($0.appointment.id)
      }
      plans[plan] = performance(played, simulation, leftOut: leftOut.count)
      if plan == .bayline {
        worse = changes(was, played, Set(leftOut.map(\.appointment.id)), day, simulation)
      }
    }
    return BacktestResult.Day(
      date: day.actual.day, served: record.visits.count(where: \.isServed),
      withoutBooking: record.visits.count { $0.isServed && $0.isRequest },
      noShows: day.actual.visits.count { $0.outcome == .noShow || $0.outcome == .cancelled },
      lost: record.lost, gaps: record.gaps, record: performance(was, replay, leftOut: 0), plans: plans,
      worse: worse)
  }

  /// The demand as far as it is recorded.
  func known(_ day: PastDay) -> Demand {
    let recorded = Set(day.actual.visits.map(\.appointment))
    var demand = day.demand
    demand.appointments.removeAll { !recorded.contains($0.id) }
    return demand
  }

  /// Plans a day from its demand and, for `learned`, from the estimates of earlier days.
  func schedule(_ plan: BacktestResult.Plan, _ demand: Demand, _ estimates: HistoryEstimates?) async throws
    -> PlannedDay
  {
    var made = PlannedDay(site: site, demand: demand, schedule: Schedule(assignments: []))
    if plan == .learned, let estimates {
      made.site = estimates.applied(to: site)
      // These bookings were taken with the site's own reserve; a greater one would turn some of them away.
      made.site.booking.reservePercent = site.booking.reservePercent
      made.demand = estimates.applied(to: demand)
    }
    let chances = plan == .learned ? estimates?.uncertaintyOfLearnedDemand : nil
    let day = DayInstance(site: made.site, demand: made.demand, uncertainty: chances ?? .default)
    let evaluator = DayEvaluator(
      limit: options.limit, seed: options.seed, replications: 0, keepsMeans: true, shouldStop: shouldStop)
    made.schedule =
      switch plan {
      case .bayline, .learned, .record: try await evaluator.robustPlan(of: day)
      case .greedy: try evaluator.plan(of: day, by: .greedy)
      case .firstCome: try evaluator.plan(of: day, by: .firstCome)
      case .earliestDue: try evaluator.plan(of: day, by: .earliestDue)
      }
    made.schedule = await evaluator.promising(made.schedule, of: day, chances: options.seed)
    return made
  }

  private func play(
    _ simulation: ShopSimulation, _ plan: BacktestResult.Plan, _ made: PlannedDay, _ record: DayRecord
  ) -> DayOutcome {
    guard options.dispatcher == .replan, plan == .bayline || plan == .learned else {
      return simulation.outcome()
    }
    let dispatcher = ReplanningDispatcher(
      site: made.site, demand: made.demand, jobs: record.withoutSlot(in: made.schedule).map(\.appointment))
    return simulation.outcome(every: Simulator.reviewMinutes) { view in
      dispatcher.places(view, seed: options.seed)
    }
  }

  private func performance(_ outcome: DayOutcome, _ simulation: ShopSimulation, leftOut: Int)
    -> BacktestResult.Day.DayPerformance
  {
    BacktestResult.Day.DayPerformance(
      points: outcome.visits.reduce(0) { $0 + points(of: $1, simulation) }, figures: outcome.figures,
      leftOut: leftOut)
  }

  private func points(of visit: VisitOutcome, _ simulation: ShopSimulation) -> Int {
    visit.points(site.policy, open: simulation.openMinutes)
  }

  // MARK: - Visits that the plan delays

  /// The maximum number of reported visits per day.
  private static let maxReportedChanges = 3

  private func changes(
    _ record: DayOutcome, _ plan: DayOutcome, _ leftOut: Set<String>, _ day: PastDay,
    _ simulation: ShopSimulation
  ) -> [BacktestResult.DelayedVisit] {
    let before = Dictionary(
      record.visits.map { ($0.appointment, $0) }, uniquingKeysWith: { first, _ in first })
    let plates = Dictionary(
      (day.demand.appointments + day.actual.requests).map { ($0.id, $0.card.plate) },
      uniquingKeysWith: { first, _ in first })
    let origin = day.demand.horizon.start
    let worse = plan.visits.compactMap { visit -> BacktestResult.DelayedVisit? in
      guard let was = before[visit.appointment] else { return nil }
      let more = points(of: visit, simulation) - points(of: was, simulation)
      guard more > 0 else { return nil }
      return BacktestResult.DelayedVisit(
        appointment: visit.appointment, plate: plates[visit.appointment] ?? nil, ready: origin + was.ready,
        planReady: origin + visit.ready, points: more,
        cause: cause(was, visit, isLeftOut: leftOut.contains(visit.appointment)))
    }
    return Array(
      worse.sorted { ($1.points, $0.appointment) < ($0.points, $1.appointment) }.prefix(
        Self.maxReportedChanges))
  }

  private func cause(_ was: VisitOutcome, _ now: VisitOutcome, isLeftOut: Bool)
    -> BacktestResult.DelayedVisit.DelayCause
  {
    if isLeftOut { return .leftOut }
    if now.hasLostSlot { return .lostSlot }
    func wait(_ visit: VisitOutcome) -> Int {
      visit.received - max(visit.arrivedAt, visit.bookedArrival ?? 0)
    }
    let parts: [(BacktestResult.DelayedVisit.DelayCause, Int)] = [
      (.arrival, now.arrivedAt - was.arrivedAt), (.reception, wait(now) - wait(was)),
      (.start, now.begun - now.available - was.begun + was.available),
      (.work, now.ready - now.begun - was.ready + was.begun),
    ]
    return parts.max { $0.1 < $1.1 }?.0 ?? .start
  }
}

extension HistoryEstimates {
  /// How days differ from plans of a demand with the learned times of operations: only by chance.
  var uncertaintyOfLearnedDemand: Uncertainty {
    var chances = uncertainty
    if work.jobs > 1 {
      chances.durations = Uncertainty.Durations(.lognormal(mean: 100, variation: work.variation))
    }
    return chances
  }
}
