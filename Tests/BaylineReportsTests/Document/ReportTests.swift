import BaylineModel
import BaylineWording
import Testing

@testable import BaylineReports

@Suite struct ReportTests {
  private static let hostile = "<b onload=x>\u{202E}\u{1B}[31m\n&\"'"

  private func page(_ language: Language, name: String = "Paint +1", rows: Int = 2) -> Document {
    let table = DocumentTable(
      name: "scenarios", caption: name,
      columns: [
        DocumentColumn("Scenario"), DocumentColumn(name, .vehicles, isSigned: true),
        DocumentColumn("Cost", .money(name)),
      ],
      rows: (0..<rows).map { row in
        DocumentRow(
          [
            .words(name), .difference(Estimate(-3.21, -5, -1.42), moreIsBetter: false),
            .number(row == 0 ? nil : 1234.5),
          ], isBest: row == 0)
      })
    return Document(
      words: Glossary(language), title: name, siteName: name, keyFindings: [name], warnings: [name],
      sections: [DocumentSection(name, [.text(name), .table(table)])], notes: [name],
      origin: DocumentOrigin(program: "bayline", seed: 7, replications: 2000, files: [name]))
  }

  @Test func numbersStandAlikeInAColumnAndTheBestIsMarked() {
    let text = page(.english).text
    #expect(text.contains("★ Paint +1  -3.2 [-5.0, -1.4] ●"), "\(text)")
    #expect(text.contains("● clearly better · ★ the best · [ ] 95% interval"), "\(text)")
    #expect(text.contains("bayline · seed 7 · 2,000 replications · files: Paint +1"), "\(text)")
    #expect(!text.contains(NumberText.minus))
    #expect(page(.chinese).text.contains("● 明确变好 · ★ 最优"))
  }

  @Test func spreadsheetsHaveEachNumberInACellOfItsOwn() throws {
    let file = try #require(page(.english).csvFiles.first)
    #expect(file.name == "scenarios.csv")
    let lines = file.text.split(whereSeparator: \.isNewline).map(String.init)
    #expect(lines.last == "Paint +1,-3.21,-5,-1.42,clearly better,1234.5,", "\(lines)")
  }

  @Test(arguments: Language.allCases)
  func hostileNamesAreTextAndNothingElse(language: Language) {
    let html = page(language, name: Self.hostile).html
    #expect(!html.contains("<b onload") && html.contains("&lt;b onload=x&gt;"))
    #expect(
      !(html + page(language, name: Self.hostile).text).unicodeScalars.contains {
        $0.value == 0x202E || $0.value == 0x1B
      })
  }

  @Test func aTableWithoutRowsSaysSo() {
    #expect(page(.english, rows: 0).html.contains("None"))
    #expect(page(.chinese, rows: 0).text.contains("无"))
  }

  // Nine columns of some 20 characters are more than a terminal's 100.
  @Test func aWideTableIsSplitIntoPartsThatFit() {
    let columns = [DocumentColumn("Name")] + (0..<9).map { DocumentColumn("Figure number \($0)", .minutes) }
    let row = DocumentRow(
      [.words(String(repeating: "很长的名称", count: 20))]
        + (0..<9).map { _ in .estimate(Estimate(1.5, -100.25, 200)) })
    var page = page(.english)
    page.sections = [
      DocumentSection(
        "x", [.table(DocumentTable(name: "t", caption: "", columns: columns, rows: [row], empty: ""))])
    ]
    let lines = page.text.split(separator: "\n")
    #expect(lines.allSatisfy { String($0).displayWidth <= 100 }, "\(page.text)")
    #expect((0..<9).allSatisfy { page.text.contains("Figure number \($0)") })
  }
}
