public import ArgumentParser
import Bayline
public import BaylineSpreadsheets
import BaylineWording

/// `bayline export`: a demand as spreadsheets.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a demand as spreadsheets, or templates to fill in.",
    discussion: """
      Writes visits, operations, alternatives, parts, deliveries and the horizon as CSV files with these names, or as the \
      sheets of one workbook, demand.xlsx. bayline import turns them back into the same demand. CSV opens correctly in \
      Excel and WPS (byte order mark, CR LF; UTF-16 with tabs), and no cell is interpreted as a formula.

      --template writes only headings, a table of standard jobs, and the headings for past days (history.xlsx, or \
      orders.csv and clock.csv).

      Existing files that differ are not replaced without --force.

      EXAMPLES
        bayline export --demand demand.json --site site.json --out sheets
        bayline export --demand demand.json --format xlsx --lang en --out sheets
        bayline export --demand demand.json --encoding gb18030 --out sheets
        bayline export --template --format xlsx --out .
      """)

  @Option(help: ArgumentHelp("The demand file; - is standard input.", valueName: "file"))
  var demand: String?

  @Option(help: ArgumentHelp("The site file, to check references against.", valueName: "file"))
  var site: String?

  @Flag(help: "Write templates to fill in instead of a demand.")
  var template = false

  @Option(name: .customLong("out"), help: ArgumentHelp("The folder to write into.", valueName: "dir"))
  var folder: String

  @Option(help: "The format to write.")
  var format = SpreadsheetExport.Format.csv

  @Option(help: "The encoding of CSV (default: utf-8).")
  var encoding: TextEncoding?

  @Flag(help: "Replace existing files.")
  var force = false

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if (demand == nil) != template { throw ValidationError("Give either --demand or --template.") }
    if template, site != nil { throw ValidationError("--site requires --demand.") }
    if encoding != nil, format == .xlsx { throw ValidationError("--encoding applies only to CSV.") }
    try OutputRules(inputs: [demand, site]).check()
    if folder.isEmpty { throw ValidationError("The folder to write into is empty; give its name.") }
  }

  func run() throws {
    var export = SpreadsheetExport()
    export.format = format
    export.encoding = encoding ?? .utf8
    var omitted: [String] = []
    let words: Glossary
    let files: [SpreadsheetExport.File]
    if let demand {
      let reading = try read(demand)
      words = reading.words
      export.language = words.language
      do throws(Diagnostics) {
        files = try export.files(reading.demand, file: demand)
      } catch {
        throw Refusal.badFile(error.elements.map(DiagnosticText(words.language).line))
      }
      omitted = reading.extensions
    } else {
      words = Glossary(messages.lang ?? .ofUser)
      export.language = words.language
      files = export.template() + export.historyTemplate()
    }
    let named = files.map { (path: $0.path, bytes: $0.bytes) }
    try OutputFolder(path: folder).write(named, force: force, words)
    guard !messages.quiet else { return }
    if !omitted.isEmpty {
      Console.report(
        words(
          "表格不含备注项：\(words.list(omitted))",
          "extension members are not in the spreadsheets: \(words.list(omitted))"))
    }
    let list = words.list(files.map(\.path))
    Console.report(words("\(folder)：已写入 \(list)", "\(folder): wrote \(list)"))
  }

  /// The demand, and the names of its extension members, which spreadsheets cannot hold.
  private func read(
    _ path: String
  ) throws(Refusal) -> (demand: Demand, words: Glossary, extensions: [String]) {
    var inputs = InputReader(site: site, language: messages.lang)
    let ids = inputs.site?.names
    var text: [UInt8] = []
    let decoded = inputs.decode(path) { bytes -> DecodedDemand in
      text = bytes
      return DemandFormat.decode(bytes, file: path, site: ids)
    }
    let demand = try inputs.valid(decoded?.demand)
    return (demand, inputs.words, JSONParser.parse(text).value.map(Self.extensions) ?? [])
  }

  /// The names of members that begin with `x-`, each once.
  private static func extensions(_ value: JSONValue) -> [String] {
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
