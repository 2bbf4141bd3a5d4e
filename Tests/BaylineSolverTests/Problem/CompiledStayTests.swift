import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// What operations know of those that follow: how long they take, and for how long the vehicle could or must stay.
@Suite struct CompiledStayTests {
  /// A step of some minutes in bays of a type (`nil`: no bay), edited.
  private func step(
    _ minutes: Int, bay: String? = "lift", edit: @escaping (inout ServiceOperation) -> Void = { _ in }
  ) -> Step {
    Step("08:15", "09:15") {
      $0.work = standardWork(minutes, bay: bay)
      edit(&$0)
    }
  }

  private func problem(_ steps: [Step], edit: (inout TinyWorkshop) -> Void = { _ in }) -> CompiledProblem {
    var workshop = TinyWorkshop()
    workshop.leaveOut("A", steps)
    edit(&workshop)
    return workshop.problem
  }

  private func lag(_ min: Int, _ max: Int? = nil) -> (inout ServiceOperation) -> Void {
    { $0.lag = ServiceOperation.Lag(min: min, max: max) }
  }

  private func keep(_ operation: inout ServiceOperation) { operation.bayAfter = .keep }
  private func leave(_ operation: inout ServiceOperation) { operation.bayAfter = .leave }

  // 60 minutes, 15 to wait, 30, 45: 90 after the first, 45 after the second, 150 in all.
  @Test func lagsLengthenAVisit() {
    let problem = problem([step(60), step(30, edit: lag(15)), step(45)])
    #expect((0..<3).map { problem.operation($0).remainingWork } == [90, 45, 0])
    #expect(problem.visit(0).span == 150)
  }

  @Test func lagsAreThoseOfTheOperation() {
    let problem = problem([step(60), step(30, edit: lag(15, 20)), step(45)])
    #expect((0..<3).map { problem.operation($0).minLag } == [0, 15, 0])
    #expect((0..<3).map { problem.operation($0).maxLag } == [.max, 20, .max])
  }

  // Between two locks there is nothing to wait for: both are where they are. After them, 10 minutes and 45.
  @Test func locksDoNotWait() {
    let lock = { (start: String) in
      { (operation: inout ServiceOperation) in
        operation.lag = ServiceOperation.Lag(min: 30)
        operation.locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time(start))
      }
    }
    let problem = problem([
      step(60) {
        $0.locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time("08:00"))
      },
      step(60, edit: lock("09:00")), step(45, edit: lag(10)),
    ])
    #expect((0..<3).map { problem.operation($0).remainingWork } == [55, 55, 0])
    #expect(problem.visit(0).span == 55)
  }

  /// For each operation, the minutes for which the vehicle should stay after it if it is done on B.
  private func stays(_ problem: CompiledProblem) -> [Int] {
    follows(problem).map { $0.map { Int($0.minutes) } ?? 0 }
  }

  /// For each operation, the fewest moves after it if it is done on B.
  private func moves(_ problem: CompiledProblem) -> [Int] {
    follows(problem).map { $0.map { Int($0.moves) } ?? 0 }
  }

  private func follows(_ problem: CompiledProblem) -> [FollowingStay?] {
    let row = problem.row(of: BayIndex(problem.site.bays.firstIndex { $0.id == "B" } ?? 0))
    return (0..<3).map { problem.stay(after: problem.operation($0), inRow: row) }
  }

  // All three on lifts: 15 + 30 + 45 minutes after the first.
  @Test func aVehicleCouldStayWhileTheBaysAreTheSame() {
    let problem = problem([step(60), step(30, edit: lag(15)), step(45)])
    #expect(stays(problem) == [90, 45, 0])
    #expect(moves(problem) == [0, 0, 0])
    #expect((0..<3).map { problem.operation($0).keepMinutes } == [0, 0, 0])
  }

  @Test func aRoadTestInBetweenIsPartOfTheStay() {
    let problem = problem([step(60), step(20, bay: nil), step(45)])
    #expect(stays(problem) == [65, 45, 0])
  }

  // The wash is on W: there and back are moves. On B, which is a lift too, a vehicle could stay.
  @Test func aStayEndsWhereNoBayIsShared() {
    let steps = [step(60), step(30, bay: "wash"), step(45)]
    let apart = problem(steps)
    #expect(stays(apart)[0] == 0)
    #expect(moves(apart)[0] == 2)
    #expect(apart.operation(1).minMoves == 1)
    let shared = problem(steps) { $0.site.bays[0].types.append("wash") }
    #expect(stays(shared) == [75, 45, 0])
    #expect(moves(shared) == [0, 0, 0])
  }

  @Test func leavingEndsAStay() {
    let problem = problem([step(60), step(30, edit: leave), step(45)])
    #expect(stays(problem) == [30, 0, 0])
    #expect(moves(problem) == [1, 1, 0])
  }

  // Kept for the second; and for the third, where that is kept, too. Rows 3 and 4 are B and B2.
  @Test func aKeptVehicleMustStay() {
    let one = problem([step(60, edit: keep), step(30, edit: lag(15)), step(45)])
    #expect((0..<3).map { one.operation($0).keepMinutes } == [45, 0, 0])
    #expect(Array(one.pools[one.operation(0).keepBays]) == [3, 4])
    #expect(one.operation(1).keepBays.isEmpty)
    let two = problem([step(60, edit: keep), step(30, edit: keep), step(45)])
    #expect((0..<3).map { two.operation($0).keepMinutes } == [75, 45, 0])
  }

  // What is kept through a wash can only begin on B, the one lift where one can wash; the last begins there, too, but is
  // not bound.
  @Test func aKeptVehicleBeginsInABayForAll() {
    let problem = problem([step(60, edit: keep), step(30, bay: "wash", edit: keep), step(45)]) {
      $0.site.bays[0].types.append("wash")
    }
    #expect(Array(problem.pools[problem.operation(0).keepBays]) == [3])
    #expect(Array(problem.pools[problem.operation(1).keepBays]) == [3])
  }

  // A lock that follows says in which bay.
  @Test func aKeptVehicleBeginsWhereTheLockIs() {
    let problem = problem([
      step(60, edit: keep),
      step(30) {
        $0.locked = ServiceOperation.LockedWork(bay: "B2", technicians: ["T"], start: time("11:00"))
      },
    ])
    #expect(Array(problem.pools[problem.operation(0).keepBays]) == [4])
    #expect(problem.operation(0).keepMinutes == 0)
  }

  @Test func equipmentHasRowsAfterTheBays() {
    let problem = problem([step(60) { $0.equipment = ["F", "E"] }]) {
      $0.site.equipment = [Equipment(id: "E"), Equipment(id: "F", count: 2)]
    }
    #expect(Array(problem.pools[problem.operation(0).equipment]) == [6, 7])
  }

  // S2 receives inspections alone; whom it had promised to receive, it does.
  @Test func advisorsReceiveTheirKinds() {
    var workshop = TinyWorkshop()
    workshop.site.advisors[1].kinds = [.inspection]
    workshop.leaveOut("A")
    workshop.leaveOut("B") { $0.kind = .inspection }
    workshop.leaveOut("C") { $0.booked = Appointment.Booking(arrival: time("09:00"), advisor: "S2") }
    let problem = workshop.problem
    #expect((0..<3).map { problem.visit($0).advisors.map(\.int) } == [[0], [0, 1], [0, 1]])
  }
}
