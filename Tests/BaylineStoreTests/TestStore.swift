import Bayline
import BaylineFormats
import BaylineStore
import Foundation
import GRDB
import TestSupport
import Testing

/// A folder with a store, removed with the last reference.
final class TestStore {
  let folder: URL
  var path: String { folder.appending(path: "shop.sqlite").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "bayline-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  func open() throws -> BookStore { try BookStore(path: path) }

  /// The files in the folder, without those that SQLite keeps beside an open store and may leave there.
  var names: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }.sorted()
  }

  /// Changes the file behind the back of the store.
  func execute(_ sql: String) throws {
    try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
  }
}

/// Books for tests.
enum TestBook {
  static let noon = time("12:00")

  /// Of the made-up workshop by hand: a booked visit `A`, an arrived one `B`, and `C`, which has no time.
  static func tiny() -> Book {
    var shop = TinyWorkshop()
    shop.add("A") {
      $0.card.plate = "沪A·12345"
      $0.card.customer = "Wang Wei"
      $0.card.phone = "138-0013-8000"
      $0.booked = Appointment.Booking(arrival: time("08:00"), advisor: "S")
    }
    shop.add("B", at: nil, [Step("10:00", "11:00", bay: "B2", crew: ["T2"])]) {
      $0.arrived = time("-1 16:00")
      $0.receivedBy = "S2"
    }
    shop.leaveOut("C")
    return Book(site: shop.site, demand: shop.demand, schedule: shop.schedule.inOrder)
  }

  /// Of a dataset, planned without a search.
  static func dataset(_ name: String) async throws -> Book {
    let folder = Project.datasets.appending(path: name)
    func bytes(_ file: String) throws -> [UInt8] {
      Array(try Data(contentsOf: folder.appending(path: file)))
    }
    let site = SiteFormat.decode(try bytes("site.json"), file: "site.json")
    let demand = try DemandFormat.decode(try bytes("demand.json"), file: "demand.json", site: site.names)
      .get()
    var options = SearchOptions()
    options.limit = .iterations(0)
    let schedule = await Planner(site: try site.get(), demand: demand).schedule(options)
    return Book(site: try site.get(), demand: demand, schedule: schedule)
  }
}

extension Schedule {
  /// The schedule in the order of the format.
  var inOrder: Schedule {
    var schedule = self
    schedule.assignments.sort { $0.precedes($1) }
    return schedule
  }

  /// As it is read from a file: without facts that files do not have.
  var asFiled: Schedule {
    var schedule = self
    for index in schedule.unscheduled.indices { schedule.unscheduled[index].obstacles = [] }
    schedule.about = nil
    return schedule
  }
}

extension Book {
  /// As it is read from a store: without facts that files do not have.
  var asFiled: Book {
    var book = self
    book.schedule = schedule.asFiled
    for id in book.records.keys { book.records[id]?.unscheduled?.obstacles = [] }
    return book
  }
}

extension BookStore {
  /// Commits a change of the book, at noon.
  @discardableResult
  func change(_ book: Book, _ action: String = "changed", edit: (inout Book) throws -> Void) throws -> Book {
    var next = book
    try edit(&next)
    return try commit(next, action, detail: "", at: TestBook.noon, by: "ann")
  }
}

extension TestStore {
  /// Opens the store again after it was closed.
  func reopened(_ store: consuming BookStore) throws -> BookStore {
    try store.close()
    return try open()
  }
}
