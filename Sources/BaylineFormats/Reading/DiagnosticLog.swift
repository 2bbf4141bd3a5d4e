import BaylineModel

/// Collects the problems of a file while it is decoded.
///
/// A class, because all values of the file share it.
package final class DiagnosticLog {
  let file: String
  /// The problems, in the order of the file.
  package private(set) var diagnostics: [Diagnostic] = []
  /// The first spelling of every id, trade and other name.
  var spellings: Set<String>

  /// Number of problems with suggestions: each compares a name with all known ones.
  private static let maxSuggested = 1_000
  /// Maximum number of problems, so that a huge broken file does not fill the memory with messages.
  static let maxCount = 100_000

  package init(file: String, spellings: Set<String> = []) {
    self.file = file
    self.spellings = spellings
  }

  /// Whether decoding can stop.
  var isFull: Bool { diagnostics.count >= Self.maxCount }

  func report(_ problem: Diagnostic.Problem, at place: String, cell: Diagnostic.CellContext? = nil) {
    if !isFull { diagnostics.append(Diagnostic(file: file, place: place, problem: problem, cell: cell)) }
  }

  /// The known name most similar to a mistyped one.
  func nearest(to name: String, among known: some Collection<String>) -> String? {
    diagnostics.count < Self.maxSuggested ? nearestName(to: name, among: known) : nil
  }

  /// The root of a JSON text, after reporting its problems; `nil` if it cannot be parsed.
  ///
  /// - Parameters:
  ///   - path: The path of the root.
  ///   - place: The place of a position in the text.
  package func root(
    of bytes: [UInt8], at path: JSONPath = .root,
    _ place: (Diagnostic.TextPosition) -> String = { $0.description }
  ) -> Node? {
    let (value, errors) = JSONParser.parse(bytes)
    let ordered = errors.sorted { $0.offset < $1.offset }
    for (error, position) in zip(ordered, Diagnostic.TextPosition.of(ordered.map(\.offset), in: bytes)) {
      report(error.problem, at: place(position))
    }
    return value.map { Node($0, path, self) }
  }

  /// The members of the root of a file of a format; `nil` if it cannot be read or is of another format.
  func fields(of source: DocumentSource, format: String, _ shape: ObjectShape) -> Fields? {
    guard let root = root(of: source), root.isFormat(format) else { return nil }
    return Fields(root, shape)
  }
}
