import BaylineModel
import TestSupport

/// Records of tiny days, for cases that are worked out by hand.
extension TinyWorkshop {
  /// The day as it was planned: everybody came on time, nothing took longer.
  ///
  /// - Parameter edit: What was different, by id of the visit.
  func past(edit: [String: (inout ActualDay.Visit) -> Void] = [:]) -> PastDay {
    var actual = ActualDay(day: demand.horizon.from)
    for assignment in schedule.assignments {
      let reception = assignment.reception
      var visit = ActualDay.Visit(
        appointment: assignment.appointment, outcome: .served,
        booked: reception.map { Appointment.Booking(arrival: $0.arrival, advisor: $0.advisor) },
        came: reception?.arrival, received: reception?.arrival, advisor: reception?.advisor,
        operations: assignment.operations.map {
          ActualDay.Operation(
            operation: $0.operation, bay: $0.bay, technicians: $0.technicians, start: $0.start, end: $0.end)
        }, ready: assignment.ready)
      edit[assignment.appointment]?(&visit)
      actual.visits.append(visit)
    }
    return PastDay(demand: demand, actual: actual)
  }
}

extension ActualDay.Visit {
  /// Nobody came.
  mutating func stayAway(_ outcome: Outcome = .noShow) {
    self = ActualDay.Visit(appointment: appointment, outcome: outcome, booked: booked)
  }

  /// The times of its operations, one after the other, as `08:15-09:15`.
  mutating func work(_ spans: String...) {
    for (place, span) in spans.enumerated() {
      let ends = span.split(separator: "-").map { time(String($0)) }
      (operations[place].start, operations[place].end) = (ends[0], ends[1])
    }
    ready = operations.map(\.end).max().map { $0 + 15 }
  }
}
