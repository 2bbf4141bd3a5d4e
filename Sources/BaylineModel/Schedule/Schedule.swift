/// Who comes when, and who works on what where (`bayline.schedule/1`).
public struct Schedule: Hashable, Sendable {
  /// The scheduled visits: vehicles that had arrived first, in order of id, then by arrival and id.
  public var assignments: [Assignment]
  /// The visits that were left out.
  public var unscheduled: [UnscheduledAppointment]
  /// The cost that the file states, if it does.
  public var cost: StatedCost?
  /// How it was made.
  public var about: ScheduleProvenance?

  /// A schedule.
  public init(
    assignments: [Assignment], unscheduled: [UnscheduledAppointment] = [], cost: StatedCost? = nil,
    about: ScheduleProvenance? = nil
  ) {
    self.assignments = assignments
    self.unscheduled = unscheduled
    self.cost = cost
    self.about = about
  }
}

/// A scheduled visit.
public struct Assignment: Hashable, Sendable {
  /// Id of the appointment.
  public var appointment: String
  /// Arrival and advisor; `nil` for a vehicle that had arrived.
  public var reception: Reception?
  /// When the vehicle is ready.
  public var ready: CivilTime
  /// The operations in their order, one for each of the appointment.
  public var operations: [OperationAssignment]

  /// A scheduled visit.
  public init(
    appointment: String, reception: Reception?, ready: CivilTime, operations: [OperationAssignment]
  ) {
    self.appointment = appointment
    self.reception = reception
    self.ready = ready
    self.operations = operations
  }
}

/// An arrival with the advisor who receives it.
public struct Reception: Hashable, Sendable {
  /// When the vehicle comes.
  public var arrival: CivilTime
  /// Id of the advisor.
  public var advisor: String

  /// An arrival at an advisor.
  public init(arrival: CivilTime, advisor: String) {
    self.arrival = arrival
    self.advisor = advisor
  }
}

/// Where, by whom and when an operation is done.
public struct OperationAssignment: Hashable, Sendable {
  /// Id of the operation in its appointment.
  public var operation: String
  /// Id of the bay.
  public var bay: String?
  /// Ids of the technicians.
  public var technicians: [String]
  /// When it starts.
  public var start: CivilTime
  /// When it ends.
  public var end: CivilTime

  /// An operation with its bay, crew and time.
  public init(operation: String, bay: String?, technicians: [String], start: CivilTime, end: CivilTime) {
    self.operation = operation
    self.bay = bay
    self.technicians = technicians
    self.start = start
    self.end = end
  }
}

/// An appointment that was not scheduled, and why.
public struct UnscheduledAppointment: Hashable, Sendable {
  /// Id of the appointment.
  public var appointment: String
  /// Why, as the schedule file states it.
  public var reason: UnscheduledReason
  /// What keeps it out, as facts; empty for a schedule read from a file.
  public var obstacles: [Obstacle]
  /// The obstacles in words, as the schedule file has them; `nil` until they are worded.
  public var detail: String?
  /// The earliest arrival at which it could be inserted with everything else unchanged.
  public var earliest: CivilTime?

  /// An appointment that was not scheduled.
  public init(
    appointment: String, reason: UnscheduledReason, obstacles: [Obstacle] = [], detail: String? = nil,
    earliest: CivilTime? = nil
  ) {
    self.appointment = appointment
    self.reason = reason
    self.obstacles = obstacles
    self.detail = detail
    self.earliest = earliest
  }
}

/// Why an appointment was not scheduled; the raw value is the one in the files.
public enum UnscheduledReason: String, CaseIterable, Sendable, Hashable {
  case technician, bay, parts, availability, advisor, booked, locked, loaner, reserve, capacity
}

/// How a schedule was made.
public struct ScheduleProvenance: Hashable, Sendable {
  /// Name of the program.
  public var program: String?
  /// Its version.
  public var version: String?
  /// Seed of the random numbers.
  public var seed: Int?
  /// Searches side by side.
  public var threads: Int?
  /// Iterations of the search.
  public var iterations: Int?
  /// Candidate moves whose exact delta, or exact rejection, was computed.
  public var evaluations: Int?
  /// Seconds in all.
  public var seconds: Double?
  /// Seconds until the first complete schedule.
  public var firstSeconds: Double?
  /// A proven lower bound of the total, in points.
  public var bound: Int?
  /// A digest of what it was made from.
  public var demand: String?

  /// Nothing said yet.
  public init() {}
}
