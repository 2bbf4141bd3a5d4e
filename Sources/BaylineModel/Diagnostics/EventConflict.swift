/// How an event contradicts the plan or the events before it. The name of the case is the code of the diagnostic.
public enum EventConflict: Hashable, Sendable {
  /// The event lies after the time of replanning.
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
  /// The customer is not expected any earlier than the stated time.
  case notLater(CivilTime)
  /// The event that introduces the visit comes later.
  case beforeItsVisit(String)
  /// The time span lies entirely outside the horizon.
  case outsideHorizon
  /// A new request can neither have arrived nor have started.
  case notOfRequest
  /// An earlier event already cancelled the visit.
  case goneAlready(String)
}

/// An event that contradicts the plan or the events before it.
public struct EventFault: Hashable, Sendable {
  /// The position in the list of events.
  public var event: Int
  /// The contradicting member.
  public var member: String
  /// How it contradicts.
  public var conflict: EventConflict

  /// Creates a contradiction.
  public init(event: Int, member: String, conflict: EventConflict) {
    self.event = event
    self.member = member
    self.conflict = conflict
  }
}
