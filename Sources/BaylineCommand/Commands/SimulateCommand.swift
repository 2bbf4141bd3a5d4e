public import ArgumentParser
public import Bayline
import BaylineReports
import BaylineWording

/// `bayline simulate`: how planned days are likely to turn out.
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Simulate planned days many times, with overruns, no-shows, late customers and walk-ins.",
    discussion: """
      Prints each figure's planned value, its mean with a 95% interval, and percentiles over the replications. The \
      uncertainty file describes how days deviate from their plan; defaults are in docs/uncertainty.md. See \
      docs/simulation.md for how the workshop reacts, and docs/figures.md for the figures.

      The same seed gives the same random events, whatever the plan, so that two plans can be compared run by run.

      EXAMPLES
        bayline simulate --site site.json --demand demand.json --schedule tomorrow.json
        bayline simulate --site site.json --demand demand.json --schedule tomorrow.json --replications 2000 \
      --uncertainty uncertainty.json --page simulation.html
        bayline simulate --site site.json --demand demand.json --schedule tomorrow.json --json --runs > runs.json
      """)

  @OptionGroup var files: CaseOptions

  @Option(help: ArgumentHelp("The schedule, made from the demand.", valueName: "file"))
  var schedule: String

  @Option(
    help: ArgumentHelp(
      "How days deviate from their plan (default: see docs/uncertainty.md).", valueName: "file"))
  var uncertainty: String?

  @Option(help: "The number of simulations, 1 to 1000000.")
  var replications = 1000

  @Option(
    help: ArgumentHelp(
      "How work is dispatched: shift keeps the plan's order, replan replans the rest of the day.",
      valueName: "shift|replan"))
  var dispatcher = Simulator.DispatchPolicy.shift

  @OptionGroup var effort: RunOptions

  @OptionGroup var output: ResultOptions

  @Flag(help: "With --json: also the figures of each replication.")
  var runs = false

  @OptionGroup var messages: MessageOptions

  private var inputPaths: [String] {
    [files.site, files.demand, schedule] + [uncertainty].compactMap(\.self)
  }

  func validate() throws {
    if !(1...1_000_000).contains(replications) {
      throw ValidationError("--replications is \(replications); give 1 to 1000000.")
    }
    if runs, !output.json { throw ValidationError("--runs requires --json.") }
    try OutputRules(inputs: inputPaths, outputs: output.outputs).check()
  }

  func run() async throws {
    var inputs = InputReader(files, language: messages.lang)
    let current = inputs.schedule(schedule)
    let deviations = inputs.uncertainty(uncertainty)
    inputs.checkWritable(output.paths)
    let plan = try inputs.valid(current)
    let (site, demand) = try inputs.validCase()
    let words = inputs.words
    if let line = PlanCheck.fault(inGiven: plan, path: schedule, site: site, demand: demand, words) {
      throw Refusal.badFile([line])
    }

    let simulator = Simulator(
      site: site, demand: demand, schedule: plan, uncertainty: try inputs.valid(deviations),
      dispatcher: dispatcher)
    let result = try await StudyRunner(words: words, isQuiet: messages.quiet).run { line in
      await simulator.run(
        replications: replications, seed: effort.seed, threads: effort.threadCount,
        shouldStop: { Signals.isStopRequested }, onProgress: { line.show($0, of: replications) })
    }
    let report = SimulationPage(
      result, site: site, demand: demand, program: "bayline \(baylineVersion)",
      files: inputPaths, language: words.language)
    let text = output.json ? SimulationFormat.encode(result, values: runs) : report.text.printableLines
    var texts = [(output: OutputFile(output.out), text: text)]
    if let page = output.page { texts.append((OutputFile(page), report.html)) }
    try OutputFile.write(texts, words)
  }
}

extension Simulator.DispatchPolicy: ExpressibleByArgument {}
