public import ArgumentParser
import Bayline
public import BaylineSpreadsheets
import BaylineWording

/// `bayline import`: files of other formats become a demand, and a site where it takes one; or past days.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make a demand of spreadsheets or of a job shop, or past days of work orders.",
    discussion: """
      SPREADSHEETS (.csv, .txt, .tsv, .xlsx)
      A row for each vehicle; what is to be done is named by standard jobs of a catalogue (--jobs), or given by rows of \
      operations. CSV may be in UTF-8, GB18030 or UTF-16, with commas, semicolons or tabs; headings are Chinese or English. \
      Each table is recognised by its headings, whatever its file is called. With --site advisors, technicians and bays may \
      be named, and all references are checked. All faults are told at once, each with line, column and text; what was taken \
      for granted is told, too. docs/spreadsheets.md has the headings and how cells are written; \
      bayline export --template writes tables to fill in.

      PAST DAYS (.csv, .txt, .tsv, .xlsx)
      Work orders and a time clock, as any dealer system exports them, become a folder (--out) with a folder for each day: \
      demand.json as it was known the evening before, actual.json as it went. Their headings say what they are; --site is \
      needed. Names are understood in several spellings, and each spelling is told. Odd rows (nobody's work, ends before \
      starts, unknown orders, …) stop nothing: the first 20 of each sort are told, all are in anomalies.csv with what was \
      done; with --strict one is enough to refuse. docs/spreadsheets.md and docs/history.md say the rest.

      JOB SHOPS (.fjs)
      A flexible job shop with workers becomes a site that never closes, with machines as bays and workers as \
      technicians, and a demand of vehicles that are there already. The makespan alone counts, a point a minute; to \
      leave a job out costs more than any makespan. With --site-out, --out is the demand's file. Without it, --out is a \
      folder, which is made if it is missing, for site.json and demand.json; files that are there already and differ are \
      not replaced without --force.

      EXAMPLES
        bayline import tomorrow.csv --jobs jobs.csv --site site.json --out demand.json
        bayline import visits.csv operations.csv parts.csv --from 2026-11-23 --days 2 --out demand.json
        bayline import book.xlsx --site site.json | bayline schedule --site site.json --demand -
        bayline import orders.csv clock.csv --jobs jobs.csv --site site.json --out past
        bayline import mk01.fjs --out mk01
      """)

  /// What can be imported.
  enum Source: String, CaseIterable, ExpressibleByArgument {
    /// A flexible job shop with worker flexibility.
    case fjs
    /// Delimited values.
    case csv
    /// A workbook.
    case xlsx

    /// What the ending of a file says.
    init?(path: String) {
      guard let dot = path.lastIndex(of: ".") else { return nil }
      let ending = path[path.index(after: dot)...].lowercased()
      self.init(rawValue: ["txt", "tsv"].contains(ending) ? "csv" : ending)
    }
  }

  @Argument(help: ArgumentHelp("What to import; - is standard input.", valueName: "file"))
  var files: [String]

  @Option(help: "What the files are (default: what their endings say).")
  var format: Source?

  @Option(help: ArgumentHelp("The workshop, to check names and ids against.", valueName: "file"))
  var site: String?

  @Option(
    name: .customLong("jobs"),
    help: ArgumentHelp("A catalogue of standard jobs (CSV or .xlsx).", valueName: "file"))
  var catalogues: [String] = []

  @Option(
    help: ArgumentHelp(
      "The first day (default: the table of the horizon, or the first wished day).", valueName: "date"))
  var from: String?

  @Option(help: ArgumentHelp("The number of days on which vehicles may arrive.", valueName: "n"))
  var days: Int?

  @Option(help: ArgumentHelp("Nothing may start before it, like \"2026/11/23 10:30\".", valueName: "time"))
  var now: String?

  @Option(help: "The encoding of CSV (default: what the bytes say).")
  var encoding: TextEncoding?

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp(
      "The demand's file (default: standard output); the folder of past days or of a job shop.",
      valueName: "path"))
  var output: String?

  @Option(
    name: .customLong("site-out"), help: ArgumentHelp("The site's file, of a job shop.", valueName: "file"))
  var siteOutput: String?

  @Flag(help: "Replace files that are there already, of past days or of a job shop.")
  var force = false

  @Flag(help: "Refuse past days with odd rows.")
  var strict = false

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    for file in files where format ?? Source(path: file) == nil {
      throw ValidationError(
        "The ending of '\(file)' does not say what it is (known: .csv, .txt, .tsv, .xlsx, .fjs); give --format."
      )
    }
    if output?.isEmpty == true || siteOutput?.isEmpty == true {
      throw ValidationError("A path to write to is empty.")
    }
    if isJobShop { try validateJobShop() } else { try validateSpreadsheets() }
  }

  func run() throws {
    if isJobShop { try importJobShop(to: output ?? "-") } else { try importSpreadsheets() }
  }

  /// Whether one of the files is no spreadsheet.
  private var isJobShop: Bool {
    files.contains { (format ?? Source(path: $0)) == .fjs }
  }

  private func validateJobShop() throws {
    guard files.count == 1 else { throw ValidationError("A job shop is imported alone: give one .fjs file.") }
    if site != nil || !catalogues.isEmpty || from != nil || days != nil || now != nil || encoding != nil {
      throw ValidationError(
        "--site, --jobs, --from, --days, --now and --encoding go with spreadsheets alone.")
    }
    if strict { throw ValidationError("--strict goes with past days alone.") }
    guard let output else { throw ValidationError("Name the folder or the demand's file with --out.") }
    if output == "-", siteOutput == nil || siteOutput == "-" {
      throw ValidationError("Two files do not fit standard output; name a file with --site-out.")
    }
    if isFile(output, among: files) || isFile(siteOutput, among: files) {
      throw ValidationError("An output is the input; give another file.")
    }
    if isSameFile(siteOutput, output) {
      throw ValidationError("Site and demand do not fit one file; give --site-out another name.")
    }
    if force, siteOutput != nil {
      throw ValidationError("--force goes with a folder alone; a file is replaced anyway.")
    }
  }

  private func validateSpreadsheets() throws {
    try checkStandardInput(files + catalogues + (site.map { [$0] } ?? []))
    if siteOutput != nil { throw ValidationError("--site-out goes with a job shop alone.") }
    if force, output == nil { throw ValidationError("--force goes with a folder; name it with --out.") }
    if isFile(output, among: files + catalogues + [site]) {
      throw ValidationError("--out is one of the inputs; give another file.")
    }
    if let days, !(1...InputLimit.horizonDays.value).contains(days) {
      throw ValidationError("--days is \(days); give 1 to \(InputLimit.horizonDays.value).")
    }
    if let from, SpreadsheetImport.date(from) == nil {
      throw ValidationError("--from is '\(from)'; give a date like 2026-11-23.")
    }
    if let now, SpreadsheetImport.time(now) == nil {
      throw ValidationError("--now is '\(now)'; give a time like \"2026-11-23 08:15\".")
    }
  }
}

// Public, as conformances of public types to public protocols are.
extension TextEncoding: ExpressibleByArgument {}
