import BaylineFormats
import BaylineModel
import BaylineWording
import Testing

@testable import BaylineSpreadsheets

/// Sheets as coordinators keep them and dealer systems export them.
@Suite struct LayoutTests {
  static let jobs = """
    项目,别名,业务类型,作业,分钟,工位类型
    小保养,换机油,定保,换油,30,举升
    前刹车片,,维修,换片,54,举升
    空调滤芯,,定保,换滤芯,12,举升
    A/C检查,,维修,检查,12,举升

    """

  private func run(_ visits: String, from: String? = "2026-11-23") -> SpreadsheetImport.Result {
    Importing.atSite(from: from).run(visits, Self.jobs)
  }

  private func visits(_ text: String, from: String? = "2026-11-23") throws -> [Appointment] {
    let result = run(text, from: from)
    return try #require(result.demand, "\(result.diagnostics)").appointments
  }

  private func arrivals(_ visits: [Appointment]) -> [String?] {
    visits.map { $0.preferredArrival?.description }
  }

  // MARK: - Headings

  @Test(arguments: [
    "车牌*,客户姓名,联系电话（必填）,里程(km),预约项目,期望到店时间", "【车牌号】,车主,手机号码,进厂里程,维修项目,预约进厂时间",
    "1.车 牌 号,2.送修人,3.联系方式,4.行驶里程（公里）,5.项目：,6.来厂时间", "车牌/VIN,姓名,手机,里程/km,\"项\n目\",时间", "Plate No,x,y,z,w,v",
    "ＰＬＡＴＥ,Customer name,Phone number,Odometer,Services,Appointment time",
  ])
  func headingsOfOthers(headings: String) throws {
    let text = headings + "\n沪I·1,王甲,13800000001,12000,小保养,9:00\n"
    guard headings != "Plate No,x,y,z,w,v" else {
      #expect(Importing.atSite().diagnostics(text, Self.jobs).first == "1.csv:1:A unknownTable")
      return
    }
    let visit = try #require(try visits(text).first)
    #expect(visit.card.plate == "沪I·1" && visit.card.customer == "王甲" && visit.card.phone == "13800000001")
    #expect(visit.card.mileage == 12_000)
    #expect(visit.operations.count == 1)
    #expect(visit.preferredArrival?.description == "2026-11-23T09:00")
  }

  @Test func unknownHeadingsAreListedOnce() throws {
    let result = run("序号,车牌号,项目,期望到店,登记人,提醒时间\n1,沪I·1,小保养,9:00,小张,8:00\n")
    #expect(result.demand != nil)
    #expect(result.notes.contains(.notRead(file: "1.csv", ["序号", "登记人"])))
    #expect(result.notes.contains { if case .unknownHeadings = $0 { true } else { false } })
  }

  @Test func aWishAndAnAgreedTime() throws {
    let visit = try #require(try visits("车牌号,项目,预约时间,期望到店\n沪I·1,小保养,9:00,8:30\n").first)
    #expect(visit.preferredArrival?.clock == "08:30")
    #expect(visit.booked?.arrival.clock == "09:00")
  }

  @Test func theFirstOfTwoColumnsCountsUnlessItIsEmpty() throws {
    let text = "车牌号,项目,车主,送修人\n沪I·1,小保养,王甲,李乙\n沪I·2,小保养,王甲,\n"
    #expect(try visits(text).map(\.card.customer) == ["李乙", "王甲"])
  }

  @Test(arguments: [
    "维修工单号,来厂时间,牌照号,服务专员,维修种类,施工项目,竣工日期,预交车时间", "工单编码,接待日期,车牌,客户经理,类型,项目,出厂时间,预计交车时间",
    "单号,进店时间,车牌,接待员,业务类型,维修项目,实际交车时间,承诺交车",
  ])
  func headingsOfWorkOrders(headings: String) throws {
    let order = "R1,2026/11/23 8:06,沪A12345,韩美玲,定保,换油,2026/11/23 9:40,2026/11/23 10:00"
    for clock in ["工单号,作业,主修人,工位,开始时间,报工时间", "维修工单号,施工项目,施工技师,工位名称,实际开工时间,实际完工时间"] {
      let made = HistoryTables(
        texts: headings + "\n" + order + "\n", clock + "\nR1,换油,李娜,B1,2026/11/23 8:20,2026/11/23 8:50\n")
      #expect(made.diagnostics == [])
      #expect(made.anomalies == [])
      #expect(made.visit("R1")?.ready == CivilTime("2026-11-23T09:40"))
      #expect(made.appointment("R1")?.card.plate == "沪A·12345")
    }
  }

  @Test func ordersWithDaysAndTimesInTwoColumns() {
    let made = HistoryTables(
      texts: "工单号,开单日期,开单时间,完工时间\nR1,2026/11/23,8:06,2026/11/23 9:40\n",
      "工单号,日期,技师,开始时间,结束时间\nR1,2026/11/23,李娜,8:20,8:50\n")
    #expect(made.diagnostics == [])
    #expect(made.visit("R1")?.came == CivilTime("2026-11-23T08:06"))
    #expect(made.visit("R1")?.operations.map(\.end.clock) == ["08:50"])
  }

  // MARK: - Days and times

  @Test(arguments: [
    "日期,时间,车牌,项目\n2026/11/24,9:00,沪I·1,小保养\n", "预约日期,预约时间,车牌,项目\n11月24日（周二）,上午9点,沪I·1,小保养\n",
    "11月24日预约登记表\n车牌,项目,时间\n沪I·1,小保养,9:00\n", "车牌,项目,时间\n11月24日,,\n沪I·1,小保养,9:00\n",
    "车牌,项目,时间\n周二,,\n沪I·1,小保养,9:00\n",
    "车牌,项目,预约时间\n沪I·1,小保养,周二 9点\n", "车牌,项目,预约时间\n沪I·1,小保养,24日上午九点\n",
    "制表日期：2026年11月22日\n2026年11月24日\n车牌,项目,时间\n沪I·1,小保养,9:00\n",
  ])
  func daysOfTimes(text: String) throws {
    #expect(arrivals(try visits(text)) == ["2026-11-24T09:00"])
  }

  @Test func sectionsOfTheDay() throws {
    let text = "车牌,项目,时间\n上午,,\n沪I·1,小保养,9:00\n下午,,\n沪I·2,小保养,2:00\n合计,2台,\n"
    #expect(arrivals(try visits(text)) == ["2026-11-23T09:00", "2026-11-23T14:00"])
    #expect(run(text).notes.contains(.rowsPassedOver(table: "1.csv", ["2（上午）", "4（下午）", "6（合计）"])))
  }

  @Test func wishesThatAreWindows() throws {
    let text = "车牌,项目,预约时间\n沪I·1,小保养,上午\n沪I·2,小保养,9:00-10:00\n"
    let made = try visits(text)
    #expect(arrivals(made) == [nil, nil])
    #expect(made.map { $0.availability?.first?.to.clock } == ["12:00", "10:00"])
    #expect(run(text).notes.contains(.wishesAsWindows(["1.csv:2:C", "1.csv:3:C"])))
  }

  @Test func whatIsAmbiguousIsAFault() {
    for time in ["明天9点", "9", "3/4/2026 9:00", "下周二9点", "上午12:00"] {
      let found = Importing.atSite().diagnostics("车牌,项目,时间\n沪I·1,小保养,\(time)\n", Self.jobs)
      #expect(found.count == 1 && found[0].hasPrefix("1.csv:2:C"), "\(time): \(found)")
    }
  }

  // MARK: - Rows

  /// Nothing that is not a visit becomes one.
  @Test(arguments: [
    "合计,,,", "小计,2,,", "共2台,,,", "备注：红色为VIP,,,", "制表：小张,审核：小李,,", ",,9:30,", "上午,,,", ",,,否", "3,,,",
    "车牌,项目,时间,在店等待",
    "以上客户已确认,,,",
  ])
  func rowsThatAreNoVisits(row: String) throws {
    #expect(try visits("车牌,项目,时间,在店等待\n沪I·1,小保养,9:00,是\n\(row)\n").map(\.card.plate) == ["沪I·1"])
  }

  @Test func aRowOfNobodyContinuesTheVisitAboveOrIsAFault() throws {
    let made = try visits("车牌,项目,时间\n沪I·1,小保养,9:00\n,前刹车片,\n")
    #expect(made.map(\.operations.count) == [2])
    #expect(Importing.atSite().diagnostics("车牌,项目,时间\n,前刹车片,\n", Self.jobs).contains("1.csv:2:B nobody"))
    let apart = "车牌,项目,时间\n沪I·1,小保养,9:00\n合计,,\n,前刹车片,\n"
    #expect(Importing.atSite().diagnostics(apart, Self.jobs).contains("1.csv:4:B nobody"))
  }

  /// Without columns of jobs and kinds there is nothing to do, which is said.
  @Test func visitsWithoutAnyWorkAreFaults() {
    #expect(Importing.atSite().diagnostics("车牌,客户\n沪I·1,王甲\n", Self.jobs) == ["1.csv:2:A noKindAndNoWork"])
  }

  /// What dealer systems have as 业务类型 or 工单类型.
  @Test(arguments: [
    ("常规保养", "maintenance"), ("事故维修", "accident"), ("三包", "warranty"), ("保险事故", "accident"),
    ("钣喷", "accident"),
    ("召回活动", "recall"), ("PDI", "inspection"), ("精品加装", "repair"), ("免费检测", "inspection"), ("洗车美容", "repair"),
    ("机电维修", "repair"), ("轮胎", "repair"), ("客户自费", "repair"), ("三包索赔", "warranty"), ("索赔（三包）", "warranty"),
    ("新车PDI", "inspection"), ("二次返修", "return"), ("强保", "firstService"), ("服务活动", "recall"),
    ("年审", "inspection"),
  ])
  func kindsAsDealersWriteThem(word: String, kind: String) throws {
    #expect(try visits("车牌,项目,时间,业务类型\n沪I·1,小保养,9:00,\(word)\n").map(\.kind.rawValue) == [kind])
  }

  @Test func cancelledBookingsAreLeftOut() throws {
    let text = "预约单号,车牌号,预约项目,预约进厂时间,状态\nY1,沪I·1,小保养,9:00,已确认\nY2,沪I·2,小保养,9:00,已取消\n"
    #expect(try visits(text).map(\.id) == ["Y1"])
    #expect(run(text).notes.contains(.cancelledRows(table: "1.csv", [3...3], visits: ["Y2", "沪I·2"])))
  }

  // MARK: - Jobs

  @Test(arguments: [
    "小保养+前刹车片", "小保养、前刹车片", "小保养，前刹车片", "小保养,前刹车片", "小保养/前刹车片", "小保养;前刹车片", "小保养；前刹车片", "小保养 前刹车片",
    "小保养\n前刹车片", "1.小保养 2.前刹车片", "1、小保养\n2、前刹车片", "换机油＋前刹车片",
  ])
  func separators(cell: String) throws {
    let made = try visits("车牌,项目,时间\n沪I·1,\"\(cell)\",9:00\n")
    #expect(made[0].operations.map(\.name) == ["换油", "换片"])
  }

  @Test func namesWithSignsStayWhole() throws {
    #expect(try visits("车牌,项目,时间\n沪I·1,小保养/A/C检查,9:00\n")[0].operations.map(\.name) == ["换油", "检查"])
  }

  @Test func unknownJobsAreProposed() {
    let diagnostics = run("车牌,项目,时间\n沪I·1,小保养+空调滤,9:00\n").diagnostics
    #expect(
      diagnostics.map { DiagnosticText(.chinese).line($0) } == [
        "1.csv:2:B: 没有标准作业“空调滤”（项目：“小保养+空调滤”）; 是否想写“空调滤芯”？"
      ])
  }

  @Test func aJobNamedTwiceCountsOnceAndIsTold() throws {
    let result = run("车牌,项目,时间\n沪I·1,小保养+换机油,9:00\n")
    #expect(result.demand?.appointments.first?.operations.count == 1)
    #expect(result.notes.contains(.jobsTwice(["1.csv:2:B（小保养）"])))
  }

  // MARK: - Plates and phones

  @Test(arguments: ["沪i 46182", "沪I·46182", "沪I46182", "沪I.46182", "沪Ｉ４６１８２", "沪I-46182", " 沪i·46182 "])
  func platesInOneForm(text: String) { #expect(PlateText.standard(text) == "沪I·46182") }

  @Test(arguments: ["沪I1", "沪I·1", "ABC 123", "46182", "临牌", "沪I461822X", "", "沪沪46182"])
  func whatIsNoPlateStays(text: String) { #expect(PlateText.standard(text) == nil) }

  @Test func theSamePlateTwiceOnADayIsTold() {
    let result = run("车牌,项目,时间\n沪i 46182,小保养,9:00\n沪I·46182,前刹车片,15:00\n沪A12345,小保养,9:00\n")
    #expect(result.demand?.appointments.map(\.card.plate) == ["沪I·46182", "沪I·46182", "沪A·12345"])
    #expect(result.notes.contains(.samePlate(["沪I·46182 1.csv:2:A = 沪I·46182 1.csv:3:A"])))
    #expect(
      result.notes.contains(.platesRead(2, examples: ["沪i 46182 → 沪I·46182", "沪A12345 → 沪A·12345"])))
  }

  @Test func phonesAreChecked() {
    for phone in [
      "13800001234", "138 0000 1234", "+86 13800001234", "021-61234567", "4008001234",
      "13800001234/13900001234",
    ] {
      #expect(PhoneText.isPlausible(phone), "\(phone)")
    }
    for phone in ["138", "1380000123", "138000012345", "微信", "138o0001234", ""] {
      #expect(!PhoneText.isPlausible(phone), "\(phone)")
    }
    #expect(PhoneText.withoutDecimals("13800001234.0") == "13800001234")
    #expect(run("车牌,电话,项目\n沪I·1,138,小保养\n").notes.contains(.phonesUnclear(["1.csv:2:B（138）"])))
  }

  // MARK: - Cells

  @Test(arguments: [
    ("2.3万 km", 23_000), ("23000km", 23_000), ("23,000 公里", 23_000), ("2万", 20_000), ("约1.25万公里", 12_500),
    ("12000", 12_000),
  ])
  func mileages(text: String, kilometres: Int) throws {
    #expect(try visits("车牌,项目,里程\n沪I·1,小保养,\"\(text)\"\n")[0].card.mileage == kilometres)
  }

  @Test func waitingInWords() throws {
    let text = "车牌,项目,等不等\n沪I·1,小保养,等\n沪I·2,小保养,不等\n沪I·3,小保养,-\n沪I·4,小保养,离店\n"
    #expect(try visits(text).map(\.waiting) == [true, false, false, false])
  }

  @Test func advisorsWithOtherBlanksAndFormsOfAddress() throws {
    let text = "车牌,项目,服务顾问\n沪I·1,小保养,韩 美玲\n沪I·2,小保养,高娟顾问\n"
    #expect(try visits(text).map(\.preferredAdvisor) == ["SA1", "SA2"])
    #expect(
      Importing.atSite().diagnostics("车牌,项目,服务顾问\n沪I·1,小保养,小韩\n", Self.jobs) == ["1.csv:2:C unknownReference"]
    )
  }

  // MARK: - Matrices

  @Test(arguments: [
    "2026-11-23,韩美玲,高娟\n8:00,,\n8:15,沪A12345 王先生 小保养,\n8:30,,沪I·12345 李乙 小保养+前刹车片 13800000001\n12:00,午休,午休\n",
    "11月23日,8:00,8:15,8:30,12:00\n韩美玲,,沪A12345 王先生 小保养,,午休\n高娟,,,沪I·12345 李乙 小保养+前刹车片 13800000001,午休\n",
  ])
  func matrices(text: String) throws {
    let made = try visits(text)
    #expect(made.map(\.card.plate) == ["沪A·12345", "沪I·12345"])
    #expect(made.map(\.card.customer) == ["王先生", "李乙"])
    #expect(made.map(\.card.phone) == [nil, "13800000001"])
    #expect(arrivals(made) == ["2026-11-23T08:15", "2026-11-23T08:30"])
    #expect(made.map(\.preferredAdvisor) == ["SA1", "SA2"])
    #expect(made.map(\.operations.count) == [1, 2])
  }

  @Test func entriesThatAreNotUnderstoodAreFaults() {
    let text = "2026-11-23,韩美玲,高娟\n8:00,沪A12345 王先生 补漆,\n8:15,,\n"
    #expect(Importing.atSite().diagnostics(text, Self.jobs) == ["1.csv:2:B unknownJob"])
  }
}
