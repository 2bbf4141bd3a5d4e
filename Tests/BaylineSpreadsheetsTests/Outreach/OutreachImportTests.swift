import BaylineFormats
import BaylineModel
import BaylineSpreadsheets
import Testing

/// The file of vehicles and what is expected, as people write them.
@Suite struct OutreachImportTests {
  private let site: Site = {
    var site = Site(name: "店", calendars: ["day": WorkCalendar()], hours: "day")
    site.advisors = [Advisor(id: "SA1", name: "韩美玲", calendar: "day")]
    return site
  }()

  private func run(_ texts: String...) -> OutreachImport.Result {
    var importing = OutreachImport()
    importing.site = site
    importing.siteNames = SiteFormat.IDs(site)
    return importing.run(
      texts.enumerated().map { SpreadsheetImport.File(path: "\($0 + 1).csv", bytes: Array($1.utf8)) })
  }

  private func diagnostics(_ result: OutreachImport.Result) -> [String] {
    result.diagnostics.map { "\($0.file):\($0.place) \($0.problem.code)" }
  }

  @Test func aRowOfEitherLanguage() throws {
    let chinese = run(
      "车牌号,客户,电话,首选联系方式,服务顾问,交车日期,上次到店,里程,勿扰,未接通次数\n沪I·1,李娜,10011112222,微信,韩美玲,2024年3月5日,2026/12/1,\"21,000\",否,2\n"
    )
    let english = run(
      "Plate,Customer,Phone,Channel,Advisor,Sold,Last visit,Mileage,Do not call,Failed calls\n沪I·1,李娜,10011112222,WeChat,SA1,2024-03-05,2026-12-01,21000,no,2\n"
    )
    #expect(diagnostics(chinese) == [])
    #expect(diagnostics(english) == [])
    let vehicle = try #require(chinese.vehicles.first)
    #expect(chinese.vehicles == english.vehicles)
    #expect(vehicle.place == "1.csv:2:A")
    #expect(vehicle.sold == CivilDate(year: 2024, month: 3, day: 5))
    #expect(vehicle.card.mileage == 21_000)
    #expect(vehicle.advisor == "SA1")
    #expect(vehicle.channel == .wechat)
    #expect(vehicle.failedCalls == 2)
  }

  @Test func allFaultsAreToldAtOnceWithTheirCells() {
    let result = run(
      "车牌号,首选联系方式,交车日期,里程,保养间隔月,项目\n沪I·1,鸽子,3/4/2026,很多,0,小保样\n沪I·1,,2月30日,-5,,\n,电话,,,,\n")
    #expect(
      diagnostics(result) == [
        "1.csv:2:B notOneOf", "1.csv:2:C ambiguousDate", "1.csv:2:D notACellNumber", "1.csv:2:E tooSmall",
        "1.csv:2:F unknownJob", "1.csv:3:A duplicateId", "1.csv:3:C dateNotInCalendar", "1.csv:3:D tooSmall",
        "1.csv:4:A missingCell",
      ])
  }

  @Test func anAdvisorWhoHasLeftIsToldAndNobodysOwn() throws {
    let result = run("车牌号,服务顾问\n沪I·1,王芳\n沪I·2,王芳\n")
    #expect(diagnostics(result) == [])
    #expect(result.vehicles.map(\.advisor) == [nil, nil])
    #expect(result.notes.contains(.unknownAdvisors(["王芳 (2)"])))
  }

  @Test func expectedVisitsHaveEachDayAndKindOnce() {
    let vehicles = "Plate,Phone\n沪I·1,1\n"
    let good = run(vehicles, "Date,Kind,Count\n2027-03-15,maintenance,12.5\n2027-03-15,return,0.3\n")
    #expect(diagnostics(good) == [])
    #expect(good.expected.map(\.count) == [12.5, 0.3])
    let bad = run(
      vehicles,
      "Date,Kind,Count\n2027-03-15,maintenance,12\n2027-03-15,定保,x\n2027-03-15,定保,3\n2027-03-16,wash,1\n2027-03-16,return,-1\n"
    )
    #expect(
      diagnostics(bad) == [
        "2.csv:3:C notACellDecimal", "2.csv:4:A duplicateId", "2.csv:5:B unknownReference",
        "2.csv:6:C notACellDecimal",
      ])
  }

  @Test func aForecastIsReadAsItIsWritten() {
    let vehicles = "Plate,Phone\n沪I·1,1\n"
    let good = run(
      vehicles,
      #"{"learnt": {}, "sum": {}, "days": [{"date": "2027-03-15", "open": true, "total": {"mean": 3}, "kinds": {"maintenance": {"mean": 2.75, "low": 1}, "return": {"mean": 0}}}]}"#
    )
    #expect(diagnostics(good) == [])
    #expect(good.expected.map(\.kind) == [.maintenance, .comeback])
    #expect(good.expected.map(\.count) == [2.75, 0])
    let bad = run(
      vehicles,
      #"{"days": [{"date": "15.3.", "kinds": {}}, {"date": "2027-03-15", "kinds": {"wash": {"mean": -1}}}]}"#)
    #expect(
      diagnostics(bad) == [
        "2.csv:$.days[0].date notADate", "2.csv:$.days[1].kinds.wash unknownReference",
        "2.csv:$.days[1].kinds.wash.mean tooSmall",
      ])
  }

  @Test func aFileOfVisitsIsNoFileOfVehicles() {
    #expect(diagnostics(run("日期,业务类型,台数\n2027-03-15,定保,1\n")) == ["1.csv:$ missingTable"])
    #expect(diagnostics(run("预约号,期望到店\nV1,2027-03-15 8:00\n")) == ["1.csv:1:A unknownTable"])
  }

  @Test func jobsOfTheCatalogueHaveTheirOperations() throws {
    let result = run(
      "车牌号,项目\n沪I·1,minor\n", "项目,别名,业务类型,作业,分钟,工位类型,工种\n小保养,minor,定保,换油,30,lift,mech\n,,,检查,18,lift,mech\n")
    #expect(diagnostics(result) == [])
    #expect(result.vehicles.first?.jobs == ["小保养"])
    let job = try #require(result.jobs.first)
    #expect(job.kind == .maintenance)
    #expect(job.operations.map(\.name) == ["换油", "检查"])
  }

  @Test func theTemplateIsUnderstood() {
    for language in Language.allCases {
      var export = SpreadsheetExport()
      export.language = language
      let file = export.vehicleTemplate()[0]
      var importing = OutreachImport()
      importing.site = site
      #expect(importing.run([SpreadsheetImport.File(path: file.path, bytes: file.bytes)]).diagnostics == [])
    }
  }
}
