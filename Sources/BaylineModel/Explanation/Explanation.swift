/// What is asked about a visit: why it is where it is, or why not at another place. What is `nil` is left open; the
/// arrival of a scheduled visit then stays as it is, if anything else is asked for.
public struct PlacementQuestion: Hashable, Sendable {
  /// Id of the appointment.
  public var appointment: String
  /// The arrival asked for.
  public var arrival: CivilTime?
  /// Id of the advisor asked for.
  public var advisor: String?
  /// Id of a technician who shall have a part in one operation at least.
  public var technician: String?
  /// Id of a bay in which one operation at least shall be done.
  public var bay: String?

  /// A question about an appointment.
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

  /// Whether a place is asked for.
  public var asksForPlace: Bool {
    arrival != nil || advisor != nil || technician != nil || bay != nil
  }
}

/// The answer to a question about a visit in a schedule.
public struct Explanation: Sendable {
  /// The question, its arrival filled in where it follows.
  public var question: PlacementQuestion
  /// Where the visit is and why; `nil` if it is left out.
  public var standing: CurrentPlacement?
  /// Why it is left out; `nil` if it is scheduled.
  public var reason: UnscheduledAppointment?
  /// Whether it could be where it was asked for, or of a visit left out anywhere; `nil` if nothing is asked of a
  /// scheduled one, or if no place can be made up for one left out (all of its work is locked, or there is no advisor).
  public var answer: PlacementAnswer?
  /// The cost of the schedule as it stands.
  public var cost: ScheduleCost

  package init(
    question: PlacementQuestion, standing: CurrentPlacement? = nil, reason: UnscheduledAppointment? = nil,
    answer: PlacementAnswer? = nil, cost: ScheduleCost
  ) {
    self.question = question
    self.standing = standing
    self.reason = reason
    self.answer = answer
    self.cost = cost
  }
}

/// Whether a visit could be at a place, with everything else as it stands.
public struct PlacementAnswer: Sendable {
  /// The visit there: where it is possible the cheapest way that was found, else the way that breaks the fewest rules.
  public var assignment: Assignment
  /// Every break of a rule that it brings, in the order of the rules; empty where it is possible.
  public var violations: [Violation]
  /// Other sets of rules, just as small, one of which could be broken instead.
  public var otherWays: [[HardRule]]
  /// What stands in the way of each advisor at the asked time; empty if no time was asked for.
  public var advisors: [AdvisorObstacle]
  /// The schedule with the visit there, everything else as it stands.
  public var schedule: Schedule
  /// The cost of that schedule.
  public var cost: ScheduleCost
  /// The smallest sets of weaker rules that would be enough; empty where it is possible, and of a time that is past.
  public var relaxations: Relaxations
  /// Whether it is not possible because the asked time lies before `now`.
  public var isPast = false

  package init(
    assignment: Assignment, violations: [Violation], otherWays: [[HardRule]], advisors: [AdvisorObstacle],
    schedule: Schedule, cost: ScheduleCost, relaxations: Relaxations
  ) {
    self.assignment = assignment
    self.violations = violations
    self.otherWays = otherWays
    self.advisors = advisors
    self.schedule = schedule
    self.cost = cost
    self.relaxations = relaxations
  }

  /// No rule is broken.
  public var isPossible: Bool { violations.isEmpty }
}

/// What keeps an advisor from receiving a visit at a time.
public struct AdvisorObstacle: Sendable {
  /// Id of the advisor.
  public var advisor: String
  /// Breaks of H1–H5; empty if the advisor is free.
  public var violations: [Violation]
  /// Arrivals of the advisor that day, without the visit.
  public var arrivalsThatDay: Int

  package init(
    advisor: String, violations: [Violation], arrivalsThatDay: Int
  ) {
    self.advisor = advisor
    self.violations = violations
    self.arrivalsThatDay = arrivalsThatDay
  }
}

/// What would let a visit in.
public struct Relaxations: Sendable {
  /// The smallest sets that are enough.
  public var sets: [SufficientSet] = []
  /// How many more of that size there are.
  public var more = 0
  /// How many weaker rules were tried, alone and together.
  public var tried = 0
  /// How many of them a set has at most.
  public var maxTogether = 0
  /// Whether all sets up to the size of these were decided on.
  public var isComplete = true

  /// Nothing.
  public init() {}
}

/// Weaker rules that together let a visit in, and what that gains.
public struct SufficientSet: Sendable {
  /// The changes, each as small as it can be.
  public var edits: [RuleRelaxation]
  /// The visit there.
  public var assignment: Assignment
  /// The total of the schedule with the visit there, in the changed case.
  public var total: Int
  /// The total as it stands, less that.
  public var gain: Int

  package init(
    edits: [RuleRelaxation], assignment: Assignment, total: Int, gain: Int
  ) {
    self.edits = edits
    self.assignment = assignment
    self.total = total
    self.gain = gain
  }
}

/// Where a visit is, and why.
public struct CurrentPlacement: Sendable {
  /// Where it is.
  public var assignment: Assignment
  /// What it adds to the cost, by term; that of leaving it out is not counted.
  public var cost: ScheduleCost
  /// Arrivals nearer to the customer's first choice (without one: earlier ones), the nearest first, with what speaks
  /// against each.
  public var nearer: [CloserArrival]
  /// The other advisors at the time of its arrival.
  public var advisors: [AdvisorObstacle]
  /// Arrivals of its advisor that day, itself left aside.
  public var arrivalsThatDay: Int?
  /// The operations.
  public var operations: [CurrentOperation]

  package init(
    assignment: Assignment, cost: ScheduleCost, nearer: [CloserArrival], advisors: [AdvisorObstacle],
    arrivalsThatDay: Int?, operations: [CurrentOperation]
  ) {
    self.assignment = assignment
    self.cost = cost
    self.nearer = nearer
    self.advisors = advisors
    self.arrivalsThatDay = arrivalsThatDay
    self.operations = operations
  }
}

/// An arrival that the customer would have liked better.
public struct CloserArrival: Sendable {
  /// The arrival.
  public var arrival: CivilTime
  /// What it would break, at the least; empty if it is possible.
  public var violations: [Violation]
  /// What the schedule would cost more with it, by term.
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

/// An operation where it is: what fixes its start, and who else could do it.
public struct CurrentOperation: Sendable {
  /// The operation.
  public var placed: OperationAssignment
  /// What ends or begins just when it starts; empty if it could start earlier.
  public var causes: [StartConstraint]
  /// The other technicians who can do it, in the order of the site.
  public var others: [OtherTechnician]

  package init(
    placed: OperationAssignment, causes: [StartConstraint], others: [OtherTechnician]
  ) {
    self.placed = placed
    self.causes = causes
    self.others = others
  }
}

/// What fixes the start of an operation.
public enum StartConstraint: Hashable, Sendable {
  /// It is locked there.
  case locked
  /// The vehicle has just been received.
  case reception
  /// It follows the operation before it.
  case operation(String)
  /// The technician comes from another operation.
  case technicianFree(String, after: OperationReference)
  /// The technician comes on duty.
  case technicianOnDuty(String)
  /// The bay becomes free.
  case bayFree(String, after: OperationReference)
  /// The bay's hours begin.
  case bayOpen(String)
  /// Nothing may start earlier.
  case now
}

/// A technician who can do an operation that another one does.
public struct OtherTechnician: Sendable {
  /// Id of the technician.
  public var technician: String
  /// The level in the trade; `nil` of an alternative.
  public var level: Int?
  /// What keeps the technician from it just then.
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
    /// Works on another operation until then.
    case busy(OperationReference, until: CivilTime)
  }
}

extension ScheduleCost {
  /// The points of one less those of another, by term.
  public static func - (left: ScheduleCost, right: ScheduleCost) -> ScheduleCost {
    var difference = ScheduleCost()
    for term in CostTerm.allCases { difference[term] = left[term] - right[term] }
    return difference
  }
}
