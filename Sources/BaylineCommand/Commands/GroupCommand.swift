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
    var reader = GroupAnswerReader(words)
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
