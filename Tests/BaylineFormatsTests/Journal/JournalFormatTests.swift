import Bayline
import BaylineMath
import BaylineModel
import Testing

@testable import BaylineFormats

@Suite struct JournalFormatTests {
  private let header = JournalFormat.header(command: "whatif", digest: "0123456789abcdef")
  private let result = StudyCellResult.day(
    DayResult(terms: ScheduleCost(), visits: 3, leftOut: [.parts: 1], runs: []))

  private func read(_ text: String) throws -> JournalFormat.Reading {
    try JournalFormat.read(Array(text.utf8), command: "whatif", digest: "0123456789abcdef")
  }

  @Test func finishedCellsAreFoundAgain() throws {
    let text = header + JournalFormat.line("case/0/1", result) + JournalFormat.line("case/1/1", result)
    let reading = try read(text)
    #expect(reading.results.keys.sorted() == ["case/0/1", "case/1/1"])
    #expect(reading.wholeBytes == text.utf8.count)
    #expect(reading.results["case/1/1"] == result)
  }

  // Wherever a run is killed in the middle of a write, the lines before are whole.
  @Test func aTornLastLineIsDropped() throws {
    let whole = header + JournalFormat.line("case/0/1", result)
    let torn = JournalFormat.line("case/1/1", result)
    for length in 0..<torn.utf8.count {
      let reading = try read(whole + String(decoding: Array(torn.utf8.prefix(length)), as: UTF8.self))
      #expect(reading.results.count == 1)
      #expect(reading.wholeBytes == whole.utf8.count)
    }
  }

  @Test func aTornFirstLineIsAnEmptyJournal() throws {
    for length in 0..<header.utf8.count {
      let reading = try read(String(decoding: Array(header.utf8.prefix(length)), as: UTF8.self))
      #expect(reading.results.isEmpty)
      #expect(reading.wholeBytes == 0)
    }
  }

  @Test func otherInputsAreRefused() {
    #expect(throws: JournalFormat.ReadError.mismatch) {
      try JournalFormat.read(Array(header.utf8), command: "whatif", digest: "fedcba9876543210")
    }
    #expect(throws: JournalFormat.ReadError.mismatch) {
      try JournalFormat.read(Array(header.utf8), command: "staff", digest: "0123456789abcdef")
    }
  }

  @Test(arguments: ["{\"format\": \"bayline.site/1\"}\n", "hello", "hello\n", "\n", "[]\n"])
  func otherFilesAreRefused(text: String) {
    #expect(throws: JournalFormat.ReadError.notAJournal) { try read(text) }
  }

  @Test func aDamagedLineIsReportedByNumber() {
    let line = JournalFormat.line("case/0/1", result)
    #expect(throws: JournalFormat.ReadError.damaged(line: 3)) {
      try read(header + line + "{\"cell\": 4}\n" + line)
    }
  }

  @Test func aChangedDigitIsRefused() throws {
    let line = JournalFormat.line("case/0/1", result)
    for (position, byte) in line.utf8.enumerated() where (0x30...0x39).contains(byte) {
      var bytes = Array(line.utf8)
      bytes[position] = byte == 0x39 ? 0x30 : byte + 1
      #expect(throws: JournalFormat.ReadError.damaged(line: 2)) {
        try read(header + String(decoding: bytes, as: UTF8.self))
      }
    }
  }

  // Every bit of a figure comes back, so that a run that was gone on with gives the same bytes.
  @Test func figuresComeBackToTheLastBit() throws {
    var random = SplitMix64(seed: 5)
    for _ in 0..<200 {
      var runs: [Figure.Values] = []
      for _ in 0..<random.below(4) {
        var values = Figure.Values()
        for figure in Figure.allCases where random.chance(80) {
          // All magnitudes that a figure can have, including integers.
          let number = Double(random.next() >> 11) / Double(1 << random.below(60))
          values[figure] = random.chance(20) ? number.rounded() : number
        }
        runs.append(values)
      }
      var terms = ScheduleCost()
      for term in ScheduleCost.Term.allCases { terms[term] = random.below(1_000_000) }
      let day = DayResult(terms: terms, visits: random.below(90), leftOut: [.capacity: 2], runs: runs)
      let text = JSONWriter.line(JournalFormat.json(.day(day)))
      let value = try #require(JSONParser.parse(Array(text.utf8)).value)
      #expect(JournalFormat.result(value) == .day(day))
    }
  }

  @Test func theDigestTellsInputsApart() {
    func digest(_ inputs: [(String, String)]) -> String {
      var digest = StudyDigest()
      for (name, text) in inputs { digest.add(name, text) }
      return digest.text
    }
    #expect(digest([("site", "ab"), ("demand", "c")]) == digest([("site", "ab"), ("demand", "c")]))
    #expect(digest([("site", "ab"), ("demand", "c")]) != digest([("site", "a"), ("demand", "bc")]))
    #expect(digest([("site", "a")]) != digest([("demand", "a")]))
    #expect(digest([]).count == 16)
  }
}
