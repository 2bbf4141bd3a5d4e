import Bayline
@testable import BaylineDesk
import BaylineModel
import BaylineReports
import BaylineStore
import BaylineWording
import TestSupport
import Testing

/// Facts of a tiny workshop at a time of its Monday.
func facts(
  _ shop: TinyWorkshop, at now: String, days: Int = 2, edit: (inout Book) -> Void = { _ in }
) -> BoardFacts {
  var book = shop.book(days: days)
  edit(&book)
  return BoardFacts(book, now: time(now), .english)
}

@Suite struct BoardModelTests {
  private func model(_ facts: BoardFacts, by axis: BoardModel.Axis = .bay) -> BoardModel {
    BoardModel(facts, day: facts.today, by: axis)
  }

  @Test("A job is under way once somebody has begun it, and done once somebody has ended it")
  func states() throws {
    var shop = TinyWorkshop()
    shop.add([Step("08:15", "09:15")])
    func state(_ edit: (inout VisitRecord) -> Void) throws -> WorkState? {
      let facts = facts(shop, at: "08:30") { book in
        if var record = book.records["A"] {
          edit(&record)
          book.records["A"] = record
        }
      }
      return model(facts).rows[0].bars.first?.state
    }
    #expect(try state { _ in } == .toCome)
    #expect(try state { $0.status = .arrived } == .waits)
    let begun = WorkedTime(bay: "B", technicians: ["T"], start: time("08:20"))
    #expect(try state { ($0.status, $0.work["1"]) = (.inWork, begun) } == .underWay)
    let ended = WorkedTime(bay: "B", technicians: ["T"], start: time("08:20"), end: time("08:29"))
    #expect(try state { ($0.status, $0.work["1"]) = (.inWork, ended) } == .done)
  }

  @Test("The board spans whole hours; lunch is off; load is minutes of work by minutes of duty")
  func span() {
    var shop = TinyWorkshop()
    shop.add([Step("08:15", "09:15")])
    let board = model(facts(shop, at: "08:00"))
    #expect(board.span.from == time("08:00") && board.span.to == time("17:00"))
    #expect(board.rows.map(\.id) == ["B", "B2", "W"])
    #expect(board.rows[0].off == [TimeWindow(from: time("12:00"), to: time("13:00"))])
    // 60 of 480 minutes.
    #expect(board.rows[0].percent == 12)
    #expect(board.rows[1].percent == 0)
  }

  @Test("A job can go to any lift and to anybody with the skill, and nowhere else")
  func targets() {
    var shop = TinyWorkshop()
    shop.site.technicians.append(Technician(id: "T3", skills: ["mech": 1], calendar: "week"))
    shop.add([Step("08:15", "09:15")])
    let bar = model(facts(shop, at: "08:00")).rows[0].bars[0]
    #expect(bar.bays == ["B", "B2"])
    #expect(bar.crew == ["T", "T2"])
    #expect(bar.isMovable && !bar.isPinned)
  }

  @Test("A crew has its job in the row of each of its people")
  func crew() {
    var shop = TinyWorkshop()
    shop.add([Step("08:15", "09:15", minutes: 60, crew: ["T", "T2"])])
    let rows = model(facts(shop, at: "08:00"), by: .technician).rows
    #expect(rows.map { $0.bars.map(\.visit) } == [["A"], ["A"]])
  }

  @Test("A vehicle that waits in its bay for its next job holds the bay")
  func held() {
    var shop = TinyWorkshop()
    shop.add([Step("08:15", "09:15"), Step("10:00", "11:00")])
    let row = model(facts(shop, at: "08:00")).rows[0]
    #expect(row.held.map(\.time) == [TimeWindow(from: time("09:15"), to: time("10:00"))])
    // 120 minutes of work and 45 of waiting, of 480.
    #expect(row.percent == 34)
  }

  @Test("Late is who will be ready after the promise, or has passed it; not who is ready")
  func late() {
    var shop = TinyWorkshop()
    shop.add(ready: "09:30") { $0.readyBy = time("09:00") }
    #expect(model(facts(shop, at: "08:00")).rows[0].bars[0].isLate)
    #expect(model(facts(shop, at: "08:00")).rows[0].bars[0].promise == time("09:00"))
    let ready = facts(shop, at: "08:00") { $0.records["A"]?.status = .ready }
    #expect(!model(ready).rows[0].bars[0].isLate)
  }

  @Test("Work with a locked place is pinned until it begins")
  func pinned() {
    var shop = TinyWorkshop()
    shop.add([
      Step("08:15", "09:15") {
        $0.locked = ServiceOperation.LockedWork(bay: "B", technicians: ["T"], start: time("08:15"))
      }
    ])
    #expect(model(facts(shop, at: "08:00")).rows[0].bars[0].isPinned)
    let begun = facts(shop, at: "08:20") { book in
      book.records["A"]?.status = .inWork
      book.records["A"]?.work["1"] = WorkedTime(bay: "B", technicians: ["T"], start: time("08:15"))
    }
    #expect(!model(begun).rows[0].bars[0].isPinned)
  }

  @Test("A vehicle on site without a place is listed, with the reason")
  func waiting() {
    var shop = TinyWorkshop()
    shop.leaveOut("A", reason: .parts) { $0.arrived = time("08:00") }
    #expect(model(facts(shop, at: "08:30")).waiting.map(\.reason) == ["parts missing"])
  }

  @Test("What waits for an answer or a part says so where the work goes on")
  func waits() {
    var shop = TinyWorkshop()
    shop.add([Step("08:15", "09:15"), Step("09:15", "10:15")])
    shop.demand.appointments[0].operations[1].parts = [SparePart.Requirement(part: "answer-A", quantity: 1)]
    shop.demand.parts = [
      SparePart(id: "answer-A", onHand: 0, inbound: [SparePart.Delivery(at: time("09:00"), quantity: 1)]),
      SparePart(id: "P", onHand: 0),
    ]
    let begun = WorkedTime(bay: "B", technicians: ["T"], start: time("08:15"))
    func waits() -> [[DayRow.Wait]] {
      let facts = facts(shop, at: "08:30") { book in
        book.records["A"]?.status = .inWork
        book.records["A"]?.work["1"] = begun
      }
      return model(facts).rows[0].bars.map(\.waits)
    }
    #expect(waits() == [[], [.consent(until: time("09:00"))]])
    shop.demand.parts[0].onHand = 1
    #expect(waits() == [[], []])
    shop.demand.appointments[0].operations[1].parts = [SparePart.Requirement(part: "P", quantity: 1)]
    #expect(waits() == [[], [.parts(until: nil)]])
  }

  @Test("Places on the board are shares with two decimals")
  func places() {
    #expect(BoardPage.percent(15, of: 540) == "2.77%")
    #expect(BoardPage.percent(540, of: 540) == "100.00%")
    #expect(BoardPage.percent(27, of: 540) == "5.00%")
  }

  @Test("Gaps are what no window covers")
  func gaps() {
    let day = TimeWindow(from: time("08:00"), to: time("18:00"))
    let gaps = day.gaps(between: [
      TimeWindow(from: time("07:00"), to: time("09:00")), TimeWindow(from: time("10:00"), to: time("12:00")),
    ])
    #expect(
      gaps == [
        TimeWindow(from: time("09:00"), to: time("10:00")),
        TimeWindow(from: time("12:00"), to: time("18:00")),
      ])
    #expect(day.gaps(between: []) == [day])
  }

  @Test("A roster tells booked slots from free ones and those that the rules keep for walk-ins")
  func roster() {
    var shop = TinyWorkshop()
    shop.site.booking.advisorBookingsPerHour = 1
    shop.add([Step("08:15", "09:15")])
    let facts = facts(shop, at: "07:00")
    let roster = AdvisorSlotGrid(
      site: facts.site, demand: facts.book.demand, visits: facts.visits, day: facts.today, now: facts.now)
    func cell(_ slot: String, _ advisor: Int) -> AdvisorSlotGrid.Content? {
      roster.slots.firstIndex(of: time(slot)).map { roster.rows[$0][advisor] }
    }
    guard case .taken(let visits)? = cell("08:00", 0) else {
      Issue.record("08:00 is not booked")
      return
    }
    #expect(visits.map(\.appointment.id) == ["A"])
    // One an hour: 08:45 is within the hour of 08:00.
    if case .walkIn? = cell("08:45", 0) {} else { Issue.record("08:45 is not kept for walk-ins") }
    if case .free? = cell("09:00", 0) {} else { Issue.record("09:00 is not free") }
    if case .free? = cell("08:00", 1) {} else { Issue.record("08:00 of S2 is not free") }
    #expect(roster.arrivals.count == 1)
  }
}
