/// Lists in a cell, separated by `;`, `；`, `、` or line breaks. An element that contains separators or other special characters
/// is in double quotes, with its own quotes doubled.
enum CellList {
  /// An element with an optional count: `BRK-PADF*2`.
  struct Element: Hashable {
    var text: String
    var count: String?
  }

  /// The empty list, as opposed to an empty cell.
  static let empty = "()"

  private static let separators: Set<Unicode.Scalar> = [";", "；", "、", "\n", "\r"]
  private static let times: Set<Unicode.Scalar> = ["*", "×", "＊"]

  /// The elements; `nil` if a quote is not closed or an element is missing.
  ///
  /// - Parameter counted: Whether elements may have counts after `*` or `×`.
  static func elements(_ text: String, counted: Bool = false) -> [Element]? {
    if CellText.trimmed(text) == empty { return [] }
    var elements: [Element] = []
    var rest = Substring(text).unicodeScalars
    while true {
      guard let element = element(&rest, counted: counted) else { return nil }
      if let element { elements.append(element) }
      guard rest.popFirst() != nil else { return elements.isEmpty ? nil : elements }
    }
  }

  /// The elements of a list without counts.
  static func texts(_ text: String) -> [String]? {
    elements(text).map { $0.map(\.text) }
  }

  /// The text of a list, for a cell.
  static func text(_ elements: [Element]) -> String {
    if elements.isEmpty { return empty }
    return elements.map { quoted($0.text) + ($0.count.map { "*" + $0 } ?? "") }.joined(separator: ";")
  }

  /// The text of a list, for a cell.
  static func text(_ texts: [String]) -> String {
    text(texts.map { Element(text: $0) })
  }

  /// The next element, up to its separator; `.some(nil)` for white space only, as after a trailing separator.
  private static func element(_ rest: inout Substring.UnicodeScalarView, counted: Bool) -> Element?? {
    var copy = rest
    while let first = copy.first, first.properties.isWhitespace, !separators.contains(first) {
      copy.removeFirst()
    }
    guard copy.first == "\"" else {
      let raw = String(rest.prefix { !separators.contains($0) })
      rest = rest.drop { !separators.contains($0) }
      if CellText.isBlank(raw) { return .some(nil) }
      guard counted, let sign = raw.unicodeScalars.lastIndex(where: times.contains) else {
        return Element(text: CellText.trimmed(raw))
      }
      let text = CellText.trimmed(String(raw.unicodeScalars[..<sign]))
      let count = CellText.normalised(String(raw.unicodeScalars[sign...].dropFirst()))
      return text.isEmpty || count.isEmpty ? nil : Element(text: text, count: count)
    }
    guard let text = quotedText(&copy) else { return nil }
    let after = CellText.normalised(String(copy.prefix { !separators.contains($0) }))
    rest = copy.drop { !separators.contains($0) }
    if after.isEmpty { return Element(text: text) }
    guard counted, let sign = after.unicodeScalars.first, times.contains(sign) else { return nil }
    let count = CellText.trimmed(String(after.unicodeScalars.dropFirst()))
    return count.isEmpty ? nil : Element(text: text, count: count)
  }

  private static func quotedText(_ rest: inout Substring.UnicodeScalarView) -> String? {
    var text = String.UnicodeScalarView()
    rest.removeFirst()
    while let scalar = rest.popFirst() {
      if scalar != "\"" {
        text.append(scalar)
      } else if rest.first == "\"" {
        rest.removeFirst()
        text.append(scalar)
      } else {
        return String(text)
      }
    }
    return nil
  }

  private static func quoted(_ text: String) -> String {
    let isPlain =
      !text.unicodeScalars.contains { separators.contains($0) || times.contains($0) || $0 == "\"" }
      && text == CellText.trimmed(text) && !text.isEmpty && text != empty
    return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
