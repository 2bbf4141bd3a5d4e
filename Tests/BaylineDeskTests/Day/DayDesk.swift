import Bayline
@testable import BaylineDesk
import BaylineModel
import BaylinePlanning
import BaylineStore
import BaylineVerifier
import Foundation
import TestSupport
import Testing

/// A desk with a store in a folder of its own, which is removed with it.
final class DayDesk: Sendable {
  let desk: Desk
  private let folder: URL

  init(_ book: Book, at now: CivilTime) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "bayline-day-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let store = try BookStore(path: folder.appending(path: "shop.sqlite").path)
    let clock = DeskClock(timeZone: book.site.timeZone, start: now)
    desk = Desk(store: store, book: try store.begin(book, at: now, by: "ann"), clock: clock)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  var book: Book { desk.book }

  /// Lets it be a time.
  func at(_ text: String) -> Desk {
    desk.clock.set(time(text))
    return desk
  }

  func operation(_ visit: String, _ operation: String = "1") -> Schedule.OperationAssignment? {
    book.schedule.assignments.first { $0.appointment == visit }?.operations.first {
      $0.operation == operation
    }
  }

  func status(_ visit: String) -> VisitStatus? { book.records[visit]?.status }
}

extension TinyWorkshop {
  /// The book of the workshop, with some days and every planned arrival promised.
  func book(days: Int = 2) -> Book {
    var demand = demand
    demand.horizon = Demand.Horizon(from: demand.horizon.from, days: days, carryOverDays: 1)
    var records: [String: VisitRecord] = [:]
    for index in demand.appointments.indices {
      let plan = schedule.assignments.first { $0.appointment == demand.appointments[index].id }
      if let reception = plan?.reception {
        demand.appointments[index].booked = Appointment.Booking(
          arrival: reception.arrival, advisor: reception.advisor)
      }
      let visit = demand.appointments[index]
      let status = visit.arrived != nil ? VisitStatus.arrived : visit.booked != nil ? .booked : .requested
      records[visit.id] = VisitRecord(visit, status: status)
    }
    var settings = DeskSettings()
    settings.days = days
    var schedule = schedule
    schedule.assignments.sort { $0.precedes($1) }
    return Book(site: site, demand: demand, schedule: schedule, records: records, settings: settings)
  }
}

extension Book {
  /// Expects that the book is whole: its schedule keeps every rule, and records and demand have the same visits.
  func check(_ comment: Comment = "", sourceLocation: SourceLocation = #_sourceLocation) {
    let verdict = Verifier(site: site, demand: demand).verify(schedule)
    #expect(
      verdict.isCorrect, "\(comment) \(verdict.violations) \(verdict.differences)",
      sourceLocation: sourceLocation)
    let visits = Set(demand.appointments.map(\.id))
    #expect(visits.count == demand.appointments.count, comment, sourceLocation: sourceLocation)
    let placed = schedule.assignments.map(\.appointment) + schedule.unscheduled.map(\.appointment)
    #expect(placed.sorted() == visits.sorted(), comment, sourceLocation: sourceLocation)
    for visit in demand.appointments where !visit.isOutage {
      let record = records[visit.id]
      #expect(record?.appointment == visit, comment, sourceLocation: sourceLocation)
      #expect(
        record?.assignment == schedule.assignments.first { $0.appointment == visit.id }, comment,
        sourceLocation: sourceLocation)
    }
    // What has a time, or is in the shop with work to do, is in the demand.
    let planned: [VisitStatus] = [.booked, .confirmed, .reminded, .arrived, .inWork]
    for (id, record) in records where planned.contains(record.status) {
      #expect(visits.contains(id), "\(comment) \(id) is \(record.status)", sourceLocation: sourceLocation)
    }
    // Work that is under way ends later than now; what has not begun begins no earlier.
    for visit in schedule.assignments {
      guard let appointment = records[visit.appointment]?.appointment, !appointment.isOutage else { continue }
      for (operation, place) in zip(appointment.operations, visit.operations) {
        if operation.locked == nil {
          #expect(
            place.start >= demand.now, "\(comment) \(visit.appointment)", sourceLocation: sourceLocation)
        } else if records[visit.appointment]?.work[operation.id]?.end != nil {
          #expect(place.end <= demand.now, "\(comment) \(visit.appointment)", sourceLocation: sourceLocation)
        }
      }
    }
  }
}
