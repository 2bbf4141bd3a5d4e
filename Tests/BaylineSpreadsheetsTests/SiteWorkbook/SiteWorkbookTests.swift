import BaylineFormats
import BaylineModel
import BaylineSpreadsheets
import BaylineWording
import Foundation
import TestSupport
import Testing

/// A site as a workbook and back.
@Suite struct SiteWorkbookTests {
  private func read(_ files: [(String, [UInt8])]) -> SiteWorkbook.Result {
    SiteWorkbook.read(
      LoadedSpreadsheets(
        files.map { SpreadsheetImport.File(path: $0.0, bytes: $0.1) }, encoding: nil))
  }

  private func same(_ site: Site, _ language: Language) throws {
    let bytes = try SiteWorkbook.bytes(site, language: language, file: "site.json")
    let result = read([("site.xlsx", bytes)])
    #expect(result.diagnostics.map(DiagnosticText(.english).line) == [])
    #expect(result.notes.isEmpty)
    #expect(result.site.map(SiteFormat.encode) == SiteFormat.encode(site))
  }

  @Test func aTimeClockWithShiftsIsNoSite() {
    func book(_ headings: String) -> LoadedSpreadsheets {
      LoadedSpreadsheets(
        [SpreadsheetImport.File(path: "1.csv", bytes: Array((headings + "\n").utf8))], encoding: nil)
    }
    let clock = book("日期,工单号,项目,技师编号,姓名,班次,开工时间,完工时间")
    #expect(!clock.isSite && clock.isHistory)
    #expect(book("技师编号,姓名,班组,班次,技能：mechanical").isSite)
  }

  private static let datasets: [URL] = {
    let folders = try? FileManager.default.subpathsOfDirectory(atPath: Project.datasets.path)
    return (folders ?? []).filter { $0.hasSuffix("site.json") }.sorted().map {
      Project.datasets.appending(path: $0)
    }
  }()

  @Test(arguments: Language.allCases) func everySiteComesBack(language: Language) throws {
    #expect(Self.datasets.count > 5)
    // The tiny ones in one language.
    for file in Self.datasets where language == .chinese || !file.path.contains("/tiny/") {
      let decoded = SiteFormat.decode(Array(try Data(contentsOf: file)), file: file.path)
      try same(decoded.get(), language)
    }
  }

  /// A site with every member, and with texts that spreadsheets would change.
  private func richSite() throws -> Site {
    let date = try #require(CivilDate("2026-12-01"))
    let hours = [WorkCalendar.DayInterval(0, 60), WorkCalendar.DayInterval(60, 1440)]
    var site = Site(
      name: " =店\n\"A\" ", timeZone: "Europe/Berlin", locale: .english,
      calendars: [
        "a.b [c]": WorkCalendar(
          weekly: [.monday: [], .sunday: hours], dates: [date: [WorkCalendar.DayInterval(480, 720)]]),
        "大小周": WorkCalendar(
          rotation: .init(
            from: try #require(CivilDate("2026-11-30")), weeks: [[.monday: hours], [:], [.friday: []]])),
        "": .init(),
      ].filter { !$0.key.isEmpty }, hours: "a.b [c]")
    site.dates = [date: .closed, date.advanced(by: 4): .hours(of: .friday)]
    site.booking.siteBookingsPerHour = 7
    site.booking.limits = [
      BookingRules.ArrivalLimit(
        id: "1", name: "等待", kinds: [.comeback, VisitKind(rawValue: "定保")], waiting: false,
        weekdays: [.saturday, .monday], hours: WorkCalendar.DayInterval(0, 780), most: 0),
      BookingRules.ArrivalLimit(
        id: "001", kinds: [], weekdays: [], hours: WorkCalendar.DayInterval(600, 1440), most: 3),
    ]
    site.policy.kinds[VisitKind(rawValue: "定保")] = CostPolicy.KindCost(drop: 1, delay: 0)
    site.policy.stay = 0
    site.advisors = [
      Advisor(
        id: " A", name: "", calendar: "大小周", bookingsPerDay: 0, kinds: [VisitKind(rawValue: "定保"), .recall])
    ]
    site.bays = [
      Bay(id: "1E+5", types: ["a;b", "举升"]), Bay(id: "B", name: "b", types: ["x"], calendar: "大小周"),
    ]
    site.technicians = [
      Technician(
        id: "T", team: "\"甲\"", skills: ["a:b": 3, " c": 1], certifications: ["x、y", "z"], efficiency: 87,
        calendar: "a.b [c]"),
      Technician(id: "U", skills: [:], calendar: "大小周"),
    ]
    site.booking.teamReservePercent = ["\"甲\"": 20]
    site.equipment = [Equipment(id: "#1", name: "#N/A", count: 2)]
    return site
  }

  @Test func theSharedInstancesComeBack() throws {
    // Skipped, and told, on a machine without them.
    guard let shared = Project.shared?.appending(path: "instances") else { return }
    for name in ["body-1", "features-1", "replan-1", "scarce-1", "week-1"] {
      let file = shared.appending(path: "\(name)/site.json")
      try same(SiteFormat.decode(Array(try Data(contentsOf: file)), file: file.path).get(), .chinese)
    }
  }

  @Test(arguments: Language.allCases) func oddNamesComeBack(language: Language) throws {
    try same(richSite(), language)
  }

  @Test(arguments: Language.allCases) func theTemplateIsASite(language: Language) throws {
    let site = SiteWorkbook.template(language)
    try same(site, language)
    #expect(SiteFormat.decode(Array(SiteFormat.encode(site).utf8), file: "-").diagnostics.isEmpty)
  }

  private let people = """
    设置项,取值
    门店名称,东店
    营业时间,白班
    """
  private let shifts = """
    班次,周一,周二,周三,周四,周五,周六,周日
    白班,8:00-12:00;13:00-17:30,8:00-17:00,8:00-17:00,8:00-17:00,上午,,休息
    """
  private let technicians = """
    技师编号,姓名,班次,技能：机修
    T1,李强,白班,高级
    T2,王芳,白班,中级
    """

  private func tables(_ more: [String: String]) -> [(String, [UInt8])] {
    var texts = ["settings.csv": people, "shifts.csv": shifts, "technicians.csv": technicians]
    texts.merge(more) { $1 }
    return texts.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) }
  }

  @Test func handWrittenTablesMakeASite() throws {
    let site = try #require(read(tables([:])).site)
    #expect(site.name == "东店")
    #expect(site.technicians.map(\.skills) == [["机修": 3], ["机修": 2]])
    let week = try #require(site.calendars["白班"]?.weekly)
    #expect(week[.monday] == [WorkCalendar.DayInterval(480, 720), WorkCalendar.DayInterval(780, 1050)])
    #expect(week[.friday] == [WorkCalendar.DayInterval(0, 720)])
    #expect(week[.saturday] == nil)
    #expect(week[.sunday] == [])
  }

  @Test(arguments: Language.allCases) func leaveIsAShiftOfOnesOwn(language: Language) throws {
    let leave = "请假人,请假开始,请假结束,仍上班时段\n李强,2026/12/1,2026/12/3,\nT1,2026/12/4,,8:00-12:00\n"
    let site = try #require(read(tables(["leave.csv": leave])).site)
    let own = try #require(site.calendars[site.technicians[0].calendar])
    #expect(own.weekly == site.calendars["白班"]?.weekly)
    let first = try #require(CivilDate("2026-12-01"))
    #expect((0..<5).map { own.intervals(on: first.advanced(by: $0)).count } == [0, 0, 0, 1, 0])
    #expect(site.technicians[1].calendar == "白班")
    // In a workbook it is leave again, not a shift.
    try same(site, language)
    let bytes = try SiteWorkbook.bytes(site, language: language, file: "s")
    #expect(read([("s.xlsx", bytes)]).site?.calendars.keys.sorted() == site.calendars.keys.sorted())
  }

  @Test func aBayOutOfUse() throws {
    let site = try #require(
      read(
        tables([
          "bays.csv": "工位编号,工位类型\nB1,lift\nB2,lift;alignment\n",
          "leave.csv": "请假类别,请假人,请假开始\n工位,B2,2026-12-01\n",
        ])
      ).site)
    #expect(site.bays.map { $0.calendar == nil } == [true, false])
    let own = try #require(site.bays[1].calendar.flatMap { site.calendars[$0] })
    let day = try #require(CivilDate("2026-12-01"))
    #expect(own.intervals(on: day).isEmpty)
    #expect(own.intervals(on: day.advanced(by: 1)) == [WorkCalendar.DayInterval(0, 1440)])
  }

  @Test(arguments: [
    ("leave.csv", "请假人,请假开始\n李刚,2026/12/1\n", "leave.csv:2:A", "unknownRow"),
    ("leave.csv", "请假人,请假开始,请假结束\nT1,2026/12/3,2026/12/1\n", "leave.csv:2:C", "endNotAfterStart"),
    ("leave.csv", "请假人,请假开始\nT1,下周\n", "leave.csv:2:B", "notACellDate"),
    ("holidays.csv", "节假日期,当天按\n2026/10/1,周八\n", "holidays.csv:2:B", "notOneOf"),
    ("holidays.csv", "节假日期,当天按\n2026/10/1,休息\n2026/10/1,周五\n", "holidays.csv:3:A", "duplicateId"),
    ("special.csv", "班次,特殊日期,当天时段\n晚班,2026/10/1,8:00-9:00\n", "special.csv:2:A", "unknownRow"),
    ("bays.csv", "工位编号,工位类型,班次\nB1,lift,夜班\n", "bays.csv:2:C", "unknownReference"),
    ("bays.csv", "工位编号,工位类型\nB1,\n", "bays.csv:2:B", "missingCell"),
    ("settings.csv", "设置项,取值\n门店名称,东店\n营业时间,白班\n代步车,很多\n", "settings.csv:4:B", "notACellNumber"),
    ("settings.csv", "设置项,取值\n门店名称,东店\n营业时间,白班\n代步马,2\n", "settings.csv:4:A", "unknownRow"),
    ("settings.csv", "设置项,取值\n门店名称,东店\n营业时间,\n", "settings.csv:3:B", "missingCell"),
    ("shifts.csv", "班次,周一\n白班,8:00-12:00;11:00-13:00\n", "shifts.csv:2:B", "intervalsOverlap"),
    ("shifts.csv", "班次,周一\n白班,八点\n", "shifts.csv:2:B", "notAWindow"),
    ("shifts.csv", "班次,周一\n白班,8:00-9:00\n白班,8:00-9:00\n", "shifts.csv:3:A", "duplicateId"),
    ("shifts.csv", "班次,轮换周,轮换起始,周一\n白班,1,2026/11/30,上午\n白班,,,下午\n", "shifts.csv:3:B", "missingCell"),
    ("shifts.csv", "班次,轮换周,轮换起始,周一\n白班,1,2026/12/1,上午\n白班,2,,下午\n", "shifts.csv:2:C", "notAMonday"),
    ("technicians.csv", "技师编号,班次,技能：机修\nT1,白班,大师\n", "technicians.csv:2:C", "notOneOf"),
    ("technicians.csv", "技师编号,班次\nT1,白班\nT1,白班\n", "technicians.csv:3:A", "duplicateId"),
    ("teams.csv", "班组名称,班组预留百分比\n一组,20\n", "teams.csv:2:A", "unknownReference"),
    ("limits.csv", "上限编号,最多台数,业务\nL,5,洗牙\n", "limits.csv:2:C", "unknownReference"),
    ("kinds.csv", "业务类型编号,未排入成本\n四轮定位,500\n", "kinds.csv:2:A", "missingCell"),
  ])
  func faultsAreLocated(file: String, text: String, place: String, code: String) {
    let result = read(tables([file: text]))
    #expect(result.site == nil)
    let found = result.diagnostics.map { "\($0.file):\($0.place) \($0.problem.code)" }
    #expect(found.contains("\(place) \(code)"), "\(found)")
    #expect(found.count == 1, "\(found)")
  }

  @Test func otherSheetsAndColumnsAreListed() {
    let result = read(
      tables(["technicians.csv": "技师编号,班次,工龄\nT1,白班,12\n"]))
    #expect(result.site != nil)
    #expect(result.notes == [.notRead(file: "technicians.csv", ["工龄"])])
  }

  @Test func aDemandIsNoSite() throws {
    let visits = SpreadsheetImport.File(
      path: "v.csv", bytes: Array("车牌号,业务类型,放弃代价,班次\n沪A1,定保,5,1\n".utf8))
    #expect(!LoadedSpreadsheets([visits], encoding: nil).isSite)
    let site = SpreadsheetImport.File(path: "s.csv", bytes: Array(shifts.utf8))
    #expect(LoadedSpreadsheets([site], encoding: nil).isSite)
  }
}
