import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// Where a vehicle stands between its operations: it stays, moves, is kept or is taken out of the bay.
@Suite struct StayTests {
  // Rows: nobody 0, technicians 1 and 2, bays B, B2 and W 3 to 5.
  private let b = 3
  private let b2 = 4

  /// An operation as compiled.
  private func operation(_ edit: @escaping (inout ServiceOperation) -> Void = { _ in }) -> CompiledOperation {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A", [Step("08:15", "09:15", edit: edit), Step("09:15", "10:15")])
    return workshop.problem.operation(0)
  }

  @Test func forTheFirstBayAVehicleNeitherStaysNorMoves() {
    let stay = Stay()
    #expect(!stay.continues(in: b) && !stay.moves(to: b) && !stay.binds)
  }

  @Test func itStaysInTheSameBayAndMovesToAnother() {
    var stay = Stay()
    stay.pass(operation(), bay: b, end: 555)
    #expect(stay.since == 555)
    #expect(stay.continues(in: b) && !stay.moves(to: b))
    #expect(!stay.continues(in: b2) && stay.moves(to: b2))
  }

  // A road test between two operations on lifts leaves the vehicle's bay as it is, since the end of the first.
  @Test func workWithoutABayIsNeitherAStayNorAMove() {
    var stay = Stay()
    stay.pass(operation(), bay: b, end: 555)
    #expect(!stay.continues(in: 0) && !stay.moves(to: 0))
    stay.pass(operation(), bay: 0, end: 600)
    #expect(stay.since == 555)
    #expect(stay.continues(in: b) && stay.moves(to: b2))
  }

  @Test func afterLeavingEvenTheSameBayIsAMove() {
    var stay = Stay()
    stay.pass(operation { $0.bayAfter = .leave }, bay: b, end: 555)
    #expect(!stay.continues(in: b) && stay.moves(to: b) && stay.moves(to: b2))
    // Once there again, it stays.
    stay.pass(operation(), bay: b, end: 600)
    #expect(stay.continues(in: b) && !stay.moves(to: b))
  }

  @Test func aKeptVehicleIsBoundForTheNextOperationOnly() {
    var stay = Stay()
    stay.pass(operation { $0.bayAfter = .keep }, bay: b, end: 555)
    #expect(stay.binds)
    stay.pass(operation(), bay: b, end: 600)
    #expect(!stay.binds)
  }

  @Test func aStayKnowsWhetherItBeganWithALock() {
    let locked = operation {
      $0.locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time("08:15"))
    }
    var stay = Stay()
    stay.pass(locked, bay: b, end: 555)
    #expect(stay.isLocked)
    stay.pass(operation(), bay: 0, end: 600)
    #expect(stay.isLocked)
    stay.pass(operation(), bay: b, end: 660)
    #expect(!stay.isLocked)
  }

  // A is on B until 09:00. Whoever is locked there from 09:00 on, however late, drives it out; who is there before, or
  // on another bay, does not.
  @Test(arguments: [
    ("09:00", "B", true), ("+5 09:00", "B", true), ("08:59", "B", false), ("10:00", "B2", false),
  ])
  func aLockOfAnotherVisitDrivesALockedVehicleOut(start: String, bay: String, isLeft: Bool) {
    var workshop = TinyWorkshop()
    workshop.hold("A", "08:00", "09:00", bay: "B", crew: ["T"])
    workshop.demand.appointments[0].operations[0].bayAfter = .keep
    workshop.leaveOut("H") {
      $0.operations[0].locked = ServiceOperation.LockedWork(bay: bay, technicians: ["T2"], start: time(start))
    }
    let operation = workshop.problem.operation(0)
    #expect(operation.leavesBay == isLeft)
    var stay = Stay()
    stay.pass(operation, bay: b, end: 540)
    #expect(stay.binds == !isLeft)
    #expect(stay.continues(in: b) == !isLeft)
  }

  // Its own later lock in the bay is what the vehicle stays for. Work that is not locked leaves nothing for a lock.
  @Test func aVisitsOwnLockDoesNotDriveItOut() {
    var workshop = TinyWorkshop()
    let lock = { (start: String) in
      { (operation: inout ServiceOperation) in
        operation.locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time(start))
      }
    }
    workshop.leaveOut(
      "A",
      [Step("08:00", "09:00", edit: lock("08:00")), Step("11:00", "12:00", edit: lock("11:00"))]
    ) { $0.arrived = time("08:00") }
    workshop.leaveOut("B")
    let problem = workshop.problem
    #expect(!problem.operation(0).leavesBay && !problem.operation(2).leavesBay)
    // Between the two it stands in the bay, scheduled or not: from 08:00 to 12:00.
    let state = SearchState(problem)
    #expect(state.timelines.firstFree(b, from: 480) == 720)
    #expect(state.timelines.firstFree(1, from: 480) == 540)
  }

  // MARK: - In the book

  /// A is on B, drives for an hour, and is on B again; X wants B in that hour.
  private func adopted(bayAfter: ServiceOperation.BayAfter?) -> SearchState {
    var workshop = TinyWorkshop()
    workshop.site.policy.move = 40
    workshop.add(
      "A",
      [
        Step("08:15", "09:15") { $0.bayAfter = bayAfter },
        Step("09:15", "10:15", bay: nil) { $0.work = standardWork(60, bay: nil) },
        Step("10:15", "11:15"),
      ])
    workshop.add("X", at: "09:00", advisor: "S2", [Step("09:15", "10:15", crew: ["T2"])])
    return workshop.adopted()
  }

  @Test func theBayOfAVehicleThatComesBackIsHeld() {
    var state = adopted(bayAfter: nil)
    #expect(state.isScheduled.elements == [true, false])
    #expect(state.evaluate()[.moves] == 0)
    #expect(state.timelines.firstFree(b, from: minute("08:15")) == minute("11:15"))
    state.remove(AppointmentIndex(0))
    #expect(state.timelines == SearchState(state.problem).timelines)
  }

  @Test func theBayOfAVehicleThatIsTakenOutIsFree() {
    let state = adopted(bayAfter: .leave)
    #expect(state.isScheduled.elements == [true, true])
    #expect(state.evaluate()[.moves] == 40)
  }
}
