public import ArgumentParser
public import Bayline
import BaylineReports
import BaylineWording
import Foundation

/// `bayline simulate`: how a planned day really runs.
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Play a planned day many times, with overruns, no-shows, late customers and walk-ins.",
    discussion: """
      Each figure comes with its mean, a 95% interval of the mean, and percentiles over the replications, beside what the \
      plan says. What may happen stands in the uncertainty file; without one, usual values are taken \
      (docs/uncertainty.md). docs/simulation.md says how the shop reacts, docs/figures.md what the figures are.

      The same seed plays the same days, whatever the plan: two plans can be compared run by run.

      EXAMPLES
        bayline simulate --site site.json --demand demand.json --schedule tomorrow.json
        bayline simulate --site site.json --demand demand.json --schedule tomorrow.json --replications 2000 \
      --uncertainty uncertainty.json --page simulation.html
        bayline simulate --site site.json --demand demand.json --schedule tomorrow.json --json --runs > runs.json
      """)

  @OptionGroup var files: CaseOptions

  @Option(help: ArgumentHelp("The schedule of the days, made from the demand.", valueName: "file"))
  var schedule: String

  @Option(
    help: ArgumentHelp("How days differ from their plan (default: usual values).", valueName: "file"))
  var uncertainty: String?

  @Option(help: "How often the days are played, 1 to 1000000.")
  var replications = 1000

  @Option(
    help: ArgumentHelp(
      "Who decides what is done next: shift keeps the plan's order, replan plans the rest of the day again.",
      valueName: "shift|replan"))
  var dispatcher = Simulator.DispatchPolicy.shift

  @Option(help: "A whole number; another one plays other days.")
  var seed = 1

  @Option(help: "Replications side by side, 1 to 256 (default: one for each core).")
  var threads: Int?

  @Flag(help: "Print the figures as JSON.")
  var json = false

  @Flag(help: "With --json: the figures of each replication as well.")
  var runs = false

  @Option(help: ArgumentHelp("Where the figures go (default: standard output).", valueName: "file"))
  var out: String?

  @Option(help: ArgumentHelp("Write a page with charts as well.", valueName: "html"))
  var page: String?

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    let inputs = [files.site, files.demand, schedule] + (uncertainty.map { [$0] } ?? [])
    try checkStandardInput(inputs)
    if !(1...1_000_000).contains(replications) {
      throw ValidationError("--replications is \(replications); give 1 to 1000000.")
    }
    if seed < 0 { throw ValidationError("--seed is \(seed); give 0 or more.") }
    if let threads, !(1...256).contains(threads) {
      throw ValidationError("--threads is \(threads); give 1 to 256.")
    }
    if runs, !json { throw ValidationError("--runs goes with --json.") }
    if page == "-" || isFile(out, among: inputs) || isFile(page, among: inputs + (out.map { [$0] } ?? [])) {
      throw ValidationError("An output is one of the inputs or another output; give each its own file.")
    }
  }

  func run() async throws {
    var inputs = InputReader(files, language: messages.lang)
    let plan = inputs.schedule(schedule)
    let chances = inputs.uncertainty(uncertainty)
    let outputs = ([out] + (page.map { [$0] } ?? [])).map { OutputFile($0) }
    for output in outputs { inputs.checkWritable(output) }
    try inputs.check()
    let (site, demand) = try inputs.validCase()
    guard let plan, let chances else { return }
    let words = inputs.words
    if let line = infeasibilityLine(plan, schedule, site, demand, words) {
      throw Refusal([line], ExitStatus.badFile)
    }

    let simulator = Simulator(
      site: site, demand: demand, schedule: plan, uncertainty: chances, dispatcher: dispatcher)
    let result = await play(simulator, words)
    let report = SimulationPage(
      result, site: site, demand: demand, program: "bayline \(baylineVersion)",
      files: [files.site, files.demand, schedule] + (uncertainty.map { [$0] } ?? []), language: words.language
    )
    let text = json ? SimulationFormat.encode(result, values: runs) : report.text.printableLines
    var texts = [(output: OutputFile(out), text: text)]
    if let page { texts.append((OutputFile(page), report.html)) }
    try OutputFile.write(texts, words)
  }

  private func play(_ simulator: Simulator, _ words: Glossary) async -> SimulationResult {
    var line = ProgressLine(words, isQuiet: messages.quiet)
    defer { line.end() }
    let watch = ContinuousClock.now
    let most = replications
    Signals.catchTermination()
    return await simulator.run(
      replications: most, seed: seed,
      threads: threads ?? min(256, ProcessInfo.processInfo.activeProcessorCount),
      shouldStop: { Signals.isStopRequested },
      onProgress: { done in
        let elapsed = (ContinuousClock.now - watch) / .seconds(1)
        let left = Int((elapsed / Double(max(1, done)) * Double(most - done)).rounded(.up))
        line.show(
          words("模拟 \(done)/\(most)  还需约 \(left) 秒", "\(done) of \(most) replications  about \(left) s left"))
      })
  }
}

extension Simulator.DispatchPolicy: ExpressibleByArgument {}
