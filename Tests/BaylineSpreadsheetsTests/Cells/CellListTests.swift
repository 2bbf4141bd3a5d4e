import BaylineFormats
import BaylineModel
import Testing

@testable import BaylineSpreadsheets

@Suite struct CellListTests {
  @Test func elementsHaveSignsOrLineBreaksBetweenThem() {
    for text in ["a;b", "a；b", " a 、 b ", "a\nb", "a\r\nb", "a;b;", "\"a\";b"] {
      #expect(CellList.texts(text) == ["a", "b"], "\(text)")
    }
    #expect(CellList.texts("a,b") == ["a,b"])
    #expect(CellList.texts("()") == [])
  }

  @Test func openQuotesAndEmptyListsAreNone() {
    for text in ["\"a", "\"a\"b", ";", " ", "a;\"b"] { #expect(CellList.texts(text) == nil, "\(text)") }
  }

  @Test func countsFollowAStar() {
    let wanted = [
      CellList.Element(text: "BRK-PADF", count: "2"), CellList.Element(text: "F*x"), .init(text: "O"),
    ]
    #expect(CellList.elements("BRK-PADF×2; \"F*x\" ;O", counted: true) == wanted)
    #expect(CellList.elements("a*", counted: true) == nil)
    #expect(CellList.elements("*2", counted: true) == nil)
  }

  @Test func whatIsWrittenIsRead() {
    let hard = ["a;b", "\"q\"", " x ", "", "()", "a*3", "多、个", "\n", "plain", "'=1"]
    #expect(CellList.texts(CellList.text(hard)) == hard)
    let counted = hard.map { CellList.Element(text: $0, count: "3") }
    #expect(CellList.elements(CellList.text(counted), counted: true) == counted)
    #expect(CellList.texts(CellList.text([String]())) == [])
  }

  /// Texts that a cell would lose or change by itself.
  @Test(arguments: ["", " ", "\n", "\"\"", "\" \"", "\"\"\"\"", "\"q\"", "plain", " x ", "\"", "''", "'=1"])
  func textsOfCells(text: String) {
    let cell = CSVWriter.guarded(CellText.escaped(text))
    #expect(!CellText.isBlank(cell))
    #expect(CellText.unescaped(CSVWriter.unguarded(cell)) == text)
    let id = CellText.escapedId(text)
    #expect((CellText.unescapedId(id) ?? CellText.trimmed(id)) == text)
  }

  @Test func numbersThatASpreadsheetHasRounded() {
    #expect(CellText.isRounded("1.38E+10") && CellText.isRounded("1E+05"))
    #expect(!CellText.isRounded("1E5") && !CellText.isRounded("E+10") && !CellText.isRounded("B+E+10"))
  }
}
