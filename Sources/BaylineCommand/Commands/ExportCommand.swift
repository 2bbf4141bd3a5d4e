public import ArgumentParser
import Bayline
public import BaylineSpreadsheets
import BaylineWording

/// `bayline export`: a demand becomes spreadsheets.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a demand as spreadsheets, or empty ones to fill in.",
    discussion: """
      Writes visits, operations, alternatives, parts, deliveries and the horizon: as CSV files of these names, or as the \
      sheets of one workbook, demand.xlsx. bayline import makes the same demand of them again. CSV opens right in Excel and \
      WPS (byte order mark, CR LF; UTF-16 with tabs), and no cell is taken for a formula.

      --template writes headings alone, with a table of standard jobs; and those of past days (history.xlsx, or orders.csv and \
      clock.csv).

      Files that are there already and differ are not replaced without --force.

      EXAMPLES
        bayline export --demand demand.json --site site.json --out sheets
        bayline export --demand demand.json --format xlsx --lang en --out sheets
        bayline export --demand demand.json --encoding gb18030 --out sheets
        bayline export --template --format xlsx --out .
      """)

  @Option(help: ArgumentHelp("The visits asked for; - is standard input.", valueName: "file"))
  var demand: String?

  @Option(help: ArgumentHelp("The workshop, to check references against.", valueName: "file"))
  var site: String?

  @Flag(help: "Write headings to fill in, and no demand.")
  var template = false

  @Option(name: .customLong("out"), help: ArgumentHelp("The folder to write into.", valueName: "dir"))
  var folder: String

  @Option(help: "What to write.")
  var format = SpreadsheetExport.Format.csv

  @Option(help: "The encoding of CSV (default: utf-8).")
  var encoding: TextEncoding?

  @Flag(help: "Replace files that are there already.")
  var force = false

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if (demand == nil) != template { throw ValidationError("Give --demand or --template, one of them.") }
    if template, site != nil { throw ValidationError("--site goes with --demand alone.") }
    if encoding != nil, format == .xlsx { throw ValidationError("--encoding goes with CSV alone.") }
    try checkStandardInput([demand, site].compactMap { $0 })
    if folder.isEmpty { throw ValidationError("The folder to write into is empty.") }
  }

  func run() throws {
    var export = SpreadsheetExport()
    export.format = format
    export.encoding = encoding ?? .utf8
    var lost: [String] = []
    let words: Glossary
    let files: [SpreadsheetExport.File]
    if let demand {
      let reading = try read(demand)
      words = reading.words
      export.language = words.language
      do throws(Diagnostics) {
        files = try export.files(reading.demand, file: demand)
      } catch {
        throw Refusal(error.elements.map(DiagnosticText(words.language).line), ExitStatus.badFile)
      }
      lost = reading.notes
    } else {
      words = Glossary(messages.lang ?? .ofUser)
      export.language = words.language
      files = export.template() + export.historyTemplate()
    }
    let output = OutputFolder(path: folder)
    let named = files.map { (path: $0.path, bytes: $0.bytes) }
    if !force { try output.checkOverwrites(named, words) }
    try output.write(named, words)
    guard !messages.quiet else { return }
    if !lost.isEmpty {
      Console.report(
        words(
          "表格不含备注项：\(words.list(lost))", "the spreadsheets do not have the notes \(words.list(lost))"))
    }
    let list = words.list(files.map(\.path))
    Console.report(words("\(folder)：已写入 \(list)", "\(folder): written \(list)"))
  }

  /// The demand, and the names of its notes, which spreadsheets do not have.
  private func read(_ path: String) throws(Refusal) -> (demand: Demand, words: Glossary, notes: [String]) {
    var diagnostics: [Diagnostic] = []
    let siteReading = InputBytes.site(site, Glossary(messages.lang ?? .ofUser), &diagnostics)
    let words = Glossary(messages.lang ?? siteReading?.site?.locale ?? .ofUser)
    let bytes = InputBytes.read(path, words, &diagnostics)
    let reading = bytes.map { DemandFormat.decode($0, file: path, site: siteReading?.names) }
    diagnostics += reading?.diagnostics ?? []
    guard diagnostics.isEmpty, let bytes, let demand = reading?.demand else {
      throw Refusal(diagnostics.map(DiagnosticText(words.language).line), ExitStatus.badFile)
    }
    return (demand, words, JSONParser.parse(bytes).value.map(Self.notes) ?? [])
  }

  /// The names of members that begin with `x-`, each once.
  private static func notes(_ value: JSONValue) -> [String] {
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

// Public, as conformances of public types to public protocols are.
extension SpreadsheetExport.Format: ExpressibleByArgument {}
