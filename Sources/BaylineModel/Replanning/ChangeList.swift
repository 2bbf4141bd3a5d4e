/// What a new plan changes, by the people who have to know: whom to call, who works on what instead, which arrivals
/// and which parts.
public struct ChangeList: Hashable, Sendable {
  /// A customer to call.
  public struct Call: Hashable, Sendable {
    /// Id of the visit.
    public var appointment: String
    /// Why.
    public var cause: CallReason
    /// What there is to say.
    public var answer: Answer

    package init(appointment: String, cause: CallReason, answer: Answer) {
      self.appointment = appointment
      self.cause = cause
      self.answer = answer
    }
  }

  /// Why a customer is called. The order is that of urgency.
  public enum CallReason: Hashable, Sendable {
    /// The arrival that was promised cannot be kept.
    case promiseBroken(promised: CivilTime)
    /// The vehicle is here and nothing can be planned for it.
    case notPlanned
    /// Ready after the time that was promised.
    case late(readyBy: CivilTime, before: CivilTime?)
    /// Ready later than the plan had it, on another day or with the customer waiting.
    case readyLater(before: CivilTime)
    /// Work came back.
    case urgentReturn
    /// Came without a booking.
    case walkIn
    /// Added work: when the vehicle is ready.
    case addedWork
    /// Comes after the grace time: the slot was released.
    case slotReleased(promised: CivilTime, expected: CivilTime)
    /// A new request.
    case request
    /// Did not come.
    case noShow(missed: CivilTime)
    /// Was left out until now and has a time.
    case nowPossible
    /// The promised time passed with nothing planned.
    case promisePassed(CivilTime)
  }

  /// What there is to say to a customer.
  public enum Answer: Hashable, Sendable {
    /// Planned: an arrival, unless the vehicle is here, and when it is ready.
    case planned(Reception?, ready: CivilTime)
    /// Not planned: a time that could be offered, or the earliest that would work.
    case leftOut(UnscheduledReason, offer: Reception?, ready: CivilTime?, earliest: CivilTime?)
  }

  /// A piece of work of one technician that differs.
  public struct OperationChange: Hashable, Sendable {
    /// Id of the visit.
    public var appointment: String
    /// Id of the operation in it.
    public var operation: String
    /// Where the plan had it; `nil` if it had not.
    public var before: OperationAssignment?
    /// Where it is now; `nil` if nobody does it.
    public var after: OperationAssignment?

    package init(
      appointment: String, operation: String, before: OperationAssignment?, after: OperationAssignment?
    ) {
      self.appointment = appointment
      self.operation = operation
      self.before = before
      self.after = after
    }
  }

  /// An arrival that differs.
  public struct ArrivalChange: Hashable, Sendable {
    /// Id of the visit.
    public var appointment: String
    /// What the plan had.
    public var before: Reception?
    /// What there is now.
    public var after: Reception?

    package init(appointment: String, before: Reception?, after: Reception?) {
      self.appointment = appointment
      self.before = before
      self.after = after
    }
  }

  /// Parts of a visit that are needed at another time, newly or no more.
  public struct PartsPick: Hashable, Sendable {
    /// Id of the visit.
    public var appointment: String
    /// The parts.
    public var parts: [PartRequirement]
    /// When they were needed; `nil` if they were not.
    public var before: CivilTime?
    /// When they are needed; `nil` if they are not any more.
    public var after: CivilTime?

    package init(appointment: String, parts: [PartRequirement], before: CivilTime?, after: CivilTime?) {
      self.appointment = appointment
      self.parts = parts
      self.before = before
      self.after = after
    }
  }

  /// A visit that was called off.
  public struct Cancellation: Hashable, Sendable {
    /// Id of the visit.
    public var appointment: String
    /// Whether work on it was done before.
    public var hadBegun: Bool

    package init(appointment: String, hadBegun: Bool) {
      self.appointment = appointment
      self.hadBegun = hadBegun
    }
  }

  /// The tasks of a technician that differ, in order of time.
  public struct TechnicianTasks: Hashable, Sendable {
    /// Id of the technician.
    public var id: String
    /// The tasks.
    public var tasks: [OperationChange]

    package init(id: String, tasks: [OperationChange]) {
      self.id = id
      self.tasks = tasks
    }
  }

  /// The arrivals of an advisor that differ, in order of time.
  public struct AdvisorArrivals: Hashable, Sendable {
    /// Id of the advisor.
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
  /// Visits that were called off, in the order of the demand.
  public var cancellations: [Cancellation] = []
  /// Technicians whose work differs, in the order of the site.
  public var technicians: [TechnicianTasks] = []
  /// Advisors whose arrivals differ, in the order of the site.
  public var advisors: [AdvisorArrivals] = []
  /// Parts that are needed otherwise.
  public var picks: [PartsPick] = []
  /// Operations with another bay or crew than the plan had.
  public var moved: [OperationChange] = []

  /// No changes.
  package init() {}
}
