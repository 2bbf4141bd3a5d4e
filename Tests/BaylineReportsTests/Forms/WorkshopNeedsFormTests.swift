import BaylineModel
import BaylineReports
import BaylineWording
import TestSupport
import Testing

/// What stays, moves, promises, trips, equipment, lags and priorities look like on forms.
@Suite struct WorkshopNeedsFormTests {
  /// On B from 08:15 to 09:15 and again from 10:15 to 11:15; then in W from 11:30 to 12:00.
  private var held: TinyWorkshop {
    var tiny = TinyWorkshop()
    tiny.add(
      "A1",
      [
        Step("08:15", "09:15"), Step("10:15", "11:15") { $0.lag = ServiceOperation.Lag(min: 60, max: 90) },
        Step("11:30", "12:00", minutes: 30, bay: "W"),
      ])
    return tiny
  }

  // A quarter of an hour each from 08:00: free, an hour of work, an hour held, an hour of work, free. Three of eight hours
  // are 37%.
  @Test func aBayIsHeldBetweenTwoJobsOfAVehicle() {
    let lines = held.text(.workshop).split(separator: "\n").map(String.init)
    let row = lines.first { $0.hasPrefix("B  ") }
    #expect(row?.dropFirst(23).hasPrefix(".====----====...") == true, "\(row ?? "")")
    #expect(row?.hasSuffix(" 37%") == true)
    #expect(held.html(.workshop).contains("<title>09:15–10:15 A1 占用工位，待下道作业</title>"))
  }

  // The last two jobs: a lag of 60 to 90 minutes, and the move from B to W.
  @Test func jobsNameMovesAndLags() {
    let remarks = held.rows(.workshop).map { $0.split(separator: ",", omittingEmptySubsequences: false).last }
    #expect(remarks == ["", "距上道作业至少1小时、不超过1小时30分", "自 B 移来"])
    #expect(held.text(.workshop, .english).contains("1 move to another bay"))
    #expect(held.html(.workshop, .english).contains(", moved from B</title>"))
  }

  @Test func formsNameBaysInOrder() {
    #expect(held.rows(.board)[0].contains(",B → W,"))
    #expect(held.rows(.roster)[0].hasSuffix(",B → W"))
    var back = TinyWorkshop()
    back.add("A1", [Step("08:15", "09:15"), Step("09:20", "10:20", bay: "B2"), Step("10:25", "11:25")])
    #expect(back.rows(.board)[0].contains(",B → B2 → B,"))
  }

  // Left in any case: the bay is free between the jobs, and the second is a move.
  @Test func aVehicleThatLeavesHoldsNothing() {
    var tiny = TinyWorkshop()
    tiny.add("A1", [Step("08:15", "09:15") { $0.bayAfter = .leave }, Step("10:15", "11:15")])
    let row = tiny.text(.workshop).split(separator: "\n").first { $0.hasPrefix("B  ") }
    #expect(row?.dropFirst(23).hasPrefix(".====....====") == true)
    #expect(tiny.rows(.workshop)[1].hasSuffix("自 B 移来"))
  }

  // Locked jobs of A1 with a locked job of A2 in the same bay after the first: A1 has left.
  @Test func aLockOfAnotherVehicleEndsTheStay() {
    var tiny = TinyWorkshop()
    func lock(_ start: String) -> (inout ServiceOperation) -> Void {
      { $0.locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time(start)) }
    }
    tiny.add("A1", [Step("08:15", "09:15", edit: lock("08:15")), Step("10:15", "11:15")])
    #expect(!tiny.rows(.workshop)[1].contains("移来"))
    tiny.leaveOut("A2") { lock("12:00")(&$0.operations[0]) }
    #expect(tiny.rows(.workshop)[1].hasSuffix("自 B 移来"))
  }

  // Ready at 09:30, promised for 11:00: an hour before is 10:00.
  @Test func customersAreToldThePromise() {
    var tiny = TinyWorkshop()
    tiny.addOilChange()
    tiny.schedule.assignments[0].promise = time("11:00")
    #expect(tiny.rows(.board)[0].contains(",11:00,"))
    #expect(tiny.rows(.workshop)[0].contains(",11:00,"))
    let calls = tiny.rows(.calls)
    #expect(calls.contains { $0.contains("确认预约") && $0.contains("11-23 11:00 可交车") })
    #expect(calls.contains { $0.hasPrefix("2026-11-23,10:00,") && $0.contains("通知取车") })
    #expect(!calls.contains { $0.contains("09:30") })
  }

  // Wanted at 10:00, ready at 09:30, but told 11:00: the delay is explained.
  @Test func aPromiseAfterTheWishIsExplained() {
    var tiny = TinyWorkshop()
    tiny.addOilChange { $0.readyBy = time("10:00") }
    tiny.schedule.assignments[0].promise = time("11:00")
    #expect(tiny.rows(.calls)[0].contains("11-23 11:00 可交车（希望 11-23 10:00，说明延迟）"))
  }

  // Fetched from 07:20 (the site opens at 08:00), ready at 11:45; bringing it back takes 40 minutes, which fits only after
  // lunch.
  private var driven: TinyWorkshop {
    var tiny = TinyWorkshop()
    tiny.site.drivers = 1
    tiny.add("A1", at: "09:00", [Step("10:30", "11:30")]) {
      $0.collect = 40
      $0.deliver = 40
      $0.priority = 300
      $0.card.plate = "沪A·12345"
      $0.card.phone = "138"
      $0.card.note = "延安路 1 号"
    }
    return tiny
  }

  @Test func driversHaveTheirList() {
    #expect(
      driven.csv(.drivers) == [
        "日期,出发,返回,任务,车牌号,预约号,车型,客户,电话,地址、备注,服务顾问,司机,完成",
        "2026-11-23,08:20,09:00,取车；VIP,沪A·12345,A1,,,138,延安路 1 号,S,,☐",
        "2026-11-23,13:00,13:40,送车；VIP,沪A·12345,A1,,,138,延安路 1 号,S,,☐",
      ])
    #expect(driven.text(.drivers, .english).contains("1 to collect, 1 to deliver; drivers: 1"))
  }

  // The text goes out an hour before the driver does; nobody expects the customer at the door.
  @Test func tripsAreOnBoardAndCalls() {
    let board = driven.rows(.board)[0]
    #expect(board.contains(",09:00；08:20 上门取车,") && board.contains(",维修 VIP,11:45；13:00 送车,"))
    #expect(driven.rows(.welcome).isEmpty)
    let calls = driven.rows(.calls)
    #expect(calls.contains { $0.hasPrefix("2026-11-23,07:20,") && $0.contains("司机 11-23 08:20 出发上门取车") })
    #expect(calls.contains { $0.hasPrefix("2026-11-23,12:00,") && $0.contains("司机 11-23 13:00 出发送车") })
  }

  @Test func equipmentHasAPlanAndAColumn() {
    var tiny = TinyWorkshop()
    tiny.site.equipment = [Equipment(id: "scope", name: "诊断电脑", count: 2)]
    tiny.add("A1", [Step("08:15", "09:15") { $0.equipment = ["scope"] }])
    tiny.add("A2", at: "09:00", advisor: "S2", [Step("09:15", "10:15", bay: "B2", crew: ["T2"])])
    #expect(
      tiny.csv(.equipment) == [
        "日期,设备,开始,结束,技师,工位,车牌号,作业", "2026-11-23,诊断电脑（共 2 台）,08:15,09:15,T,B,A1,#1",
      ])
    let jobs = tiny.csv(.workshop)
    #expect(jobs[0].contains(",工位,设备,可交车,"))
    #expect(jobs[1].contains(",B,诊断电脑,") && jobs[2].contains(",B2,,"))
    // One hour of one of two in eight hours.
    #expect(
      tiny.text(.equipment).split(separator: "\n").contains { $0.hasPrefix("诊断电脑") && $0.hasSuffix(" 6%") })
  }

  @Test func formsWithoutUseAreNotWrittenUnasked() {
    func names(_ tiny: TinyWorkshop) -> [String] {
      FormFiles(site: tiny.site, demand: tiny.demand, schedule: tiny.schedule, language: .english)
        .files([.csv]).map(\.name)
    }
    #expect(
      !names(TinyWorkshop()).contains("drivers.csv") && !names(TinyWorkshop()).contains("equipment.csv"))
    #expect(names(driven).contains("drivers.csv"))
  }

  // The filter is needed at the arrival, the sensor when its job starts.
  @Test func partsOfAJobAreNeededWhenItStarts() {
    var tiny = TinyWorkshop()
    tiny.demand.parts = [SparePart(id: "F", onHand: 1), SparePart(id: "P", name: "传感器", onHand: 1)]
    tiny.add(
      "A1",
      [
        Step("08:15", "09:15"),
        Step("10:00", "11:00") {
          $0.name = "换件"
          $0.parts = [SparePart.Requirement(part: "P", quantity: 1)]
        },
      ]
    ) { $0.parts = [SparePart.Requirement(part: "F", quantity: 1)] }
    #expect(
      tiny.rows(.picking) == [
        "2026-11-23,08:00,,A1,F,1,1,,", "2026-11-23,10:00,,A1,传感器；用于 换件,1,1,,",
      ])
    #expect(tiny.csv(.workshop)[0].contains(",作业配件,"))
    #expect(tiny.rows(.board)[0].contains(",☐,"))
  }

  // 15 a day are allowed, and there are 3 arrivals an hour: 8 slots would be kept, but the day has room for 3.
  @Test func roomForWalkInsKeepsTheDailyLimit() {
    var tiny = TinyWorkshop()
    tiny.addOilChange()
    tiny.site.booking.advisorBookingsPerDay = 1
    #expect(tiny.text(.roster).contains("留给未预约客户 0"))
    #expect(tiny.rows(.roster).count { $0.contains(",S,散客,") } == 31)
  }

  // One arrival a day is allowed for anybody: the rest of the day is kept.
  @Test func aLimitForEverybodyKeepsSlots() {
    var tiny = TinyWorkshop()
    tiny.addOilChange()
    tiny.site.booking.limits = [
      BookingRules.ArrivalLimit(id: "L", hours: WorkCalendar.DayInterval(8 * 60, 9 * 60), most: 1)
    ]
    #expect(tiny.rows(.roster).count { $0.contains(",散客,") } == 7)
    tiny.site.booking.limits[0].kinds = [.recall]
    #expect(tiny.rows(.roster).count { $0.contains(",散客,") } == 0)
  }
}
