/// What becomes of a visit of today when the next day's demand is made.
public struct RollOverItem: Hashable, Sendable {
  /// The id of the visit in the next day's demand, or in today's if it is not carried over.
  public var appointment: String
  /// What becomes of it.
  public var outcome: Outcome

  /// What becomes of a visit.
  public enum Outcome: Hashable, Sendable {
    /// The vehicle is on site; this many minutes of its work are left, and these parts are not there yet.
    case unfinished(minutes: Int, missingParts: [String])
    /// The customer did not come at this time, and is to be called.
    case noShow(missed: CivilTime)
    /// It was not scheduled, and is to be called.
    case unscheduled
    /// It is promised for a later day.
    case booked(CivilTime)
    /// All of its work is done; it is not carried over.
    case finished
    /// All of its work is done; it stays in the book until a driver brings it back, from this time on.
    case toDeliver(CivilTime)
    /// It was cancelled; it is not carried over.
    case cancelled
    /// The next day's demand already has a visit of this vehicle, which stays in its place.
    case alreadyThere(as: String)
    /// A visit of the next day's demand, of a vehicle whose unfinished visit is carried over with the same work; it is
    /// left out.
    case sameWork(as: String)
    /// A visit of the next day's demand, which gets this id because a visit that is carried over has its own.
    case renamed(from: String)
  }

  package init(_ appointment: String, _ outcome: Outcome) {
    self.appointment = appointment
    self.outcome = outcome
  }
}

/// Why the next day's demand cannot be made.
public enum RollOverProblem: Hashable, Sendable {
  /// The next day's demand begins no later than the day of the roll-over.
  case beginsTooEarly(from: CivilDate, now: CivilTime)
  /// These customers are still expected on the day of the roll-over.
  case stillExpected([String])
}
