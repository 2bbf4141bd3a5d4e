public import BaylineModel
import BaylineReports
import BaylineSolver

/// Makes schedules: the door to the solver.
public struct Planner: Sendable {
  private let site: Site
  private let demand: Demand
  private let problem: Problem

  /// A planner for a site and a demand.
  ///
  /// - Precondition: The formats accept both (`SiteFormat`, `DemandFormat`), as they do whatever they have read.
  /// - Complexity: O(horizon minutes + operations × crews).
  public init(site: Site, demand: Demand) {
    self.site = site
    self.demand = demand
    problem = Problem(site: site, demand: demand)
  }

  /// The best schedule found within the options' limit. It keeps every hard rule.
  ///
  /// - Parameters:
  ///   - options: Seed, threads, limit and start.
  ///   - shouldStop: Asked often; once it says yes the best schedule so far is returned.
  ///   - onProgress: Told of every better schedule, from the thread that called.
  public func schedule(
    _ options: SearchOptions = SearchOptions(), shouldStop: @Sendable () -> Bool = { false },
    onProgress: (SearchProgress) -> Void = { _ in }
  ) -> Schedule {
    let watch = Stopwatch(isOff: options.limit.isTimeless)
    var state = SearchState(problem)
    var greedy = GreedyInsertion()
    greedy.run(&state)
    let firstSeconds = watch.seconds
    onProgress(
      SearchProgress(
        seconds: firstSeconds, iterations: 0, cost: state.cost, unscheduled: state.unscheduledCount))
    var search = LocalSearch(from: state, seed: UInt64(bitPattern: Int64(options.seed)))
    while !shouldStop() {
      let progress: Double
      switch options.limit {
      case .seconds(let limit): progress = (watch.seconds ?? 0) / limit
      case .iterations(let limit): progress = Double(search.iterations) / Double(max(1, limit))
      }
      if !(progress < 1) { break }
      search.cool(to: progress)
      for _ in 0..<16 {
        if case .iterations(let limit) = options.limit, search.iterations >= limit { break }
        if search.step() {
          onProgress(
            SearchProgress(
              seconds: watch.seconds, iterations: search.iterations, cost: search.best.cost,
              unscheduled: search.best.unscheduledCount))
        }
      }
    }
    state = search.best
    var about = About()
    about.program = "bayline"
    about.version = baylineVersion
    about.seed = options.seed
    about.threads = options.threads
    about.iterations = search.iterations
    about.evaluations = greedy.evaluations + search.evaluations
    about.firstSeconds = firstSeconds
    about.seconds = watch.seconds
    return finish(state, about, options.language ?? site.locale)
  }

  private func finish(_ state: SearchState, _ about: About, _ language: Language) -> Schedule {
    let cost = state.evaluate()
    return Schedule(
      assignments: state.assignments(), unscheduled: unscheduled(state, language),
      cost: StatedCost(total: cost.total, terms: cost), about: about)
  }

  /// The visits left out, in the order of the demand, each with its reason.
  private func unscheduled(_ state: SearchState, _ language: Language) -> [UnscheduledAppointment] {
    let left = problem.appointments.indices.filter { !state.isScheduled[$0] }
    guard !left.isEmpty else { return [] }
    var finder = ReasonFinder(state)
    let words = ReasonWords(state: state, language: language)
    return left.map { visit in
      let finding = finder.finding(for: visit)
      return UnscheduledAppointment(
        appointment: demand.appointments[visit.int].id, reason: finding.reason, detail: words.detail(finding),
        earliest: finding.earliest.map(problem.civil))
    }
  }
}

extension SearchLimit {
  var isTimeless: Bool {
    if case .iterations = self { true } else { false }
  }
}

/// Seconds since it was made, unless it is off.
struct Stopwatch: Sendable {
  private let start: ContinuousClock.Instant?

  init(isOff: Bool) {
    start = isOff ? nil : ContinuousClock.now
  }

  var seconds: Double? {
    start.map { (ContinuousClock.now - $0) / .seconds(1) }
  }
}
