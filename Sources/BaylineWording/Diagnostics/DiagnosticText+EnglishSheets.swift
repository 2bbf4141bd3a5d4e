import BaylineFormats
import BaylineModel

extension DiagnosticText {
  /// Each problem of spreadsheets in English.
  func english(_ problem: SpreadsheetProblem) -> Sentence {
    switch problem {
    case .notASpreadsheet:
      ("this is neither a text nor a workbook", "save it as .xlsx or as CSV (an old .xls, too)")
    case .damagedWorkbook(let part):
      ("the workbook is damaged (\(Self.shown(part)))", "open it in Excel or WPS and save it again as .xlsx")
    case .notInEncoding(let byte, let encoding):
      (
        "byte \(Self.hex(byte)) is not \(encoding)",
        "save the file as CSV UTF-8, or name its encoding with --encoding"
      )
    case .quoteNotClosed:
      (
        "the cell begins with a quote that is never closed",
        "close it, or double the quotes that belong to the text"
      )
    case .textAfterQuote(let text):
      (
        "\(quoted(text)) follows the closing quote of the cell",
        "remove it, or double the quotes that belong to the text"
      )
    case .forbiddenCharacter(let scalar):
      (
        "the cell has the control character \(Self.code(scalar))",
        "remove it; the file may be damaged, or of another kind"
      )
    case .unknownTable:
      (
        "these headings belong to no table of Bayline",
        "use the headings of docs/spreadsheets.md, start from the template, or hide the sheet if it holds notes"
      )
    case .missingTable(let name):
      ("no file has the table \(quoted(name))", "give its file too, or check its headings")
    case .unknownHeading(let text, let nearest):
      (
        "heading \(quoted(text)) is unknown in this table",
        guess(nearest) ?? "rename or remove the column, or begin its name with x- if it is a note of your own"
      )
    case .ambiguousHeading(let text, let choices):
      (
        "heading \(quoted(text)) can mean several things",
        "rename it to one of \(choices.joined(separator: ", "))"
      )
    case .duplicateHeading(let text):
      ("an earlier column has the heading \(quoted(text)), or one of the same meaning", "keep one of them")
    case .missingHeading(let name): ("the column \(quoted(name)) is missing", "add it")
    case .cellWithoutHeading:
      (
        "the cell stands in a column without a heading",
        "name the column, or empty the cell; quote text that has commas or line breaks"
      )
    case .missingCell: ("the cell is empty", "fill it in")
    case .notACellTime(let text):
      ("\(quoted(text)) is no time", "write it like 2026/11/23 8:15 or 11月23日 上午8:15, to the minute")
    case .notACellDate(let text): ("\(quoted(text)) is no date", "write it like 2026/11/23")
    case .ambiguousDate(let text):
      ("\(quoted(text)) can be read as two dates", "write it like 2026/11/23, with the year first")
    case .weekdayMismatch(let date, let written):
      ("\(date) is a \(Self.english(date.weekday)), not a \(Self.english(written))", "check the date")
    case .yearMissing(let text): ("\(quoted(text)) has no year", "add it, or give the first day with --from")
    case .dayMissing(let text): ("\(quoted(text)) has no day", "add it, or plan a single day with --from")
    case .timeOfDayMissing(let text): ("\(quoted(text)) has no time of day", "add it, like 8:15")
    case .notAWindow(let text):
      (
        "\(quoted(text)) is no window of time",
        "write it like 11/23 8:00-10:00, 11/24 下午 or 8:00-12:00, several with ; between them"
      )
    case .ambiguousWindow(let text):
      ("\(quoted(text)) can be read as two windows", "write it with 24 hours, like 14:00-16:00")
    case .notAFlag(let text):
      ("\(quoted(text)) is neither yes nor no", "write 是 or 否, yes or no, or leave it empty for no")
    case .notACellNumber(let text):
      ("\(quoted(text)) is not a whole number", "write digits alone, without unit")
    case .notACellDecimal(let text):
      ("\(quoted(text)) is no number", "write digits alone, like 12.5, without unit")
    case .notACellPercent(let text): ("\(quoted(text)) is no percentage", "write it like 110%, +10% or 12.5%")
    case .ambiguousPercent(let text):
      (
        "\(quoted(text)) can be read in two ways",
        "write it with its sign, like 110% or 15%, and format the column as text"
      )
    case .roundedNumber(let text):
      (
        "\(quoted(text)) was rounded by the spreadsheet",
        "format the column as text and type the number again"
      )
    case .errorValue(let text):
      (
        "the spreadsheet could not work out this cell (\(Self.shown(text)))",
        "correct its formula, or type the value"
      )
    case .formulaWithoutValue:
      (
        "the cell is a formula without its result",
        "open the workbook in Excel or WPS and save it, or type the value"
      )
    case .notACellList(let text):
      (
        "\(quoted(text)) is no list",
        "put ; between the elements, and quotes around one that has such signs itself"
      )
    case .ambiguousName(let text, let ids):
      ("several are called \(quoted(text))", "write the id: \(ids.joined(separator: ", "))")
    case .unknownJob(let text, let nearest):
      (
        "there is no standard job \(quoted(text))",
        guess(nearest) ?? "check the name, add it to the catalogue (--jobs), or give the visit's operations"
      )
    case .unknownRow(let text, let table, let nearest):
      (
        "\(quoted(text)) is in no row of the table \(quoted(table))",
        guess(nearest) ?? "correct it, or add the row"
      )
    case .noWork: ("the visit has nothing to be done", "name standard jobs, or give rows of operations")
    case .noKindAndNoWork:
      ("the visit has no kind and no job", "fill them in, or remove a row that is no visit, such as sums")
    case .horizonUnknown: ("nothing says which days are planned", "give the first day with --from")
    case .horizonTooWide(let from, let to):
      ("the wished days reach from \(from) to \(to)", "correct the date, or give --from and --days")
    case .unknownChange(let text, let nearest):
      (
        "there is no change \(quoted(text))",
        guess(nearest) ?? "use the names of docs/scenarios.md, or write the scenario as JSON"
      )
    case .surplusCell(let change):
      ("\(quoted(change)) has no use for this cell", "empty it, or move it to its column")
    case .notASkill(let text):
      ("\(quoted(text)) is no trade with a level", "write it like mechanical 2 or 机修 2")
    case .secondRow: ("the table has one row only", "remove this one")
    }
  }

  static func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0x0" : "0x") + String(byte, radix: 16, uppercase: true)
  }

  static func code(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func english(_ weekday: Weekday) -> String {
    switch weekday {
    case .monday: "Monday"
    case .tuesday: "Tuesday"
    case .wednesday: "Wednesday"
    case .thursday: "Thursday"
    case .friday: "Friday"
    case .saturday: "Saturday"
    case .sunday: "Sunday"
    }
  }

  private func quoted(_ text: String) -> String { "\"\(Self.shown(text))\"" }

  private func guess(_ name: String?) -> String? { name.map { "did you mean \(quoted($0))?" } }
}
