import BaylineModel
import BaylineVerifier
import TestSupport
import Testing

@Suite("Stretches in which splittable work is done")
struct WorkedTimeTests {
  private func windows(_ tiny: TinyWorkshop) -> [TimeWindow]? {
    Verifier(site: tiny.site, demand: tiny.demand).workedWindows(in: tiny.schedule)[
      OperationReference(appointment: "A", operation: "1")]
  }

  // 10:00-12:00, 13:00-17:00 and 08:00-09:00 on the day after are 120 + 240 + 60 minutes.
  @Test("Work pauses over lunch and night")
  func pauses() {
    var tiny = TinyWorkshop()
    tiny.add([Step("10:00", "+1 09:00", minutes: 420, splittable: true)])
    #expect(
      windows(tiny) == [
        TimeWindow(from: time("10:00"), to: time("12:00")),
        TimeWindow(from: time("13:00"), to: time("17:00")),
        TimeWindow(from: time("+1 08:00"), to: time("+1 09:00")),
      ])
  }

  // The bay works 9-11 and 14-16: with the shifts 10:00-11:00 and 14:00-15:00 are left.
  @Test("The bay's calendar counts, too")
  func bay() {
    var tiny = TinyWorkshop()
    tiny.addCalendar("bay", [(9, 11), (14, 16)])
    tiny.site.bays[0].calendar = "bay"
    tiny.add([Step("10:00", "15:00", minutes: 120, splittable: true)])
    #expect(
      windows(tiny) == [
        TimeWindow(from: time("10:00"), to: time("11:00")),
        TimeWindow(from: time("14:00"), to: time("15:00")),
      ])
  }

  @Test("Outside all shifts there is none, and work in one go is not asked about")
  func none() {
    var tiny = TinyWorkshop()
    tiny.add([Step("18:00", "19:00", minutes: 60, splittable: true)])
    #expect(windows(tiny) == [])
    var whole = TinyWorkshop()
    whole.add()
    #expect(windows(whole) == nil)
  }
}
