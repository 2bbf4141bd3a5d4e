import BaylineModel
import BaylineVerifier
import TestSupport
import Testing

/// H11-H15: parts, loan vehicles, waiting customers, the reserves, promises and locks.
@Suite struct StockRuleTests {
  // One piece there; a second comes at 13:00, an hour before the arrival at 14:00 or a minute too late.
  @Test(arguments: [("13:00", [HardRule]()), ("13:01", [.h11])])
  func partsLieOnTheShelfInTime(delivery: String, broken: [HardRule]) {
    let two = workshop {
      $0.site.booking.partsLeadMinutes = 60
      $0.demand.parts = [
        SparePart(id: "P", onHand: 1, inbound: [SparePart.Delivery(at: time(delivery), quantity: 1)])
      ]
      $0.add("A") { $0.parts = [SparePart.Requirement(part: "P", quantity: 1)] }
      $0.add("B", at: "14:00", [Step("14:15", "15:15")]) {
        $0.parts = [SparePart.Requirement(part: "P", quantity: 1)]
      }
    }
    #expect(two.broken == broken)
  }

  @Test func pickedPartsAndLockedWorkNeedNone() {
    let none = workshop {
      $0.demand.parts = [SparePart(id: "P", onHand: 0)]
      $0.add("A") {
        $0.parts = [SparePart.Requirement(part: "P", quantity: 1)]
        $0.picked = true
      }
      $0.add(
        "B", at: nil,
        [
          Step("10:00", "11:00") {
            $0.locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time("10:00"))
          }
        ]
      ) {
        $0.arrived = time("08:00")
        $0.parts = [SparePart.Requirement(part: "P", quantity: 1)]
      }
    }
    #expect(none.broken == [])
  }

  // The second operation starts at 09:15; the first one needs nothing.
  @Test(arguments: [("09:15", [HardRule]()), ("09:16", [.h11])])
  func partsOfAnOperationAreThereWhenItStarts(delivery: String, broken: [HardRule]) {
    let visit = workshop {
      $0.site.booking.partsLeadMinutes = 60
      $0.demand.parts = [
        SparePart(id: "P", onHand: 0, inbound: [SparePart.Delivery(at: time(delivery), quantity: 2)])
      ]
      $0.add([
        Step("08:15", "09:15"),
        Step("09:15", "10:15") { $0.parts = [SparePart.Requirement(part: "P", quantity: 2)] },
      ])
    }
    #expect(visit.broken == broken)
  }

  // Three of the visit before the arrival and two of the operation: five of four, at the later of both times.
  @Test func partsOfAVisitAndOfItsOperationsAddUp() {
    let visit = workshop {
      $0.demand.parts = [SparePart(id: "P", onHand: 4)]
      $0.add([Step("08:15", "09:15") { $0.parts = [SparePart.Requirement(part: "P", quantity: 2)] }]) {
        $0.parts = [SparePart.Requirement(part: "P", quantity: 3)]
      }
    }
    let shortage = Violation.Detail.partShortage(needed: 5, available: 4, appointments: ["A"])
    #expect(visit.verdict.violations == [Violation(.h11, .part("P"), at: time("08:15"), shortage)])
  }

  @Test func pickedAndLockedOperationsNeedNoParts() {
    func visit(picked: Bool, locked: Bool) -> [HardRule] {
      workshop {
        $0.demand.parts = [SparePart(id: "P", onHand: 0)]
        $0.add([
          Step("08:15", "09:15") {
            $0.parts = [SparePart.Requirement(part: "P", quantity: 1)]
            if locked {
              $0.locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time("08:15"))
            }
          }
        ]) { $0.picked = picked }
      }.broken
    }
    #expect(visit(picked: false, locked: false) == [.h11])
    #expect(visit(picked: true, locked: false) == [])
    #expect(visit(picked: false, locked: true) == [])
  }

  // A's loan vehicle is back at 09:30 and goes out again at 10:00.
  @Test(arguments: [(30, [HardRule]()), (31, [.h12])])
  func loanVehicleIsTurnedAround(minutes: Int, broken: [HardRule]) {
    let two = workshop {
      $0.site.loaners = 1
      $0.site.booking.loanerTurnaroundMinutes = minutes
      $0.add("A") { $0.loaner = true }
      $0.add("B", at: "10:00", [Step("10:15", "11:15")]) { $0.loaner = true }
    }
    #expect(two.broken == broken)
  }

  // A holds the only loan vehicle from 08:00 to 09:30.
  @Test(arguments: [("09:30", "09:45", "10:45", [HardRule]()), ("09:15", "09:30", "10:30", [.h12])])
  func loanVehicleIsBackInTime(arrival: String, start: String, end: String, broken: [HardRule]) {
    let two = workshop {
      $0.site.loaners = 1
      $0.add("A") { $0.loaner = true }
      $0.add("B", at: arrival, [Step(start, end)]) { $0.loaner = true }
    }
    #expect(two.broken == broken)
  }

  // Ready at 17:00 or, with work to 16:46, a minute after closing.
  @Test(arguments: [("15:45", "16:45", [HardRule]()), ("15:46", "16:46", [.h13])])
  func waitingCustomerLeavesBeforeClosing(start: String, end: String, broken: [HardRule]) {
    #expect(workshop { $0.add([Step(start, end)]) { $0.waiting = true } }.broken == broken)
  }

  // Two technicians of 480 minutes, 93% in reserve: 67 of 960 may be booked.
  @Test(arguments: [(93, [HardRule]()), (94, [.h14])])
  func reserveIsKept(reserve: Int, broken: [HardRule]) {
    let visit = workshop {
      $0.site.booking.reservePercent = reserve
      $0.add()
    }
    #expect(visit.broken == broken)
  }

  // T alone is team X: 13% of 480 are 62 minutes, 12% are 57. T2 could do more, but is not of the team.
  @Test(arguments: [(87, [Violation.Subject]()), (88, [.team("X")])])
  func reserveOfATeamIsKept(reserve: Int, subjects: [Violation.Subject]) {
    let visit = workshop {
      $0.site.technicians[0].team = "X"
      $0.site.booking.teamReservePercent = ["X": reserve]
      $0.add()
    }
    #expect(visit.verdict.violations.map(\.subject) == subjects)
  }

  @Test func walkInsAndLocksUseTheReserveOfATeam() {
    func visit(walkIn: Bool, locked: Bool) -> [HardRule] {
      workshop {
        $0.site.technicians[0].team = "X"
        $0.site.booking.teamReservePercent = ["X": 100]
        $0.add([
          Step("08:15", "09:15") {
            if locked {
              $0.locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time("08:15"))
            }
          }
        ]) { $0.walkIn = walkIn }
      }.broken
    }
    #expect(visit(walkIn: false, locked: false) == [.h14])
    #expect(visit(walkIn: true, locked: false) == [])
    #expect(visit(walkIn: false, locked: true) == [])
  }

  @Test func walkInsUseTheReserve() {
    let visit = workshop {
      $0.site.booking.reservePercent = 100
      $0.add { $0.walkIn = true }
    }
    #expect(visit.broken == [])
  }

  // From 08:45 on, 30 minutes are left of the work and 2 x 435 of the shifts: 4% of 870 are 34, 3% are 26. That the
  // work starts before now is H6's affair.
  @Test(arguments: [(96, [HardRule.h6]), (97, [.h6, .h14])])
  func reserveLooksAtWhatIsLeftOfTheDay(reserve: Int, broken: [HardRule]) {
    let visit = workshop {
      $0.site.booking.reservePercent = reserve
      $0.demand.now = time("08:45")
      $0.add { $0.booked = Appointment.Booking(arrival: time("08:00")) }
    }
    #expect(visit.broken == broken)
  }

  @Test func lockedWorkAloneIsItsOwnLimit() {
    let visit = workshop {
      $0.site.booking.reservePercent = 100
      $0.add([
        Step("08:15", "09:15") {
          $0.locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time("08:15"))
        }
      ])
    }
    #expect(visit.broken == [])
  }

  @Test func promisesAreKept() {
    let late = workshop { $0.add { $0.booked = Appointment.Booking(arrival: time("08:15")) } }
    #expect(late.verdict.violations.map(\.detail) == [.arrivalNotAsPromised(promised: time("08:15"))])
  }

  @Test func locksAreKept() {
    let lock = ServiceOperation.LockedWork(bay: "B2", technicians: ["T"], start: time("08:15"))
    let moved = workshop { $0.add([Step("08:15", "09:15") { $0.locked = lock }]) }
    #expect(moved.verdict.violations.map(\.detail) == [.lockNotKept(lock)])
  }
}
