public import BaylineModel

extension Diagnostic {
  /// What can be wrong in a record of a past day; `docs/errors.md` lists the codes with messages and causes.
  public enum ActualProblem: Hashable, Sendable {
    /// A time that is earlier than one it must follow.
    case timeBefore(CivilTime, other: String, CivilTime)
    /// A member that visits with this outcome do not have.
    case notOfOutcome(String, outcome: String)
    /// Added work without an earlier operation.
    case addedToNothing
    /// More minutes of work than between start and end.
    case longerThanSpan(Int, max: Int)
    /// A time on another day than the record.
    case notOnDay(CivilTime, day: String)
    /// A time too long after the day.
    case longAfterDay(CivilTime, days: Int)
    /// The record is of a day on which its demand has no arrivals.
    case otherDay(String, demand: String)
  }
}

extension Diagnostic.ActualProblem {
  /// The stable code, the same in every language.
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
