import ArgumentParser
import Bayline
package import BaylineSpreadsheets
import BaylineWording

/// `bayline import`: a demand, a site, a job shop's site and demand, or past days, from files of other formats.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import a demand or a site from spreadsheets, a job shop, or past days from work orders.",
    discussion: """
      SPREADSHEETS (.xlsx, .xls, .et, .csv, .txt, .tsv)
      A row per vehicle; the work is given by standard jobs of a catalogue (--jobs) or by rows of operations. CSV may be in \
      UTF-8, GB18030 or UTF-16, with commas, semicolons or tabs, and headings in Chinese or English. Tables are recognised \
      by their headings, not by file names, and formats by their contents: dealer systems name web pages and XML .xls. \
      With --site, advisors, technicians and bays may be given by name, and all \
      references are checked. All errors are reported at once, each with line, column and text, and so are assumptions. \
      With --partial, rows with errors are left out and the others imported; a workbook with the errors marked is written, \
      to be corrected and imported in place of the sheet. \
      See docs/spreadsheets.md for headings and cell formats; bayline export --template writes tables to fill in.

      PAST DAYS (.xlsx, .xls, .et, .csv, .txt, .tsv)
      Work orders and a time clock, as dealer systems export them, become a folder (--out) with a subfolder per day: \
      demand.json, as known the evening before, and actual.json, what happened. They are recognised by their headings; \
      --site is required. Names are understood in several spellings, and each spelling is reported. Anomalies (work by \
      nobody, ends before starts, unknown orders, …) do not stop the import: the first 20 of each kind are printed, and \
      anomalies.csv lists all with how they were handled; with --strict, any of them is refused. See docs/spreadsheets.md \
      and docs/history.md.

      A SITE (.xlsx)
      The workbook that bayline export --site writes becomes a site file: people, shifts, leave, holidays, bays, equipment \
      and rules. It is recognised by its headings. Notes (x-…) of the site file that --out replaces are kept.

      JOB SHOPS (.fjs)
      A flexible job shop, with workers (FJSSP-W) or without (FJSPLib), becomes a site that never closes, with machines \
      as bays and workers as technicians, and a demand of vehicles already on site. Only the makespan counts, one \
      point per minute; an unscheduled job costs more than any makespan. With --site-out, --out is the demand file. \
      Without it, --out is a folder, created if missing, for site.json and demand.json; existing files that differ are \
      not replaced without --force.

      EXAMPLES
        bayline import tomorrow.csv --jobs jobs.csv --site site.json --out demand.json
        bayline import visits.csv operations.csv parts.csv --from 2026-11-23 --days 2 --out demand.json
        bayline import book.xlsx --site site.json | bayline schedule --site site.json --demand -
        bayline import site.xlsx --out site.json
        bayline import orders.csv clock.csv --jobs jobs.csv --site site.json --out past
        bayline import mk01.fjs --out mk01
      """)

  /// The format of an imported file.
  enum Source: String, CaseIterable, ExpressibleByArgument {
    /// A flexible job shop, with workers or without.
    case fjs
    /// Delimited values.
    case csv
    /// A workbook.
    case xlsx
  }

  @Argument(help: ArgumentHelp("The files to import; - is standard input.", valueName: "file"))
  var files: [String]

  @Option(
    help:
      "The format of the files (default: job shops end in .fjs; spreadsheets are recognised by their contents)."
  )
  var format: Source?

  @Option(help: ArgumentHelp("The site file, to check names and ids against.", valueName: "file"))
  var site: String?

  @Option(
    name: .customLong("jobs"),
    help: ArgumentHelp("A catalogue of standard jobs (CSV or .xlsx).", valueName: "file"))
  var catalogues: [String] = []

  @Option(
    help: ArgumentHelp(
      "The first day (default: from the horizon table, or the first preferred day).", valueName: "date"))
  var from: String?

  @Option(help: ArgumentHelp("The number of days on which vehicles may arrive.", valueName: "n"))
  var days: Int?

  @Option(
    help: ArgumentHelp(
      "The current time, before which nothing may start, like \"2026/11/23 10:30\".", valueName: "time"))
  var now: String?

  @Option(help: "The encoding of CSV (default: detected).")
  var encoding: TextEncoding?

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp(
      "The demand file to write (default: standard output), or the folder for past days or a job shop.",
      valueName: "path"))
  var output: String?

  @Option(
    name: .customLong("site-out"),
    help: ArgumentHelp("The site file to write, for a job shop.", valueName: "file"))
  var siteOutput: String?

  @Flag(
    help:
      "Replace existing files of past days or a job shop, or a demand without keeping what was booked in it.")
  var force = false

  @Flag(
    name: .customLong("hidden-rows"),
    help: "Read rows of workbooks that a filter hides, too (default: leave them out).")
  var hiddenRows = false

  @Flag(help: "Refuse past days with anomalies.")
  var strict = false

  @Flag(help: "Import the rows without errors, and write a workbook with the errors of the others marked.")
  var partial = false

  @Option(
    name: .customLong("faults"),
    help: ArgumentHelp(
      "The workbook of --partial (default: beside --out, like demand.faults.xlsx, under a name that is free).",
      valueName: "file"))
  var faultsOutput: String?

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if output?.isEmpty == true || siteOutput?.isEmpty == true || faultsOutput?.isEmpty == true {
      throw ValidationError("A path to write to is empty; give a path.")
    }
    if isJobShop { try validateJobShop() } else { try validateSpreadsheets() }
  }

  func run() throws {
    if isJobShop { try importJobShop(to: output ?? "-") } else { try importSpreadsheets() }
  }

  /// Whether one of the files is a job shop.
  private var isJobShop: Bool {
    format == .fjs || (format == nil && files.contains { $0.lowercased().hasSuffix(".fjs") })
  }

  private func validateJobShop() throws {
    guard files.count == 1 else { throw ValidationError("A job shop is a single file: give one .fjs file.") }
    if site != nil || !catalogues.isEmpty || from != nil || days != nil || now != nil || encoding != nil {
      throw ValidationError(
        "--site, --jobs, --from, --days, --now and --encoding apply only to spreadsheets.")
    }
    if strict { throw ValidationError("--strict applies only to past days.") }
    if partial { throw ValidationError("--partial applies only to spreadsheets.") }
    guard let output else { throw ValidationError("Give the folder or the demand file with --out.") }
    if output == "-", siteOutput == nil {
      throw ValidationError("Two files cannot both go to standard output; give a file with --site-out.")
    }
    try OutputRules(
      inputs: files, outputs: [.optional("--out", output), .optional("--site-out", siteOutput)]
    ).check()
    if force, siteOutput != nil {
      throw ValidationError("--force applies only to a folder; a file is always replaced.")
    }
  }

  private func validateSpreadsheets() throws {
    try OutputRules(
      inputs: files + catalogues + [site],
      outputs: [.result("--out", output)] + (faultsOutput.map { [.file("--faults", $0)] } ?? [])
    ).check()
    if faultsOutput != nil, !partial { throw ValidationError("--faults requires --partial.") }
    if siteOutput != nil { throw ValidationError("--site-out applies only to a job shop.") }
    if force, output == nil { throw ValidationError("--force replaces something; give it with --out.") }
    if let days, !(1...Diagnostic.InputLimit.horizonDays.value).contains(days) {
      throw ValidationError("--days is \(days); give 1 to \(Diagnostic.InputLimit.horizonDays.value).")
    }
    if let from, SpreadsheetImport.date(from) == nil {
      throw ValidationError("--from is '\(from)'; give a date like 2026-11-23.")
    }
    if let now, SpreadsheetImport.time(now) == nil {
      throw ValidationError("--now is '\(now)'; give a time like \"2026-11-23 08:15\".")
    }
  }
}

// Public, as it is a conformance of a public type to a public protocol.
extension TextEncoding: ExpressibleByArgument {}
