/// What a new plan changes, by the people who have to know: whom to call, who works on what instead, which arrivals
/// and which parts.
public struct ChangeList: Hashable, Sendable {
  /// A customer to call.
  public struct Call: Hashable, Sendable {
    /// Id of the visit.
    public var appointment: String
    /// Why.
    public var cause: Cause
    /// What there is to say.
    public var answer: Answer

    package init(appointment: String, cause: Cause, answer: Answer) {
      self.appointment = appointment
      self.cause = cause
      self.answer = answer
    }
  }

  /// Why a customer is called. The order is that of urgency.
  public enum Cause: Hashable, Sendable {
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
  public struct Task: Hashable, Sendable {
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
  public struct Arrival: Hashable, Sendable {
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
  public struct Pick: Hashable, Sendable {
    /// Id of the visit.
    public var appointment: String
    /// The parts.
    public var parts: [PartNeed]
    /// When they were needed; `nil` if they were not.
    public var before: CivilTime?
    /// When they are needed; `nil` if they are not any more.
    public var after: CivilTime?

    package init(appointment: String, parts: [PartNeed], before: CivilTime?, after: CivilTime?) {
      self.appointment = appointment
      self.parts = parts
      self.before = before
      self.after = after
    }
  }

  /// A visit that was called off.
  public struct CalledOff: Hashable, Sendable {
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
  public struct Technician: Hashable, Sendable {
    /// Id of the technician.
    public var id: String
    /// The tasks.
    public var tasks: [Task]

    package init(id: String, tasks: [Task]) {
      self.id = id
      self.tasks = tasks
    }
  }

  /// The arrivals of an advisor that differ, in order of time.
  public struct Advisor: Hashable, Sendable {
    /// Id of the advisor.
    public var id: String
    /// The arrivals.
    public var arrivals: [Arrival]

    package init(id: String, arrivals: [Arrival]) {
      self.id = id
      self.arrivals = arrivals
    }
  }

  /// Customers to call, the most urgent first.
  public var calls: [Call] = []
  /// Visits that were called off, in the order of the demand.
  public var calledOff: [CalledOff] = []
  /// Technicians whose work differs, in the order of the site.
  public var technicians: [Technician] = []
  /// Advisors whose arrivals differ, in the order of the site.
  public var advisors: [Advisor] = []
  /// Parts that are needed otherwise.
  public var picks: [Pick] = []
  /// Operations with another bay or crew than the plan had.
  public var moved: [Task] = []

  /// No changes.
  package init() {}
}
