import BaylineModel

/// Collects the faults of one file while it is read.
///
/// A class, because every value of the file writes into the same log; it never leaves the reading.
package final class DiagnosticLog {
  let file: String
  /// What was found, in the order of the file.
  package private(set) var diagnostics: [Diagnostic] = []
  /// Each name of ids, trades, … in its first spelling.
  var spellings: Set<String>

  /// A suggestion compares a name with all known ones: worth it for the first faults, not for the millionth.
  private static let suggestions = 1_000
  /// Nobody reads more; a broken file of gigabytes shall not fill the memory with messages.
  static let most = 100_000

  package init(file: String, spellings: Set<String> = []) {
    self.file = file
    self.spellings = spellings
  }

  /// Whether more need not be looked for.
  var isFull: Bool { diagnostics.count >= Self.most }

  func report(_ problem: DiagnosticProblem, at place: String, cell: CellContext? = nil) {
    if !isFull { diagnostics.append(Diagnostic(file: file, place: place, problem: problem, cell: cell)) }
  }

  /// The known name nearest to a mistyped one.
  func nearest(to name: String, among known: some Collection<String>) -> String? {
    diagnostics.count < Self.suggestions ? nearestName(to: name, among: known) : nil
  }

  /// The root of a JSON text, after its faults were noted; `nil` if it cannot be read.
  package func root(of bytes: [UInt8]) -> Node? {
    let (value, textFaults) = JSONParser.parse(bytes)
    let ordered = textFaults.sorted { $0.offset < $1.offset }
    for (fault, place) in zip(ordered, TextPosition.of(ordered.map(\.offset), in: bytes)) {
      report(fault.problem, at: place.description)
    }
    return value.map { Node($0, .root, self) }
  }
}
