import Bayline
@testable import BaylineDesk
import BaylineModel
import BaylineStore
import TestSupport
import Testing

/// The change of days.
@Suite struct RollOverTests {
  /// Two days later than the last thing that was recorded.
  @Test func whatIsLeftIsCarriedOver() async throws {
    var shop = TinyWorkshop()
    shop.add("done", [Step("08:15", "09:15")])
    shop.add("yard", at: "08:30", [Step("09:15", "10:15")])
    shop.add("begun", at: "08:30", advisor: "S2", [Step("09:15", "10:15", bay: "B2", crew: ["T2"])])
    shop.add("absent", at: "13:00", [Step("13:15", "14:15")])
    shop.add("later", at: "+3 08:00", [Step("+3 08:15", "+3 09:15")])
    shop.leaveOut("open")
    let day = try DayDesk(shop.book(days: 5), at: time("07:30"))
    for visit in ["done", "yard", "begun"] {
      _ = try await day.at("08:30").record(.arrived, of: visit, by: "bob")
    }
    _ = try await day.at("08:31").record(.inWork, of: "done", by: "bob")
    _ = try await day.at("09:30").record(.ready, of: "done", by: "bob")
    _ = try await day.desk.record(.handedOver, of: "done", by: "bob")
    _ = try await day.at("09:31").record(.inWork, of: "yard", by: "bob")
    _ = try await day.at("10:30").record(.ready, of: "yard", by: "bob")
    _ = try await day.at("16:40").record(.inWork, of: "begun", by: "bob")
    day.book.check()

    try await day.at("+2 07:45").rollOver(by: "desk")
    let book = day.book
    book.check()
    #expect(book.demand.horizon.from == time("+2 00:00").date)
    #expect(book.demand.horizon.days == 5)
    #expect(book.records["done"] == nil)
    #expect(try day.desk.store.visit("done")?.status == .handedOver)
    // Its work is done, but it is still there.
    #expect(day.status("yard") == .ready)
    #expect(!book.demand.appointments.contains { $0.id == "yard" })
    _ = try await day.desk.record(.handedOver, of: "yard", by: "bob")
    // 20 minutes were done until the shop closed.
    #expect(day.status("begun") == .inWork)
    let begun = book.records["begun"]?.appointment.operations
    #expect(begun?.map(\.id) == ["1", "1-rest"])
    #expect(begun?.first?.locked?.end == time("17:00"))
    #expect(book.records["begun"]?.assignment?.operations[1].start == time("+2 08:00"))
    #expect(book.records["begun"]?.assignment?.operations[1].end == time("+2 08:40"))
    // Who did not come is to be called.
    #expect(book.records["absent"]?.steps.map(\.status) == [.noShow, .requested])
    #expect(book.records["absent"]?.appointment.booked == nil)
    #expect(day.status("open") == .requested)
    #expect(day.status("later") == .booked)
    #expect(day.operation("later")?.start == time("+3 08:15"))
    // Once is enough.
    let version = book.version
    try await day.desk.rollOver(by: "desk")
    #expect(day.book.version == version + 1)
  }

  /// Handed over, rolled over, followed up by phone: one visit in history, with the call.
  @Test func aCallAfterTheVisitIsNotedOnIt() async throws {
    var shop = TinyWorkshop()
    shop.add("A")
    let day = try DayDesk(shop.book(), at: time("07:30"))
    _ = try await day.at("08:05").record(.arrived, of: "A", by: "bob")
    _ = try await day.at("09:20").record(.ready, of: "A", operation: "1", by: "bob")
    _ = try await day.at("10:00").record(.handedOver, of: "A", by: "bob")
    try await day.at("+1 07:45").rollOver(by: "desk")
    #expect(day.book.records["A"] == nil)
    let call = CustomerContact(
      at: time("+1 09:00"), by: "ann", occasion: "afterVisit", outcome: .done, note: "all is well")
    try await day.at("+1 09:00").record(call, of: "A")
    #expect(try day.desk.store.visits(on: time("00:00").date).map(\.contacts) == [[call]])
    try await day.at("+2 07:45").rollOver(by: "desk")
    #expect(day.book.records["A"] == nil)
    #expect(try day.desk.store.visits(on: time("00:00").date).map(\.contacts) == [[call]])
    try day.desk.store.check()
  }

  @Test func absencesOfPastDaysAreForgotten() async throws {
    var shop = TinyWorkshop()
    shop.add("A", at: "+2 08:00", [Step("+2 08:15", "+2 09:15")])
    let day = try DayDesk(shop.book(days: 3), at: time("07:30"))
    let absence = WorkshopEvent(
      at: time("07:30"), .absent(technician: "T", from: nil, until: time("+1 12:00")))
    let shown = try await day.desk.preview([absence], detail: "", .english)
    _ = try await day.desk.takeOver(shown.id, by: "bob")
    #expect(day.book.site.calendars.keys.sorted() == ["week", "week-T"])
    try await day.at("+1 07:00").rollOver(by: "desk")
    #expect(day.book.site.technicians[0].calendar == "week-T")
    #expect(day.book.site.calendars["week-T"]?.dates.count == 1)
    try await day.at("+2 07:00").rollOver(by: "desk")
    #expect(day.book.site.technicians[0].calendar == "week")
    #expect(day.book.site.calendars.keys.sorted() == ["week"])
    day.book.check()
  }
}

/// Planning a day, and other settings.
@Suite struct PlanningTests {
  private func finished(_ desk: Desk) async throws -> PlanningProgress {
    for _ in 0..<600 {
      let progress = desk.planning
      if progress.state != .searching { return progress }
      try await Task.sleep(for: .milliseconds(50))
    }
    return desk.planning
  }

  /// Two visits of tomorrow in a line, while another technician and another bay are free.
  private func shop() -> Book {
    var shop = TinyWorkshop()
    shop.site.policy.kinds[.repair]?.delay = 1
    shop.site.policy.moved = 5
    shop.add("today", at: "16:00", [Step("16:00", "17:00")])
    shop.add("A", at: "+1 08:00", [Step("+1 08:15", "+1 09:15")])
    shop.add("C", at: "+1 08:15", [Step("+1 09:15", "+1 10:15")])
    shop.add("D", at: "+1 08:30", [Step("+1 15:15", "+1 16:15")])
    shop.demand.appointments[0].operations[0].work = .standard(
      WorkRequirement.StandardWork(minutes: 30, bay: "lift", crew: WorkRequirement.Crew(trade: "mech")))
    shop.schedule.assignments[0].operations[0].start = time("16:20")
    shop.schedule.assignments[0].operations[0].end = time("16:50")
    shop.schedule.assignments[0].ready = time("17:05")
    return shop.book()
  }

  @Test func aDayIsPlannedBesideTheRequests() async throws {
    let day = try DayDesk(shop(), at: time("15:00"))
    day.book.check()
    let tomorrow = time("+1 00:00").date
    try await day.desk.startPlanning(tomorrow, seconds: 0.5, by: "bob")
    await #expect(throws: DeskError.self) {
      try await day.desk.startPlanning(tomorrow, seconds: 0.5, by: "bob")
    }
    _ = try await day.desk.record(.confirmed, of: "A", by: "ann")
    let progress = try await finished(day.desk)
    #expect(progress.state == .done)
    #expect(progress.cost != nil)
    day.book.check()
    #expect(day.status("A") == .confirmed)
    #expect(day.operation("today")?.start == time("16:20"))
    #expect(day.operation("C")?.start == time("+1 08:30"))
    #expect(day.book.records["C"]?.appointment.booked?.arrival == time("+1 08:15"))
    let entry = try day.desk.store.journal(limit: 1).first
    #expect(entry?.action == "planned")
    #expect(entry?.detail == progress.result)
    await #expect(throws: DeskError.self) {
      try await day.desk.startPlanning(time("+9 00:00").date, seconds: 1, by: "bob")
    }
  }

  @Test func planningCanBeStopped() async throws {
    let day = try DayDesk(shop(), at: time("15:00"))
    try await day.desk.startPlanning(time("+1 00:00").date, seconds: 60, by: "bob")
    await day.desk.cancelPlanning()
    let progress = try await finished(day.desk)
    #expect(progress.state == .cancelled)
    day.book.check()
  }

  @Test func settingsThatBreakPromisesAreRefused() async throws {
    let day = try DayDesk(shop(), at: time("07:30"))
    let before = day.book
    var site = before.site
    site.bays = [Bay(id: "W", types: ["wash"])]
    let refused = await #expect(throws: DeskError.self) {
      try await day.desk.change(site, settings: before.settings, detail: "no lifts", by: "bob")
    }
    guard case .refused(let text) = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
    #expect(text.contains("A"))
    #expect(day.book == before)
    site.bays = [Bay(id: "B2", types: ["lift"])]
    var settings = before.settings
    settings.days = 4
    try await day.desk.change(site, settings: settings, detail: "one lift", by: "bob")
    day.book.check()
    #expect(day.operation("A")?.bay == "B2")
    #expect(day.book.demand.horizon.days == 4)
  }
}
