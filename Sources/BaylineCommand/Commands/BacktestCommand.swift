import ArgumentParser
import Bayline
import BaylineReports
import BaylineSimulation
import BaylineWording
import Foundation

/// `bayline backtest`: the plan against what was done.
struct BacktestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Hold Bayline's plans of past days against what was done.",
    discussion: """
      A history is a folder with a sub-folder for each day: demand.json, as it was known the evening before, and actual.json, what \
      happened (docs/history.md). Each day is planned with the first alone, and the plan is played against the second: the same \
      customers, as late or early as they were, the same share of the standard times, the same surprises. Both sides serve the \
      same vehicles and are judged by the same code; differences are paired, with bootstrap intervals. Beside the record stand \
      three simple ways to plan. docs/backtest.md says what is fair in it and what is not.

      --learn DIR writes what the record teaches (docs/learning.md): DIR/site.json, DIR/uncertainty.json and DIR/minutes.csv; \
      and it shows what planning with it would have brought, learned for each day from the days before it.

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
      "Whose plan: bayline's, or the record itself, which must show no difference.",
      valueName: "bayline|record"))
  var plan = PlanChoice.bayline

  @Option(
    help: ArgumentHelp(
      "Who decides on the day what is done next by Bayline's plan: shift keeps its order, replan plans the rest again.",
      valueName: "shift|replan"))
  var dispatcher = Simulator.DispatchPolicy.shift

  @Option(help: "Minutes that a technician works on at most after the shift to finish a job, 0 to 1440.")
  var overtime = 60

  @Option(help: ArgumentHelp("Write what the record teaches into this folder.", valueName: "folder"))
  var learn: String?

  @OptionGroup var effort: EffortOptions

  @Flag(help: "Print the result as one JSON object.")
  var json = false

  @Option(help: ArgumentHelp("Where the result goes (default: standard output).", valueName: "file"))
  var out: String?

  @Option(help: ArgumentHelp("Write a row for each day, with all figures, as CSV.", valueName: "file"))
  var csv: String?

  @Option(help: ArgumentHelp("Write a page with charts.", valueName: "file"))
  var page: String?

  @OptionGroup var messages: MessageOptions

  /// Whose plan is held against the record.
  enum PlanChoice: String, CaseIterable, ExpressibleByArgument {
    case bayline, record
  }

  func validate() throws {
    if !(0...1440).contains(overtime) {
      throw ValidationError("--overtime is \(overtime); give 0 to 1440.")
    }
    if plan == .record, learn != nil || dispatcher == .replan {
      throw ValidationError("--plan record plays what was done: it takes neither --learn nor --dispatcher.")
    }
    if [csv, page].contains("-") {
      throw ValidationError("Standard output carries the result; name files with --csv and --page.")
    }
    try checkOutputs([out, csv, page].compactMap(\.self), inputs: [site])
  }

  func run() async throws {
    let (site, folder, words) = try history.read(
      site: self.site, messages, outputs: [out, csv, page].compactMap(\.self), learned: learn)
    let result = try await compute(site, folder, words)
    guard !result.days.isEmpty || !result.isStopped else {
      throw Refusal([words("已中断", "stopped")], ExitStatus.stopped)
    }
    // Of a run that was stopped nothing is taught: its days are not all that were asked for.
    if let learn, !result.isStopped {
      try OutputFolder(path: learn).write(
        LearnedFiles(HistoryCalibration(site: site, days: folder.days), language: words.language).files, words
      )
    }
    try write(result, site, words)
  }

  private func compute(
    _ site: Site, _ folder: HistoryFolder, _ words: Glossary
  ) async throws -> BacktestResult {
    var line = ProgressLine(words, isQuiet: messages.quiet)
    defer { line.end() }
    let watch = ContinuousClock.now
    let all = folder.days.count
    Signals.catchTermination()
    do {
      return try await PlanBacktest(
        site: site, days: folder.days, skipped: folder.skipped, options: options(folder.days)
      ).run(shouldStop: { Signals.isStopRequested }) { done in
        let elapsed = (ContinuousClock.now - watch) / .seconds(1)
        let left = Int((elapsed / Double(max(1, done)) * Double(all - done)).rounded(.up))
        line.show(words("\(done)/\(all) 天  还需约 \(left) 秒", "\(done) of \(all) days  about \(left) s left"))
      }
    } catch let broken as RejectedPlan {
      throw broken.refusal(words)
    }
  }

  private func options(_ days: [PastDay]) -> BacktestOptions {
    var options = BacktestOptions(limit: effort.limit(for: days.map(\.demand)))
    options.seed = effort.seed
    options.threads = effort.cellThreads
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
      json ? BacktestFormat.encode(result) : report.text, isJSON: json, to: out,
      beside: [(csv, { report.csv }), (page, { report.html })], words)
  }
}
