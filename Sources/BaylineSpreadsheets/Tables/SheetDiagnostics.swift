import BaylineFormats
import BaylineModel

/// Collects the errors of spreadsheets. Only the first error of a cell counts, because others tend to follow from it.
final class SheetDiagnostics {
  /// The address of a row, or of one of its lines, among all tables.
  struct RowKey: Hashable {
    let order: Int
    let line: Int

    init(_ row: SheetRow) { (order, line) = (row.source.order, row.line) }
    fileprivate init(_ key: Key) { (order, line) = (key.order, key.line) }
    private init(order: Int, line: Int) { (self.order, self.line) = (order, line) }

    /// The addresses of all lines of a row.
    static func all(_ row: SheetRow) -> [RowKey] {
      row.lines.map { RowKey(order: row.source.order, line: $0) }
    }
  }

  /// The address of a cell among all tables.
  struct Key: Hashable, Comparable {
    let order: Int
    let line: Int
    let column: Int

    init(_ cell: Cell) {
      (order, line, column) = (cell.source.order, cell.line, cell.column)
    }

    var row: RowKey { RowKey(self) }

    static func < (left: Key, right: Key) -> Bool {
      (left.order, left.line, left.column) < (right.order, right.line, right.column)
    }
  }

  private var found: [Key: Diagnostic] = [:]
  private var whole: [Diagnostic] = []
  private var muted: Set<Key> = []
  /// Rows that are read for what refers to them, but whose errors are known.
  private(set) var rowsAside: Set<RowKey> = []
  /// Merged cells of rows set aside that count for other rows, too.
  private var stillRead: Set<Key> = []
  /// A broken file must not fill the memory with messages.
  private static let maxDiagnostics = 100_000

  /// Reports an error of a cell.
  func report(_ problem: Diagnostic.Problem, at cell: Cell) {
    let key = Key(cell)
    guard found[key] == nil, !muted.contains(key), found.count < Self.maxDiagnostics,
      !isAside(key)
    else { return }
    let shown =
      cell.heading == nil && cell.text.isEmpty
      ? nil : Diagnostic.CellContext(heading: cell.heading, text: cell.text)
    found[key] = Diagnostic(file: cell.source.file, place: cell.place, problem: problem, cell: shown)
  }

  /// Reports an error specific to spreadsheets.
  func report(_ problem: Diagnostic.SpreadsheetProblem, at cell: Cell) {
    report(.sheet(problem), at: cell)
  }

  /// Reports an error of a whole file.
  func report(_ fault: Diagnostic) {
    whole.append(fault)
  }

  /// Reports that a file has no table of a kind.
  func reportMissing(_ kind: TableKind, in file: String?) {
    report(
      Diagnostic(file: file ?? "-", place: "$", problem: .sheet(.missingTable(kind.bilingualTitle))))
  }

  /// A required cell; `nil` after reporting that it or its column is missing.
  func required(_ key: String, of row: SheetRow, _ kind: TableKind) -> Cell? {
    if let cell = row[key] { return cell }
    let place = row.place(key)
    if row.has(key) {
      report(.missingCell, at: place)
    } else if kind.column(key)?.isRequired == true {
      // The missing column is already reported.
      mute(place)
    } else {
      report(.missingHeading(kind.column(key)?.bilingualHeading ?? key), at: place)
    }
    return nil
  }

  /// The known name nearest to a mistyped one; `nil` once there are many errors, because the search is slow.
  func nearest(to name: String, among known: some Collection<String>) -> String? {
    hasFewFaults ? nearestName(to: name, among: known) : nil
  }

  /// Whether there are so few errors that a search for the right name is worth its time for each.
  var hasFewFaults: Bool { found.count < 1_000 }

  /// Whether a cell has an error.
  func has(_ cell: Cell) -> Bool {
    found[Key(cell)] != nil
  }

  /// Suppresses errors of a cell whose cause is reported elsewhere.
  func mute(_ cell: Cell) {
    muted.insert(Key(cell))
  }

  // MARK: - Rows set aside

  /// A log with the same errors, but those of some rows.
  ///
  /// - Parameter shared: Merged cells of these rows that count for other rows, too.
  func copy(settingAside rows: Set<RowKey>, stillReading shared: Set<Key>) -> SheetDiagnostics {
    let copy = SheetDiagnostics()
    copy.rowsAside = rows
    copy.stillRead = shared
    copy.found = found.filter { !copy.isAside($0.key) }
    copy.whole = whole
    return copy
  }

  private func isAside(_ key: Key) -> Bool {
    !rowsAside.isEmpty && rowsAside.contains(key.row) && !stillRead.contains(key)
  }

  /// Whether a row is set aside.
  func isAside(_ row: SheetRow) -> Bool { !rowsAside.isEmpty && rowsAside.contains(RowKey(row)) }

  /// The errors of cells.
  var cellFaults: [Key: Diagnostic] { found }

  /// The errors of whole files.
  var fileFaults: [Diagnostic] { whole }

  var isEmpty: Bool { found.isEmpty && whole.isEmpty }

  /// All errors: those of whole files first, then by table, line and column.
  var diagnostics: [Diagnostic] {
    whole + found.sorted { $0.key < $1.key }.map(\.value)
  }
}
