/// A question about a visit: why it is placed where it is, or why not elsewhere. Properties that are `nil` are left open;
/// if only others are given, a scheduled visit keeps its arrival.
public struct PlacementQuestion: Hashable, Sendable {
  /// The id of the appointment.
  public var appointment: String
  /// The requested arrival.
  public var arrival: CivilTime?
  /// The id of the requested advisor.
  public var advisor: String?
  /// The id of a technician who should work on at least one operation.
  public var technician: String?
  /// The id of a bay in which at least one operation should be done.
  public var bay: String?

  /// Creates a question about an appointment.
  public init(
    appointment: String, arrival: CivilTime? = nil, advisor: String? = nil, technician: String? = nil,
    bay: String? = nil
  ) {
    self.appointment = appointment
    self.arrival = arrival
    self.advisor = advisor
    self.technician = technician
    self.bay = bay
  }

  /// Whether the question names a place.
  public var asksForPlace: Bool {
    arrival != nil || advisor != nil || technician != nil || bay != nil
  }
}

/// The answer to a question about a visit in a schedule.
public struct Explanation: Sendable {
  /// The question, with its arrival filled in where it follows from the schedule.
  public var question: PlacementQuestion
  /// Where the visit is and why; `nil` if it is unscheduled.
  public var standing: Explanation.CurrentPlacement?
  /// Why the visit is unscheduled; `nil` if it is scheduled.
  public var reason: Schedule.UnscheduledAppointment?
  /// Whether the reason is proven. It is not where a search was cut off before it had tried every way to keep the
  /// reserve: then there may be a place that was not found.
  public var isReasonProven = true
  /// Whether the visit could be placed as asked, or at all if it is unscheduled. `nil` if the question names no place for
  /// a scheduled visit, or if an unscheduled visit has no conceivable place (all of its work is locked, or the site has no
  /// advisor).
  public var answer: Explanation.PlacementAnswer?
  /// The cost of the schedule as given.
  public var cost: ScheduleCost

  package init(
    question: PlacementQuestion, standing: Explanation.CurrentPlacement? = nil,
    reason: Schedule.UnscheduledAppointment? = nil,
    answer: Explanation.PlacementAnswer? = nil, cost: ScheduleCost
  ) {
    self.question = question
    self.standing = standing
    self.reason = reason
    self.answer = answer
    self.cost = cost
  }
}

extension Explanation {
  /// Whether a visit could be placed somewhere, with everything else unchanged.
  public struct PlacementAnswer: Sendable {
    /// The visit there: the cheapest feasible placement found, or else the one that breaks the fewest rules.
    public var assignment: Schedule.Assignment
    /// The rule violations this causes, in the order of the rules; empty if it is possible.
    public var violations: [Violation]
    /// Alternative sets of rules of the same size that could be broken instead.
    public var otherWays: [[HardRule]]
    /// What keeps each advisor from receiving the visit at the requested time; empty if no time was requested.
    public var advisors: [Explanation.AdvisorObstacle]
    /// The schedule with the visit there and everything else unchanged.
    public var schedule: Schedule
    /// The cost of that schedule.
    public var cost: ScheduleCost
    /// The smallest sets of rule relaxations that would suffice; empty if it is possible, or if the time is past.
    public var relaxations: Explanation.Relaxations
    /// Whether it is impossible because the requested time lies before `now`.
    public var isPast = false
    /// Whether no smaller set of rules is proven to be enough. It is not where a search was cut off before it had tried
    /// every way to keep the reserve.
    public var isProven = true

    package init(
      assignment: Schedule.Assignment, violations: [Violation], otherWays: [[HardRule]],
      advisors: [Explanation.AdvisorObstacle],
      schedule: Schedule, cost: ScheduleCost, relaxations: Explanation.Relaxations
    ) {
      self.assignment = assignment
      self.violations = violations
      self.otherWays = otherWays
      self.advisors = advisors
      self.schedule = schedule
      self.cost = cost
      self.relaxations = relaxations
    }

    /// Whether no rule is broken.
    public var isPossible: Bool { violations.isEmpty }
  }
}

extension Explanation {
  /// What keeps an advisor from receiving a visit at a time.
  public struct AdvisorObstacle: Sendable {
    /// The id of the advisor.
    public var advisor: String
    /// Violations of H1–H5; empty if the advisor is free.
    public var violations: [Violation]
    /// The advisor's arrivals that day, not counting the visit.
    public var arrivalsThatDay: Int

    package init(
      advisor: String, violations: [Violation], arrivalsThatDay: Int
    ) {
      self.advisor = advisor
      self.violations = violations
      self.arrivalsThatDay = arrivalsThatDay
    }
  }
}

extension Explanation {
  /// What would make room for a visit.
  public struct Relaxations: Sendable {
    /// The smallest sets that suffice.
    public var sets: [Explanation.SufficientSet] = []
    /// The number of further sets of that size.
    public var more = 0
    /// The number of relaxations tried, alone and combined.
    public var tried = 0
    /// The maximum size of a set.
    public var maxTogether = 0
    /// Whether all sets up to that size were decided.
    public var isComplete = true

    /// Creates an empty result.
    public init() {}
  }
}

extension Explanation {
  /// Rule relaxations that together make room for a visit, and what that gains.
  public struct SufficientSet: Sendable {
    /// The relaxations, each as small as possible.
    public var edits: [RuleRelaxation]
    /// The visit as it is placed then.
    public var assignment: Schedule.Assignment
    /// The total cost of the relaxed schedule, in points.
    public var total: Int
    /// By how many points that is below the current total.
    public var gain: Int

    package init(
      edits: [RuleRelaxation], assignment: Schedule.Assignment, total: Int, gain: Int
    ) {
      self.edits = edits
      self.assignment = assignment
      self.total = total
      self.gain = gain
    }
  }
}

extension Explanation {
  /// Where a visit is placed, and why.
  public struct CurrentPlacement: Sendable {
    /// The placement.
    public var assignment: Schedule.Assignment
    /// What the visit adds to the cost, by term, not counting the cost of leaving it out.
    public var cost: ScheduleCost
    /// Arrivals closer to the customer's first choice (without one: earlier arrivals), the closest first, with what speaks
    /// against each.
    public var nearer: [Explanation.CloserArrival]
    /// The other advisors at the time of arrival.
    public var advisors: [Explanation.AdvisorObstacle]
    /// The number of the advisor's other arrivals that day.
    public var arrivalsThatDay: Int?
    /// The operations in order.
    public var operations: [Explanation.CurrentOperation]

    package init(
      assignment: Schedule.Assignment, cost: ScheduleCost, nearer: [Explanation.CloserArrival],
      advisors: [Explanation.AdvisorObstacle],
      arrivalsThatDay: Int?, operations: [Explanation.CurrentOperation]
    ) {
      self.assignment = assignment
      self.cost = cost
      self.nearer = nearer
      self.advisors = advisors
      self.arrivalsThatDay = arrivalsThatDay
      self.operations = operations
    }
  }
}

extension Explanation {
  /// An arrival the customer would prefer.
  public struct CloserArrival: Sendable {
    /// The arrival.
    public var arrival: CivilTime
    /// The violations it would cause, as few as possible; empty if it is possible.
    public var violations: [Violation]
    /// The change of the schedule's cost, by term.
    public var change: ScheduleCost
    /// The schedule with the visit there.
    public var schedule: Schedule

    package init(
      arrival: CivilTime, violations: [Violation], change: ScheduleCost, schedule: Schedule
    ) {
      self.arrival = arrival
      self.violations = violations
      self.change = change
      self.schedule = schedule
    }
  }
}

extension Explanation {
  /// An operation as placed: what determines its start, and who else could do it.
  public struct CurrentOperation: Sendable {
    /// The placement of the operation.
    public var placed: Schedule.OperationAssignment
    /// What prevents an earlier start; empty if it could start earlier.
    public var causes: [Explanation.StartConstraint]
    /// The other technicians who could do it, in the order of the site.
    public var others: [Explanation.OtherTechnician]

    package init(
      placed: Schedule.OperationAssignment, causes: [Explanation.StartConstraint],
      others: [Explanation.OtherTechnician]
    ) {
      self.placed = placed
      self.causes = causes
      self.others = others
    }
  }
}

extension Explanation {
  /// What determines the start of an operation.
  public enum StartConstraint: Hashable, Sendable {
    /// The operation is locked.
    case locked
    /// The reception of the vehicle ends.
    case reception
    /// The previous operation ends.
    case operation(String)
    /// The technician finishes another operation.
    case technicianFree(String, after: OperationReference)
    /// The technician comes on duty.
    case technicianOnDuty(String)
    /// The bay becomes free after another operation.
    case bayFree(String, after: OperationReference)
    /// The bay opens.
    case bayOpen(String)
    /// The minimum time since the end of the operation before has passed.
    case lag(minutes: Int)
    /// The vehicle has been moved into the bay.
    case move(minutes: Int)
    /// Another operation gives the equipment back.
    case equipmentFree(String, after: OperationReference)
    /// A part of the operation is delivered.
    case part(String)
    /// Nothing may start before the planning time.
    case now
  }
}

extension Explanation {
  /// Another technician who could do an operation.
  public struct OtherTechnician: Sendable {
    /// The id of the technician.
    public var technician: String
    /// The level in the trade; `nil` for an alternative.
    public var level: Int?
    /// What the technician does at that time.
    public var state: State

    package init(
      technician: String, level: Int?, state: State
    ) {
      self.technician = technician
      self.level = level
      self.state = state
    }

    /// What a technician does at a time.
    public enum State: Hashable, Sendable {
      case free
      case offDuty
      /// Works on another operation until a time.
      case busy(OperationReference, until: CivilTime)
    }
  }
}

extension ScheduleCost {
  /// The difference of two costs, by term.
  public static func - (left: ScheduleCost, right: ScheduleCost) -> ScheduleCost {
    var difference = ScheduleCost()
    for term in ScheduleCost.Term.allCases { difference[term] = left[term] - right[term] }
    return difference
  }
}
