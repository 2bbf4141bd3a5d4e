import ArgumentParser
import Bayline
package import BaylineSpreadsheets
import BaylineWording

/// `bayline export`: a demand as spreadsheets, or a site as a workbook.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a demand or a site as spreadsheets, or templates to fill in.",
    discussion: """
      Writes visits, operations, alternatives, parts, deliveries and the horizon as CSV files with these names, or as the \
      sheets of one workbook, demand.xlsx. bayline import turns them back into the same demand. CSV opens correctly in \
      Excel and WPS (byte order mark, CR LF; UTF-16 with tabs), and no cell is interpreted as a formula.

      --site without --demand writes the site as a workbook: people, shifts, leave, holidays, bays, equipment and rules, \
      with drop-down lists and notes. --out is the file, or a folder for site.xlsx. bayline import turns it back into the \
      same site.

      --template writes only headings, a table of standard jobs, and the headings for past days (history.xlsx, or \
      orders.csv and clock.csv); as .xlsx also a site to start from (site.xlsx). In workbooks, --site gives the drop-down \
      lists its people, bays and kinds, and --jobs those of standard jobs.

      Existing files that differ are not replaced without --force.

      EXAMPLES
        bayline export --demand demand.json --site site.json --out sheets
        bayline export --demand demand.json --format xlsx --lang en --out sheets
        bayline export --demand demand.json --encoding gb18030 --out sheets
        bayline export --site site.json --out site.xlsx
        bayline export --template --format xlsx --site site.json --jobs jobs.csv --out .
      """)

  @Option(help: ArgumentHelp("The demand file; - is standard input.", valueName: "file"))
  var demand: String?

  @Option(
    help: ArgumentHelp(
      "The site file: to export, to check a demand's references against, or for a template's lists.",
      valueName: "file"))
  var site: String?

  @Option(
    name: .customLong("jobs"),
    help: ArgumentHelp("With --template: a catalogue of standard jobs (CSV or .xlsx).", valueName: "file"))
  var catalogues: [String] = []

  @Flag(help: "Write templates to fill in instead of a demand.")
  var template = false

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp("The folder to write into, or the workbook of a site.", valueName: "path"))
  var folder: String

  @Option(help: "The format to write (default: csv; a site is always a workbook).")
  var format: SpreadsheetExport.Format?

  @Option(help: "The encoding of CSV (default: utf-8).")
  var encoding: TextEncoding?

  @Flag(help: "Replace existing files.")
  var force = false

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if demand != nil, template { throw ValidationError("Give either --demand or --template.") }
    if demand == nil, !template, site == nil {
      throw ValidationError("Give what to write: --demand, --site or --template.")
    }
    if isSite, format == .csv { throw ValidationError("A site is written as a workbook; omit --format csv.") }
    if !catalogues.isEmpty, !template { throw ValidationError("--jobs requires --template.") }
    if encoding != nil, isSite || format == .xlsx { throw ValidationError("--encoding applies only to CSV.") }
    try OutputRules(inputs: [demand, site] + catalogues).check()
    if folder.isEmpty { throw ValidationError("The folder to write into is empty; give its name.") }
  }

  /// Whether the site itself is exported.
  var isSite: Bool { demand == nil && !template }

  func run() throws {
    if isSite { return try exportSite() }
    var export = SpreadsheetExport()
    export.format = format ?? .csv
    export.encoding = encoding ?? .utf8
    var omitted: [String] = []
    let words: Glossary
    let files: [SpreadsheetExport.File]
    if let demand {
      let reading = try read(demand)
      words = reading.words
      export.language = words.language
      export.site = reading.site
      do throws(Diagnostics) {
        files = try export.files(reading.demand, file: demand)
      } catch {
        throw Refusal.badFile(error.elements.map(DiagnosticText(words.language).line))
      }
      omitted = reading.extensions
    } else {
      (files, words) = try templates(&export)
    }
    let named = files.map { (path: $0.path, bytes: $0.bytes) }
    try OutputFolder(path: folder).write(named, force: force, words)
    guard !messages.quiet else { return }
    reportOmitted(omitted, words)
    let list = words.list(files.map(\.path))
    Console.report(words("\(folder)：已写入 \(list)", "\(folder): wrote \(list)"))
  }

  /// Reports extension members, which spreadsheets cannot hold.
  func reportOmitted(_ names: [String], _ words: Glossary) {
    guard !names.isEmpty else { return }
    Console.report(
      words(
        "表格不含备注项：\(words.list(names))",
        "extension members are not in the spreadsheets: \(words.list(names))"))
  }

  /// A demand as read, with what its spreadsheets need.
  private struct Reading {
    let demand: Demand
    let site: Site?
    let words: Glossary
    /// The names of extension members, which spreadsheets cannot hold.
    let extensions: [String]
  }

  private func templates(
    _ export: inout SpreadsheetExport
  ) throws(Refusal) -> ([SpreadsheetExport.File], Glossary) {
    var inputs = InputReader(site: site, language: messages.lang)
    let catalogues = inputs.spreadsheets(catalogues).files
    try inputs.check()
    export.language = inputs.words.language
    export.site = inputs.site?.site
    do throws(Diagnostics) {
      if !catalogues.isEmpty {
        export.catalogue = try ExportedCatalogue(
          catalogues, encoding: encoding, site: inputs.site?.site, siteNames: inputs.site?.names)
      }
      var files = export.template() + export.historyTemplate()
      if export.format == .xlsx, site == nil {
        let language = export.language
        let bytes = try SiteWorkbook.bytes(
          SiteWorkbook.template(language), language: language, file: Self.siteName)
        files.append(SpreadsheetExport.File(path: Self.siteName, bytes: bytes))
      }
      return (files, inputs.words)
    } catch {
      throw .badFile(error.elements.map(DiagnosticText(inputs.words.language).line))
    }
  }

  private func read(_ path: String) throws(Refusal) -> Reading {
    var inputs = InputReader(site: site, language: messages.lang)
    let ids = inputs.site?.names
    var text: [UInt8] = []
    let decoded = inputs.decode(path) { bytes -> DemandFormat.Decoded in
      text = bytes
      return DemandFormat.decode(bytes, file: path, site: ids)
    }
    let demand = try inputs.valid(decoded?.demand)
    return Reading(
      demand: demand, site: inputs.site?.site, words: inputs.words,
      extensions: JSONParser.parse(text).value.map(Self.extensions) ?? [])
  }

  /// The names of members that begin with `x-`, each once.
  static func extensions(_ value: JSONValue) -> [String] {
    var names: [String] = []
    func visit(_ value: JSONValue) {
      switch value {
      case .object(let members):
        for member in members {
          if member.name.hasPrefix("x-") {
            if !names.contains(member.name) { names.append(member.name) }
          } else {
            visit(member.value)
          }
        }
      case .array(let items): items.forEach(visit)
      default: break
      }
    }
    visit(value)
    return names
  }
}

// Public, as it is a conformance of a public type to a public protocol.
extension SpreadsheetExport.Format: ExpressibleByArgument {}
