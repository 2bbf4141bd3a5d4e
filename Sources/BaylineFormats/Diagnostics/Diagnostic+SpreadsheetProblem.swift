public import BaylineModel

extension Diagnostic {
  /// What can be wrong in a spreadsheet; `docs/errors.md` lists the codes with messages and causes.
  ///
  /// Places are line and column, like `12:E`, or sheet and cell, like `Sheet1!E12`. Lines are counted as editors do,
  /// including line breaks in quotes.
  public enum SpreadsheetProblem: Hashable, Sendable {
    // MARK: The file

    /// Neither a text nor a workbook.
    case notASpreadsheet
    /// A format that spreadsheet programs can read, but Bayline cannot; its name.
    case unreadFormat(String)
    /// A workbook that needs a password.
    case protectedWorkbook
    /// A part of a workbook that cannot be read.
    case damagedWorkbook(part: String)
    /// A byte that is not valid in the encoding.
    case notInEncoding(byte: UInt8, encoding: String)
    /// A quoted cell without a closing quote.
    case quoteNotClosed
    /// Text between a closing quote and the next cell.
    case textAfterQuote(String)
    /// A control character in a cell.
    case forbiddenCharacter(Unicode.Scalar)

    // MARK: Tables and headings

    /// Headings that match none of the tables.
    case unknownTable
    /// A required table is in none of the files.
    case missingTable(String)
    /// A heading that the table does not have.
    case unknownHeading(String, nearest: String?)
    /// A heading that an earlier column has, or a synonym of it.
    case duplicateHeading(String)
    /// A required column is missing.
    case missingHeading(String)
    /// A filled cell in a column without a heading.
    case cellWithoutHeading

    // MARK: Cells

    /// An empty cell where a value is required.
    case missingCell
    /// Not a time in any of the accepted forms.
    case notACellTime(String)
    /// Not a date in any of the accepted forms.
    case notACellDate(String)
    /// A date whose day and month could be swapped.
    case ambiguousDate(String)
    /// A date with the wrong day of the week.
    case weekdayMismatch(CivilDate, written: Weekday)
    /// A date without a year that cannot be inferred.
    case yearMissing(String)
    /// A time of day without a date that could be inferred.
    case dayMissing(String)
    /// A date without a time of day.
    case timeOfDayMissing(String)
    /// Not a list of time windows.
    case notAWindow(String)
    /// A time window that could start before or after noon.
    case ambiguousWindow(String)
    /// Neither yes nor no.
    case notAFlag(String)
    /// Not an integer.
    case notACellNumber(String)
    /// Not a number.
    case notACellDecimal(String)
    /// Not a number of minutes or hours.
    case notACellDuration(String)
    /// More hours than an operation takes, perhaps minutes.
    case tooManyHours(String)
    /// Not a percentage.
    case notACellPercent(String)
    /// A percentage that a spreadsheet may have stored as a fraction, or without its sign.
    case ambiguousPercent(String)
    /// A long number that the spreadsheet program has rounded (`1.38E+10`).
    case roundedNumber(String)
    /// An error value of the spreadsheet program, such as `#REF!`.
    case errorValue(String)
    /// A formula whose result is not in the file.
    case formulaWithoutValue
    /// A list with an empty element or an unclosed quote.
    case notACellList(String)

    // MARK: Between cells

    /// A name that several people or bays share.
    case ambiguousName(String, ids: [String])
    /// A name that is not a standard job.
    case unknownJob(String, nearest: String?)
    /// A reference to a row that the table does not have.
    case unknownRow(String, table: String, nearest: String?)
    /// A visit without standard jobs or operations.
    case noWork
    /// A row of visits without kind, standard jobs and operations, perhaps of totals.
    case noKindAndNoWork
    /// A row of visits that says neither who comes nor when, and does not continue another.
    case nobody
    /// The days to plan are not given.
    case horizonUnknown
    /// The requested dates are far apart, and the days to plan are not given.
    case horizonTooWide(from: String, to: String)
    /// A row whose change does not exist.
    case unknownChange(String, nearest: String?)
    /// A filled cell that the change of its row does not use.
    case surplusCell(String)
    /// Not a trade with a level.
    case notASkill(String)
    /// A row that cannot be used because of a fault in another one, at the place.
    case dependsOnFault(String, place: String)
    /// A second row in a table that takes only one.
    case secondRow
  }
}

extension Diagnostic.SpreadsheetProblem {
  /// The stable code, the same in every language.
  public var code: String {
    switch self {
    case .notASpreadsheet: "notASpreadsheet"
    case .unreadFormat: "unreadFormat"
    case .protectedWorkbook: "protectedWorkbook"
    case .damagedWorkbook: "damagedWorkbook"
    case .notInEncoding: "notInEncoding"
    case .quoteNotClosed: "quoteNotClosed"
    case .textAfterQuote: "textAfterQuote"
    case .forbiddenCharacter: "forbiddenCharacter"
    case .unknownTable: "unknownTable"
    case .missingTable: "missingTable"
    case .unknownHeading: "unknownHeading"
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
    case .notACellDuration: "notACellDuration"
    case .tooManyHours: "tooManyHours"
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
    case .nobody: "nobody"
    case .horizonUnknown: "horizonUnknown"
    case .horizonTooWide: "horizonTooWide"
    case .unknownChange: "unknownChange"
    case .surplusCell: "surplusCell"
    case .notASkill: "notASkill"
    case .dependsOnFault: "dependsOnFault"
    case .secondRow: "secondRow"
    }
  }
}
