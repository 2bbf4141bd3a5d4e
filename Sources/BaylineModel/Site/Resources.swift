/// A service advisor (服务顾问 / 客户专员), who receives vehicles and hands them back.
public struct Advisor: Hashable, Sendable {
  /// The id, unique among the advisors.
  public var id: String
  /// Display name.
  public var name: String?
  /// The name of the shift calendar.
  public var calendar: String
  /// The maximum arrivals in any 60 minutes; `nil` means the site's rule.
  public var bookingsPerHour: Int?
  /// The maximum arrivals per day; `nil` means the site's rule.
  public var bookingsPerDay: Int?
  /// The kinds the advisor receives; `nil` means all.
  public var kinds: [VisitKind]?

  /// Creates an advisor; the defaults are those of the format.
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
  /// The id, unique among the bays.
  public var id: String
  /// Display name.
  public var name: String?
  /// The types it has: lift, quick, paint, ….
  public var types: [String]
  /// The name of the calendar of its hours; `nil` means always usable.
  public var calendar: String?

  /// Creates a bay; the defaults are those of the format.
  public init(id: String, name: String? = nil, types: [String], calendar: String? = nil) {
    self.id = id
    self.name = name
    self.types = types
    self.calendar = calendar
  }
}

/// Something that several bays share (诊断电脑, 变速箱千斤顶).
public struct Equipment: Hashable, Sendable {
  /// The id, unique among the equipment.
  public var id: String
  /// Display name.
  public var name: String?
  /// How many of it there are, 1 or more.
  public var count: Int

  /// Creates equipment; the defaults are those of the format.
  public init(id: String, name: String? = nil, count: Int = 1) {
    self.id = id
    self.name = name
    self.count = count
  }
}

/// A technician (技师).
public struct Technician: Hashable, Sendable {
  /// The id, unique among the technicians.
  public var id: String
  /// Display name.
  public var name: String?
  /// The team (班组).
  public var team: String?
  /// The level by trade: 1 junior, 2 senior, 3 master.
  public var skills: [String: Int]
  /// The certifications held: high voltage, gas, ….
  public var certifications: Set<String>
  /// The speed in percent of the standard: at 120, 60 standard minutes take 50.
  public var efficiency: Int
  /// The name of the shift calendar.
  public var calendar: String

  /// Creates a technician; the defaults are those of the format.
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
