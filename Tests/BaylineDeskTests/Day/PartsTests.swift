import Bayline
@testable import BaylineDesk
import BaylineModel
import BaylineStore
import TestSupport
import Testing

/// Deliveries, counts and shelves.
@Suite struct PartsTests {
  /// `A` needs two of part `P`, of which there is one; five more come tomorrow.
  private func shop() -> Book {
    var shop = TinyWorkshop()
    shop.add("A", at: "10:00", [Step("10:15", "11:15")]) {
      $0.parts = [SparePart.Requirement(part: "P", quantity: 2)]
    }
    shop.leaveOut("C", reason: .parts) { $0.parts = [SparePart.Requirement(part: "P", quantity: 4)] }
    shop.demand.parts = [
      SparePart(
        id: "P", name: "filter", onHand: 2,
        inbound: [SparePart.Delivery(at: time("+1 09:00"), quantity: 5)])
    ]
    return shop.book()
  }

  private func part(_ day: DayDesk) -> SparePart? { day.book.demand.parts.first { $0.id == "P" } }

  private func shortages(_ day: DayDesk) -> [String] {
    PartsModel(BoardFacts(day.book, now: day.desk.clock.now, .english)).shortages.map(\.visit)
  }

  @Test func aDeliveryFillsTheStockAndEndsTheShortage() async throws {
    let day = try DayDesk(shop(), at: time("07:30"))
    #expect(shortages(day) == ["C"])
    try await day.at("08:00").report(.arrived(quantity: 4), of: "P", by: "pat")
    #expect(part(day)?.onHand == 6)
    // Four of tomorrow's five are here.
    #expect(part(day)?.inbound == [SparePart.Delivery(at: time("+1 09:00"), quantity: 1)])
    #expect(shortages(day).isEmpty)
    day.book.check()
    let entry = try #require(try day.desk.store.journal(limit: 1).first)
    #expect(entry.action == "partArrived" && entry.by == "pat" && entry.detail == "filter 到货 4")
  }

  @Test func aCountIsWhatThereIs() async throws {
    let day = try DayDesk(shop(), at: time("07:30"))
    try await day.at("08:00").report(.counted(quantity: 9), of: "P", by: "pat")
    #expect(part(day)?.onHand == 9)
    try await day.at("08:10").report(.counted(quantity: 0), of: "P", by: "pat")
    #expect(part(day)?.onHand == 0)
    #expect(try day.desk.store.journal(limit: 1).first?.action == "stock")
    day.book.check()
  }

  @Test func aLateDeliveryComesLater() async throws {
    let day = try DayDesk(shop(), at: time("07:30"))
    try await day.at("08:00").report(
      .late(due: time("+1 09:00"), arrival: time("+1 15:00")), of: "P", by: "pat")
    #expect(part(day)?.inbound.map(\.at) == [time("+1 15:00")])
    day.book.check()
  }

  @Test func partsThatAreNotThereAreNotPicked() async throws {
    let day = try DayDesk(shop(), at: time("07:30"))
    try await day.at("08:00").report(.counted(quantity: 1), of: "P", by: "pat")
    let before = day.book
    let refused = await #expect(throws: DeskError.self) {
      try await day.desk.picked("A", true, by: "pat")
    }
    guard case .refused(let text) = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
    #expect(text.contains("filter 1/2"))
    #expect(day.book == before)
  }

  @Test func puttingBackGivesWhatWasTaken() async throws {
    let day = try DayDesk(shop(), at: time("07:30"))
    try await day.at("08:00").picked("A", true, by: "pat")
    #expect(part(day)?.onHand == 0)
    try await day.at("08:05").picked("A", false, by: "pat")
    #expect(part(day)?.onHand == 2)
    try await day.at("08:10").picked("A", true, by: "pat")
    _ = try await day.at("10:00").record(.arrived, of: "A", by: "bob")
    _ = try await day.at("10:15").record(.inWork, of: "A", operation: "1", by: "bob")
    // They are in the vehicle now.
    await #expect(throws: DeskError.self) { try await day.at("10:20").picked("A", false, by: "pat") }
    #expect(part(day)?.onHand == 0)
    day.book.check()
  }

  @Test func whatIsNoPartIsRefused() async throws {
    let day = try DayDesk(shop(), at: time("07:30"))
    for id in ["Q", "answer-A", ""] {
      await #expect(throws: DeskError.self) {
        try await day.desk.report(.arrived(quantity: 1), of: id, by: "pat")
      }
    }
  }

  @Test func aTickIsForWhatIsThere() {
    var book = shop()
    func model() -> PartsModel { PartsModel(BoardFacts(book, now: time("08:00"), .english)) }
    #expect(model().open.map(\.canChange) == [true])
    book.demand.parts[0].onHand = 1
    #expect(model().open.map(\.canChange) == [false])
  }
}
