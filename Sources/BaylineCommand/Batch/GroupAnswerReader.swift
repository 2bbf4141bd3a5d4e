import Bayline
import BaylineWording

/// Reads the answers of batches, one at a time.
struct GroupAnswerReader {
  private let words: Glossary
  /// All faults so far, a line each.
  private(set) var diagnostics: [String] = []

  init(_ words: Glossary) {
    self.words = words
  }

  /// Reads a file, or standard input for `-`.
  ///
  /// - Parameter body: Gets each answer, and its result if there is one.
  mutating func read(_ path: String, _ body: (JSONValue, JSONValue?) -> Void) {
    var buffer = LineBuffer(limit: Posix.maxInputBytes)
    do throws(SystemError) {
      try Posix.readParts(path) { part in
        buffer.add(part)
        while let line = buffer.next() { take(line, path, body) }
      }
    } catch {
      report(Diagnostic(file: path, place: "$", problem: .cannotRead(reason: error.words(words))))
    }
  }

  private mutating func take(
    _ line: LineSource.Line, _ path: String, _ body: (JSONValue, JSONValue?) -> Void
  ) {
    if line.isBlank { return }
    let place = { (column: Int) in "\(line.number):\(column)" }
    guard case .text(let bytes) = line.content else {
      let problem = Diagnostic.Problem.cannotRead(reason: SystemError.tooLarge.words(words))
      return report(Diagnostic(file: path, place: place(1), problem: problem))
    }
    let log = DiagnosticLog(file: path)
    let answer = log.root(of: bytes) { place($0.column) }?.value
    var result = answer?["result"]
    if case .string(let text) = answer?["text"], result == nil {
      result = log.root(of: Array(text.utf8)) { "\(line.number):$.text:\($0.description)" }?.value
    }
    log.diagnostics.forEach { report($0) }
    guard let answer, log.diagnostics.isEmpty else { return }
    guard let problem = Self.problem(of: answer) else { return body(answer, result) }
    report(Diagnostic(file: path, place: place(1), problem: problem))
  }

  /// Why a value is not an answer of a batch, if it is not.
  private static func problem(of value: JSONValue) -> Diagnostic.Problem? {
    guard case .object = value else { return .notAnObject(value.type) }
    if value["line"] == nil { return .missingMember("line") }
    let outcomes = ["result", "text", "diagnostics"]
    return outcomes.contains { value[$0] != nil } ? nil : .needsOneOf(outcomes)
  }

  private mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(DiagnosticText(words.language).line(diagnostic))
  }
}
