import BaylineFormats
import BaylineModel

/// The columns of a table, shared by all of its rows.
final class ColumnIndex {
  /// Where the cells of a key are.
  struct Place {
    var column: Int
    var heading: String
    /// Columns of the same meaning, for rows in which this one is empty.
    var others: [(column: Int, heading: String)] = []
    /// The column of the day, where this one has the time of day alone.
    var day: Int?
  }

  /// `nil` for the tables of a site.
  let kind: TableKind?
  let source: TableSource
  /// Columns and headings by key.
  private(set) var byKey: [String: Place] = [:]
  /// Whether each column has a heading, and whether it has a key.
  private var named: [Bool] = []
  private var keyed: [Bool] = []
  /// The keys whose cells are times or windows, and those of cells in which a dash means nothing.
  private let times: Set<String>
  private let dashable: Set<String>

  init(_ source: TableSource, _ kind: TableKind? = nil) {
    self.source = source
    self.kind = kind
    var (times, dashable): (Set<String>, Set<String>) = ([], [])
    for column in kind?.columns ?? [] {
      switch column.content {
      case .time, .windows: times.insert(column.key)
      case .text, .id: continue
      case .integer, .decimal, .flag, .date, .list, .level, .bayAfter: break
      }
      dashable.insert(column.key)
    }
    (self.times, self.dashable) = (times, dashable)
  }

  /// Records that a column has a heading.
  func name(_ column: Int) {
    while named.count <= column {
      named.append(false)
      keyed.append(false)
    }
    named[column] = true
  }

  /// Sets the columns of a key.
  func set(_ key: String, _ place: Place) {
    byKey[key] = place
    for column in [place.column] + place.others.map(\.column) + (place.day.map { [$0] } ?? []) {
      name(column)
      keyed[column] = true
    }
  }

  /// Gives a column another key.
  func rename(_ key: String, to other: String) {
    byKey[other] = byKey.removeValue(forKey: key)
  }

  /// Passes a column over.
  func remove(_ key: String) {
    if let place = byKey.removeValue(forKey: key) { keyed[place.column] = false }
  }

  func isNamed(_ column: Int) -> Bool { column < named.count && named[column] }
  func isKeyed(_ column: Int) -> Bool { column < keyed.count && keyed[column] }
  func isTime(_ key: String) -> Bool { times.contains(key) }

  /// Whether a text means nothing in the column of a key.
  func isDash(_ text: String, _ key: String) -> Bool {
    dashable.contains(key) && text.utf8.count <= 9 && Self.dashes.contains(CellText.normalised(text))
  }

  private static let dashes: Set<String> = ["-", "--", "---", "—", "——", "–", "/", "\\", "暂无"]
}

/// What the title of a sheet or of a section says about the rows below it.
final class RowContext {
  /// The day, as written.
  let day: String?
  /// Whether the rows are those of the afternoon.
  let isAfternoon: Bool

  init(day: String? = nil, isAfternoon: Bool = false) {
    self.day = day
    self.isAfternoon = isAfternoon
  }
}

/// A row below headings.
struct SheetRow {
  let line: Int
  /// Whether no known column is filled, apart from cells that are merged with those of a row above.
  let isEmpty: Bool
  /// What the titles above say.
  var context: RowContext?
  /// Cells by key that are elsewhere than in a column of the row: in the name of the sheet, a section, or a part of a cell.
  private(set) var derived: [String: Cell] = [:]
  private let cells: [Cell]
  private let columns: ColumnIndex

  init(_ row: RawTable.Row, _ columns: ColumnIndex) {
    line = row.line
    cells = row.cells
    self.columns = columns
    isEmpty = !row.cells.contains {
      $0.line >= row.line && columns.isKeyed($0.column) && !CellText.isBlank($0.text)
    }
  }

  /// A row whose cells are elsewhere.
  init(line: Int, _ derived: [String: Cell], _ columns: ColumnIndex) {
    self.line = line
    self.derived = derived
    self.columns = columns
    cells = []
    isEmpty = false
  }

  var source: TableSource { columns.source }

  /// Gives a key a cell that is elsewhere.
  mutating func derive(_ key: String, from cell: Cell) { derived[key] = cell }

  /// The cell of a column; `nil` if it is empty. Times have the day of the row, of its section or of the sheet if they have none.
  subscript(key: String) -> Cell? {
    if let cell = derived[key] { return cell }
    guard let place = columns.byKey[key] else { return nil }
    let cell = plain(key)
    guard columns.isTime(key) else { return cell }
    return withDay(cell, key, place)
  }

  /// The cell of a column as it stands.
  func plain(_ key: String) -> Cell? {
    if let cell = derived[key] { return cell }
    guard let place = columns.byKey[key] else { return nil }
    if let cell = filled(place.column, place.heading, key) { return cell }
    for other in place.others {
      if let cell = filled(other.column, other.heading, key) { return cell }
    }
    return nil
  }

  private func filled(_ column: Int, _ heading: String, _ key: String) -> Cell? {
    guard var cell = cells.first(where: { $0.column == column }), !CellText.isBlank(cell.text),
      !columns.isDash(cell.text, key)
    else { return nil }
    cell.heading = heading
    return cell
  }

  /// Whether the cell of a column is filled, and not merged with that of a row above.
  func isOwn(_ key: String) -> Bool { plain(key).map { $0.line >= line && $0.source === source } ?? false }

  /// The cell of a column, filled or not; the row's first cell if the table has no such column.
  func place(_ key: String) -> Cell {
    self[key]
      ?? Cell(
        source: source, line: line, column: columns.byKey[key]?.column ?? cells.first?.column ?? 0,
        heading: columns.byKey[key]?.heading)
  }

  /// The keys that the row may have.
  var keys: [String] { Array(columns.byKey.keys) + derived.keys.filter { columns.byKey[$0] == nil } }
  /// The lines that the row extends over: cells of a text file may have line breaks.
  var lines: Set<Int> { Set(cells.map(\.line).filter { $0 >= line }).union([line]) }
  /// The cells that are merged with those of the row and stand in a row above.
  var sharedCells: [Cell] { cells.filter { $0.line < line } }

  /// Whether the table has a column.
  func has(_ key: String) -> Bool { columns.byKey[key] != nil || derived[key] != nil }

  // MARK: - Days

  private func withDay(_ cell: Cell?, _ key: String, _ place: ColumnIndex.Place) -> Cell? {
    guard place.day != nil || context != nil || columns.byKey["day"] != nil || key == "readyBy" else {
      return cell
    }
    guard let cell else {
      // A column of days may hold whole times.
      guard let column = place.day, let day = filled(column, place.heading, key),
        Self.minute(of: day) ?? 0 > 0
      else { return nil }
      return day
    }
    if key == "availability" ? Self.hasDay(windows: cell) : Self.hasDay(cell) { return cell }
    var text = CellText.normalised(cell.text)
    // A clock that the workbook has as a number: 0.375.
    if let minute = Self.minute(of: cell), text.allSatisfy({ $0.isNumber || $0 == "." }) {
      text = CivilTime.clock(minute)
    }
    if let minute = Self.minute(of: cell), minute < 8 * 60, context?.isAfternoon == true {
      text = "下午" + text
    }
    guard let day = day(for: key, place) else { return cell.with(text) }
    guard let written = Self.written(day) else { return day }
    return cell.with(written + " " + text)
  }

  /// The cell with the day of a time without one.
  private func day(for key: String, _ place: ColumnIndex.Place) -> Cell? {
    if let column = place.day, let cell = filled(column, place.heading, key) { return cell }
    guard columns.kind?.isExported == true || Self.followers.contains(key) else { return nil }
    if key != "preferredArrival", let arrival = plain("preferredArrival"), Self.hasDay(arrival) {
      // Windows without a day are on every planned day.
      return key == "availability" ? nil : arrival
    }
    if let cell = plain("day") { return cell }
    return context?.day.map { Cell(source: source, line: line, column: place.column, text: $0) }
  }

  /// The times of a visit on the day that it is for.
  private static let followers: Set<String> = [
    "preferredArrival", "bookedArrival", "readyBy", "availability", "arrived",
  ]

  private static func moment(_ cell: Cell) -> CellDateTime? {
    try? CellDateTime(cell.text, countsFrom1904: cell.source.countsFrom1904)
  }

  private static func hasDay(_ cell: Cell) -> Bool { moment(cell)?.date != nil }

  private static func hasDay(windows cell: Cell) -> Bool {
    (try? CellTimeWindow.windows(cell.text))?.contains { $0.from.date != nil } ?? false
  }

  private static func minute(of cell: Cell) -> Int? { moment(cell)?.minute }

  /// The day of a cell in a form that a time of day may follow; `nil` for what is no day.
  private static func written(_ cell: Cell) -> String? {
    guard let date = moment(cell)?.date else { return nil }
    switch (date.year, date.month, date.day) {
    case (let year?, let month?, let day?): return "\(year)/\(month)/\(day)"
    case (nil, let month?, let day?): return "\(month)/\(day)"
    case (_, _, let day?): return "\(day)日"
    default: return CellText.normalised(cell.text)
    }
  }
}
