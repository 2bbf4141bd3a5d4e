import BaylineModel
import BaylineSpreadsheets
import BaylineWording
import Testing

/// Each kind of anomaly: where it is reported, and how it is handled.
@Suite struct AnomalyTests {
  /// A valid order with a valid clock entry, beside the row under test.
  private let order = "R1,维修,2026/11/23 8:00,,2026/11/23 12:00,高娟,,"
  private let stint = "R1,补胎,李娜,B2,2026/11/23 8:10,2026/11/23 8:30"

  @Test(arguments: [
    ("R1,检查,,B2,2026/11/23 9:00,2026/11/23 9:30", "C missingTechnician takenWithout", true),
    ("R1,检查,李那娜,B2,2026/11/23 9:00,2026/11/23 9:30", "C unknownTechnician takenWithout", true),
    ("R1,检查,李娜,B9,2026/11/23 9:00,2026/11/23 9:30", "D unknownBay takenWithout", true),
    ("R1,检查,李娜,B2,2026/11/23 9:00,2026/11/23 9:00", "F endNotAfterStart rowLeftOut", false),
    ("R1,检查,李娜,B2,2026/11/23 9:00,2026/11/24 9:01", "F longerThanADay rowLeftOut", false),
    ("R1,检查,李娜,B2,2026/11/22 7:59,2026/11/22 9:00", "E outsideOrder rowLeftOut", false),
    ("R1,检查,李娜,B2,2026/11/24 11:00,2026/11/24 12:01", "F outsideOrder rowLeftOut", false),
    ("R1,检查,李娜,B2,2026/11/23 7:30,2026/11/23 7:50", "E beforeOpening kept", true),
    ("R1,检查,李娜,B2,2026/11/23 11:30,2026/11/23 12:01", "F afterClosing kept", true),
    ("R1,检查,李娜,B2,2026/11/23 8:29,2026/11/23 8:50", "E overlap kept", true),
    ("R9,检查,李娜,B2,2026/11/23 9:00,2026/11/23 9:30", "A unknownOrder rowLeftOut", false),
    (",检查,李娜,B2,2026/11/23 9:00,2026/11/23 9:30", "A missingCell rowLeftOut", false),
    ("R1,检查,李娜,B2,9:00,2026/11/23 9:30", "E unreadableTime rowLeftOut", false),
    ("R1,检查,李娜,B2,3/4/2026 9:00,2026/11/23 9:30", "E unreadableTime rowLeftOut", false),
    ("R1,检查,李娜,B2,2026/11/23 9:00,", "F missingCell rowLeftOut", false),
    ("1.38E+10,检查,李娜,B2,2026/11/23 9:00,2026/11/23 9:30", "A unreadableCell rowLeftOut", false),
  ])
  func stints(row: String, odd: String, isTaken: Bool) {
    let made = HistoryTables(orders: [order], clock: [stint, row])
    #expect(made.diagnostics == [])
    #expect(made.anomalies == ["clock.csv:3:\(odd)"])
    #expect(made.visit("R1")?.operations.count == (isTaken ? 2 : 1))
  }

  @Test(arguments: [
    ("R2,,2026/11/23 8:00,,2026/11/23 12:00,高娟,,", "B missingKind takenAs", true),
    ("R2,租车,2026/11/23 8:00,,2026/11/23 12:00,高娟,,", "B unknownKind takenAs", true),
    ("R2,维修,2026/11/23 8:00,,2026/11/23 12:00,高大娟,,", "F unknownAdvisor takenWithout", true),
    ("R2,维修,,,2026/11/23 12:00,高娟,,", "C missingCell rowLeftOut", false),
    ("R2,维修,上周一,,2026/11/23 12:00,高娟,,", "C unreadableTime rowLeftOut", false),
    ("R2,维修,2026/11/23 8:00,上周,2026/11/23 12:00,高娟,,", "D unreadableTime takenWithout", true),
    ("R2,维修,2026/11/23 8:00,,2026/11/23 7:00,高娟,,", "E beforeOpening takenWithout", true),
    ("R2,维修,2026/11/23 8:00,,,高娟,,", "E missingCell takenWithout", true),
    (
      "R2,维修,2026/11/23 8:00,2026/11/24 8:00,2026/11/23 12:00,高娟,,", "D bookedForOtherDay takenAsWalkIn", true
    ),
    ("R2,维修,2026/11/23 8:00,,2026/11/23 12:00,高娟,,待定", "H unknownState takenWithout", true),
  ])
  func orders(row: String, odd: String, isTaken: Bool) {
    let made = HistoryTables(
      orders: [order, row], clock: [stint, "R2,补胎,王伟,B2,2026/11/23 8:40,2026/11/23 9:00"])
    let follows = isTaken ? [] : ["clock.csv:3:A orderLeftOut rowLeftOut"]
    #expect(made.anomalies == ["orders.csv:3:\(odd)"] + follows)
    #expect((made.visit("R2") != nil) == isTaken)
    #expect(made.visit("R1") != nil)
  }

  @Test func ordersWithoutWorkAreSkipped() {
    let made = HistoryTables(
      orders: [
        order, "R2,维修,2026/11/23 8:00,,2026/11/23 12:00,高娟,,", "R3,维修,2026/11/23 8:00,,2026/11/23 12:00,高娟,,",
        order,
      ],
      clock: [stint, "R3,补胎,王伟,B2,2026/11/23 9:40,2026/11/23 9:00"])
    #expect(
      made.anomalies == [
        "orders.csv:3:A orderWithoutStints rowLeftOut", "orders.csv:4:A orderWithoutUsableStints rowLeftOut",
        "orders.csv:5:A duplicateOrder rowLeftOut", "clock.csv:3:F endNotAfterStart rowLeftOut",
      ])
    #expect(made.day("2026-11-23")?.actual.visits.map(\.appointment) == ["R1"])
  }

  @Test func noShowsWithoutBookingOrWorkAreSkipped() {
    let made = HistoryTables(
      orders: [
        order, "R2,维修,2026/11/23 8:00,,,高娟,补胎,未到", "R3,维修,,2026/11/23 9:00,,高娟,镀膜,取消",
        "R4,维修,,2026/11/23 9:00,,高娟,补胎,未到",
      ],
      clock: [stint, "R4,补胎,王伟,B2,2026/11/23 9:00,2026/11/23 9:40"])
    #expect(
      made.anomalies == [
        "orders.csv:3:H nothingBooked rowLeftOut", "orders.csv:4:G nothingToDo rowLeftOut",
        "clock.csv:3:A orderNotServed rowLeftOut",
      ])
    #expect(made.day("2026-11-23")?.actual.visits.map(\.appointment) == ["R4", "R1"])
  }

  /// A clock entry without a technician; other entries of the operation have one.
  @Test func entriesWithoutTechnicianAreAccepted() {
    let made = HistoryTables(
      orders: [order],
      clock: [
        "R1,补胎,,B2,2026/11/23 8:10,2026/11/23 8:30", "R1,检查,,B2,2026/11/23 9:10,2026/11/23 9:30",
        "R1,检查,李娜,B2,2026/11/23 9:30,2026/11/23 9:40",
      ])
    #expect(
      made.visit("R1")?.operations.map(HistoryTables.short) == [
        "1 B2  08:10-08:30", "2 B2 T2 09:10-09:40 (20)",
      ])
  }

  @Test func aSharedNameIsAmbiguous() {
    let site: Site = {
      var site = HistoryTables.site
      site.technicians.append(
        Technician(id: "T4", name: "王伟", skills: ["mechanical": 1], calendar: "open"))
      return site
    }()
    let files = [
      "\(HistoryTables.orderHeadings)\n\(order)",
      "\(HistoryTables.clockHeadings)\n\(stint.replacing("李娜", with: "王伟"))",
    ]
    let result = HistoryImport(site: site).run(
      LoadedSpreadsheets(
        files.map { SpreadsheetImport.File(path: "f", bytes: Array($0.utf8)) }, encoding: nil))
    #expect(result.anomalies.map(\.issue) == [.ambiguousName(["T1", "T4"])])
  }

  @Test func cellsWithoutHeadingAreReported() {
    let made = HistoryTables(orders: [order + ",,x"], clock: [stint])
    #expect(made.anomalies == ["orders.csv:2:J cellWithoutHeading takenWithout"])
    #expect(made.visit("R1") != nil)
  }

  /// The words in both languages, and the table with code, cell and place.
  @Test func wordsAndTheTable() throws {
    let made = HistoryTables(orders: [order], clock: [stint, "R1,检查,李那娜,B2,2026/11/23 9:00,2026/11/23 9:30"])
    let row = try #require(made.result.anomalies.first)
    #expect(
      row.line(Glossary(.english))
        == "clock.csv:3:C: \"李那娜\": unknown technician (did you mean \"李娜\"?); accepted without the cell")
    #expect(row.line(Glossary(.chinese)) == "clock.csv:3:C: “李那娜”：没有这位技师（是否“李娜”？）; 该格不计，其余采用")
    let table = Anomaly.table(made.result.anomalies, Glossary(.english))
    #expect(
      table == "\u{FEFF}File,Line,Column,Cell,Code,What,Done\r\n"
        + "clock.csv,3,C,李那娜,unknownTechnician,\"unknown technician (did you mean \"\"李娜\"\"?)\",accepted without the cell\r\n"
    )
  }
}
