import BaylineFormats
import BaylineModel
import Testing

@Suite("Comma-separated values")
struct CSVWriterTests {
  @Test("A table begins with a byte order mark and its lines end in CR LF")
  func table() {
    var writer = CSVWriter()
    writer.add(["车牌", "备注"])
    writer.add(["沪A·12345", "a, \"b\"\nc"])
    #expect(writer.text == "\u{FEFF}车牌,备注\r\n沪A·12345,\"a, \"\"b\"\"\nc\"\r\n")
  }

  @Test(
    "What a spreadsheet would take for a formula gets an apostrophe",
    arguments: ["=1+1", "+86 138", "-x", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "'=1", "''", "-"])
  func formulas(value: String) {
    #expect(CSVWriter.guarded(value) == "'" + value)
    #expect(CSVWriter.unguarded(CSVWriter.guarded(value)) == value)
  }

  @Test("Everything else stays as it is", arguments: ["", "-5", "1+1", "'s", "a=b", "10:00", " a"])
  func harmless(value: String) {
    #expect(CSVWriter.guarded(value) == value)
    #expect(CSVWriter.unguarded(value) == value)
  }

  @Test("CR LF inside a cell is quoted")
  func lineBreak() {
    #expect(CSVWriter.cell("a\r\nb") == "\"a\r\nb\"")
  }
}
