extension StaffingRanges {
  /// Something that a staffing counts. Existing and added people count separately, since existing people have their own
  /// skills and shifts.
  public enum Post: Hashable, Sendable {
    /// Technicians of the site with this primary skill.
    case technicians(trade: String, level: Int)
    /// Technicians to add; without a pattern, in the shift of the first existing one.
    case newTechnicians(trade: String, level: Int, pattern: String?)
    /// Bays of the site that a range counts.
    case bays(type: String)
    /// Bays to add.
    case newBays(type: String)
    /// Advisors of the site.
    case advisors
    /// Advisors to add; without a pattern, in the shift of the first existing one.
    case newAdvisors(pattern: String?)
    /// Loan vehicles.
    case loaners
    /// Equipment, by its id and display name.
    case equipment(id: String, name: String?)
    /// Drivers.
    case drivers

    /// Whether it is a mere number at the site: there is nobody in it by name.
    package var isNumber: Bool {
      switch self {
      case .loaners, .equipment, .drivers: true
      default: false
      }
    }
  }
}

extension StaffingRanges {
  /// A range of a staffing with the posts it counts.
  public struct Group: Hashable, Sendable {
    /// What is counted.
    public enum Subject: Hashable, Sendable {
      /// Technicians by primary skill.
      case technicians(trade: String, level: Int)
      /// Bays with a type that no earlier range counts.
      case bays(type: String)
      /// Advisors.
      case advisors
      /// Loan vehicles.
      case loaners
      /// Equipment, by its id and display name.
      case equipment(id: String, name: String?)
      /// Drivers.
      case drivers
    }

    /// What is counted.
    public var subject: Subject
    /// The allowed number.
    public var range: ClosedRange<Int>
    /// The positions of the posts it counts.
    public var posts: [Int]

    /// Creates a group.
    public init(_ subject: Subject, range: ClosedRange<Int>, posts: [Int]) {
      self.subject = subject
      self.range = range
      self.posts = posts
    }
  }
}
