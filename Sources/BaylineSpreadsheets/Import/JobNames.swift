/// Splits what people write in a cell into the names of standard jobs: `小保养+空调滤`, `小保养、前刹车片`, a line for each.
///
/// A name that the catalogue has is never split, whatever signs it contains.
struct JobNames {
  let isKnown: (String) -> Bool

  /// The names in order, known or not; `nil` if the cell is not a list.
  func names(in text: String) -> [String]? {
    guard let elements = CellList.texts(text) else { return nil }
    return Self.withoutNumbers(elements).flatMap(names(ofElement:))
  }

  /// The names in a part of a list that none of the usual separators divides.
  private func names(ofElement element: String) -> [String] {
    let text = Self.withoutNumber(element)
    if isKnown(element) || text.isEmpty { return [element] }
    if isKnown(text) { return [text] }
    let parts = runs(of: text) { Self.signs.contains($0) }
    if parts.count > 1 { return parts.flatMap(wordsIfKnown) }
    return wordsIfKnown(text)
  }

  /// The words of a text if each is a job, or else the whole text.
  private func wordsIfKnown(_ text: String) -> [String] {
    let words = isKnown(text) ? [] : runs(of: text) { $0.properties.isWhitespace }
    return words.count > 1 && words.allSatisfy(isKnown) ? words : [text]
  }

  /// The parts between separators; parts that make a known name together stay together.
  private func runs(of text: String, separator: (Unicode.Scalar) -> Bool) -> [String] {
    let parts = text.unicodeScalars.split(whereSeparator: separator)
    var (runs, first): ([String], Int) = ([], 0)
    while first < parts.count {
      // A name has few signs in it.
      let ends = (first..<min(first + 4, parts.count)).reversed()
      func run(_ last: Int) -> String {
        CellText.trimmed(String(text.unicodeScalars[parts[first].startIndex..<parts[last].endIndex]))
      }
      let last = ends.first { isKnown(run($0)) } ?? first
      if !CellText.isBlank(run(last)) { runs.append(Self.withoutNumber(run(last))) }
      first = last + 1
    }
    return runs
  }

  private static let signs = Set("+＋,，/／&＆|｜".unicodeScalars)

  /// A text without a number such as `1.` or `(2)` in front.
  private static func withoutNumber(_ text: String) -> String {
    let plain = CellText.normalised(text)
    let start = plain.hasPrefix("(") ? plain.dropFirst() : plain[...]
    let digits = start.prefix { $0.isASCII && $0.isNumber }
    let rest = start.dropFirst(digits.count)
    guard (1...2).contains(digits.count), let sign = rest.first, ".)、".contains(sign),
      rest.dropFirst().first.map({ !$0.isNumber }) ?? false
    else { return text }
    return CellText.trimmed(String(rest.dropFirst()))
  }

  /// A list without the elements 1, 2, 3, … that number the others.
  private static func withoutNumbers(_ elements: [String]) -> [String] {
    let numbers = elements.filter { $0.utf8.count <= 2 && $0.utf8.allSatisfy(CellText.isDigit) }
    guard !numbers.isEmpty, numbers.count < elements.count,
      numbers == (1...numbers.count).map({ String($0) })
    else { return elements }
    return elements.filter { !numbers.contains($0) }
  }
}
