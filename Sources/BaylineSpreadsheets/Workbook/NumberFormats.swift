import BaylineModel

/// The styles of a workbook that show numbers as dates or times.
struct NumberFormats {
  /// The parts of a serial date that a format shows.
  struct DateTimeStyle {
    var date: Bool
    var time: Bool
  }

  /// Indexed by the style numbers of cells.
  private var styles: [DateTimeStyle?] = []

  /// Reads `xl/styles.xml`.
  init?(_ bytes: [UInt8]) {
    var custom: [Int: String] = [:]
    var formats: [Int] = []
    var isInCells = false
    let isSound = XMLWalk.walk(
      bytes,
      begin: { name, attributes in
        switch name {
        case "numFmt":
          if let id = attributes["numFmtId"].flatMap({ Int($0) }) {
            custom[id] = attributes["formatCode"] ?? ""
          }
        case "cellXfs": isInCells = true
        case "xf": if isInCells { formats.append(attributes["numFmtId"].flatMap { Int($0) } ?? 0) }
        default: break
        }
      }, end: { if $0 == "cellXfs" { isInCells = false } })
    guard isSound else { return nil }
    self.init(styles: formats, codes: custom)
  }

  /// No styles, so that no number is a date.
  init() {}

  /// - Parameters:
  ///   - styles: The number of the format of each style.
  ///   - codes: The codes of formats by their numbers; the others are built in.
  init(styles: [Int], codes: [Int: String]) {
    self.styles = styles.map { id in codes[id].map(Self.shown) ?? Self.builtIn(id) }
  }

  /// The first number of formats that are not built in.
  static let firstCustom = 164

  /// The date style with a number; `nil` for plain numbers.
  subscript(style: Int) -> DateTimeStyle? {
    styles.indices.contains(style) ? styles[style] : nil
  }

  /// The text of a number: the date or time that its style shows, an integer in full, or else as written.
  func text(_ number: Double, written: String, style: Int, countsFrom1904: Bool) -> String {
    if let shown = self[style], let text = shown.text(number, countsFrom1904: countsFrom1904) { return text }
    return number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : written
  }

  /// The built-in formats, including those of Chinese editions (ECMA-376, 18.8.30).
  private static func builtIn(_ id: Int) -> DateTimeStyle? {
    switch id {
    case 14...17, 27...31, 36, 50...54, 57, 58: DateTimeStyle(date: true, time: false)
    case 18...21, 32...35, 45...47, 55, 56: DateTimeStyle(date: false, time: true)
    case 22: DateTimeStyle(date: true, time: true)
    default: nil
    }
  }

  /// The parts that a format code shows, by its letters outside quotes and brackets. `m` is ignored, as it may be months or minutes.
  static func shown(_ code: String) -> DateTimeStyle? {
    var shown = DateTimeStyle(date: false, time: false)
    var rest = Substring(code)
    while let letter = rest.popFirst() {
      switch letter {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      case "[":
        // [h] is elapsed hours; [Red] and [$-804] are not parts of a date.
        let inside = rest.prefix { $0 != "]" }
        if !inside.isEmpty, inside.allSatisfy({ "hHsS".contains($0) }) { shown.time = true }
        rest = rest.dropFirst(inside.count + 1)
      case "y", "Y", "d", "D": shown.date = true
      case "h", "H", "s", "S": shown.time = true
      case "G", "g": if rest.hasPrefix("eneral") { rest = rest.dropFirst(6) }
      case ";": return shown.date || shown.time ? shown : nil
      default: break
      }
    }
    return shown.date || shown.time ? shown : nil
  }
}

extension NumberFormats.DateTimeStyle {
  /// The text of a serial date: `2026-11-23 08:15`, `2026-11-23` or `08:15`, with nonzero seconds; `nil` for an invalid day.
  func text(_ number: Double, countsFrom1904: Bool) -> String? {
    guard number >= 0, number < 2_958_466 else { return nil }
    var days = Int(number.rounded(.down))
    var seconds = Int(((number - Double(days)) * 86_400).rounded())
    if seconds == 86_400 { (days, seconds) = (days + 1, 0) }
    let clock =
      CivilTime.clock(seconds / 60) + (seconds % 60 == 0 ? "" : ":" + String(seconds % 60 + 100).suffix(2))
    if !date, days == 0 { return clock }
    // The default system has a nonexistent 29 February 1900.
    guard countsFrom1904 || days >= 61 else { return nil }
    let first = countsFrom1904 ? CellDateTime.dayZero1904 : CellDateTime.dayZero1900
    let day = first.advanced(by: days).description
    return time || seconds != 0 ? "\(day) \(clock)" : day
  }
}
