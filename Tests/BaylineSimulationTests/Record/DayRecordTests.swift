import BaylineModel
import TestSupport
import Testing

@testable import BaylineSimulation

/// Records with gaps, and what is filled into them.
@Suite struct DayRecordTests {
  private var workshop: TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.add("A", at: "08:00", [Step("08:15", "09:15"), Step("09:15", "10:15")])
    workshop.add("B", at: "08:30", [Step("10:15", "11:15")])
    return workshop
  }

  private func record(_ edit: [String: (inout ActualDay.Visit) -> Void] = [:]) -> DayRecord {
    DayRecord(workshop.past(edit: edit))
  }

  @Test func aFullRecordHasNoGaps() {
    let record = record()
    #expect(record.gaps == BacktestResult.RecordGaps())
    #expect(record.visits.map(\.isServed) == [true, true])
    #expect(record.visits[0].works.map(\.minutes) == [60, 60])
    #expect(record.visits[0].reception?.arrivedAt == time("08:00"))
  }

  // Received at 08:10: that is when the customer came, as far as is known.
  @Test func whoseComingIsNotKnownCameWhenTheyWereReceived() {
    let record = record([
      "A": {
        $0.came = nil
        $0.received = time("08:10")
      }
    ])
    #expect(record.visits[0].reception?.arrivedAt == time("08:10"))
    #expect(record.gaps.arrivals == 1 && record.gaps.receptions == 0)
  }

  // Booked for 08:00: neither coming nor reception is known, so both were then.
  @Test func whoseReceptionIsNotKnownWasReceivedOnTime() {
    let record = record([
      "A": {
        $0.came = nil
        $0.received = nil
      },
      "B": {
        $0.came = time("08:20")
        $0.received = nil
      },
    ])
    #expect(record.visits[0].reception?.at == time("08:00"))
    // Ten minutes early: not received before the booking.
    #expect(record.visits[1].reception?.at == time("08:30"))
    #expect(record.gaps.arrivals == 1 && record.gaps.receptions == 2)
  }

  @Test func withoutABookingTheFirstWorkTells() {
    let record = record([
      "B": {
        $0.came = nil
        $0.received = nil
        $0.booked = nil
      }
    ])
    #expect(record.visits[1].reception?.arrivedAt == time("10:15"))
  }

  @Test func operationsThatAreNotRecordedWereNotDone() {
    let record = record(["A": { $0.operations.removeLast() }])
    #expect(record.visits[0].works.count == 1)
    #expect(record.gaps.operations == 1)
  }

  @Test func visitsWithoutARecordAreGaps() {
    var day = workshop.past()
    day.actual.visits.removeLast()
    let record = DayRecord(day)
    #expect(record.visits.map(\.appointment.id) == ["A"])
    #expect(record.gaps.visits == 1)
  }

  @Test func servedVisitsWithoutWorkAreSkipped() {
    #expect(record(["A": { $0.operations = [] }]).visits.map(\.appointment.id) == ["B"])
  }

  // MARK: - Who was not served

  @Test(arguments: ActualDay.Visit.Outcome.allCases.filter { $0 != .served })
  func whoWasExpectedAndDidNotComeIsKept(outcome: ActualDay.Visit.Outcome) {
    let record = record(["A": { $0.stayAway(outcome) }])
    #expect(record.visits[0].isServed == false)
    #expect(record.visits[0].booking?.arrival == time("08:00"))
    #expect(record.lost == (outcome == .lost ? 1 : 0))
  }

  @Test func aBookingThatIsNotKnownIsThatOfTheDemand() {
    var workshop = workshop
    workshop.demand.appointments[0].preferredArrival = time("09:00")
    let day = workshop.past(edit: [
      "A": {
        $0.stayAway()
        $0.booked = nil
      },
      "B": {
        $0.stayAway()
        $0.booked = nil
      },
    ])
    let record = DayRecord(day)
    #expect(record.gaps.bookings == 2)
    #expect(record.visits.map { $0.booking?.arrival } == [time("09:00"), nil])
  }

  @Test func requestsThatCameToNothingLeaveNothing() {
    var day = workshop.past()
    day.walkIn("W", at: "09:00")
    day.walkIn("V", at: "09:30")
    day.actual.visits[2].outcome = .lost
    let record = DayRecord(day)
    #expect(record.visits.map(\.appointment.id) == ["A", "B", "V"])
    #expect(record.visits.map(\.isRequest) == [false, false, true])
    #expect(record.lost == 1)
  }

  // MARK: - Parts of a record

  @Test func addedWorkIsDoneOnTheOperationBefore() {
    var day = workshop.past()
    day.actual.visits[1].operations.append(
      ActualDay.Operation(
        operation: "more", added: .init(), bay: "B", technicians: ["T"], start: time("11:15"),
        end: time("11:45"),
        minutes: 20))
    let works = DayRecord(day).visits[1].works
    #expect(works.map(\.isAdded) == [false, true])
    #expect(works[1].operation.id == "1" && works[1].minutes == 20)
  }

  @Test func newArrivalsAreThoseWhoWereNotThereBefore() {
    var workshop = workshop
    workshop.demand.appointments[0].arrived = time("-1 15:00")
    #expect(DayRecord(workshop.past()).newArrivals.visits.map(\.appointment.id) == ["B"])
  }

  @Test func workOfOtherDaysIsLeftOut() {
    let record = record([
      "A": {
        $0.operations[1].start = time("+1 08:00")
        $0.operations[1].end = time("+1 09:00")
      }
    ])
    let monday = record.begun(on: time("00:00").date)
    #expect(monday.visits.map { $0.works.count } == [1, 1])
    let tuesday = record.begun(on: time("+1 00:00").date)
    #expect(tuesday.visits.map(\.appointment.id) == ["A"])
    #expect(record.visits[0].works.map { $0.isDone(on: time("00:00").date) } == [true, false])
  }

  @Test func whoHasNoPlaceInAPlanHasNoSlot() {
    var day = workshop.past()
    day.walkIn("W", at: "09:00")
    var plan = workshop.schedule
    #expect(DayRecord(day).withoutSlot(in: plan).map(\.appointment.id) == ["W"])
    plan.assignments.removeFirst()
    #expect(DayRecord(day).withoutSlot(in: plan).map(\.appointment.id) == ["A", "W"])
  }

  // MARK: - Counts

  @Test func aDayIsCountedByBookingsOutcomesAndTrades() throws {
    let workshop = workshop
    var day = workshop.past(edit: ["B": { $0.stayAway(.cancelled) }])
    day.walkIn("W", at: "09:00")
    day.walkIn("V", at: "09:30")
    day.actual.visits[3].outcome = .lost
    day.actual.visits[3].reason = "full"
    let statistics = HistoryStatistics(site: workshop.site, days: [day, day], by: .week)
    let period = try #require(statistics.periods.first)
    #expect(statistics.periods.count == 1)
    #expect(period.days == 2)
    #expect(period.booked == 4)
    #expect(period.bookedServed == 2 && period.unbookedServed == 2)
    #expect(period.cancelled == 2 && period.lost == 2 && period.noShows == 0)
    #expect(period.bookingShare == 50)
    #expect(period.reasons[.init(outcome: .lost, reason: "full")] == 2)
    // Two hours of A and one of W on each day, of sixteen hours of shift.
    #expect(period.trades["mech"]?.worked == 360)
    #expect(period.trades["mech"]?.shifts == 1920)
    #expect(period.showRate == 50)
  }
}
