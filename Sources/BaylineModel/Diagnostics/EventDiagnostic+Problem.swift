extension EventDiagnostic {
  /// How an event contradicts the plan or the events before it. The case's name is told with the fault.
  public enum Problem: Hashable, Sendable {
    /// It lies after the time for which the rest of the day is planned.
    case afterNow(CivilTime)
    /// An earlier event already made the technician absent.
    case absentAlready(String)
    /// The technician is not absent.
    case notAbsent(String)
    /// An earlier event already closed the bay.
    case closedAlready(String)
    /// The bay is not closed.
    case notClosed(String)
    /// The visit has no such operation.
    case noSuchOperation(String, nearest: String?)
    /// The visit already has an operation with this id.
    case operationTaken(String)
    /// According to the plan and the other events, the operation had not started.
    case notUnderWay(String)
    /// An earlier event already finished the operation.
    case finishedAlready(String)
    /// A time that must lie after the event does not.
    case notInFuture(CivilTime)
    /// The part has no outstanding delivery.
    case noDelivery(String)
    /// The vehicle has already arrived.
    case hereAlready(String)
    /// The plan does not expect the vehicle.
    case notExpected(String)
    /// The slot is held until the grace time ends.
    case withinGrace(until: CivilTime)
    /// The customer is expected no earlier than that anyway.
    case notDelayed(CivilTime)
    /// The event that brings the visit comes later.
    case beforeItsVisit(String)
    /// An earlier event already made the advisor absent.
    case advisorAbsentAlready(String)
    /// The advisor is not absent.
    case advisorNotAbsent(String)
    /// There is less of the equipment than said.
    case notSoMuchEquipment(String, count: Int)
    /// Less of the equipment is out of service than stated.
    case notBroken(String)
    /// There are fewer drivers than said.
    case notSoManyDrivers(count: Int)
    /// More loan vehicles are out with customers whose vehicles are here.
    case loanersOut(count: Int)
    /// The operation has already started.
    case startedAlready(String)
    /// The start lies after the event.
    case startsAfterEvent(CivilTime)
    /// The visit is not waiting for an answer.
    case notOnHold(String)
    /// No operation of the visit that has started is in a bay.
    case inNoBay(String)
    /// The next operation cannot be in the bay of this one.
    case cannotStay(String)
    /// None of the alternatives of the operation has the bay and the technicians.
    case notAnAlternative(String)
    /// Several technicians work on the operation: who and where can only be fixed with a start.
    case needsStart(String)
    /// No operation that has not started can be done this way.
    case nothingToAssign(String)
    /// The time is more than a year away from the planned days, or after them where it must be one of them.
    case farFromHorizon(CivilTime)
    /// The time span lies entirely outside the horizon.
    case outsideHorizon
    /// A new request can neither have arrived nor have started.
    case notOfRequest
    /// An earlier event already cancelled the visit.
    case goneAlready(String)
  }
}

/// An event that contradicts the plan or the events before it, by its place in the file.
public struct EventDiagnostic: Hashable, Sendable {
  /// Position in the list of events.
  public var event: Int
  /// The contradicting member.
  public var member: String
  /// The contradiction.
  public var problem: EventDiagnostic.Problem

  /// A contradiction of an event.
  public init(event: Int, member: String, problem: EventDiagnostic.Problem) {
    self.event = event
    self.member = member
    self.problem = problem
  }
}
