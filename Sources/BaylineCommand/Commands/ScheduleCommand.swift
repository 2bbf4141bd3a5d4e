import ArgumentParser
import Bayline
import BaylineReports
import BaylineSpreadsheets
import BaylineWording

/// `bayline schedule`: who comes when, and who works where.
struct ScheduleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "Make a schedule for the requested visits.",
    discussion: """
      Writes the schedule to --out or standard output and prints a summary to standard error. Ctrl-C ends the search and \
      keeps the best schedule so far; a second Ctrl-C ends the program at once.

      With --iterations the result does not depend on speed: the same files, seed, iterations and threads give the \
      same bytes on any machine.

      The plan is the one that is expected to cost least on the day as it runs, with overruns, no-shows and walk-ins \
      (docs/simulation.md); --nominal plans for the fixed minutes, which costs least on paper.

      EXAMPLES
        bayline schedule --site site.json --demand demand.json --out tomorrow.json
        bayline schedule --site site.json --demand demand.json --seconds 60 --from tomorrow.json --out tomorrow.json
        bayline schedule --site site.json --demand demand.json --keep tomorrow.json --out tomorrow.json
        bayline schedule --site site.json --demand - --iterations 20000 --threads 2 --quiet < demand.json
        bayline schedule --site site.json --demand demand.json --nominal --trace trace.csv --out tomorrow.json
      """)

  @OptionGroup var files: CaseOptions

  @Option(help: ArgumentHelp("The schedule file to write (default: standard output).", valueName: "file"))
  var out: String?

  @Option(
    help: ArgumentHelp("Start from this schedule of the demand, or of part of it.", valueName: "schedule"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      "Keep the arrivals and advisors of this schedule, which customers have been told; those that cannot be kept are listed.",
      valueName: "schedule"))
  var keep: String?

  @OptionGroup var limit: SearchLimitOptions

  @Flag(help: "Plan for the fixed minutes, as if every day went according to plan.")
  var nominal = false

  @OptionGroup var promises: PromiseOptions

  @Option(
    help: ArgumentHelp(
      "Write a line for the first and each better schedule: seconds, iterations, cost, unscheduled.",
      valueName: "csv"))
  var trace: String?

  @Flag(name: .customLong("no-bound"), help: "Do not compute a lower bound of the cost.")
  var skipsBound = false

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    try OutputRules(
      inputs: [files.site, files.demand, from, isSameFile(keep, from) ? nil : keep, promises.uncertainty],
      outputs: [.result("--out", out, mayReplace: from ?? keep), .optional("--trace", trace)]
    ).check()
  }

  func run() async throws {
    var inputs = InputReader(files, language: messages.lang)
    let told = keep.flatMap { inputs.earlierSchedule($0) }.map(ToldArrivals.init)
    let start = from.flatMap { inputs.schedule($0, allowsMissing: true) }
    let deviations = inputs.uncertainty(promises.uncertainty)
    inputs.checkWritable([out] + (trace.map { [$0] } ?? []))
    try inputs.check()
    let (site, demand) = try inputs.validCase()
    let words = inputs.words

    let uncertainty = try inputs.valid(deviations)
    let estimator = PromiseEstimator(
      site: site, demand: demand, uncertainty: uncertainty, seed: limit.run.seed)
    let day = Day(
      site: site, uncertainty: nominal ? .none : uncertainty, estimator: estimator, start: start, words: words
    )
    let (schedule, progress) = try await search(demand, on: day, keeping: told)
    let verdict = try PlanCheck.check(made: schedule, site: site, demand: demand, words)
    var texts = [(output: OutputFile(out), text: ScheduleFormat.encode(schedule))]
    if let trace { texts.append((OutputFile(trace), progress.csv)) }
    try write(texts, inputs)
    if !messages.quiet {
      let summary = ScheduleSummary(
        site: site, demand: demand, schedule: schedule, cost: verdict.cost, language: words.language)
      Console.reportText(summary.text)
      for line in told?.moved(in: schedule, site: site, demand: demand, words) ?? [] { Console.report(line) }
      for line in SameVehicles.lines(demand, schedule, words) { Console.report(line) }
    }
  }

  /// Writes the results. The book is locked only now, so that a long search keeps nobody waiting; a change since it was
  /// read is noticed.
  private func write(_ texts: [(output: OutputFile, text: String)], _ inputs: InputReader) throws(Refusal) {
    let lock = try out.map { path throws(Refusal) in
      try BookLock([files.demand, from, keep, path], inputs.words)
    }
    defer { withExtendedLifetime(lock) {} }
    try OutputFile.write(texts, inputs.words, check: inputs.checkUnchanged)
  }

  /// What every search of a run has in common.
  private struct Day {
    let site: Site
    /// How days deviate from the plan; none for a nominal plan.
    let uncertainty: Uncertainty
    let estimator: PromiseEstimator
    let start: Schedule?
    let words: Glossary
  }

  /// Searches with told arrivals as promises. Where some cannot be kept, searches again without those.
  private func search(
    _ demand: Demand, on day: Day, keeping told: ToldArrivals?
  ) async throws -> (Schedule, SearchTrace) {
    guard let told else { return try await search(demand, on: day) }
    let site = day.site
    var released: Set<String> = []
    var (schedule, trace) = try await search(told.held(in: demand, at: site, except: []), on: day)
    while true {
      let impossible = told.impossible(in: schedule, site: site, demand: demand)
      if impossible.isSubset(of: released) { break }
      released.formUnion(impossible)
      (schedule, trace) = try await search(
        told.held(in: demand, at: site, except: released), on: day, from: schedule)
    }
    return (told.restated(schedule, site: site, demand: demand), trace)
  }

  /// - Parameter earlier: What another search of this run found; without one, the search begins as the user asked.
  private func search(
    _ demand: Demand, on day: Day, from earlier: Schedule? = nil
  ) async throws -> (Schedule, SearchTrace) {
    var whole = limit.options(seconds: 5)
    whole.provesBound = !skipsBound
    whole.start = earlier ?? day.start
    var options = whole
    // Another search of this run has the whole limit again.
    if earlier == nil { options.limit = whole.limit.leftSinceLaunch }
    options.followUp = followUp(demand, on: day, whole)
    let (site, words) = (day.site, day.words)
    return try await StudyRunner(words: words, isQuiet: messages.quiet).run {
      line -> (Schedule, SearchTrace) in
      var trace = SearchTrace()
      let planner = RobustPlanner(site: site, demand: demand, uncertainty: day.uncertainty)
      var schedule = await planner.schedule(
        options, shouldStop: { Signals.isStopRequested }, onImprovement: { trace.add($0.progress) },
        onProgress: { line.show($0) })
      schedule = await promises.promising(schedule, keeping: day.start, by: day.estimator, whole)
      schedule = ReasonText(site: site, demand: demand, language: words.language).worded(schedule)
      ScheduleFingerprint.stamp(&schedule, site: site, demand: demand)
      return (schedule, trace)
    }
  }

  /// How long a schedule takes from the search until it can be written: its promises, the check, the texts.
  private func followUp(
    _ demand: Demand, on day: Day, _ whole: SearchOptions
  ) -> @Sendable (Schedule) -> Double {
    let (site, words, estimator) = (day.site, day.words, day.estimator)
    let (promises, isQuiet) = (promises, messages.quiet)
    return { schedule in
      let clock = ContinuousClock()
      let start = clock.now
      var made = ReasonText(site: site, demand: demand, language: words.language).worded(schedule)
      ScheduleFingerprint.stamp(&made, site: site, demand: demand)
      let verdict = Verifier(site: site, demand: demand).verify(made)
      _ = ScheduleFormat.encode(made)
      if !isQuiet {
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
