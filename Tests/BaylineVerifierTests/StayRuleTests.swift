import BaylineModel
import BaylineVerifier
import TestSupport
import Testing

/// H6 and H7 between two operations of a visit: lags, moves and stays.
@Suite struct StayRuleTests {
  /// The first operation is in bay B from 08:15 to 09:15, the second one starts at `start`, both by T.
  private func visit(
    _ start: String, bay: String? = "B", after: ServiceOperation.BayAfter? = nil,
    lag: ServiceOperation.Lag = ServiceOperation.Lag(), moveMinutes: Int = 0
  ) -> TinyWorkshop {
    workshop {
      $0.site.booking.moveMinutes = moveMinutes
      $0.add([
        Step("08:15", "09:15") { $0.bayAfter = after },
        Step(start, String((time(start) + 60).description.suffix(5)), bay: bay) { $0.lag = lag },
      ])
    }
  }

  @Test(arguments: [
    ("09:45", [Violation.Detail]()), ("09:44", [.startsTooSoon(operation: "1", minutes: 29, least: 30)]),
  ])
  func lagIsWaitedFor(start: String, details: [Violation.Detail]) {
    #expect(visit(start, lag: ServiceOperation.Lag(min: 30)).verdict.violations.map(\.detail) == details)
  }

  @Test(arguments: [
    ("09:45", [Violation.Detail]()), ("09:46", [.startsTooLate(operation: "1", minutes: 31, most: 30)]),
  ])
  func lagIsNotExceeded(start: String, details: [Violation.Detail]) {
    #expect(visit(start, lag: ServiceOperation.Lag(max: 30)).verdict.violations.map(\.detail) == details)
  }

  @Test func movingTakesTime() {
    #expect(visit("09:20", bay: "B2", moveMinutes: 5).broken == [])
    #expect(
      visit("09:19", bay: "B2", moveMinutes: 5).verdict.violations == [
        Violation(
          .h6, .operation(OperationReference(appointment: "A", operation: "2")), at: time("09:19"),
          .startsTooSoon(operation: "1", minutes: 4, least: 5))
      ])
    // In the same bay the vehicle stays, unless it is taken out in between.
    #expect(visit("09:15", moveMinutes: 5).broken == [])
    #expect(visit("09:20", after: .leave, moveMinutes: 5).broken == [])
    #expect(visit("09:19", after: .leave, moveMinutes: 5).broken == [.h6])
  }

  // The longer one of the lag and the move counts; a lag shorter than the move is never kept.
  @Test func lagAndMoveRunTogether() {
    #expect(visit("09:45", bay: "B2", lag: ServiceOperation.Lag(min: 30), moveMinutes: 5).broken == [])
    #expect(visit("09:20", bay: "B2", lag: ServiceOperation.Lag(min: 3), moveMinutes: 5).broken == [])
    #expect(visit("09:19", bay: "B2", lag: ServiceOperation.Lag(max: 4), moveMinutes: 5).broken == [.h6])
    #expect(visit("09:20", bay: "B2", lag: ServiceOperation.Lag(max: 4), moveMinutes: 5).broken == [.h6])
  }

  // A road test until 09:35 is before the move to B2, or within the stay in B.
  @Test(arguments: [("B2", "09:40", [HardRule]()), ("B2", "09:39", [.h6]), ("B", "09:35", [])])
  func roadTestComesBetween(bay: String, start: String, broken: [HardRule]) {
    let visit = workshop {
      $0.site.booking.moveMinutes = 5
      $0.add([
        Step("08:15", "09:15"),
        Step("09:15", "09:35", bay: nil) {
          $0.work = .standard(
            WorkRequirement.StandardWork(minutes: 20, crew: WorkRequirement.Crew(trade: "mech")))
        },
        Step(start, String((time(start) + 60).description.suffix(5)), bay: bay),
      ])
    }
    #expect(visit.broken == broken)
  }

  // Both operations as locked need neither lag nor keep; one alone does not excuse.
  @Test(arguments: [(true, [HardRule]()), (false, [.h6, .h7])])
  func locksBreakLagAndKeepAmongThemselves(both: Bool, broken: [HardRule]) {
    let visit = workshop {
      $0.add([
        Step("08:15", "09:15") {
          $0.bayAfter = .keep
          $0.locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time("08:15"))
        },
        Step("09:15", "10:15", bay: "B2") {
          $0.lag = ServiceOperation.Lag(min: 30)
          if both {
            $0.locked = ServiceOperation.LockedWork(bay: "B2", technicians: ["T"], start: time("09:15"))
          }
        },
      ])
    }
    #expect(visit.broken == broken)
  }

  @Test func vehicleThatCannotBeMovedStays() {
    #expect(visit("09:30", after: .keep).broken == [])
    #expect(
      visit("09:30", bay: "B2", after: .keep).verdict.violations == [
        Violation(
          .h7, .operation(OperationReference(appointment: "A", operation: "2")), at: time("09:30"),
          .bayNotKept(after: "1"))
      ])
  }

  /// A is in bay B from 08:15 to 09:15 and again from 10:45 on; another vehicle from 09:30 to 10:30, by T2.
  private func between(secondBay: String = "B", after: ServiceOperation.BayAfter? = nil) -> [Violation] {
    workshop {
      $0.add("A", [Step("08:15", "09:15") { $0.bayAfter = after }, Step("10:45", "11:45", bay: secondBay)])
      $0.add("C", at: "08:15", [Step("09:30", "10:30", crew: ["T2"])])
    }.verdict.violations
  }

  @Test func stayOccupiesTheBay() {
    let overlap = Violation.Detail.overlapWithStay(
      earlier: OperationReference(appointment: "A", operation: "2"), earlierStays: true, until: time("10:45"),
      later: OperationReference(appointment: "C", operation: "1"), laterStays: false)
    #expect(between() == [Violation(.h7, .bay("B"), at: time("09:30"), overlap)])
    #expect(between(after: .leave) == [])
    #expect(between(secondBay: "B2") == [])
  }

  // B is open 08-10 and 11-17.
  @Test func stayAsksNothingOfTheBaysHours() {
    let visit = workshop {
      $0.addCalendar("bay", [(8, 10), (11, 17)])
      $0.site.bays[0].calendar = "bay"
      $0.add([Step("08:15", "09:15"), Step("11:00", "12:00")])
    }
    #expect(visit.broken == [])
  }

  // L, left out, is locked in B from 09:15 on: A's locked operation has ended and its vehicle makes room, in spite of
  // `keep`. From 09:14 on it would be in the way, and A's vehicle stays.
  @Test(arguments: [("09:15", true, [HardRule]()), ("09:14", true, [.h7]), ("09:15", false, [.h7])])
  func lockedVehicleMakesRoomForALock(start: String, isLocked: Bool, broken: [HardRule]) {
    let lock = ServiceOperation.LockedWork(bay: "B", technicians: ["T2"], start: time(start))
    let visit = workshop {
      $0.leaveOut("L", [Step(start, start) { $0.locked = lock }])
      $0.add([
        Step("08:15", "09:15") {
          $0.bayAfter = .keep
          if isLocked {
            $0.locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time("08:15"))
          }
        },
        Step("10:45", "11:45"),
      ])
    }
    #expect(visit.broken == broken)
  }

  // As soon as the vehicle makes room it may go to another bay, and needs the time to move.
  @Test func whoMakesRoomMoves() {
    let visit = workshop {
      $0.site.booking.moveMinutes = 5
      $0.site.policy.move = 40
      $0.leaveOut(
        "L",
        [
          Step("16:00", "17:00") {
            $0.locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T2"], start: time("16:00"))
          }
        ]
      ) { $0.dropCost = 0 }
      $0.add([
        Step("08:15", "09:15") {
          $0.locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time("08:15"))
        },
        Step("09:19", "10:19"),
      ])
    }
    #expect(visit.broken == [.h6])
    #expect(visit.points == [.moves: 40])
  }

  // Two operations of one vehicle at once break the order alone.
  @Test func vehicleIsNotInItsOwnWay() {
    let visit = workshop { $0.add([Step("08:15", "09:15"), Step("09:14", "10:14", crew: ["T2"])]) }
    #expect(visit.broken == [.h6])
  }

  // Work from 08:15 to 09:15 and from 10:15 to 11:15, and the hour between.
  @Test func loadCountsStays() {
    let tiny = workshop { $0.add([Step("08:15", "09:15"), Step("10:15", "11:15")]) }
    let load = Verifier(site: tiny.site, demand: tiny.demand).load(of: tiny.schedule)
    #expect(load.bays.map(\.used) == [180, 0, 0])
    #expect(load.technicians.map(\.used) == [120, 0])
  }
}
