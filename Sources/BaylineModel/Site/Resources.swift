/// A service advisor (服务顾问 / 客户专员), who receives vehicles and hands them back.
public struct Advisor: Hashable, Sendable {
  /// Unique among the advisors.
  public var id: String
  /// Display name.
  public var name: String?
  /// Name of the calendar of the shifts.
  public var calendar: String
  /// Most arrivals in any 60 minutes; `nil` is the site's rule.
  public var bookingsPerHour: Int?
  /// Most arrivals in a day; `nil` is the site's rule.
  public var bookingsPerDay: Int?
  /// The kinds that the advisor receives; `nil` is all.
  public var kinds: [VisitKind]?

  /// An advisor; what is not given has the default of the format.
  public init(
    id: String, name: String? = nil, calendar: String, bookingsPerHour: Int? = nil,
    bookingsPerDay: Int? = nil, kinds: [VisitKind]? = nil
  ) {
    self.id = id
    self.name = name
    self.calendar = calendar
    self.bookingsPerHour = bookingsPerHour
    self.bookingsPerDay = bookingsPerDay
    self.kinds = kinds
  }

  /// Whether the advisor receives vehicles of a kind.
  public func receives(_ kind: VisitKind) -> Bool {
    kinds?.contains(kind) ?? true
  }
}

/// A bay (工位): a place where one vehicle is worked on.
public struct Bay: Hashable, Sendable {
  /// Unique among the bays.
  public var id: String
  /// Display name.
  public var name: String?
  /// What it can be used as: lift, quick, paint, ….
  public var types: [String]
  /// Name of the calendar of its use; `nil` is always usable.
  public var calendar: String?

  /// A bay; what is not given has the default of the format.
  public init(id: String, name: String? = nil, types: [String], calendar: String? = nil) {
    self.id = id
    self.name = name
    self.types = types
    self.calendar = calendar
  }
}

/// A technician (技师).
public struct Technician: Hashable, Sendable {
  /// Unique among the technicians.
  public var id: String
  /// Display name.
  public var name: String?
  /// Crew or group (班组).
  public var team: String?
  /// Level by trade: 1 junior, 2 senior, 3 master.
  public var skills: [String: Int]
  /// Certifications held: high voltage, gas, ….
  public var certifications: Set<String>
  /// Percent of the standard speed: at 120, 60 standard minutes take 50.
  public var efficiency: Int
  /// Name of the calendar of the shifts.
  public var calendar: String

  /// A technician; what is not given has the default of the format.
  public init(
    id: String, name: String? = nil, team: String? = nil, skills: [String: Int],
    certifications: Set<String> = [], efficiency: Int = 100, calendar: String
  ) {
    self.id = id
    self.name = name
    self.team = team
    self.skills = skills
    self.certifications = certifications
    self.efficiency = efficiency
    self.calendar = calendar
  }
}
