extension Scenario {
  /// A selection of technicians.
  public enum TechnicianSelection: Hashable, Sendable {
    /// By id, all different.
    case these([String])
    /// Everybody.
    case all
    /// Those with a trade, at exactly that level if one is given: the first `count` in the order of the site, or all.
    case skilled(trade: String, level: Int?, count: Int?)
  }
}

extension Scenario {
  /// A technician to add.
  public enum NewTechnician: Hashable, Sendable {
    /// A copy of another, by id.
    case like(String)
    /// With skills, certifications, a speed in percent of the standard, and shifts; without shifts, on duty during the
    /// site's hours.
    case with(
      skills: [String: Int], certifications: Set<String>, efficiency: Int, calendar: Scenario.CalendarSource?)
  }
}

extension Scenario {
  /// A change of technicians; `nil` and what is not named is unchanged.
  public struct TechnicianChange: Hashable, Sendable {
    /// The new level by trade; 0 removes the trade.
    public var skills: [String: Int] = [:]
    /// Additional certifications.
    public var certifications: Set<String> = []
    /// The new speed, in percent of the standard.
    public var efficiency: Int?
    /// The new shifts.
    public var calendar: Scenario.CalendarSource?

    /// Creates a change without effect.
    public init() {}
  }
}

extension Scenario {
  /// A selection of advisors.
  public enum AdvisorSelection: Hashable, Sendable {
    /// By id, all different.
    case these([String])
    /// Everybody.
    case all
    /// The last `count` advisors of the site.
    case last(Int)
  }
}

extension Scenario {
  /// An advisor to add.
  public enum NewAdvisor: Hashable, Sendable {
    /// A copy of another, by id.
    case like(String)
    /// With shifts (default: the site's hours), the maximum arrivals in any 60 minutes and per day (default: the site's
    /// rules), and the kinds received (default: all).
    case with(
      calendar: Scenario.CalendarSource?, bookingsPerHour: Int?, bookingsPerDay: Int?, kinds: [VisitKind]?)
  }
}

extension Scenario {
  /// A change of advisors.
  public struct AdvisorChange: Hashable, Sendable {
    /// The new shifts; `nil` keeps the current ones.
    public var calendar: Scenario.CalendarSource?
    /// The maximum arrivals in any 60 minutes; `nil` means the site's rule.
    public var bookingsPerHour: Scenario.FieldUpdate<Int?> = .unchanged
    /// The maximum arrivals per day; `nil` means the site's rule.
    public var bookingsPerDay: Scenario.FieldUpdate<Int?> = .unchanged
    /// The kinds received; `nil` means all.
    public var kinds: Scenario.FieldUpdate<[VisitKind]?> = .unchanged

    /// Creates a change without effect.
    public init() {}
  }
}

extension Scenario {
  /// A selection of bays.
  public enum BaySelection: Hashable, Sendable {
    /// By id, all different.
    case these([String])
    /// All of them.
    case all
    /// Those with a type: the first `count` in the order of the site, or all.
    case ofType(String, count: Int?)
  }
}

extension Scenario {
  /// A bay to add.
  public enum NewBay: Hashable, Sendable {
    /// A copy of another, by id.
    case like(String)
    /// With types and a calendar; without a calendar, always usable.
    case with(types: [String], calendar: Scenario.CalendarSource?)
  }
}

extension Scenario {
  /// A change of bays; `nil` is unchanged.
  public struct BayChange: Hashable, Sendable {
    /// The new types.
    public var types: [String]?
    /// The new calendar.
    public var calendar: Scenario.CalendarSource?

    /// Creates a change without effect.
    public init() {}
  }
}

extension Scenario {
  /// A selection of equipment.
  public enum EquipmentSelection: Hashable, Sendable {
    /// By id, all different.
    case these([String])
    /// All of it.
    case all
  }
}

extension Scenario {
  /// A selection of the site's limits of arrivals.
  public enum LimitSelection: Hashable, Sendable {
    /// By id, all different.
    case these([String])
    /// All of them.
    case all
  }
}

extension Scenario {
  /// A new number of something.
  public enum CountChange: Hashable, Sendable {
    /// The number is set.
    case set(Int)
    /// The number grows, or shrinks if negative.
    case more(Int)

    /// The number after the change of an old one.
    public func value(of old: Int) -> Int {
      switch self {
      case .set(let new): new
      case .more(let more): old + more
      }
    }
  }
}

extension Scenario {
  /// A change of booking rules; those not named are unchanged.
  public struct BookingChange: Hashable, Sendable {
    /// The new values of integer rules.
    public var numbers: [BookingRules.Key: Int] = [:]
    /// The maximum arrivals of the site in any 60 minutes; `nil` means no limit.
    public var siteBookingsPerHour: Scenario.FieldUpdate<Int?> = .unchanged
    /// The new percentages kept free of the time of teams; `nil` removes that of a team.
    public var teamReservePercent: [String: Int?] = [:]
    /// The limits in place of the current ones; `nil` keeps those.
    public var limits: [BookingRules.ArrivalLimit]?

    /// Creates a change without effect.
    public init() {}
  }
}

extension BookingRules {
  /// The booking rules that are integers; the raw value is the member name in the site file.
  public enum Key: String, CaseIterable, Hashable, Sendable {
    case slotMinutes, receptionMinutes, advisorGapMinutes, advisorBookingsPerHour, advisorBookingsPerDay
    case finishMinutes, moveMinutes, partsLeadMinutes, reservePercent, loanerTurnaroundMinutes
    case promisePercent, graceMinutes

    /// The key path of the rule.
    public var path: any WritableKeyPath<BookingRules, Int> & Sendable {
      switch self {
      case .slotMinutes: \.slotMinutes
      case .receptionMinutes: \.receptionMinutes
      case .advisorGapMinutes: \.advisorGapMinutes
      case .advisorBookingsPerHour: \.advisorBookingsPerHour
      case .advisorBookingsPerDay: \.advisorBookingsPerDay
      case .finishMinutes: \.finishMinutes
      case .moveMinutes: \.moveMinutes
      case .partsLeadMinutes: \.partsLeadMinutes
      case .reservePercent: \.reservePercent
      case .loanerTurnaroundMinutes: \.loanerTurnaroundMinutes
      case .promisePercent: \.promisePercent
      case .graceMinutes: \.graceMinutes
      }
    }
  }
}

extension Scenario {
  /// An optional replacement of a value, which may itself be optional.
  public enum FieldUpdate<Value: Hashable & Sendable>: Hashable, Sendable {
    /// The value is kept.
    case unchanged
    /// The value is replaced.
    case set(Value)

    /// The value after the update of an old value.
    public func value(else old: Value) -> Value {
      switch self {
      case .unchanged: old
      case .set(let new): new
      }
    }
  }
}
