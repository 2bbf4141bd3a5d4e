/// A hard rule of a schedule; the raw value is its code.
public enum HardRule: String, CaseIterable, Sendable, Hashable {
  /// `ready` is the end of the last operation plus the finishing minutes, and nothing earlier is promised.
  case ready = "READY"
  /// Slot: on the grid, on an arrival day, within the opening hours and the advisor's shift.
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
  /// Duration of an operation, and the shifts it lies in.
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
  /// Equipment.
  case h16 = "H16"
  /// Limits of arrivals.
  case h17 = "H17"
  /// Trips of the drivers.
  case h18 = "H18"
}

/// A violation of a rule.
public struct Violation: Hashable, Sendable {
  /// The rule.
  public var rule: HardRule
  /// What breaks it.
  public var subject: Subject
  /// When the rule is broken.
  public var at: CivilTime
  /// How the rule is broken.
  public var detail: Violation.Detail

  /// Creates a violation.
  public init(_ rule: HardRule, _ subject: Subject, at: CivilTime, _ detail: Violation.Detail) {
    self.rule = rule
    self.subject = subject
    self.at = at
    self.detail = detail
  }

  /// What breaks a rule, by id.
  public enum Subject: Hashable, Sendable {
    /// An appointment.
    case appointment(String)
    /// An operation.
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
    /// The technicians of a team.
    case team(String)
    /// Equipment.
    case equipment(String)
    /// A limit of arrivals.
    case limit(String)
    /// The drivers.
    case drivers
  }
}

/// An operation, named by the ids of its appointment and of itself.
public struct OperationReference: Hashable, Sendable {
  /// The id of the appointment.
  public var appointment: String
  /// The id of the operation in the appointment.
  public var operation: String

  /// Creates a reference.
  public init(appointment: String, operation: String) {
    self.appointment = appointment
    self.operation = operation
  }
}
