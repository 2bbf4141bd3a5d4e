/// Compares headings: blanks, line breaks, capitals, full-width forms, brackets, units, numbers in front and marks of required
/// columns do not matter.
enum Heading {
  /// A heading in its plain form, brackets included.
  static func normalised(_ heading: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in CellText.normalised(heading).unicodeScalars {
      switch scalar {
      case "【", "〔", "「", "[", "<", "{": scalars.append("(")
      case "】", "〕", "」", "]", ">", "}": scalars.append(")")
      case "*", "★", "☆", "※", "\"", "'": continue
      default:
        if !scalar.properties.isWhitespace, scalar.properties.generalCategory != .format {
          scalars.append(scalar)
        }
      }
    }
    let text = Substring(String(scalars).lowercased())
    let isNumber = { (character: Character) in character.isASCII && character.isNumber }
    let number = text.prefix(while: isNumber)
    var rest = text.dropFirst(number.count)
    // 1. and 2、 in front are numbers of columns.
    if !number.isEmpty, let sign = rest.first, ".、:".contains(sign) {
      rest.removeFirst()
    } else {
      rest = text
    }
    while let last = rest.last, ":。.".contains(last) { rest.removeLast() }
    return String(rest)
  }

  /// The texts to look a heading up by: as it is, then without what is in brackets, without a unit, and each of two words that a
  /// slash separates. What is in brackets stays if it is a unit of time, as minutes and hours differ.
  static func forms(of heading: String) -> [[String]] {
    var plain = normalised(heading)
    // 【项目】 is a heading in brackets, not a unit.
    if plain.hasPrefix("("), plain.hasSuffix(")"), withoutBrackets(plain).isEmpty {
      plain = String(plain.dropFirst().dropLast())
    }
    guard !plain.isEmpty else { return [] }
    let bare = withoutBrackets(plain)
    var forms = [[plain]]
    if bare != plain { forms.append([bare]) }
    if let short = units.lazy.first(where: { bare.hasSuffix($0) }).map({ bare.dropLast($0.count) }) {
      forms.append([String(short)])
    }
    let words = bare.split { "/|、\\".contains($0) }.map(String.init)
    if words.count > 1 { forms.append(words) }
    return forms.filter { $0.allSatisfy { !$0.isEmpty } }
  }

  private static let units = ["/km", "(km", "km", "/公里", "/元"]

  private static let unitsOfTime: [(words: Set<String>, name: String)] = [
    (["min", "mins", "minute", "minutes", "分", "分钟"], "(分钟)"),
    (["h", "hr", "hrs", "hour", "hours", "时", "小时", "工时"], "(小时)"),
  ]

  private static func withoutBrackets(_ text: String) -> String {
    var (kept, inside, depth) = ("", "", 0)
    for character in text {
      if character == "(" {
        depth += 1
        if depth == 1 { inside = "" }
      } else if character == ")", depth > 0 {
        depth -= 1
        guard depth == 0 else { continue }
        if let unit = unitsOfTime.first(where: { $0.words.contains(inside) }) { kept += unit.name }
      } else if depth > 0 {
        inside.append(character)
      } else {
        kept.append(character)
      }
    }
    return kept
  }

  /// Whether a heading names a day rather than a time of day.
  static func isOfDay(_ heading: String) -> Bool {
    let name = withoutBrackets(normalised(heading))
    return name.hasSuffix("日期") || name.hasSuffix("日") || name.hasSuffix("date") || name.hasSuffix("day")
  }

  /// Whether a heading that is not understood may be a time or a promise, which somebody would miss.
  static func mayBeTime(_ heading: String) -> Bool {
    let name = normalised(heading)
    return ["时间", "日期", "时段", "交车", "到店", "进厂", "time", "date", "promise"].contains { name.contains($0) }
  }
}

/// The headings of a kind of table, for looking columns up.
struct HeadingIndex {
  /// A column that a heading names.
  struct Match: Hashable {
    var column: Int
    /// The rank among the headings of the column.
    var rank: Int
  }

  /// The keys of the columns that a heading may mean, in order of preference, and its rank among such headings.
  struct Choices: Hashable {
    var keys: [String]
    var rank: Int
  }

  private var matches: [String: Match] = [:]
  /// Headings that may mean several columns, in order of preference.
  private var choices: [String: Choices] = [:]

  private init(_ kind: TableKind) {
    for (index, column) in kind.columns.enumerated() {
      for (rank, heading) in (column.ranked + [column.key]).enumerated() {
        let name = Heading.normalised(heading)
        if matches[name] == nil { matches[name] = Match(column: index, rank: rank) }
      }
    }
    for (rank, (heading, keys)) in (Column.assumed[kind] ?? []).enumerated() {
      choices[Heading.normalised(heading)] = Choices(keys: keys, rank: rank)
    }
  }

  private static let all = Dictionary(
    uniqueKeysWithValues: TableKind.allCases.map { ($0, HeadingIndex($0)) })

  static subscript(kind: TableKind) -> HeadingIndex { all[kind] ?? HeadingIndex(kind) }

  /// The column that a heading names.
  func match(_ forms: [[String]]) -> Match? {
    for words in forms {
      let found = words.compactMap { matches[$0] }
      if let first = found.first, found.allSatisfy({ $0.column == first.column }) { return first }
    }
    return nil
  }

  /// The keys of the columns that a heading may mean, in order of preference.
  func choices(_ forms: [[String]]) -> Choices? {
    for words in forms {
      if let found = words.lazy.compactMap({ choices[$0] }).first { return found }
    }
    return nil
  }
}
