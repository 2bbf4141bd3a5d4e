import BaylineFormats
import BaylineModel
import BaylineWording
import Testing

@testable import BaylineSpreadsheets

@Suite struct SpreadsheetImportTests {
  private static let jobs = """
    项目,别名,业务类型,作业,分钟,工位类型,工种,等级,人数,配件号,数量
    小保养,换机油;minor,定保,换油,30,快修,机修,,,OIL,1
    ,,,检查,18,快修,机修,中级,,FLT,
    前刹车片,,维修,换片,54,举升,机修,2,2,PAD,1

    """

  @Test func visitsAloneWithTheCatalogueAreEnough() throws {
    let visits = "车牌号,项目,期望到店,在店等待\n沪I·1,小保养;前刹车片,8:15,是\n沪I·2,Minor,下午2点,\n"
    let result = Importing.atSite().run(visits, Self.jobs)
    let demand = try #require(result.demand, "\(result.diagnostics)")
    #expect(demand.appointments.map(\.id) == ["沪I1-1123", "沪I2-1123"])
    let visit = demand.appointments[0]
    #expect(visit.kind == .maintenance)
    #expect(visit.waiting)
    #expect(visit.preferredArrival?.description == "2026-11-23T08:15")
    #expect(visit.operations.map(\.id) == ["1", "2", "3"])
    #expect(visit.operations.map(\.name) == ["换油", "检查", "换片"])
    let crew = WorkRequirement.Crew(trade: "mechanical", level: 2, size: 2)
    #expect(
      visit.operations[2].work
        == .standard(WorkRequirement.StandardWork(minutes: 54, bay: "lift", crew: crew)))
    #expect(
      visit.operations[0].work
        == .standard(
          WorkRequirement.StandardWork(
            minutes: 30, bay: "express", crew: WorkRequirement.Crew(trade: "mechanical"))))
    for note in [
      ImportNote.idsDerived(2, first: "沪I1-1123", last: "沪I2-1123"), .kindsDerived(2), .partsUnchecked(5),
    ] { #expect(result.notes.contains(note), "\(note)") }
  }

  // Plates may be written differently, and rows added or sorted: the same car on the same day is the same visit.
  @Test func idsStayWhenRowsAreAdded() throws {
    func ids(_ rows: String) throws -> [String] {
      try #require(Importing.atSite().run("车牌号,项目,期望到店\n" + rows, Self.jobs).demand).appointments.map(\.id)
    }
    #expect(try ids("沪I·1,小保养,8:15\n,小保养,9:00\n") == ["沪I1-1123", "V002"])
    #expect(
      try ids("沪A·9,小保养,8:00\n沪i 1,小保养,8:15\n沪I·1,小保养,9:00\n") == [
        "沪A9-1123", "沪I1-1123", "沪I1-1123b",
      ])
  }

  @Test func withStockThePartsOfJobsCount() throws {
    let visits = "车牌号,项目\n沪I·1,小保养;前刹车片\n"
    let stock = "配件号,库存\nOIL,3\nFLT,1\nPAD,2\n"
    let demand = try #require(Importing.atSite().run(visits, Self.jobs, stock).demand)
    #expect(
      demand.appointments[0].parts
        == ["OIL", "FLT", "PAD"].map { SparePart.Requirement(part: $0, quantity: 1) })
    #expect(
      Importing.atSite().diagnostics(visits, Self.jobs, "配件号,库存\nOIL,3\nFLT,1\n") == ["1.csv:2:B unknownRow"])
  }

  @Test func peopleAndBaysByName() throws {
    let visits = "预约号,业务类型,指定顾问,指定技师\nV1,返修,韩美玲,李娜\n"
    let operations = "预约号,分钟,工位类型,锁定工位,锁定技师,锁定开始\nV1,30,举升,举升工位 1,T2;李娜,8:00\n"
    let demand = try #require(Importing.atSite().run(visits, operations).demand)
    #expect(demand.appointments[0].preferredAdvisor == "SA1")
    #expect(demand.appointments[0].preferredTechnician == "T3")
    #expect(demand.appointments[0].operations[0].locked?.bay == "B1")
    #expect(demand.appointments[0].operations[0].locked?.technicians == ["T2", "T3"])
    #expect(
      Importing.atSite().diagnostics("预约号,业务类型,指定顾问,指定技师\nV1,返修,张三,王伟\n", operations) == [
        "1.csv:2:C unknownReference", "1.csv:2:D ambiguousName",
      ])
  }

  @Test func everyFaultAtOnceWithItsCell() throws {
    let visits = """
      车牌号,电话,项目,期望到店,可来时间,在店等待,里程
      沪I·1,1.38E+10,小保样,25:61,later,maybe,12 miles
      沪I·2,,,2026/2/30 8:00,,,
      沪I·3,,小保养,2026/11/23,"10:00
      -8:00",,-1

      """
    #expect(
      Importing.atSite().diagnostics(visits, Self.jobs) == [
        "1.csv:2:B roundedNumber", "1.csv:2:C unknownJob", "1.csv:2:D notACellTime", "1.csv:2:E notAWindow",
        "1.csv:2:F notAFlag", "1.csv:2:G notACellNumber", "1.csv:3:C noKindAndNoWork",
        "1.csv:3:D dateNotInCalendar", "1.csv:4:D timeOfDayMissing", "1.csv:4:E notAWindow",
        "1.csv:5:G tooSmall",
      ])
    let diagnostics = Importing.atSite().run(visits, Self.jobs).diagnostics
    #expect(
      DiagnosticText(.chinese).line(diagnostics[1])
        == "1.csv:2:C: 没有标准作业“小保样”（项目）; 是否想写“小保养”？")
  }

  @Test func faultsThatTheReaderOfDemandsFinds() {
    let visits = "预约号,业务类型,可来时间,接待顾问,所需配件,已到店\nV1,定保,10:00-8:00,SA1,X*1,\nV1,没有,,,,\n"
    let operations = "预约号,分钟,工位类型,工种,等级,人数\nV1,0,lift,,2,\nV1,30,,,,\n"
    #expect(
      Importing.atSite().diagnostics(visits, operations) == [
        "1.csv:2:C endNotAfterStart", "1.csv:2:D notWithoutArrival", "1.csv:2:E unknownRow",
        "1.csv:3:A duplicateId",
        "1.csv:3:B unknownReference", "2.csv:2:B tooSmall", "2.csv:2:E notWithoutTrade",
        "2.csv:3:B needsBayOrTrade",
      ])
  }

  @Test func faultsOfTheCatalogueAreToldWhetherOrNotAJobIsUsed() {
    let jobs = """
      项目,别名,作业,分钟,工位类型,配件号,数量
      洗车,wash,洗车,0,wash,,
      打蜡,洗车,打蜡,,wash,,
      空,,,,,P,x

      """
    #expect(
      Importing.atSite().diagnostics("车牌号,项目,业务类型\n沪I·1,洗车,检查\n", jobs).filter { $0.hasPrefix("2") } == [
        "2.csv:2:D tooSmall", "2.csv:3:B duplicateId", "2.csv:3:D missingCell", "2.csv:4:A noWork",
        "2.csv:4:G notACellNumber",
      ])
  }

  @Test func aFaultOfTheCatalogueIsNotToldAgainAtEachVisit() {
    let visits = "车牌号,项目\n沪I·1,打蜡\n沪I·2,打蜡;洗车\n沪I·3,镀膜\n沪I·4,打蜡;洗牛\n"
    let jobs = """
      项目,业务类型,作业,分钟,工位类型,人数
      打蜡,检查,打蜡,,lift,
      洗车,检查,洗车,soon,lift,
      镀膜,1.38E+10,镀膜,30,lift,

      """
    #expect(
      Importing.atSite().diagnostics(visits, jobs) == [
        "1.csv:5:B unknownJob", "2.csv:2:D missingCell", "2.csv:3:D notACellDuration",
        "2.csv:4:B roundedNumber",
      ])
  }

  @Test func aRowOfSumsHasNoKindAndNoWork() {
    let totals = Importing.atSite().run("车牌号,项目,里程\n沪I·1,小保养,10\n合计,,10\n", Self.jobs)
    #expect(totals.demand?.appointments.count == 1)
    #expect(totals.notes.contains(.rowsPassedOver(table: "1.csv", ["3（合计）"])))
    // With operations of its own only the kind is missing.
    #expect(
      Importing.atSite().diagnostics("预约号,业务类型,项目\nV1,,\n", "预约号,分钟,工位类型\nV1,30,lift\n") == [
        "1.csv:2:B missingCell"
      ])
  }

  // MARK: - Equipment, parts of operations, lags, trips

  private static let gearbox = """
    项目,业务类型,作业,分钟,工位类型,工种,设备,作业配件,最短间隔,最长间隔,作业后
    修变速箱,维修,拆变速箱,150,举升,机修,变速箱千斤顶,,,,不移车
    ,,装变速箱,120,举升,机修,变速箱千斤顶,BOX*1;ATF*6,30,,
    ,,路试,18,,机修,,,,60,移出

    """

  @Test func standardJobsSayWhatTheyNeedAndLeaveBehind() throws {
    let visits = "车牌号,项目,取车分钟,送车分钟,优先级\n沪I·1,修变速箱,30,45,200\n"
    let stock = "配件号,库存\nBOX,3\nATF,9\n"
    var importing = Importing.atSite()
    importing.settings.site?.equipment = [Equipment(id: "jack", name: "变速箱千斤顶")]
    importing.settings.siteNames = importing.settings.site.map { SiteFormat.IDs($0) }
    let result = importing.run(visits, Self.gearbox, stock)
    let visit = try #require(result.demand, "\(result.diagnostics)").appointments[0]
    #expect([visit.collect, visit.deliver, visit.priority] == [30, 45, 200])
    #expect(visit.operations.map(\.equipment) == [["jack"], ["jack"], []])
    #expect(
      visit.operations.map(\.lag) == [
        ServiceOperation.Lag(), ServiceOperation.Lag(min: 30), ServiceOperation.Lag(max: 60),
      ])
    #expect(visit.operations.map(\.bayAfter) == [.keep, nil, .leave])
    #expect(
      visit.operations[1].parts == [
        SparePart.Requirement(part: "BOX", quantity: 1), SparePart.Requirement(part: "ATF", quantity: 6),
      ])
    #expect(visit.parts.isEmpty)
  }

  @Test func withoutStockThePartsOfOperationsAreLeftOutAndThatIsTold() throws {
    let result = Importing().run("车牌号,项目,期望到店\n沪I·1,修变速箱,2026/11/23 8:00\n", Self.gearbox)
    let demand = try #require(result.demand, "\(result.diagnostics)")
    #expect(demand.appointments[0].operations.map(\.parts) == [[], [], []])
    #expect(result.notes.contains(.partsUnchecked(2)))
  }

  @Test func faultsOfWhatWorkNeedsHaveTheirCells() {
    let visits = "预约号,业务类型,取车分钟,优先级\nV1,维修,0,2000\n"
    #expect(
      Importing.atSite().diagnostics(visits, "预约号,分钟,工位类型,设备,作业配件,作业后\nV1,30,举升,吊机,X,随便\n") == [
        "1.csv:2:C tooSmall", "1.csv:2:D aboveMaximum", "2.csv:2:D unknownReference", "2.csv:2:E unknownRow",
        "2.csv:2:F notOneOf",
      ])
    let operations = "预约号,分钟,工位类型,最短间隔,最长间隔,作业后\nV1,30,举升,10,,\nV1,30,举升,,,keep\n"
    #expect(
      Importing.atSite().diagnostics("预约号,业务类型\nV1,维修\n", operations) == [
        "2.csv:2:D lagOfFirstOperation", "2.csv:3:F bayCannotBeKept",
      ])
    let lags = "预约号,分钟,工位类型,最短间隔,最长间隔\nV1,30,举升,,\nV1,30,举升,20,10\n"
    #expect(
      Importing.atSite().diagnostics("预约号,业务类型\nV1,维修\n", lags) == ["2.csv:3:E tooSmall"])
  }

  // MARK: - Horizon

  @Test func horizonFollowsFromTheWishedDays() throws {
    let visits =
      "车牌号,项目,期望到店,可来时间\n沪I·1,小保养,2026/11/24 8:00,\n沪I·2,小保养,,11/23 8:00-9:00\n沪I·3,小保养,2026/11/23 9:00,\n"
    let result = Importing().run(visits, Self.jobs)
    let demand = try #require(result.demand, "\(result.diagnostics)")
    #expect(demand.horizon.from.description == "2026-11-23")
    #expect(demand.horizon.days == 2)
    #expect(result.notes.contains(.horizonDerived(demand.horizon)))
    #expect(result.notes.contains(.yearsCompleted(1, years: [2026])))
  }

  @Test func horizonOfATable() throws {
    let horizon = "开始日期,天数,顺延天数,当前时间\n2026/11/23,2,1,2026/11/23 10:30\n"
    let visits = "车牌号,项目\n沪I·1,小保养\n"
    let demand = try #require(Importing().run(visits, Self.jobs, horizon).demand)
    #expect(demand.horizon.carryOverDays == 1)
    #expect(demand.now.description == "2026-11-23T10:30")
    let overruled = Importing(from: "2026-12-01").run(visits, Self.jobs, horizon)
    #expect(overruled.demand?.horizon.from.description == "2026-12-01")
    #expect(overruled.notes.contains(.horizonOverruled))
    #expect(
      Importing().diagnostics(visits, Self.jobs, horizon + "2026/11/24,1,1,\n") == ["3.csv:3:A secondRow"])
  }

  @Test func timesOutsideThePlannedDaysAreTold() throws {
    let visits = """
      车牌号,项目,期望到店,可来时间,约定到店,已到店
      沪I·1,小保养,2026/11/24 8:00,,,
      沪I·2,小保养,2026/11/23 8:00,11/24;11/25 8:00-9:00,,
      沪I·3,小保养,,11/22 20:00-11/23 9:00,2026/11/22 8:00,
      沪I·4,小保养,,,2026/11/22 8:00,2026/11/22 8:10
      沪I·5,小保养,,11/22;11/23,2026/11/23 8:00,

      """
    // The windows of row 4 and 6 touch 11-23; the vehicle of row 5 is here.
    let result = Importing(from: "2026-11-23").run(visits, Self.jobs)
    let horizon = try #require(result.demand, "\(result.diagnostics)").horizon
    #expect(result.notes.contains(.otherDays(["1.csv:2:C", "1.csv:3:D", "1.csv:4:E"], horizon)))
    #expect(
      ImportNote.otherDays(["1.csv:2:C", "1.csv:3:D"], horizon).line(Glossary(.english))
        == "outside the planned days (2026-11-23 – 2026-11-23): 1.csv:2:C, 1.csv:3:D")
  }

  @Test func timesOutsideTheHoursOfTheSiteAreTold() throws {
    var importing = Importing.atSite()
    importing.settings.site?.calendars["day"] = WorkCalendar(weekly: [
      .monday: [WorkCalendar.DayInterval(480, 1020)]
    ])
    let visits = """
      车牌号,项目,期望到店,可来时间
      沪I·1,小保养,8:00,2:00-4:00
      沪I·2,小保养,17:00,晚上;7:00-8:01
      沪I·3,小保养,16:59,17:00以后

      """
    // Open from 8:00 to 17:00.
    let result = importing.run(visits, Self.jobs)
    _ = try #require(result.demand, "\(result.diagnostics)")
    #expect(result.notes.contains(.closedHours(["1.csv:2:D", "1.csv:3:C", "1.csv:4:D"])))
  }

  @Test func daysThatNothingSaysOrThatLieFarApart() {
    let wish = "车牌号,项目,期望到店\n沪I·1,小保养,"
    #expect(Importing().diagnostics("车牌号,项目\n沪I·1,小保养\n", Self.jobs) == ["1.csv:$ horizonUnknown"])
    #expect(
      Importing().diagnostics(
        wish + "2026/11/23 8:00\n沪I·2,小保养,2026/11/23 9:00\n沪I·3,小保养,2062/11/23 9:00\n", Self.jobs)
        == ["1.csv:4:C horizonTooWide"])
    #expect(Importing().diagnostics(wish + "11/23 8:00\n", Self.jobs).contains("1.csv:2:C yearMissing"))
  }

  // MARK: - Rows of other tables

  @Test func operationsFindTheirVisitByIdOrPlate() throws {
    let visits = "车牌号,业务类型,项目\n沪I·1,定保,小保养\n沪I·2,定保,\n沪I·2,定保,\n"
    let operations = "车牌号,作业号,分钟,工位类型\n沪I·1,,20,lift\nV002,a,20,lift\nV003,,20,lift\n"
    let demand = try #require(Importing.atSite().run(visits, operations, Self.jobs).demand)
    #expect(demand.appointments.map { $0.operations.map(\.id) } == [["1", "2", "3"], ["a"], ["1"]])
    let wrong = "车牌号,分钟,工位类型\n沪I·2,20,lift\n沪I·9,20,lift\n"
    #expect(
      Importing.atSite().diagnostics(visits, wrong, Self.jobs) == [
        "1.csv:3:C noWork", "1.csv:4:C noWork", "2.csv:2:A ambiguousName", "2.csv:3:A unknownRow",
      ])
  }

  @Test func alternativesBelongToAnOperation() throws {
    let visits = "预约号,业务类型\nV1,定保\n"
    let operations = "预约号,作业号,分钟\nV1,1,\n"
    let ways = "预约号,作业号,可选工位,可选技师,分钟\nV1,1,B1,李娜,30\nV1,1,,T1,40\n"
    let demand = try #require(Importing.atSite().run(visits, operations, ways).demand)
    #expect(
      demand.appointments[0].operations[0].work
        == .alternatives([
          WorkRequirement.Alternative(bay: "B1", technician: "T3", minutes: 30),
          WorkRequirement.Alternative(technician: "T1", minutes: 40),
        ]))
    #expect(
      Importing.atSite().diagnostics(visits, operations, "预约号,作业号,可选工位,分钟\nV1,1,,30\nV1,2,B1,30\n") == [
        "3.csv:2:D needsBayOrTechnician", "3.csv:3:B unknownRow",
      ])
  }

  @Test func deliveriesBelongToAPart() throws {
    let visits = "车牌号,项目\n沪I·1,洗车\n"
    let jobs = "项目,业务类型,作业,分钟,工位类型\n洗车,检查,洗车,12,lift\n"
    let result = Importing.atSite().run(
      visits, jobs, "配件号,库存\nP,1\n", "配件号,到货时间,数量\nP,11/23 9:00,2\nQ,11/23 9:00,2\nP,11/24 9:00,\n")
    #expect(
      result.diagnostics.map { "\($0.file):\($0.place) \($0.problem.code)" } == [
        "4.csv:3:A unknownRow", "4.csv:4:C missingCell",
      ])
  }
}
