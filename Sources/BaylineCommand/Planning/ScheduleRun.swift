import Bayline
import BaylineReports
import BaylineWording

/// Makes a schedule with everything that belongs to it: promises, reasons in words, the digest of its demand.
struct ScheduleRun: Sendable {
  let site: Site
  /// How days deviate from the plan; none for a nominal plan.
  let uncertainty: Uncertainty
  let estimator: PromiseEstimator
  /// The schedule to start from.
  let start: Schedule?
  let words: Glossary
  /// The options of the whole search.
  let options: SearchOptions
  let promises: PromiseMaker
  /// Whether a summary is made as well, which takes time.
  let isSummarized: Bool
  /// What is left of a limit, as it counts from before the inputs were read.
  let left: @Sendable (SearchLimit) -> SearchLimit

  /// Searches with told arrivals as promises. Where some cannot be kept, searches again without those.
  func schedule(
    _ demand: Demand, keeping told: ToldArrivals?, onProgress: (Planner.Progress) -> Void = { _ in }
  ) async -> (Schedule, SearchTrace) {
    guard let told else { return await search(demand, onProgress) }
    var released: Set<String> = []
    var (schedule, trace) = await search(told.held(in: demand, at: site, except: []), onProgress)
    while true {
      let impossible = told.impossible(in: schedule, site: site, demand: demand)
      if impossible.isSubset(of: released) { break }
      released.formUnion(impossible)
      (schedule, trace) = await search(
        told.held(in: demand, at: site, except: released), from: schedule, onProgress)
    }
    return (told.restated(schedule, site: site, demand: demand), trace)
  }

  /// - Parameter earlier: What another search of this run found; without one, the search begins as the user asked.
  private func search(
    _ demand: Demand, from earlier: Schedule? = nil, _ onProgress: (Planner.Progress) -> Void
  ) async -> (Schedule, SearchTrace) {
    var whole = options
    whole.start = earlier ?? start
    var part = whole
    // Another search of this run has the whole limit again.
    if earlier == nil { part.limit = left(whole.limit) }
    part.followUp = followUp(demand, whole)
    var trace = SearchTrace()
    let planner = RobustPlanner(site: site, demand: demand, uncertainty: uncertainty)
    var schedule = await planner.schedule(
      part, shouldStop: promises.shouldStop, onImprovement: { trace.add($0.progress) },
      onProgress: onProgress)
    schedule = await promises.promising(schedule, keeping: start, by: estimator, whole)
    schedule = ReasonText(site: site, demand: demand, language: words.language).worded(schedule)
    ScheduleFingerprint.stamp(&schedule, site: site, demand: demand)
    return (schedule, trace)
  }

  /// How long a schedule takes from the search until it can be written: its promises, the check, the texts.
  private func followUp(_ demand: Demand, _ whole: SearchOptions) -> @Sendable (Schedule) -> Double {
    let (site, words, estimator) = (site, words, estimator)
    let (promises, isSummarized) = (promises, isSummarized)
    return { schedule in
      let clock = ContinuousClock()
      let start = clock.now
      var made = ReasonText(site: site, demand: demand, language: words.language).worded(schedule)
      ScheduleFingerprint.stamp(&made, site: site, demand: demand)
      let verdict = Verifier(site: site, demand: demand).verify(made)
      _ = ScheduleFormat.encode(made)
      if isSummarized {
        _ =
          ScheduleSummary(
            site: site, demand: demand, schedule: made, cost: verdict.cost, language: words.language
          ).text
      }
      let writing = (clock.now - start) / .seconds(1)
      return writing + promises.seconds(for: schedule, by: estimator, whole)
    }
  }
}
