/// Writes comma-separated values (RFC 4180) that Excel and WPS open right: UTF-8 with a byte order mark, lines that
/// end in CR LF, and no cell that they would take for a formula.
public struct CSVWriter: Sendable {
  /// The text so far, from the byte order mark on.
  public private(set) var text = "\u{FEFF}"
  private let delimiter: String

  /// An empty table.
  /// - Parameter delimiter: What stands between cells: a comma, a semicolon or a tab.
  public init(delimiter: String = ",") {
    self.delimiter = delimiter
  }

  /// Adds a row.
  /// - Complexity: O(characters).
  public mutating func add(_ cells: some Sequence<String>) {
    text += cells.map(Self.cell).joined(separator: delimiter) + "\r\n"
  }

  /// A cell as it is written: guarded against formulas, and quoted where it has to be.
  public static func cell(_ value: String) -> String {
    let value = guarded(value)
    // By scalars: to Swift, CR LF is one character that is neither.
    let isPlain = !value.unicodeScalars.contains { "\",;\t\r\n".unicodeScalars.contains($0) }
    guard !isPlain || value.first == " " || value.last == " " else { return value }
    return "\"" + value.replacing("\"", with: "\"\"") + "\""
  }

  /// An apostrophe goes before what a spreadsheet would take for a formula, and before an apostrophe that stands
  /// there already for that reason; `unguarded` takes it away.
  ///
  /// Cells that begin with `=`, `+`, `-`, `@`, tab or CR, their full-width forms included, after blanks or not, are
  /// taken for formulas; a plain number such as `-5` or `-0.5` is not.
  public static func guarded(_ value: String) -> String {
    if let first = value.unicodeScalars.first, first == "'" {
      let rest = String(value.unicodeScalars.dropFirst())
      return isRisky(rest) || rest.hasPrefix("'") ? "'" + value : value
    }
    return isRisky(value) ? "'" + value : value
  }

  /// What a guarded cell stands for.
  public static func unguarded(_ cell: String) -> String {
    guard let first = cell.unicodeScalars.first, first == "'" else { return cell }
    let rest = String(cell.unicodeScalars.dropFirst())
    return isRisky(rest) || rest.hasPrefix("'") ? rest : cell
  }

  private static func isRisky(_ value: String) -> Bool {
    let scalars = value.unicodeScalars
    if let first = scalars.first, first == "\t" || first == "\r" { return true }
    guard let first = scalars.first(where: { !$0.properties.isWhitespace }) else { return false }
    return "=+-@＝＋－＠".unicodeScalars.contains(first) && !isNumber(value)
  }

  private static func isNumber(_ value: String) -> Bool {
    guard value.utf8.first == UInt8(ascii: "-"), value.utf8.count <= 24 else { return false }
    let parts = value.utf8.dropFirst().split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count <= 2
      && parts.allSatisfy { digits in
        !digits.isEmpty && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }
  }
}
