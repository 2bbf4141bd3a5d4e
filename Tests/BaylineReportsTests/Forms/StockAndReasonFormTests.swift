import BaylineModel
import BaylineReports
import TestSupport
import Testing

/// Picking list and reasons.
@Suite struct StockAndReasonFormTests {
  // An hour before the arrival. Two of five are taken, so four more lack one at 13:00; three come on Tuesday at 10:00.
  @Test func pickingListSaysWhatIsNeededAndWhatIsShort() {
    var tiny = TinyWorkshop()
    tiny.site.booking.partsLeadMinutes = 60
    tiny.addOilChange()
    tiny.demand.parts[0].inbound = [SparePart.Delivery(at: time("+1 10:00"), quantity: 3)]
    tiny.leaveOut("A2", reason: .parts) {
      $0.parts = [SparePart.Requirement(part: "P", quantity: 4)]
      $0.preferredArrival = time("14:00")
    }
    tiny.schedule.unscheduled[0].earliest = time("+1 11:00")
    #expect(
      tiny.csv(.picking) == [
        "日期,最迟,货架,车牌号,预约号,配件,数量,库存,在途,说明", "2026-11-23,07:00,A1,沪A·12345,A1,机油,2,5,11-24 10:00 +3,",
        "2026-11-23,,A1,A2,A2,机油,4,5,11-24 10:00 +3,未排入：缺 1，到齐 11-24 10:00",
      ])
    let text = tiny.text(.picking, .english)
    #expect(
      text.contains("1 line, 2 parts") && text.contains("Shortages (not scheduled)")
        && text.contains("11-24 11:00"))
  }

  @Test func takenPartsAreNotPickedAgain() {
    var tiny = TinyWorkshop()
    tiny.addOilChange { $0.picked = true }
    #expect(tiny.rows(.picking).isEmpty)
    #expect(tiny.text(.picking).contains("无\n"))
  }

  // A vehicle that is there needs its parts at its first work that is not locked.
  @Test func arrivedVehicleNeedsItsPartsAtItsNextWork() {
    var tiny = TinyWorkshop()
    tiny.demand.parts = [SparePart(id: "P", onHand: 1)]
    tiny.add("A1", at: nil, [Step("10:00", "11:00")]) {
      $0.arrived = time("-1 09:00")
      $0.parts = [SparePart.Requirement(part: "P", quantity: 1)]
    }
    #expect(tiny.rows(.picking) == ["2026-11-23,10:00,,A1,P,1,1,,"])
  }

  // Two visits want one each, and there is one: the schedule is infeasible, and the second need is short.
  @Test func shortNeedsOfAnInfeasibleScheduleAreFlagged() {
    var tiny = TinyWorkshop()
    tiny.demand.parts = [SparePart(id: "P", onHand: 1)]
    tiny.add("A1") { $0.parts = [SparePart.Requirement(part: "P", quantity: 1)] }
    tiny.add("A2", at: "09:00", [Step("09:15", "10:15")]) {
      $0.parts = [SparePart.Requirement(part: "P", quantity: 1)]
    }
    #expect(tiny.rows(.picking) == ["2026-11-23,08:00,,A1,P,1,1,,", "2026-11-23,09:00,,A2,P,1,1,,缺 1"])
  }

  private var threeLeftOut: TinyWorkshop {
    var tiny = TinyWorkshop()
    tiny.demand.horizon.days = 2
    tiny.add("A0")
    tiny.leaveOut("A1", reason: .parts) {
      $0.preferredArrival = time("09:00")
      $0.card.plate = "沪A·12345"
    }
    tiny.leaveOut("A2", reason: .capacity) { $0.preferredArrival = time("+1 09:00") }
    tiny.leaveOut("A3", reason: .parts) { $0.booked = Appointment.Booking(arrival: time("+1 10:00")) }
    tiny.schedule.unscheduled[0].detail = "机油 需 1 件"
    tiny.schedule.unscheduled[0].earliest = time("+1 11:00")
    return tiny
  }

  @Test func reasonsAreListedOneByOne() {
    #expect(
      threeLeftOut.csv(.reasons) == [
        "日期,车牌号,预约号,类别,希望,原因,说明,最早可约", "2026-11-23,沪A·12345,A1,维修,11-23 09:00,缺配件,机油 需 1 件,11-24 11:00",
        "2026-11-24,A2,A2,维修,11-24 09:00,产能已满,,", "2026-11-24,A3,A3,维修,11-24 10:00；已约定,缺配件,,",
      ])
  }

  @Test func reasonsAreCountedByDay() {
    let lines = threeLeftOut.text(.reasons).split(separator: "\n").map(String.init)
    #expect(lines.contains("未排入 3 台，共 4 台"))
    #expect(lines.contains("缺配件        1      1     2"))
    #expect(lines.contains("产能已满      –      1     1"))
    #expect(lines.contains("合计          1      2     3"))
  }

  @Test func longHorizonsAreCountedByWeek() {
    var tiny = threeLeftOut
    tiny.demand.horizon.days = 8
    let text = tiny.text(.reasons, .english)
    // Both days lie in the week of Monday 11-23.
    #expect(text.contains("By week (from Monday)") && !text.contains("11-24  "))
    #expect(text.contains("parts missing      2      2"))
  }

  @Test func oneDayHasItsOwnAlone() {
    #expect(threeLeftOut.rows(.reasons, day: time("+1 00:00").date).count == 2)
    #expect(threeLeftOut.rows(.workshop, day: time("+1 00:00").date).isEmpty)
    #expect(threeLeftOut.rows(.workshop, day: time("00:00").date).count == 1)
  }
}
