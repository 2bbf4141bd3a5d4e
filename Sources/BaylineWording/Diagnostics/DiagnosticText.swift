public import BaylineFormats
public import BaylineModel

/// Words for diagnostics: `FILE:PLACE: what is wrong; how to fix it`, each on one line.
public struct DiagnosticText: Sendable {
  /// What is wrong, and how to fix it.
  typealias Sentence = (what: String, fix: String)

  /// The language of the words.
  public var language: Language

  /// Creates words in a language.
  public init(_ language: Language) {
    self.language = language
  }

  /// A diagnostic on one line, without a line break. Colon and semicolon are the same in both languages, because
  /// other programs read these lines, too.
  public func line(_ diagnostic: Diagnostic) -> String {
    let sentence = sentence(diagnostic.problem)
    let cell = diagnostic.cell.map { remark($0, beside: sentence.what) } ?? ""
    let (file, place) = (Self.visible(diagnostic.file), Self.visible(diagnostic.place))
    return "\(file):\(place): \(sentence.what)\(cell); \(sentence.fix)"
  }

  /// A diagnostic without its place, for a comment at the place itself.
  package func comment(_ diagnostic: Diagnostic) -> String {
    let sentence = sentence(diagnostic.problem)
    return "\(sentence.what); \(sentence.fix)"
  }

  /// What is wrong, without place and remedy.
  package func fault(_ diagnostic: Diagnostic) -> String {
    sentence(diagnostic.problem).what
  }

  /// A line for each diagnostic, every one ending in a line break.
  public func text(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { line($0) + "\n" }.joined()
  }

  /// Heading and text of a cell in brackets; the text only if the sentence does not contain it already.
  private func remark(_ cell: Diagnostic.CellContext, beside what: String) -> String {
    let text = Self.shown(cell.text)
    let content = text.isEmpty || what.contains(text) ? nil : quoted(cell.text)
    let parts = [cell.heading.map(Self.shown), content].compactMap { $0 }
    return parts.isEmpty ? "" : words.bracketed(parts.joined(separator: words("：", ": ")))
  }

  // MARK: - Sentences

  /// What is wrong and how to fix it, without file and place.
  func sentence(_ problem: Diagnostic.Problem) -> Sentence {
    switch problem {
    case .scenarioConflict(let problem, let nearest): sentence(problem, nearest: nearest)
    case .eventConflict(let problem): sentence(problem)
    case .sheet(let problem): sentence(problem)
    case .counts(let problem): sentence(problem)
    case .actual(let problem): sentence(problem)
    default:
      syntax(problem) ?? value(problem) ?? reference(problem) ?? rule(problem) ?? file(problem)
        ?? (problem.code, problem.code)
    }
  }

  var words: Glossary { Glossary(language) }

  /// A sentence in the language.
  func say(
    _ chinese: @autoclosure () -> String, _ english: @autoclosure () -> String,
    fix chineseFix: @autoclosure () -> String, _ englishFix: @autoclosure () -> String
  ) -> Sentence {
    language == .chinese ? (chinese(), chineseFix()) : (english(), englishFix())
  }

  /// The same, with the most similar name as the fix if there is one.
  func say(
    _ chinese: @autoclosure () -> String, _ english: @autoclosure () -> String, nearest: String?,
    fix chineseFix: @autoclosure () -> String, _ englishFix: @autoclosure () -> String
  ) -> Sentence {
    let sentence = say(chinese(), english(), fix: chineseFix(), englishFix())
    guard let name = nearest.map(quoted) else { return sentence }
    return (sentence.what, words("是否想写\(name)？", "did you mean \(name)?"))
  }

  /// A value of the file in quotation marks.
  func quoted(_ text: String) -> String {
    let text = Self.shown(text)
    return words("“\(text)”", "\"\(text)\"")
  }

  // MARK: - Values of files

  /// A value of the file, short and on one line.
  package static func shown(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > 60 else { return visible(text) }
    return visible(String(String.UnicodeScalarView(scalars.prefix(60)))) + "…"
  }

  /// A text with escapes for characters that break a line, move the cursor or change the direction of writing: the
  /// content of a file must not act on the terminal.
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
