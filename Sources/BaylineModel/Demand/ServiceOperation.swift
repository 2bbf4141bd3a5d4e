/// One step of the work on a vehicle.
public struct ServiceOperation: Hashable, Sendable {
  /// Unique in its appointment.
  public var id: String
  /// Display name.
  public var name: String?
  /// What it takes: bay, technicians and minutes.
  public var work: WorkRequirement
  /// May pause when its technicians are off duty and go on later.
  public var splittable: Bool
  /// Under way, done, or fixed by hand.
  public var locked: LockedWork?
  /// What the last schedule had.
  public var previous: PreviousWork?

  /// An operation; what is not given has the default of the format.
  public init(
    id: String, name: String? = nil, work: WorkRequirement, splittable: Bool = false,
    locked: LockedWork? = nil,
    previous: PreviousWork? = nil
  ) {
    self.id = id
    self.name = name
    self.work = work
    self.splittable = splittable
    self.locked = locked
    self.previous = previous
  }
}

extension ServiceOperation {
  /// The trade that it needs, if it is work for technicians of one.
  package var trade: String? {
    guard case .standard(let work) = work else { return nil }
    return work.crew?.trade
  }
}

/// What an operation takes: standard work by whoever is able, or a list of the only ways to do it.
public enum WorkRequirement: Hashable, Sendable {
  /// Any able crew, in any bay of the type.
  case standard(StandardWork)
  /// The only ways to do it, at least one, no two with the same bay and technician.
  case alternatives([WorkAlternative])
}

/// Work for any able crew in any bay of a type. It has a bay, technicians, or both.
public struct StandardWork: Hashable, Sendable {
  /// Minutes at efficiency 100, 1 or more.
  public var minutes: Int
  /// The type of bay that it needs; `nil` is none.
  public var bay: String?
  /// The crew that it needs; `nil` is none.
  public var crew: CrewRequirement?

  /// Work of some minutes.
  public init(minutes: Int, bay: String? = nil, crew: CrewRequirement? = nil) {
    self.minutes = minutes
    self.bay = bay
    self.crew = crew
  }
}

/// The technicians that an operation needs.
public struct CrewRequirement: Hashable, Sendable {
  /// The trade of each.
  public var trade: String
  /// Least level of each in the trade, 1 to 3.
  public var level: Int
  /// What each of them holds.
  public var certifications: Set<String>
  /// How many work on it together, 1 or more.
  public var size: Int

  /// Technicians of a trade; what is not given has the default of the format.
  public init(trade: String, level: Int = 1, certifications: Set<String> = [], size: Int = 1) {
    self.trade = trade
    self.level = level
    self.certifications = certifications
    self.size = size
  }

  /// Whether a technician may be one of the crew (H8).
  public func admits(_ technician: Technician) -> Bool {
    technician.skills[trade, default: 0] >= level && certifications.isSubset(of: technician.certifications)
  }
}

/// One way to do an operation: a bay, a technician or both, and the minutes that it takes so.
public struct WorkAlternative: Hashable, Sendable {
  /// Id of the bay.
  public var bay: String?
  /// Id of the technician.
  public var technician: String?
  /// Minutes, 1 or more; the technician's efficiency is not applied.
  public var minutes: Int

  /// A way to do an operation.
  public init(bay: String? = nil, technician: String? = nil, minutes: Int) {
    self.bay = bay
    self.technician = technician
    self.minutes = minutes
  }
}

/// Work that is under way, done, or fixed by hand.
public struct LockedWork: Hashable, Sendable {
  /// Id of the bay.
  public var bay: String?
  /// Ids of the technicians, all different.
  public var technicians: [String]
  /// When it started or shall start.
  public var start: CivilTime
  /// When it ended or will end, where that is known better than by rule H9.
  public var end: CivilTime?

  /// Work fixed at a time.
  public init(bay: String? = nil, technicians: [String], start: CivilTime, end: CivilTime? = nil) {
    self.bay = bay
    self.technicians = technicians
    self.start = start
    self.end = end
  }
}

/// The bay and crew that an operation had in the last schedule.
public struct PreviousWork: Hashable, Sendable {
  /// Id of the bay.
  public var bay: String?
  /// Ids of the technicians, all different.
  public var technicians: [String]

  /// A bay and crew.
  public init(bay: String? = nil, technicians: [String]) {
    self.bay = bay
    self.technicians = technicians
  }
}
