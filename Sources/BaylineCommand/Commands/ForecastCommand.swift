import ArgumentParser
import Bayline
import BaylineForecast
import BaylineReports
import BaylineWording

/// `bayline forecast`: the expected number of visits by kind, from the counts of past days.
struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Forecast daily visits by kind from the counts of past days.",
    discussion: """
      The counts are CSV: a column date and one for each kind, or the columns date, kind and count; if there is a column \
      shop, choose one with --shop. Without --site, a day is open unless it was closed in most past years; with it, the \
      site's hours decide, and the kinds are the site's. Counts from --from on are ignored.

      With --sample, draws days at random: for each a folder sample-01/2026-12-01 with a demand.json for the other \
      commands, made from visits of the demands given with --like (files, or folders of days). The stock of each part is \
      exactly what the day's visits need.

      With --backtest, forecasts each of the months from the days before it and compares the forecast, and naive ones, with \
      what actually came.

      EXAMPLES
        bayline forecast --counts counts.csv --from 2026-12-01 --days 14
        bayline forecast --counts counts.csv --backtest 2025-01..2025-12
        bayline forecast --counts counts.csv --map preventive=maintenance,rework=return --site site.json --like past \
      --from 2026-12-01 --days 6 --sample 20 --seed 7 --out december
      """)

  @Option(help: ArgumentHelp("The counts of past days; - is standard input.", valueName: "file"))
  var counts: String

  @Option(help: "The shop, if the file has several.")
  var shop: String?

  @Option(
    name: .customLong("map"),
    help: ArgumentHelp(
      "The site's kinds for the file's kinds, separated by commas; - ignores a kind.",
      valueName: "name=kind,…"))
  var maps: [String] = []

  @Option(help: ArgumentHelp("The site file, for its kinds and opening hours.", valueName: "file"))
  var site: String?

  @Option(help: ArgumentHelp("The first day of the forecast.", valueName: "date"), transform: civilDate)
  var from: CivilDate?

  @Option(help: ArgumentHelp("The number of days (default: 7).", valueName: "n"))
  var days: Int?

  @Option(
    help: ArgumentHelp("Measure the accuracy on these past months instead.", valueName: "2025-01..2025-12"),
    transform: MonthRange.init)
  var backtest: MonthRange?

  @Option(
    name: .customLong("like"), parsing: .upToNextOption,
    help: ArgumentHelp("Past demands to draw visits from: files, or folders of days.", valueName: "path"))
  var past: [String] = []

  @Option(help: ArgumentHelp("The number of samples of the days to draw.", valueName: "k"))
  var sample: Int?

  @Option(
    parsing: .unconditional, help: "Random seed, an integer; another seed draws other days.",
    transform: BaylineCommand.seed)
  var seed: UInt64 = 1

  @Flag(help: "Print one JSON object.")
  var json = false

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp(
      "The file to write (default: standard output); with --sample the folder.", valueName: "path"))
  var output: String?

  @Flag(help: "With --sample: replace existing files that differ.")
  var force = false

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    try OutputRules(inputs: [counts, site] + past, outputs: [.result("--out", output)]).check()
    _ = try map()
    if let days, !(1...Diagnostic.InputLimit.horizonDays.value).contains(days) {
      throw ValidationError("--days is \(days); give 1 to \(Diagnostic.InputLimit.horizonDays.value).")
    }
    if output?.isEmpty == true { throw ValidationError("--out is empty; give a path.") }
    if backtest != nil {
      if from != nil || days != nil || sample != nil || !past.isEmpty {
        throw ValidationError("--from, --days, --sample and --like cannot be combined with --backtest.")
      }
    } else if from == nil {
      throw ValidationError("Give the first day with --from, or past months with --backtest.")
    }
    if let sample {
      guard (1...1000).contains(sample) else {
        throw ValidationError("--sample is \(sample); give 1 to 1000.")
      }
      if site == nil || past.isEmpty || output == nil || output == "-" {
        throw ValidationError("--sample requires --site, --like and --out, the folder to write into.")
      }
      if json { throw ValidationError("--json cannot be combined with --sample, which writes demands.") }
    } else if !past.isEmpty || force {
      throw ValidationError("--like and --force require --sample.")
    }
  }

  func run() throws {
    var inputs = InputReader(site: self.site, language: messages.lang)
    let site = inputs.site?.site
    let read = readCounts(site.map { Self.kinds(of: $0) }, &inputs)
    let demands = inputs.samples(past)
    if sample == nil { inputs.checkWritable([output]) }
    let counts = try inputs.valid(read)
    let words = inputs.words
    if let backtest { return try measure(counts, backtest, words) }
    let from = try inputs.valid(self.from)
    let known = counts.before(from)
    guard let model = VolumeModel(known) else { throw refusal(tooFew(known, before: from), words) }
    guard from.advanced(by: (days ?? 7) - 1) <= model.lastDay else {
      throw refusal(.tooFarAhead(last: model.lastDay.description), words)
    }
    if let sample, let site {
      try draw(sample, model, from, DemandSampler(site: site, past: demands), words)
    } else {
      try forecast(model, from, site, words)
    }
  }

  // MARK: - Forecasts

  private func forecast(_ model: VolumeModel, _ from: CivilDate, _ site: Site?, _ words: Glossary) throws {
    let days = days ?? 7
    let forecast =
      if let hours = site?.openingHours {
        model.forecast(from: from, days: days, isOpen: hours.isOpen)
      } else {
        model.forecast(from: from, days: days)
      }
    try write(
      json
        ? ForecastFormat.encode(forecast, from: model.history) : ForecastText(words.language).text(forecast),
      words)
    report(
      words(
        "已学习 \(model.end) 之前的 \(model.openDays) 个营业日",
        "learned from \(model.openDays) open days before \(model.end)"))
  }

  private func measure(_ counts: DailyCounts, _ months: MonthRange, _ words: Glossary) throws {
    guard let report = ForecastBacktest(counts).run(from: months.first, through: months.last) else {
      let known = counts.before(months.first)
      let problem =
        VolumeModel(known) == nil
        ? tooFew(known, before: months.first)
        : .nothingToMeasure(from: months.first.description, end: counts.end.description)
      throw refusal(problem, words)
    }
    try write(json ? ForecastFormat.encode(report) : ForecastText(words.language).text(report), words)
  }

  private func draw(
    _ count: Int, _ model: VolumeModel, _ from: CivilDate, _ sampler: DemandSampler, _ words: Glossary
  ) throws {
    let days = days ?? 7
    let expected = model.forecast(from: from, days: days, isOpen: sampler.isOpen)
    // Checked for all kinds that may come, not only those drawn, so that the result does not depend on the seed.
    let missing = model.kinds.indices.filter { expected.mayCome($0) && !sampler.knows(model.kinds[$0]) }
    guard missing.isEmpty else {
      throw refusal(missing.map { .noTemplate(kind: model.kinds[$0].rawValue) }, words)
    }
    var files: [OutputFolder.File] = []
    var visits = 0
    let digits = max(2, String(count).count)
    for path in 1...count {
      let number = String(path)
      let folder = "sample-" + String(repeating: "0", count: digits - number.count) + number
      let volumes = VolumeSampler(model).path(
        from: from, days: days, seed: seed, path: path, isOpen: sampler.isOpen)
      for (offset, volume) in volumes.enumerated() where volume.contains(where: { $0 > 0 }) {
        let date = from.advanced(by: offset)
        let demand = sampler.demand(
          on: date, visits: zip(model.kinds, volume).map { (kind: $0, count: $1) }, seed: seed, path: path)
        visits += demand.appointments.count
        files.append((path: "\(folder)/\(date)/demand.json", text: DemandFormat.encode(demand)))
      }
    }
    try OutputFolder(path: output ?? ".").write(files, force: force, words)
    report(
      words(
        "\(output ?? ".")：已写入 \(files.count) 个需求，共 \(visits) 个预约（种子 \(seed)）",
        "\(output ?? "."): wrote \(files.count) demands with \(visits) visits (seed \(seed))"))
  }

  private func write(_ text: String, _ words: Glossary) throws {
    if output == nil || output == "-", !json {
      try Console.print(text, words)
    } else {
      try OutputFile(output).write(text, words)
    }
  }

  private func report(_ line: String) {
    if !messages.quiet { Console.report(line) }
  }

  private func tooFew(_ known: DailyCounts, before: CivilDate) -> Diagnostic.CountsProblem {
    let found = known.rows.count { ($0?.reduce(0, +) ?? 0) > 0 }
    return .tooFewDays(found: found, needed: VolumeModel.minDays, before: before.description)
  }

  private func refusal(_ problem: Diagnostic.CountsProblem, _ words: Glossary) -> Refusal {
    refusal([problem], words)
  }

  private func refusal(_ problems: [Diagnostic.CountsProblem], _ words: Glossary) -> Refusal {
    let text = DiagnosticText(words.language)
    return .badFile(problems.map { text.line(Diagnostic(file: counts, place: "$", problem: .counts($0))) })
  }

  // MARK: - Inputs

  private func readCounts(_ kinds: [VisitKind]?, _ inputs: inout InputReader) -> DailyCounts? {
    let format = CountsFormat(shop: shop, map: (try? map()) ?? [:], kinds: kinds)
    return inputs.value(counts) { bytes throws(Diagnostics) in try format.decode(bytes, file: counts) }
  }

  private static func kinds(of site: Site) -> [VisitKind] {
    VisitKind.known
      + site.policy.kinds.keys.filter { !VisitKind.known.contains($0) }.sorted { $0.rawValue < $1.rawValue }
  }

  private func map() throws -> [String: String] {
    var map: [String: String] = [:]
    for pair in maps.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
      guard let sign = pair.lastIndex(of: "="), sign > pair.startIndex,
        pair.index(after: sign) < pair.endIndex
      else { throw ValidationError("--map has '\(pair)'; write pairs like preventive=maintenance.") }
      let name = String(pair[..<sign])
      guard map.updateValue(String(pair[pair.index(after: sign)...]), forKey: name) == nil else {
        throw ValidationError("--map names '\(name)' twice.")
      }
    }
    return map
  }
}

/// A range of months, like `2025-01..2025-12`.
struct MonthRange {
  /// The first day of the first and of the last month.
  let first, last: CivilDate

  init(_ text: String) throws {
    let ends = text.split(separator: ".", omittingEmptySubsequences: false)
    let named = ends.count == 3 && ends[1].isEmpty ? [ends[0], ends[2]] : [text[...], text[...]]
    guard let first = CivilDate("\(named[0])-01"), let last = CivilDate("\(named[1])-01") else {
      throw ValidationError("'\(text)' is not a range of months like 2025-01..2025-12.")
    }
    guard first <= last else { throw ValidationError("'\(text)' ends before it begins.") }
    (self.first, self.last) = (first, last)
  }
}
