import ArgumentParser
import Bayline
import BaylineReports
import BaylineSpreadsheets
import BaylineWording

/// `bayline outreach`: whom to call without having been called, and which times to offer.
struct OutreachCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outreach",
    abstract: "Spread outgoing bookings over the slack of the coming weeks, and write the call list.",
    discussion: """
      Reads a file of vehicles (CSV or .xlsx, a row for each) and finds whose service, warranty or long absence is to be \
      spoken of in the coming weeks. Each visit gets a day in its window, so that the load of the days is even and none \
      passes the capacity; each call a day, two weeks before a service, and two or three times to offer, the customer's own \
      advisor first.

      The slack is the shifts less the reserve, less what is booked (--demand, with schedules if there are any), less what is \
      expected by itself (--expected: date, kind, count). On days with a schedule a time is offered only if the workshop \
      can do the work then.

      Without --out, figures, load and the calls of the first day are printed; with it the page, tables and JSON are \
      written. --requests-out writes a request for each call, to be booked by bayline offer --request … --accept TIME, and \
      empty days to book into where there are none. docs/outreach.md has rules and accounts.

      EXAMPLES
        bayline outreach --site site.json --vehicles vehicles.csv --from 2027-03-15
        bayline outreach --site site.json --vehicles vehicles.xlsx --jobs jobs.csv --expected expected.csv --demand days \
      --out list --requests-out days
        bayline outreach --template --format xlsx --out .
      """)

  @Option(help: ArgumentHelp("The workshop.", valueName: "file"))
  var site: String?

  @Option(name: .customLong("vehicles"), help: ArgumentHelp("A file of vehicles.", valueName: "file"))
  var vehicleFiles: [String] = []

  @Option(
    name: .customLong("jobs"),
    help: ArgumentHelp(
      "A catalogue of standard jobs, as for import (default: built-in minutes).", valueName: "file"))
  var catalogues: [String] = []

  @Option(
    name: .customLong("expected"),
    help: ArgumentHelp(
      "Visits expected by themselves: a table of date, kind, count, or what bayline forecast --json wrote.",
      valueName: "file"))
  var expectedFiles: [String] = []

  @Option(
    name: .customLong("demand"),
    help: ArgumentHelp("What is booked on coming days: demands, or folders of them.", valueName: "path"))
  var demands: [String] = []

  @Option(
    name: .customLong("schedule"),
    help: ArgumentHelp(
      "Schedules of the demands that are files, in their order; in folders schedule.json is read.",
      valueName: "file"))
  var schedules: [String] = []

  @Option(
    name: .customLong("past"),
    help: ArgumentHelp(
      "Demands of past days, or folders of them: what a visit of each kind takes (default: those of --demand, then the catalogue).",
      valueName: "path"))
  var past: [String] = []

  @Option(
    help: ArgumentHelp("The first day of calls (default: the first demand's first day).", valueName: "date"))
  var from: String?

  @Option(help: "Weeks of calls and visits, 1 to 26.")
  var weeks = 4

  @Option(name: .customLong("calls-per-day"), help: "The most calls of a day, 1 to 1000.")
  var callsPerDay = 30

  @Option(help: "Times for each call, 2 or 3.")
  var times = 3

  @Option(
    name: .customLong("called-percent"),
    help: "Percent of the expected services and inspections that come because they are called.")
  var calledPercent = 0

  @Option(help: "A whole number; another one may find other days.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Print the calls of this day (default: the first).", valueName: "date"))
  var day: String?

  @Option(help: "The encoding of CSV (default: what the bytes say).")
  var encoding: TextEncoding?

  @Option(
    name: .customLong("out"), help: ArgumentHelp("The folder to write the list into.", valueName: "dir"))
  var folder: String?

  @Option(
    name: .customLong("requests-out"),
    help: ArgumentHelp("The folder to write requests, and days to book into.", valueName: "dir"))
  var requestsFolder: String?

  @Flag(help: "Print the list as one JSON object.")
  var json = false

  @Flag(help: "Write the headings of a file of vehicles into --out, and nothing else.")
  var template = false

  @Option(help: "What the template is (default: csv).")
  var format: SpreadsheetExport.Format?

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if template {
      guard folder != nil, site == nil, vehicleFiles.isEmpty, requestsFolder == nil, !json else {
        throw ValidationError("--template goes with --out, --format, --encoding and --lang alone.")
      }
      return
    }
    if format != nil { throw ValidationError("--format goes with --template alone.") }
    guard let site else { throw ValidationError("Give the workshop with --site.") }
    if vehicleFiles.isEmpty { throw ValidationError("Give a file of vehicles with --vehicles.") }
    try checkStandardInput([site] + vehicleFiles + catalogues + expectedFiles + demands + schedules + past)
    if folder?.isEmpty == true || requestsFolder?.isEmpty == true {
      throw ValidationError("A folder to write into has no name.")
    }
    if from == nil, demands.isEmpty { throw ValidationError("Give the first day with --from.") }
    for (name, text) in [("--from", from), ("--day", day)] {
      if let text, CivilDate(text) == nil {
        throw ValidationError("\(name) is '\(text)'; give a date like 2027-03-15.")
      }
    }
    if let first = from.flatMap({ CivilDate($0) }), let last = CivilDate("9999-12-31"),
      first.advanced(by: 26 * 7) > last
    {
      throw ValidationError("--from is \(first), which is too late for a calendar; give an earlier date.")
    }
    for (name, value, range) in [
      ("--weeks", weeks, 1...26), ("--calls-per-day", callsPerDay, 1...1000), ("--times", times, 2...3),
      ("--called-percent", calledPercent, 0...100),
    ] where !range.contains(value) {
      throw ValidationError("\(name) is \(value); give \(range.lowerBound) to \(range.upperBound).")
    }
    if schedules.count > demands.count { throw ValidationError("There are more schedules than demands.") }
  }

  func run() throws {
    if template { return try writeTemplate() }
    var diagnostics: [Diagnostic] = []
    let siteReading = InputBytes.site(site, Glossary(messages.lang ?? .ofUser), &diagnostics)
    let words = Glossary(messages.lang ?? siteReading?.site?.locale ?? .ofUser)
    var settings = OutreachImport()
    settings.site = siteReading?.site
    settings.siteNames = siteReading?.names
    settings.encoding = encoding
    let paths = vehicleFiles + catalogues + expectedFiles
    let read = paths.compactMap { path in
      InputBytes.read(path, words, &diagnostics).map { SpreadsheetImport.File(path: path, bytes: $0) }
    }
    let tables = settings.run(read)
    // What follows from a file that could not be read is not worth telling.
    diagnostics +=
      read.count == paths.count ? tables.diagnostics : tables.diagnostics.filter { $0.place != "$" }
    let books = DayBooks(demands, schedules: schedules, site: siteReading, words)
    let samples = DayBooks(past, isPast: true, site: siteReading, words)
    let lines = diagnostics.map(DiagnosticText(words.language).line) + books.diagnostics + samples.diagnostics
    guard lines.isEmpty, let site = siteReading?.site else { throw Refusal(lines, ExitStatus.badFile) }

    let plan = try self.plan(site, tables, books, samples, words)
    let forms = OutreachFiles(site: site, plan: plan, language: words.language)
    var written: [(folder: OutputFolder, files: [OutputFolder.File])] = []
    if let requestsFolder {
      written.append((OutputFolder(path: requestsFolder), requests(plan, site, books, for: requestsFolder)))
    }
    if let folder {
      written.append((OutputFolder(path: folder), forms.files.map { (path: $0.name, text: $0.text) }))
    }
    try OutputFolder.write(written, words)
    if !messages.quiet { for note in tables.notes { Console.report(note.line(words)) } }
    try report(plan, forms, words)
  }

  /// Standard output: JSON, or figures with the calls of a day.
  private func report(_ plan: OutreachPlan, _ forms: OutreachFiles, _ words: Glossary) throws {
    if json { return try Console.write(OutreachFormat.encode(plan), words) }
    let text = OutreachText(forms)
    if folder != nil, day == nil {
      if !messages.quiet { Console.reportText(text.overview) }
      return
    }
    let shown = day.flatMap { CivilDate($0) } ?? plan.calls.first?.day
    try Console.print(text.overview + (shown.map { "\n" + text.calls(on: $0) } ?? ""), words)
  }

  private func plan(
    _ site: Site, _ tables: OutreachImport.Result, _ books: DayBooks, _ samples: DayBooks, _ words: Glossary
  ) throws(Refusal) -> OutreachPlan {
    let first = from.flatMap { CivilDate($0) } ?? books.entries.map(\.book.demand.horizon.from).min()
    guard let first else { throw Refusal([], ExitStatus.badFile) }
    var options = OutreachPlanner.Options(from: first)
    options.days = weeks * 7
    options.callsPerDay = callsPerDay
    options.times = times
    options.calledPercent = calledPercent
    options.seed = seed
    do throws(OutreachPlanner.BookedDaysError) {
      for (index, entry) in books.entries.enumerated() {
        guard let schedule = entry.book.schedule else { continue }
        do throws(ScheduleProblem) {
          try ScheduleFingerprint.check(schedule, site: site, demand: entry.book.demand)
        } catch {
          throw OutreachPlanner.BookedDaysError(book: index, fault: error)
        }
      }
      return try OutreachPlanner(
        site: site, vehicles: tables.vehicles, jobs: tables.jobs, books: books.entries.map(\.book),
        past: samples.entries.flatMap(\.book.demand.appointments), expected: tables.expected, options: options
      ).plan()
    } catch {
      let entry = books.entries[error.book]
      throw Refusal(
        error.fault.lines(
          file: entry.scheduleFile ?? entry.demandFile, site: site, demand: entry.book.demand, words),
        ExitStatus.badFile)
    }
  }

  /// A request for each call, and days to book into where no demand has them and none lies there already.
  private func requests(
    _ plan: OutreachPlan, _ site: Site, _ books: DayBooks, for folder: String
  ) -> [OutputFolder.File] {
    var files: [OutputFolder.File] = []
    var names: Set<String> = []
    for visit in plan.visits {
      var name = String(
        String.UnicodeScalarView(visit.request.id.unicodeScalars.map { Self.isPlain($0) ? $0 : "-" }))
      while !names.insert(name).inserted { name += "-" }
      files.append(("requests/\(name).json", DemandFormat.encode(visit.request)))
    }
    let days = Set(plan.visits.flatMap(\.times).map(\.reception.arrival.date)).sorted()
    for day in days where !books.entries.contains(where: { $0.book.demand.horizon.isArrivalDay(day) }) {
      if (try? Posix.read(path: "\(folder)/\(day)/demand.json")) != nil { continue }
      let book = OutreachPlanner.BookedDays.empty(day, at: site)
      files.append(("\(day)/demand.json", DemandFormat.encode(book.demand)))
      if var schedule = book.schedule {
        ScheduleFingerprint.stamp(&schedule, site: site, demand: book.demand)
        files.append(("\(day)/schedule.json", ScheduleFormat.encode(schedule)))
      }
    }
    return files
  }

  /// What a file's name may hold anywhere.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "-" || scalar == "·"
  }

  private func writeTemplate() throws {
    let words = Glossary(messages.lang ?? .ofUser)
    var export = SpreadsheetExport()
    export.format = format ?? .csv
    export.encoding = encoding ?? .utf8
    export.language = words.language
    let files = export.vehicleTemplate().map { (path: $0.path, bytes: $0.bytes) }
    let output = OutputFolder(path: folder ?? ".")
    try output.checkOverwrites(files, words)
    try output.write(files, words)
  }
}
