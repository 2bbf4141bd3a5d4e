/// Who comes when, and who works on what where (`bayline.schedule/1`).
public struct Schedule: Hashable, Sendable {
  /// The scheduled visits: vehicles that had already arrived first, by id; then by arrival and id.
  public var assignments: [Schedule.Assignment]
  /// The visits that could not be scheduled.
  public var unscheduled: [Schedule.UnscheduledAppointment]
  /// The stated cost, if any.
  public var cost: ScheduleCost.Stated?
  /// How the schedule was made.
  public var about: Schedule.Provenance?

  /// Creates a schedule.
  public init(
    assignments: [Schedule.Assignment], unscheduled: [Schedule.UnscheduledAppointment] = [],
    cost: ScheduleCost.Stated? = nil,
    about: Schedule.Provenance? = nil
  ) {
    self.assignments = assignments
    self.unscheduled = unscheduled
    self.cost = cost
    self.about = about
  }
}

extension Schedule {
  /// The scheduled visits by the id of the appointment; the first, if there are several.
  package var assignmentsByVisit: [String: Assignment] {
    Dictionary(assignments.map { ($0.appointment, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The visits without a time by the id of the appointment; the first, if there are several.
  package var unscheduledByVisit: [String: UnscheduledAppointment] {
    Dictionary(unscheduled.map { ($0.appointment, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Schedule {
  /// A scheduled visit.
  public struct Assignment: Hashable, Sendable {
    /// The id of the appointment.
    public var appointment: String
    /// The arrival and the advisor; `nil` for a vehicle that had already arrived.
    public var reception: Schedule.Reception?
    /// When the vehicle is ready.
    public var ready: CivilTime
    /// The time that the customer is told, not before `ready`.
    public var promise: CivilTime?
    /// The operations in order, one for each of the appointment.
    public var operations: [Schedule.OperationAssignment]

    /// Creates a scheduled visit.
    public init(
      appointment: String, reception: Schedule.Reception?, ready: CivilTime, promise: CivilTime? = nil,
      operations: [Schedule.OperationAssignment]
    ) {
      self.appointment = appointment
      self.reception = reception
      self.ready = ready
      self.promise = promise
      self.operations = operations
    }
  }
}

extension Schedule {
  /// An arrival and the advisor who receives it.
  public struct Reception: Hashable, Sendable {
    /// When the vehicle arrives.
    public var arrival: CivilTime
    /// The id of the advisor.
    public var advisor: String

    /// Creates a reception.
    public init(arrival: CivilTime, advisor: String) {
      self.arrival = arrival
      self.advisor = advisor
    }
  }
}

extension Schedule {
  /// Where, by whom and when an operation is done.
  public struct OperationAssignment: Hashable, Sendable {
    /// The id of the operation in its appointment.
    public var operation: String
    /// The id of the bay; `nil` if the operation needs none.
    public var bay: String?
    /// The ids of the technicians.
    public var technicians: [String]
    /// When it starts.
    public var start: CivilTime
    /// When it ends.
    public var end: CivilTime

    /// Creates the placement of an operation.
    public init(operation: String, bay: String?, technicians: [String], start: CivilTime, end: CivilTime) {
      self.operation = operation
      self.bay = bay
      self.technicians = technicians
      self.start = start
      self.end = end
    }
  }
}

extension Schedule {
  /// An appointment that could not be scheduled, and why.
  public struct UnscheduledAppointment: Hashable, Sendable {
    /// The id of the appointment.
    public var appointment: String
    /// The reason.
    public var reason: Schedule.UnscheduledReason
    /// What keeps the visit out; empty for a schedule read from a file.
    public var obstacles: [Obstacle]
    /// The obstacles as text, as stored in the schedule file; `nil` until they are put into words.
    public var detail: String?
    /// The earliest arrival at which it could be inserted with everything else unchanged.
    public var earliest: CivilTime?

    /// Creates an unscheduled appointment.
    public init(
      appointment: String, reason: Schedule.UnscheduledReason, obstacles: [Obstacle] = [],
      detail: String? = nil,
      earliest: CivilTime? = nil
    ) {
      self.appointment = appointment
      self.reason = reason
      self.obstacles = obstacles
      self.detail = detail
      self.earliest = earliest
    }
  }
}

extension Schedule {
  /// Why an appointment could not be scheduled; the raw value is that of the files.
  public enum UnscheduledReason: String, CaseIterable, Sendable, Hashable {
    case technician, bay, equipment, parts, availability, advisor, limit, booked, locked, loaner, driver,
      reserve
    case capacity
  }
}

extension Schedule {
  /// How a schedule was made.
  public struct Provenance: Hashable, Sendable {
    /// The name of the program.
    public var program: String?
    /// The version of the program.
    public var version: String?
    /// The seed of the random numbers.
    public var seed: Int?
    /// The number of parallel searches.
    public var threads: Int?
    /// The number of iterations of all searches.
    public var iterations: Int?
    /// The number of candidate moves whose exact cost difference, or exact rejection, was computed.
    public var evaluations: Int?
    /// The total running time, in seconds.
    public var seconds: Double?
    /// The time until the first complete schedule, in seconds.
    public var firstSeconds: Double?
    /// A proven lower bound of the total, in points.
    public var bound: Int?
    /// A digest of the input the schedule was made from.
    public var demand: String?
    /// What the plan is expected to cost and gain on the day against the nominal one; `nil` for a nominal plan.
    public var robust: RobustComparison?

    /// Creates an empty provenance.
    public init() {}
  }
}
