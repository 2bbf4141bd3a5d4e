/// A hard rule of a schedule; the raw value is its code.
public enum HardRule: String, CaseIterable, Sendable, Hashable {
  /// `ready` is the end of the last operation and the finishing minutes.
  case ready = "READY"
  /// Slot: on the grid, on an arrival day, within the hours and the advisor's shift.
  case h1 = "H1"
  /// Gap between two arrivals of an advisor.
  case h2 = "H2"
  /// Arrivals in any hour.
  case h3 = "H3"
  /// Arrivals of an advisor in a day.
  case h4 = "H4"
  /// The customer's availability.
  case h5 = "H5"
  /// Order of the operations.
  case h6 = "H6"
  /// Bays.
  case h7 = "H7"
  /// Technicians.
  case h8 = "H8"
  /// Duration of an operation and the shifts that it lies in.
  case h9 = "H9"
  /// The horizon.
  case h10 = "H10"
  /// Parts.
  case h11 = "H11"
  /// Loan vehicles.
  case h12 = "H12"
  /// Waiting customers.
  case h13 = "H13"
  /// The reserve of technicians' time.
  case h14 = "H14"
  /// Promises and locks.
  case h15 = "H15"
}

/// One break of a rule.
public struct Violation: Hashable, Sendable {
  /// The rule.
  public var rule: HardRule
  /// What breaks it.
  public var subject: Subject
  /// When it is broken.
  public var at: CivilTime
  /// How it is broken.
  public var detail: ViolationDetail

  /// A break of a rule.
  public init(_ rule: HardRule, _ subject: Subject, at: CivilTime, _ detail: ViolationDetail) {
    self.rule = rule
    self.subject = subject
    self.at = at
    self.detail = detail
  }

  /// What breaks a rule, by id.
  public enum Subject: Hashable, Sendable {
    /// An appointment.
    case appointment(String)
    /// An operation of an appointment.
    case operation(OperationReference)
    /// An advisor.
    case advisor(String)
    /// All arrivals of the site.
    case site
    /// A bay.
    case bay(String)
    /// A technician.
    case technician(String)
    /// A part.
    case part(String)
    /// The loan vehicles.
    case loaners
    /// All technicians together.
    case technicians
  }
}

/// An operation by the ids of its appointment and its own.
public struct OperationReference: Hashable, Sendable {
  /// Id of the appointment.
  public var appointment: String
  /// Id of the operation in it.
  public var operation: String

  /// An operation of an appointment.
  public init(appointment: String, operation: String) {
    self.appointment = appointment
    self.operation = operation
  }
}
