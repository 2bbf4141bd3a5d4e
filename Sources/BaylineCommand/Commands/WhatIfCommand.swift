import ArgumentParser
import Bayline
import BaylineReports
import BaylineSpreadsheets
import BaylineWording

/// `bayline whatif`: what scenarios change against today.
struct WhatIfCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whatif",
    abstract: "Say what other people, bays, hours, rules or demand would change.",
    discussion: """
      Plans and plays every scenario over the same days, against the same chances, and tells the differences from today with \
      95% intervals; with five days or more they hold for days like these, with fewer for these very days. Without \
      scenarios, or with --one-more, it adds one more of each resource by turns and ranks them: what binds.

      With --journal each finished day of a scenario is kept at once; the same command goes on from there after Ctrl-C, a \
      crash or a power cut. With --iterations (the default) the same inputs give the same bytes on any machine, interrupted \
      or not.

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
    help: "One more of each resource by turns as well (default: only without --scenarios).")
  var oneMore = false

  @Option(
    help:
      "Plan today's days with so many more seeds to tell the noise of the search, 0 to 100 (default: 2, more for few days)."
  )
  var noise: Int?

  @OptionGroup var study: StudyOptions

  @Flag(help: "Print the result as one JSON object.")
  var json = false

  @Option(help: ArgumentHelp("Where the result goes (default: standard output).", valueName: "file"))
  var out: String?

  @Option(help: ArgumentHelp("Write all rows and figures as CSV.", valueName: "file"))
  var csv: String?

  @Option(help: ArgumentHelp("Write a page with charts.", valueName: "file"))
  var page: String?

  @OptionGroup var messages: MessageOptions

  private var outputPaths: [String] { [out, csv, page].compactMap(\.self) }

  func validate() throws {
    let inputs = [files.site] + files.demand + [study.uncertainty, scenarios].compactMap(\.self)
    try checkStandardInput(inputs)
    if let noise, !(0...100).contains(noise) {
      throw ValidationError("--noise is \(noise); give 0 to 100.")
    }
    if [csv, page].contains("-") {
      throw ValidationError("Standard output carries the result; name files with --csv and --page.")
    }
    try checkOutputs(outputPaths + [study.journal].compactMap(\.self), inputs: inputs)
  }

  func run() async throws {
    var inputs = InputReader(files, language: messages.lang)
    for (position, day) in inputs.days.enumerated()
    where isFile(day.path, among: inputs.days[..<position].map(\.path)) {
      inputs.note(
        "\(day.path):$: "
          + inputs.words("给出了两次; 每个日子只给一次", "is given twice; give each day once"))
    }
    let reading = scenarios.flatMap { inputs.scenarios($0, encoding: encoding) }
    var uncertainty = inputs.uncertainty(study.uncertainty) ?? .default
    if let change = reading?.scenarios?.uncertainty { uncertainty = change.applied(to: uncertainty) }
    let cases = reading.flatMap { inputs.cases($0, uncertainty: uncertainty, seed: study.effort.seed) }
    for path in outputPaths { inputs.checkWritable(OutputFile(path)) }
    try inputs.check()
    let (site, demands) = try inputs.validDays()
    let today = ScenarioInstance(site: site, demands: demands, uncertainty: uncertainty)
    let rows = zip(reading?.scenarios?.scenarios ?? [], cases ?? []).map { WhatIfScenario($0, instance: $1) }
    let work = WhatIfStudy(
      today: today, scenarios: rows + resources(today),
      options: options(today, reading?.scenarios, inputs.days.map(\.path)))
    let words = inputs.words

    let result = try await compute(work, reading?.scenarios, words)
    guard let result else { throw Refusal([stopped(words)], ExitStatus.stopped) }
    try write(result, inputs)
    if !result.unfinished.isEmpty, !messages.quiet { Console.report(stopped(words)) }
  }

  /// One more of each resource, where that is asked for.
  private func resources(_ today: ScenarioInstance) -> [WhatIfScenario] {
    guard oneMore || scenarios == nil else { return [] }
    return MarginalAnalysis.scenarios(site: today.site, demands: today.demands).compactMap {
      scenario, resource in
      let instance = try? scenario.apply(
        site: today.site, demands: today.demands, uncertainty: today.uncertainty, seed: study.effort.seed)
      return instance.map { WhatIfScenario(scenario, resource: resource, instance: $0) }
    }
  }

  private func options(_ today: ScenarioInstance, _ set: ScenarioSet?, _ paths: [String]) -> WhatIfOptions {
    let days = today.demands.count
    var options = WhatIfOptions(
      limit: study.effort.limit(for: today.demands), noiseRuns: noise ?? max(2, (8 + days - 1) / days),
      dayNames: paths)
    options.seed = study.effort.seed
    options.threads = study.effort.cellThreads
    options.replications = study.replications ?? set?.replications ?? StudyOptions.defaultReplications
    options.prices = set?.prices
    return options
  }

  private func compute(
    _ work: WhatIfStudy, _ set: ScenarioSet?, _ words: Glossary
  ) async throws -> WhatIfResult? {
    let journal = try study.journal.map { path throws(Refusal) in
      try JournalFile(path, command: "whatif", digest: digest(work, set), words)
    }
    var line = ProgressLine(words, isQuiet: messages.quiet)
    defer { line.end() }
    Signals.catchTermination()
    do {
      return try await work.run(
        known: journal?.known ?? [:], shouldStop: { Signals.isStopRequested },
        onFinished: { cell, finding in try journal?.add(JournalFormat.line(cell, finding), words) },
        onProgress: { line.show($0) })
    } catch let broken as RejectedPlan {
      throw broken.refusal(words)
    }
  }

  /// A digest of everything that the cells depend on. Prices are in it with the scenarios, though no cell depends on them.
  private func digest(_ work: WhatIfStudy, _ set: ScenarioSet?) -> String {
    var digest = StudyDigest(today: work.today)
    digest.add("scenarios", set.map(ScenariosFormat.encode) ?? "")
    digest.add("rows", work.scenarios.map(\.scenario.name).joined(separator: "\n"))
    digest.addOptions(
      work.options.limit, seed: work.options.seed, replications: work.options.replications,
      more: ", noise \(work.options.noiseRuns)")
    return digest.text
  }

  private func write(_ result: WhatIfResult, _ inputs: InputReader) throws {
    let words = inputs.words
    let (site, _) = try inputs.validDays()
    let read = [files.site] + inputs.days.map(\.path) + [study.uncertainty, scenarios].compactMap(\.self)
    let page = WhatIfPage(
      result, siteName: site.name, program: "bayline \(baylineVersion)", files: read,
      language: words.language)
    try OutputFile.write(
      json ? WhatIfFormat.encode(result) : page.text, isJSON: json, to: out,
      beside: [(csv, { page.csv }), (self.page, { page.html })], words)
  }

  /// What to do after a stop.
  private func stopped(_ words: Glossary) -> String {
    study.journal == nil
      ? words(
        "已中断；下次加 --journal 文件，便可从中断处继续", "stopped; with --journal a run can be gone on with later")
      : words("已中断；再次运行同一命令即从中断处继续", "stopped; run the same command again to go on")
  }
}
