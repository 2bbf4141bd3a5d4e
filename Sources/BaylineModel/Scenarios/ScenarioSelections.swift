/// Some technicians of a site.
public enum TechnicianSelection: Hashable, Sendable {
  /// By their ids, all different.
  case these([String])
  /// Everybody.
  case all
  /// Those who have a trade, at just that level if one is given: so many of them, in the order of the site, or all.
  case skilled(trade: String, level: Int?, count: Int?)
}

/// A technician to come.
public enum NewTechnician: Hashable, Sendable {
  /// In all like another, by id.
  case like(String)
  /// With skills, papers, a speed in percent of the standard, and shifts; without shifts, on duty in the site's hours.
  case with(
    skills: [String: Int], certifications: Set<String>, efficiency: Int, calendar: CalendarSource?)
}

/// What becomes different about technicians; `nil` and what is not named stay as they are.
public struct TechnicianChange: Hashable, Sendable {
  /// The level in some trades from now on; 0 takes the trade away.
  public var skills: [String: Int] = [:]
  /// Certifications that are added.
  public var certifications: Set<String> = []
  /// Percent of the standard speed.
  public var efficiency: Int?
  /// Other shifts.
  public var calendar: CalendarSource?

  /// No change.
  public init() {}
}

/// Some advisors of a site.
public enum AdvisorSelection: Hashable, Sendable {
  /// By their ids, all different.
  case these([String])
  /// Everybody.
  case all
  /// The last so many of the site.
  case last(Int)
}

/// An advisor to come.
public enum NewAdvisor: Hashable, Sendable {
  /// In all like another, by id.
  case like(String)
  /// With shifts (without: on duty in the site's hours), the most arrivals in any 60 minutes and in a day (without: the
  /// site's), and the kinds that are received (without: all).
  case with(calendar: CalendarSource?, bookingsPerHour: Int?, bookingsPerDay: Int?, kinds: [VisitKind]?)
}

/// What becomes different about advisors.
public struct AdvisorChange: Hashable, Sendable {
  /// Other shifts; `nil` leaves them.
  public var calendar: CalendarSource?
  /// Most arrivals in any 60 minutes; `nil` is the site's rule.
  public var bookingsPerHour: FieldUpdate<Int?> = .unchanged
  /// Most arrivals in a day; `nil` is the site's rule.
  public var bookingsPerDay: FieldUpdate<Int?> = .unchanged
  /// The kinds that are received; `nil` is all.
  public var kinds: FieldUpdate<[VisitKind]?> = .unchanged

  /// No change.
  public init() {}
}

/// Some bays of a site.
public enum BaySelection: Hashable, Sendable {
  /// By their ids, all different.
  case these([String])
  /// All of them.
  case all
  /// Those that have a type: so many of them, in the order of the site, or all.
  case ofType(String, count: Int?)
}

/// A bay to come.
public enum NewBay: Hashable, Sendable {
  /// In all like another, by id.
  case like(String)
  /// With types and a calendar; without, always usable.
  case with(types: [String], calendar: CalendarSource?)
}

/// What becomes different about bays; `nil` stays as it is.
public struct BayChange: Hashable, Sendable {
  /// What they can be used as from now on.
  public var types: [String]?
  /// When they can be used.
  public var calendar: CalendarSource?

  /// No change.
  public init() {}
}

/// Other booking rules; those not named stay as they are.
public struct BookingChange: Hashable, Sendable {
  /// The new numbers.
  public var numbers: [BookingRuleKey: Int] = [:]
  /// Most arrivals of the whole site in any 60 minutes; `nil` is no limit.
  public var siteBookingsPerHour: FieldUpdate<Int?> = .unchanged

  /// No change.
  public init() {}
}

/// The booking rules that are numbers; the raw value is the member of the site file.
public enum BookingRuleKey: String, CaseIterable, Hashable, Sendable {
  case slotMinutes, receptionMinutes, advisorGapMinutes, advisorBookingsPerHour, advisorBookingsPerDay
  case finishMinutes, partsLeadMinutes, reservePercent, graceMinutes

  /// Where it stands.
  public var path: any WritableKeyPath<BookingRules, Int> & Sendable {
    switch self {
    case .slotMinutes: \.slotMinutes
    case .receptionMinutes: \.receptionMinutes
    case .advisorGapMinutes: \.advisorGapMinutes
    case .advisorBookingsPerHour: \.advisorBookingsPerHour
    case .advisorBookingsPerDay: \.advisorBookingsPerDay
    case .finishMinutes: \.finishMinutes
    case .partsLeadMinutes: \.partsLeadMinutes
    case .reservePercent: \.reservePercent
    case .graceMinutes: \.graceMinutes
    }
  }
}

/// A value that is replaced, perhaps by none, or stays as it is.
public enum FieldUpdate<Value: Hashable & Sendable>: Hashable, Sendable {
  /// It stays.
  case unchanged
  /// It is replaced.
  case set(Value)

  /// What it is afterwards.
  public func value(else old: Value) -> Value {
    switch self {
    case .unchanged: old
    case .set(let new): new
    }
  }
}
