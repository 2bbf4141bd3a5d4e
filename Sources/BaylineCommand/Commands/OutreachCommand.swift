import ArgumentParser
import Bayline
import BaylineReports
import BaylineSpreadsheets
import BaylineWording

/// `bayline outreach`: which customers to call, when, and which slots to offer.
struct OutreachCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outreach",
    abstract: "Plan outgoing calls that fill free capacity in the coming weeks, and write the call list.",
    discussion: """
      Reads a file of vehicles (CSV or .xlsx, a row per vehicle) and finds those whose service, warranty or long absence \
      gives a reason to call in the coming weeks. Each visit gets a day in its window such that the load is even and stays \
      within capacity; each call gets a day, two weeks before a service, and two or three slots to offer, preferably with \
      the customer's own advisor.

      The free capacity is the shifts minus the reserve, minus what is booked (--demand, with schedules if there are any), \
      minus what is expected anyway (--expected: date, kind, count). On days with a schedule, a slot is offered only if \
      the workshop can do the work then.

      Without --out, prints figures, load and the calls of the first day; with it, writes a page, tables and JSON. \
      --requests-out writes a request for each call, to be booked with bayline offer --request … --accept TIME, and empty \
      days to book into where there are none. See docs/outreach.md for the rules.

      EXAMPLES
        bayline outreach --site site.json --vehicles vehicles.csv --from 2027-03-15
        bayline outreach --site site.json --vehicles vehicles.xlsx --jobs jobs.csv --expected expected.csv --demand days \
      --out list --requests-out days
        bayline outreach --template --format xlsx --out .
      """)

  @Option(help: ArgumentHelp("The site file.", valueName: "file"))
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
      "Visits expected anyway: a table of date, kind, count, or the output of bayline forecast --json.",
      valueName: "file"))
  var expectedFiles: [String] = []

  @Option(
    name: .customLong("demand"),
    help: ArgumentHelp("Bookings of coming days: demands, or folders of them.", valueName: "path"))
  var demands: [String] = []

  @Option(
    name: .customLong("schedule"),
    help: ArgumentHelp(
      "Schedules of the demands that are files, in their order; folders have a schedule.json.",
      valueName: "file"))
  var schedules: [String] = []

  @Option(
    name: .customLong("past"),
    help: ArgumentHelp(
      "Demands of past days, or folders of them, to estimate the work of each kind (default: those of --demand, then the catalogue).",
      valueName: "path"))
  var past: [String] = []

  @Option(
    help: ArgumentHelp("The first day of calls (default: the first demand's first day).", valueName: "date"))
  var from: String?

  @Option(help: "The number of weeks, 1 to 26.")
  var weeks = 4

  @Option(name: .customLong("calls-per-day"), help: "The maximum number of calls per day, 1 to 1000.")
  var callsPerDay = 30

  @Option(help: "Slots per call, 2 or 3.")
  var times = 3

  @Option(
    name: .customLong("called-percent"),
    help: "The percentage of expected services and inspections that come only because of calls.")
  var calledPercent = 0

  @Option(
    parsing: .unconditional, help: "Random seed, an integer; another seed may find other days.",
    transform: BaylineCommand.seed)
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Print the calls of this day (default: the first).", valueName: "date"))
  var day: String?

  @Option(help: "The encoding of CSV (default: detected).")
  var encoding: TextEncoding?

  @Option(
    name: .customLong("out"), help: ArgumentHelp("The folder to write the list into.", valueName: "dir"))
  var folder: String?

  @Option(
    name: .customLong("requests-out"),
    help: ArgumentHelp("The folder for requests, and for empty days to book into.", valueName: "dir"))
  var requestsFolder: String?

  @Flag(help: "Print the list as one JSON object.")
  var json = false

  @Flag(help: "Only write the headings of a vehicle file into --out.")
  var template = false

  @Option(help: "The format of the template (default: csv).")
  var format: SpreadsheetExport.Format?

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if template {
      guard folder != nil, site == nil, vehicleFiles.isEmpty, requestsFolder == nil, !json else {
        throw ValidationError("--template can be combined only with --out, --format, --encoding and --lang.")
      }
      return
    }
    if format != nil { throw ValidationError("--format requires --template.") }
    guard let site else { throw ValidationError("Give the site file with --site.") }
    if vehicleFiles.isEmpty { throw ValidationError("Give a vehicle file with --vehicles.") }
    try OutputRules(
      inputs: [site] + vehicleFiles + catalogues + expectedFiles + demands + schedules + past
    ).check()
    if folder?.isEmpty == true || requestsFolder?.isEmpty == true {
      throw ValidationError("A folder to write into is empty; give its name.")
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
      throw ValidationError("--from is \(first); give an earlier date, as calendars end in 9999.")
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
    var inputs = InputReader(site: self.site, language: messages.lang)
    let words = inputs.words
    var settings = OutreachImport()
    settings.site = inputs.site?.site
    settings.siteNames = inputs.site?.names
    settings.encoding = encoding
    let read = inputs.spreadsheets(vehicleFiles + catalogues + expectedFiles)
    let tables = settings.run(read.files)
    // Faults that may only follow from an unreadable file are not reported.
    inputs.report(read.isComplete ? tables.diagnostics : tables.diagnostics.filter { $0.place != "$" })
    let books = inputs.bookedDays(demands, schedules: schedules)
    let samples = inputs.samples(past)
    let site = try inputs.valid(inputs.site?.site)

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

  /// Prints JSON, or figures with the calls of a day.
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
    _ site: Site, _ tables: OutreachImport.Result, _ books: [BookedDaysFile], _ samples: [Demand],
    _ words: Glossary
  ) throws(Refusal) -> OutreachPlan {
    let first = from.flatMap { CivilDate($0) } ?? books.map(\.book.demand.horizon.from).min()
    guard let first else { throw .badFile([]) }
    var options = OutreachPlanner.Options(from: first)
    options.days = weeks * 7
    options.callsPerDay = callsPerDay
    options.times = times
    options.calledPercent = calledPercent
    options.seed = seed
    do throws(OutreachPlanner.BookedDaysError) {
      for (index, entry) in books.enumerated() {
        guard let schedule = entry.book.schedule else { continue }
        do throws(Schedule.Problem) {
          try ScheduleFingerprint.check(schedule, site: site, demand: entry.book.demand)
        } catch {
          throw OutreachPlanner.BookedDaysError(book: index, fault: error)
        }
      }
      return try OutreachPlanner(
        site: site, vehicles: tables.vehicles, jobs: tables.jobs, books: books.map(\.book),
        past: samples.flatMap(\.appointments), expected: tables.expected, options: options
      ).plan()
    } catch {
      let entry = books[error.book]
      throw .badFile(
        PlanCheck.lines(
          error.fault, path: entry.scheduleFile ?? entry.demandFile, site: site, demand: entry.book.demand,
          words))
    }
  }

  /// A request for each call, and empty days to book into where neither a demand nor a file covers the day.
  private func requests(
    _ plan: OutreachPlan, _ site: Site, _ books: [BookedDaysFile], for folder: String
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
    for day in days where !books.contains(where: { $0.book.demand.horizon.isArrivalDay(day) }) {
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

  /// Whether a character is safe in file names on all systems.
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
    try OutputFolder(path: folder ?? ".").write(files, force: false, words)
  }
}
