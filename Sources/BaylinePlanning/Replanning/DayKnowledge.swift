/// What is known of the work that no event mentions.
public enum DayKnowledge: Hashable, Sendable {
  /// The plan was followed wherever nothing known prevented it.
  case planned
  /// Nothing has happened but what events say, this time or before: a vehicle has not come, an operation has not begun, and
  /// work that has begun goes on until its end is reported.
  case reported

  /// The minutes for which work goes on that should have ended by now.
  static let overrunMinutes = 10
}
