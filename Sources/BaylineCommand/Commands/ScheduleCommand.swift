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

    let run = run(site, demand, try inputs.valid(deviations), from: start, words)
    let (schedule, progress) = try await StudyRunner(words: words, isQuiet: messages.quiet).run {
      line -> (Schedule, SearchTrace) in
      await run.schedule(demand, keeping: told) { line.show($0) }
    }
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

  private func run(
    _ site: Site, _ demand: Demand, _ uncertainty: Uncertainty, from start: Schedule?, _ words: Glossary
  ) -> ScheduleRun {
    var options = limit.options(seconds: 5)
    options.provesBound = !skipsBound
    return ScheduleRun(
      site: site, uncertainty: nominal ? .none : uncertainty,
      estimator: PromiseEstimator(
        site: site, demand: demand, uncertainty: uncertainty, seed: limit.run.seed),
      start: start, words: words, options: options, promises: promises.maker,
      isSummarized: !messages.quiet, left: { $0.leftSinceLaunch })
  }
}
