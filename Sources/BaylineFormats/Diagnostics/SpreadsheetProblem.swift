public import BaylineModel

/// What can be wrong with a spreadsheet. The case's name is its stable code (`docs/errors.md`).
///
/// Places are line and column, as `12:E`, or sheet and cell, as `Sheet1!E12`; the line is that of an editor, which counts
/// line breaks in quotes, too.
public enum SpreadsheetProblem: Hashable, Sendable {
  // MARK: The file

  /// Neither a text nor a workbook.
  case notASpreadsheet
  /// A part of a workbook that cannot be read.
  case damagedWorkbook(part: String)
  /// A byte that is not text in an encoding.
  case notInEncoding(byte: UInt8, encoding: String)
  /// A quoted cell that never ends.
  case quoteNotClosed
  /// Something between a closing quote and the next cell.
  case textAfterQuote(String)
  /// A control character in a cell.
  case forbiddenCharacter(Unicode.Scalar)

  // MARK: Tables and headings

  /// Headings of none of our tables.
  case unknownTable
  /// No file has a table that is needed.
  case missingTable(String)
  /// A heading that the table does not have.
  case unknownHeading(String, nearest: String?)
  /// A heading that can be meant in several ways.
  case ambiguousHeading(String, choices: [String])
  /// A heading of a column that stood before.
  case duplicateHeading(String)
  /// A column that the table cannot do without.
  case missingHeading(String)
  /// A filled cell in a column without a heading.
  case cellWithoutHeading

  // MARK: Cells

  /// An empty cell that has to be filled.
  case missingCell
  /// No time as people and spreadsheets write it.
  case notACellTime(String)
  /// No date as people and spreadsheets write it.
  case notACellDate(String)
  /// A date whose day and month can be exchanged.
  case ambiguousDate(String)
  /// A date with another day of the week beside it.
  case weekdayMismatch(CivilDate, written: Weekday)
  /// A date without a year, and nothing says which.
  case yearMissing(String)
  /// A time of day without a day, and nothing says which.
  case dayMissing(String)
  /// A day without a time of day.
  case timeOfDayMissing(String)
  /// No windows of time.
  case notAWindow(String)
  /// A window that begins before noon or after it.
  case ambiguousWindow(String)
  /// Neither yes nor no.
  case notAFlag(String)
  /// No whole number.
  case notACellNumber(String)
  /// No number, with or without decimals.
  case notACellDecimal(String)
  /// No percentage.
  case notACellPercent(String)
  /// A percentage that a spreadsheet may have written as a fraction, or without its sign.
  case ambiguousPercent(String)
  /// A long number that the spreadsheet has rounded (`1.38E+10`).
  case roundedNumber(String)
  /// An error of the spreadsheet's own, such as `#REF!`.
  case errorValue(String)
  /// A formula whose result is not in the file.
  case formulaWithoutValue
  /// A list with an empty element or an open quote.
  case notACellList(String)

  // MARK: Between cells

  /// A name that several have.
  case ambiguousName(String, ids: [String])
  /// A name of no standard job.
  case unknownJob(String, nearest: String?)
  /// An id that is in no row of a table.
  case unknownRow(String, table: String, nearest: String?)
  /// A visit without standard jobs and operations.
  case noWork
  /// A row of visits without kind, standard jobs and operations; of sums, perhaps.
  case noKindAndNoWork
  /// Nothing says which days are planned.
  case horizonUnknown
  /// The wished days lie far apart, and nothing says which are planned.
  case horizonTooWide(from: String, to: String)
  /// A row that changes something that is not known.
  case unknownChange(String, nearest: String?)
  /// A filled cell that the change of its row has no use for.
  case surplusCell(String)
  /// No trade with a level.
  case notASkill(String)
  /// A second row where the table has one.
  case secondRow
}

extension SpreadsheetProblem {
  /// The stable code, as docs/errors.md lists it.
  public var code: String {
    switch self {
    case .notASpreadsheet: "notASpreadsheet"
    case .damagedWorkbook: "damagedWorkbook"
    case .notInEncoding: "notInEncoding"
    case .quoteNotClosed: "quoteNotClosed"
    case .textAfterQuote: "textAfterQuote"
    case .forbiddenCharacter: "forbiddenCharacter"
    case .unknownTable: "unknownTable"
    case .missingTable: "missingTable"
    case .unknownHeading: "unknownHeading"
    case .ambiguousHeading: "ambiguousHeading"
    case .duplicateHeading: "duplicateHeading"
    case .missingHeading: "missingHeading"
    case .cellWithoutHeading: "cellWithoutHeading"
    case .missingCell: "missingCell"
    case .notACellTime: "notACellTime"
    case .notACellDate: "notACellDate"
    case .ambiguousDate: "ambiguousDate"
    case .weekdayMismatch: "weekdayMismatch"
    case .yearMissing: "yearMissing"
    case .dayMissing: "dayMissing"
    case .timeOfDayMissing: "timeOfDayMissing"
    case .notAWindow: "notAWindow"
    case .ambiguousWindow: "ambiguousWindow"
    case .notAFlag: "notAFlag"
    case .notACellNumber: "notACellNumber"
    case .notACellDecimal: "notACellDecimal"
    case .notACellPercent: "notACellPercent"
    case .ambiguousPercent: "ambiguousPercent"
    case .roundedNumber: "roundedNumber"
    case .errorValue: "errorValue"
    case .formulaWithoutValue: "formulaWithoutValue"
    case .notACellList: "notACellList"
    case .ambiguousName: "ambiguousName"
    case .unknownJob: "unknownJob"
    case .unknownRow: "unknownRow"
    case .noWork: "noWork"
    case .noKindAndNoWork: "noKindAndNoWork"
    case .horizonUnknown: "horizonUnknown"
    case .horizonTooWide: "horizonTooWide"
    case .unknownChange: "unknownChange"
    case .surplusCell: "surplusCell"
    case .notASkill: "notASkill"
    case .secondRow: "secondRow"
    }
  }
}
