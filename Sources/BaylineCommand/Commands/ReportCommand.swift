import ArgumentParser
import Bayline
import BaylineReports
import BaylineWording

/// `bayline report`: the forms that the people of a workshop hold in their hands.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract:
      "Write the forms of a schedule: for the wall, the printer, the phone, spreadsheets and the terminal.",
    discussion: """
      FORMS
        registration  each visit with all that was said on the phone
        roster        the book of arrivals, a column for each advisor
        board         the day on the wall
        workshop      Gantt charts by bay and by technician, load against capacity
        welcome       who is expected, names and plates masked
        picking       parts by the time at which they shall lie on the shelf, shortages
        calls         whom to call or to ask, when, how and why
        stay          vehicles that stay over night
        reasons       what was left out, by reason

      FORMATS
        html  a page for each form that needs no network, and index.html with all of them
        csv   a table for each form
        text  a form for the terminal
        ics   a calendar for each advisor and technician, of all days

      Files that are there already are replaced. Phone numbers stand on registration, calls and the advisors' calendars alone, customers' names on \
      those and the roster; index.html has all of it. A schedule that breaks rules is written with a warning on each form.

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
      "How to write them, separated by commas (default: all).", valueName: "html,csv,ics,text"))
  var format: CommaSeparated<ReportFormat> = CommaSeparated(ReportFormat.allCases)

  @Option(help: ArgumentHelp("Which forms, separated by commas (default: all).", valueName: "names"))
  var form: CommaSeparated<FormKind>?

  @Option(
    help: ArgumentHelp("This day alone (default: all days with something on them).", valueName: "date"),
    transform: civilDate)
  var day: CivilDate?

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    try checkStandardInput([files.site, files.demand, schedule])
    if folder.isEmpty { throw ValidationError("The folder to write into has no name.") }
    if folder == "-", format.items.count > 1 || (form?.items.count ?? 0) != 1 || format.items == [.ics] {
      throw ValidationError(
        "Standard output takes a single file: give one --form and one --format (html, csv or text).")
    }
  }

  func run() throws {
    var inputs = InputReader(files, language: messages.lang)
    let schedule = inputs.schedule(schedule)
    try inputs.check()
    let (site, demand) = try inputs.validCase()
    guard let schedule else { return }
    let words = inputs.words

    let forms = FormFiles(
      site: site, demand: demand, schedule: schedule, language: words.language, day: day,
      kinds: form?.items ?? FormKind.allCases)
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

  private func calendars(_ site: Site, _ demand: Demand, _ schedule: Schedule, _ words: Glossary)
    throws(Refusal) -> [(name: String, text: String)]
  {
    guard format.items.contains(.ics) else { return [] }
    do throws(Diagnostic) {
      return try CalendarFiles(
        site: site, siteFile: files.site, demand: demand, schedule: schedule, language: words.language
      ).files
    } catch {
      throw Refusal([DiagnosticText(words.language).line(error)], ExitStatus.badFile)
    }
  }
}

/// What `--format` takes.
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

/// Some names, separated by commas, each once.
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
    // In the order of the cases, whatever the order that was given.
    items = Item.allCases.filter(known.contains)
  }

  var defaultValueDescription: String { items.map(\.rawValue).joined(separator: ",") }

  static var allValueStrings: [String] { Item.allCases.map(\.rawValue) }
}
