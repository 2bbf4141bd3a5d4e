import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// Minutes at which somebody works, counted without nights and breaks.
@Suite struct ActiveTimeTests {
  // Twice 08:00-12:00 and 13:00-17:00.
  @Test func positionsStandStillWhileNobodyWorks() {
    let active = ActiveTime(TinyWorkshop().problem)
    #expect(active.count == 960)
    let positions = [
      "00:00", "08:00", "08:01", "12:00", "13:00", "17:00", "+1 00:00", "+1 08:30", "+2 00:00",
    ]
    .map { active.position(at: minute($0)) }
    #expect(positions == [0, 0, 1, 240, 240, 480, 480, 510, 960])
    #expect(active.position(at: -500) == 0)
    #expect(active.position(at: 99_999) == 960)
  }

  @Test func aPositionIsReachedBeforeTheGapBehindIt() {
    let active = ActiveTime(TinyWorkshop().problem)
    #expect(active.time(of: 0) == 0)
    #expect(active.time(of: 1) == minute("08:01"))
    #expect(active.time(of: 240) == minute("12:00"))
    #expect(active.time(of: 241) == minute("13:01"))
    #expect(active.minute(at: 239) == minute("11:59"))
    #expect(active.minute(at: 240) == minute("13:00"))
    for position in 0...960 { #expect(active.position(at: active.time(of: position)) == position) }
  }

  @Test func stretchesBeginBehindGaps() {
    #expect(ActiveTime(TinyWorkshop().problem).stretches == [0, 240, 480, 720, 960])
  }

  @Test func shiftsAndBaysBesideTheHoursCount() {
    var workshop = TinyWorkshop()
    workshop.addCalendar("evening", [(17, 19)])
    workshop.site.technicians[1].calendar = "evening"
    #expect(ActiveTime(workshop.problem).count == 960 + 240)
    workshop.addCalendar("night", [(0, 1)])
    workshop.site.bays[0].calendar = "night"
    #expect(ActiveTime(workshop.problem).count == 960 + 240 + 120)
  }

  @Test func aClosedSiteHasNoPositions() {
    var workshop = TinyWorkshop()
    workshop.site.calendars["week"] = WorkCalendar()
    let active = ActiveTime(workshop.problem)
    #expect(active.count == 0)
    #expect(active.stretches == [0])
    #expect(active.position(at: 600) == 0)
  }
}
