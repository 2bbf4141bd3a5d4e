/// What a new plan changes, grouped by who needs to know: customers to call, tasks of technicians, arrivals,
/// parts, vehicles to move, and trips.
public struct ChangeList: Hashable, Sendable {
  /// A customer to call.
  public struct Call: Hashable, Sendable {
    /// The id of the visit.
    public var appointment: String
    /// The reason for the call.
    public var cause: CallReason
    /// What to tell the customer.
    public var answer: Answer

    package init(appointment: String, cause: CallReason, answer: Answer) {
      self.appointment = appointment
      self.cause = cause
      self.answer = answer
    }
  }

  /// Why to call a customer, the most urgent first.
  public enum CallReason: Hashable, Sendable {
    /// The promised arrival cannot be kept.
    case promiseBroken(promised: CivilTime)
    /// The vehicle has arrived and nothing can be planned for it.
    case notPlanned
    /// The work waits for the customer's answer, expected at a time if one is known.
    case onHold(until: CivilTime?)
    /// The vehicle will be ready after the promised time.
    case late(readyBy: CivilTime, before: CivilTime?)
    /// The vehicle will be ready later than planned, on another day or while the customer waits.
    case readyLater(before: CivilTime)
    /// The vehicle came back after a repair (返修).
    case urgentReturn
    /// The customer came without a booking.
    case walkIn
    /// Work was added, which changes when the vehicle is ready.
    case addedWork
    /// The customer comes after the grace time; the slot was released.
    case slotReleased(promised: CivilTime, expected: CivilTime)
    /// A new request.
    case request
    /// The customer did not come.
    case noShow(missed: CivilTime)
    /// The customer agreed to another arrival, which is confirmed.
    case moved(from: CivilTime?)
    /// The visit was unscheduled and now has a time.
    case nowPossible
    /// The time that was proposed has passed, and nobody said that the customer agreed.
    case notAgreed(proposed: CivilTime)
    /// The promised time has passed without anything planned.
    case promisePassed(CivilTime)
  }

  /// What to tell a customer.
  public enum Answer: Hashable, Sendable {
    /// The visit is planned: the arrival, unless the vehicle is in house, and when it is ready.
    case planned(Schedule.Reception?, ready: CivilTime)
    /// The visit is not planned: a time to offer, or the earliest that would work.
    case leftOut(
      Schedule.UnscheduledReason, offer: Schedule.Reception?, ready: CivilTime?, earliest: CivilTime?)
  }

  /// A changed operation.
  public struct OperationChange: Hashable, Sendable {
    /// The id of the visit.
    public var appointment: String
    /// The id of the operation in the visit.
    public var operation: String
    /// The old placement; `nil` if there was none.
    public var before: Schedule.OperationAssignment?
    /// The new placement; `nil` if there is none.
    public var after: Schedule.OperationAssignment?

    package init(
      appointment: String, operation: String, before: Schedule.OperationAssignment?,
      after: Schedule.OperationAssignment?
    ) {
      self.appointment = appointment
      self.operation = operation
      self.before = before
      self.after = after
    }
  }

  /// A changed arrival.
  public struct ArrivalChange: Hashable, Sendable {
    /// The id of the visit.
    public var appointment: String
    /// The old arrival; `nil` if there was none.
    public var before: Schedule.Reception?
    /// The new arrival; `nil` if there is none.
    public var after: Schedule.Reception?

    package init(appointment: String, before: Schedule.Reception?, after: Schedule.Reception?) {
      self.appointment = appointment
      self.before = before
      self.after = after
    }
  }

  /// Parts of a visit that are newly needed, no longer needed, or needed at another time.
  public struct PartsPick: Hashable, Sendable {
    /// The id of the visit.
    public var appointment: String
    /// The parts.
    public var parts: [SparePart.Requirement]
    /// When they were needed before; `nil` if they were not.
    public var before: CivilTime?
    /// When they are needed now; `nil` if they no longer are.
    public var after: CivilTime?

    package init(appointment: String, parts: [SparePart.Requirement], before: CivilTime?, after: CivilTime?) {
      self.appointment = appointment
      self.parts = parts
      self.before = before
      self.after = after
    }
  }

  /// A vehicle that is moved from bay to bay for an operation, in only one of the two plans.
  public struct VehicleMove: Hashable, Sendable {
    /// The id of the visit.
    public var appointment: String
    /// The id of the operation for which it is moved.
    public var operation: String
    /// The id of the bay it leaves.
    public var from: String
    /// The id of the bay it comes to; the same if it makes room in between.
    public var to: String
    /// When the operation starts.
    public var at: CivilTime
    /// Whether the new plan has the move; otherwise the vehicle now stays.
    public var isNew: Bool

    package init(
      appointment: String, operation: String, from: String, to: String, at: CivilTime, isNew: Bool
    ) {
      self.appointment = appointment
      self.operation = operation
      self.from = from
      self.to = to
      self.at = at
      self.isNew = isNew
    }
  }

  /// A changed trip of a driver.
  public struct TripChange: Hashable, Sendable {
    /// The id of the visit.
    public var appointment: String
    /// Whether the vehicle is brought back; otherwise it is fetched.
    public var isDelivery: Bool
    /// When the old trip was to begin; `nil` if there was none.
    public var before: CivilTime?
    /// When the new trip begins; `nil` if there is none.
    public var after: CivilTime?

    package init(appointment: String, isDelivery: Bool, before: CivilTime?, after: CivilTime?) {
      self.appointment = appointment
      self.isDelivery = isDelivery
      self.before = before
      self.after = after
    }
  }

  /// A cancelled visit.
  public struct Cancellation: Hashable, Sendable {
    /// The id of the visit.
    public var appointment: String
    /// Whether work had begun.
    public var hadBegun: Bool

    package init(appointment: String, hadBegun: Bool) {
      self.appointment = appointment
      self.hadBegun = hadBegun
    }
  }

  /// The changed tasks of a technician, in chronological order.
  public struct TechnicianTasks: Hashable, Sendable {
    /// The id of the technician.
    public var id: String
    /// The tasks.
    public var tasks: [OperationChange]

    package init(id: String, tasks: [OperationChange]) {
      self.id = id
      self.tasks = tasks
    }
  }

  /// The changed arrivals of an advisor, in chronological order.
  public struct AdvisorArrivals: Hashable, Sendable {
    /// The id of the advisor.
    public var id: String
    /// The arrivals.
    public var arrivals: [ArrivalChange]

    package init(id: String, arrivals: [ArrivalChange]) {
      self.id = id
      self.arrivals = arrivals
    }
  }

  /// Customers to call, the most urgent first.
  public var calls: [Call] = []
  /// Cancelled visits, in the order of the demand.
  public var cancellations: [Cancellation] = []
  /// Technicians whose tasks change, in the order of the site.
  public var technicians: [TechnicianTasks] = []
  /// Advisors whose arrivals change, in the order of the site.
  public var advisors: [AdvisorArrivals] = []
  /// Parts whose need changes.
  public var picks: [PartsPick] = []
  /// Operations whose bay or crew changes.
  public var moved: [OperationChange] = []
  /// Vehicles that are moved from bay to bay in only one of the plans, in chronological order.
  public var vehicleMoves: [VehicleMove] = []
  /// Trips of drivers that change, in chronological order.
  public var trips: [TripChange] = []

  /// No changes.
  package init() {}
}
