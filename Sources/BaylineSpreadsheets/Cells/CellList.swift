/// Lists in a cell: elements with `;`, `；`, `、` or a line break between them. An element that has such signs itself, or
/// others that would be misread, stands in double quotes, with those of its own doubled.
enum CellList {
  /// An element, and how often it counts (`BRK-PADF*2`).
  struct Element: Hashable {
    var text: String
    var count: String?
  }

  /// A list that is there and empty.
  static let empty = "()"

  private static let separators: Set<Unicode.Scalar> = [";", "；", "、", "\n", "\r"]
  private static let times: Set<Unicode.Scalar> = ["*", "×", "＊"]

  /// The elements; `nil` if a quote is open or an element is missing.
  /// - Parameter counted: Whether a number may follow an element after `*` or `×`.
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

  /// The texts of a list whose elements are not counted.
  static func texts(_ text: String) -> [String]? {
    elements(text).map { $0.map(\.text) }
  }

  /// A list as a cell holds it.
  static func text(_ elements: [Element]) -> String {
    if elements.isEmpty { return empty }
    return elements.map { quoted($0.text) + ($0.count.map { "*" + $0 } ?? "") }.joined(separator: ";")
  }

  /// A list as a cell holds it.
  static func text(_ texts: [String]) -> String {
    text(texts.map { Element(text: $0) })
  }

  /// The next element, up to its separator; `.some(nil)` for nothing but blanks, as after a last separator.
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
