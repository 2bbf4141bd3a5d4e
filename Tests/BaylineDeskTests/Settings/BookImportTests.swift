import Bayline
@testable import BaylineDesk
import BaylineStore
import TestSupport
import Testing

/// A demand taken into the book.
@Suite struct BookImportTests {
  private func shop() -> Book {
    var shop = TinyWorkshop()
    shop.add("A")
    shop.add("C", at: "08:30", [Step("09:15", "10:15")])
    return shop.book()
  }

  private func outcome(_ demand: Demand, _ book: Book, over: Set<String> = []) async throws
    -> BookImport.Outcome
  {
    try await BookImport(book: book, demand: demand, now: book.demand.now, language: .english, over: over)
      .run()
  }

  @Test func theSameDemandChangesNothing() async throws {
    let book = shop()
    let outcome = try await outcome(book.demand, book)
    #expect(outcome.isNothing)
    #expect(outcome.kept.count == book.demand.appointments.count)
  }

  @Test func whatTheSheetDoesNotHaveStays() async throws {
    let book = shop()
    var demand = book.demand
    demand.appointments = []
    let outcome = try await outcome(demand, book)
    #expect(outcome.isNothing)
    #expect(outcome.others == book.demand.appointments.count)
    #expect(outcome.book == book)
  }

  @Test func aBookedTimeIsKeptWhateverTheSheetSays() async throws {
    let book = shop()
    var demand = book.demand
    let index = try #require(demand.appointments.firstIndex { $0.booked != nil && $0.arrived == nil })
    let booked = demand.appointments[index].booked
    demand.appointments[index].booked?.arrival = try #require(booked).arrival + 60
    demand.appointments[index].card.note = "bring the second key"
    let outcome = try await outcome(demand, book)
    let id = demand.appointments[index].id
    let visit = try #require(outcome.book.demand.appointments.first { $0.id == id })
    #expect(visit.booked == booked)
    #expect(visit.card.note == "bring the second key")
    #expect(outcome.changed.count == 1)
  }

  @Test func whatIsOverDoesNotBeginAgain() async throws {
    var book = shop()
    let demand = book.demand
    let gone = try #require(demand.appointments.first { $0.arrived == nil }).id
    book.demand.appointments.removeAll { $0.id == gone }
    let outcome = try await outcome(demand, book, over: [gone])
    #expect(outcome.added.isEmpty)
  }
}
