/// Writes comma-separated values (RFC 4180) that Excel and WPS open correctly: UTF-8 with a byte order mark, lines
/// ending in CR LF, and no cell that would be evaluated as a formula.
public struct CSVWriter: Sendable {
  /// The text so far, including the byte order mark.
  public private(set) var text = "\u{FEFF}"
  private let delimiter: String

  /// Creates an empty table.
  ///
  /// - Parameter delimiter: A comma, a semicolon or a tab.
  public init(delimiter: String = ",") {
    self.delimiter = delimiter
  }

  /// Adds a row.
  /// - Complexity: O(characters).
  public mutating func add(_ cells: some Sequence<String>) {
    text += cells.map(Self.cell).joined(separator: delimiter) + "\r\n"
  }

  /// A cell as written: guarded against formulas, and quoted if necessary.
  public static func cell(_ value: String) -> String {
    let value = guarded(value)
    // By scalars, because CR LF is a single Swift character.
    let isPlain = !value.unicodeScalars.contains { "\",;\t\r\n".unicodeScalars.contains($0) }
    guard !isPlain || value.first == " " || value.last == " " else { return value }
    return "\"" + value.replacing("\"", with: "\"\"") + "\""
  }

  /// The value, with an apostrophe before it if a spreadsheet program would take it for a formula or if it already
  /// has such an apostrophe; ``unguarded(_:)`` removes it.
  ///
  /// Cells that start with `=`, `+`, `-`, `@` (also full-width, also after whitespace), tab or CR count as formulas;
  /// plain numbers like `-5` or `-0.5` do not.
  public static func guarded(_ value: String) -> String {
    if let first = value.unicodeScalars.first, first == "'" {
      let rest = String(value.unicodeScalars.dropFirst())
      return isRisky(rest) || rest.hasPrefix("'") ? "'" + value : value
    }
    return isRisky(value) ? "'" + value : value
  }

  /// The value of a guarded cell.
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
