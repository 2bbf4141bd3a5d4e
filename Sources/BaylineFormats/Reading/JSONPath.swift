/// The path from the root of a document to a value; its text is only made for problems.
package indirect enum JSONPath: CustomStringConvertible, Sendable {
  case root
  case member(JSONPath, String)
  case index(JSONPath, Int)

  /// `$.calendars["x y"].weekly`; very long names are truncated.
  package var description: String {
    var steps: [String] = []
    var path = self
    while true {
      switch path {
      case .root:
        return "$" + steps.reversed().joined()
      case .member(let parent, let name):
        steps.append(Self.step(name))
        path = parent
      case .index(let parent, let i):
        steps.append("[\(i)]")
        path = parent
      }
    }
  }

  private static func step(_ name: String) -> String {
    let isPlain =
      name.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) && byte >= 0x41
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
      } && name.utf8.first.map { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    let shown = name.unicodeScalars.count > 100 ? String(name.prefix(100)) + "…" : name
    return isPlain ? "." + shown : "[" + JSONWriter.line(.string(shown)) + "]"
  }
}
