/// What may vary in a staffing, how far, and at what cost. Everything else is as at the site.
public struct StaffingRanges: Hashable, Sendable {
  /// Technicians by trade and level, no two with the same.
  public var technicians: [StaffingRanges.TechnicianRange]
  /// Bays by type, no two with the same.
  public var bays: [StaffingRanges.BayRange]
  /// Advisors.
  public var advisors: StaffingRanges.AdvisorRange?
  /// Loan vehicles.
  public var loaners: StaffingRanges.LoanerRange?
  /// Equipment, no two of the same.
  public var equipment: [StaffingRanges.EquipmentRange]
  /// Drivers.
  public var drivers: StaffingRanges.DriverRange?

  /// Creates ranges; what is not given does not vary.
  public init(
    technicians: [StaffingRanges.TechnicianRange] = [], bays: [StaffingRanges.BayRange] = [],
    advisors: StaffingRanges.AdvisorRange? = nil,
    loaners: StaffingRanges.LoanerRange? = nil, equipment: [StaffingRanges.EquipmentRange] = [],
    drivers: StaffingRanges.DriverRange? = nil
  ) {
    self.technicians = technicians
    self.bays = bays
    self.advisors = advisors
    self.loaners = loaners
    self.equipment = equipment
    self.drivers = drivers
  }
}

extension StaffingRanges {
  /// The allowed number of technicians of a trade and level.
  ///
  /// It counts the site's technicians with this primary skill. The first ones stay, with all their skills; added ones have
  /// this skill and the properties below.
  public struct TechnicianRange: Hashable, Sendable {
    /// The trade.
    public var trade: String
    /// The level.
    public var level: Int
    /// The allowed number.
    public var count: ClosedRange<Int>
    /// The cost of each.
    public var cost: StaffingRanges.StaffCost
    /// The shifts to choose from for added technicians; none means the shift of the first such technician, or the site's
    /// hours.
    public var patterns: [StaffingRanges.ShiftPattern]
    /// The certifications of added technicians.
    public var certifications: Set<String>
    /// The speed of added technicians, in percent of the standard.
    public var efficiency: Int

    /// Creates a range; the defaults are those of the format.
    public init(
      trade: String, level: Int, count: ClosedRange<Int>, cost: StaffingRanges.StaffCost,
      patterns: [StaffingRanges.ShiftPattern] = [],
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
}

extension StaffingRanges {
  /// The allowed number of bays of a type.
  ///
  /// It counts the site's bays with the type that no earlier range counts. The first ones stay; added ones copy the first,
  /// or have only this type if there is none.
  public struct BayRange: Hashable, Sendable {
    /// The type.
    public var type: String
    /// The allowed number.
    public var count: ClosedRange<Int>
    /// The cost of each per day.
    public var dayCost: Double

    /// Creates a range.
    public init(type: String, count: ClosedRange<Int>, dayCost: Double) {
      self.type = type
      self.count = count
      self.dayCost = dayCost
    }
  }
}

extension StaffingRanges {
  /// The allowed number of advisors; the first ones of the site stay.
  public struct AdvisorRange: Hashable, Sendable {
    /// The allowed number.
    public var count: ClosedRange<Int>
    /// The cost of each.
    public var cost: StaffingRanges.StaffCost
    /// The shifts to choose from for added advisors; none means the shift of the first advisor, or the site's hours.
    public var patterns: [StaffingRanges.ShiftPattern]

    /// Creates a range; the defaults are those of the format.
    public init(
      count: ClosedRange<Int>, cost: StaffingRanges.StaffCost, patterns: [StaffingRanges.ShiftPattern] = []
    ) {
      self.count = count
      self.cost = cost
      self.patterns = patterns
    }
  }
}

extension StaffingRanges {
  /// The allowed number of loan vehicles.
  public struct LoanerRange: Hashable, Sendable {
    /// The allowed number.
    public var count: ClosedRange<Int>
    /// The cost of each per day.
    public var dayCost: Double

    /// Creates a range.
    public init(count: ClosedRange<Int>, dayCost: Double) {
      self.count = count
      self.dayCost = dayCost
    }
  }
}

extension StaffingRanges {
  /// The allowed number of an equipment of the site. What work needs cannot be without one.
  public struct EquipmentRange: Hashable, Sendable {
    /// The id.
    public var equipment: String
    /// The allowed number.
    public var count: ClosedRange<Int>
    /// The cost of each per day.
    public var dayCost: Double

    /// Creates a range.
    public init(equipment: String, count: ClosedRange<Int>, dayCost: Double) {
      self.equipment = equipment
      self.count = count
      self.dayCost = dayCost
    }
  }
}

extension StaffingRanges {
  /// The allowed number of drivers, who are on duty during the site's hours.
  public struct DriverRange: Hashable, Sendable {
    /// The allowed number.
    public var count: ClosedRange<Int>
    /// The cost of each.
    public var cost: StaffingRanges.StaffCost

    /// Creates a range.
    public init(count: ClosedRange<Int>, cost: StaffingRanges.StaffCost) {
      self.count = count
      self.cost = cost
    }
  }
}

extension StaffingRanges {
  /// A pattern of shifts.
  public struct ShiftPattern: Hashable, Sendable {
    /// The name of the pattern; for a calendar of the site, the name of the calendar.
    public var name: String
    /// The shifts.
    public var calendar: Scenario.CalendarSource
    /// The cost of somebody in these shifts; `nil` means that of the range.
    public var cost: StaffingRanges.StaffCost?

    /// Creates a pattern; the defaults are those of the format.
    public init(name: String, calendar: Scenario.CalendarSource, cost: StaffingRanges.StaffCost? = nil) {
      self.name = name
      self.calendar = calendar
      self.cost = cost
    }
  }
}

extension StaffingRanges {
  /// The cost of an employee.
  public enum StaffCost: Hashable, Sendable {
    /// Per day of duty.
    case day(Double)
    /// Per hour of the shifts.
    case hour(Double)
  }
}

extension Technician {
  /// The trade with the highest level, the first by code point among equals, and that level; `nil` without skills.
  public var primarySkill: (trade: String, level: Int)? {
    let best = skills.max { left, right in
      left.value != right.value
        ? left.value < right.value : right.key.precedesByCodePoint(left.key)
    }
    return best.map { ($0.key, $0.value) }
  }
}
