import BaylineFormats
import BaylineModel
import BaylineSpreadsheets
import Testing

/// Orders and stints become visits and days.
@Suite struct HistoryImportTests {
  @Test func aServedVisitWithABooking() throws {
    let made = HistoryTables(
      orders: ["R1,定保,2026/11/23 8:06,2026/11/23 8:00,2026/11/23 9:40,韩美玲,,已结算"],
      clock: ["R1,换油,李娜,B1,2026/11/23 8:20,2026/11/23 8:50"])
    #expect(made.diagnostics == [])
    #expect(made.anomalies == [])
    let day = try #require(made.day("2026-11-23"))
    #expect(made.result.days.count == 1)
    #expect(day.demand.horizon == Demand.Horizon(from: day.actual.day))
    #expect(day.actual.requests == [])
    let asked = try #require(day.demand.appointments.first)
    #expect(asked.booked == Appointment.Booking(arrival: try #require(CivilTime("2026-11-23T08:00"))))
    #expect(!asked.walkIn)
    // 李娜 has efficiency 100, so half an hour of hers is the standard; B1 is both, and two bays of the site are lifts.
    #expect(asked.operations.map(HistoryTables.short) == ["1 换油 30 lift mechanical"])
    let visit = try #require(day.actual.visits.first)
    #expect(visit.outcome == .served)
    #expect(visit.booked == asked.booked)
    #expect(visit.came == CivilTime("2026-11-23T08:06"))
    #expect(visit.received == visit.came)
    #expect(visit.advisor == "SA1")
    #expect(visit.operations.map(HistoryTables.short) == ["1 B1 T2 08:20-08:50"])
    #expect(visit.ready == CivilTime("2026-11-23T09:40"))
  }

  @Test func withoutABookingItIsARequest() throws {
    let made = HistoryTables(
      orders: ["R1,维修,2026/11/23 10:06,,2026/11/23 11:40,高娟,,"],
      clock: ["R1,补胎,李娜,B2,2026/11/23 10:20,2026/11/23 10:50"])
    let day = try #require(made.day("2026-11-23"))
    #expect(day.demand.appointments == [])
    #expect(day.actual.requests.map(\.walkIn) == [true])
    #expect(day.actual.visits.map(\.booked) == [nil])
  }

  /// 8:00–8:40 and 9:10–9:30 by 王伟 are 60 of 100 minutes to 9:40; 李娜 has 30. Most minutes were in B1 (60), not in B2.
  @Test func stintsOfAnOperationAreJoined() throws {
    let made = HistoryTables(
      orders: ["R1,维修,2026/11/23 8:00,,2026/11/23 12:00,高娟,,"],
      clock: [
        "R1,离合器,王伟,B1,2026/11/23 8:00,2026/11/23 8:40", "R1,路试,李娜,,2026/11/23 10:00,2026/11/23 10:20",
        "R1,离 合器,王伟,B1,2026/11/23 9:10,2026/11/23 9:30", "R1,离合器,李娜,B2,2026/11/23 9:10,2026/11/23 9:40",
      ])
    #expect(made.anomalies == [])
    let visit = try #require(made.visit("R1"))
    #expect(
      visit.operations.map(HistoryTables.short) == ["1 B1 T1+T2 08:00-09:40 (60)", "2 - T2 10:00-10:20"])
    // 60 minutes of 王伟, who is at 120: 72 standard minutes. The bays were lifts twice and express once.
    #expect(
      made.appointment("R1")?.operations.map(HistoryTables.short) == [
        "1 离合器 72 lift mechanical", "2 路试 20 - mechanical",
      ])
  }

  /// 20, 30 and 50 minutes by 李娜: the median is 30; the trade is what people have in common.
  @Test func standardMinutesAreMediansOfTheRecord() throws {
    let orders = (1...3).map { "R\($0),维修,2026/11/2\($0) 8:00,,2026/11/2\($0) 12:00,高娟,," }
    let made = HistoryTables(
      orders: orders,
      clock: zip(1...3, ["李娜", "赵强", "李娜"]).map { day, name in
        "R\(day),整形,\(name),B3,2026/11/2\(day) 8:10,2026/11/2\(day) \(["8:30", "8:40", "9:00"][day - 1])"
      })
    #expect(made.appointment("R1")?.operations.map(HistoryTables.short) == ["1 整形 30 body mechanical"])
    #expect(made.notes.contains(.minutes(catalogue: 0, sheet: 0, record: 3)))
    #expect(made.notes.contains(.resourcesDerived(1)))
  }

  @Test func theCatalogueComesBeforeTheSheetAndTheRecord() throws {
    let jobs = "项目,业务类型,作业,分钟,工位类型,工种\n小保养,定保,换油,33,express,mechanical\n,,检查,12,express,mechanical\n"
    let made = HistoryTables(
      files: [
        "工单号,开单时间,完工时间,项目\nR1,2026/11/23 8:00,2026/11/23 12:00,小保养\nR2,2026/11/23 9:00,2026/11/23 12:00,\n",
        "工单号,作业,技师,工位,开始,结束,标准工时\nR1,换油,李娜,B1,2026/11/23 8:10,2026/11/23 8:50,2\nR2,小保养,李娜,B1,2026/11/23 9:10,2026/11/23 9:50,\nR2,镀膜,李娜,B1,2026/11/23 10:10,2026/11/23 10:50,1.5\n",
        jobs,
      ].map { Array($0.utf8) })
    #expect(made.diagnostics == [])
    #expect(made.anomalies == [])
    #expect(made.appointment("R1")?.operations.map(HistoryTables.short) == ["1 换油 33 express mechanical"])
    // A job that was clocked as one operation has the minutes of all of its own: 33 + 12. Hours of the sheet are 90 minutes.
    #expect(
      made.appointment("R2")?.operations.map(HistoryTables.short) == [
        "1 小保养 45 express mechanical", "2 镀膜 90 lift mechanical",
      ])
    #expect(made.appointment("R1")?.kind == .maintenance)
    #expect(made.appointment("R2")?.kind == .repair)
    #expect(made.notes.contains(.minutes(catalogue: 2, sheet: 1, record: 0)))
    #expect(made.notes.contains(.noKindColumn))
  }

  /// Work on two days, closed on the second: 王伟 has 60 minutes on Monday and 30 on Tuesday, of 108 standard ones a third
  /// is left. Nobody comes on Wednesday, when nothing is left.
  @Test func vehiclesThatStayOvernight() throws {
    let made = HistoryTables(
      orders: [
        "R1,维修,2026/11/23 16:00,2026/11/23 16:00,2026/11/25 10:00,高娟,,",
        "R2,维修,2026/11/24 9:00,,2026/11/24 12:00,高娟,,", "R3,维修,2026/11/25 9:00,,2026/11/25 12:00,高娟,,",
      ],
      clock: [
        "R1,拆,李娜,B2,2026/11/23 16:10,2026/11/23 16:40", "R1,大修,王伟,B1,2026/11/23 17:00,2026/11/23 18:00",
        "R1,大修,王伟,B1,2026/11/24 8:00,2026/11/24 8:30", "R2,补胎,李娜,B2,2026/11/24 9:10,2026/11/24 9:30",
        "R3,补胎,李娜,B2,2026/11/25 9:10,2026/11/25 9:30",
      ])
    #expect(made.anomalies == [])
    let first = try #require(made.day("2026-11-23"))
    // From 17:00 to 8:30 on the next day are 930 minutes, of which 90 were work.
    #expect(
      first.actual.visits[0].operations.map(HistoryTables.short) == [
        "1 B2 T2 16:10-16:40", "2 B1 T1 17:00-08:30 (90)",
      ])
    #expect(
      first.demand.appointments[0].operations.map(HistoryTables.short) == [
        "1 拆 30 lift mechanical", "2 大修 108 lift mechanical splittable",
      ])
    let second = try #require(made.day("2026-11-24"))
    let left = try #require(second.demand.appointments.first)
    #expect(second.demand.appointments.count == 1)
    #expect(left.arrived == CivilTime("2026-11-23T16:00"))
    #expect(left.receivedBy == "SA2")
    #expect(left.booked == nil)
    #expect(left.operations.map(HistoryTables.short) == ["2 大修 36 lift mechanical splittable"])
    let record = try #require(second.actual.visits.first { $0.appointment == "R1" })
    #expect(record.came == nil && record.booked == nil && record.advisor == nil)
    #expect(record.operations.map(HistoryTables.short) == ["2 B1 T1 08:00-08:30"])
    #expect(record.ready == CivilTime("2026-11-25T10:00"))
    #expect(made.day("2026-11-25")?.demand.appointments == [])
    #expect(made.notes.contains(.overnight(1)))
    #expect(made.notes.contains(.splittable(1)))
  }

  @Test func withoutAColumnOfBookingsEverybodyHadOne() throws {
    let made = HistoryTables(
      texts: "工单号,业务类型,开单时间,完工时间\nR1,维修,2026/11/23 8:29,2026/11/23 9:40\n",
      "工单号,技师,开始,结束\nR1,李娜,2026/11/23 8:40,2026/11/23 9:00\n")
    #expect(made.diagnostics == [])
    // Slots are of 15 minutes.
    #expect(made.appointment("R1")?.booked?.arrival == CivilTime("2026-11-23T08:15"))
    #expect(made.day("2026-11-23")?.demand.appointments.count == 1)
    #expect(made.notes.contains(.noBookingColumn))
    #expect(!made.notes.contains(.arrivalsFixed))
  }

  /// The site opens at 8:00: bookings made before are known the evening before, later ones are requests.
  @Test func callsOfTheMorningAreRequests() throws {
    let made = HistoryTables(
      texts:
        "工单号,业务类型,开单时间,预约时间,登记时间,完工时间\nR1,维修,2026/11/23 9:00,2026/11/23 9:00,2026/11/23 7:59,2026/11/23 12:00\nR2,维修,2026/11/23 9:30,2026/11/23 9:30,2026/11/23 8:00,2026/11/23 12:00\n",
      "工单号,技师,开始,结束\nR1,李娜,2026/11/23 9:10,2026/11/23 9:30\nR2,李娜,2026/11/23 9:40,2026/11/23 9:50\n")
    let day = try #require(made.day("2026-11-23"))
    #expect(day.demand.appointments.map(\.id) == ["R1"])
    #expect(day.actual.requests.map(\.id) == ["R2"])
    #expect(day.actual.requests.map(\.walkIn) == [false])
    #expect(made.visit("R2")?.booked?.arrival == CivilTime("2026-11-23T09:30"))
    #expect(!made.notes.contains(.bookedTheEveningBefore))
  }

  /// What was to be done is known by the record's own operations; the day is that of the booking.
  @Test func thoseWhoDidNotCome() throws {
    let made = HistoryTables(
      orders: [
        "R1,维修,2026/11/23 8:00,2026/11/23 8:00,2026/11/23 9:00,高娟,,", "R2,定保,,2026/11/24 9:00,,高娟,补胎,未到：忘记",
        "R3,定保,,2026/11/24 10:00,2026/11/24 11:00,,补胎,取消", "R4,定保,,2026/11/24 10:00,2026/11/23 11:00,,补胎,取消",
        "R5,定保,2026/11/24 10:07,,,高娟,补胎,流失(等太久)",
      ],
      clock: ["R1,补胎,李娜,B2,2026/11/23 8:10,2026/11/23 8:30"])
    #expect(made.anomalies == [])
    let day = try #require(made.day("2026-11-24"))
    #expect(day.demand.appointments.map(\.id) == ["R2", "R3"])
    #expect(day.actual.visits.map(\.outcome) == [.noShow, .cancelled, .lost])
    #expect(day.actual.visits.map(\.reason) == ["忘记", nil, "等太久"])
    #expect(day.actual.visits.allSatisfy { $0.operations.isEmpty })
    #expect(day.actual.visits.map(\.came) == [nil, nil, CivilTime("2026-11-24T10:07")])
    #expect(day.demand.appointments[0].operations.map(HistoryTables.short) == ["1 补胎 20 lift mechanical"])
    // Called off a day earlier, R4 was nobody whom the day expected.
    #expect(made.notes.contains(.cancelledBefore(1)))
  }

  /// Work that ends after the closing makes the vehicle ready a quarter of an hour after its end.
  @Test func readyIsTheLaterOfClosingAndWork() throws {
    let made = HistoryTables(
      orders: ["R1,维修,2026/11/23 8:00,,2026/11/23 8:40,高娟,,"],
      clock: ["R1,补胎,李娜,B2,2026/11/23 8:10,2026/11/23 9:00"])
    #expect(made.visit("R1")?.ready == CivilTime("2026-11-23T09:15"))
    #expect(made.anomalies == ["clock.csv:2:F afterClosing kept"])
  }

  @Test func secondsAreDroppedAndOperationsSideBySideKeepTheirTimes() throws {
    let made = HistoryTables(
      orders: ["R1,维修,2026-11-23 08:00:31,,2026-11-23T09:00:00,高娟,,"],
      clock: ["R1,乙,李娜,B2,2026/11/23 8:10:59,2026/11/23 8:30", "R1,甲,王伟,B1,2026/11/23 8:05,2026/11/23 8:20"])
    #expect(made.anomalies == [])
    #expect(
      made.visit("R1")?.operations.map(HistoryTables.short) == ["1 B1 T1 08:05-08:20", "2 B2 T2 08:10-08:30"])
    #expect(made.notes.contains(.secondsDropped(2)))
    #expect(made.notes.contains(.sideBySide(1)))
  }

  /// What is written is what the readers of both files take.
  @Test func theFilesAreSound() throws {
    let made = HistoryTables(
      orders: [
        "R1,维修,2026/11/23 16:00,2026/11/23 16:00,2026/11/25 10:00,高娟,,",
        "R2,维修,2026/11/24 9:00,,2026/11/24 12:00,高娟,,", "R3,定保,,2026/11/24 9:00,,高娟,大修,未到",
        "R4,定保,2026/11/24 9:00,,,高娟,大修,流失",
      ],
      clock: [
        "R1,大修,王伟,B1,2026/11/23 17:00,2026/11/23 18:00", "R1,大修,,B1,2026/11/24 8:00,2026/11/24 8:30",
        "R2,补胎,李娜,B2,2026/11/24 8:10,2026/11/24 9:30",
      ])
    #expect(made.result.days.count == 2)
    let site = SiteFormat.IDs(HistoryTables.site)
    for day in made.result.days {
      let demand = DemandFormat.decode(Array(DemandFormat.encode(day.demand).utf8), file: "d", site: site)
      #expect(demand.diagnostics == [])
      #expect(demand.demand == day.demand)
      let actual = ActualFormat.decode(
        Array(ActualFormat.encode(day.actual).utf8), file: "a", site: site, demand: demand)
      #expect(actual.diagnostics == [])
      #expect(actual.value == day.actual)
    }
  }
}
