package import BaylineModel

/// The record of a day with its gaps filled.
///
/// - Without a recorded arrival, the customer arrived at the reception, else at the booked time.
/// - Without a recorded reception, it began on arrival.
/// - Operations that are not recorded were not done.
package struct DayRecord: Sendable {
  /// The visits served and the expected ones that did not happen, in the order of the record.
  package var visits: [RecordedVisit] = []
  /// The number of customers who arrived or called and were not served.
  package var lost = 0
  /// The gaps that were filled.
  package var gaps = BacktestResult.RecordGaps()

  /// A visit.
  package struct RecordedVisit: Sendable {
    /// The visit as requested.
    package var appointment: Appointment
    /// Whether it was not known the evening before.
    package var isRequest: Bool
    /// Whether it was served; otherwise nobody showed up.
    package var isServed: Bool
    /// The confirmed arrival.
    package var booking: Appointment.Booking?
    /// When the customer arrived and was received; `nil` if nobody showed up, or for a vehicle already in house.
    package var reception: (arrivedAt: CivilTime, at: CivilTime)?
    /// The id of the advisor who received the customer.
    package var advisor: String?
    /// The work, in order.
    package var works: [RecordedWork]
    /// When the vehicle was ready.
    package var ready: CivilTime?
  }

  /// An operation as it was done.
  package struct RecordedWork: Sendable {
    /// The requested operation; for additional work, the operation on which it was found.
    package var operation: ServiceOperation
    package var isAdded: Bool
    package var bay: String?
    package var technicians: [String]
    package var start: CivilTime
    package var end: CivilTime
    /// Minutes worked between start and end.
    package var minutes: Int

    /// Whether it was started and finished on a day.
    package func isDone(on day: CivilDate) -> Bool {
      start >= CivilTime(day) && end <= CivilTime(day.advanced(by: 1))
    }
  }

  /// The record of a day, with its gaps filled.
  /// - Complexity: O(*n*) in the operations.
  package init(_ day: PastDay) {
    var asked: [String: (appointment: Appointment, isRequest: Bool)] = [:]
    for appointment in day.demand.appointments { asked[appointment.id] = (appointment, false) }
    for appointment in day.actual.requests { asked[appointment.id] = (appointment, true) }
    for visit in day.actual.visits {
      guard let (appointment, isRequest) = asked.removeValue(forKey: visit.appointment) else { continue }
      add(visit, appointment, isRequest: isRequest)
    }
    gaps.visits = day.demand.appointments.count { asked[$0.id] != nil }
  }

  /// The served visits without a slot in a plan: walk-ins, and those that are not scheduled.
  package func withoutSlot(in schedule: Schedule) -> [RecordedVisit] {
    let planned = Set(schedule.assignments.map(\.appointment))
    return visits.filter { $0.isServed && ($0.isRequest || !planned.contains($0.appointment.id)) }
  }

  /// The record without the vehicles that were already in house.
  package var newArrivals: DayRecord {
    var record = self
    record.visits.removeAll { $0.appointment.arrived != nil }
    return record
  }

  /// The record of the work started on a day.
  package func begun(on day: CivilDate) -> DayRecord {
    var record = self
    for index in record.visits.indices {
      record.visits[index].works.removeAll { $0.start.date != day }
    }
    record.visits.removeAll { $0.isServed && $0.works.isEmpty }
    return record
  }

  private mutating func add(_ visit: ActualDay.Visit, _ appointment: Appointment, isRequest: Bool) {
    var booking = visit.booked
    switch visit.outcome {
    case .noShow, .cancelled, .lost:
      if visit.outcome == .lost { lost += 1 }
      // A request that failed on its own day leaves no trace.
      guard !isRequest else { return }
      if booking == nil { gaps.bookings += 1 }
      booking =
        booking ?? appointment.booked ?? appointment.preferredArrival.map { Appointment.Booking(arrival: $0) }
      visits.append(
        RecordedVisit(
          appointment: appointment, isRequest: false, isServed: false, booking: booking, reception: nil,
          advisor: nil, works: []))
    case .served:
      let works = works(visit, appointment)
      guard let first = works.first else { return }
      var served = RecordedVisit(
        appointment: appointment, isRequest: isRequest, isServed: true, booking: booking, reception: nil,
        advisor: visit.advisor, works: works, ready: visit.ready)
      if appointment.arrived == nil {
        let arrivedAt = visit.came ?? visit.received ?? booking?.arrival ?? first.start
        if visit.came == nil { gaps.arrivals += 1 }
        if visit.received == nil { gaps.receptions += 1 }
        served.reception = (arrivedAt, visit.received ?? max(arrivedAt, booking?.arrival ?? arrivedAt))
      }
      gaps.operations += appointment.operations.count { asked in
        !works.contains { $0.operation.id == asked.id && !$0.isAdded }
      }
      visits.append(served)
    }
  }

  private func works(_ visit: ActualDay.Visit, _ appointment: Appointment) -> [RecordedWork] {
    var works: [RecordedWork] = []
    for done in visit.operations {
      let asked = appointment.operations.first { $0.id == done.operation }
      guard let operation = done.added == nil ? asked : works.last?.operation else { continue }
      works.append(
        RecordedWork(
          operation: operation, isAdded: done.added != nil, bay: done.bay, technicians: done.technicians,
          start: done.start, end: done.end, minutes: done.worked))
    }
    return works
  }
}
