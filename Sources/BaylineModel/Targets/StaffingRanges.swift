/// What may vary in a staffing, how far, and at what cost. What is not named is as the site has it.
public struct StaffingRanges: Hashable, Sendable {
  /// Technicians by trade and level, no two with the same.
  public var technicians: [TechnicianRange]
  /// Bays by type, no two with the same.
  public var bays: [BayRange]
  /// Advisors.
  public var advisors: AdvisorRange?
  /// Loan vehicles.
  public var loaners: LoanerRange?

  /// Ranges; nothing varies that is not given.
  public init(
    technicians: [TechnicianRange] = [], bays: [BayRange] = [], advisors: AdvisorRange? = nil,
    loaners: LoanerRange? = nil
  ) {
    self.technicians = technicians
    self.bays = bays
    self.advisors = advisors
    self.loaners = loaners
  }
}

/// How many technicians of a trade and level there may be.
///
/// It counts the site's technicians whose highest level is in this trade and is this level (`StaffingRanges.technicians`):
/// the first ones stay, with all their skills; who is added has this skill and what stands here.
public struct TechnicianRange: Hashable, Sendable {
  /// The trade.
  public var trade: String
  /// The level.
  public var level: Int
  /// How many there may be.
  public var count: ClosedRange<Int>
  /// What one of them costs.
  public var cost: StaffCost
  /// The shifts to choose from for those who are added; none is the shift of the first such technician, or the site's
  /// hours.
  public var patterns: [ShiftPattern]
  /// Certifications of those who are added.
  public var certifications: Set<String>
  /// Percent of the standard speed of those who are added.
  public var efficiency: Int

  /// A range; what is not given has the default of the format.
  public init(
    trade: String, level: Int, count: ClosedRange<Int>, cost: StaffCost, patterns: [ShiftPattern] = [],
    certifications: Set<String> = [], efficiency: Int = 100
  ) {
    self.trade = trade
    self.level = level
    self.count = count
    self.cost = cost
    self.patterns = patterns
    self.certifications = certifications
    self.efficiency = efficiency
  }
}

/// How many bays of a type there may be.
///
/// It counts the site's bays that have the type and none of a range before it (`StaffingRanges.bays`). The first ones stay;
/// who is added is like the first one, or has this type alone if there is none.
public struct BayRange: Hashable, Sendable {
  /// The type.
  public var type: String
  /// How many there may be.
  public var count: ClosedRange<Int>
  /// What one of them costs a day.
  public var dayCost: Double

  /// A range.
  public init(type: String, count: ClosedRange<Int>, dayCost: Double) {
    self.type = type
    self.count = count
    self.dayCost = dayCost
  }
}

/// How many advisors there may be; the first ones of the site stay.
public struct AdvisorRange: Hashable, Sendable {
  /// How many there may be.
  public var count: ClosedRange<Int>
  /// What one of them costs.
  public var cost: StaffCost
  /// The shifts to choose from for those who are added; none is the shift of the site's first one, or the site's hours.
  public var patterns: [ShiftPattern]

  /// A range; what is not given has the default of the format.
  public init(count: ClosedRange<Int>, cost: StaffCost, patterns: [ShiftPattern] = []) {
    self.count = count
    self.cost = cost
    self.patterns = patterns
  }
}

/// How many loan vehicles there may be.
public struct LoanerRange: Hashable, Sendable {
  /// How many there may be.
  public var count: ClosedRange<Int>
  /// What one of them costs a day.
  public var dayCost: Double

  /// A range.
  public init(count: ClosedRange<Int>, dayCost: Double) {
    self.count = count
    self.dayCost = dayCost
  }
}

/// Shifts that somebody can have.
public struct ShiftPattern: Hashable, Sendable {
  /// What it is called; of a calendar of the site, its name.
  public var name: String
  /// The shifts.
  public var calendar: CalendarSource
  /// What somebody in these shifts costs; `nil` is what all cost.
  public var cost: StaffCost?

  /// A pattern; what is not given has the default of the format.
  public init(name: String, calendar: CalendarSource, cost: StaffCost? = nil) {
    self.name = name
    self.calendar = calendar
    self.cost = cost
  }
}

/// What somebody costs.
public enum StaffCost: Hashable, Sendable {
  /// For each day of duty.
  case day(Double)
  /// For each hour of the shifts.
  case hour(Double)
}

extension Technician {
  /// The trade of the highest level, of equal ones the first by code point, and that level; `nil` without skills.
  public var primarySkill: (trade: String, level: Int)? {
    let best = skills.max { left, right in
      left.value != right.value
        ? left.value < right.value : right.key.precedesByCodePoint(left.key)
    }
    return best.map { ($0.key, $0.value) }
  }
}
