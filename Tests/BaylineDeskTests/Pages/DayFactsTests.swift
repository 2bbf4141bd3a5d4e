import Bayline
import BaylineStore
import BaylineWording
import Testing

@testable import BaylineDesk

/// What the list of a day says about visits.
struct DayFactsTests {
  private let nine = time("09:00")

  private static func time(_ text: String) -> CivilTime { CivilTime(text) ?? CivilTime(minutes: 0) }

  private func record(_ status: VisitStatus, parts: [SparePart.Requirement] = []) -> VisitRecord {
    let work = WorkRequirement.standard(.init(minutes: 60, bay: "lift"))
    var visit = Appointment(
      id: "A", kind: .maintenance, operations: [ServiceOperation(id: "1", work: work, parts: parts)])
    visit.booked = Appointment.Booking(arrival: nine)
    return VisitRecord(visit, status: status)
  }

  @Test func aCustomerIsExpectedWithinTheGraceTimeAndMissingAfterIt() {
    let booked = record(.booked)
    #expect(booked.lateness(at: nine, graceMinutes: 15) == .onTime)
    #expect(booked.lateness(at: nine + 15, graceMinutes: 15) == .expected(minutes: 15))
    #expect(booked.lateness(at: nine + 16, graceMinutes: 15) == .missing(minutes: 16))
    // Who is here is not missing.
    #expect(record(.arrived).lateness(at: nine + 16, graceMinutes: 15) == .onTime)
  }

  @Test func aVehicleIsLateOnceThePromiseHasPassedOrThePlanIsAfterIt() {
    var late = record(.inWork)
    late.appointment.readyBy = nine + 60
    #expect(late.lateness(at: nine + 61, graceMinutes: 15) == .late(minutes: 1))
    late.assignment = Schedule.Assignment(
      appointment: "A", reception: nil, ready: nine + 90, promise: nine + 90, operations: [])
    #expect(late.lateness(at: nine, graceMinutes: 15) == .willBeLate(minutes: 30))
    late.status = .ready
    #expect(late.lateness(at: nine + 61, graceMinutes: 15) == .onTime)
  }

  @Test func workWaitsForTheLastOfItsPartsAndForConsent() {
    let needs = ["pad", "disc", "answer-A"].map { SparePart.Requirement(part: $0, quantity: 1) }
    let parts = [
      "pad": SparePart(id: "pad", onHand: 0, inbound: [.init(at: nine + 60, quantity: 1)]),
      "disc": SparePart(id: "disc", onHand: 0, inbound: [.init(at: nine + 120, quantity: 1)]),
      "answer-A": SparePart(id: "answer-A", onHand: 0),
    ]
    let waits = record(.arrived, parts: needs).waits(parts, at: nine)
    #expect(waits == [.consent(until: nil), .parts(until: nine + 120)])
    // Once the answer is there and the parts are in stock, nothing is waited for.
    let stock = parts.mapValues { SparePart(id: $0.id, onHand: 1) }
    #expect(record(.arrived, parts: needs).waits(stock, at: nine).isEmpty)
    #expect(record(.handedOver, parts: needs).waits(parts, at: nine).isEmpty)
  }

  @Test func anActionIsOfferedToThoseWhoMayDoIt() {
    let row = DayRow(
      record: record(.booked), arrival: nine, advisor: nil, promise: nil, lateness: .missing(minutes: 20),
      waits: [])
    func kinds(_ role: Role) -> [VisitAction.Kind] {
      VisitAction.possible(for: row, Account(name: "a", role: role, passwordHash: "")).map(\.kind)
    }
    #expect(kinds(.coordinator) == [.arrived, .noShow, .late, .move, .cancel, .contact])
    #expect(kinds(.advisor) == [.arrived, .noShow, .move, .cancel, .contact])
    #expect(kinds(.display).isEmpty)
  }
}
