import Bayline
import BaylineModel
import BaylineStore
import TestSupport
import Testing

@Suite struct HistoryTests {
  /// A store in which visit `A` was served and has left the book.
  private func served(_ store: TestStore) throws -> (store: BookStore, book: Book) {
    let opened = try store.open()
    var book = try opened.begin(TestBook.tiny(), at: time("07:00"), by: "ann")
    book = try opened.commit(
      {
        book.records["A"]?.status = .handedOver
        book.records["A"]?.steps = [VisitStep(at: time("16:00"), by: "bob", status: .handedOver)]
        return book
      }(), "handedOver", visit: "A", detail: "A has the vehicle back", at: time("16:00"), by: "bob")
    book = try opened.change(book, "rolledOver") { $0.remove("A") }
    return (opened, book)
  }

  @Test(arguments: [
    "沪A12345", "沪a 12345", "12345", "138 0013", "138-0013-8000", "wang", "WANG  wei", "１３８００１３",
  ])
  func aVisitThatIsOverIsFound(text: String) throws {
    let store = try TestStore()
    let (opened, book) = try served(store)
    #expect(book.records["A"] == nil)
    let found = try opened.visits(matching: text, limit: 5)
    #expect(found.map(\.appointment.id) == ["A"])
    #expect(found.first?.status == .handedOver)
    #expect(try opened.visits(matching: text, limit: 0).isEmpty)
  }

  @Test(arguments: ["", " ", "·", "13", "沪B", "%", "_", "li", "9999", "'; DROP TABLE visit; --"])
  func othersAreNot(text: String) throws {
    let store = try TestStore()
    let (opened, _) = try served(store)
    #expect(try opened.visits(matching: text, limit: 5).isEmpty)
    #expect(try opened.visit("A") != nil)
  }

  @Test func theNewestVisitComesFirst() throws {
    let store = try TestStore()
    var (opened, book) = try served(store)
    for (id, day) in [("D", "+2 08:00"), ("E", "+1 08:00")] {
      book = try opened.change(book) { $0.add(id, at: time(day)) { $0.card.plate = "沪A12345" } }
    }
    #expect(try opened.visits(matching: "沪A12345", limit: 5).map(\.appointment.id) == ["D", "E", "A"])
    #expect(try opened.visits(matching: "沪A12345", limit: 2).map(\.appointment.id) == ["D", "E"])
  }

  @Test func aPlateIsWholeWhereAVehicleIsAskedFor() throws {
    let store = try TestStore()
    var (opened, book) = try served(store)
    book = try opened.change(book) { $0.add("D", at: time("+1 08:00")) { $0.card.plate = "沪A123456" } }
    #expect(try opened.visits(ofPlate: "沪a·12345", limit: 5).map(\.appointment.id) == ["A"])
    #expect(try opened.visits(matching: "沪A12345", limit: 5).map(\.appointment.id) == ["D", "A"])
    #expect(try opened.visits(ofPlate: "沪A12345", limit: 0).isEmpty)
    #expect(try opened.visits(ofPlate: " · ", limit: 5).isEmpty)
  }

  @Test func visitsAreFoundByDayAndId() throws {
    let store = try TestStore()
    let (opened, _) = try served(store)
    #expect(try opened.visits(on: time("00:00").date).map(\.appointment.id) == ["A"])
    #expect(try opened.visits(on: time("-1 00:00").date).map(\.appointment.id) == ["B"])
    #expect(try opened.visits(on: time("+1 00:00").date).isEmpty)
    #expect(try opened.visit("C")?.unscheduled?.reason == .capacity)
    #expect(try opened.visit("D") == nil)
    #expect(
      try opened.recordedDays(before: time("+1 00:00").date) == [
        time("-1 00:00").date, time("00:00").date,
      ])
    #expect(try opened.recordedDays(before: time("00:00").date) == [time("-1 00:00").date])
  }

  /// People and bays that have gone stay in history.
  @Test func historySurvivesItsSite() throws {
    let store = try TestStore()
    var (opened, book) = try served(store)
    book = try opened.change(book, "settings") { $0.site.advisors.removeAll { $0.id == "S" } }
    #expect(try opened.visit("A")?.assignment?.reception?.advisor == "S")
    try opened.check()
  }

  @Test func anIdCanComeAgain() throws {
    let store = try TestStore()
    var (opened, book) = try served(store)
    book = try opened.change(book) { $0.add("A", at: time("+1 08:00")) { $0.card.plate = "沪B99999" } }
    #expect(try opened.visit("A")?.appointment.card.plate == "沪B99999")
    #expect(try opened.visits(matching: "沪A12345", limit: 5).map(\.status) == [.handedOver])
    #expect(try opened.visits(on: time("00:00").date).map(\.status) == [.handedOver])
    try opened.check()
  }

  /// A note on a visit that has left the book belongs to the row that it has, as often as it comes and goes.
  @Test func aNoteOnAVisitThatHasLeftMakesNoSecondOne() throws {
    let store = try TestStore()
    var (opened, book) = try served(store)
    var contacts: [CustomerContact] = []
    for (day, note) in [("+1 09:00", "nobody there"), ("+2 10:00", "all is well")] {
      contacts.append(
        CustomerContact(at: time(day), by: "ann", occasion: "afterVisit", outcome: .done, note: note))
      var noted = try #require(try opened.visit("A"))
      noted.contacts = contacts
      book = try opened.change(book, "contact") { $0.records["A"] = noted }
      #expect(try opened.visits(on: time("00:00").date).map(\.contacts) == [contacts])
      book = try opened.change(book, "rolledOver") { $0.records["A"] = nil }
    }
    #expect(try opened.visits(matching: "沪A12345", limit: 5).map(\.contacts) == [contacts])
    #expect(try opened.visit("A")?.status == .handedOver)
    opened = try store.reopened(opened)
    try opened.check()
  }

  @Test func theJournalSaysWhoDidWhatWhen() throws {
    let store = try TestStore()
    let (opened, _) = try served(store)
    let entries = try opened.journal(limit: 9)
    #expect(entries.map(\.version) == [3, 2, 1])
    #expect(entries.map(\.action) == ["rolledOver", "handedOver", "began"])
    #expect(entries.map(\.by) == ["ann", "bob", "ann"])
    #expect(entries[1].at == "2026-11-23T16:00")
    #expect(entries[1].detail == "A has the vehicle back")
    #expect(entries[1].visit == "A")
    #expect(entries[1].recorded > 1_700_000_000)
    #expect(try opened.journal(limit: 1).map(\.version) == [3])
    #expect(try opened.journal(before: 3, limit: 1).map(\.version) == [2])
    #expect(try opened.journal(visit: "A", limit: 9).map(\.version) == [3, 2, 1])
    // The change of days concerns no visit in particular.
    #expect(try opened.visitChanges(since: time("07:00")).map(\.version) == [2])
    #expect(try opened.visitChanges(since: time("16:01")).isEmpty)
    #expect(try opened.journal(visit: "B", limit: 9).map(\.version) == [1])
  }

  @Test func theJournalOnlyGrows() throws {
    let store = try TestStore()
    let (opened, _) = try served(store)
    try opened.close()
    for change in [
      "DELETE FROM journal", "UPDATE journal SET account = 'eve'", "DELETE FROM change",
      "UPDATE change SET text = ''",
    ] {
      #expect(throws: (any Error).self) { try store.execute(change) }
    }
  }

  /// Any sequence of changes: what is stored, what is in memory and what follows from the journal stay the same.
  @Test(arguments: 1...2)
  func rebuiltIsLoaded(seed: Int) throws {
    let store = try TestStore()
    var opened = try store.open()
    var book = try opened.begin(TestBook.tiny(), at: time("07:00"), by: "ann")
    var versions = [book]
    var random = Numbers(state: UInt64(seed))
    for step in 0..<30 {
      book = try opened.change(book) { random.change(&$0, step: step) }
      versions.append(book)
      if step % 10 == 4 {
        opened = try store.reopened(opened)
        #expect(try opened.load() == book)
      }
    }
    for version in versions { #expect(try opened.rebuilt(upTo: version.version) == version) }
    #expect(try opened.rebuilt() == book)
    try opened.check()
  }
}

/// Random changes; the numbers are those of a linear congruential generator.
private struct Numbers {
  var state: UInt64

  mutating func next(below bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  mutating func change(_ book: inout Book, step: Int) {
    let ids = book.demand.appointments.map(\.id)
    let id = ids.isEmpty ? "" : ids[next(below: ids.count)]
    switch next(below: 8) {
    case 0, 1: book.add("N\(step)", at: time("08:00") + 15 * next(below: 30))
    case 2: book.remove(id)
    case 3:
      book.records[id]?.steps.append(VisitStep(at: time("09:00"), by: "bob", status: .confirmed))
    case 4: book.demand.appointments.sort { $0.id > $1.id }
    case 5: book.demand.parts.append(SparePart(id: "P\(step)", onHand: step))
    case 6:
      for index in book.schedule.assignments.indices {
        book.schedule.assignments[index].ready = time("18:00")
      }
    default: book.demand.now = time("08:00") + step
    }
  }
}

extension Book {
  /// Adds a visit like that of `C`, with a time.
  mutating func add(_ id: String, at arrival: CivilTime, edit: (inout Appointment) -> Void = { _ in }) {
    let operation = ServiceOperation(
      id: "1", work: .standard(WorkRequirement.StandardWork(minutes: 60, bay: "lift")))
    var visit = Appointment(id: id, kind: .repair, operations: [operation])
    visit.booked = Appointment.Booking(arrival: arrival, advisor: "S2")
    edit(&visit)
    demand.appointments.append(visit)
    let work = Schedule.OperationAssignment(
      operation: "1", bay: "B2", technicians: [], start: arrival + 15, end: arrival + 75)
    schedule.insert(
      Schedule.Assignment(
        appointment: id, reception: Schedule.Reception(arrival: arrival, advisor: "S2"), ready: arrival + 90,
        operations: [work]))
  }

  /// Takes a visit out of the book.
  mutating func remove(_ id: String) {
    demand.appointments.removeAll { $0.id == id }
    schedule.assignments.removeAll { $0.appointment == id }
    schedule.unscheduled.removeAll { $0.appointment == id }
    records[id] = nil
  }
}
