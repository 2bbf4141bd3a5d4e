import ArgumentParser
import Bayline

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

  @OptionGroup var study: StudyOptions

  @Option(help: ArgumentHelp("The scenarios; - is standard input.", valueName: "file"))
  var scenarios: String?

  @Flag(
    name: .customLong("one-more"),
    help: "One more of each resource by turns as well (default: only without --scenarios).")
  var oneMore = false

  @Option(
    help:
      "Plan today's days with so many more seeds to tell the noise of the search, 0 to 100 (default: 2, more for few days)."
  )
  var noise: Int?

  @Flag(help: "Print the result as one JSON object.")
  var json = false

  @Option(help: ArgumentHelp("Where the result goes (default: standard output).", valueName: "file"))
  var out: String?

  @Option(help: ArgumentHelp("Write all rows and figures as CSV.", valueName: "file"))
  var csv: String?

  @Option(help: ArgumentHelp("Write a page with charts.", valueName: "file"))
  var page: String?

  @OptionGroup var wording: WordsOptions

  private var outputPaths: [String] { [out, csv, page].compactMap(\.self) }

  func validate() throws {
    let inputs = study.inputPaths + [scenarios].compactMap(\.self)
    try checkStandardInput(inputs)
    if let noise, !(0...100).contains(noise) {
      throw ValidationError("--noise is \(noise); give 0 to 100.")
    }
    if [csv, page].contains("-") {
      throw ValidationError("Standard output carries the result; name files with --csv and --page.")
    }
    let written = outputPaths + [study.journal].compactMap(\.self)
    let isTwice = written.indices.contains { isPlace(written[$0], among: inputs + written[..<$0]) }
    if isTwice {
      throw ValidationError("An output is one of the inputs or another output; give each its own file.")
    }
  }

  func run() async throws {
    var inputs = StudyInputs(study, language: wording.lang)
    let reading = scenarios.flatMap { path in
      inputs.bytes(path, as: "scenarios").map {
        ScenariosFormat.decode($0, file: path, site: inputs.siteNames)
      }
    }
    inputs.note(reading?.faults ?? [])
    for path in outputPaths { inputs.expect(OutputFile(path)) }
    var today = try inputs.today()
    if let change = reading?.scenarios?.uncertainty {
      today.uncertainty = change.applied(to: today.uncertainty)
    }
    let study = try self.study(today, reading, inputs)
    let words = inputs.words

    let result = try await compute(study, &inputs)
    guard let result else {
      throw Refusal([stopped(words)], ExitStatus.stopped)
    }
    try write(result, today.site, inputs)
    if !result.unfinished.isEmpty, !wording.quiet { Console.complain(stopped(words)) }
  }

  /// What is computed.
  private func study(
    _ today: ScenarioCase, _ reading: ScenariosReading?, _ inputs: StudyInputs
  ) throws(Refusal) -> WhatIfStudy {
    var rows: [WhatIfScenario] = []
    if let reading, let set = reading.scenarios {
      do throws(InputFaults) {
        let cases = try reading.cases(
          site: today.site, demands: today.demands, uncertainty: today.uncertainty, seed: self.study.seed)
        rows = zip(set.scenarios, cases).map { WhatIfScenario($0, outcome: $1) }
      } catch {
        let text = FaultText(inputs.words.language)
        throw Refusal(error.faults.map(text.line), ExitStatus.badFile)
      }
    }
    if oneMore || scenarios == nil {
      for (scenario, resource) in OneMore.scenarios(site: today.site, demands: today.demands) {
        let outcome = try? scenario.apply(
          site: today.site, demands: today.demands, uncertainty: today.uncertainty, seed: self.study.seed)
        if let outcome { rows.append(WhatIfScenario(scenario, resource: resource, outcome: outcome)) }
      }
    }
    let days = today.demands.count
    var options = WhatIfOptions(
      limit: self.study.limit(for: today.demands), noiseRuns: noise ?? max(2, (8 + days - 1) / days),
      dayNames: inputs.demandPaths)
    options.seed = self.study.seed
    options.threads = self.study.cellThreads
    options.replications =
      self.study.replications ?? reading?.scenarios?.replications ?? StudyOptions.usualReplications
    options.prices = reading?.scenarios?.prices
    return WhatIfStudy(today: today, scenarios: rows, options: options)
  }

  private func compute(_ study: WhatIfStudy, _ inputs: inout StudyInputs) async throws -> WhatIfResult? {
    let words = inputs.words
    inputs.mark("options", study.options.digestText)
    inputs.mark("rows", study.scenarios.map(\.scenario.name).joined(separator: "\n"))
    let digest = inputs.digest.text
    let journal = try self.study.journal.map { path throws(Refusal) in
      try JournalFile(path, command: "whatif", digest: digest, words)
    }
    var line = ProgressLine(words, isQuiet: wording.quiet)
    defer { line.end() }
    Signals.catchStops()
    do {
      return try await study.run(
        known: journal?.known ?? [:], shouldStop: { Signals.isStopRequested },
        onFinished: { cell, finding in try journal?.add(JournalText.line(cell, finding), words) },
        onProgress: { line.show($0) })
    } catch let broken as BrokenPlan {
      throw Refusal(
        broken.verdict.violations.prefix(3).map { "\($0)" } + [
          words(
            "bayline: 排出的计划未通过核对，没有写入任何文件。这是程序的错误，请连同各输入文件一起反馈",
            "bayline: a plan that was made does not pass the check, and nothing is written; this is a fault of the program, "
              + "please report it with the inputs")
        ], ExitStatus.programFault)
    }
  }

  private func write(_ result: WhatIfResult, _ site: Site, _ inputs: StudyInputs) throws {
    let words = inputs.words
    let files = [study.site] + inputs.demandPaths + [study.uncertainty, scenarios].compactMap(\.self)
    let page = WhatIfPage(
      result, siteName: site.name, program: "bayline \(baylineVersion)", files: files,
      language: words.language)
    var texts: [(output: OutputFile, text: String)] = []
    if let csv { texts.append((OutputFile(csv), page.csv)) }
    if let path = self.page { texts.append((OutputFile(path), page.html)) }
    let text = json ? WhatIfJSON().text(result) : page.text
    if out ?? "-" != "-" { texts.append((OutputFile(out), text)) }
    try OutputFile.write(texts, words)
    guard out ?? "-" == "-" else { return }
    if json { try Console.write(text, words) } else { try Console.print(text, words) }
  }

  /// What to do after a stop.
  private func stopped(_ words: Glossary) -> String {
    study.journal == nil
      ? words(
        "已中断；下次加 --journal 文件，便可从中断处继续", "stopped; with --journal a run can be gone on with later")
      : words("已中断；再次运行同一命令即从中断处继续", "stopped; run the same command again to go on")
  }
}

extension WhatIfOptions {
  /// All of it that results depend on.
  fileprivate var digestText: String {
    let effort =
      switch limit {
      case .iterations(let most): "iterations \(most)"
      case .seconds(let seconds): "seconds \(seconds)"
      }
    return "\(effort), seed \(seed), replications \(replications), noise \(noiseRuns)"
  }
}
