import BaylineFormats

/// Why a file that other programs call a workbook cannot be read.
enum WorkbookError: Error, Hashable {
  /// A part, named for messages, is cut off or contradicts itself.
  case damaged(part: String)
  /// The workbook needs a password.
  case protected
  /// The format is not read; its name.
  case unread(FileKind)
  /// The file holds something other than tables.
  case notASpreadsheet

  /// The problem of the file.
  var problem: Diagnostic.SpreadsheetProblem {
    switch self {
    case .damaged(let part): .damagedWorkbook(part: part)
    case .protected: .protectedWorkbook
    case .unread(let kind): .unreadFormat(kind.title)
    case .notASpreadsheet: .notASpreadsheet
    }
  }
}
