import BaylineFormats
import BaylineModel
import Testing

@Suite struct CountsFormatTests {
  private func read(_ text: String, _ format: CountsFormat = CountsFormat()) throws -> DailyCounts {
    try format.decode(Array(text.utf8), file: "c.csv")
  }

  /// Code and place of each problem.
  private func diagnostics(_ text: String, _ format: CountsFormat = CountsFormat()) -> [String] {
    diagnostics(Array(text.utf8), format)
  }

  private func diagnostics(_ bytes: [UInt8], _ format: CountsFormat = CountsFormat()) -> [String] {
    do throws(Diagnostics) {
      _ = try format.decode(bytes, file: "c.csv")
      return []
    } catch {
      return error.elements.map { "\($0.problem.code) \($0.place)" }
    }
  }

  private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

  @Test func columnForEachKind() throws {
    let counts = try read("date,repair,maintenance\n2022-01-03,5,2\n2022-01-05,1,0\n")
    #expect(counts.kinds == [.repair, .maintenance])
    #expect(counts.first == (try day("2022-01-03")))
    #expect(counts.rows == [[5, 2], nil, [1, 0]])
  }

  @Test func rowForEachKind() throws {
    let counts = try read(
      "date,kind,count\n2022-01-03,repair,5\n2022-01-03,maintenance,2\n2022-01-05,repair,1\n")
    #expect(counts == (try read("date,repair,maintenance\n2022-01-03,5,2\n2022-01-05,1,0\n")))
  }

  @Test func asSpreadsheetsWriteIt() throws {
    let counts = try read("\u{FEFF}日期;定保;\"维修\"\r\n2022/1/3;2;5\r\n")
    #expect(counts.kinds == [.maintenance, .repair])
    #expect(counts.rows == [[2, 5]])
  }

  @Test func kindsOfTheFileBecomeKindsOfTheSite() throws {
    let format = CountsFormat(
      map: ["preventive": "maintenance", "roadCall": "repair", "other": CountsFormat.excluded],
      kinds: [.maintenance, .repair])
    let counts = try read("date,preventive,repair,roadCall,other,x-note\n2022-01-03,1,2,3,4,fine\n", format)
    #expect(counts.kinds == [.maintenance, .repair])
    #expect(counts.rows == [[1, 5]])
  }

  @Test func oneShopOfSeveral() throws {
    let text = "date,shop,repair\n2022-01-03,North,1\n2022-01-03,South,2\n2022-01-04,North,3\n"
    #expect(try read(text, CountsFormat(shop: "North")).rows == [[1], [3]])
    #expect(try read(text, CountsFormat(shop: "South")).rows == [[2]])
    #expect(diagnostics(text) == ["shopNotChosen $"])
    #expect(diagnostics(text, CountsFormat(shop: "Nort")) == ["unknownShop $"])
    #expect(diagnostics("date,repair\n2022-01-03,1\n", CountsFormat(shop: "North")) == ["noShops $"])
    #expect(try read("date,shop,repair\n2022-01-03,North,1\n").rows == [[1]])
  }

  @Test func oneRunReportsAllProblemsOfTheRows() {
    let text = """
      date,repair,maintenance
      2022-01-03,5,2
      2022-13-04,1,1
      soon,1,1
      2022-01-03,4,4
      2022-01-06,-1,2.5
      2022-01-07,,1
      2022-01-08,1,100001
      2022-01-09,1,1,7
      """
    #expect(
      diagnostics(text) == [
        "dateNotInCalendar 3:A", "notACellDate 4:A", "repeatedDay 5:A", "tooSmall 6:B", "notACellNumber 6:C",
        "missingCell 7:B", "tooLarge 8:C", "cellWithoutHeading 9:D",
      ])
  }

  @Test func headings() {
    #expect(diagnostics("day,repair\n2022-01-03,1\n") == ["missingHeading 1:A"])
    #expect(diagnostics("date\n2022-01-03\n") == ["missingHeading 1:A"])
    #expect(diagnostics("date,repair,repair\n2022-01-03,1,1\n") == ["duplicateHeading 1:C"])
    #expect(diagnostics("date,date,repair\n2022-01-03,2022-01-03,1\n") == ["duplicateHeading 1:B"])
    #expect(diagnostics("date,kind,count,repair\n2022-01-03,recall,1,1\n") == ["unknownHeading 1:D"])
    #expect(diagnostics("date,kind\n2022-01-03,recall\n") == ["missingHeading 1:A"])
  }

  @Test func kindsThatTheSiteDoesNotHave() {
    let site = CountsFormat(kinds: VisitKind.known)
    #expect(diagnostics("date,preventive,repair\n2022-01-03,1,1\n", site) == ["unmappedKind 1:B"])
    // Each is reported once, at its first occurrence.
    let long = "date,kind,count\n2022-01-03,oil,1\n2022-01-04,oil,1\n"
    #expect(diagnostics(long, site) == ["unmappedKind 2:B"])
    let mapped = CountsFormat(map: ["prevntive": "maintenance"])
    #expect(diagnostics("date,preventive\n2022-01-03,1\n", mapped) == ["mapsNothing $"])
  }

  @Test func noText() {
    #expect(diagnostics("") == ["emptyFile 1:1"])
    #expect(diagnostics(" \n") == ["emptyFile 1:1"])
    #expect(diagnostics([0x64, 0xFF]) == ["notUTF8 1:2"])
    #expect(diagnostics("date,\"repair\n2022-01-03,1\n").first == "quoteNotClosed 1:B")
  }

  /// A slip in the year would make a table of two thousand years.
  @Test func slipInAYear() {
    #expect(diagnostics("date,repair\n2022-01-03,1\n0022-01-04,1\n") == ["tooLarge 3:A"])
  }
}
