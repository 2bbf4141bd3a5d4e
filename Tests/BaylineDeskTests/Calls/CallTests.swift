import Bayline
@testable import BaylineDesk
import BaylineStore
import TestSupport
import Testing

/// A phone call, from the ring to the booking.
struct CallTests {
  /// A workshop with one visit at eight, and the time of day.
  private func desk(at now: String = "07:30", _ edit: (inout Book) -> Void = { _ in }) throws -> DayDesk {
    var workshop = TinyWorkshop()
    workshop.add { visit in
      visit.card.plate = "沪I·12345"
      visit.card.customer = "王建国"
      visit.card.title = "先生"
      visit.card.phone = "100 1234 5678"
      visit.card.vehicle = "云岭 X5 2.0T"
    }
    var book = workshop.book()
    book.settings.catalogue = CatalogueTests.catalogue
    edit(&book)
    return try DayDesk(book, at: time(now))
  }

  private func said(_ edit: (inout SaidRequest) -> Void = { _ in }) -> SaidRequest {
    var said = SaidRequest()
    said.plate = "沪I54321"
    said.customer = "李娜"
    said.title = "女士"
    said.phone = "10098765432"
    said.jobs = "小保养"
    said.at = "今天 10:00"
    edit(&said)
    return said
  }

  // MARK: - Who calls

  @Test(arguments: ["沪I12345", "i123", "i·12345", "王建国", "12345678", "100 1234"])
  func findsACustomer(_ typed: String) throws {
    let found = try desk().desk.customers(matching: typed)
    #expect(found.map(\.plate) == ["沪I·12345"])
    #expect(found.first?.visits.map(\.appointment.id) == ["A"])
    #expect(found.first?.preferredAdvisor == "S")
  }

  @Test func whoIsUnknownIsNotFound() throws {
    #expect(try desk().desk.customers(matching: "苏E99999").isEmpty)
    #expect(try desk().desk.customers(matching: "  ").isEmpty)
  }

  @Test func recallsAreFoundByThePlateOrTheWordsOfTheVehicle() throws {
    let book = try desk { book in
      book.settings.recalls = [
        .init(number: "1", title: "a", appliesTo: ["X5"], notice: ""),
        .init(number: "2", title: "b", appliesTo: ["沪i12345"], notice: ""),
        .init(number: "3", title: "c", appliesTo: ["X7", ""], notice: ""),
      ]
    }
    #expect(try book.desk.customers(matching: "沪I1").first?.recalls.map(\.number) == ["1", "2"])
  }

  // MARK: - What is wanted

  @Test func understandsARequest() throws {
    let understood = try desk().desk.understand(said(), .chinese)
    let request = try #require(understood.request)
    #expect(understood.faults.isEmpty)
    #expect(request.kind == .maintenance)
    #expect(request.operations.map(\.name) == ["更换机油机滤", "全车安全检查"])
    #expect(request.preferredArrival == time("10:00"))
    #expect(request.card.called == time("07:30"))
    #expect(request.card.estimate == 404)
    #expect(understood.notes.first?.contains("10:00") == true)
  }

  @Test func saysWhatIsWrongWithEachField() throws {
    let desk = try desk().desk
    func fields(_ edit: (inout SaidRequest) -> Void) -> [String] {
      let understood = desk.understand(said(edit), .english)
      #expect((understood.request == nil) == !understood.faults.isEmpty)
      return understood.faults.map(\.field)
    }
    #expect(fields { $0.jobs = "" } == ["jobs"])
    #expect(fields { $0.jobs = "小保羊" } == ["jobs"])
    #expect(fields { $0.at = "someday" } == ["at"])
    #expect(fields { $0.advisor = "nobody" } == ["advisor"])
    #expect(fields { ($0.plate, $0.customer, $0.phone) = ("", " ", "") } == ["plate"])
  }

  // MARK: - Offers and booking

  @Test func booksTheFirstChoice() async throws {
    let shop = try desk()
    let request = try #require(shop.desk.understand(said(), .chinese).request)
    let list = try await shop.desk.offers(for: request, .chinese)
    let first = try #require(list.answer.offers.first)
    #expect(first.isFirstChoice)
    let booked = try await shop.desk.accept(
      request, at: first.reception.arrival, advisor: first.reception.advisor, by: "ann", .chinese)
    let record = try #require(shop.book.records[booked.visit])
    #expect(record.status == .booked)
    #expect(record.appointment.booked?.arrival == time("10:00"))
    #expect(record.assignment?.reception == first.reception)
    #expect(record.steps.map(\.by) == ["ann"])
    #expect(booked.offer.promise == first.promise)
    for part in ["沪I·54321", "10:00", "404", "保养手册", "15 分钟"] { #expect(booked.spoken.contains(part)) }
    #expect(booked.message.contains("李娜女士您好"))
    // The book can be loaded again, with the visit.
    #expect(try shop.desk.store.load() == shop.book)
    #expect(try shop.desk.customers(matching: "沪I54321").count == 1)
  }

  @Test func aTimeIsNeverGivenTwice() async throws {
    // Each advisor receives one customer at a time.
    let shop = try desk()
    let request = try #require(shop.desk.understand(said(), .chinese).request)
    let other = try #require(
      shop.desk.understand(said { ($0.plate, $0.customer) = ("沪I77777", "赵敏") }, .chinese).request)
    let first = try #require(try await shop.desk.offers(for: request, .chinese).answer.offers.first)
    let (arrival, advisor) = (first.reception.arrival, first.reception.advisor)
    _ = try await shop.desk.accept(request, at: arrival, advisor: advisor, by: "ann", .chinese)
    let before = shop.book
    await #expect {
      try await shop.desk.accept(other, at: arrival, advisor: advisor, by: "bob", .chinese)
    } throws: { error in
      guard case DeskError.taken(let list) = error else { return false }
      return !list.answer.offers.isEmpty && !list.answer.offers.contains { $0.reception == first.reception }
    }
    #expect(shop.book == before)
  }

  @Test func theSamePlateOnTheSameDayIsSaid() async throws {
    let shop = try desk()
    let request = try #require(shop.desk.understand(said { $0.plate = "沪I12345" }, .chinese).request)
    let list = try await shop.desk.offers(for: request, .chinese)
    #expect(list.notes.contains { $0.contains("当天已有预约") })
  }

  @Test func nothingIsOfferedBeforeNow() async throws {
    let shop = try desk(at: "11:00")
    let request = try #require(shop.desk.understand(said { $0.at = "今天" }, .chinese).request)
    let offers = try await shop.desk.offers(for: request, .chinese).answer.offers
    #expect(!offers.isEmpty)
    #expect(offers.allSatisfy { $0.reception.arrival >= time("11:00") })
  }

  @Test func aFirstChoiceThatCannotBeHadIsExplained() async throws {
    let shop = try desk()
    let request = try #require(shop.desk.understand(said { $0.at = "今天 12:15" }, .chinese).request)
    let list = try await shop.desk.offers(for: request, .chinese)
    #expect(list.answer.offers.allSatisfy { !$0.isFirstChoice })
    #expect(list.notes.first?.contains("12:15") == true)
  }

  // MARK: - Calls without a booking

  @Test func aCallBackIsKeptAndLaterBookedUnderItsId() async throws {
    let shop = try desk()
    let request = try #require(shop.desk.understand(said(), .chinese).request)
    let id = try await shop.desk.keep(request, declined: nil, callBack: time("09:00"), by: "ann")
    let kept = try #require(shop.book.records[id])
    #expect(kept.status == .requested)
    #expect(kept.contacts.map(\.retry) == [time("09:00").description])
    #expect(shop.book.demand.appointments.map(\.id) == ["A"])
    let again = try #require(shop.desk.understand(said { $0.at = "明天 10:00" }, .chinese).request)
    let offer = try #require(try await shop.desk.offers(for: again, .chinese).answer.offers.first)
    let booked = try await shop.desk.accept(
      again, at: offer.reception.arrival, advisor: offer.reception.advisor, by: "ann", .chinese)
    #expect(booked.visit == id)
    #expect(shop.book.records[id]?.steps.map(\.status) == [.requested, .booked])
  }

  @Test func aRefusalNeedsAReason() async throws {
    let shop = try desk()
    let request = try #require(shop.desk.understand(said(), .chinese).request)
    await #expect(throws: DeskError.self) {
      try await shop.desk.keep(request, declined: " ", callBack: nil, by: "ann")
    }
    let id = try await shop.desk.keep(request, declined: "嫌贵", callBack: nil, by: "ann")
    #expect(shop.book.records[id]?.status == .declined)
    #expect(shop.book.records[id]?.steps.last?.reason == "嫌贵")
  }

  @Test func aNewVisitHasAnIdThatNobodyHad() async throws {
    let shop = try desk()
    let request = try #require(shop.desk.understand(said(), .chinese).request)
    let first = try await shop.desk.keep(request, declined: "嫌贵", callBack: nil, by: "ann")
    let second = try await shop.desk.keep(request, declined: "嫌远", callBack: nil, by: "ann")
    #expect(first != second)
  }

  // MARK: - Moving

  @Test func aVisitMovesToAnOfferedTime() async throws {
    let shop = try desk()
    let list = try await shop.desk.offers(moving: "A", .chinese)
    #expect(!list.answer.offers.contains { $0.reception.arrival == time("08:00") })
    let offer = try #require(list.answer.offers.first)
    let moved = try await shop.desk.move(
      "A", to: offer.reception.arrival, advisor: nil, by: "ann", .chinese)
    #expect(moved.visit == "A")
    #expect(shop.book.demand.appointments.map(\.id) == ["A"])
    #expect(shop.book.records["A"]?.appointment.booked?.arrival == offer.reception.arrival)
    #expect(shop.book.records["A"]?.steps.last?.reason?.contains("08:00") == true)
  }

  @Test func whoIsHereOrUnknownCannotBeMoved() async throws {
    let shop = try desk(at: "08:05")
    _ = try await shop.desk.record(.arrived, of: "A", by: "ann")
    await #expect(throws: DeskError.self) { try await shop.desk.offers(moving: "A", .chinese) }
    await #expect(throws: DeskError.self) { try await shop.desk.offers(moving: "B", .chinese) }
  }

  @Test func explainsAVisit() async throws {
    let shop = try desk()
    let why = try await shop.desk.explanation(of: "A", at: nil, .chinese)
    #expect(why.contains("沪I·12345"))
    let night = try await shop.desk.explanation(of: "A", at: time("12:15"), .english)
    #expect(!night.isEmpty)
    await #expect(throws: DeskError.self) { try await shop.desk.explanation(of: "Z", at: nil, .chinese) }
    let far = await #expect(throws: DeskError.self) {
      try await shop.desk.explanation(of: "A", at: time("+90 08:00"), .english)
    }
    #expect(far?.sentence.hasPrefix("Sun 02-21 08:00 is outside the book; give a time from ") == true)
  }
}
