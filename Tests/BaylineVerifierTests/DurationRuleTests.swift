import BaylineModel
import BaylineVerifier
import TestSupport
import Testing

/// H9 and H10: how long work takes, over lunch, nights and shifts.
@Suite struct DurationRuleTests {
  // 60 minutes at 110% are 54.54…, 55 in whole minutes; the slower of a crew counts.
  @Test(arguments: [("09:10", [HardRule]()), ("09:09", [.h9])])
  func efficiencyRoundsUp(end: String, broken: [HardRule]) {
    let visit = workshop {
      $0.site.technicians[0].efficiency = 110
      $0.add([Step("08:15", end)])
    }
    #expect(visit.broken == broken)
  }

  // At 50% and 100% the crew needs 120 minutes.
  @Test func slowestOfTheCrewCounts() {
    let visit = workshop {
      $0.site.technicians[1].efficiency = 50
      $0.add([Step("08:15", "10:15", minutes: 60, crew: ["T", "T2"])])
    }
    #expect(visit.broken == [])
  }

  @Test func unsplittableDoesNotRunIntoLunch() {
    #expect(workshop { $0.add([Step("11:00", "12:00")]) }.broken == [])
    #expect(workshop { $0.add([Step("11:01", "12:01")]) }.broken == [.h9])
  }

  // From 11:30: 30 minutes to lunch, 30 after it; ends at the pause where the work is done.
  @Test(arguments: [("11:30", "13:30"), ("11:00", "12:00")])
  func splittablePausesForLunch(start: String, end: String) {
    #expect(workshop { $0.add([Step(start, end, minutes: 60, splittable: true)]) }.broken == [])
  }

  // 16:00-17:00, then 08:00-12:00 and 13:00-14:00 of the next day: 6 hours.
  @Test func splittablePausesForTheNight() {
    #expect(workshop { $0.add([Step("16:00", "+1 14:00", minutes: 360, splittable: true)]) }.broken == [])
  }

  @Test func splittableStartsOnDuty() {
    // Begun at 12:30, 60 minutes would be done at 14:00.
    #expect(workshop { $0.add([Step("12:30", "14:00", minutes: 60, splittable: true)]) }.broken == [.h9])
  }

  // T works 08-12 and 13-17, T2 10-14: together 10-12 and 13-14.
  @Test(arguments: [("10:00", "13:30", [HardRule]()), ("09:00", "13:30", [.h9])])
  func crewWorksInItsCommonTime(start: String, end: String, broken: [HardRule]) {
    let visit = workshop {
      $0.addCalendar("noon", [(10, 14)])
      $0.site.technicians[1].calendar = "noon"
      $0.add([Step(start, end, minutes: 150, splittable: true, crew: ["T", "T2"])])
    }
    #expect(visit.broken == broken)
  }

  // The bay is open 08-10 and 11-17: from 09:00, 60 minutes to 10:00, 60 from 11:00.
  @Test func bayHoursPauseSplittableWork() {
    let visit = workshop {
      $0.addCalendar("bay", [(8, 10), (11, 17)])
      $0.site.bays[0].calendar = "bay"
      $0.add([Step("09:00", "12:00", minutes: 120, splittable: true)])
    }
    #expect(visit.broken == [])
  }

  // 22:00-24:00 and 00:00-06:00 touch at midnight: one shift of the night.
  @Test func nightShiftIsOneInterval() {
    let visit = workshop {
      $0.addCalendar("night", [(0, 6), (22, 24)])
      $0.site.technicians[0].calendar = "night"
      $0.add([Step("23:30", "+1 00:30")])
    }
    #expect(visit.broken == [])
  }

  // A wash without technician and bay hours works around the clock, also over lunch.
  @Test func washRunsOverLunch() {
    let visit = workshop {
      $0.add([
        Step("11:45", "12:05", bay: "W", crew: []) {
          $0.work = .standard(WorkRequirement.StandardWork(minutes: 20, bay: "wash"))
        }
      ])
    }
    #expect(visit.broken == [])
  }

  @Test func aDateReplacesItsWeekday() {
    let visit = workshop {
      $0.site.calendars["off"] = $0.site.calendars["week"]
      $0.site.calendars["off"]?.dates[time("08:00").date] = []
      $0.site.technicians[0].calendar = "off"
      $0.add()
    }
    #expect(visit.broken == [.h9])
  }

  // Closed for everybody: the site, the advisor and the technician; but T's own date goes before the site's.
  @Test func aDateOfTheSiteIsForAllCalendars() {
    func holiday(_ own: [WorkCalendar.DayInterval]?) -> [HardRule] {
      workshop {
        $0.site.calendars["own"] = $0.site.calendars["week"]
        if let own { $0.site.calendars["own"]?.dates[time("08:00").date] = own }
        $0.site.technicians[0].calendar = "own"
        $0.site.dates[time("08:00").date] = .closed
        $0.add()
      }.broken
    }
    #expect(holiday(nil) == [.h1, .h1, .h9, .h14])
    #expect(holiday([WorkCalendar.DayInterval(480, 600)]) == [.h1, .h1])
  }

  // A Sunday to make up for a holiday has the hours of a Friday.
  @Test func aMakeUpDayHasTheHoursOfItsWeekday() {
    func sunday(_ dates: [CivilDate: Site.SpecialDate]) -> [HardRule] {
      workshop {
        $0.site.dates = dates
        $0.demand.horizon.from = time("-1 00:00").date
        $0.demand.now = time("-1 00:00")
        $0.add(at: "-1 08:00", [Step("-1 08:15", "-1 09:15")])
      }.broken
    }
    #expect(sunday([:]) == [.h1, .h1, .h9, .h14])
    #expect(sunday([time("-1 00:00").date: .hours(of: .friday)]) == [])
  }

  // Two weeks in turn, the second one free; before the first turn, too.
  @Test(arguments: [(0, [HardRule]()), (-7, [.h9]), (-14, []), (7, [.h9]), (14, [])])
  func rosterTakesTurns(firstDay: Int, broken: [HardRule]) {
    let visit = workshop {
      let weekly = $0.site.calendars["week"]?.weekly ?? [:]
      $0.site.calendars["turns"] = WorkCalendar(
        rotation: WorkCalendar.Rotation(
          from: time("00:00").date.advanced(by: firstDay), weeks: [weekly, [:]]))
      $0.site.technicians[0].calendar = "turns"
      $0.add()
    }
    #expect(visit.broken == broken)
  }

  @Test func lockedWorkMayRunIntoLunch() {
    func locked(until end: String, statedEnd: CivilTime? = nil) -> [HardRule] {
      workshop {
        $0.add([
          Step("11:30", end) {
            $0.locked = ServiceOperation.LockedWork(
              bay: "B", technicians: ["T"], start: time("11:30"), end: statedEnd)
          }
        ])
      }.broken
    }
    #expect(locked(until: "12:30") == [])
    #expect(locked(until: "12:31") == [.h9])
    // The end is known better.
    #expect(locked(until: "12:50", statedEnd: time("12:50")) == [])
  }

  // Begun off duty at 12:30, the splittable one is done as soon as the common time after it holds the work: 14:00.
  @Test func lockedSplittableMayStartOffDuty() {
    let visit = workshop {
      $0.add([
        Step("12:30", "14:00") {
          $0.splittable = true
          $0.locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time("12:30"))
        }
      ])
    }
    #expect(visit.broken == [])
  }

  // Friday 16:00-17:00 and Monday 08:00-09:00, before the horizon and in it.
  @Test func lockedSinceBeforeTheHorizon() {
    let visit = workshop {
      $0.add(
        at: nil,
        [
          Step("-3 16:00", "09:00") {
            $0.work = .standard(
              WorkRequirement.StandardWork(
                minutes: 120, bay: "lift", crew: WorkRequirement.Crew(trade: "mech")))
            $0.splittable = true
            $0.locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time("-3 16:00"))
          }
        ]
      ) { $0.arrived = time("-3 15:00") }
    }
    #expect(visit.broken == [])
  }

  @Test func workThatIsNeverDoneHasNoEnd() {
    // One shift an hour long each day cannot hold 600 hours in the days that are known.
    let visit = workshop {
      $0.addCalendar("hour", [(8, 9)])
      $0.site.technicians[0].calendar = "hour"
      $0.add([Step("08:15", "+1 09:00", minutes: 36_000, splittable: true)])
    }
    #expect(visit.verdict.violations.map(\.detail) == [.workDoesNotFit(minutes: 36_000)])
  }

  // The horizon ends with Tuesday; a wash until 24:00 is in it.
  @Test(arguments: [("+1 23:40", "+2 00:00", [HardRule]()), ("+1 23:41", "+2 00:01", [.h10])])
  func workEndsInTheHorizon(start: String, end: String, broken: [HardRule]) {
    let visit = workshop {
      $0.add([
        Step(start, end, bay: "W", crew: []) {
          $0.work = .standard(WorkRequirement.StandardWork(minutes: 20, bay: "wash"))
        }
      ])
    }
    #expect(visit.broken == broken)
  }

  @Test func nothingUnlockedStartsBeforeTheHorizon() {
    let early = workshop {
      $0.demand.now = time("-3 08:00")
      $0.add(at: nil, [Step("-3 08:15", "-3 09:15")]) { $0.arrived = time("-3 08:00") }
    }
    #expect(early.broken == [.h10])
  }
}
