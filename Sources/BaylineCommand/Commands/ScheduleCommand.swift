import ArgumentParser
import Bayline
import BaylineReports
import BaylineWording
import Foundation

/// `bayline schedule`: who comes when, and who works where.
struct ScheduleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "Make a schedule for the visits that are asked for.",
    discussion: """
      The schedule goes to --out, or to standard output; a summary goes to standard error. Ctrl-C ends the search and \
      keeps the best schedule so far; a second one ends the program at once.

      With --iterations no clock is asked: the same files, seed, iterations and threads give the same bytes on any \
      machine.

      EXAMPLES
        bayline schedule --site site.json --demand demand.json --out tomorrow.json
        bayline schedule --site site.json --demand demand.json --seconds 60 --from tomorrow.json --out tomorrow.json
        bayline schedule --site site.json --demand - --iterations 20000 --threads 2 --quiet < demand.json
        bayline schedule --site site.json --demand demand.json --seconds 60 --trace trace.csv --out tomorrow.json
      """)

  @OptionGroup var files: CaseOptions

  @Option(help: ArgumentHelp("Where the schedule goes (default: standard output).", valueName: "file"))
  var out: String?

  @Option(
    help: ArgumentHelp("Start from this schedule of the demand, or of some of it.", valueName: "schedule"))
  var from: String?

  @OptionGroup var limit: SearchLimitOptions

  @Option(
    help: ArgumentHelp(
      "Write a line for the first schedule and each better one: seconds, iterations, cost, left out.",
      valueName: "csv"))
  var trace: String?

  @Flag(name: .customLong("no-bound"), help: "Spend no time on proving what no schedule can cost less than.")
  var isBoundless = false

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    try checkStandardInput([files.site, files.demand] + (from.map { [$0] } ?? []))
    if isFile(out, among: [files.site, files.demand]) {
      throw ValidationError("--out is one of the inputs; give another file.")
    }
    if trace == "-" && out ?? "-" == "-" || isFile(trace, among: [files.site, files.demand, from, out]) {
      throw ValidationError(
        "--trace is one of the inputs, or goes where the schedule goes; give another file.")
    }
  }

  func run() async throws {
    let output = OutputFile(out)
    var inputs = InputReader(files, language: messages.lang)
    let start = from.flatMap { inputs.schedule($0, allowsMissing: true) }
    inputs.checkWritable(output)
    let traceOutput = trace.map { OutputFile($0) }
    if let traceOutput { inputs.checkWritable(traceOutput) }
    try inputs.check()
    let (site, demand) = try inputs.validCase()
    let words = inputs.words

    let (schedule, trace) = await search(site, demand, from: start, words)
    let verdict = try judged(schedule, site, demand, words)
    try output.write(ScheduleFormat.encode(schedule), words)
    try traceOutput?.write(trace.csv, words)
    if !messages.quiet {
      let summary = ScheduleSummary(
        site: site, demand: demand, schedule: schedule, cost: verdict.cost, language: words.language)
      Console.reportText(summary.text)
    }
  }

  private func search(_ site: Site, _ demand: Demand, from start: Schedule?, _ words: Glossary) async
    -> (Schedule, SearchTrace)
  {
    var options = limit.options(seconds: 5)
    options.provesBound = !isBoundless
    options.start = start
    var line = ProgressLine(words, isQuiet: messages.quiet)
    defer { line.end() }
    var trace = SearchTrace()
    Signals.catchTermination()
    let schedule = await Planner(site: site, demand: demand).schedule(
      options, shouldStop: { Signals.isStopRequested }, onImprovement: { trace.add($0.progress) },
      onProgress: { line.show($0) })
    return (finished(schedule, site, demand, words), trace)
  }

  /// The judgement of the independent verifier, before anything is written: a wrong schedule shall never leave
  /// the program.
  private func finished(_ schedule: Schedule, _ site: Site, _ demand: Demand, _ words: Glossary) -> Schedule {
    var schedule = ReasonText(site: site, demand: demand, language: words.language).worded(schedule)
    ScheduleFingerprint.stamp(&schedule, site: site, demand: demand)
    return schedule
  }

  private func judged(
    _ schedule: Schedule, _ site: Site, _ demand: Demand, _ words: Glossary
  ) throws(Refusal) -> Verdict {
    let verdict = Verifier(site: site, demand: demand).verify(schedule)
    guard !verdict.isCorrect else { return verdict }
    let text = VerdictText(site: site, demand: demand, language: words.language)
    let found = verdict.violations.map(text.line) + verdict.differences.map(text.line)
    let report = words(
      "bayline: 排出的计划未通过核对，没有写入任何文件。这是程序的错误，请连同站点和需求文件一起反馈",
      "bayline: the schedule that was made does not pass the check, and nothing is written; this is a fault of the "
        + "program, please report it with the site and the demand")
    throw Refusal(found.prefix(10) + [report], ExitStatus.internalError)
  }
}
