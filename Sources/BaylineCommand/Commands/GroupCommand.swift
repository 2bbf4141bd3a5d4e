import ArgumentParser
import Bayline
import BaylineWording

/// `bayline group`: tables over the answers of many workshops.
struct GroupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "group",
    abstract: "Make a table from the answers of a batch.",
    discussion: """
      Reads the lines that bayline batch has written, from files or standard input, and writes one row for each line of \
      the table: JSON objects with the same members in each, or CSV. Intervals over workshops draw workshops with all their \
      days (clustered bootstrap); fewer than eight workshops have none. docs/batch.md lists the columns.

      TABLES
        schedules    each planned workshop: cost, bound, visits
        totals       visits, cost and bound over all workshops
        diagnostics  each diagnostic
        offers       offers of several workshops, ranked
        transfers    what a technician who moves changes
        needs        what one more of each resource is worth in each workshop, ranked
        trades       the same by trade over all workshops
        figures      figures of simulated days over all workshops
        backtest     plans of past days against the record over all workshops

      EXAMPLES
        bayline group schedules plans.jsonl > schedules.jsonl
        bayline group needs --csv needs-*.jsonl --out needs.csv
      """)

  @Argument(help: ArgumentHelp("The table.", valueName: "table"))
  var table: GroupTable

  @Argument(help: ArgumentHelp("Answers of bayline batch (default: standard input).", valueName: "answers"))
  var answers: [String] = []

  @Flag(help: "Write CSV.")
  var csv = false

  @Option(parsing: .unconditional, help: "Random seed of the intervals.")
  var seed = 1

  @Option(help: ArgumentHelp("The file for the table (default: standard output).", valueName: "file"))
  var out: String?

  @OptionGroup var messages: MessageOptions

  func validate() throws {
    if seed < 0 { throw ValidationError("--seed is \(seed); give 0 or more.") }
    try OutputRules(inputs: answers, outputs: [.result("--out", out)]).check()
  }

  func run() throws {
    let words = Glossary(messages.lang ?? .ofUser)
    var reader = AnswerReader(words)
    var rows = GroupRows(table, seed: seed)
    for path in answers.isEmpty ? ["-"] : answers { reader.read(path) { rows.add($0, result: $1) } }
    if !reader.diagnostics.isEmpty { throw Refusal.badFile(reader.diagnostics) }
    try OutputFile.write(
      csv ? Self.csv(rows.all) : Self.lines(rows.all), isJSON: true, to: out, beside: [], words)
  }

  private static func lines(_ rows: [GroupRows.Row]) -> String {
    rows.map { JSONWriter.line(.object($0)) + "\n" }.joined()
  }

  private static func csv(_ rows: [GroupRows.Row]) -> String {
    var writer = CSVWriter()
    if let first = rows.first { writer.add(first.map(\.name)) }
    for row in rows {
      writer.add(
        row.map { member in
          switch member.value {
          case .null: ""
          case .string(let text): text
          default: JSONWriter.line(member.value)
          }
        })
    }
    return writer.text
  }
}

extension GroupTable: ExpressibleByArgument {}

/// Reads the answers of batches, one at a time.
private struct AnswerReader {
  private let words: Glossary
  /// All faults so far, a line each.
  private(set) var diagnostics: [String] = []

  init(_ words: Glossary) {
    self.words = words
  }

  /// Reads a file, or standard input for `-`.
  ///
  /// - Parameter body: Gets each answer, and its result if there is one.
  mutating func read(_ path: String, _ body: (JSONValue, JSONValue?) -> Void) {
    var buffer = LineBuffer(limit: Posix.maxInputBytes)
    do throws(SystemError) {
      try Posix.readParts(path) { part in
        buffer.add(part)
        while let line = buffer.next() { take(line, path, body) }
      }
    } catch {
      report(Diagnostic(file: path, place: "$", problem: .cannotRead(reason: error.words(words))))
    }
  }

  private mutating func take(
    _ line: LineSource.Line, _ path: String, _ body: (JSONValue, JSONValue?) -> Void
  ) {
    if line.isBlank { return }
    let place = { (column: Int) in "\(line.number):\(column)" }
    guard case .text(let bytes) = line.content else {
      let problem = Diagnostic.Problem.cannotRead(reason: SystemError.tooLarge.words(words))
      return report(Diagnostic(file: path, place: place(1), problem: problem))
    }
    let log = DiagnosticLog(file: path)
    let answer = log.root(of: bytes) { place($0.column) }?.value
    var result = answer?["result"]
    if case .string(let text) = answer?["text"], result == nil {
      result = log.root(of: Array(text.utf8)) { "\(line.number):$.text:\($0.description)" }?.value
    }
    log.diagnostics.forEach { report($0) }
    guard let answer, log.diagnostics.isEmpty else { return }
    guard let problem = Self.problem(of: answer) else { return body(answer, result) }
    report(Diagnostic(file: path, place: place(1), problem: problem))
  }

  /// Why a value is not an answer of a batch, if it is not.
  private static func problem(of value: JSONValue) -> Diagnostic.Problem? {
    guard case .object = value else { return .notAnObject(value.type) }
    if value["line"] == nil { return .missingMember("line") }
    let outcomes = ["result", "text", "diagnostics"]
    return outcomes.contains { value[$0] != nil } ? nil : .needsOneOf(outcomes)
  }

  private mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(DiagnosticText(words.language).line(diagnostic))
  }
}
