import ArgumentParser
import Bayline
import BaylineReports
import BaylineWording

/// `bayline report`: the forms that people in the workshop use.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract:
      "Write the forms of a schedule: for the wall, the printer, the phone, spreadsheets and the terminal.",
    discussion: """
      FORMS
        registration  each visit with everything agreed on the phone
        roster        arrivals by time, a column per advisor
        board         the day's overview for the wall
        workshop      Gantt charts by bay and by technician, load against capacity
        welcome       expected customers, names and plates masked
        picking       parts by the time they must be ready, shortages
        calls         whom to contact, when, how and why
        stay          vehicles that stay overnight
        drivers       vehicles that drivers fetch or bring back (for a site with drivers)
        equipment     who has which equipment when (for a site with equipment)
        reasons       unscheduled visits by reason

      FORMATS
        html  a self-contained page per form, and index.html with all of them
        csv   a table per form
        text  forms for the terminal
        ics   a calendar per advisor and technician, for all days

      Existing files are replaced. Phone numbers appear only on registration, calls, drivers and the advisors' calendars, customers' \
      names on those and the roster; index.html contains everything. If the schedule breaks rules, each form has a warning.

      EXAMPLES
        bayline report --site site.json --demand demand.json --schedule tomorrow.json --out forms
        bayline report --site site.json --demand demand.json --schedule tomorrow.json --form roster --format text --out -
      """)

  @OptionGroup var files: CaseOptions

  @Option(help: ArgumentHelp("The schedule; - is standard input.", valueName: "file"))
  var schedule: String

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp("The folder to write into; - is standard output, for a single file.", valueName: "dir")
  )
  var folder: String

  @Option(
    help: ArgumentHelp(
      "Formats, separated by commas (default: all).", valueName: "html,csv,ics,text"))
  var format: CommaSeparated<ReportFormat> = CommaSeparated(ReportFormat.allCases)

  @Option(
    help: ArgumentHelp(
      "Forms, separated by commas (default: all that the site has a use for).", valueName: "names"))
  var form: CommaSeparated<FormKind>?

  @Option(
    help: ArgumentHelp("Only this day (default: all days with any entries).", valueName: "date"),
    transform: civilDate)
  var day: CivilDate?

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    try OutputRules(inputs: [files.site, files.demand, schedule]).check()
    if folder.isEmpty { throw ValidationError("The folder to write into is empty; give its name.") }
    if folder == "-", format.items.count > 1 || (form?.items.count ?? 0) != 1 || format.items == [.ics] {
      throw ValidationError(
        "Standard output takes a single file: give one --form and one --format (html, csv or text).")
    }
  }

  func run() throws {
    var inputs = InputReader(files, language: messages.lang)
    let read = inputs.schedule(self.schedule)
    let schedule = try inputs.valid(read)
    let (site, demand) = try inputs.validCase()
    let words = inputs.words

    let forms = FormFiles(
      site: site, demand: demand, schedule: explained(schedule, site, demand, words),
      language: words.language, day: day,
      kinds: form?.items)
    let written =
      try forms.files(format.items.compactMap(\.ofForms)) + calendars(site, demand, schedule, words)
    if folder == "-" {
      for file in written { try Console.write(file.text, words) }
    } else {
      try OutputFolder(path: folder).write(written.map { (path: $0.name, text: $0.text) }, words)
    }
    if let warning = forms.warning { Console.report(warning) }
    if !messages.quiet, folder != "-" {
      let count = written.count
      Console.report(
        words("\(folder)：已写入 \(count) 个文件", "\(folder): \(count) file\(count == 1 ? "" : "s") written"))
    }
  }

  /// The schedule with the details of its unscheduled visits in the language of the forms, where the reasons are those
  /// that the file states.
  private func explained(
    _ schedule: Schedule, _ site: Site, _ demand: Demand, _ words: Glossary
  ) -> Schedule {
    var unpriced = schedule
    unpriced.cost = nil
    guard !schedule.unscheduled.isEmpty, schedule.unscheduled.count <= Self.maxExplained,
      Verifier(site: site, demand: demand).verify(unpriced).isFeasible
    else { return schedule }
    var explained = schedule
    let found = Planner(site: site, demand: demand).reasons(in: schedule)
    for (index, reason) in found.enumerated() where reason.reason == schedule.unscheduled[index].reason {
      explained.unscheduled[index].obstacles = reason.obstacles
    }
    return ReasonText(site: site, demand: demand, language: words.language).worded(explained)
  }

  /// The most unscheduled visits whose reasons are found again; details of more are as the file has them.
  private static let maxExplained = 500

  private func calendars(_ site: Site, _ demand: Demand, _ schedule: Schedule, _ words: Glossary)
    throws(Refusal) -> [(name: String, text: String)]
  {
    guard format.items.contains(.ics) else { return [] }
    do throws(Diagnostic) {
      return try CalendarFiles(
        site: site, siteFile: files.site, demand: demand, schedule: schedule, language: words.language
      ).files
    } catch {
      throw .badFile([DiagnosticText(words.language).line(error)])
    }
  }
}

/// A value of `--format`.
enum ReportFormat: String, CaseIterable {
  case html, csv, ics, text

  /// The format of forms; `nil` for calendars.
  var ofForms: FormFiles.Format? {
    switch self {
    case .html: .html
    case .csv: .csv
    case .text: .text
    case .ics: nil
    }
  }
}

/// Names separated by commas, without repetitions, in the order of the cases.
struct CommaSeparated<Item: RawRepresentable & CaseIterable & Hashable & Sendable>: ExpressibleByArgument,
  Sendable
where Item.RawValue == String {
  let items: [Item]

  init(_ items: [Item]) {
    self.items = items
  }

  init?(argument: String) {
    let named = argument.split(separator: ",", omittingEmptySubsequences: false).map {
      Item(rawValue: String($0))
    }
    let known = named.compactMap(\.self)
    guard known.count == named.count, !known.isEmpty else { return nil }
    items = Item.allCases.filter(known.contains)
  }

  var defaultValueDescription: String { items.map(\.rawValue).joined(separator: ",") }

  static var allValueStrings: [String] { Item.allCases.map(\.rawValue) }
}
