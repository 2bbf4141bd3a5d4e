import BaylineModel
import TestSupport
import Testing

@testable import BaylineVerifier

/// The arithmetic of calendars.
@Suite struct WorkingTimeTests {
  private func working(_ day: [(Int, Int)]) -> WorkingWindows {
    let intervals = day.map { WorkCalendar.DayInterval($0.0, $0.1) }
    let calendar = WorkCalendar(
      weekly: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, intervals) }))
    return WorkingWindows(calendar, from: time("00:00").date, through: time("+2 00:00").date)
  }

  @Test func touchingIntervalsAreOne() {
    let time = working([(480, 720), (720, 1020)])
    #expect(time.windows.count == 3)
    #expect(time.windows.allSatisfy { $0.to - $0.from == 540 })
  }

  @Test func roundTheClockIsOneInterval() {
    #expect(working([(0, 1440)]).windows.count == 1)
  }

  // 22:00-06:00 over two midnights: 0-6, 22-30, 46-54, 70-72 hours.
  @Test func nightsCrossMidnight() {
    #expect(working([(0, 360), (1320, 1440)]).windows.map { $0.to - $0.from } == [360, 480, 480, 120])
  }

  // 08-12 and 13-17: from 11:30 to 13:30, 30 + 30; over the night, 17:00-08:00, none.
  @Test func minutesAreCountedBetweenAnyTimes() {
    let shift = working([(480, 720), (780, 1020)])
    #expect(shift.minutes(from: time("11:30"), to: time("13:30")) == 60)
    #expect(shift.minutes(from: time("17:00"), to: time("+1 08:00")) == 0)
    #expect(shift.minutes(from: time("00:00"), to: time("+1 00:00")) == 480)
    #expect(shift.minutes(from: time("09:00"), to: time("08:00")) == 0)
    #expect(shift.minutes(from: time("-9 09:00"), to: time("+9 08:00")) == 1440)
  }

  @Test func oneIntervalHoldsAll() {
    let shift = working([(480, 720), (780, 1020)])
    #expect(shift.covers(from: time("08:00"), to: time("12:00")))
    #expect(!shift.covers(from: time("08:00"), to: time("12:01")))
    #expect(!shift.covers(from: time("11:00"), to: time("14:00")))
    // An empty stretch is held where its start is.
    #expect(shift.covers(from: time("11:59"), to: time("11:59")))
    #expect(!shift.covers(from: time("12:00"), to: time("12:00")))
  }

  @Test func commonTimeIsWhereAllWork() {
    let common = CommonTime(parts: [working([(480, 720), (780, 1020)]), working([(600, 840)])])
    #expect(common.next(from: time("08:00")) == TimeWindow(from: time("10:00"), to: time("12:00")))
    #expect(common.next(from: time("12:00")) == TimeWindow(from: time("13:00"), to: time("14:00")))
    #expect(common.next(from: time("14:00"))?.from == time("+1 10:00"))
    #expect(common.next(from: time("+2 14:00")) == nil)
  }

  @Test func workNeedsItsCommonMinutes() {
    let common = CommonTime(parts: [working([(480, 720), (780, 1020)])])
    #expect(common.end(of: 240, from: time("08:00"), allowsOffDutyStart: false) == time("12:00"))
    #expect(common.end(of: 241, from: time("08:00"), allowsOffDutyStart: false) == time("13:01"))
    #expect(common.end(of: 1, from: time("12:00"), allowsOffDutyStart: false) == nil)
    #expect(common.end(of: 1, from: time("12:00"), allowsOffDutyStart: true) == time("13:01"))
    #expect(common.end(of: 1441, from: time("08:00"), allowsOffDutyStart: false) == nil)
    #expect(
      CommonTime.always.end(of: 1441, from: time("12:00"), allowsOffDutyStart: false) == time("+1 12:01"))
  }

  @Test func loadCountsVehiclesAndMinutes() {
    var tiny = TinyWorkshop()
    tiny.add("A", [Step("11:30", "13:30", minutes: 60, splittable: true)])
    let load = Verifier(site: tiny.site, demand: tiny.demand).load(of: tiny.schedule)
    #expect(load.advisors.map(\.used) == [1, 0] && load.advisors.map(\.available) == [15, 15])
    // 60 of 480 minutes; the bay is held 30 + 30 minutes of the hours, lunch aside.
    #expect(load.technicians.map(\.percent) == [12, 0])
    #expect(load.bays.map(\.used) == [60, 0, 0])
  }
}
