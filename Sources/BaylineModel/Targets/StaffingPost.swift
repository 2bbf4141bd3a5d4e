/// Something of which a staffing has a number. Who of the site stays and who is added are counted apart: those who stay
/// have their own skills and shifts.
public enum StaffingPost: Hashable, Sendable {
  /// Technicians of the site whose main skill is this.
  case technicians(trade: String, level: Int)
  /// Technicians to come; without a pattern, in the shift of the first of those of the site.
  case newTechnicians(trade: String, level: Int, pattern: String?)
  /// Bays of the site that a range counts.
  case bays(type: String)
  /// Bays to come.
  case newBays(type: String)
  /// Advisors of the site.
  case advisors
  /// Advisors to come; without a pattern, in the shift of the site's first one.
  case newAdvisors(pattern: String?)
  /// Loan vehicles.
  case loaners
}

/// A range of a staffing with the posts that it counts.
public struct StaffingGroup: Hashable, Sendable {
  /// What is counted.
  public enum Subject: Hashable, Sendable {
    /// Technicians by main skill.
    case technicians(trade: String, level: Int)
    /// Bays that have a type, and none of a range before.
    case bays(type: String)
    /// Advisors.
    case advisors
    /// Loan vehicles.
    case loaners
  }

  /// What is counted.
  public var subject: Subject
  /// How many there may be.
  public var range: ClosedRange<Int>
  /// Positions of the posts that count.
  public var posts: [Int]

  /// A range with its posts.
  public init(_ subject: Subject, range: ClosedRange<Int>, posts: [Int]) {
    self.subject = subject
    self.range = range
    self.posts = posts
  }
}
