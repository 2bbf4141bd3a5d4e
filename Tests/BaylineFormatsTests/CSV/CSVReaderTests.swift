import BaylineModel
import Testing

@testable import BaylineFormats

@Suite struct CSVReaderTests {
  private func read(_ text: String, _ delimiter: Character = ",") -> CSVReader {
    CSVReader(Array(text.utf8), delimiter: delimiter.asciiValue ?? 0)
  }

  private func texts(_ text: String, _ delimiter: Character = ",") -> [[String]] {
    read(text, delimiter).rows.map { $0.cells.map(\.text) }
  }

  @Test func cellsRowsAndLineEnds() {
    #expect(texts("a,b\nc,d\r\ne,f\rg,h") == [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]])
    #expect(texts("a;b,c", ";") == [["a", "b,c"]])
    #expect(texts("a\tb", "\t") == [["a", "b"]])
  }

  @Test func quotesHoldDelimitersLineBreaksAndDoubledQuotes() {
    #expect(texts("\"a,b\",\"c\r\nd\",\"e\"\"f\"\n") == [["a,b", "c\r\nd", "e\"f"]])
    // A quote that does not begin its cell is a character.
    #expect(texts("5\" tyre,“x”") == [["5\" tyre", "“x”"]])
  }

  @Test func emptyCellsAndRowsAreLeftOutAndColumnsKept() {
    let rows = read(",,a,\n\n,\"\",\nb").rows
    #expect(rows.map(\.line) == [1, 4])
    #expect(rows[0].cells.map(\.column) == [2])
  }

  @Test func linesAreThoseOfAnEditor() {
    let rows = read("\"a\nb\",\"c\nd\"\ne").rows
    #expect(rows[0].cells.map(\.line) == [1, 2])
    #expect(rows[1].line == 4)
  }

  @Test func problemsWithQuotes() {
    let surplus = read("a,\"b\"c,d\n")
    #expect(surplus.problems == [.init(line: 1, column: 1, problem: .textAfterQuote("c"), text: "b")])
    #expect(surplus.rows[0].cells.map(\.text) == ["a", "b", "d"])
    let open = read("a\nb,\"c\nd")
    #expect(open.problems == [.init(line: 2, column: 1, problem: .quoteNotClosed, text: "\"c\nd")])
    #expect(open.rows.map { $0.cells.map(\.text) } == [["a"], ["b"]])
  }

  @Test func firstLineCanNameTheDelimiter() {
    #expect(texts("sep=;\r\na;b") == [["a", "b"]])
    #expect(texts("\"sep=\t\"\na\tb") == [["a", "b"]])
    #expect(texts("sep=;x\n") == [["sep=;x"]])
  }

  /// What `CSVWriter` writes, with any delimiter, comes back.
  @Test(arguments: [",", ";", "\t"]) func whatIsWrittenIsRead(delimiter: String) {
    let cells = ["a", "x,y;z\t", "\"", "l\r\nm", " b ", "=1+1", "-5", "車"]
    var writer = CSVWriter(delimiter: delimiter)
    writer.add(cells)
    let row = texts(String(writer.text.unicodeScalars.dropFirst()), Character(delimiter))[0]
    #expect(row.map(CSVWriter.unguarded) == cells)
  }
}
