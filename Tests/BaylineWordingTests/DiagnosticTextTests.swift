import BaylineFormats
import BaylineModel
import BaylineReports
import Foundation
import TestSupport
import Testing

@testable import BaylineWording

@Suite struct DiagnosticTextTests {
  private func line(_ problem: Diagnostic.Problem, _ language: Language) -> String {
    DiagnosticText(language).line(Diagnostic(file: "d.json", place: "$.a[0]", problem: problem))
  }

  @Test func linesHaveFilePlaceCauseAndFix() {
    #expect(
      line(.unknownMember("minuts", nearest: "minutes"), .english)
        == #"d.json:$.a[0]: unknown member "minuts"; did you mean "minutes"?"#)
    #expect(
      line(.unknownMember("minuts", nearest: "minutes"), .chinese)
        == "d.json:$.a[0]: 此处没有“minuts”这一项; 是否想写“minutes”？")
  }

  @Test(arguments: Language.allCases)
  func everyLineHasACauseAndAFix(language: Language) {
    for problem in diagnosticSamples {
      let line = line(problem, language)
      let parts = line.dropFirst("d.json:$.a[0]: ".count).split(separator: "; ", maxSplits: 1)
      #expect(parts.count == 2 && parts.allSatisfy { $0.count >= 2 }, "\(line)")
      #expect(!line.contains("Optional(") && !line.contains("\n"), "\(line)")
    }
  }

  @Test func contentOfAFileCannotActOnTheTerminal() {
    let line = line(.duplicateId("a\u{1b}[2J\nb\u{202e}\u{2028}"), .english)
    #expect(line.contains(#""a\u{1b}[2J\u{a}b\u{202e}\u{2028}""#))
    #expect(!line.unicodeScalars.contains("\u{1b}"))
  }

  @Test func cellsHaveTheirHeadingAndText() {
    let cell = Diagnostic.CellContext(heading: "Minutes", text: "3o")
    let diagnostic = Diagnostic(
      file: "d.csv", place: "4:C", problem: .sheet(.notACellNumber("3o")), cell: cell)
    #expect(
      DiagnosticText(.english).line(diagnostic).hasPrefix(#"d.csv:4:C: "3o" is not an integer (Minutes); "#))
    let other = Diagnostic(file: "d.csv", place: "4:C", problem: .sheet(.notASpreadsheet), cell: cell)
    #expect(DiagnosticText(.english).line(other).contains(#" (Minutes: "3o"); "#))
    #expect(DiagnosticText(.chinese).line(other).contains("（Minutes：“3o”）; "))
  }

  @Test func longValuesAreTruncated() {
    #expect(line(.duplicateId(String(repeating: "长", count: 10_000)), .chinese).count < 120)
  }

  /// The cases of the enumeration, read from its source, so that none can be forgotten.
  private func codes(_ type: String) throws -> [String] {
    let file = Project.root.appending(path: "Sources/BaylineFormats/Diagnostics/Diagnostic+\(type).swift")
    let source = try String(contentsOf: file, encoding: .utf8)
    let declaration = try #require(source.split(separator: "\n  }\n").first)
    return declaration.split(separator: "\n").filter { $0.hasPrefix("    case ") }
      .map { String($0.dropFirst(9).prefix { $0.isLetter || $0.isNumber }) }
  }

  @Test func everyCodeHasASample() throws {
    let codes =
      try codes("Problem").filter { !["sheet", "counts", "actual"].contains($0) }
      + codes("SpreadsheetProblem")
      + codes("CountsProblem") + codes("ActualProblem")
    #expect(codes == diagnosticSamples.map(\.code))
    #expect(Set(codes).count == codes.count)
  }

  @Test func diagnosticsAreErrorsWithTheCodeOfTheirProblem() {
    for problem in diagnosticSamples {
      let diagnostic = Diagnostic(file: "d.json", place: "$", problem: problem)
      #expect(diagnostic.code == problem.code && diagnostic.severity == .error)
    }
  }

  /// Every problem has a sentence of its own; its code would stand in for a forgotten one.
  @Test(arguments: Language.allCases)
  func noSentenceIsForgotten(language: Language) {
    for problem in diagnosticSamples {
      #expect(DiagnosticText(language).sentence(problem).what != problem.code)
    }
  }

  @Test func theErrorsPageListsEveryCodeWithItsMessages() throws {
    let page = try String(contentsOf: Project.root.appending(path: "docs/errors.md"), encoding: .utf8)
    for problem in diagnosticSamples {
      for language in Language.allCases {
        let words = line(problem, language).dropFirst("d.json:$.a[0]: ".count)
        #expect(page.contains("`\(problem.code)`") && page.contains(words), "\(problem.code): \(words)")
      }
    }
  }

  @Test func theErrorsPageListsEveryLimit() throws {
    let page = try String(contentsOf: Project.root.appending(path: "docs/errors.md"), encoding: .utf8)
    for limit in Diagnostic.InputLimit.all {
      #expect(page.contains("| `\(limit.name)` | \(grouped(limit.value)) |"), "\(limit.name)")
    }
  }

  private func grouped(_ number: Int) -> String {
    var digits = Substring(String(number))
    var groups: [Substring] = []
    while !digits.isEmpty {
      groups.insert(digits.suffix(3), at: 0)
      digits = digits.dropLast(3)
    }
    return groups.joined(separator: ",")
  }
}
