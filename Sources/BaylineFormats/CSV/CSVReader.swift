/// Reads delimited values strictly (RFC 4180, and semicolons or tabs as Excel writes them), with the place of each cell.
///
/// A quote that does not begin its cell is a character like any other. Lines end with LF, CR LF or CR.
package struct CSVReader {
  /// A cell that is not empty.
  package struct Cell: Hashable, Sendable {
    /// The text without its quotes.
    package var text: String
    /// The line on which it begins, as an editor counts, from 1.
    package var line: Int
    /// The column, from 0.
    package var column: Int
  }

  /// A row that has cells.
  package struct Row: Hashable, Sendable {
    /// The line on which it begins.
    package var line: Int
    package var cells: [Cell]
  }

  /// What is wrong at a cell.
  package struct Fault: Hashable, Sendable {
    package var line: Int
    package var column: Int
    package var problem: SpreadsheetProblem
    package var text: String
  }

  /// The rows that have cells, in order.
  package private(set) var rows: [Row] = []
  /// What was wrong, in order; after a quote that is never closed nothing more is read.
  package private(set) var diagnostics: [Fault] = []

  private let bytes: [UInt8]
  private let delimiter: UInt8
  private var index: Int
  private var line = 1

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, without byte order mark.
  ///   - delimiter: A comma, a semicolon or a tab; a first line such as `sep=;` (Excel's own) overrules it.
  ///   - limit: The most rows to be read.
  /// - Complexity: linear.
  package init(_ bytes: [UInt8], delimiter: UInt8, limit: Int = .max) {
    self.bytes = bytes
    let named = Self.namedDelimiter(bytes)
    self.delimiter = named?.delimiter ?? delimiter
    index = named?.length ?? 0
    while index < bytes.count, rows.count < limit, readRow() {}
  }

  /// The delimiter of a first line `sep=;`, and the length of the words before its line break.
  package static func namedDelimiter(_ bytes: [UInt8]) -> (delimiter: UInt8, length: Int)? {
    let line = bytes.prefix(8).prefix { $0 != lineFeed && $0 != carriageReturn }
    // Rewritten by a spreadsheet, the line may be quoted.
    let word = line.filter { $0 != quote }
    guard word.count == 5, word.prefix(4).map({ $0 | 0x20 }) == Array("sep=".utf8) else { return nil }
    return (word[4], line.count)
  }

  // MARK: - Rows and cells

  /// Reads a row and the end of its line; `false` where reading cannot go on.
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

  /// The text of a cell in quotes, with what wrongly follows them; `nil` if they are never closed.
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
            diagnostics.append(
              Fault(line: startLine, column: column, problem: .textAfterQuote(rest), text: whole))
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
    diagnostics.append(Fault(line: startLine, column: column, problem: .quoteNotClosed, text: shown))
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
