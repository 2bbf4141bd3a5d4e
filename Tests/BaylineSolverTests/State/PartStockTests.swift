import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

/// What is left of parts between deliveries (H11).
@Suite struct PartStockTests {
  private let part = PartIndex(1)

  /// Part `Q`: one piece, two more at 10:00, one more at 12:00. `P` is another.
  private var stock: PartStock {
    var workshop = TinyWorkshop()
    workshop.demand.parts = [
      SparePart(id: "P", onHand: 7),
      SparePart(
        id: "Q", onHand: 1,
        inbound: [.init(at: time("10:00"), quantity: 2), .init(at: time("12:00"), quantity: 1)]),
    ]
    return PartStock(workshop.problem)
  }

  @Test func moreAreThereAfterEveryDelivery() {
    #expect((1...5).map { stock.firstEpoch(for: $0, of: part) } == [0, 1, 1, 2, nil])
    #expect(stock.left(of: part) == 1)
    #expect(stock.firstEpoch(for: 7, of: PartIndex(0)) == 0)
    #expect(stock.firstEpoch(for: 8, of: PartIndex(0)) == nil)
  }

  // Two of the three that are there from 10:00 on are taken: one is left, and two after the last delivery.
  @Test func whatIsTakenIsMissingFromThenOn() {
    var stock = stock
    stock.take(2, of: part, fromEpoch: 1)
    #expect((1...3).map { stock.firstEpoch(for: $0, of: part) } == [0, 2, nil])
    #expect(stock.left(of: part) == 1)
  }

  // The piece of the morning would be missing at noon: nobody may take it, though it lies there.
  @Test func whatIsPromisedForLaterIsNotTakenBefore() {
    var stock = stock
    stock.take(4, of: part, fromEpoch: 2)
    #expect(stock.left(of: part) == 1)
    #expect(stock.firstEpoch(for: 1, of: part) == nil)
    stock.take(-1, of: part, fromEpoch: 2)
    #expect(stock.firstEpoch(for: 1, of: part) == 0)
  }

  @Test func givingBackIsTheReverseOfTaking() {
    var stock = stock
    let before = stock
    stock.take(1, of: part, fromEpoch: 0)
    stock.take(3, of: PartIndex(0), fromEpoch: 0)
    #expect(stock != before)
    stock.take(-3, of: PartIndex(0), fromEpoch: 0)
    stock.take(-1, of: part, fromEpoch: 0)
    #expect(stock == before)
  }

  @Test func partsDoNotMixUp() {
    var stock = stock
    stock.take(7, of: PartIndex(0), fromEpoch: 0)
    #expect(stock.firstEpoch(for: 1, of: PartIndex(0)) == nil)
    #expect((1...4).map { stock.firstEpoch(for: $0, of: part) } == [0, 1, 1, 2])
  }

  // MARK: - The parts of operations

  /// Two of `P`, two more at 10:00. A needs one before its arrival, one for its first operation, two for its second.
  private func needing(_ edit: (inout Appointment) -> Void = { _ in }) -> TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.site.policy.kinds[.repair]?.delay = 1
    workshop.demand.parts = [
      SparePart(id: "P", onHand: 2, inbound: [.init(at: time("10:00"), quantity: 2)])
    ]
    workshop.leaveOut(
      "A",
      [
        Step("08:15", "09:15") { $0.parts = [SparePart.Requirement(part: "P", quantity: 1)] },
        Step("10:00", "11:00") {
          $0.parts = [
            SparePart.Requirement(part: "P", quantity: 1), SparePart.Requirement(part: "P", quantity: 1),
          ]
        },
      ]
    ) {
      $0.parts = [SparePart.Requirement(part: "P", quantity: 1)]
      edit(&$0)
    }
    return workshop
  }

  private func needs(_ problem: CompiledProblem, _ range: Range<Int>) -> [[Int]] {
    problem.needs[range].map { [$0.quantity, $0.cumulative] }
  }

  @Test func aNeedCountsWhatTheVisitNeededBefore() {
    let problem = needing().problem
    #expect(needs(problem, problem.visit(0).needs) == [[1, 1]])
    #expect(needs(problem, problem.operation(0).needs) == [[1, 2]])
    #expect(needs(problem, problem.operation(1).needs) == [[2, 4]])
    let state = SearchState(problem)
    #expect(state.earliestNeed(of: problem.visit(0)) == .min)
    #expect(state.earliestTime(forNeeds: problem.operation(0).needs) == .min)
    // Four are there from 10:00 on.
    #expect(state.earliestTime(forNeeds: problem.operation(1).needs) == minute("10:00"))
  }

  @Test func whatWasPickedOrIsLockedNeedsNothing() {
    let picked = needing { $0.picked = true }.problem
    #expect(picked.visit(0).needs.isEmpty && picked.operation(0).needs.isEmpty)
    let locked = needing {
      $0.arrived = time("08:00")
      $0.operations[0].locked = ServiceOperation.LockedWork(
        bay: "B", technicians: ["T"], start: time("08:15"))
    }.problem
    #expect(locked.operation(0).needs.isEmpty)
    #expect(needs(locked, locked.operation(1).needs) == [[2, 3]])
  }

  // The second operation waits for 10:00; nothing is left afterwards, and all comes back.
  @Test func workWaitsForItsParts() {
    let problem = needing().problem
    var state = SearchState(problem)
    let before = state
    var search = InsertionSearch()
    guard let found = search.best(of: AppointmentIndex(0), in: state) else {
      Issue.record("no insertion")
      return
    }
    #expect(search.placements.map { Int($0.start) } == [minute("08:15"), minute("10:00")])
    state.insert(found, search.placements)
    #expect(state.stock.firstEpoch(for: 1, of: PartIndex(0)) == nil)
    state.remove(AppointmentIndex(0))
    #expect(state.stock == before.stock)
  }

  // Another visit takes one of the morning: four are no longer there at any time.
  @Test func whatOthersTakeIsMissing() {
    var workshop = needing()
    workshop.add("B", at: "09:00", [Step("13:00", "14:00")]) {
      $0.parts = [SparePart.Requirement(part: "P", quantity: 1)]
    }
    let state = workshop.adopted()
    #expect(state.isScheduled.elements == [false, true])
    var search = InsertionSearch()
    #expect(search.best(of: AppointmentIndex(0), in: state) == nil)
  }
}
