import BaylineFormats
import BaylineModel
import BaylineWording
import Testing

@testable import BaylineSpreadsheets

/// Rows without errors get in, the others are marked in a workbook.
@Suite struct PartialImportTests {
  private static let jobs = """
    项目,别名,业务类型,作业,分钟,工位类型,工种,配件号,数量
    小保养,,定保,换机油,30,lift,mechanical,OIL,1
    洗车,,检查,洗车,12 min x,lift,,,
    ,,,吹干,10,lift,,,
    补胎,轮胎,维修,补胎,30,lift,mechanical,,

    """

  private func run(_ texts: String...) -> PartialImport {
    let files = texts.enumerated().map {
      SpreadsheetImport.File(path: "\($0 + 1).csv", bytes: Array($1.utf8))
    }
    return PartialImport(Importing(from: "2026-11-23").settings, LoadedSpreadsheets(files, encoding: nil))
  }

  private func faults(_ result: PartialImport) -> [String] {
    result.diagnostics.map { "\($0.file):\($0.place) \($0.problem.code)" }
  }

  @Test func oneUnknownJobAndOneBadTime() {
    // The second row extends over lines 3 and 4.
    let visits = "车牌号,备注,项目,期望到店\n沪I·1,,补胎,8:00\n沪I·2,\"a\nb\",小保样,9:00\n沪I·3,,补胎,25:00\n沪I·4,,补胎,\n"
    let result = run(visits, Self.jobs)
    #expect(
      faults(result) == ["1.csv:4:C unknownJob", "1.csv:5:D notACellTime", "2.csv:3:E notACellDuration"])
    #expect(result.demand?.appointments.map(\.card.plate) == ["沪I·1", "沪I·4"])
    #expect(result.visitsAside == 2)
    if case .sheet(.unknownJob(_, let nearest)) = result.diagnostics[0].problem { #expect(nearest == "小保养") }
  }

  @Test func theWholeVisitWaitsForItsWork() {
    let visits = "预约号,业务类型\nA,维修\nB,维修\nC,维修\n"
    let operations = "预约号,作业,分钟,工位类型\nA,a,30,lift\nB,b,30,lift\nB,c,soon,lift\nC,d,30,lift\n"
    let result = run(visits, operations)
    #expect(result.demand?.appointments.map(\.id) == ["A", "C"])
    #expect(
      faults(result) == [
        "1.csv:3:A dependsOnFault", "2.csv:3:A dependsOnFault", "2.csv:4:C notACellDuration",
      ])
    // Whose work it is must be known.
    #expect(run(visits, operations + "D,e,30,lift\n").demand == nil)
  }

  @Test func visitsWaitForTheJobsAndPartsThatTheyNeed() {
    let visits = "车牌号,项目\n沪I·1,洗车\n沪I·2,补胎\n沪I·3,小保养\n沪I·4,补胎;洗车\n"
    let parts = "配件号,库存\nOIL,-1\nFLT,2\n"
    let result = run(visits, Self.jobs, parts)
    #expect(result.demand?.appointments.map(\.card.plate) == ["沪I·2"])
    #expect(result.demand?.parts.map(\.id) == ["FLT"])
    #expect(
      faults(result) == [
        "1.csv:2:B dependsOnFault", "1.csv:4:B dependsOnFault", "1.csv:5:B dependsOnFault",
        "2.csv:3:E notACellDuration", "3.csv:2:B tooSmall",
      ])
    #expect(
      DiagnosticText(.english).line(result.diagnostics[1])
        == "1.csv:4:B: uses \"OIL\", which has an error at 3.csv:2:B (项目: \"小保养\"); correct that first")
  }

  @Test func aNameOfTwoJobsStandsForNeither() {
    let jobs = "项目,别名,业务类型,作业,分钟,工位类型\n补胎,轮胎,维修,补胎,30,lift\n换胎,轮胎,维修,换胎,30,lift\n"
    let result = run("车牌号,项目\n沪I·1,轮胎\n沪I·2,补胎\n沪I·3,换胎\n", jobs)
    #expect(result.demand?.appointments.map(\.card.plate) == ["沪I·2"])
  }

  @Test func ofTwoVisitsWithOneNumberNeitherGetsIn() {
    let result = run("预约号,项目\nA,补胎\nB,补胎\nA,补胎\n", "项目,业务类型,作业,分钟,工位类型\n补胎,维修,补胎,30,lift\n")
    #expect(result.demand?.appointments.map(\.id) == ["B"])
    #expect(faults(result) == ["1.csv:2:A dependsOnFault", "1.csv:4:A duplicateId"])
  }

  private static let tyres = "项目,业务类型,作业,分钟,工位类型\n补胎,维修,补胎,30,lift\n"

  @Test func aVisitWaitsForAllOfItsRows() {
    let result = run("车牌号,期望到店,项目\n沪I·1,8:00,补胎\n,,补台\n沪I·2,9:00,补胎\n", Self.tyres)
    #expect(result.demand?.appointments.map(\.card.plate) == ["沪I·2"])
    #expect(faults(result) == ["1.csv:2:A dependsOnFault", "1.csv:3:C unknownJob"])
    #expect(result.visitsAside == 1)
  }

  @Test func rowsWaitForTheCellThatTheyShare() throws {
    let page = """
      <table><tr><th>车牌号<th>里程<th>项目</tr><tr><td>沪I·1<td rowspan=3>x<td>补胎</tr><tr><td>沪I·2<td>补胎</tr>
      <tr><td>沪I·3<td>补胎</tr><tr><td>沪I·4<td>5<td>补胎</tr></table>
      """
    let result = run(page, Self.tyres)
    #expect(result.demand?.appointments.map(\.card.plate) == ["沪I·4"])
    #expect(
      faults(result) == ["1.csv:2:B notACellNumber", "1.csv:3:A dependsOnFault", "1.csv:4:A dependsOnFault"])
    // The cell counts for all three rows in the marked workbook, too.
    let book = result.workbook(of: ["1.csv"], DiagnosticText(.chinese))
    let file = SpreadsheetFile(book, file: "f.xlsx", encoding: nil, from: 0, SheetDiagnostics())
    #expect(file.tables.first?.merges == [MergedCells(lines: 2...4, columns: 1...1)])
  }

  @Test func aRowDoesNotTakeThoseWithItThatShareASoundCell() {
    let page = """
      <table><tr><th>车牌号<th>项目<th>期望到店</tr><tr><td>沪I·1<td rowspan=2>补胎<td>25:00</tr>
      <tr><td>沪I·2<td>9:00</tr></table>
      """
    let result = run(page, Self.tyres)
    #expect(result.demand?.appointments.map(\.card.plate) == ["沪I·2"])
    #expect(faults(result) == ["1.csv:2:C notACellTime"])
  }

  @Test func aSharedJobWithAFaultCountsForTheOtherRows() {
    // Row 2 is set aside for its time at first; that its job has a fault matters to row 3, too.
    let page = """
      <table><tr><th>车牌号<th>项目<th>期望到店</tr><tr><td>沪I·1<td rowspan=2>洗车<td>25:00</tr>
      <tr><td>沪I·2<td>9:00</tr><tr><td>沪I·3<td>补胎<td>9:00</tr></table>
      """
    let result = run(page, Self.jobs)
    #expect(result.demand?.appointments.map(\.card.plate) == ["沪I·3"])
    #expect(result.visitsAside == 2)
  }

  @Test func layoutsAndHiddenRowsAreReadAsWithoutTheOption() {
    let page = """
      <table><tr><th>11/23<th>韩美玲<th>高娟</tr><tr><td>8:00<td>沪I12345 补胎<td></tr>
      <tr style="display:none"><td>9:00<td><td>沪I12346 补胎</tr></table>
      """
    var settings = Importing.atSite().settings
    settings.readsHiddenRows = true
    let files = [page, Self.tyres].enumerated().map {
      SpreadsheetImport.File(path: "\($0).xls", bytes: Array($1.utf8))
    }
    let result = PartialImport(settings, LoadedSpreadsheets(files, encoding: nil))
    #expect(result.demand?.appointments.count == 2)
    #expect(result.demand == settings.run(files).demand)
  }

  @Test func numbersByRowStayAsTheyAre() {
    // Without a plate, rows are V001, V002 and V003; the work of V003 is not that of another row.
    let visits = "客户,业务类型,里程\n甲,维修,1\n乙,维修,x\n丙,维修,3\n"
    let operations = "预约号,作业,分钟,工位类型\nV001,a,30,lift\nV002,b,30,lift\nV003,c,30,lift\n"
    let result = run(visits, operations)
    #expect(result.demand?.appointments.map { $0.card.customer ?? "" } == ["甲", "丙"])
    #expect(result.demand?.appointments.map { $0.operations.first?.name ?? "" } == ["a", "c"])
  }

  @Test(arguments: [
    "车牌号,项目,项目\n沪I·1,补胎,\n", "车牌号,项目\n沪I·1,补太\n", "车牌号,项目\n沪I·1,补胎\n沪I·2,\"补胎\n",
  ])
  func faultsOfFilesAndOfAllRowsLeaveNothing(visits: String) {
    let result = run(visits, "项目,业务类型,作业,分钟,工位类型\n补胎,维修,补胎,30,lift\n")
    #expect(result.demand == nil)
    #expect(!result.diagnostics.isEmpty)
  }

  @Test func aSoundSheetIsReadAsWithoutTheOption() {
    let jobs = "项目,业务类型,作业,分钟,工位类型\n补胎,维修,补胎,30,lift\n"
    let visits = "车牌号,项目\n沪I·1,补胎\n沪I·2,补胎\n"
    let whole = Importing(from: "2026-11-23").run(visits, jobs)
    let result = run(visits, jobs)
    #expect(result.demand == whole.demand)
    #expect(result.notes == whole.notes)
    #expect(result.diagnostics == [])
  }

  @Test func theMarkedWorkbookIsReadAgain() throws {
    let visits = "预约表,,\n车牌号,客户,项目,里程\n沪I·1,\"王 & <甲>\n先生\",四轮定位,\n沪I·2,\u{1}_x0041_,四轮定为,\n沪I·3,,四轮定位,x\n"
    let jobs = "项目,业务类型,作业,分钟,工位类型\n四轮定位,维修,四轮定位,30,lift\n"
    let result = run(visits, jobs)
    #expect(
      faults(result) == ["1.csv:5:B forbiddenCharacter", "1.csv:5:C unknownJob", "1.csv:6:D notACellNumber"])
    let book = result.workbook(of: ["1.csv"], DiagnosticText(.chinese))
    // The same cells at the same rows, with the same errors.
    let log = SheetDiagnostics()
    let table = try #require(SpreadsheetFile(book, file: "f.xlsx", encoding: nil, from: 0, log).tables.first)
    #expect(table.source.sheet == "1")
    #expect(table.rows.map(\.line) == [1, 2, 3, 5, 6])
    #expect(table.rows[2].cells.map(\.text) == ["沪I·1", "王 & <甲>\n先生", "四轮定位"])
    #expect(table.rows[3].cells.map(\.text) == ["沪I·2", "\u{1}_x0041_", "四轮定为"])
    let again = PartialImport(
      Importing(from: "2026-11-23").settings,
      LoadedSpreadsheets(
        [.init(path: "f.xlsx", bytes: book), .init(path: "j.csv", bytes: Array(jobs.utf8))], encoding: nil))
    #expect(again.demand?.appointments.map(\.card.customer) == ["王 & <甲>\n先生"])
    #expect(
      faults(again) == [
        "f.xlsx:1!B5 forbiddenCharacter", "f.xlsx:1!C5 unknownJob", "f.xlsx:1!D6 notACellNumber",
      ])
    // The comments stand in a part of their own.
    var archive = try ZipArchive(book, limit: 1_000_000)
    let comments = String(decoding: try #require(try archive.part("xl/comments1.xml")), as: UTF8.self)
    #expect(comments.contains("ref=\"C5\"") && comments.contains("没有标准作业“四轮定为”; 是否想写“四轮定位”？"))
  }
}
