import ArgumentParser
import Bayline
import BaylineReports
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
        bayline schedule --site site.json --demand - --iterations 20000 --threads 2 --quiet < demand.json
        bayline schedule --site site.json --demand demand.json --nominal --trace trace.csv --out tomorrow.json
      """)

  @OptionGroup var files: CaseOptions

  @Option(help: ArgumentHelp("The schedule file to write (default: standard output).", valueName: "file"))
  var out: String?

  @Option(
    help: ArgumentHelp("Start from this schedule of the demand, or of part of it.", valueName: "schedule"))
  var from: String?

  @OptionGroup var limit: SearchLimitOptions

  @Flag(help: "Plan for the fixed minutes, as if every day went according to plan.")
  var nominal = false

  @Option(
    help: ArgumentHelp(
      "How days deviate from their plan (default: see docs/uncertainty.md).", valueName: "file"))
  var uncertainty: String?

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
      inputs: [files.site, files.demand, from, uncertainty],
      outputs: [.result("--out", out, mayReplace: from), .optional("--trace", trace)]
    ).check()
  }

  func run() async throws {
    var inputs = InputReader(files, language: messages.lang)
    let start = from.flatMap { inputs.schedule($0, allowsMissing: true) }
    let deviations = inputs.uncertainty(uncertainty)
    inputs.checkWritable([out] + (trace.map { [$0] } ?? []))
    try inputs.check()
    let (site, demand) = try inputs.validCase()
    let words = inputs.words

    let (schedule, progress) = try await search(
      site, demand, nominal ? .none : try inputs.valid(deviations), from: start, words)
    let verdict = try PlanCheck.check(made: schedule, site: site, demand: demand, words)
    try OutputFile(out).write(ScheduleFormat.encode(schedule), words)
    if let trace { try OutputFile(trace).write(progress.csv, words) }
    if !messages.quiet {
      let summary = ScheduleSummary(
        site: site, demand: demand, schedule: schedule, cost: verdict.cost, language: words.language)
      Console.reportText(summary.text)
    }
  }

  private func search(
    _ site: Site, _ demand: Demand, _ uncertainty: Uncertainty, from start: Schedule?, _ words: Glossary
  ) async throws -> (Schedule, SearchTrace) {
    var options = limit.options(seconds: 5)
    options.provesBound = !skipsBound
    options.start = start
    return try await StudyRunner(words: words, isQuiet: messages.quiet).run {
      line -> (Schedule, SearchTrace) in
      var trace = SearchTrace()
      var schedule = await RobustPlanner(site: site, demand: demand, uncertainty: uncertainty).schedule(
        options, shouldStop: { Signals.isStopRequested }, onImprovement: { trace.add($0.progress) },
        onProgress: { line.show($0) })
      schedule = ReasonText(site: site, demand: demand, language: words.language).worded(schedule)
      ScheduleFingerprint.stamp(&schedule, site: site, demand: demand)
      return (schedule, trace)
    }
  }
}
