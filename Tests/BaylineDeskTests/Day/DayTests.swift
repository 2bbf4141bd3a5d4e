import Bayline
@testable import BaylineDesk
import BaylineModel
import BaylineStore
import TestSupport
import Testing

/// A day of a tiny workshop, recorded as it happens.
@Suite struct DayTests {
  /// `A` at 8:00 and `C` after it in the same bay by the same technician, both promised; `D` tomorrow.
  private func shop() -> Book {
    var shop = TinyWorkshop()
    shop.add("A")
    shop.add("C", at: "08:30", [Step("09:15", "10:15")])
    shop.add("D", at: "+1 08:00", [Step("+1 08:15", "+1 09:15")])
    return shop.book()
  }

  @Test func nothingHappensUnlessItIsRecorded() async throws {
    let day = try DayDesk(shop(), at: time("07:30"))
    day.book.check()
    #expect(try await day.at("08:40").keepUp())
    day.book.check()
    // A has not come; its work begins at 8:40 at the earliest, and pushes C behind it.
    #expect(day.status("A") == .booked)
    #expect(day.operation("A")?.start == time("08:40"))
    #expect(day.operation("C")?.start == time("09:40"))
    #expect(day.operation("D")?.start == time("+1 08:15"))
    #expect(day.book.overdue(at: time("08:40")) == ["A"])
    #expect(day.book.demand.appointments[0].booked?.arrival == time("08:00"))
  }

  @Test func aDayGoesByInOneCallEach() async throws {
    let day = try DayDesk(shop(), at: time("07:30"))
    _ = try await day.at("08:05").record(.arrived, of: "A", by: "bob")
    #expect(day.status("A") == .arrived)
    #expect(day.book.demand.appointments[0].arrived == time("08:05"))
    _ = try await day.at("08:20").record(.inWork, of: "A", operation: "1", by: "bob")
    #expect(day.status("A") == .inWork)
    #expect(day.book.records["A"]?.work["1"]?.start == "2026-11-23T08:20")
    #expect(day.book.records["A"]?.work["1"]?.end == nil)
    #expect(day.operation("A")?.end == time("09:20"))
    #expect(day.operation("C")?.start == time("09:20"))
    day.book.check()
    // It takes longer than planned, and nobody says so: it goes on, and C waits.
    #expect(try await day.at("09:50").keepUp())
    #expect(day.operation("A")?.end == time("10:00"))
    #expect(day.operation("C")?.start == time("10:00"))
    #expect(day.status("A") == .inWork)
    day.book.check()
    let finished = try await day.at("09:55").record(.ready, of: "A", operation: "1", by: "bob")
    #expect(finished?.action == "finished")
    #expect(day.status("A") == .ready)
    #expect(day.book.records["A"]?.work["1"]?.end == "2026-11-23T09:55")
    #expect(day.operation("C")?.start == time("09:55"))
    day.book.check()
    #expect(try await day.at("10:10").record(.handedOver, of: "A", by: "bob") == nil)
    #expect(day.status("A") == .handedOver)
    #expect(day.book.records["A"]?.steps.map(\.status) == [.arrived, .inWork, .ready, .handedOver])
    #expect(day.book.records["A"]?.steps.allSatisfy { $0.by == "bob" } == true)
    day.book.check()
  }

  @Test func aStartElsewhereIsKept() async throws {
    let day = try DayDesk(shop(), at: time("07:30"))
    _ = try await day.at("08:05").record(.arrived, of: "A", by: "bob")
    _ = try await day.at("08:20").record(
      .inWork, of: "A", operation: "1", bay: "B2", technicians: ["T2"], by: "bob")
    #expect(day.operation("A")?.bay == "B2")
    #expect(day.operation("A")?.technicians == ["T2"])
    #expect(day.operation("C")?.start == time("09:15"))
    #expect(day.operation("C")?.bay == "B")
    // A minute later nothing has moved; nor in the same minute.
    _ = try await day.at("08:20").record(.confirmed, of: "D", by: "bob")
    #expect(day.status("D") == .confirmed)
    _ = try await day.desk.record(.arrived, of: "C", by: "bob")
    #expect(day.operation("A")?.start == time("08:20"))
    #expect(day.status("A") == .inWork)
    day.book.check()
  }

  @Test func anEndWithoutAStartIsUnderstood() async throws {
    let day = try DayDesk(shop(), at: time("07:30"))
    _ = try await day.at("08:05").record(.arrived, of: "A", by: "bob")
    _ = try await day.at("09:00").record(.ready, of: "A", operation: "1", by: "bob")
    #expect(day.book.records["A"]?.work["1"]?.start == "2026-11-23T08:15")
    #expect(day.book.records["A"]?.work["1"]?.end == "2026-11-23T09:00")
    #expect(day.status("A") == .ready)
    day.book.check()
  }

  @Test func whatMakesNoSenseIsRefused() async throws {
    let day = try DayDesk(shop(), at: time("07:30"))
    let before = day.book
    let desk = day.at("08:05")
    await #expect(throws: DeskError.self) { try await desk.record(.noShow, of: "A", by: "bob") }
    await #expect(throws: DeskError.self) { try await desk.record(.arrived, of: "X", by: "bob") }
    await #expect(throws: DeskError.self) { try await desk.record(.handedOver, of: "A", by: "bob") }
    await #expect(throws: DeskError.self) {
      try await desk.record(.inWork, of: "A", operation: "9", bay: "B", by: "bob")
    }
    await #expect(throws: DeskError.self) {
      try await desk.record(.inWork, of: "A", operation: "1", bay: "X", by: "bob")
    }
    await #expect(throws: DeskError.self) {
      try await desk.preview(
        [WorkshopEvent(at: time("08:05"), .back(technician: "T"))], detail: "", .english)
    }
    #expect(day.book == before)
  }

  @Test func aNoShowFreesItsPlace() async throws {
    let day = try DayDesk(shop(), at: time("07:30"))
    let made = try await day.at("08:20").record(.noShow, of: "A", reason: "no answer", by: "bob")
    #expect(day.status("A") == .noShow)
    #expect(made?.changes.calls.map(\.appointment) == ["A"])
    #expect(made?.groups.first?.lines.isEmpty == false)
    #expect(day.book.records["A"]?.steps.last?.reason == "no answer")
    #expect(day.book.demand.appointments[0].booked == nil)
    day.book.check()
    // The customer agrees to the time that was found.
    _ = try await day.desk.record(.booked, of: "A", by: "bob")
    #expect(day.status("A") == .booked)
    #expect(day.book.demand.appointments[0].booked != nil)
    day.book.check()
  }

  @Test func aCancelledVisitLeavesThePlan() async throws {
    let day = try DayDesk(shop(), at: time("07:30"))
    _ = try await day.at("08:00").record(.cancelled, of: "D", reason: "sold", by: "bob")
    #expect(day.status("D") == .cancelled)
    #expect(day.book.demand.appointments.map(\.id) == ["A", "C"])
    await #expect(throws: DeskError.self) { try await day.desk.record(.arrived, of: "D", by: "bob") }
    day.book.check()
  }

  @Test func theWorkshopCallsAVisitOff() async throws {
    let day = try DayDesk(shop(), at: time("07:30"))
    _ = try await day.at("07:40").record(.calledOff, of: "D", reason: "part late", by: "bob")
    #expect(day.status("D") == .calledOff)
    #expect(day.book.demand.appointments[2].booked == nil)
    #expect(day.book.records["D"]?.steps.last?.reason == "part late")
    day.book.check()
  }
}

/// Changes that are shown before they are made.
@Suite struct PreviewTests {
  private func shop() -> Book {
    var shop = TinyWorkshop()
    shop.add("A")
    shop.add("C", at: "08:30", [Step("09:15", "10:15")])
    return shop.book()
  }

  private func absence(_ id: String, _ at: String) -> WorkshopEvent {
    WorkshopEvent(at: time(at), .absent(technician: id, from: nil, until: nil))
  }

  @Test func anAbsenceIsShownAndTakenOver() async throws {
    let day = try DayDesk(shop(), at: time("07:30"))
    let before = day.book
    let shown = try await day.desk.preview([absence("T", "07:30")], detail: "T is ill", .english)
    #expect(day.book == before)
    #expect(shown.groups.contains { $0.heading == "Technicians" })
    let done = try await day.desk.takeOver(shown.id, by: "bob")
    #expect(day.book == done.book)
    #expect(day.book.version == before.version + 1)
    #expect(day.operation("A")?.technicians == ["T2"])
    #expect(day.book.site.technicians[0].calendar == "week-T")
    day.book.check()
    await #expect(throws: DeskError.self) { try await day.desk.takeOver(shown.id, by: "bob") }
  }

  @Test func whatHasChangedMeanwhileIsShownAgain() async throws {
    let day = try DayDesk(shop(), at: time("07:30"))
    let shown = try await day.desk.preview([absence("T", "07:30")], detail: "T is ill", .english)
    _ = try await day.desk.record(.cancelled, of: "C", by: "ann")
    let changed = await #expect(throws: DeskError.self) {
      try await day.desk.takeOver(shown.id, by: "bob")
    }
    guard case .changed(let again) = changed else {
      Issue.record("\(String(describing: changed))")
      return
    }
    #expect(again.changes != shown.changes)
    _ = try await day.desk.takeOver(again.id, by: "bob")
    #expect(day.operation("A")?.technicians == ["T2"])
    day.book.check()
  }

  @Test func whatStaysTheSameIsTakenOver() async throws {
    let day = try DayDesk(shop(), at: time("07:30"))
    let shown = try await day.desk.preview([absence("T", "07:30")], detail: "T is ill", .english)
    _ = try await day.desk.record(.confirmed, of: "C", by: "ann")
    _ = try await day.desk.takeOver(shown.id, by: "bob")
    #expect(day.operation("A")?.technicians == ["T2"])
    #expect(day.status("C") == .confirmed)
    day.book.check()
  }
}
