import Foundation
import Bayline
@testable import BaylineDesk
import BaylineModel
import BaylineReports
import BaylineStore
import BaylineWording
import TestSupport
import Testing

@Suite struct CallListModelTests {
  private func shop() -> TinyWorkshop {
    var shop = TinyWorkshop()
    shop.add { appointment in
      appointment.card.customer = "李美玲"
      appointment.card.title = "女士"
      appointment.card.phone = "13800001111"
    }
    return shop
  }

  private func open(_ now: String, _ edit: (inout VisitRecord) -> Void) -> [CallListModel.Entry] {
    let facts = facts(shop(), at: now) { book in
      if var record = book.records["A"] {
        edit(&record)
        book.records["A"] = record
      }
    }
    return CallListModel(facts, past: []).open
  }

  @Test("A booking is confirmed by text within half an hour")
  func confirmation() throws {
    let entries = open("07:10") { $0.steps = [VisitStep(at: time("07:05"), by: "ann", status: .booked)] }
    let entry = try #require(entries.first { $0.occasion == "confirmation" })
    #expect(entry.at == time("07:35") && entry.isDeadline && entry.channel == .text)
    #expect(entry.phone == "13800001111")
    #expect(!open("07:10") { $0.status = .confirmed }.contains { $0.occasion == "confirmation" })
  }

  @Test("The reminder an hour before stays until it is done or the hour has passed")
  func reminder() {
    // 08:00 less an hour.
    #expect(open("07:20") { _ in }.first { $0.occasion == "hourBefore" }?.at == time("07:00"))
    #expect(!open("08:05") { _ in }.contains { $0.occasion == "hourBefore" })
    let done = CustomerContact(at: time("07:02"), by: "ann", occasion: "hourBefore", outcome: .done)
    #expect(!open("07:20") { $0.contacts = [done] }.contains { $0.occasion == "hourBefore" })
  }

  @Test("After a failed call the time to try again counts; after the second one the advisor calls")
  func failures() throws {
    let first = CustomerContact(
      at: time("08:35"), by: "ann", occasion: "noShow", outcome: .noAnswer, retry: time("09:30"))
    let second = CustomerContact(
      at: time("09:31"), by: "ann", occasion: "noShow", outcome: .badMoment, retry: time("11:00"))
    func entry(_ contacts: [CustomerContact]) throws -> CallListModel.Entry {
      let entries = open("09:40") { record in
        record.status = .noShow
        record.steps = [VisitStep(at: time("08:30"), by: "ann", status: .noShow)]
        record.contacts = contacts
      }
      return try #require(entries.first { $0.occasion == "noShow" })
    }
    #expect(try entry([]).at == time("08:30"))
    #expect(try entry([first]).at == time("09:30"))
    #expect(try !entry([first]).isForAdvisor)
    #expect(try entry([first, second]).at == time("11:00"))
    #expect(try entry([first, second]).isForAdvisor)
    #expect(try entry([first, second]).advisor == "S")
  }

  @Test("A request without a time is called back when that was promised")
  func callBack() throws {
    let entries = open("09:00") { record in
      record.status = .requested
      record.steps = [VisitStep(at: time("08:10"), by: "ann", status: .requested, reason: "asks for a quote")]
      record.contacts = [
        CustomerContact(
          at: time("08:10"), by: "ann", occasion: "callBack", outcome: .badMoment, retry: time("10:15"))
      ]
    }
    let entry = try #require(entries.first { $0.occasion == "callBack" })
    #expect(entry.at == time("10:15"))
    #expect(entry.say.contains("asks for a quote"))
  }

  @Test("A visit that is over is followed up by its third day, and not after a week")
  func followUp() throws {
    var record = VisitRecord(Appointment(id: "P", kind: .repair, operations: []), status: .handedOver)
    record.steps = [VisitStep(at: time("10:00"), by: "ann", status: .handedOver)]
    func entry(_ now: CivilTime) -> CallListModel.Entry? {
      let book = shop().book(days: 14)
      return CallListModel(BoardFacts(book, now: now, .english), past: [record]).open
        .first { $0.visit == "P" }
    }
    let next = CivilTime(time("00:00").date.advanced(by: 1), minuteOfDay: 9 * 60)
    let entryNext = try #require(entry(next))
    #expect(entryNext.occasion == "afterVisit" && entryNext.isDeadline)
    #expect(entryNext.at.date == time("00:00").date.advanced(by: 3))
    #expect(entry(next + 7 * CivilTime.minutesPerDay) == nil)
  }

  @Test("The shares count who was booked a day ahead, is over, and came by appointment")
  func shares() {
    func record(_ id: String, called: CivilTime?, walkIn: Bool = false, _ status: VisitStatus) -> VisitRecord
    {
      var appointment = Appointment(id: id, kind: .repair, operations: [])
      appointment.card.called = called
      appointment.walkIn = walkIn
      appointment.arrived = time("08:00")
      return VisitRecord(appointment, status: status)
    }
    let ahead = time("08:00") + -2 * CivilTime.minutesPerDay
    var reminded = record("1", called: ahead, .arrived)
    reminded.contacts = [CustomerContact(at: time("07:00"), by: "a", occasion: "dayBefore", outcome: .done)]
    let records = [
      reminded, record("2", called: ahead, .arrived), record("3", called: time("07:00"), .arrived),
      record("4", called: nil, walkIn: true, .arrived),
    ]
    let shares = CallListModel.shares(of: records, at: time("12:00"), Glossary(.english))
    #expect(shares.map { [$0.count, $0.of, $0.target] } == [[1, 2, 70], [0, 0, 95], [3, 4, 50]])
    #expect(shares.map(\.isMet) == [false, true, true])
  }
}

@Suite struct OtherListTests {
  @Test("Parts are needed an hour before the arrival, by visit; what is short says so")
  func parts() {
    var shop = TinyWorkshop()
    shop.site.booking.partsLeadMinutes = 60
    shop.add { $0.parts = [SparePart.Requirement(part: "P", quantity: 2)] }
    shop.demand.parts = [
      SparePart(
        id: "P", shelf: "A1", onHand: 1, inbound: [SparePart.Delivery(at: time("10:00"), quantity: 5)]),
      SparePart(id: "answer-A", onHand: 0),
    ]
    let model = PartsModel(facts(shop, at: "06:30"))
    #expect(model.open.map(\.visit) == ["A"] && model.open[0].by == time("07:00"))
    #expect(model.open[0].lines.map(\.missing) == [1] && model.open[0].isMissing)
    #expect(model.open[0].lines[0].inbound == time("10:00"))
    #expect(model.stock.map(\.id) == ["P"] && model.stock[0].needed == 2 && model.stock[0].isShort)
  }

  @Test("What is picked leaves the list and stays as a tick until the vehicle is ready")
  func picked() {
    var shop = TinyWorkshop()
    shop.add {
      $0.parts = [SparePart.Requirement(part: "P", quantity: 2)]
      $0.picked = true
    }
    shop.demand.parts = [SparePart(id: "P", onHand: 0)]
    let model = PartsModel(facts(shop, at: "07:00"))
    #expect(model.open.isEmpty && model.picked.map(\.visit) == ["A"])
  }

  @Test("Load is minutes of work against minutes of duty, by day and trade, and vehicles by advisor")
  func load() {
    var shop = TinyWorkshop()
    shop.site.booking.reservePercent = 25
    shop.site.booking.advisorBookingsPerDay = 10
    shop.add([Step("08:15", "09:15")])
    let model = LoadModel(facts(shop, at: "07:00", days: 7))
    #expect(model.days.count == 7)
    // Two technicians for eight hours.
    #expect(model.all.cells[0] == LoadModel.Cell(used: 60, available: 960, bookable: 720))
    #expect(model.trades.map(\.id) == ["mech"] && model.trades[0].cells[0].percent == 6)
    #expect(model.all.cells[5].percent == nil, "nobody works on Saturday")
    #expect(model.advisors[0].cells[0].used == 1 && model.advisors[0].cells[0].available == 10)
    #expect(model.advisors[1].cells[0].used == 0 && model.advisors[0].cells[6].available == 0)
  }

  @Test("Leave takes a technician's days; what then has no time or is late is told")
  func leave() {
    var shop = TinyWorkshop()
    shop.add("A", at: "08:00") { $0.readyBy = time("10:00") }
    shop.add("C", at: "09:00", [Step("09:15", "10:15", bay: "B2", crew: ["T2"])])
    let book = shop.book(days: 5)
    let monday = time("00:00").date
    let leave = Leave(technician: "T", from: monday.advanced(by: 1), to: monday.advanced(by: 2))
    let site = leave.applied(to: book.site)
    func minutes(_ ahead: Int) -> Int {
      site.minutes(of: site.technicians[0].calendar, on: monday.advanced(by: ahead))
    }
    #expect([0, 1, 2, 3].map(minutes) == [480, 0, 0, 480])
    #expect(site.technicians[1].calendar == "week")
    var later = book.schedule
    later.assignments.removeAll { $0.appointment == "C" }
    later.assignments[0].ready = time("11:00")
    let outcome = leave.outcome(of: later, in: book)
    #expect(outcome.leftOut == ["C"] && outcome.late == ["A"])
  }

  @Test("An advisor sees who can fetch a vehicle first, then who comes, then what is in work")
  func advisor() {
    var shop = TinyWorkshop()
    shop.add("A", at: "08:00")
    shop.add("C", at: "10:00", [Step("10:15", "11:15")])
    shop.add("D", at: "14:00", [Step("14:15", "15:15")])
    let facts = facts(shop, at: "11:30") { book in
      book.records["A"]?.status = .inWork
      book.records["C"]?.status = .ready
    }
    let model = AdvisorModel(facts, advisor: "S")
    #expect(model.today.map(\.id) == ["C", "D", "A"])
    #expect(model.today.map(\.canLeave) == [true, false, false])
    #expect(model.tomorrow.isEmpty && AdvisorModel(facts, advisor: "S2").today.isEmpty)
  }

  @Test("Statistics count promises kept, who came, and why bookings were lost")
  func statistics() {
    func record(_ id: String, _ status: VisitStatus, ready: String?, reason: String? = nil) -> VisitRecord {
      var appointment = Appointment(id: id, kind: .repair, operations: [])
      appointment.booked = Appointment.Booking(arrival: time("08:00"))
      appointment.readyBy = time("10:00")
      var record = VisitRecord(appointment, status: status)
      if let ready { record.steps.append(VisitStep(at: time(ready), by: "a", status: .ready)) }
      record.steps.append(VisitStep(at: time("12:00"), by: "a", status: status, reason: reason))
      return record
    }
    let records = [
      record("1", .handedOver, ready: "09:50"), record("2", .handedOver, ready: "10:10"),
      record("3", .noShow, ready: nil, reason: "forgot"),
    ]
    let model = StatisticsModel(records, at: time("13:00"), Glossary(.english))
    #expect(model.figures.map { [$0.count, $0.of] } == [[1, 2], [2, 3], [2, 2]])
    #expect(model.days.map(\.noShows) == [1] && model.days[0].kept == 1)
    #expect(model.reasons.map(\.text) == ["no-show · forgot"])
  }

  @Test("Comebacks come first in a briefing, with the earlier visit; simple work is not in it")
  func briefing() {
    var shop = TinyWorkshop()
    shop.add("A", at: "08:00") { $0.card.plate = "X 1" }
    shop.add("C", at: "10:00", [Step("10:15", "11:15")]) { appointment in
      appointment.kind = .comeback
      appointment.originalTechnician = "T2"
      appointment.card.plate = "X 2"
    }
    let facts = facts(shop, at: "07:00")
    let before = VisitRecord(Appointment(id: "old", kind: .repair, operations: []), status: .handedOver)
    let model = BriefingModel(facts, day: facts.today) { $0 == "X 2" ? [before] : [] }
    #expect(model.items.map(\.visit.appointment.id) == ["C"])
    #expect(model.items[0].isComeback && model.items[0].original == "T2")
    #expect(model.items[0].earlier?.appointment.id == "old")
  }

  @Test("A printed form loses what the content policy forbids, and keeps its style as a file")
  func splitting() {
    let page =
      "<head><meta http-equiv=\"Content-Security-Policy\" content=\"x\"><title>t</title><style>a{}</style></head>"
      + "<col style=\"width:12.5%\"><td>X 1</td>"
    let (text, style) = PrintPages.split(page, style: "/s")
    #expect(style == "a{}")
    #expect(
      text
        == "<head><title>t</title><link rel=\"stylesheet\" href=\"/s\"></head><col width=\"12.5%\"><td>X 1</td>"
    )
  }
}

@Suite struct WallTests {
  private func context(_ role: Role) -> PageContext {
    var shop = TinyWorkshop()
    shop.add { appointment in
      appointment.card.plate = "沪A·12345"
      appointment.card.customer = "李美玲"
      appointment.card.title = "女士"
      appointment.card.phone = "13800001111"
    }
    return PageContext(
      book: shop.book(), now: time("08:30"), account: Account(name: "w", role: role, passwordHash: ""),
      language: .chinese, csrf: "")
  }

  @Test(
    "A wall shows surname and title, never a given name, a whole plate or a phone number",
    arguments: Role.allCases)
  func walls(_ role: Role) {
    let walls = WallPages(context: context(role))
    for html in [walls.welcome, walls.workshop(by: .bay), walls.workshop(by: .technician)] {
      #expect(!html.text.contains("13800001111") && !html.text.contains("美玲"))
      #expect(!html.text.contains("12345") && !html.text.contains("data-go"))
    }
    #expect(walls.welcome.text.contains("李女士") && walls.welcome.text.contains("沪A·1***5"))
    #expect(walls.workshop(by: .bay).text.contains("沪A·1***5"))
  }

  @Test("Who may not see customers sees masked plates on the board, and nothing to change")
  func display() {
    let context = context(.display)
    let html = BoardPage(context, day: context.now.date, by: .bay).html.text
    #expect(!html.contains("12345") && html.contains("沪A·1***5"))
    #expect(!html.contains("data-go=\"start\"") && !html.contains("data-move=\"1\""))
  }

  @Test("No page has a script or a style in its text")
  func policy() {
    let context = context(.manager)
    let pages = [
      BoardPage(context, day: context.now.date, by: .bay).html,
      RosterPage(context, day: context.now.date).html, PartsPage(context).html,
      CallListPage(context, past: [], advisor: nil).html,
      AdvisorPage(context, advisor: nil, showsTomorrow: false).html,
      ManagerPages(context).load(leave: nil), WallPages(context: context).welcome,
    ]
    for page in pages {
      #expect(!page.text.contains(" style=") && !page.text.contains("<style"))
      #expect(
        page.text.components(separatedBy: "<script ").dropFirst().allSatisfy { $0.contains("></script>") })
      #expect(!page.text.contains(" onclick"))
    }
  }
}
