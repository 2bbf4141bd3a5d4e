import ArgumentParser
import Bayline
import BaylineForecast
import BaylineReports
import BaylineWording

/// `bayline forecast`: how many will come, of each kind, from the counts of past days.
struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Forecast the volumes of days to come by kind, from the counts of past days.",
    discussion: """
      The counts are CSV: a column date and one for each kind, or the columns date, kind and count; with a column shop, \
      --shop chooses. Without --site a day is open unless it was closed in most past years; with it the site's hours say so, and the \
      kinds are the site's. Counts from --from on are not looked at.

      With --sample, days are drawn: for each of them a folder sample-01/2026-12-01 with a demand.json that the other commands \
      take, made from visits of the demands given with --like (files, or folders of days). Of each part there is exactly \
      as much in stock as the day's visits need.

      With --backtest, each of the months is forecast from the days before it and compared with what came, beside simple \
      forecasts.

      EXAMPLES
        bayline forecast --counts counts.csv --from 2026-12-01 --days 14
        bayline forecast --counts counts.csv --backtest 2025-01..2025-12
        bayline forecast --counts counts.csv --map preventive=maintenance,rework=return --site site.json --like past \
      --from 2026-12-01 --days 6 --sample 20 --seed 7 --out december
      """)

  @Option(help: ArgumentHelp("The counts of past days; - is standard input.", valueName: "file"))
  var counts: String

  @Option(help: "The shop, where the file has several.")
  var shop: String?

  @Option(
    name: .customLong("map"),
    help: ArgumentHelp(
      "What the file's kinds are at the site, separated by commas; - leaves one out.",
      valueName: "name=kind,…"))
  var maps: [String] = []

  @Option(help: ArgumentHelp("The workshop: its kinds and opening hours.", valueName: "file"))
  var site: String?

  @Option(help: ArgumentHelp("The first day of the forecast.", valueName: "date"), transform: civilDate)
  var from: CivilDate?

  @Option(help: ArgumentHelp("How many days (default: 7).", valueName: "n"))
  var days: Int?

  @Option(
    help: ArgumentHelp("Measure the forecast on these past months instead.", valueName: "2025-01..2025-12"),
    transform: MonthRange.init)
  var backtest: MonthRange?

  @Option(
    name: .customLong("like"), parsing: .upToNextOption,
    help: ArgumentHelp("Past demands to make visits from: files, or folders of days.", valueName: "path"))
  var past: [String] = []

  @Option(help: ArgumentHelp("Draw the days so many times.", valueName: "k"))
  var sample: Int?

  @Option(help: "A whole number; another one draws other days.")
  var seed: UInt64 = 1

  @Flag(help: "Print one JSON object.")
  var json = false

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp("The file (default: standard output); with --sample the folder.", valueName: "path"))
  var output: String?

  @Flag(help: "Replace other files that are there already (--sample).")
  var force = false

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    try checkStandardInput([counts] + past + (site.map { [$0] } ?? []))
    _ = try map()
    if let days, !(1...InputLimit.horizonDays.value).contains(days) {
      throw ValidationError("--days is \(days); give 1 to \(InputLimit.horizonDays.value).")
    }
    if output?.isEmpty == true { throw ValidationError("A path to write to is empty.") }
    if isFile(output, among: [counts, site] + past) {
      throw ValidationError("--out is one of the inputs; give another file.")
    }
    if backtest != nil {
      if from != nil || days != nil || sample != nil || !past.isEmpty {
        throw ValidationError("--from, --days, --sample and --like do not go with --backtest.")
      }
    } else if from == nil {
      throw ValidationError("Give the first day with --from, or past months with --backtest.")
    }
    if let sample {
      guard (1...1000).contains(sample) else {
        throw ValidationError("--sample is \(sample); give 1 to 1000.")
      }
      if site == nil || past.isEmpty || output == nil || output == "-" {
        throw ValidationError("--sample needs --site, --like and the folder to write into, --out.")
      }
      if json { throw ValidationError("--json does not go with --sample, which writes demands.") }
    } else if !past.isEmpty || force {
      throw ValidationError("--like and --force go with --sample alone.")
    }
  }

  func run() throws {
    var faults: [InputFault] = []
    let reading = InputBytes.site(site, Glossary(messages.lang ?? .ofUser), &faults)
    let words = Glossary(messages.lang ?? reading?.site?.locale ?? .ofUser)
    let kinds = reading?.site.map { Self.kinds(of: $0) }
    let counts = readCounts(kinds, words, &faults)
    let demands = readPast(reading?.names, words, &faults)
    var lines = faults.map(DiagnosticText(words.language).line)
    if sample == nil, let line = OutputFile(output).writeProblem(words) { lines.append(line) }
    guard lines.isEmpty, let counts else { throw Refusal(lines, ExitStatus.badFile) }
    if let backtest { return try measure(counts, backtest, words) }
    guard let from else { return }
    let known = counts.before(from)
    guard let model = VolumeModel(known) else { throw refusal(tooFew(known, before: from), words) }
    guard from.advanced(by: (days ?? 7) - 1) <= model.lastDay else {
      throw refusal(.tooFarAhead(last: model.lastDay.description), words)
    }
    if let sample, let site = reading?.site {
      try draw(sample, model, from, DemandSampler(site: site, past: demands), words)
    } else {
      try forecast(model, from, reading?.site, words)
    }
  }

  // MARK: - What it does

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
        ? ForecastJSON.document(forecast, from: model.history) : ForecastText(words.language).text(forecast),
      words)
    report(
      words(
        "已学习 \(model.end) 之前的 \(model.openDays) 个营业日",
        "learnt from open days before \(model.end): \(model.openDays)"))
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
    try write(json ? ForecastJSON.document(report) : ForecastText(words.language).text(report), words)
  }

  private func draw(
    _ count: Int, _ model: VolumeModel, _ from: CivilDate, _ sampler: DemandSampler, _ words: Glossary
  ) throws {
    let days = days ?? 7
    let expected = model.forecast(from: from, days: days, isOpen: sampler.isOpen)
    // Judged by what may come and not by what is drawn, so that another seed brings no surprise.
    let missing = model.kinds.indices.filter { expected.mayCome($0) && !sampler.knows(model.kinds[$0]) }
    guard missing.isEmpty else {
      let faults = missing.map { kind in
        InputFault(
          file: counts, place: "$", problem: .counts(.noTemplate(kind: model.kinds[kind].rawValue)))
      }
      throw Refusal(faults.map(DiagnosticText(words.language).line), ExitStatus.badFile)
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
    let folder = OutputFolder(path: output ?? ".")
    if !force { try folder.checkOverwrites(files, words) }
    try folder.write(files, words)
    report(
      words(
        "\(output ?? ".")：已写入 \(files.count) 个需求，共 \(visits) 个预约（种子 \(seed)）",
        "\(output ?? "."): demands \(files.count), visits \(visits), seed \(seed)"))
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

  private func tooFew(_ known: DailyCounts, before: CivilDate) -> CountsProblem {
    let found = known.rows.count { ($0?.reduce(0, +) ?? 0) > 0 }
    return .tooFewDays(found: found, needed: VolumeModel.minDays, before: before.description)
  }

  private func refusal(_ problem: CountsProblem, _ words: Glossary) -> Refusal {
    let fault = InputFault(file: counts, place: "$", problem: .counts(problem))
    return Refusal([DiagnosticText(words.language).line(fault)], ExitStatus.badFile)
  }

  // MARK: - Inputs

  private func readCounts(_ kinds: [VisitKind]?, _ words: Glossary, _ faults: inout [InputFault])
    -> DailyCounts?
  {
    guard let bytes = InputBytes.read(counts, words, &faults) else { return nil }
    let format = CountsFormat(shop: shop, map: (try? map()) ?? [:], kinds: kinds)
    do throws(InputFaults) {
      return try format.decode(bytes, file: counts)
    } catch {
      faults += error.faults
      return nil
    }
  }

  private func readPast(_ site: SiteIDs?, _ words: Glossary, _ faults: inout [InputFault]) -> [Demand] {
    var demands: [Demand] = []
    let files = past.flatMap { path -> [String] in
      let (files, closed) = DemandFiles.files(path, words)
      faults += closed
      return files
    }
    for path in files {
      guard let bytes = InputBytes.read(path, words, &faults) else { continue }
      let reading = DemandFormat.decode(bytes, file: path, site: site)
      faults += reading.faults
      if let demand = reading.demand { demands.append(demand) }
    }
    return demands
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
      else { throw ValidationError("--map has '\(pair)'; write it like preventive=maintenance.") }
      let name = String(pair[..<sign])
      guard map.updateValue(String(pair[pair.index(after: sign)...]), forKey: name) == nil else {
        throw ValidationError("--map names '\(name)' twice.")
      }
    }
    return map
  }
}

/// Some months, one after the other, as `2025-01..2025-12`.
struct MonthRange {
  /// The first day of the first and of the last month.
  let first, last: CivilDate

  init(_ text: String) throws {
    let ends = text.split(separator: ".", omittingEmptySubsequences: false)
    let named = ends.count == 3 && ends[1].isEmpty ? [ends[0], ends[2]] : [text[...], text[...]]
    guard let first = CivilDate("\(named[0])-01"), let last = CivilDate("\(named[1])-01") else {
      throw ValidationError("'\(text)' are no months like 2025-01..2025-12.")
    }
    guard first <= last else { throw ValidationError("The months '\(text)' run backwards.") }
    (self.first, self.last) = (first, last)
  }
}
