import Foundation

/// A form with files (`multipart/form-data`, RFC 7578).
struct MultipartForm: Sendable {
  /// A file that somebody has chosen.
  struct File: Sendable {
    /// Without folders.
    var name: String
    var bytes: [UInt8]
  }

  /// The fields that are no files.
  let fields: FormFields
  /// The chosen files by the names of their fields; those without a choice are missing.
  private(set) var files: [String: File] = [:]

  /// - Returns: `nil` if the type is another one, or names no boundary.
  init?(_ body: [UInt8], type: String?) {
    guard let type, type.lowercased().hasPrefix("multipart/form-data"),
      let boundary = Self.parameter("boundary", of: type), !boundary.isEmpty
    else { return nil }
    let data = Data(body)
    let mark = Data("--\(boundary)".utf8)
    var fields: [(name: String, value: String)] = []
    var start = data.range(of: mark)?.upperBound
    while let from = start, let next = data.range(of: mark, in: from..<data.endIndex) {
      // Between the marks: a line break, the part, a line break.
      if next.lowerBound - from >= 4, let part = Part(data[(from + 2)..<(next.lowerBound - 2)]) {
        if let file = part.file {
          if !file.isEmpty || !part.content.isEmpty {
            files[part.name] = File(name: file, bytes: Array(part.content))
          }
        } else if let text = String(data: part.content, encoding: .utf8) {
          fields.append((part.name, text))
        }
      }
      start = next.upperBound
    }
    self.fields = FormFields(fields: fields)
  }

  /// A part with its name.
  private struct Part {
    var name: String
    /// The name of the file; `nil` for a field that is none.
    var file: String?
    var content: Data

    init?(_ data: Data) {
      guard let end = data.range(of: Data("\r\n\r\n".utf8)),
        let head = String(data: data[data.startIndex..<end.lowerBound], encoding: .utf8)
      else { return nil }
      let lines = head.components(separatedBy: "\r\n")
      guard let line = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
        let name = MultipartForm.parameter("name", of: line)
      else { return nil }
      self.name = name
      file = MultipartForm.parameter("filename", of: line).map { name in
        name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
      }
      content = data[end.upperBound...]
    }
  }

  /// A parameter of a header: `name="…"`, with `"` written as `%22`.
  private static func parameter(_ name: String, of header: String) -> String? {
    var isQuoted = false
    let parts = header.split { character in
      if character == "\"" { isQuoted.toggle() }
      return character == ";" && !isQuoted
    }
    for part in parts.dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2, String(pair[0]).trimmed.lowercased() == name else { continue }
      var value = String(pair[1]).trimmed
      if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") {
        value = String(value.dropFirst().dropLast())
      }
      return value.replacing("%22", with: "\"")
    }
    return nil
  }
}
