import BaylineFormats
import BaylineModel

/// Collects the faults of spreadsheets; each cell tells its first one alone, for what follows from it helps nobody.
final class SheetDiagnostics {
  private struct Key: Hashable, Comparable {
    var order: Int
    var line: Int
    var column: Int

    init(_ cell: Cell) {
      (order, line, column) = (cell.source.order, cell.line, cell.column)
    }

    static func < (left: Key, right: Key) -> Bool {
      (left.order, left.line, left.column) < (right.order, right.line, right.column)
    }
  }

  private var found: [Key: Diagnostic] = [:]
  private var whole: [Diagnostic] = []
  private var muted: Set<Key> = []
  /// Nobody reads more; a broken file shall not fill the memory with messages.
  private static let maxDiagnostics = 100_000

  /// Notes a fault of a cell.
  func report(_ problem: DiagnosticProblem, at cell: Cell) {
    let key = Key(cell)
    guard found[key] == nil, !muted.contains(key), found.count < Self.maxDiagnostics else { return }
    let shown =
      cell.heading == nil && cell.text.isEmpty ? nil : CellContext(heading: cell.heading, text: cell.text)
    found[key] = Diagnostic(file: cell.source.file, place: cell.place, problem: problem, cell: shown)
  }

  /// Notes a fault that only a spreadsheet has.
  func report(_ problem: SpreadsheetProblem, at cell: Cell) {
    report(.sheet(problem), at: cell)
  }

  /// Notes a fault of a whole file.
  func report(_ fault: Diagnostic) {
    whole.append(fault)
  }

  /// The known name nearest to a mistyped one; looked for while faults are few.
  func nearest(to name: String, among known: some Collection<String>) -> String? {
    found.count < 1_000 ? nearestName(to: name, among: known) : nil
  }

  /// Whether a cell has a fault.
  func has(_ cell: Cell) -> Bool {
    found[Key(cell)] != nil
  }

  /// Tells nothing of a cell whose fault was told elsewhere.
  func mute(_ cell: Cell) {
    muted.insert(Key(cell))
  }

  /// Whether nothing was found.
  var isEmpty: Bool { found.isEmpty && whole.isEmpty }

  /// All faults: those of whole files first, then by table, line and column.
  var diagnostics: [Diagnostic] {
    whole + found.sorted { $0.key < $1.key }.map(\.value)
  }
}
