public import BaylineFormats
public import BaylineModel

/// Input faults in words: `FILE:PLACE: what is wrong; what to do`, each on one line.
public struct DiagnosticText: Sendable {
  /// What is wrong, and what to do.
  typealias Sentence = (what: String, fix: String)

  /// The language of the words.
  public var language: Language

  /// Words in a language.
  public init(_ language: Language) {
    self.language = language
  }

  /// One fault on one line, without a line break. Colon and semicolon are the same in each language, for
  /// other programs read these lines, too.
  public func line(_ fault: Diagnostic) -> String {
    let sentence = sentence(fault.problem)
    let cell = fault.cell.map { remark($0, beside: sentence.what) } ?? ""
    return
      "\(Self.visible(fault.file)):\(Self.visible(fault.place)): \(sentence.what)\(cell); \(sentence.fix)"
  }

  /// Heading and text of a cell in brackets; the text only where the sentence does not have it already.
  private func remark(_ cell: CellContext, beside what: String) -> String {
    let text = Self.shown(cell.text)
    let quoted =
      text.isEmpty || what.contains(text) ? nil : language == .chinese ? "“\(text)”" : "\"\(text)\""
    let parts = [cell.heading.map(Self.shown), quoted].compactMap { $0 }
    guard !parts.isEmpty else { return "" }
    return language == .chinese ? "（\(parts.joined(separator: "："))）" : " (\(parts.joined(separator: ": ")))"
  }

  /// All faults, a line each, every line ending in a line break.
  public func text(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { line($0) + "\n" }.joined()
  }

  /// What is wrong and what to do, without file and place.
  func sentence(_ problem: DiagnosticProblem) -> Sentence {
    switch language {
    case .chinese: chinese(problem)
    case .english: english(problem)
    }
  }

  /// A value of the file, short and on one line.
  package static func shown(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > 60 else { return visible(text) }
    return visible(String(String.UnicodeScalarView(scalars.prefix(60)))) + "…"
  }

  /// A text without characters that break a line, move the cursor or turn the direction of writing: what
  /// stands in a stranger's file shall not act on the terminal.
  package static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var out = ""
    for scalar in text.unicodeScalars {
      if isHidden(scalar) {
        out += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
