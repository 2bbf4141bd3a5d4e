import BaylineFormats

/// A row of headings, and what its columns mean.
struct HeadingRow {
  let kind: TableKind
  private let cells: [Cell]

  /// The columns, and what was assumed about them.
  struct Columns {
    let columns: ColumnIndex
    var notes: [ImportNote] = []
  }

  /// The headings of a row; a column without one takes that of the row above, which may be a heading over two rows.
  ///
  /// - Parameter rows: The rows of the table.
  init?(_ rows: [RawTable.Row], _ index: Int, among kinds: [TableKind]) {
    let best = Self.best(rows[index], among: kinds)
    guard best.known >= 2 else { return nil }
    kind = best.kind
    var cells = rows[index].cells.filter { !CellText.isBlank($0.text) || $0.problem != nil }
    if index > 0, rows[index - 1].line == rows[index].line - 1 {
      let taken = Set(cells.map(\.column))
      let names = HeadingIndex[kind]
      cells += rows[index - 1].cells.filter { cell in
        let forms = Heading.forms(of: cell.text)
        return !taken.contains(cell.column) && (names.match(forms) != nil || names.choices(forms) != nil)
      }
      cells.sort { $0.column < $1.column }
    }
    self.cells = cells
  }

  // MARK: - Finding

  /// The first row with headings: of those near the first that has any, the one with most.
  static func first(in rows: ArraySlice<RawTable.Row>, among kinds: [TableKind]) -> Int? {
    guard let start = rows.indices.first(where: { best(rows[$0], among: kinds).known >= 2 }) else {
      return nil
    }
    let near = start..<min(start + 5, rows.endIndex)
    return near.max { (best(rows[$0], among: kinds).known, -$0) < (best(rows[$1], among: kinds).known, -$1) }
  }

  /// Later rows of headings of the same kind; in exports, which may be long, those that repeat the first one.
  static func repeated(in rows: [RawTable.Row], after first: Int, _ kind: TableKind) -> [Int] {
    let names = HeadingIndex[kind]
    let texts = Set(rows[first].cells.map(\.text))
    let needed = max(2, best(rows[first], among: [kind]).known / 2)
    func isHeading(_ cell: Cell) -> Bool {
      if kind.isExported || cell.text.utf8.count > 60 { return texts.contains(cell.text) }
      let forms = Heading.forms(of: cell.text)
      return names.match(forms) != nil || names.choices(forms) != nil
    }
    // Only few rows have a heading among their first cells.
    return rows.indices.dropFirst(first + 1).filter { index in
      rows[index].cells.prefix(3).contains(where: isHeading)
        && best(rows[index], among: [kind]).known >= needed
    }
  }

  /// The kind of table that matches most headings of a row, and how many it matches.
  static func best(
    _ row: RawTable.Row, among kinds: [TableKind] = TableKind.allCases
  ) -> (kind: TableKind, known: Int) {
    // Headings are short; comparing long cells would be slow.
    let forms = row.cells.filter { $0.text.utf8.count <= 200 }.map { Heading.forms(of: $0.text) }
    func score(_ kind: TableKind) -> (points: Int, missing: Int, known: Int) {
      let names = HeadingIndex[kind]
      var found: Set<Int> = []
      var assumed: Set<[String]> = []
      for forms in forms {
        if let match = names.match(forms) {
          found.insert(match.column)
        } else if names.choices(forms) != nil, let name = forms.first {
          assumed.insert(name)
        }
      }
      let known = found.count + assumed.count
      let missing = kind.columns.indices.filter { kind.columns[$0].isRequired && !found.contains($0) }
      // The number of an order is in no table of what is to come.
      let isOrder = kind.isExported && known >= 2 && found.contains(0)
      return (known + (isOrder ? 3 : 0), -missing.count, known)
    }
    let scores = kinds.map { ($0, score($0)) }
    let best = scores.max { ($0.1.points, $0.1.missing) < ($1.1.points, $1.1.missing) }
    return best.map { ($0.0, $0.1.known) } ?? (.visits, 0)
  }

  // MARK: - Meaning

  /// The columns, after reporting errors of the headings.
  func understand(_ source: TableSource, _ log: SheetDiagnostics) -> Columns {
    var columns = Columns(columns: ColumnIndex(source, kind))
    var meaning = HeadingMeaning(kind, source, log)
    for cell in cells {
      if let problem = cell.problem { log.report(problem, at: cell) }
      let forms = Heading.forms(of: cell.text)
      if forms.isEmpty { continue }
      columns.columns.name(cell.column)
      meaning.add(cell, forms)
    }
    meaning.settle(columns.columns)
    reportMissing(meaning, log)
    columns.notes = meaning.notes
    return columns
  }

  private func reportMissing(_ meaning: HeadingMeaning, _ log: SheetDiagnostics) {
    var missing = kind.columns.filter { $0.isRequired && !meaning.hasKey($0.key) }
    let isOfNobody = !["id", "plate", "customer", "phone"].contains(where: meaning.hasKey)
    if kind == .visits, isOfNobody, let plate = kind.column("plate") { missing.append(plate) }
    for column in missing {
      guard var place = cells.first else { return }
      place.column = (cells.last?.column ?? 0) + 1
      place.text = ""
      if !log.has(place) { log.report(.missingHeading(column.bilingualHeading), at: place) }
    }
  }
}

/// Assigns the headings of a row to keys.
private struct HeadingMeaning {
  private let kind: TableKind
  private let source: TableSource
  private let log: SheetDiagnostics
  private let names: HeadingIndex
  private var exact: [Int: [(cell: Cell, rank: Int)]] = [:]
  private var assumed: [(cell: Cell, choices: HeadingIndex.Choices)] = []
  private var keys: Set<String> = []
  private var passedOver: [String] = []
  private var unknown: [(heading: String, nearest: String?)] = []
  private var secondary: [String] = []
  private var readings: [(heading: String, as: String)] = []

  init(_ kind: TableKind, _ source: TableSource, _ log: SheetDiagnostics) {
    self.kind = kind
    self.source = source
    self.log = log
    names = HeadingIndex[kind]
  }

  func hasKey(_ key: String) -> Bool { keys.contains(key) }

  /// Adds a heading.
  mutating func add(_ cell: Cell, _ forms: [[String]]) {
    let name = Heading.normalised(cell.text)
    if name.hasPrefix("x-") || name.hasPrefix("x_") {
      passedOver.append(cell.text)
    } else if let match = names.match(forms) {
      exact[match.column, default: []].append((cell, match.rank))
    } else if let choices = names.choices(forms) {
      assumed.append((cell, choices))
    } else if kind.isExported {
      passedOver.append(cell.text)
    } else {
      addUnknown(cell)
    }
  }

  private mutating func addUnknown(_ cell: Cell) {
    let nearest = log.nearest(to: cell.text, among: kind.columns.flatMap { $0.chinese + $0.english })
    if kind == .scenarios {
      // A change that is passed over would be another scenario.
      log.report(.unknownHeading(cell.text, nearest: nearest), at: cell)
    } else if nearest != nil || Heading.mayBeTime(cell.text) {
      unknown.append((cell.text, nearest))
    } else {
      passedOver.append(cell.text)
    }
  }

  /// Decides which columns count.
  mutating func settle(_ columns: ColumnIndex) {
    for (index, found) in exact.sorted(by: { $0.key < $1.key }) {
      keys.insert(kind.columns[index].key)
      columns.set(kind.columns[index].key, place(found, of: kind.columns[index]))
    }
    settleAssumed(columns)
    settleReception(columns)
  }

  /// The advisor who received a vehicle can be known only of one that is here: without a column that says so, another is meant.
  private mutating func settleReception(_ columns: ColumnIndex) {
    guard kind == .visits, !keys.contains("arrived"), let place = columns.byKey["receivedBy"] else { return }
    keys.remove("receivedBy")
    if keys.insert("preferredAdvisor").inserted {
      columns.rename("receivedBy", to: "preferredAdvisor")
      read(place.heading, as: "preferredAdvisor")
    } else {
      columns.remove("receivedBy")
      unknown.append((place.heading, nil))
    }
  }

  /// The place of a column: of several headings the first in the list of the column counts. A day and a time make one moment.
  private mutating func place(
    _ found: [(cell: Cell, rank: Int)], of column: Column
  ) -> ColumnIndex.Place {
    var ordered = found.enumerated().sorted { ($0.1.rank, $0.0) < ($1.1.rank, $1.0) }.map(\.element)
    var day: Cell?
    if column.content == .time, ordered.count > 1,
      let position = ordered.firstIndex(where: { Heading.isOfDay($0.cell.text) }),
      ordered.contains(where: { !Heading.isOfDay($0.cell.text) })
    {
      day = ordered.remove(at: position).cell
    }
    let first = ordered.removeFirst()
    var place = ColumnIndex.Place(column: first.cell.column, heading: first.cell.text, day: day?.column)
    for (cell, rank) in ordered {
      if rank == first.rank {
        log.report(.duplicateHeading(cell.text), at: cell)
      } else if column.content == .text || column.content == .id, !kind.isExported {
        place.others.append((cell.column, cell.text))
        secondary.append(cell.text)
      } else {
        passedOver.append(cell.text)
      }
    }
    return place
  }

  private mutating func settleAssumed(_ columns: ColumnIndex) {
    let named = keys
    // Of two that are assumed to mean the same, the one that is listed first counts.
    for (cell, choices) in assumed.sorted(by: { $0.choices.rank < $1.choices.rank }) {
      let free = choices.keys.first { !named.contains($0) }
      guard let key = free, !keys.contains(key) else {
        unknown.append((cell.text, nil))
        continue
      }
      keys.insert(key)
      columns.set(key, ColumnIndex.Place(column: cell.column, heading: cell.text))
      read(cell.text, as: key)
    }
  }

  private mutating func read(_ heading: String, as key: String) {
    readings.append((heading, kind.column(key)?.bilingualHeading ?? key))
  }

  /// Notes on the headings.
  var notes: [ImportNote] {
    var notes: [ImportNote] = []
    let file = source.file
    if !readings.isEmpty {
      notes.append(.headingsRead(table: source.name, readings.map { "\($0.heading) → \($0.as)" }))
    }
    if !secondary.isEmpty { notes.append(.secondaryColumns(table: source.name, secondary)) }
    if !passedOver.isEmpty { notes.append(.notRead(file: file, passedOver)) }
    if !unknown.isEmpty {
      notes.append(
        .unknownHeadings(
          table: source.name, unknown.map { $0.heading + ($0.nearest.map { "（\($0)?）" } ?? "") }))
    }
    return notes
  }
}
