import BaylineFormats

/// A sheet with a column for each advisor and a row for each time, or the other way round, and what is booked in the cells.
struct AdvisorMatrix {
  private let table: RawTable
  private let columns: ColumnIndex
  /// The headings: the day in the corner, then advisors or times.
  private let header: RawTable.Row
  private let body: ArraySlice<RawTable.Row>
  private let hasTimesAcross: Bool

  /// Recognises a matrix by the advisors of the site and the times that name its rows and columns.
  init?(_ table: RawTable, _ advisors: NameMatcher?, among kinds: [TableKind]) {
    guard kinds.contains(.visits), let advisors else { return nil }
    func isAdvisor(_ cell: Cell) -> Bool { TitleText.advisor(in: [cell.text], advisors) != nil }
    let found = table.rows.indices.prefix(20).first { index in
      let names = table.rows[index].cells.filter { $0.column > 0 }
      let below = table.rows[(index + 1)...].compactMap { row in row.cells.first { $0.column == 0 } }
      guard !names.isEmpty, !below.isEmpty else { return false }
      let isUpright = names.contains(where: isAdvisor) && below.count { Self.time($0) != nil } >= 2
      let isAcross = names.count { Self.time($0) != nil } >= 2 && below.contains(where: isAdvisor)
      return isUpright || isAcross
    }
    guard let found else { return nil }
    self.table = table
    header = table.rows[found]
    body = table.rows[(found + 1)...]
    hasTimesAcross = header.cells.contains { $0.column > 0 && Self.time($0) != nil }
    columns = ColumnIndex(table.source, .visits)
  }

  /// The time of day that a cell names; the beginning of a span.
  private static func time(_ cell: Cell) -> String? {
    if let moment = try? CellDateTime(cell.text), moment.date == nil, moment.minute != nil {
      return cell.text
    }
    guard let windows = try? CellTimeWindow.windows(cell.text), windows.count == 1,
      let from = windows.first?.from, from.date == nil, let minute = from.minute, cell.text.contains(":")
    else { return nil }
    return SiteWords.clock(minute)
  }

  /// The visits: each filled cell is one.
  func sheet() -> Sheet {
    var rows: [SheetRow] = []
    var (passedOver, beside): ([String], [Cell]) = ([], [])
    let titles = table.rows.filter { $0.line <= header.line }
    let texts = titles.filter { $0.line < header.line }.flatMap { $0.cells.map(\.text) }
    let corner = header.cells.first { $0.column == 0 }.map { [$0.text] } ?? []
    let day = TitleText.day(in: corner + texts + (table.source.sheet.map { [$0] } ?? []))
    for line in body {
      guard let label = line.cells.first(where: { $0.column == 0 }) else { continue }
      for cell in line.cells where cell.column > 0 && cell.line >= line.line && !CellText.isBlank(cell.text) {
        guard let head = header.cells.first(where: { $0.column == cell.column }) else {
          beside.append(cell)
          continue
        }
        let (time, advisor) = hasTimesAcross ? (head, label) : (label, head)
        if Self.isPause(cell.text) {
          passedOver.append("\(cell.place)（\(CellText.trimmed(cell.text))）")
          continue
        }
        for text in Self.entries(cell.text) {
          rows.append(row(cell.with(text), time: time, advisor: advisor, day: day))
        }
      }
    }
    return Sheet(
      kind: .visits, source: table.source, rows: rows, notes: notes(day, rows.count, passedOver, beside))
  }

  private func row(_ cell: Cell, time: Cell, advisor: Cell, day: String?) -> SheetRow {
    let clock = Self.time(time) ?? time.text
    let arrival = time.with((day.map { $0 + " " } ?? "") + clock, heading: "时间 / Time")
    return SheetRow(
      line: cell.line,
      [
        "entry": cell.with(cell.text, heading: advisor.text), "preferredArrival": arrival,
        "preferredAdvisor": advisor.with(advisor.text, heading: "顾问 / Advisor"),
      ], columns)
  }

  private func notes(_ day: String?, _ count: Int, _ passedOver: [String], _ beside: [Cell]) -> [ImportNote] {
    let name = table.source.name
    var notes: [ImportNote] = [.matrixRead(table: name, visits: count)]
    if let day { notes.append(.dayOfSheet(table: name, day)) }
    if !passedOver.isEmpty { notes.append(.rowsPassedOver(table: name, passedOver)) }
    if !beside.isEmpty { notes.append(.strayCells(beside.map(\.address))) }
    return notes
  }

  /// Whether a cell says that the advisor is not there.
  private static func isPause(_ text: String) -> Bool {
    pauses.contains(CellText.normalised(text).lowercased())
  }

  private static let pauses: Set<String> = [
    "休", "休息", "午休", "午餐", "吃饭", "请假", "会议", "开会", "培训", "年假", "调休", "外出", "满", "已满", "×", "x", "-", "--",
    "—", "/", "lunch",
    "break", "off", "closed", "leave", "meeting",
  ]

  /// The bookings of a cell: one for each line that has a plate of its own.
  private static func entries(_ text: String) -> [String] {
    let lines = text.split(whereSeparator: \.isNewline).map(String.init).filter { !CellText.isBlank($0) }
    let withPlates = lines.count { line in
      line.split(whereSeparator: \.isWhitespace).contains { PlateText.standard(String($0)) != nil }
    }
    return lines.count > 1 && withPlates == lines.count ? lines : [text]
  }
}
