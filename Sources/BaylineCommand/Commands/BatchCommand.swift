import ArgumentParser
import Bayline
import BaylineWording

/// `bayline batch`: a filter of JSON lines for many workshops.
struct BatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Answer lines of JSON: schedules, offers, simulations and studies of many workshops.",
    discussion: """
      Reads a JSON object from each line of standard input and writes one for each to standard output: the result that the \
      single command writes, or the diagnostics of the line. A bad line costs that line. A line is

        {"id": "S1", "site": {…}, "demand": {…}, "iterations": 2000, "seed": 7}

      for a schedule; "command" asks for verify, offer, offers, simulate, whatif, transfer or backtest instead. Documents are \
      objects, strings with the text of a file, or files inside --sites, named by siteRef, demandRef, … docs/batch.md has \
      all members.

      --threads lines are computed at a time, each on one thread unless it has threads of its own. By iterations and seed, \
      a line has the same answer wherever and beside whatever it is computed. Memory does not grow with the number of lines. \
      SIGTERM and Ctrl-C end the reading; lines that were begun are finished and written, and the exit code is 143 or 130.

      The exit code is 0 if all lines were answered, be it with diagnostics.

      EXAMPLES
        bayline batch < shops.jsonl > plans.jsonl
        bayline batch --sites shops --seconds 0.5 --threads 1 --unordered < evening.jsonl > plans.jsonl
        bayline batch --sites shops < offers.jsonl | bayline group offers
      """)

  @Option(
    help: ArgumentHelp("The folder of the files that lines name (siteRef, …).", valueName: "folder"))
  var sites = "."

  @Option(help: "Lines computed at the same time, 1 to 256 (default: one per core).")
  var threads: Int?

  @Flag(help: "Write each answer as soon as it is there, not in the order of the lines.")
  var unordered = false

  @Option(
    parsing: .unconditional, help: "Seconds for lines that state no effort, 0 to 86400 (default: 5).")
  var seconds: Double?

  @Option(parsing: .unconditional, help: "Iterations for lines that state no effort, instead of --seconds.")
  var iterations: Int?

  @Option(parsing: .unconditional, help: "Random seed of lines that state none.")
  var seed = 1

  @Option(
    name: .customLong("time-limit"),
    help: ArgumentHelp(
      "The seconds of a line, not for verify and offers: searches end with the best so far, studies with a diagnostic.",
      valueName: "seconds"))
  var timeLimit: Double?

  @Flag(help: "Give each result as a string: the text of the file, byte for byte.")
  var text = false

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    try checkSearchEffort(seconds: seconds, iterations: iterations)
    if let threads, !(1...256).contains(threads) {
      throw ValidationError("--threads is \(threads); give 1 to 256.")
    }
    if seed < 0 { throw ValidationError("--seed is \(seed); give 0 or more.") }
    if let timeLimit, !(timeLimit > 0 && timeLimit <= 86_400) {
      throw ValidationError("--time-limit is \(timeLimit); give seconds, more than 0, to 86400.")
    }
  }

  func run() async throws {
    let words = Glossary(messages.lang ?? .ofUser)
    if let error = Posix.obstacle(toListing: sites) {
      throw Refusal.badFile([
        words(
          "\(sites):$: 无法列出（\(error.words(words))）; 请用 --sites 给出站点文件夹",
          "\(sites):$: cannot be listed (\(error.words(words))); give the folder of the files with --sites")
      ])
    }
    Signals.catchTermination()
    var defaults = LineAnswerer.Defaults(seed: seed)
    defaults.limit = seconds.map { .seconds($0) } ?? iterations.map { .iterations($0) }
    let run = BatchRun(
      source: LineSource(Posix.standardInput, limit: Diagnostic.InputLimit.line.value),
      answerer: LineAnswerer(
        folder: BatchFolder(sites), language: messages.lang, defaults: defaults, timeLimit: timeLimit),
      threads: threads ?? RunOptions.defaultThreads, keepsOrder: !unordered, writesText: text, words: words)
    let counts = try await run.run()
    let summary = words(
      "\(counts.answered) 行有结果，\(counts.failed) 行有问题",
      "\(counts.answered) lines with results, \(counts.failed) with diagnostics")
    if counts.isStopped {
      throw Refusal.stopped(words("已中断：\(summary)", "stopped after \(summary)"))
    }
    if !messages.quiet { Console.report(summary) }
  }
}
