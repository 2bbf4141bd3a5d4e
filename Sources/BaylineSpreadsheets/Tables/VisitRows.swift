import BaylineModel

/// Tells the rows of visits from the others below their headings: titles of sections, totals, remarks, slots that nobody has.
///
/// Nothing but a row that says who or what comes, and is not one of those, becomes a visit; what is passed over is reported.
struct VisitRows {
  private let columns: ColumnIndex
  private let advisors: NameMatcher?
  private let table: RawTable
  private var context: RowContext
  /// The advisor whom the sheet or the section is named after.
  private var advisor: Cell?
  private var passedOver: [String] = []
  private var cancelled: [ClosedRange<Int>] = []
  /// The ids and plates of the cancelled rows.
  private var cancelledVisits: [String] = []
  private var titleNotes: [ImportNote] = []

  /// - Parameter titles: The number of rows above the headings.
  init(_ columns: ColumnIndex, _ advisors: NameMatcher?, _ table: RawTable, titles: Int) {
    self.columns = columns
    self.advisors = advisors
    self.table = table
    let source = columns.source
    let title = table.rows.prefix(titles).lazy.flatMap { $0.cells.map(\.text) }.prefix(Self.maxTitles)
    let texts = Array(title) + (source.sheet.map { [$0] } ?? [])
    let day = TitleText.day(in: texts)
    context = RowContext(day: day)
    let hasAdvisors = ["preferredAdvisor", "bookedAdvisor"].contains { columns.byKey[$0] != nil }
    if !hasAdvisors, let advisors,
      let name = TitleText.advisor(in: source.sheet.map { [$0] } ?? texts, advisors)
    {
      advisor = Cell(
        source: source, line: table.rows.first?.line ?? 1, column: 0, heading: source.sheet, text: name)
      titleNotes.append(.advisorOfSheet(table: source.name, name))
    }
    if let day, columns.byKey["day"] == nil { titleNotes.append(.dayOfSheet(table: source.name, day)) }
  }

  /// More cells than any title has.
  private static let maxTitles = 1_000

  /// The visit of a row; `nil` for any other row.
  mutating func row(_ raw: RawTable.Row) -> SheetRow? {
    var row = SheetRow(raw, columns)
    let own = raw.cells.filter { $0.line >= raw.line && !CellText.isBlank($0.text) }
    guard let first = own.first else { return nil }
    let isSection = own.count == 1 && begins(first)
    if isSection || !isVisit(row, own) {
      // Numbers that were filled in before the visits say nothing.
      let isBlank =
        row.isEmpty && own.allSatisfy { $0.text.unicodeScalars.allSatisfy { ("0"..."9").contains($0) } }
      if !isBlank { passedOver.append("\(raw.line)（\(Self.short(first.text))）") }
      return nil
    }
    if let state = row.plain("state"), let read = OrderState.read(state.text), read.outcome != .served {
      cancelled.append(raw.line...raw.line)
      cancelledVisits += ["id", "plate"].compactMap { row.plain($0)?.text }
      return nil
    }
    row.context = context
    if let advisor, row.plain("preferredAdvisor") == nil { row.derive("preferredAdvisor", from: advisor) }
    return row
  }

  private static func short(_ text: String) -> String {
    let line = text.prefix { !$0.isNewline }
    return line.count > 12 ? line.prefix(12) + "…" : String(line)
  }

  /// Whether a text alone in its row begins a section: a part of the day, a day, or an advisor.
  private mutating func begins(_ cell: Cell) -> Bool {
    let text = CellText.normalised(cell.text)
    if let isAfternoon = Self.halves[text.lowercased()] {
      context = RowContext(day: context.day, isAfternoon: isAfternoon)
      return true
    }
    if let moment = try? CellDateTime(text), moment.date != nil, moment.minute ?? 0 == 0 {
      context = RowContext(day: text.replacing(" 00:00", with: ""))
      return true
    }
    if let windows = try? CellTimeWindow.windows(text), windows.count == 1, let window = windows.first,
      let minute = window.from.minute, window.from.date != nil, let day = TitleText.day(in: [text])
    {
      context = RowContext(day: day, isAfternoon: minute >= 12 * 60)
      return true
    }
    guard let advisors, let name = TitleText.advisor(in: [text], advisors) else { return false }
    advisor = cell.with(name)
    return true
  }

  private static let halves: [String: Bool] = [
    "上午": false, "早上": false, "上午场": false, "morning": false, "am": false, "全天": false, "中午": false,
    "下午": true, "下午场": true, "晚上": true, "afternoon": true, "pm": true, "evening": true,
  ]

  // MARK: - Visits

  /// Whether a row is a visit, or continues the one above.
  private func isVisit(_ row: SheetRow, _ own: [Cell]) -> Bool {
    func text(_ key: String) -> String? {
      row.isOwn(key) ? row.plain(key).map { CellText.normalised($0.text) } : nil
    }
    let (plate, phone, id) = (text("plate"), text("phone"), text("id"))
    let isKnown =
      plate.map(PlateText.isPlausible) ?? false
      || phone.map { $0.unicodeScalars.count { ("0"..."9").contains($0) } >= 7 } ?? false
    if !isKnown, Self.isTotal(own) { return false }
    let work = ["jobs", "kind", "request", "needs"].contains { text($0) != nil }
    if isKnown || work { return true }
    // The number of a visit whose work is in another table; numbers alone were filled in before the visits.
    if let id, id.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), id.utf8.contains(where: CellText.isDigit),
      !Self.isNumber(id)
    {
      return true
    }
    let names = [plate, phone, id, text("customer")].compactMap(\.self)
    // A name with nothing else is a remark.
    return !names.isEmpty && own.count { columns.isKeyed($0.column) } > 1
  }

  /// Whether a row begins with the word of a total, a remark or a signature.
  private static func isTotal(_ own: [Cell]) -> Bool {
    guard let first = own.first(where: { !isNumber($0.text) }) else { return false }
    let text = Heading.normalised(first.text)
    if totals.contains(text) { return true }
    if remarks.contains(where: { text.hasPrefix($0 + ":") }) { return true }
    // 共 4 台, 合计4台, 本页小计…
    return text.count <= 12 && totals.contains { text.hasPrefix($0) } && text.contains(where: \.isNumber)
  }

  private static func isNumber(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { ("0"..."9").contains($0) || $0 == "." }
  }

  private static let totals: Set<String> = [
    "合计", "总计", "小计", "共计", "总共", "汇总", "合计台数", "总台数", "本页合计", "本页小计", "本日合计", "今日合计", "累计", "共", "total",
    "totals",
    "sum", "subtotal", "grandtotal",
  ]
  private static let remarks = [
    "备注", "说明", "注", "注意", "提示", "制表", "制表人", "审核", "审核人", "复核", "填表人", "登记人", "签字", "签名", "负责人", "打印时间",
    "打印日期",
    "导出时间", "note", "remark", "preparedby",
  ]

  /// What was assumed and passed over.
  var notes: [ImportNote] {
    let name = table.source.name
    return titleNotes + (passedOver.isEmpty ? [] : [.rowsPassedOver(table: name, passedOver)])
      + (cancelled.isEmpty
        ? [] : [.cancelledRows(table: name, SheetReader.joined(cancelled), visits: cancelledVisits)])
  }
}

/// Reads titles: the day that a sheet is for, and the advisor.
enum TitleText {
  /// The only day that texts name, other than that of printing; `nil` if they name none or several.
  static func day(in texts: [String]) -> String? {
    var found: [CellDate] = []
    for text in texts where text.utf8.count <= 400 {
      for date in days(in: CellText.normalised(text)) where !found.contains(date) { found.append(date) }
    }
    let whole = found.filter { $0.year != nil }
    // A day without a year may be the same as one with it.
    let rest = found.filter { date in
      date.year == nil && !whole.contains { ($0.month, $0.day) == (date.month, date.day) }
    }
    guard whole.count + rest.count == 1, let day = whole.first ?? rest.first, let month = day.month,
      let number = day.day
    else { return nil }
    return (day.year.map { "\($0)/" } ?? "") + "\(month)/\(number)"
  }

  private static func days(in text: String) -> [CellDate] {
    var days: [CellDate] = []
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      guard ("0"..."9").contains(scalars[index]) else {
        index = scalars.index(after: index)
        continue
      }
      var scanner = DateTimeScanner(String(scalars[index...]))
      let length = scanner.rest.count
      if var date = try? scanner.date(), date.month != nil {
        date.weekday = nil
        if !isOfPrinting(scalars[..<index]) { days.append(date) }
        index = scalars.index(index, offsetBy: max(1, length - scanner.rest.count))
      } else {
        // The rest of the number is no date either.
        index = scalars[index...].firstIndex { !("0"..."9").contains($0) } ?? scalars.endIndex
      }
    }
    return days
  }

  /// Whether what precedes a date says that it is that of making or printing the sheet.
  private static func isOfPrinting(_ before: Substring.UnicodeScalarView) -> Bool {
    let text = String(before.suffix(12)).filter { !$0.isWhitespace && !":：".contains($0) }
    return ["制表", "打印", "导出", "生成", "更新", "截止", "截至", "修改"].contains { word in
      ["", "日期", "时间", "于", "至"].contains { text.hasSuffix(word + $0) }
    }
  }

  /// The id of the advisor whom a text names, alone or with words such as 的预约.
  static func advisor(in texts: [String], _ advisors: NameMatcher) -> String? {
    for text in texts {
      var name = CellText.trimmed(text)
      for _ in 0..<3 {
        if case .known(let index, _) = advisors.match(name) { return advisors.entries[index].id }
        guard let word = suffixes.first(where: { name.hasSuffix($0) && name.count > $0.count }) else { break }
        name = CellText.trimmed(String(name.dropLast(word.count)))
      }
    }
    return nil
  }

  private static let suffixes = ["的预约", "预约表", "预约", "登记表", "的客户", "的", "服务顾问", "组", "表"]
}
