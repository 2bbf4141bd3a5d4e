import BaylineModel

/// Reads the rows of past counts.
struct CountsReader {
  private typealias Cell = CSVReader.Cell

  /// The content of a column.
  private enum Column: Equatable {
    case date, shop, kind, count
    /// Visits of a kind, by its position among the kinds of the file.
    case visits(Int)
    case ignored
  }

  /// A count of visits.
  private struct Entry {
    var shop: String
    var date: CivilDate
    var kind: Int
    var count: Int
  }

  private struct Key: Hashable {
    var shop: String
    var date: CivilDate
    var kind: Int?
  }

  private let format: CountsFormat
  private let log: DiagnosticLog
  private var headings: [Int: String] = [:]
  private var columns: [Int: Column] = [:]
  /// The kinds of the file in order of appearance, and their kinds at the site; `nil` if left out.
  private var names: [String] = []
  private var placeOfName: [String: Int] = [:]
  private var meaning: [VisitKind?] = []
  private var entries: [Entry] = []
  private var lines: [Key: Int] = [:]
  private var shops: [String] = []

  init(_ format: CountsFormat, _ log: DiagnosticLog) {
    self.format = format
    self.log = log
  }

  /// The counts of the chosen shop; `nil` after reporting problems.
  mutating func counts(_ text: CSVReader) -> DailyCounts? {
    for problem in text.problems {
      report(
        .sheet(problem.problem),
        at: Cell(text: problem.text, line: problem.line, column: problem.column))
    }
    guard let heading = text.rows.first else { return nil }
    readHeadings(heading)
    guard log.diagnostics.isEmpty else { return nil }
    for row in text.rows.dropFirst() where !log.isFull { read(row) }
    checkMap()
    let shop = chosenShop()
    guard log.diagnostics.isEmpty, let shop else { return nil }
    return counts(of: shop)
  }

  // MARK: - Headings

  private mutating func readHeadings(_ row: CSVReader.Row) {
    for cell in row.cells {
      let text = Self.trimmed(cell.text)
      headings[cell.column] = text
      if let column = Self.columnNames[text.lowercased()] {
        if columns.values.contains(column) { report(.sheet(.duplicateHeading(text)), at: cell) }
        columns[cell.column] = column
      } else if text.lowercased().hasPrefix("x-") {
        columns[cell.column] = .ignored
      }
    }
    let isLong = columns.values.contains(.kind) || columns.values.contains(.count)
    for cell in row.cells where columns[cell.column] == nil {
      let text = Self.trimmed(cell.text)
      if isLong {
        let nearest = log.nearest(to: text, among: ["date", "shop", "kind", "count"])
        report(.sheet(.unknownHeading(text, nearest: nearest)), at: cell)
      } else if placeOfName[text] != nil {
        report(.sheet(.duplicateHeading(text)), at: cell)
      } else {
        columns[cell.column] = .visits(place(of: text, at: cell))
      }
    }
    let needed: [(Column, String)] =
      isLong ? [(.date, "date"), (.kind, "kind"), (.count, "count")] : [(.date, "date")]
    for (column, name) in needed where !columns.values.contains(column) {
      log.report(.sheet(.missingHeading(name)), at: "\(row.line):A")
    }
    if !isLong, names.isEmpty { log.report(.sheet(.missingHeading("maintenance")), at: "\(row.line):A") }
  }

  /// The position of a kind of the file; its first occurrence is checked against the site.
  private mutating func place(of name: String, at cell: CSVReader.Cell) -> Int {
    if let place = placeOfName[name] { return place }
    placeOfName[name] = names.count
    names.append(name)
    let mapped = format.map[name]
    if mapped == CountsFormat.excluded {
      meaning.append(nil)
    } else {
      let kind = Self.kindWords[mapped ?? name] ?? VisitKind(rawValue: mapped ?? name)
      meaning.append(kind)
      if let known = format.kinds, !known.contains(kind) {
        let nearest = log.nearest(to: kind.rawValue, among: known.map(\.rawValue))
        report(.counts(.unmappedKind(kind.rawValue, nearest: nearest)), at: cell)
      }
    }
    return names.count - 1
  }

  // MARK: - Rows

  private mutating func read(_ row: CSVReader.Row) {
    var cells: [Int: CSVReader.Cell] = [:]
    for cell in row.cells {
      if columns[cell.column] == nil {
        report(.sheet(.cellWithoutHeading), at: cell)
      } else {
        cells[cell.column] = cell
      }
    }
    var date: CivilDate?
    var dateCell: CSVReader.Cell?
    var shop = ""
    var kind: Int?
    var counts: [(kind: Int?, count: Int)] = []
    for (position, column) in columns.sorted(by: { $0.key < $1.key }) {
      guard column != .ignored else { continue }
      guard let cell = cells[position], !Self.trimmed(cell.text).isEmpty else {
        report(.sheet(.missingCell), at: CSVReader.Cell(text: "", line: row.line, column: position))
        continue
      }
      switch column {
      case .date:
        date = self.date(cell)
        dateCell = cell
      case .shop: shop = Self.trimmed(cell.text)
      case .kind: kind = place(of: Self.trimmed(cell.text), at: cell)
      case .count: if let count = count(cell) { counts.append((nil, count)) }
      case .visits(let place): if let count = count(cell) { counts.append((place, count)) }
      case .ignored: break
      }
    }
    guard let date, let dateCell else { return }
    let key = Key(shop: shop, date: date, kind: kind)
    if let line = lines[key] {
      report(.counts(.repeatedDay(dateCell.text, line: line)), at: dateCell)
      return
    }
    lines[key] = row.line
    if !shops.contains(shop) { shops.append(shop) }
    for (place, count) in counts {
      guard let place = place ?? kind else { continue }
      entries.append(Entry(shop: shop, date: date, kind: place, count: count))
    }
    noteSpan(date, at: dateCell)
  }

  private var span: (first: Int, last: Int)?

  /// Reports a date that is a century away from the others: a typing error.
  private mutating func noteSpan(_ date: CivilDate, at cell: CSVReader.Cell) {
    let (first, last) = (
      min(span?.first ?? date.ordinal, date.ordinal), max(span?.last ?? date.ordinal, date.ordinal)
    )
    guard last - first < Diagnostic.InputLimit.historyDays.value else {
      return report(.tooLarge(String(last - first + 1), .historyDays), at: cell)
    }
    span = (first, last)
  }

  private func date(_ cell: CSVReader.Cell) -> CivilDate? {
    let text = Self.trimmed(cell.text)
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" }
    let numbers = parts.compactMap { part in
      part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
    }
    guard parts.count == 3, numbers.count == 3, parts[0].count == 4, (1...2).contains(parts[1].count),
      (1...2).contains(parts[2].count)
    else {
      report(.sheet(.notACellDate(text)), at: cell)
      return nil
    }
    guard let date = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]) else {
      report(.dateNotInCalendar(text), at: cell)
      return nil
    }
    return date
  }

  private func count(_ cell: CSVReader.Cell) -> Int? {
    let text = Self.trimmed(cell.text)
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      report(.sheet(.notACellNumber(text)), at: cell)
      return nil
    }
    if text.hasPrefix("-") {
      report(.tooSmall(text, min: 0), at: cell)
      return nil
    }
    guard let count = Int(digits), count <= Diagnostic.InputLimit.appointments.value else {
      report(.tooLarge(text, .appointments), at: cell)
      return nil
    }
    return count
  }

  // MARK: - All rows

  private func checkMap() {
    for name in format.map.keys.sortedByCodePoint() where placeOfName[name] == nil {
      log.report(.counts(.mapsNothing(name, nearest: log.nearest(to: name, among: names))), at: "$")
    }
  }

  private func chosenShop() -> String? {
    guard columns.values.contains(.shop) else {
      if let shop = format.shop { log.report(.counts(.noShops(shop)), at: "$") }
      return ""
    }
    guard let wanted = format.shop else {
      if shops.count > 1 { log.report(.counts(.shopNotChosen(shops)), at: "$") }
      return shops.first ?? ""
    }
    if !shops.contains(wanted), !shops.isEmpty {
      let nearest = log.nearest(to: wanted, among: shops)
      log.report(.counts(.unknownShop(wanted, nearest: nearest)), at: "$")
    }
    return wanted
  }

  private func counts(of shop: String) -> DailyCounts {
    var kinds: [VisitKind] = []
    let places = meaning.map { kind -> Int? in
      guard let kind else { return nil }
      if let place = kinds.firstIndex(of: kind) { return place }
      kinds.append(kind)
      return kinds.count - 1
    }
    var days: [CivilDate: [Int]] = [:]
    for entry in entries where entry.shop == shop {
      // A day on which all kinds are left out still counts as a day with data.
      var row = days[entry.date] ?? Array(repeating: 0, count: kinds.count)
      if let place = places[entry.kind] { row[place] += entry.count }
      days[entry.date] = row
    }
    return DailyCounts(kinds: kinds, days: days)
  }

  // MARK: - Cells

  private func report(_ problem: Diagnostic.Problem, at cell: CSVReader.Cell) {
    log.report(
      problem, at: "\(cell.line):\(Self.letters(cell.column))",
      cell: Diagnostic.CellContext(heading: headings[cell.column], text: cell.text))
  }

  /// The name of a column in spreadsheets: A, …, Z, AA, ….
  private static func letters(_ column: Int) -> String {
    var (rest, letters) = (column + 1, "")
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }

  private static func trimmed(_ text: String) -> String {
    let kept = text.drop(while: \.isWhitespace)
    guard let last = kept.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return CSVWriter.unguarded(String(kept[...last]))
  }

  private static let columnNames: [String: Column] = [
    "date": .date, "日期": .date, "shop": .shop, "门店": .shop, "kind": .kind, "业务类型": .kind, "count": .count,
    "数量": .count,
  ]

  /// The Chinese names of the kinds.
  private static let kindWords: [String: VisitKind] = [
    "返修": .comeback, "召回": .recall, "事故": .accident, "维修": .repair, "保修": .warranty, "首保": .firstService,
    "定保": .maintenance, "检查": .inspection,
  ]
}
