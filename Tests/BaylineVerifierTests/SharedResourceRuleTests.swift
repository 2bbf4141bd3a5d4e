import BaylineModel
import BaylineVerifier
import TestSupport
import Testing

/// H16 and H18: equipment and drivers.
@Suite struct SharedResourceRuleTests {
  private func needing(_ start: String, _ end: String, bay: String, crew: [String], locked: Bool = false)
    -> Step
  {
    Step(start, end, bay: bay, crew: crew) {
      $0.equipment = ["jack"]
      if locked { $0.locked = ServiceOperation.LockedWork(bay: bay, technicians: crew, start: time(start)) }
    }
  }

  @Test(arguments: [
    (1, "09:15", "10:15", [HardRule]()), (1, "09:14", "10:14", [.h16]), (2, "09:14", "10:14", []),
  ])
  func equipmentIsUsedOnceAtATime(count: Int, start: String, end: String, broken: [HardRule]) {
    let two = workshop {
      $0.site.equipment = [Equipment(id: "jack", count: count)]
      $0.add("A", [needing("08:15", "09:15", bay: "B", crew: ["T"])])
      $0.add("B", advisor: "S2", [needing(start, end, bay: "B2", crew: ["T2"])])
    }
    #expect(two.broken == broken)
  }

  // From 11:30 on, over lunch, to 13:30; a wash with the same equipment at 12:30.
  @Test func pausesDoNotFreeEquipment() {
    let two = workshop {
      $0.site.equipment = [Equipment(id: "jack")]
      $0.add(
        "A",
        [
          Step("11:30", "13:30") {
            $0.splittable = true
            $0.equipment = ["jack"]
          }
        ])
      $0.add(
        "B", advisor: "S2",
        [
          Step("12:30", "12:50", bay: "W", crew: []) {
            $0.work = .standard(WorkRequirement.StandardWork(minutes: 20, bay: "wash"))
            $0.equipment = ["jack"]
          }
        ])
    }
    let shortage = Violation.Detail.equipmentShortage(
      needed: 2, most: 1,
      operations: [
        OperationReference(appointment: "A", operation: "1"),
        OperationReference(appointment: "B", operation: "1"),
      ])
    #expect(two.verdict.violations == [Violation(.h16, .equipment("jack"), at: time("12:30"), shortage)])
  }

  // That both are locked is the demand's own doing. The one that is left out needs its equipment all the same.
  @Test(arguments: [(true, [HardRule]()), (false, [.h16])])
  func locksHoldTheirEquipment(both: Bool, broken: [HardRule]) {
    let two = workshop {
      $0.site.equipment = [Equipment(id: "jack")]
      $0.leaveOut("A", [needing("08:15", "09:15", bay: "B", crew: ["T"], locked: true)])
      $0.add("B", [needing("08:45", "09:45", bay: "B2", crew: ["T2"], locked: both)])
    }
    #expect(two.broken == broken)
  }

  /// A comes at 08:30, and is collected so many minutes before.
  private func collected(
    _ minutes: Int, drivers: Int = 1, booked: Bool = false, arrived: Bool = false
  ) -> [Violation] {
    workshop {
      $0.site.drivers = drivers
      $0.add(at: arrived ? nil : "08:30", [Step("08:45", "09:45")]) {
        $0.collect = minutes
        if booked { $0.booked = Appointment.Booking(arrival: time("08:30")) }
        if arrived { $0.arrived = time("08:30") }
      }
    }.verdict.violations
  }

  @Test func vehiclesAreCollectedWithinTheHours() {
    #expect(collected(30) == [])
    #expect(
      collected(31) == [
        Violation(.h18, .appointment("A"), at: time("07:59"), .collectedOutsideHours(minutes: 31))
      ])
    #expect(collected(31, booked: true) == [])
    #expect(collected(31, drivers: 0, arrived: true) == [])
  }

  // What promised ones alone break is not counted.
  @Test func aTripNeedsADriver() {
    let shortage = Violation.Detail.driverShortage(underWay: 1, most: 0, appointments: ["A"])
    #expect(collected(30, drivers: 0) == [Violation(.h18, .drivers, at: time("08:00"), shortage)])
    #expect(collected(30, drivers: 0, booked: true) == [])
  }

  // Ready at 11:50: 10 minutes fit before lunch, 11 only from 13:00 on, when the only driver fetches B.
  @Test(arguments: [(10, [HardRule]()), (11, [.h18])])
  func deliveryWaitsForTheHours(minutes: Int, broken: [HardRule]) {
    let two = workshop {
      $0.site.drivers = 1
      $0.add("A", [Step("10:35", "11:35")]) { $0.deliver = minutes }
      $0.add("B", at: "13:15", [Step("13:30", "14:30")]) { $0.collect = 15 }
    }
    #expect(two.broken == broken)
  }

  // Of two promised collections at 08:15 and the delivery of A from 08:00 on: three with one driver.
  @Test func promisedCollectionsCountBesideOthers() {
    func trips(deliver: Bool) -> [HardRule] {
      workshop {
        $0.site.drivers = 1
        $0.addCalendar("early", [(6, 18)])
        $0.site.technicians[1].calendar = "early"
        $0.add("A", at: nil, [Step("06:45", "07:45", bay: "B2", crew: ["T2"])]) {
          $0.arrived = time("06:00")
          if deliver { $0.deliver = 20 }
        }
        for (id, start) in [("B", "08:45"), ("C", "09:45")] {
          $0.add(id, at: "08:30", [Step(start, String((time(start) + 60).description.suffix(5)))]) {
            $0.collect = 15
            $0.booked = Appointment.Booking(arrival: time("08:30"))
          }
        }
      }.broken
    }
    #expect(trips(deliver: false) == [])
    #expect(trips(deliver: true) == [.h18])
  }

  // Ready on Tuesday at 17:00, the end of the horizon's hours: on Wednesday, or on Thursday if that is a holiday.
  @Test(arguments: [(false, "+2 08:00"), (true, "+3 08:00")])
  func deliveryMayLieBeyondTheHorizon(isHoliday: Bool, start: String) {
    let visit = workshop {
      if isHoliday { $0.site.dates[time("+2 00:00").date] = .closed }
      $0.add([Step("+1 15:45", "+1 16:45")]) { $0.deliver = 30 }
    }
    #expect(visit.verdict.violations.map(\.at) == [time(start)])
  }

  // The longest interval of the hours has 240 minutes.
  @Test func deliveryFitsIntoNoInterval() {
    func delivered(_ minutes: Int) -> [Violation] {
      workshop {
        $0.site.drivers = 1
        $0.add { $0.deliver = minutes }
      }.verdict.violations
    }
    #expect(delivered(240) == [])
    #expect(
      delivered(241) == [
        Violation(.h18, .appointment("A"), at: time("09:30"), .neverDelivered(minutes: 241))
      ])
  }
}
