import BaylineModel
import BaylineReports
import BaylineWording
import TestSupport
import Testing

/// Workshop board and stay list.
@Suite struct WorkshopFormTests {
  /// A job of Monday, and one from 15:00 to Tuesday 10:00 by T2 on B2: two hours of work each day.
  private var twoDays: TinyWorkshop {
    var tiny = TinyWorkshop()
    tiny.addOilChange { $0.readyBy = time("09:00") }
    tiny.add(
      "A2", at: "14:45", advisor: "S2",
      [Step("15:00", "+1 10:00", minutes: 240, splittable: true, bay: "B2", crew: ["T2"])]
    ) { $0.readyBy = time("+1 12:00") }
    return tiny
  }

  // A1 is ready at 09:15 + 15 minutes, half an hour late.
  @Test func jobsAreListedForEachDayOnWhichTheyAreWorkedOn() {
    #expect(
      twoDays.csv(.workshop) == [
        "日期,开始,结束,车牌号,预约号,类别,作业,技师,工位,可交车,应交车,备注",
        "2026-11-23,08:15,09:15,沪A·12345,A1,定保,换油,T,B,09:30,09:00,逾期",
        "2026-11-23,15:00,11-24 10:00,A2,A2,维修,#1,T2,B2,11-24 10:15,11-24 12:00,",
        "2026-11-24,11-23 15:00,10:00,A2,A2,维修,#1,T2,B2,10:15,12:00,",
      ])
  }

  // Monday: 60 + 120 of two technicians' 960 minutes, 18%; with a tenth in reserve 864 may be booked. By technician 60 of
  // 480 are 12%, 120 are 25%. Tuesday: 120 of 960, 12%.
  @Test func loadStandsAgainstCapacity() {
    var tiny = twoDays
    tiny.site.booking.reservePercent = 10
    let lines = tiny.text(.workshop).split(separator: "\n").map(String.init)
    #expect(
      lines.contains {
        $0.hasPrefix("全体技师") && $0.contains(" 180 ") && $0.contains(" 960 ")
          && $0.hasSuffix("18%  ▇▇░░░░░░░░  可预约上限 864")
      })
    #expect(lines.contains { $0.hasPrefix("全体技师") && $0.contains(" 120 ") && $0.contains("12%") })
    let technician = lines.filter { $0.hasPrefix("T ") || $0.hasPrefix("T2 ") }
    #expect(technician.map { $0.suffix(4) } == [" 12%", " 25%", "  0%", " 25%"])
  }

  // Each character is a quarter of an hour, from 08:00 to 17:00: late work, free, lunch, free.
  @Test func terminalShowsTheDayInQuarters() {
    let lines = twoDays.text(.workshop).split(separator: "\n").map(String.init)
    let row = lines.first { $0.hasPrefix("T ") }
    #expect(
      row == "T".padded(to: 23) + ".!!!!..........." + "    " + String(repeating: ".", count: 16) + "   12%")
  }

  @Test func ganttFlagsWhatIsLateAndSaysAllInTitles() {
    let html = twoDays.html(.workshop)
    #expect(html.contains("<title>! 08:15–09:15 沪A·12345 定保 换油 T、B，可交车 09:30，应交车 09:00</title>"))
    #expect(html.contains("stroke=\"#a00000\" stroke-width=\"2.5\""))
    // The job of two days goes on after Monday and comes from before Tuesday.
    #expect(html.contains("▸</text>") && html.contains(">◂"))
  }

  // Both on B and by T at once: the second bar stands a lane of 20 lower, in a row of two lanes.
  @Test func barsThatOverlapAreDrawnBelowEachOther() {
    var tiny = TinyWorkshop()
    tiny.add("A1")
    tiny.add("A2", at: "08:15", [Step("08:30", "09:30")])
    let html = tiny.html(.workshop)
    let bars = html.split(separator: "<rect").filter { $0.contains("rx=\"2\"") }
    #expect(bars.count == 4)
    #expect(bars[0].contains("y=\"26\"") && bars[1].contains("y=\"46\""))
    #expect(html.contains("本计划违反规则"))
  }

  @Test func vehiclesThatStayOverNightAreListedWithWhatTheyWaitFor() {
    var tiny = twoDays
    // Arrived on Friday; waits for T2, who is busy with A2 until 10:00.
    tiny.add("A3", at: nil, [Step("+1 10:00", "+1 11:00", bay: "B", crew: ["T2"])]) {
      $0.arrived = time("-3 09:00")
    }
    // Arrived today, done on Tuesday when the shift begins.
    tiny.add("A4", at: "16:00", [Step("+1 08:00", "+1 09:00") { $0.name = "路试" }])
    tiny.leaveOut("A5", reason: .parts) { $0.arrived = time("-1 09:00") }
    #expect(
      tiny.rows(.stay, day: time("00:00").date) == [
        "2026-11-23,A5,11-22 09:00,未排入,缺配件,", "2026-11-23,A3,11-20 09:00,11-24 11:15,技师,11-24 10:00 #1（T2、B）",
        "2026-11-23,A2,11-23 14:45,11-24 10:15,作业未完,#1，至 11-24 10:00（T2、B2）",
        "2026-11-23,A4,11-23 16:00,11-24 09:15,次日开工,11-24 08:00 路试（T、B）",
      ])
  }

  // One of P is on hand; the vehicle needs two, and the delivery comes on Tuesday at 09:00.
  @Test func vehicleThatWaitsForAPartSaysWhich() {
    var tiny = TinyWorkshop()
    tiny.demand.parts = [
      SparePart(
        id: "P", name: "机油", onHand: 1, inbound: [SparePart.Delivery(at: time("+1 09:00"), quantity: 1)])
    ]
    tiny.add("A1", at: nil, [Step("+1 09:00", "+1 10:00")]) {
      $0.arrived = time("-3 09:00")
      $0.parts = [SparePart.Requirement(part: "P", quantity: 2)]
    }
    #expect(tiny.rows(.stay).map { $0.split(separator: ",")[4] } == ["配件：机油"])
  }
}
