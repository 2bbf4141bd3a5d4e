import Bayline
import BaylineModel
import BaylineStore
import TestSupport
import Testing

@Suite struct BookStoreTests {
  @Test func newStoreHasNoBook() throws {
    let store = try TestStore()
    #expect(try store.open().load() == nil)
    #expect(try store.open().rebuilt() == nil)
    try store.open().check()
  }

  @Test func bookIsReadAsItWasWritten() throws {
    let store = try TestStore()
    let begun = try store.open().begin(TestBook.tiny(), at: TestBook.noon, by: "ann")
    #expect(begun.version == 1)
    #expect(begun.demand == TestBook.tiny().demand)
    #expect(begun.schedule == TestBook.tiny().schedule)
    #expect(begun.records.mapValues(\.status) == ["A": .booked, "B": .arrived, "C": .requested])
    #expect(try store.open().load() == begun)
    #expect(try store.open().rebuilt() == begun)
  }

  @Test(arguments: ["features", "replan"])
  func everyMemberOfTheFilesIsKept(dataset: String) async throws {
    let store = try TestStore()
    let book = try await TestBook.dataset(dataset)
    let begun = try store.open().begin(book, at: TestBook.noon, by: "ann")
    let opened = try store.open()
    let loaded = try #require(try opened.load())
    #expect(loaded.asFiled == begun.asFiled)
    #expect(loaded.demand == book.demand)
    #expect(loaded.site == book.site)
    #expect(loaded.schedule.asFiled == book.schedule.asFiled)
    try opened.check()
  }

  @Test func everythingOfAVisitIsKept() throws {
    let store = try TestStore()
    let opened = try store.open()
    let book = try opened.change(opened.begin(TestBook.tiny(), at: TestBook.noon, by: "ann")) { book in
      book.records["A"]?.steps = [
        VisitStep(at: time("07:00"), by: "ann", status: .reminded, reason: "says \"yes\"\n"),
        VisitStep(at: time("08:02"), by: "bob", status: .arrived),
      ]
      book.records["A"]?.contacts = [
        CustomerContact(
          at: time("07:00"), by: "ann", occasion: "dayBefore", outcome: .badMoment, retry: time("07:30"),
          note: "driving")
      ]
      book.records["A"]?.work = ["1": WorkedTime(bay: "B", technicians: ["T", "T2"], start: time("08:20"))]
      book.records["A"]?.status = .inWork
      book.settings.days = 10
      book.settings.catalogue = "name,minutes\n保养,60\n"
      book.settings.recalls = [
        DeskSettings.Recall(number: "R1", title: "Airbag", appliesTo: ["Model X"], notice: "Order parts.")
      ]
      book.demand.parts = [SparePart(id: "P", shelf: "A1", onHand: 3)]
      book.demand.now = time("08:21")
    }
    #expect(book.version == 2)
    #expect(try opened.rebuilt() == book)
    #expect(try opened.rebuilt(upTo: 1)?.records["A"]?.steps == [])
    let loaded = try store.reopened(opened).load()
    #expect(loaded == book)
  }

  /// A member that somebody adds to the settings must also be stored.
  @Test func allSettingsAreStored() throws {
    let members = Mirror(reflecting: DeskSettings()).children.map(\.label)
    #expect(members == ["days", "catalogue", "slackIncentive", "directions", "phone", "recalls"])
    let record = VisitRecord(TestBook.tiny().demand.appointments[0], status: .booked)
    #expect(Mirror(reflecting: record).children.count == 7)
  }

  @Test func aChangeOfAnOldVersionIsRefused() throws {
    let store = try TestStore()
    let opened = try store.open()
    let first = try opened.begin(TestBook.tiny(), at: TestBook.noon, by: "ann")
    let second = try opened.change(first) { $0.records["A"]?.status = .confirmed }
    #expect(throws: StoreError.movedOn(version: 2)) {
      try opened.change(first) { $0.records["A"]?.status = .cancelled }
    }
    #expect(throws: StoreError.movedOn(version: 2)) {
      try opened.begin(TestBook.tiny(), at: TestBook.noon, by: "ann")
    }
    #expect(try opened.load() == second)
    #expect(try opened.journal(limit: 9).map(\.action) == ["changed", "began"])
  }

  @Test func aBookThatContradictsItselfIsRefused() throws {
    let store = try TestStore()
    let opened = try store.open()
    let book = try opened.begin(TestBook.tiny(), at: TestBook.noon, by: "ann")
    let wrong: [(inout Book) -> Void] = [
      { $0.demand.appointments.removeLast() },
      { $0.schedule.unscheduled.removeAll() },
      { $0.demand.appointments.append($0.demand.appointments[0]) },
      { $0.schedule.assignments[0].operations[0].bay = "Z" },
      { $0.schedule.assignments[0].operations.removeAll() },
      { $0.demand.appointments[0].parts = [SparePart.Requirement(part: "P", quantity: 1)] },
      { $0.site.advisors.removeFirst() },
      { $0.site.hours = "never" },
      { $0.demand.horizon.days = 0 },
      { $0.settings.days = 0 },
      { $0.records["A"]?.steps = [VisitStep(at: CivilTime(minutes: -1), by: "", status: .booked)] },
      { $0.records["D"] = $0.records["A"] },
    ]
    for (index, edit) in wrong.enumerated() {
      let error = #expect(throws: StoreError.self, "\(index)") { try opened.change(book, edit: edit) }
      guard case .invalid = error else {
        Issue.record("\(index): \(String(describing: error))")
        continue
      }
    }
    #expect(try opened.load() == book)
    #expect(try opened.journal(limit: 9).count == 1)
  }

  @Test func aTransactionThatFailsHalfWayChangesNothing() throws {
    let store = try TestStore()
    var opened = try store.open()
    let book = try opened.begin(TestBook.tiny(), at: TestBook.noon, by: "ann")
    try store.execute(
      """
      CREATE TRIGGER full BEFORE UPDATE ON visit WHEN NEW.id = 'B'
      BEGIN SELECT RAISE(ABORT, 'disk full'); END
      """)
    func edit(_ book: inout Book) {
      book.records["A"]?.status = .confirmed
      book.records["B"]?.status = .inWork
    }
    #expect(throws: StoreError.unwritable(detail: "SQLite 19: disk full")) {
      try opened.change(book, edit: edit)
    }
    #expect(try opened.load() == book)
    #expect(try opened.rebuilt() == book)
    try opened.check()
    opened = try store.reopened(opened)
    #expect(try opened.load() == book)
    try store.execute("DROP TRIGGER full")
    #expect(try opened.change(book, edit: edit).version == 2)
    try opened.check()
  }

  @Test func visitsKeepTheirOrder() throws {
    let store = try TestStore()
    let opened = try store.open()
    var book = try opened.begin(TestBook.tiny(), at: TestBook.noon, by: "ann")
    for id in ["Z", "B2", "A2"] {
      book = try opened.change(book) { book in
        var visit = book.demand.appointments[2]
        visit.id = id
        book.demand.appointments.insert(visit, at: book.demand.appointments.count / 2)
        book.schedule.unscheduled.append(
          Schedule.UnscheduledAppointment(appointment: id, reason: .bay))
      }
    }
    #expect(book.demand.appointments.map(\.id) == ["A", "Z", "A2", "B2", "B", "C"])
    book = try opened.change(book) { $0.demand.appointments.reverse() }
    book = try opened.change(book) { book in
      book.demand.appointments.removeAll { $0.id == "A2" }
      book.schedule.unscheduled.removeAll { $0.appointment == "A2" }
    }
    #expect(book.schedule.unscheduled.map(\.appointment) == ["C", "B2", "Z"])
    #expect(try opened.rebuilt() == book)
    #expect(try store.reopened(opened).load() == book)
  }
}
