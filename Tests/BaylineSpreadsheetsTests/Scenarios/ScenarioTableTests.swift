import BaylineFormats
import BaylineMath
import BaylineModel
import BaylineSpreadsheets
import Foundation
import TestSupport
import Testing

@Suite struct ScenarioTableTests {
  private static let site: Site = {
    var site = Site(name: "店", calendars: ["day": WorkCalendar(), "late": WorkCalendar()], hours: "day")
    site.technicians = [
      Technician(id: "T1", name: "王伟", skills: ["mechanical": 1], calendar: "day"),
      Technician(id: "T2", name: "李娜", skills: ["mechanical": 2, "electrical": 3], calendar: "day"),
    ]
    site.bays = [Bay(id: "B1", types: ["lift"]), Bay(id: "B2", types: ["diagnosis"])]
    site.equipment = [Equipment(id: "E1", name: "诊断电脑"), Equipment(id: "E2")]
    site.booking.limits = [BookingRules.ArrivalLimit(id: "L1", name: "午间", most: 2)]
    site.technicians[0].team = "A"
    site.advisors = [Advisor(id: "SA1", name: "韩美玲", calendar: "day"), Advisor(id: "SA2", calendar: "day")]
    return site
  }()

  private func read(_ text: String) -> ScenariosFormat.Decoded {
    ScenarioTable.decode(
      Array(text.utf8), file: "s.csv", site: Self.site,
      horizon: Demand.Horizon(from: time("00:00").date, days: 5))
  }

  /// The changes of the rows of one scenario, without headings and name.
  private func changes(_ rows: String...) -> [Scenario.Change]? {
    let text = "方案,更改,对象,数值,日期,每小时价格\n" + rows.map { "a,\($0)\n" }.joined()
    return read(text).scenarios?.scenarios.first?.changes
  }

  /// Places and codes of all faults of such rows.
  private func diagnostics(_ rows: String...) -> [String] {
    let reading = read("方案,更改,对象,数值,日期,每小时价格\n" + rows.map { "a,\($0)\n" }.joined())
    let demand = Demand(horizon: Demand.Horizon(from: time("00:00").date, days: 5), appointments: [])
    do throws(Diagnostics) {
      _ = try reading.cases(site: Self.site, demands: [demand], uncertainty: .none, seed: 1)
      return []
    } catch {
      return error.elements.map { "\($0.place) \($0.problem.code)" }
    }
  }

  private var monday: CivilDate { time("00:00").date }

  @Test func rowsOfOneNameAreOneScenario() throws {
    let scenarios = try read(
      """
      方案,更改,对象,数值,说明
      加人,增加技师,T1,2,两名
      加量,业务量,,110%,
      加人,代步车,,+1,

      """
    ).get().scenarios
    #expect(
      scenarios == [
        Scenario(
          name: "加人", description: "两名",
          changes: [.addTechnicians(count: 2, .like("T1")), .addLoaners(1)]),
        Scenario(name: "加量", changes: [.volume(percent: 110)]),
      ])
  }

  @Test func headingsAndChangesMayBeEnglish() throws {
    let scenarios = try read(
      "Scenario;Change;What;Value\na;Remove technicians;mechanical 2;1\na;no-show;;12.5%\n"
    ).get()
    #expect(
      scenarios.scenarios.first?.changes == [
        .removeTechnicians(.skilled(trade: "mechanical", level: 2, count: 1)),
        .noShow(Uncertainty.ByKind(12.5)),
      ])
  }

  @Test func peopleAreMeantByIdNameOrTrade() {
    var training = Scenario.TechnicianChange()
    training.skills = ["mechanical": 2]
    var shifts = Scenario.TechnicianChange()
    shifts.calendar = .named("late")
    #expect(
      changes("培训,机修 初级*1,中级", "培训,王伟,机修 2", "技师班次,T1;李娜,late", "技师班次,全部,late", "技师班次,电工,late")
        == [
          .changeTechnicians(.skilled(trade: "mechanical", level: 1, count: 1), training),
          .changeTechnicians(.these(["T1"]), training), .changeTechnicians(.these(["T1", "T2"]), shifts),
          .changeTechnicians(.all, shifts),
          .changeTechnicians(.skilled(trade: "electrical", level: nil, count: nil), shifts),
        ])
    #expect(
      changes("增加技师,机修 高级,", "减少技师,机修,", "减少技师,T1,")
        == [
          .addTechnicians(
            count: 1,
            .with(skills: ["mechanical": 3], certifications: [], efficiency: 100, calendar: nil)),
          .removeTechnicians(.skilled(trade: "mechanical", level: nil, count: 1)),
          .removeTechnicians(.these(["T1"])),
        ])
  }

  @Test func equipmentLimitsAndDriversComeAndGo() {
    #expect(
      changes(
        "设备,诊断电脑,3,", "equipment,全部,+1,", "新增设备,E3,2,", "停用设备,E2,,", "取送车司机,,2,", "drivers,,+1,",
        "预约限额,午间,+2,", "limits,all,6,", "取消限额,L1,,")
        == [
          .changeEquipment(.these(["E1"]), .set(3)), .changeEquipment(.all, .more(1)),
          .addEquipment(Equipment(id: "E3", count: 2)), .removeEquipment(.these(["E2"])), .drivers(2),
          .addDrivers(1), .changeLimits(.these(["L1"]), .more(2)), .changeLimits(.all, .set(6)),
          .removeLimits(.these(["L1"])),
        ])
    #expect(
      changes("新增限额,保养;在店等候,6,周六", "new limit,all,40,")
        == [
          .addLimit(
            BookingRules.ArrivalLimit(
              id: "保养;在店等候", kinds: [.maintenance], waiting: true, weekdays: [.saturday], most: 6)),
          .addLimit(BookingRules.ArrivalLimit(id: "all", most: 40)),
        ])
  }

  @Test func daysOfTheSiteAndReservesOfTeams() {
    var team = Scenario.BookingChange()
    team.teamReservePercent = ["A": 25]
    var none = Scenario.BookingChange()
    none.teamReservePercent = ["A": nil]
    var move = Scenario.BookingChange()
    move.numbers = [.moveMinutes: 10]
    #expect(
      changes("停业,,,2026/11/24", "调休上班,,周五,2026/11/28", "班组预留,A,25%,", "team reserve,A,无,", "预约规则,移车,10,")
        == [
          .dates([monday.advanced(by: 1): .closed]), .dates([monday.advanced(by: 5): .hours(of: .friday)]),
          .booking(team), .booking(none), .booking(move),
        ])
    #expect(
      diagnostics("停业,,,周六", "调休上班,,周五;周六,2026/11/28", "新增限额,保养,6,2026/11/28", "设备,E9,+1,", "设备,E1,+1,周六")
        == ["2:E notACellDate", "3:D notOneOf", "4:E notOneOf", "6:E surplusCell"])
    #expect(
      diagnostics("设备,E9,+1,", "预约限额,早间,3,", "班组预留,C,10,", "新增设备,E1,1,")
        == [
          "2:C unknownReference", "3:C scenarioConflict", "4:C unknownReference", "5:C scenarioConflict",
        ])
  }

  @Test func daysAreDatesSpansAndWeekdays() {
    // Years that are not written are those of the planned days.
    #expect(
      changes("技师缺勤,T1,,2026/11/23~2026/11/25;周六", "停用工位,B1,,11月24日", "加班,全部,30,,85.5", "加班,T2,45,Mon;星期五")
        == [
          .technicianAbsence(
            .these(["T1"]),
            on: Scenario.DaySelection(
              weekdays: [.saturday], dates: [monday, monday.advanced(by: 1), monday.advanced(by: 2)])),
          .closeBays(.these(["B1"]), on: Scenario.DaySelection(dates: [monday.advanced(by: 1)])),
          .overtime(.all, minutes: 30, on: .every, hourPrice: 85.5),
          .overtime(
            .these(["T2"]), minutes: 45, on: Scenario.DaySelection(weekdays: [.monday, .friday]),
            hourPrice: nil),
        ])
  }

  @Test func everyOtherChangeHasARow() {
    var efficiency = Scenario.TechnicianChange()
    efficiency.efficiency = 110
    var papers = Scenario.TechnicianChange()
    papers.certifications = ["hv", "gas"]
    var types = Scenario.BayChange()
    types.types = ["lift", "diagnosis"]
    var shift = Scenario.AdvisorChange()
    shift.calendar = .named("late")
    var perHour = Scenario.AdvisorChange()
    perHour.bookingsPerHour = .set(2)
    var perDay = Scenario.AdvisorChange()
    perDay.bookingsPerDay = .set(9)
    var kinds = Scenario.AdvisorChange()
    kinds.kinds = .set([.accident, .maintenance])
    var all = Scenario.AdvisorChange()
    all.kinds = .set(nil)
    var reserve = Scenario.BookingChange()
    reserve.numbers = [.reservePercent: 10]
    var site = Scenario.BookingChange()
    site.siteBookingsPerHour = .set(nil)
    var walkIns = Uncertainty.Change()
    walkIns.walkIns.perDay = .set(6.5)
    #expect(
      changes(
        "技师效率,T1,110%", "技师资质,T1,hv;gas", "增加工位,B1,", "增加工位,举升,2", "减少工位,举升,", "减少工位,B1;B2,", "工位类型,B1,举升;诊断")
        == [
          .changeTechnicians(.these(["T1"]), efficiency), .changeTechnicians(.these(["T1"]), papers),
          .addBays(count: 1, .like("B1")), .addBays(count: 2, .with(types: ["lift"], calendar: nil)),
          .removeBays(.ofType("lift", count: 1)), .removeBays(.these(["B1", "B2"])),
          .changeBays(.these(["B1"]), types),
        ])
    #expect(
      changes(
        "增加顾问,韩美玲,2", "增加顾问,,", "减少顾问,,2", "减少顾问,SA1,", "顾问班次,全部,late", "顾问每小时接车,SA1,2", "顾问每日接车,SA1,9",
        "顾问接待类型,SA1,事故;保养", "顾问接待类型,SA1,全部", "顾问缺勤,SA1,,周一")
        == [
          .addAdvisors(count: 2, .like("SA1")),
          .addAdvisors(
            count: 1, .with(calendar: nil, bookingsPerHour: nil, bookingsPerDay: nil, kinds: nil)),
          .removeAdvisors(.last(2)), .removeAdvisors(.these(["SA1"])), .changeAdvisors(.all, shift),
          .changeAdvisors(.these(["SA1"]), perHour), .changeAdvisors(.these(["SA1"]), perDay),
          .changeAdvisors(.these(["SA1"]), kinds), .changeAdvisors(.these(["SA1"]), all),
          .advisorAbsence(.these(["SA1"]), on: Scenario.DaySelection(weekdays: [.monday])),
        ])
    #expect(
      changes(
        "营业时间,,late", "预约规则,预留,10", "预约规则,siteBookingsPerHour,不限", "代步车,,5", "业务量,,-10%", "业务量,,95",
        "业务结构,返修,+50%", "每日散客,,6.5", "库存,P,+2", "库存,全部,-1", "到货时间,,-90")
        == [
          .openingHours(.named("late")), .booking(reserve), .booking(site), .loaners(5), .volume(percent: 90),
          .volume(percent: 95), .mix([.comeback: 150]), .uncertainty(walkIns), .stock(part: "P", more: 2),
          .stock(part: nil, more: -1), .deliveries(part: nil, laterMinutes: -90),
        ])
  }

  @Test func faultsAreToldOfTheCell() {
    #expect(diagnostics("增加技帅,T1,1") == ["2:B unknownChange"])
    #expect(diagnostics("增加技师,,1") == ["2:C missingCell"])
    #expect(diagnostics("增加技师,T1,many") == ["2:D notACellNumber"])
    #expect(diagnostics("业务量,T1,110%") == ["2:C surplusCell"])
    #expect(diagnostics("减少技师,T1;T2,1") == ["2:D surplusCell"])
    #expect(diagnostics("业务量,,more", "业务量,,+10") == ["2:D notACellPercent", "3:D notACellPercent"])
    #expect(diagnostics("培训,T1,senior", "培训,T1,2") == ["2:D notASkill", "3:D notASkill"])
    #expect(diagnostics("技师缺勤,T1,,soon", "技师缺勤,T1,,11/25~11/24") == ["2:E notACellDate", "3:E notACellDate"])
    #expect(diagnostics("加班,全部,30,,80元") == ["2:F notACellDecimal"])
    #expect(diagnostics("预约规则,预流,10") == ["2:C notOneOf"])
    #expect(diagnostics("增加技师,T1,0", "加班,全部,2000") == ["2:D tooSmall", "3:D aboveMaximum"])
    #expect(diagnostics(",,") == ["2:B missingCell"])
  }

  @Test func whatASpreadsheetMakesOfPercentagesIsNotGuessed() {
    // +10% becomes 10% in CSV, and 110% becomes 1.1 in a workbook.
    #expect(
      diagnostics("业务量,,10%", "业务量,,1.1", "未到店率,,0.15") == [
        "2:D ambiguousPercent", "3:D ambiguousPercent", "4:D ambiguousPercent",
      ])
  }

  @Test func whatTheSiteLacksIsToldOfTheCell() {
    #expect(
      diagnostics("增加技师,T9,1", "技师班次,T1,lat", "库存,X,+1", "减少技师,机修 高级,1", "停用工位,B9,,周一", "业务量,,110%")
        == [
          "2:C unknownReference", "3:D unknownReference", "4:C unknownReference", "5:C scenarioConflict",
          "6:C unknownReference", "7:B scenarioConflict",
        ])
  }

  @Test func otherTablesAndEmptyOnesAreRefused() {
    func codes(_ text: String) -> [String] { read(text).diagnostics.map(\.problem.code) }
    #expect(codes("预约号,业务类型\nA,定保\n").contains("unknownTable"))
    #expect(codes("方案,更改\n") == ["missingTable"])
    #expect(codes("方案,说明\na,b\n") == ["missingHeading"])
    #expect(codes("") == ["emptyFile"])
    #expect(
      codes("方案,更改,数值\na,\"代步车,2\n") == ["quoteNotClosed", "missingTable"]
        || codes("方案,更改,数值\na,\"代步车,2\n").contains("quoteNotClosed"))
  }

  @Test func scenariosAreNoPartOfADemand() {
    let result = SpreadsheetImport().run([
      SpreadsheetImport.File(path: "s.csv", bytes: Array("方案,更改,数值\na,业务量,110%\n".utf8))
    ])
    #expect(result.demand == nil)
    #expect(result.diagnostics.map(\.problem.code) == ["unknownTable"])
  }

  @Test(arguments: [TextEncoding.utf8, .gb18030, .utf16])
  func anyEncodingOfASpreadsheetIsRead(encoding: TextEncoding) throws {
    let text = "方案,更改,对象,数值\n加人,增加技师,王伟,2\n"
    let foundation: String.Encoding =
      switch encoding {
      case .gb18030: String.Encoding(rawValue: 0x8000_0632)
      case .utf16: .utf16
      default: .utf8
      }
    let bytes = [UInt8](try #require(text.data(using: foundation)))
    let scenarios = try ScenarioTable.decode(bytes, file: "s.csv", site: Self.site).get()
    #expect(
      scenarios.scenarios == [
        Scenario(name: "加人", changes: [.addTechnicians(count: 2, .like("T1"))])
      ])
  }

  @Test(arguments: 0..<6)
  func damagedTablesNeverTrap(seed: UInt64) throws {
    let file = Project.datasets.appending(path: "manager/scenarios.csv")
    let table = [UInt8](try Data(contentsOf: file))
    var random = SplitMix64(seed: seed)
    for _ in 0..<60 {
      var bytes = table
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let i = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[i] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.removeSubrange(i..<min(bytes.count, i + 9))
        case 2: bytes.insert(contentsOf: Array(",".utf8), at: i)
        default: bytes.swapAt(i, Int.random(in: 0..<bytes.count, using: &random))
        }
      }
      let reading = ScenarioTable.decode(bytes, file: "s.csv", site: Self.site)
      #expect((reading.scenarios == nil) == !reading.diagnostics.isEmpty)
    }
  }
}
