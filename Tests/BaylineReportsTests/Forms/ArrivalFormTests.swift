import BaylineModel
import BaylineReports
import TestSupport
import Testing

/// Registration, roster, board and welcome board.
@Suite struct ArrivalFormTests {
  @Test func registrationHasAllThatWasSaid() {
    var tiny = TinyWorkshop()
    tiny.addOilChange {
      $0.card.called = time("-1 09:30")
      $0.card.vehicle = "云岭 S3"
      $0.card.mileage = 12_000
      $0.card.request = "保养"
      $0.card.estimate = 600
      $0.card.note = "脚垫不要动"
      $0.loaner = true
      $0.waiting = true
    }
    #expect(
      tiny.csv(.registration) == [
        "日期,来电时间,预约时间,客户,电话,车牌号,预约号,车型,里程,类别,客户原话,作业,配件,估价,服务顾问,技师,代步车,提醒：前一天、前一小时,到店,备注",
        "2026-11-23,11-22 09:30,08:00,张三先生,13800000000,沪A·12345,A1,云岭 S3,\"12,000\",定保,保养,换油,机油 ×2,600,S,T,☐,☐前一天；☐前1小时,☐,"
          + "在店等待；脚垫不要动",
      ])
  }

  // Three arrivals of S from 08:00 on fill the hour: at 08:45 a fourth would break H3, at 09:00 it would be the third of
  // [08:15, 09:15). A reception at 11:45 is over by lunch.
  @Test func rosterShowsWhatCanBeBookedAndWhatIsKeptForWalkIns() {
    var tiny = TinyWorkshop()
    tiny.addOilChange()
    tiny.add("A2", at: "08:15", [Step("09:15", "10:15")])
    tiny.add("A3", at: "08:30", [Step("10:15", "11:15")])
    let rows = tiny.rows(.roster).filter { $0.contains(",S,") }
    #expect(
      rows.prefix(5) == [
        "2026-11-23,08:00,08:15,S,已约,沪A·12345,A1,张三先生,定保,B", "2026-11-23,08:15,08:30,S,已约,A2,A2,,维修,B",
        "2026-11-23,08:30,08:45,S,已约,A3,A3,,维修,B", "2026-11-23,08:45,09:00,S,散客,,,,,",
        "2026-11-23,09:00,09:15,S,可约,,,,,",
      ])
    #expect(rows.contains("2026-11-23,11:45,12:00,S,可约,,,,,"))
    #expect(!rows.contains { $0.hasPrefix("2026-11-23,12:") })
    // 8 hours of 4 quarters: 3 taken, 1 kept, 28 free for S, 32 for S2.
    #expect(tiny.text(.roster).contains("已约 3 · 可约 60 · 留给未预约客户 1"))
  }

  // With one arrival of S at 08:00. An advisor's day is full with it: S keeps the other 31 quarters. One arrival an hour
  // for the whole site: both keep the quarters from 08:00 to 08:45, less the one that is taken. Half an hour between
  // arrivals: S keeps 08:15.
  @Test func everyRuleForArrivalsKeepsSlots() {
    func kept(_ edit: (inout BookingRules) -> Void) -> Int {
      var tiny = TinyWorkshop()
      tiny.addOilChange()
      edit(&tiny.site.booking)
      return tiny.rows(.roster).count { $0.contains(",散客,") }
    }
    #expect(kept { $0.advisorBookingsPerDay = 1 } == 31)
    #expect(kept { $0.siteBookingsPerHour = 1 } == 7)
    #expect(kept { $0.advisorGapMinutes = 30 } == 1)
  }

  @Test func pastSlotsAreNeitherFreeNorKept() {
    var tiny = TinyWorkshop()
    tiny.addOilChange { $0.booked = Appointment.Booking(arrival: time("10:00"), advisor: "S") }
    tiny.schedule.assignments[0].reception?.arrival = time("10:00")
    tiny.demand.now = time("09:30")
    let slots = tiny.rows(.roster).filter { $0.contains(",S2,") }
    #expect(slots.first == "2026-11-23,09:30,09:45,S2,可约,,,,,")
  }

  // At 10:00: A1 was done at 09:15, A2 is being worked on, A3 is there, A4 is to come.
  @Test func boardTellsHowFarEachVehicleIs() {
    var tiny = TinyWorkshop()
    func lock(_ start: String) -> (inout Appointment) -> Void {
      {
        $0.arrived = time("08:00")
        $0.receivedBy = "S"
        $0.operations[0].locked = ServiceOperation.LockedWork(
          bay: "B", technicians: ["T"], start: time(start))
      }
    }
    tiny.add("A1", at: nil, [Step("08:15", "09:15")], edit: lock("08:15"))
    tiny.add("A2", at: nil, [Step("09:15", "10:15")], edit: lock("09:15"))
    tiny.add("A3", at: nil, [Step("10:15", "11:15")]) { $0.arrived = time("-1 16:00") }
    tiny.add("A4", at: "11:00", advisor: "S2", [Step("11:15", "12:15", bay: "B2", crew: ["T2"])]) {
      $0.parts = [SparePart.Requirement(part: "P", quantity: 1)]
    }
    tiny.demand.parts = [SparePart(id: "P", onHand: 1)]
    tiny.demand.now = time("10:00")
    #expect(
      tiny.csv(.board) == [
        "日期,时间,车牌号,客户,服务顾问,技师,工位,类别,可交车,配件齐,状态",
        "2026-11-23,在厂,A3,,,T,B,维修,11:30,–,已到店", "2026-11-23,08:00,A1,,S,T,B,维修,09:30,–,已完工",
        "2026-11-23,08:00,A2,,S,T,B,维修,10:30,–,维修中", "2026-11-23,11:00,A4,,S2,T2,B2,维修,12:30,☐,",
      ])
    #expect(tiny.text(.board, .english).contains("to come 1 · arrived 1 · under way 1 · done 1"))
  }

  // Received at 16:00, worked on until Tuesday 09:15. Nothing has begun: for the board of Tuesday it has come by then.
  @Test func whatStaysOverNightIsInTheHouseOnTheNextDay() {
    var tiny = TinyWorkshop()
    tiny.add("A1", at: "16:00", [Step("16:15", "+1 09:15")])
    tiny.demand.now = time("07:00")
    #expect(
      tiny.rows(.board, .english) == [
        "2026-11-23,16:00,A1,,S,T,B,repair,11-24 09:30,–,",
        "2026-11-24,in house,A1,,S,T,B,repair,09:30,–,in house",
      ])
    let pages = tiny.text(.board, .english).split(separator: "Appointment board").map(String.init)
    #expect(pages.count == 2 && pages[0].contains("\nto come 1\n") && pages[1].contains("\nin house 1\n"))
  }

  @Test func welcomeBoardMasksNamesAndPlates() {
    var tiny = TinyWorkshop()
    tiny.addOilChange()
    tiny.add("A2", at: nil, [Step("09:15", "10:15")]) {
      $0.arrived = time("-1 16:00")
      $0.card.customer = "李四"
    }
    #expect(tiny.csv(.welcome) == ["日期,时间,客户,车牌号", "2026-11-23,08:00,张先生,沪A·1***5"])
  }
}
