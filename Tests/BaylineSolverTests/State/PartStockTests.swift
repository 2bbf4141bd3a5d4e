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
}
