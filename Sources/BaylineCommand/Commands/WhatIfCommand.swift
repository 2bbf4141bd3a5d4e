import ArgumentParser
import Bayline
import BaylineReports
import BaylineSpreadsheets
import BaylineWording

/// `bayline whatif`: what scenarios change compared with today.
struct WhatIfCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whatif",
    abstract: "Evaluate the effect of different people, bays, hours, rules or demand.",
    discussion: """
      Plans and simulates every scenario over the same days, with the same random events, and prints the differences from \
      today with 95% intervals; with five or more days they apply to days like these, with fewer only to these days. \
      Without scenarios, or with --one-more, adds one more of each resource in turn and ranks the results to find the \
      bottleneck.

      With --journal, each finished day of a scenario is saved at once, and the same command resumes from there after \
      Ctrl-C, a crash or a power cut. With --iterations (the default), the same inputs give the same bytes on any machine, \
      interrupted or not.

      EXAMPLES
        bayline whatif --site site.json --demand monday.json tuesday.json --scenarios scenarios.json
        bayline whatif --site site.json --demand days --scenarios scenarios.json --one-more --page whatif.html
        bayline whatif --site site.json --demand days --replications 500 --journal run.journal --json --out whatif.json
      """)

  @OptionGroup var files: DaysOptions

  @Option(
    help: ArgumentHelp("The scenarios, as JSON or as a table; - is standard input.", valueName: "file"))
  var scenarios: String?

  @Option(help: "The encoding of a table in CSV (default: what the bytes say).")
  var encoding: TextEncoding?

  @Flag(
    name: .customLong("one-more"),
    help: "Also try one more of each resource in turn (default: only without --scenarios).")
  var oneMore = false

  @Option(
    help:
      "Additional seeds for today's plans, to estimate the search noise, 0 to 100 (default: 2, more for few days)."
  )
  var noise: Int?

  @OptionGroup var study: StudyOptions

  @OptionGroup var output: ResultOptions

  @Option(help: ArgumentHelp("Write all rows and figures as CSV.", valueName: "file"))
  var csv: String?

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if let noise, !(0...100).contains(noise) {
      throw ValidationError("--noise is \(noise); give 0 to 100.")
    }
    try OutputRules(
      inputs: [files.site] + files.demand + [study.uncertainty, scenarios],
      outputs: output.outputs + [.file("--csv", csv), .file("--journal", study.journal)]
    ).check()
  }

  func run() async throws {
    var inputs = InputReader(files, language: messages.lang)
    inputs.checkDemandsDiffer()
    let reading = scenarios.flatMap { inputs.scenarios($0, encoding: encoding) }
    var uncertainty = inputs.uncertainty(study.uncertainty) ?? .default
    if let change = reading?.scenarios?.uncertainty { uncertainty = change.applied(to: uncertainty) }
    let instances = reading.flatMap {
      inputs.instances(of: $0, uncertainty: uncertainty, seed: study.effort.run.seed)
    }
    inputs.checkWritable(output.paths + [csv].compactMap(\.self))
    try inputs.check()
    let (site, demands) = try inputs.validDays()
    let set = reading?.scenarios
    let work = WhatIfCase(
      today: Scenario.Instance(site: site, demands: demands, uncertainty: uncertainty),
      scenarios: set.flatMap { set in instances.map { (set, $0) } },
      triesOneMore: oneMore, limit: study.effort.limit(for: demands), seed: study.effort.run.seed,
      threads: study.effort.run.threadCount, replications: study.replications(inFile: set?.replications),
      dispatcher: study.dispatcher, noise: noise, dayNames: inputs.demands.map(\.path)
    ).study

    let runner = StudyRunner(words: inputs.words, isQuiet: messages.quiet, journal: study.journal)
    let result = try await runner.run(work, command: "whatif", digest: digest(work, reading?.scenarios))
    guard let result else { throw Refusal.stopped(runner.stoppedMessage) }
    try write(result, site, inputs)
    if !result.unfinished.isEmpty, !messages.quiet { Console.report(runner.stoppedMessage) }
  }

  /// A digest of everything that the cells depend on, and of the prices, which are part of the scenarios.
  private func digest(_ work: WhatIfStudy, _ set: ScenarioSet?) -> String {
    var digest = StudyDigest(today: work.today)
    digest.add("scenarios", set.map(ScenariosFormat.encode) ?? "")
    digest.add("rows", work.scenarios.map(\.scenario.name).joined(separator: "\n"))
    digest.addOptions(
      work.settings.limit, seed: work.settings.seed, replications: work.settings.replications,
      more: ", noise \(work.noiseRuns), dispatcher \(work.settings.dispatcher.rawValue)")
    return digest.text
  }

  private func write(_ result: WhatIfResult, _ site: Site, _ inputs: InputReader) throws {
    let words = inputs.words
    let read = [files.site] + inputs.demands.map(\.path) + [study.uncertainty, scenarios].compactMap(\.self)
    let page = WhatIfPage(
      result, siteName: site.name, program: "bayline \(baylineVersion)", files: read,
      language: words.language)
    try OutputFile.write(
      output.json ? WhatIfFormat.encode(result) : page.text, isJSON: output.json, to: output.out,
      beside: [(csv, { page.csv }), (output.page, { page.html })], words)
  }
}
