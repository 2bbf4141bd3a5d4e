import ArgumentParser
import Bayline
import BaylineReports
import BaylineSimulation
import BaylineWording

/// `bayline backtest`: plans of past days compared with what happened.
struct BacktestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Compare Bayline's plans of past days with what actually happened.",
    discussion: """
      A history is a folder with a subfolder for each day: demand.json, as known the evening before, and actual.json, what \
      happened (docs/history.md). Each day is planned from the first only, and the plan is simulated against the second: \
      the same customers, as late or early as they were, the same share of the standard times, the same surprises. Both \
      sides serve the same vehicles and are evaluated by the same code; differences are paired, with bootstrap intervals. \
      Three simple planning rules are also compared. docs/backtest.md discusses what is fair about it and what is not.

      --learn DIR calibrates the site to the record (docs/learning.md) and writes DIR/site.json, DIR/uncertainty.json and \
      DIR/minutes.csv; it also shows the results of planning each day with what was learned from the days before it.

      EXAMPLES
        bayline backtest --site site.json past
        bayline backtest --site site.json past --from 2022-01-01 --page backtest.html --csv days.csv
        bayline backtest --site site.json past --learn learned
      """)

  @Option(help: ArgumentHelp("The workshop; - is standard input.", valueName: "file"))
  var site: String

  @OptionGroup var history: HistoryOptions

  @Option(
    help: ArgumentHelp(
      "The plan to compare: bayline's, or the record itself, which must show no difference.",
      valueName: "bayline|record"))
  var plan = PlanChoice.bayline

  @Option(
    help: ArgumentHelp(
      "How work is dispatched during the day: shift keeps the plan's order, replan replans the rest of the day.",
      valueName: "shift|replan"))
  var dispatcher = Simulator.DispatchPolicy.shift

  @Option(help: "The maximum overtime of a technician to finish a job, in minutes, 0 to 1440.")
  var overtime = 60

  @Option(
    help: ArgumentHelp("Calibrate to the record and write the results into this folder.", valueName: "folder")
  )
  var learn: String?

  @OptionGroup var effort: EffortOptions

  @OptionGroup var output: ResultOptions

  @Option(help: ArgumentHelp("Write a row per day with all figures as CSV.", valueName: "file"))
  var csv: String?

  @OptionGroup var messages: MessageOptions

  /// The plan that is compared with the record.
  enum PlanChoice: String, CaseIterable, ExpressibleByArgument {
    case bayline, record
  }

  func validate() throws {
    if !(0...1440).contains(overtime) {
      throw ValidationError("--overtime is \(overtime); give 0 to 1440.")
    }
    if plan == .record, learn != nil || dispatcher == .replan {
      throw ValidationError("--plan record replays the record: it takes neither --learn nor --dispatcher.")
    }
    try OutputRules(
      inputs: [site], outputs: output.outputs + [.file("--csv", csv)]
    ).check()
  }

  func run() async throws {
    let (site, folder, words) = try history.read(
      site: self.site, messages, outputs: output.paths + [csv], learned: learn)
    let backtest = PlanBacktest(
      site: site, days: folder.days, skipped: folder.skipped, options: options(folder.days))
    let result = try await StudyRunner(words: words, isQuiet: messages.quiet).run { line in
      try await backtest.run(shouldStop: { Signals.isStopRequested }) { done in
        line.show(done, of: folder.days.count)
      }
    }
    guard !result.days.isEmpty || !result.isStopped else {
      throw Refusal.stopped(words("已中断", "stopped"))
    }
    // A stopped run has not seen all days, so nothing is learned from it.
    if let learn, !result.isStopped {
      try OutputFolder(path: learn).write(
        LearnedFiles(HistoryCalibration(site: site, days: folder.days), language: words.language).files, words
      )
    }
    try write(result, site, words)
  }

  private func options(_ days: [PastDay]) -> PlanBacktest.Options {
    var options = PlanBacktest.Options(limit: effort.limit(for: days.map(\.demand)))
    options.seed = effort.run.seed
    options.threads = effort.run.threadCount
    options.dispatcher = dispatcher
    options.overtimeMinutes = overtime
    switch plan {
    case .record: options.plans = [.record]
    case .bayline: if learn != nil { options.plans.insert(.learned, at: 1) }
    }
    return options
  }

  private func write(_ result: BacktestResult, _ site: Site, _ words: Glossary) throws {
    let report = BacktestPage(
      result, siteName: site.name, program: "bayline \(baylineVersion)", files: [self.site, history.folder],
      isReplanned: dispatcher == .replan, language: words.language)
    try OutputFile.write(
      output.json ? BacktestFormat.encode(result) : report.text, isJSON: output.json, to: output.out,
      beside: [(csv, { report.csv }), (output.page, { report.html })], words)
  }
}
