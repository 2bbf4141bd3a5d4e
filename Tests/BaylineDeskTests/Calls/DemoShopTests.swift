import Bayline
@testable import BaylineDesk
import BaylineSpreadsheets
import BaylineStore
import BaylineVerifier
import Foundation
import TestSupport
import Testing

/// The made-up shop: a whole book, the morning of its first day, and its time.
struct DemoShopTests {
  private let now = CivilTime("2026-12-02T10:40") ?? time("10:40")

  private func begin(_ language: Language) async throws -> (store: BookStore, book: Book) {
    let path = FileManager.default.temporaryDirectory.appending(path: "bayline-demo-\(UUID().uuidString)")
      .path
    let store = try BookStore(path: path)
    return (store, try await DemoShop.begin(in: store, at: now, language, iterations: 0))
  }

  @Test func theMorningIsHalfRun() async throws {
    let (store, book) = try await begin(.chinese)
    #expect(Verifier(site: book.site, demand: book.demand).verify(book.schedule).isFeasible)
    #expect(book.demand.horizon.days == 14)
    let statuses = Dictionary(grouping: book.records.values, by: \.status).mapValues(\.count)
    for status in [VisitStatus.requested, .confirmed, .reminded, .arrived, .inWork, .handedOver] {
      #expect(statuses[status, default: 0] > 0, "\(status)")
    }
    #expect(statuses[.noShow] == 1)
    let today = book.schedule.assignments.count {
      $0.reception?.arrival.date == now.date || $0.reception == nil
    }
    #expect((40...70).contains(today))
    #expect(try store.load() == book)
    // Earlier visits are in the store, not in the book.
    let desk = Desk(store: store, book: book, clock: DeskClock(timeZone: book.site.timeZone, start: now))
    let comeback = try #require(book.records.values.first { $0.appointment.kind == .comeback })
    let file = try #require(
      try desk.customers(matching: comeback.appointment.card.plate ?? "").first)
    #expect(file.visits.count >= 3)
    #expect(!book.records.keys.contains { $0.hasPrefix("H") })
    // The catalogue has no fault, and each of its jobs can be booked.
    let jobs = desk.jobs(matching: "", limit: 100)
    #expect(jobs.count > 30)
    for job in jobs {
      var said = SaidRequest()
      (said.plate, said.jobs) = ("沪I00000", job.name)
      #expect(desk.understand(said, .chinese).faults.map(\.text) == [], "\(job.name)")
    }
  }

  @Test func englishHasNoChineseButPlates() async throws {
    let (_, book) = try await begin(.english)
    var site = book.site
    site.calendars = [:]
    var texts = [site.name] + site.advisors.compactMap(\.name) + site.technicians.compactMap(\.name)
    texts += site.technicians.compactMap(\.team) + site.bays.compactMap(\.name)
    texts += site.equipment.compactMap(\.name) + book.demand.parts.compactMap(\.name)
    for visit in book.demand.appointments {
      texts += [
        visit.card.customer, visit.card.title, visit.card.vehicle, visit.card.request, visit.card.note,
      ]
      .compactMap(\.self)
      texts += visit.operations.compactMap(\.name)
    }
    texts += book.records.values.flatMap { $0.steps.compactMap(\.reason) }
    let chinese = texts.filter { $0.unicodeScalars.contains { $0.properties.isIdeographic } }
    #expect(Set(chinese).sorted() == [])
    let desk = CatalogueSearch(book.settings.catalogue, site: book.site)
    #expect(desk.diagnostics.isEmpty)
    #expect(desk.jobs(matching: "ms", limit: 1).map(\.name) == ["minor service"])
  }

  @Test func theClockStartsInTheOpeningHours() {
    func start(_ text: String) -> String? { CivilTime(text).map { DemoShop.startTime(real: $0).description } }
    // Wednesday; Saturday evening, Sunday.
    #expect(start("2026-12-02T11:20") == "2026-12-02T11:20")
    #expect(start("2026-12-02T06:00") == "2026-12-02T10:40")
    #expect(start("2026-12-02T19:00") == "2026-12-03T10:40")
    #expect(start("2026-12-05T20:00") == "2026-12-07T10:40")
    #expect(start("2026-12-06T12:00") == "2026-12-07T10:40")
  }
}
