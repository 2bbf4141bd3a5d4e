/// Reads delimited values strictly (RFC 4180, also with semicolons or tabs as written by Excel) and keeps the place of
/// each cell.
///
/// A quote inside an unquoted cell is an ordinary character. Lines end with LF, CR LF or CR.
package struct CSVReader {
  /// A non-empty cell.
  package struct Cell: Hashable, Sendable {
    /// The text without its quotes.
    package var text: String
    /// The line on which it starts, as counted by an editor, from 1.
    package var line: Int
    /// The column, from 0.
    package var column: Int
  }

  /// A row with cells.
  package struct Row: Hashable, Sendable {
    /// The line on which it starts.
    package var line: Int
    package var cells: [Cell]
  }

  /// What is wrong with a cell.
  package struct Problem: Hashable, Sendable {
    package var line: Int
    package var column: Int
    package var problem: Diagnostic.SpreadsheetProblem
    package var text: String
  }

  /// The rows with cells, in order.
  package private(set) var rows: [Row] = []
  /// The problems, in order; reading stops at an unclosed quote.
  package private(set) var problems: [Problem] = []

  private let bytes: [UInt8]
  private let delimiter: UInt8
  private var index: Int
  private var line = 1

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8 without byte order mark.
  ///   - delimiter: A comma, a semicolon or a tab; a first line like `sep=;` (from Excel) overrides it.
  ///   - limit: The maximum number of rows to read.
  /// - Complexity: linear.
  package init(_ bytes: [UInt8], delimiter: UInt8, limit: Int = .max) {
    self.bytes = bytes
    let named = Self.namedDelimiter(bytes)
    self.delimiter = named?.delimiter ?? delimiter
    index = named?.length ?? 0
    while index < bytes.count, rows.count < limit, readRow() {}
  }

  /// The delimiter of a first line `sep=;`, and the length of that line without its line break.
  package static func namedDelimiter(_ bytes: [UInt8]) -> (delimiter: UInt8, length: Int)? {
    let line = bytes.prefix(8).prefix { $0 != lineFeed && $0 != carriageReturn }
    // Spreadsheet programs may save this line with quotes.
    let word = line.filter { $0 != quote }
    guard word.count == 5, word.prefix(4).map({ $0 | 0x20 }) == Array("sep=".utf8) else { return nil }
    return (word[4], line.count)
  }

  // MARK: - Rows and cells

  /// Reads a row and the end of its line; `false` if reading cannot continue.
  private mutating func readRow() -> Bool {
    var row = Row(line: line, cells: [])
    var column = 0
    defer { if !row.cells.isEmpty { rows.append(row) } }
    while true {
      let start = line
      let isQuoted = index < bytes.count && bytes[index] == Self.quote
      guard let text = isQuoted ? quotedText(column) : plainText() else { return false }
      if !text.isEmpty { row.cells.append(Cell(text: text, line: start, column: column)) }
      guard index < bytes.count else { return true }
      if bytes[index] == delimiter {
        index += 1
        column += 1
      } else {
        endLine()
        return true
      }
    }
  }

  private mutating func plainText() -> String {
    let start = index
    while index < bytes.count, bytes[index] != delimiter, !isLineEnd(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// The text of a quoted cell; `nil` if the quote is never closed.
  private mutating func quotedText(_ column: Int) -> String? {
    let (start, startLine) = (index, line)
    var text: [UInt8] = []
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == Self.quote {
        index += 1
        guard index < bytes.count, bytes[index] == Self.quote else {
          let rest = plainText()
          let whole = String(decoding: text, as: UTF8.self)
          if !rest.isEmpty {
            problems.append(
              Problem(line: startLine, column: column, problem: .textAfterQuote(rest), text: whole))
          }
          return whole
        }
        text.append(Self.quote)
        index += 1
      } else if isLineEnd(byte) {
        let from = index
        endLine()
        text += bytes[from..<index]
      } else {
        text.append(byte)
        index += 1
      }
    }
    let shown = String(decoding: bytes[start...].prefix(200), as: UTF8.self)
    problems.append(Problem(line: startLine, column: column, problem: .quoteNotClosed, text: shown))
    return nil
  }

  private mutating func endLine() {
    let isPair = bytes[index] == Self.carriageReturn && index + 1 < bytes.count
    index += isPair && bytes[index + 1] == Self.lineFeed ? 2 : 1
    line += 1
  }

  private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == Self.lineFeed || byte == Self.carriageReturn
  }

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
}
