import BaylineFormats

/// Cells that were rounded to what a demand can hold.
struct Roundings {
  /// Durations, which became whole minutes.
  var minutes: [String] = []
  /// Quantities, which became whole units.
  var quantities: [String] = []

  /// The notes about them.
  var notes: [ImportNote] {
    (minutes.isEmpty ? [] : [.minutesRounded(minutes)])
      + (quantities.isEmpty ? [] : [.quantitiesRounded(quantities)])
  }
}

extension CellReader {
  // MARK: - Durations

  /// Minutes: a number in the unit that the heading names, or with units of its own, such as `1.5小时` or `1h 30min`. Decimal
  /// hours are exact; what is not a full minute is rounded to the nearest one, and noted.
  func minutes(_ cell: Cell) -> Int? {
    let text = CellText.normalised(cell.text).lowercased()
    let isInHours = cell.heading.map(Self.namesHours) ?? false
    guard let parts = Self.durationParts(text) else {
      log.report(.notACellDuration(cell.text), at: cell)
      return nil
    }
    if isInHours, parts.contains(where: { $0.unit == nil && $0.number > Self.maxPlainHours }) {
      log.report(.tooManyHours(cell.text), at: cell)
      return nil
    }
    let total = parts.reduce(0) { $0 + $1.number * ($1.unit ?? (isInHours ? 60 : 1)) }
    let (whole, rest) = total.quotientAndRemainder(dividingBy: Self.scale)
    let minutes = rest >= Self.scale / 2 ? whole + 1 : whole
    // The last digits of a binary fraction are no part of what was typed.
    if min(rest, Self.scale - rest) > 1_000 {
      roundings.minutes.append("\(cell.address) \(cell.text) → \(minutes)")
    }
    return minutes
  }

  /// Whether a heading gives hours: those of dealer systems (工时) are.
  private static func namesHours(_ heading: String) -> Bool {
    let name = Heading.normalised(heading)
    return !name.contains("分") && !name.contains("min")
      && ["工时", "小时", "hour"].contains(where: name.contains)
  }

  /// Numbers are in billionths, so that sums are exact.
  private static let scale = 1_000_000_000
  /// Longer work in a column of hours needs its unit, because it is more likely to be minutes.
  private static let maxPlainHours = 24 * scale

  /// The numbers of a duration with the minutes of their units; `nil` for other texts, and for more than one number without
  /// units.
  private static func durationParts(_ text: String) -> [(number: Int, unit: Int?)]? {
    var parts: [(number: Int, unit: Int?)] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first == " " {
        rest = rest.dropFirst()
        continue
      }
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(number.count).drop { $0 == " " }
      let unit = rest.prefix { !$0.isNumber && $0 != " " && $0 != "." }
      rest = rest.dropFirst(unit.count)
      guard let value = billionths(number), unit.isEmpty || units[String(unit)] != nil else { return nil }
      parts.append((value, units[String(unit)]))
    }
    guard (1...2).contains(parts.count) else { return nil }
    return parts.count == 1 || parts.map(\.unit) == [60, 1] ? parts : nil
  }

  private static let units = [
    "分钟": 1, "分": 1, "min": 1, "mins": 1, "minute": 1, "minutes": 1, "小时": 60, "个小时": 60, "时": 60, "工时": 60,
    "个工时": 60, "h": 60, "hr": 60, "hrs": 60, "hour": 60, "hours": 60,
  ]

  /// A decimal number in billionths, rounded to the nearest; `nil` for other texts, and for what is too large.
  private static func billionths(_ text: Substring) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = parts.first, (1...8).contains(whole.utf8.count),
      parts.count == 1 || (1...30).contains(parts[1].utf8.count)
    else { return nil }
    let decimals = parts.count == 2 ? parts[1] : ""
    let digits = whole + decimals.prefix(9) + String(repeating: "0", count: max(0, 9 - decimals.utf8.count))
    guard let number = Int(digits), decimals.utf8.allSatisfy(CellText.isDigit) else { return nil }
    let isHalf = decimals.utf8.dropFirst(9).first.map { $0 >= UInt8(ascii: "5") } ?? false
    return number + (isHalf ? 1 : 0)
  }

  // MARK: - Quantities

  /// A quantity of parts in whole units. Of a decimal number, needs are rounded up and stock is rounded down, so that nothing
  /// counts on a part that is not there; both are noted.
  ///
  /// - Parameters:
  ///   - written: The text, if it is only a part of the cell.
  ///   - isNeed: Whether it is used rather than there.
  func quantity(_ cell: Cell, written: String? = nil, isNeed: Bool) -> Int? {
    let text = CellText.normalised(written ?? cell.text)
    let number = Self.quantityUnits.first(where: text.hasSuffix).map {
      CellText.trimmed(String(text.dropLast($0.count)))
    }
    var plain = cell
    plain.text = number ?? text
    let parts = plain.text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ (1...12).contains($0.utf8.count) }),
      parts.allSatisfy({ $0.utf8.allSatisfy(CellText.isDigit) }), let whole = Int(parts[0])
    else {
      let value = integer(of: plain.text)
      if value == nil { log.report(.notACellNumber(written ?? cell.text), at: cell) }
      return value
    }
    guard parts[1].utf8.contains(where: { $0 != UInt8(ascii: "0") }) else { return whole }
    let rounded = isNeed ? whole + 1 : whole
    roundings.quantities.append("\(cell.address) \(plain.text) → \(rounded)")
    return rounded
  }

  private static let quantityUnits = [
    "升", "公斤", "千克", "个", "件", "套", "只", "条", "桶", "瓶", "片", "支", "根", "L", "l", "kg", "KG", "pcs",
  ]
}
