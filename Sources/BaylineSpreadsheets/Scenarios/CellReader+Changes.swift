import BaylineFormats
import BaylineModel

extension CellReader {
  /// An integer with an optional sign, and whether it has one.
  func signed(_ cell: Cell) -> (number: Int?, isSigned: Bool) {
    let text = plain(cell)
    guard text.hasPrefix("+") else { return (integer(cell), text.hasPrefix("-")) }
    let digits = text.dropFirst()
    if !digits.isEmpty, digits.count <= 12, digits.utf8.allSatisfy(CellText.isDigit), let number = Int(digits)
    {
      return (number, true)
    }
    log.report(.notACellNumber(cell.text), at: cell)
    return (nil, true)
  }

  /// A number with or without decimals.
  func decimal(_ cell: Cell) -> Double? {
    if let number = Self.number(plain(cell)) { return number }
    log.report(.notACellDecimal(cell.text), at: cell)
    return nil
  }

  /// A percentage, with or without `%`. Numbers between 0 and 1 without `%` are rejected: a workbook stores 15% as 0.15.
  func percent(_ cell: Cell) -> Double? {
    let text = plain(cell)
    let isSigned = text.hasSuffix("%")
    guard let number = Self.number(isSigned ? CellText.trimmed(String(text.dropLast())) : text) else {
      log.report(.notACellPercent(cell.text), at: cell)
      return nil
    }
    if !isSigned, number > 0, number < 1 {
      log.report(.ambiguousPercent(cell.text), at: cell)
      return nil
    }
    return number
  }

  /// A percentage of today's value: `110%` or `110`, or relative to it, `+10%` or `-10%`.
  ///
  /// Values below 50 without a leading sign are rejected, because spreadsheets turn `+10%` into `10%`, and workbooks into 0.1.
  func growth(_ cell: Cell) -> Double? {
    let text = plain(cell)
    guard text.hasPrefix("+") || text.hasPrefix("-") else {
      guard let percent = percent(cell) else { return nil }
      if percent > 0, percent < 50 {
        log.report(.ambiguousPercent(cell.text), at: cell)
        return nil
      }
      return percent
    }
    guard text.hasSuffix("%"), let change = percent(cell) else {
      log.report(.notACellPercent(cell.text), at: cell)
      return nil
    }
    return 100 + change
  }

  /// A list of dates, ranges of dates and weekdays.
  func days(_ cell: Cell) -> Scenario.DaySelection? {
    guard let texts = list(cell) else { return nil }
    var days = Scenario.DaySelection()
    for text in texts {
      if let weekday = Self.weekdays[CellText.normalised(text).lowercased()] {
        days.weekdays.insert(weekday)
        continue
      }
      var part = cell
      let ends = text.split(omittingEmptySubsequences: false) { Self.spanSigns.contains($0) }
      guard ends.count <= 2 else {
        log.report(.notACellDate(text), at: cell)
        return nil
      }
      var dates: [CivilDate] = []
      for end in ends {
        part.text = String(end)
        guard let date = date(part) else { return nil }
        dates.append(date)
      }
      guard let first = dates.first, let last = dates.last, first <= last, last.ordinal - first.ordinal < 366
      else {
        log.report(.notACellDate(text), at: cell)
        return nil
      }
      days.dates.formUnion((first.ordinal...last.ordinal).map { CivilDate(ordinal: $0) })
    }
    return days
  }

  private static let spanSigns: Set<Character> = ["~", "～", "至"]

  static let weekdays: [String: Weekday] = {
    var names: [String: Weekday] = [:]
    let english = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    for (position, weekday) in Weekday.allCases.enumerated() {
      let digit = Array("一二三四五六日")[position]
      for prefix in ["周", "星期", "礼拜"] { names["\(prefix)\(digit)"] = weekday }
      names[english[position]] = weekday
      names[weekday.rawValue] = weekday
    }
    for prefix in ["周", "星期", "礼拜"] { names["\(prefix)天"] = .sunday }
    return names
  }()

  /// The normalised text, without the guard against formulas.
  private func plain(_ cell: Cell) -> String {
    CellText.normalised(CSVWriter.unguarded(cell.text))
  }

  private static func number(_ text: String) -> Double? {
    var digits = Substring(text)
    let sign = digits.first == "-" ? -1.0 : 1.0
    if digits.first == "-" || digits.first == "+" { digits = digits.dropFirst() }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(CellText.isDigit) }),
      digits.count <= 20, let number = Double(digits)
    else { return nil }
    return sign * number
  }
}
