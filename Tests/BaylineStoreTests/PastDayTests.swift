import Bayline
import BaylineModel
import BaylineStore
import TestSupport
import Testing

/// What the book hands to `bayline`.
@Suite struct PastDayTests {
  private func decode(
    _ files: (site: String, demand: String, schedule: String)
  ) throws -> (site: Site, demand: Demand, schedule: Schedule) {
    let site = SiteFormat.decode(Array(files.site.utf8), file: "site.json")
    let demand = DemandFormat.decode(Array(files.demand.utf8), file: "demand.json", site: site.names)
    let schedule = ScheduleFormat.decode(
      Array(files.schedule.utf8), file: "schedule.json", site: site.names, demand: demand.names)
    return (try site.get(), try demand.get(), try schedule.get())
  }

  @Test(arguments: ["features", "replan"])
  func filesAreThoseOfBayline(dataset: String) async throws {
    let book = try await TestBook.dataset(dataset)
    let (site, demand, schedule) = try decode(book.files())
    #expect(site == book.site)
    #expect(demand == book.demand)
    try ScheduleFingerprint.check(schedule, site: site, demand: demand)
    #expect(Verifier(site: site, demand: demand).verify(schedule).isFeasible)
    _ = try OfferDesk(site: site, demand: demand, schedule: schedule)
  }

  /// Two days. On Monday, `A` is served with added work over the noon break, `D` does not come, `W` walks in and stays
  /// over night, `E` is called on Monday and comes on Tuesday, `X` walks in and leaves.
  private func twoDays(_ store: BookStore) throws -> Book {
    var first = TestBook.tiny()
    first.demand.horizon.days = 2
    first.add("D", at: time("09:00"))
    first.add("F", at: time("+1 09:00"))
    var book = try store.begin(first, at: time("-1 17:00"), by: "ann")
    book = try store.commit(monday(book), "day", detail: "", at: time("17:00"), by: "ann")
    var tuesday = book
    tuesday.demand.horizon.from = time("+1 00:00").date
    for id in ["A", "B", "D", "X"] { tuesday.remove(id) }
    for index in tuesday.demand.appointments.indices where tuesday.demand.appointments[index].id == "W" {
      tuesday.demand.appointments[index].arrived = time("15:55")
    }
    for index in tuesday.schedule.assignments.indices
    where tuesday.schedule.assignments[index].appointment == "W" {
      tuesday.schedule.assignments[index].reception = nil
    }
    book = try store.commit(tuesday, "rolledOver", detail: "", at: time("+1 07:30"), by: "ann")
    return try store.change(book) { book in
      book.records["W"]?.work["1"]?.end = time("+1 08:30").description
      book.records["W"]?.steps.append(VisitStep(at: time("+1 08:40"), by: "bob", status: .ready))
    }
  }

  private func monday(_ before: Book) -> Book {
    var book = before
    book.add("W", at: time("16:00")) {
      $0.walkIn = true
      $0.booked = nil
    }
    book.add("E", at: time("+1 10:00"))
    book.demand.appointments[0].operations.append(
      ServiceOperation(
        id: "2", name: "Wipers",
        work: .standard(WorkRequirement.StandardWork(minutes: 10, bay: "lift"))))
    book.schedule.assignments[1].operations.append(
      Schedule.OperationAssignment(
        operation: "2", bay: "B", technicians: [], start: time("13:30"), end: time("13:40")))
    book = book.synchronizedForTest
    book.records["A"]?.steps = [
      VisitStep(at: time("08:05"), by: "bob", status: .arrived),
      VisitStep(at: time("14:00"), by: "bob", status: .ready),
      VisitStep(at: time("17:00"), by: "bob", status: .handedOver),
    ]
    book.records["A"]?.work = [
      "1": WorkedTime(bay: "B", technicians: ["T"], start: time("11:30"), end: time("13:15")),
      "2": WorkedTime(bay: "B", technicians: ["T"], start: time("13:20"), end: time("13:50")),
    ]
    book.records["D"]?.steps = [VisitStep(at: time("09:20"), by: "ann", status: .noShow, reason: "forgot")]
    book.records["W"]?.steps = [VisitStep(at: time("15:55"), by: "bob", status: .arrived)]
    book.records["W"]?.work = ["1": WorkedTime(bay: "B2", technicians: ["T2"], start: time("16:30"))]
    var left = Appointment(id: "X", kind: .repair, operations: book.demand.appointments[1].operations)
    left.walkIn = true
    var lost = VisitRecord(left, status: .declined)
    lost.steps = [VisitStep(at: time("11:00"), by: "ann", status: .declined, reason: "too long")]
    book.records["X"] = lost
    return book
  }

  @Test func aDayIsItsRecord() throws {
    let store = try TestStore()
    let opened = try store.open()
    _ = try twoDays(opened)
    let files = try #require(try opened.dayRecord(time("00:00").date))
    let site = SiteFormat.encode(TestBook.tiny().site)
    let (_, demand, schedule) = try decode((site, files.demand, files.schedule))
    #expect(demand.horizon == Demand.Horizon(from: time("00:00").date, days: 1, carryOverDays: 1))
    #expect(demand.appointments.map(\.id) == ["A", "B", "D"])
    #expect(demand.appointments[0].operations.count == 1)
    #expect(schedule.assignments.map(\.appointment) == ["B", "A", "D"])

    let actual = try record(files)
    #expect(actual.requests.map(\.id) == ["W", "X"])
    #expect(
      actual.visits == [
        ActualDay.Visit(
          appointment: "A", outcome: .served,
          booked: Appointment.Booking(arrival: time("08:00"), advisor: "S"),
          came: time("08:05"), advisor: "S",
          operations: [
            ActualDay.Operation(
              operation: "1", bay: "B", technicians: ["T"], start: time("11:30"), end: time("13:15"),
              minutes: 45),
            ActualDay.Operation(
              operation: "2", added: ActualDay.Operation.AddedOperation(name: "Wipers", minutes: 10),
              bay: "B",
              technicians: ["T"], start: time("13:20"), end: time("13:50")),
          ], ready: time("14:00")),
        ActualDay.Visit(
          appointment: "D", outcome: .noShow, reason: "forgot",
          booked: Appointment.Booking(arrival: time("09:00"), advisor: "S2")),
        ActualDay.Visit(
          appointment: "W", outcome: .served, came: time("15:55"), advisor: nil,
          operations: [
            ActualDay.Operation(
              operation: "1", bay: "B2", technicians: ["T2"], start: time("16:30"), end: time("+1 08:30"),
              minutes: 60)
          ], ready: time("+1 08:40")),
        ActualDay.Visit(appointment: "X", outcome: .lost, reason: "too long"),
      ])
  }

  /// The next day begins with what its change of days left; a visit that is not over is not in its record.
  @Test func theNextDayBeginsWithItsRollOver() throws {
    let store = try TestStore()
    let opened = try store.open()
    _ = try twoDays(opened)
    let files = try #require(try opened.dayRecord(time("+1 00:00").date))
    let site = SiteFormat.encode(TestBook.tiny().site)
    let (_, demand, _) = try decode((site, files.demand, files.schedule))
    #expect(demand.appointments.map(\.id) == ["F", "W", "E"])
    #expect(
      try record(files).visits == [
        ActualDay.Visit(
          appointment: "W", outcome: .served,
          operations: [
            ActualDay.Operation(
              operation: "1", bay: "B2", technicians: ["T2"], start: time("+1 08:00"), end: time("+1 08:30"))
          ], ready: time("+1 08:40"))
      ])
    #expect(try opened.dayRecord(time("+9 00:00").date) == nil)
    #expect(try opened.dayRecord(time("-9 00:00").date) == nil)
  }

  /// Read as strictly as `bayline backtest` does.
  private func record(_ files: PastDayFiles) throws -> ActualDay {
    let site = SiteFormat.IDs(TestBook.tiny().site)
    let demand = DemandFormat.decode(Array(files.demand.utf8), file: "demand.json", site: site)
    return try ActualFormat.decode(Array(files.actual.utf8), file: "actual.json", site: site, demand: demand)
      .get()
  }
}

extension Book {
  /// With records of all visits, as a store makes them.
  fileprivate var synchronizedForTest: Book {
    var book = self
    for visit in demand.appointments where records[visit.id] == nil {
      book.records[visit.id] = VisitRecord(visit, status: .booked)
    }
    return book
  }
}
