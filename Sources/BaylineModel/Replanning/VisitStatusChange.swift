/// How events change the status of a visit.
package enum VisitStatusChange: Hashable, Sendable {
  /// The customer did not come at the promised time.
  case noShow(missed: CivilTime)
  /// The customer comes later; the slot is held within the grace time.
  case late(promised: CivilTime, expected: CivilTime, isHeld: Bool)
  /// The customer agreed to another arrival.
  case moved(from: CivilTime?, to: CivilTime)
  /// The visit was cancelled; `hadBegun` if work on the vehicle had begun.
  case cancelled(hadBegun: Bool)
  /// The customer agreed to more work.
  case addedWork
  /// The vehicle came without a booking.
  case walkIn
  /// The vehicle came back after a repair (返修).
  case urgentReturn
  /// A new request.
  case request
  /// It waits for the customer's answer, expected at a time if one is known.
  case onHold(until: CivilTime?)
  /// Its work, its wishes or its place were changed, which needs no call by itself.
  case changed
  /// It is not a visit, but stands for equipment out of service.
  case outOfService
  /// A proposed time passed, and nobody said that the customer agreed.
  case notAgreed(proposed: CivilTime)
  /// The promised time passed without anything planned.
  case promisePassed(CivilTime)
}
