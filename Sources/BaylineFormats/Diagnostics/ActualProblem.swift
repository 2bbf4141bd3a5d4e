public import BaylineModel

/// What only a record of a past day can have wrong. The case's name is its stable code (`docs/errors.md`).
public enum ActualProblem: Hashable, Sendable {
  /// A time that lies before one that it shall follow.
  case timeBefore(CivilTime, other: String, CivilTime)
  /// A member that visits of this outcome do not have.
  case notOfOutcome(String, outcome: String)
  /// Work that was found on the way, and nothing stands before it.
  case addedToNothing
  /// More minutes of work than between start and end.
  case longerThanSpan(Int, most: Int)
  /// A time on another day than the record.
  case notOnDay(CivilTime, day: String)
  /// A time too long after the day.
  case longAfterDay(CivilTime, days: Int)
  /// The record is of a day on which its demand expects nobody.
  case otherDay(String, demand: String)
}

extension ActualProblem {
  /// The stable code, as docs/errors.md lists it.
  public var code: String {
    switch self {
    case .timeBefore: "timeBefore"
    case .notOfOutcome: "notOfOutcome"
    case .addedToNothing: "addedToNothing"
    case .longerThanSpan: "longerThanSpan"
    case .notOnDay: "notOnDay"
    case .longAfterDay: "longAfterDay"
    case .otherDay: "otherDay"
    }
  }
}
