/// The answer to a line of a batch (docs/batch.md): what the single command writes, or why there is nothing.
package struct BatchAnswer: Hashable, Sendable {
  /// What a line says.
  package enum Outcome: Hashable, Sendable {
    /// The JSON document that the single command writes.
    case result(String)
    /// All problems of the line, at least one.
    case problems([Problem])
  }

  /// A problem of a line or of a file that it names.
  package struct Problem: Hashable, Sendable {
    /// The stable code of docs/errors.md.
    package var code: String
    /// `line 17:$.demand.appointments[3].kind`
    package var place: String
    /// What is wrong and how to fix it, in words.
    package var message: String

    /// Describes a problem.
    package init(code: String, place: String, message: String) {
      (self.code, self.place, self.message) = (code, place, message)
    }
  }

  /// The number of the line that is answered, counted from 1.
  package var line: Int
  /// The id of the line; `nil` if it could not be read.
  package var id: String?
  /// The workshop, as the line says.
  package var shop: String?
  /// The command; `nil` if it could not be read.
  package var command: BatchLine.Command?
  /// Whether the time for a line ended its search early.
  package var isStopped = false
  /// The result or the problems.
  package var outcome: Outcome

  /// Answers a line.
  package init(_ line: BatchLine, _ outcome: Outcome) {
    self.init(line: line.number, id: line.id, shop: line.shop, command: line.command, outcome)
  }

  /// Answers a line of which only the number is known, or more.
  package init(
    line: Int, id: String? = nil, shop: String? = nil, command: BatchLine.Command? = nil, _ outcome: Outcome
  ) {
    (self.line, self.id, self.shop, self.command) = (line, id, shop, command)
    self.outcome = outcome
  }

  /// The answer as a JSON object on one line, without a line break.
  ///
  /// - Parameter asText: Whether a result is given as the text of its document, byte for byte as the single command writes
  ///   it, and not as an object.
  package func text(asText: Bool = false) -> String {
    JSONWriter.line(
      JSONValue {
        $0.add("id", id)
        $0.add("line", line)
        $0.add("shop", shop)
        $0.add("command", command?.rawValue)
        $0.add("stopped", where: isStopped)
        switch outcome {
        case .result(let document):
          let value = asText ? nil : JSONParser.parse(Array(document.utf8)).value
          $0.add(value == nil ? "text" : "result", value ?? .string(document))
        case .problems(let problems):
          $0.add("diagnostics", all: problems) { problem in
            JSONValue {
              $0.add("code", problem.code)
              $0.add("place", problem.place)
              $0.add("message", problem.message)
            }
          }
        }
      })
  }
}
