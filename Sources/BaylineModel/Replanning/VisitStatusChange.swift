/// What events say of a visit, for the list of changes.
public enum VisitStatusChange: Hashable, Sendable {
  /// The customer did not come at this time.
  case noShow(missed: CivilTime)
  /// The customer comes later; the slot is held if it is within the grace time.
  case late(promised: CivilTime, expected: CivilTime, isHeld: Bool)
  /// The visit was called off; `hadBegun` if work on the vehicle was done before.
  case cancelled(hadBegun: Bool)
  /// The customer agreed to more work.
  case addedWork
  /// The vehicle came without a booking.
  case walkIn
  /// Work came back.
  case urgentReturn
  /// A new request.
  case request
  /// The promised time passed while nothing could be planned for it.
  case promisePassed(CivilTime)
}
