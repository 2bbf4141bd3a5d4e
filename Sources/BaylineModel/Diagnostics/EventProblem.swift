/// How an event contradicts the plan or the events before it. The case's name is told with the fault.
public enum EventProblem: Hashable, Sendable {
  /// It lies after the time for which the rest of the day is planned.
  case afterNow(CivilTime)
  /// The technician is absent by an earlier event.
  case absentAlready(String)
  /// The technician is not absent.
  case notAbsent(String)
  /// The bay is closed by an earlier event.
  case closedAlready(String)
  /// The bay is not closed.
  case notClosed(String)
  /// The visit has no such operation.
  case noSuchOperation(String, nearest: String?)
  /// The visit has an operation of this id already.
  case operationTaken(String)
  /// By the plan and the other events the operation had not begun.
  case notUnderWay(String)
  /// The operation was finished by an earlier event.
  case finishedAlready(String)
  /// A time that shall lie after the event does not.
  case notInFuture(CivilTime)
  /// The part has no delivery that could be late.
  case noDelivery(String)
  /// The vehicle is here already.
  case hereAlready(String)
  /// The plan does not expect the vehicle.
  case notExpected(String)
  /// The slot is held until the grace time is over.
  case withinGrace(until: CivilTime)
  /// The customer is expected no earlier than that anyway.
  case notDelayed(CivilTime)
  /// The event that brings the visit comes later.
  case beforeItsVisit(String)
  /// Nothing of the time lies in the days that are planned.
  case outsideHorizon
  /// A new request is neither here nor begun.
  case notOfRequest
  /// The visit was called off by an earlier event.
  case goneAlready(String)
}

/// An event that contradicts the plan or the events before it, by its place in the file.
public struct EventDiagnostic: Hashable, Sendable {
  /// Position in the list of events.
  public var event: Int
  /// The member that is in contradiction.
  public var member: String
  /// The contradiction.
  public var problem: EventProblem

  /// A contradiction of an event.
  public init(event: Int, member: String, problem: EventProblem) {
    self.event = event
    self.member = member
    self.problem = problem
  }
}
