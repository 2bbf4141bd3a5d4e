public import BaylineModel
import BaylineSimulation

/// Holds plans of past days against what was done.
///
/// Each day is planned with what was known the evening before, and the plan is then played against what happened: the same
/// customers come as late or as early as they did, jobs take the same share of their standard time, the same work is
/// found, the same customers come without a booking. Both sides serve the same vehicles, and both are judged by the same
/// code. The plan of a day depends on the demand of that day, and with learning on the records of earlier days, on nothing else.
public struct PlanBacktest: Sendable {
  private let site: Site
  private let days: [PastDay]
  private let skipped: [BacktestResult.SkippedDay]
  private let options: BacktestOptions

  /// Past days of a workshop, in the order of their dates.
  ///
  /// - Parameter skipped: Days without a record.
  /// - Precondition: The formats accept all of it.
  public init(
    site: Site, days: [PastDay], skipped: [BacktestResult.SkippedDay] = [], options: BacktestOptions
  ) {
    self.site = site
    self.days = days
    self.skipped = skipped
    self.options = options
  }

  /// Plans and plays all days.
  ///
  /// - Parameters:
  ///   - shouldStop: Asked often, from several threads; once it says yes the days that are done are the result.
  ///   - onProgress: Told how many days are done, four times a second.
  /// - Throws: ``RejectedPlan`` where the verifier finds a fault of the program.
  public func run(
    shouldStop: @escaping @Sendable () -> Bool = { false }, onProgress: (Int) -> Void = { _ in }
  ) async throws -> BacktestResult {
    let estimatesByDay =
      options.plans.contains(.learned) ? HistoryEstimator.estimatesByDay(site: site, days: days) : []
    var found: [Int: BacktestDay?] = [:]
    let work = DayBacktest(site: site, options: options, shouldStop: shouldStop)
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
      // After a stop signal, the days up to the first that is not done: a stretch without holes.
      days: days.indices.prefix { found[$0] != nil }.compactMap { found[$0] ?? nil },
      skipped: (skipped + nobody).sorted { $0.date < $1.date }, plans: options.plans,
      effort: options.limit, seed: options.seed, isStopped: found.count < days.count)
  }
}

/// What is computed for one day.
struct DayBacktest: Sendable {
  let site: Site
  let options: BacktestOptions
  let shouldStop: @Sendable () -> Bool

  /// A plan with what it was made for.
  struct PlannedDay {
    var site: Site
    var demand: Demand
    var schedule: Schedule
  }

  /// The day on both sides; `nil` if nobody was served.
  func result(of day: PastDay, _ estimates: HistoryEstimates?) async throws -> BacktestDay? {
    let record = DayRecord(day)
    guard record.visits.contains(where: \.isServed) else { return nil }
    let told = ShopSimulation(site: site, horizon: day.demand.horizon, record: record)
    let was = told.recordedOutcome()
    let known = known(day)
    var plans: [BacktestPlan: BacktestDay.DayPerformance] = [:]
    var worse: [DelayedVisit] = []
    for plan in options.plans {
      if shouldStop() { throw RunStopped() }
      if plan == .record {
        plans[plan] = side(told.outcome(), told, leftOut: 0)
        continue
      }
      let made = try await schedule(plan, known, estimates)
      let simulation = ShopSimulation(
        site: site, demand: known, schedule: made.schedule, against: record,
        overtimeMinutes: options.overtimeMinutes)
      let played = play(simulation, plan, made, record)
      let planned = Set(made.schedule.assignments.map(\.appointment))
      let leftOut = record.visits.filter {
        $0.isServed && !$0.isRequest && !planned.contains($0.appointment.id)
      }
      plans[plan] = side(played, simulation, leftOut: leftOut.count)
      if plan == .bayline {
        worse = changes(was, played, Set(leftOut.map(\.appointment.id)), day, simulation)
      }
    }
    return BacktestDay(
      date: day.actual.day, served: record.visits.count(where: \.isServed),
      withoutBooking: record.visits.count { $0.isServed && $0.isRequest },
      noShows: day.actual.visits.count { $0.outcome == .noShow || $0.outcome == .cancelled },
      lost: record.lost, gaps: record.gaps, record: side(was, told, leftOut: 0), plans: plans, worse: worse)
  }

  /// The demand of which there is a record.
  func known(_ day: PastDay) -> Demand {
    let recorded = Set(day.actual.visits.map(\.appointment))
    var demand = day.demand
    demand.appointments.removeAll { !recorded.contains($0.id) }
    return demand
  }

  /// The plan of a day: of the demand alone, and of what was learned before.
  func schedule(_ plan: BacktestPlan, _ demand: Demand, _ estimates: HistoryEstimates?) async throws
    -> PlannedDay
  {
    var made = PlannedDay(site: site, demand: demand, schedule: Schedule(assignments: []))
    if plan == .learned, let estimates {
      made.site = estimates.applied(to: site)
      made.demand = estimates.applied(to: demand)
    }
    let day = DayInstance(site: made.site, demand: made.demand, uncertainty: .none)
    let evaluator = DayEvaluator(
      limit: options.limit, seed: options.seed, replications: 0, keepsMeans: true, shouldStop: shouldStop)
    made.schedule =
      switch plan {
      case .bayline, .learned, .record:
        try await evaluator.plan(of: day, from: nil, withReasons: false).schedule
      case .greedy: try evaluator.plan(of: day, by: .greedy)
      case .firstCome: try evaluator.plan(of: day, by: .firstCome)
      case .earliestDue: try evaluator.plan(of: day, by: .earliestDue)
      }
    return made
  }

  private func play(
    _ simulation: ShopSimulation, _ plan: BacktestPlan, _ made: PlannedDay, _ record: DayRecord
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

  private func side(_ outcome: DayOutcome, _ simulation: ShopSimulation, leftOut: Int)
    -> BacktestDay.DayPerformance
  {
    BacktestDay.DayPerformance(
      points: outcome.visits.reduce(0) { $0 + points(of: $1, simulation) }, figures: outcome.figures,
      leftOut: leftOut)
  }

  private func points(of visit: VisitOutcome, _ simulation: ShopSimulation) -> Int {
    visit.points(site.policy, open: simulation.openMinutes)
  }

  // MARK: - Where the plan did worse

  /// Visits told of a day.
  private static let maxReportedChanges = 3

  private func changes(
    _ record: DayOutcome, _ plan: DayOutcome, _ leftOut: Set<String>, _ day: PastDay,
    _ simulation: ShopSimulation
  ) -> [DelayedVisit] {
    let before = Dictionary(
      record.visits.map { ($0.appointment, $0) }, uniquingKeysWith: { first, _ in first })
    let plates = Dictionary(
      (day.demand.appointments + day.actual.requests).map { ($0.id, $0.card.plate) },
      uniquingKeysWith: { first, _ in first })
    let origin = day.demand.horizon.start
    let worse = plan.visits.compactMap { visit -> DelayedVisit? in
      guard let was = before[visit.appointment] else { return nil }
      let more = points(of: visit, simulation) - points(of: was, simulation)
      guard more > 0 else { return nil }
      return DelayedVisit(
        appointment: visit.appointment, plate: plates[visit.appointment] ?? nil, ready: origin + was.ready,
        planReady: origin + visit.ready, points: more,
        cause: cause(was, visit, isLeftOut: leftOut.contains(visit.appointment)))
    }
    return Array(
      worse.sorted { ($1.points, $0.appointment) < ($0.points, $1.appointment) }.prefix(
        Self.maxReportedChanges))
  }

  private func cause(_ was: VisitOutcome, _ now: VisitOutcome, isLeftOut: Bool) -> DelayedVisit.DelayCause {
    if isLeftOut { return .leftOut }
    if now.hasLostSlot { return .lostSlot }
    func wait(_ visit: VisitOutcome) -> Int {
      visit.received - max(visit.arrivedAt, visit.bookedArrival ?? 0)
    }
    let parts: [(DelayedVisit.DelayCause, Int)] = [
      (.arrival, now.arrivedAt - was.arrivedAt), (.reception, wait(now) - wait(was)),
      (.start, now.begun - now.available - was.begun + was.available),
      (.work, now.ready - now.begun - was.ready + was.begun),
    ]
    return parts.max { $0.1 < $1.1 }?.0 ?? .start
  }
}
