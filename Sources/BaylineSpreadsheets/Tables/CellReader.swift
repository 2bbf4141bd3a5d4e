import BaylineFormats
import BaylineModel

/// Reads cells as values; errors go into the log.
final class CellReader {
  let log: SheetDiagnostics
  var dates: DateResolver
  /// What was rounded so far.
  var roundings = Roundings()

  init(_ log: SheetDiagnostics, horizon: Demand.Horizon?) {
    self.log = log
    dates = DateResolver(horizon: horizon)
  }

  /// The text as written.
  func text(_ cell: Cell) -> String {
    CellText.unescaped(CSVWriter.unguarded(cell.text))
  }

  /// An id or a name, trimmed.
  func id(_ cell: Cell) -> String? {
    let plain = CSVWriter.unguarded(cell.text)
    if let text = CellText.unescapedId(plain) { return text }
    let trimmed = CellText.trimmed(plain)
    if CellText.isRounded(trimmed) {
      log.report(.roundedNumber(trimmed), at: cell)
      return nil
    }
    if Self.errors.contains(trimmed) {
      log.report(.errorValue(trimmed), at: cell)
      return nil
    }
    return trimmed
  }

  /// The error values of spreadsheets.
  private static let errors: Set<String> = [
    "#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!",
  ]

  /// An integer, with or without commas between thousands.
  func integer(_ cell: Cell) -> Int? { integer(cell, shown: cell) }

  /// The integer that a text is; `nil` for other texts.
  func integer(of cell: String) -> Int? {
    var text = CellText.normalised(cell)
    if text.contains(",") {
      let groups = text.split(separator: ",", omittingEmptySubsequences: false)
      let isGrouped = (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 }
      if isGrouped { text = groups.joined() }
    }
    if let point = text.firstIndex(of: "."), text[text.index(after: point)...].utf8.allSatisfy({ $0 == 0x30 })
    {
      text = String(text[..<point])
    }
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    return !digits.isEmpty && digits.utf8.allSatisfy(CellText.isDigit) ? Int(text) : nil
  }

  /// A number, 0 or more, with decimals or without.
  func amount(_ cell: Cell) -> Double? {
    let text = CellText.normalised(cell.text)
    let digits = text.utf8.allSatisfy {
      CellText.isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
    }
    let isGrouped = text.contains(",")
    if digits, !text.isEmpty, !isGrouped || !text.contains("."), text.utf8.count <= 20,
      let number = isGrouped ? integer(cell).map(Double.init) : Double(text)
    {
      return number
    }
    log.report(.notACellDecimal(cell.text), at: cell)
    return nil
  }

  /// Kilometres or money, with their units, or in ten thousands: `2.3万 km`, `¥1,200`.
  func measure(_ cell: Cell) -> Int? {
    var text = CellText.normalised(cell.text).lowercased().filter { !$0.isWhitespace }
    for sign in ["约", "大约", "¥", "￥", "rmb"] where text.hasPrefix(sign) { text.removeFirst(sign.count) }
    for unit in ["公里", "千米", "km", "元", "rmb"] where text.hasSuffix(unit) { text.removeLast(unit.count) }
    var isTenThousands = false
    for word in ["万", "w"] where text.hasSuffix(word) {
      text.removeLast()
      isTenThousands = true
      break
    }
    // A heading such as 里程(万公里) says so for all of its cells.
    if cell.heading?.contains("万") == true { isTenThousands = true }
    guard isTenThousands else { return integer(cell.with(text), shown: cell) }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let decimals = parts.count == 2 ? parts[1] : ""
    guard (1...2).contains(parts.count), !parts[0].isEmpty, (parts.count == 1) == decimals.isEmpty,
      decimals.count <= 4, parts.allSatisfy({ $0.utf8.allSatisfy(CellText.isDigit) }),
      let number = Int(parts[0] + decimals + String(repeating: "0", count: 4 - decimals.count))
    else { return integer(cell) }
    return number
  }

  private func integer(_ cell: Cell, shown original: Cell) -> Int? {
    let number = integer(of: cell.text)
    if number == nil { log.report(.notACellNumber(original.text), at: original) }
    return number
  }

  /// Whether the customer waits, in the words of a column that says so.
  func waiting(_ cell: Cell) -> Bool? {
    let text = CellText.normalised(cell.text).lowercased()
    if Self.waits.contains(text) { return true }
    if Self.leaves.contains(text) { return false }
    return flag(cell)
  }

  private static let waits: Set<String> = [
    "等", "等待", "等候", "在店等", "在店等待", "在店等候", "店内等待", "在店", "等车", "现场等待", "客户等待", "waits", "waiting",
  ]
  private static let leaves: Set<String> = [
    "不等", "不等待", "不等候", "离店", "不在店", "留车", "放车", "送车", "不在店等待", "leaves", "drop-off", "drop off",
  ]

  /// Yes or no.
  func flag(_ cell: Cell) -> Bool? {
    let text = CellText.normalised(cell.text).lowercased()
    if Self.yes.contains(text) { return true }
    if Self.no.contains(text) { return false }
    log.report(.notAFlag(cell.text), at: cell)
    return nil
  }

  static let yes: Set<String> = ["是", "有", "要", "需要", "√", "✓", "✔", "☑", "y", "yes", "true", "1"]
  static let no: Set<String> = ["否", "无", "不", "不要", "不需要", "×", "✗", "☐", "n", "no", "false", "0"]

  /// A skill level, as a number or in words.
  func level(_ cell: Cell) -> Int? {
    let text = CellText.normalised(cell.text).lowercased()
    for (level, words) in Self.levels.enumerated() where words.contains(text) { return level + 1 }
    let allowed = Self.levels.flatMap { $0 }
    log.report(.notOneOf(cell.text, allowed: allowed, nearest: nil), at: cell)
    return nil
  }

  private static let levels = zip(SiteWords.levels(.chinese), SiteWords.levels(.english)).enumerated().map {
    [String($0 + 1), $1.0, $1.1]
  }

  /// What becomes of the vehicle in its bay.
  func bayAfter(_ cell: Cell) -> ServiceOperation.BayAfter? {
    let text = CellText.normalised(cell.text).lowercased()
    if let found = ServiceOperation.BayAfter.allCases.first(where: { Self.words(for: $0).contains(text) }) {
      return found
    }
    let allowed = ServiceOperation.BayAfter.allCases.flatMap { Self.words(for: $0) }
    log.report(.notOneOf(cell.text, allowed: allowed, nearest: nil), at: cell)
    return nil
  }

  /// The Chinese word of a cell, then the English one.
  static func words(for bayAfter: ServiceOperation.BayAfter) -> [String] {
    switch bayAfter {
    case .keep: ["不移车", "keep"]
    case .leave: ["移出", "leave"]
    }
  }

  /// A list of texts.
  func list(_ cell: Cell) -> [String]? {
    let texts = CellList.texts(CSVWriter.unguarded(cell.text))
    if texts == nil { log.report(.notACellList(cell.text), at: cell) }
    return texts
  }

  /// A list whose elements may have counts.
  func countedList(_ cell: Cell) -> [CellList.Element]? {
    let elements = CellList.elements(CSVWriter.unguarded(cell.text), counted: true)
    if elements == nil { log.report(.notACellList(cell.text), at: cell) }
    return elements
  }

  // MARK: - Times

  /// A date and a time of day.
  func time(_ cell: Cell) -> CivilTime? {
    do throws(DateTimeError) {
      return try dates.time(try CellDateTime(cell.text, countsFrom1904: cell.source.countsFrom1904))
    } catch {
      log.report(problem(error, cell, otherwise: .notACellTime(cell.text)), at: cell)
      return nil
    }
  }

  /// A date.
  func date(_ cell: Cell) -> CivilDate? {
    do throws(DateTimeError) {
      let moment = try CellDateTime(cell.text, countsFrom1904: cell.source.countsFrom1904)
      guard let date = moment.date, moment.minute ?? 0 == 0 else { throw .unreadable }
      return try dates.day(date)
    } catch {
      log.report(problem(error, cell, otherwise: .notACellDate(cell.text)), at: cell)
      return nil
    }
  }

  /// Time windows.
  func windows(_ cell: Cell) -> [TimeWindow]? {
    do throws(DateTimeError) {
      return try dates.windows(try CellTimeWindow.windows(cell.text))
    } catch {
      log.report(problem(error, cell, otherwise: .notAWindow(cell.text)), at: cell)
      return nil
    }
  }

  private func problem(_ fault: DateTimeError, _ cell: Cell, otherwise: Diagnostic.SpreadsheetProblem)
    -> Diagnostic.Problem
  {
    switch fault {
    case .unreadable: .sheet(otherwise)
    case .ambiguous: .sheet(.ambiguousDate(cell.text))
    case .ambiguousWindow: .sheet(.ambiguousWindow(cell.text))
    case .weekdayMismatch(let date, let weekday): .sheet(.weekdayMismatch(date, written: weekday))
    case .notInCalendar: .dateNotInCalendar(cell.text)
    case .yearMissing: .sheet(.yearMissing(cell.text))
    case .dayMissing: .sheet(.dayMissing(cell.text))
    case .timeMissing: .sheet(.timeOfDayMissing(cell.text))
    }
  }
}
