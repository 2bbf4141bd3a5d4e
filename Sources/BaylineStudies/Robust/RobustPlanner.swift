import BaylineMath
public import BaylineModel
public import BaylinePlanning
import BaylineSolver
import BaylineVerifier

/// Schedules the visits of a demand so that the day as it runs costs least, not the day on paper.
///
/// The nominal plan, for the fixed minutes, races against plans of the same demand with slack (``SlackRule``): longer work
/// where its time is uncertain, and earlier deadlines. Each is mapped back to the true minutes, so that it keeps every
/// hard rule as written, and judged by simulated days that are the same for all. The race has stages: many plans on few
/// days, then the survivors, searched further, on more; the choice is made on fresh days. The nominal plan is kept unless
/// another costs less and serves as many vehicles.
///
/// The cost of a day is that of the site's policy, with delay, stay and lateness as they happen, the drop costs of
/// customers who are lost on the day, `missedShare` percent of those whose deadlines are missed, and `overtimeWeight` points for each minute of overtime. The method follows sample
/// average approximation (A. J. Kleywegt, A. Shapiro and T. Homem-de-Mello, 2002) over a portfolio of plans.
public struct RobustPlanner: Sendable {
  let site: Site
  let demand: Demand
  let uncertainty: Uncertainty
  /// Points for each minute that a technician works outside the shift; by default that of a minute
  /// after a deadline: both are promises that the day breaks.
  public var overtimeWeight: Int
  /// What a deadline that is missed on the day costs beside its lateness, in percent of the drop cost of its visit: a
  /// customer who was let down may not come again.
  public var missedShare = 100

  /// Creates a planner.
  ///
  /// - Parameter uncertainty: How days deviate from their plan. Without any, the nominal plan is the robust one.
  /// - Precondition: As for `Planner`.
  public init(site: Site, demand: Demand, uncertainty: Uncertainty = .default) {
    (self.site, self.demand, self.uncertainty) = (site, demand, uncertainty)
    overtimeWeight = site.policy.lateness
  }

  /// Returns the plan with the least expected cost of the day that was found within the limit of the options.
  ///
  /// - Parameters:
  ///   - options: As for `Planner`; the limit is that of the whole, of which the nominal plan gets a part. If iterations
  ///     limit the search, the seed and the number of threads determine the result.
  ///   - shouldStop: Called often, from several threads; once it returns `true`, the nominal plan so far is returned.
  ///   - onImprovement: Called with improvements of the nominal plan.
  ///   - onProgress: Called with the progress of the search for the nominal plan.
  public func schedule(
    _ options: SearchOptions = SearchOptions(), shouldStop: @escaping @Sendable () -> Bool = { false },
    onImprovement: (Planner.Improvement) async -> Void = { _ in },
    onProgress: (Planner.Progress) -> Void = { _ in }
  ) async -> Schedule {
    let watch = Stopwatch()
    let planner = Planner(site: site, demand: demand)
    let races = !uncertainty.isNone && RobustRace.isWorthwhile(options, nominalShare: Self.nominalShare)
    guard races else {
      var whole = options
      if case .seconds(let seconds) = options.limit { whole.limit = .seconds(seconds - watch.elapsed) }
      return await planner.schedule(
        whole, shouldStop: shouldStop, onImprovement: onImprovement, onProgress: onProgress)
    }
    var part = options
    part.limit = options.limit.share(Self.nominalShare)
    (part.explains, part.followUp) = (false, nil)
    let nominal = await planner.schedule(
      part, shouldStop: shouldStop, onImprovement: onImprovement, onProgress: onProgress)
    let reserve = planner.reserve(for: nominal, options, watch)
    /// Reasons are found for the plan that is chosen only.
    func explained(_ plan: Schedule) async -> Schedule? {
      await planner.explained(plan, options) { watch.elapsed < reserve.end }
    }
    if shouldStop() { return await explained(nominal) ?? nominal }
    var racing = options
    if case .seconds = options.limit {
      racing.limit = .seconds(reserve.searchEnd(unscheduled: nominal.unscheduled.count))
    }
    var race = RobustRace(self, nominal: nominal, racing, watch) { [limit = racing.limit] in
      if case .seconds(let seconds) = limit, watch.elapsed >= seconds { return true }
      return shouldStop()
    }
    guard let outcome = await race.run(), !shouldStop() else {
      let last = await searchedOn(nominal, planner, racing, watch, shouldStop)
      return await explained(last) ?? last
    }
    guard var chosen = await explained(outcome.plan ?? nominal) else {
      return await explained(nominal) ?? nominal
    }
    chosen.about = nominal.about
    chosen.about?.iterations = (nominal.about?.iterations ?? 0) + outcome.iterations
    chosen.about?.evaluations = (nominal.about?.evaluations ?? 0) + outcome.evaluations
    if !options.limit.isReproducible { chosen.about?.seconds = watch.elapsed }
    chosen.about?.robust = outcome.comparison
    return chosen
  }

  /// The nominal plan, improved in the time that the race did not use.
  private func searchedOn(
    _ nominal: Schedule, _ planner: Planner, _ options: SearchOptions, _ watch: Stopwatch,
    _ shouldStop: @escaping @Sendable () -> Bool
  ) async -> Schedule {
    guard case .seconds(let seconds) = options.limit, !shouldStop(), watch.elapsed < seconds else {
      return nominal
    }
    var rest = options
    (rest.limit, rest.start, rest.provesBound) = (.seconds(seconds - watch.elapsed), nominal, false)
    (rest.explains, rest.followUp) = (false, nil)
    var schedule = await planner.schedule(rest, shouldStop: shouldStop)
    let found = schedule.about
    schedule.about = nominal.about
    schedule.about?.iterations = (nominal.about?.iterations ?? 0) + (found?.iterations ?? 0)
    schedule.about?.evaluations = (nominal.about?.evaluations ?? 0) + (found?.evaluations ?? 0)
    schedule.about?.seconds = watch.elapsed
    return schedule
  }

  /// The part of the limit for the nominal plan, in percent.
  private static let nominalShare = 30
}

extension SearchLimit {
  /// A part of the limit, in percent.
  fileprivate func share(_ percent: Int) -> SearchLimit {
    switch self {
    case .seconds(let seconds): .seconds(seconds * Double(percent) / 100)
    case .iterations(let count): .iterations(count.percent(percent))
    }
  }
}
