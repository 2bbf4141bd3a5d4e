/// Where the text of a document is: in a file of its own, or in a member of a larger document, there as JSON or as a
/// string with its text.
package enum DocumentSource: Sendable {
  /// The bytes of a file.
  case file([UInt8])
  /// A member of a larger document, and its path there, which the places of problems begin with.
  case member(JSONValue, path: JSONPath)

  /// The text, where there is one.
  package var text: [UInt8] {
    switch self {
    case .file(let bytes): bytes
    case .member(.string(let text), _): Array(text.utf8)
    case .member(let value, _): Array(JSONWriter.line(value).utf8)
    }
  }
}

extension DiagnosticLog {
  /// The root of a document, after reporting the problems of its text; `nil` if that cannot be parsed.
  ///
  /// Places in the text of a string are those of its path with line and column: `$.site:3:14`.
  package func root(of source: DocumentSource) -> Node? {
    switch source {
    case .file(let bytes):
      return root(of: bytes)
    case .member(.string(let text), let path):
      return root(of: Array(text.utf8), at: path) { "\(path.description):\($0)" }
    case .member(let value, let path):
      return Node(value, path, self)
    }
  }
}

extension Node {
  /// This value as a document of its own.
  package var document: DocumentSource { .member(value, path: path) }
}
