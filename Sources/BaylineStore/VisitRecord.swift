package import BaylineModel

/// A visit with everything that happened to it.
package struct VisitRecord: Hashable, Sendable {
  /// The visit as the demand has it, or had it last.
  package var appointment: Appointment
  package var status: VisitStatus
  /// Where the schedule has it, or had it last; `nil` while it has no time.
  package var assignment: Schedule.Assignment?
  /// Why the schedule does not have it.
  package var unscheduled: Schedule.UnscheduledAppointment?
  /// What happened, in order.
  package var steps: [VisitStep]
  /// Calls and texts to the customer, in order.
  package var contacts: [CustomerContact]
  /// When the work really began and ended, by operation.
  package var work: [String: WorkedTime]

  package init(_ appointment: Appointment, status: VisitStatus) {
    self.appointment = appointment
    self.status = status
    steps = []
    contacts = []
    work = [:]
  }
}

extension VisitRecord {
  /// When the vehicle comes or came; `nil` while there is no time.
  package var arrival: CivilTime? {
    appointment.arrived ?? assignment?.reception?.arrival ?? appointment.booked?.arrival
  }
}

/// A step in the life of a visit.
package struct VisitStep: Hashable, Sendable {
  /// The time in the workshop, like `2026-11-23T10:15`.
  package var at: String
  /// Who did it: the name of an account.
  package var by: String
  package var status: VisitStatus
  /// Why, in somebody's words.
  package var reason: String?

  package init(at: CivilTime, by: String, status: VisitStatus, reason: String? = nil) {
    self.at = at.description
    self.by = by
    self.status = status
    self.reason = reason
  }
}

/// A call or text to a customer that has been made, or that did not get through.
package struct CustomerContact: Hashable, Sendable {
  package enum Outcome: String, CaseIterable, Sendable {
    case done, noAnswer, badMoment, refused
  }

  /// The time in the workshop, like `2026-11-23T10:15`.
  package var at: String
  package var by: String
  /// Which call of the call list it was, like `dayBefore`.
  package var occasion: String
  package var outcome: Outcome
  /// When to try again.
  package var retry: String?
  package var note: String?

  package init(
    at: CivilTime, by: String, occasion: String, outcome: Outcome, retry: CivilTime? = nil,
    note: String? = nil
  ) {
    self.at = at.description
    self.by = by
    self.occasion = occasion
    self.outcome = outcome
    self.retry = retry?.description
    self.note = note
  }
}

/// When an operation really began and ended, where and by whom.
package struct WorkedTime: Hashable, Sendable {
  package var bay: String?
  package var technicians: [String]
  /// Like `2026-11-23T10:15`.
  package var start: String?
  package var end: String?

  package init(bay: String?, technicians: [String], start: CivilTime? = nil, end: CivilTime? = nil) {
    self.bay = bay
    self.technicians = technicians
    self.start = start?.description
    self.end = end?.description
  }
}
