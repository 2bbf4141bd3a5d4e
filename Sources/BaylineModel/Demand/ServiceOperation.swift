/// One step of the work on a vehicle.
public struct ServiceOperation: Hashable, Sendable {
  /// The id, unique in the appointment.
  public var id: String
  /// Display name.
  public var name: String?
  /// The bay, technicians and minutes it needs.
  public var work: WorkRequirement
  /// The ids of the equipment it needs while it lasts, one of each, through its pauses.
  public var equipment: [String]
  /// The parts it needs when it starts; those that must be there before the arrival are the appointment's.
  public var parts: [SparePart.Requirement]
  /// The time between the end of the operation before and the start of this one.
  public var lag: ServiceOperation.Lag
  /// What becomes of the vehicle in the bay afterwards; `nil` leaves it open.
  public var bayAfter: ServiceOperation.BayAfter?
  /// Whether the work may pause while its technicians are off duty.
  public var splittable: Bool
  /// Where it is fixed, if it is under way, done, or fixed by hand.
  public var locked: ServiceOperation.LockedWork?
  /// Where the previous schedule placed it.
  public var previous: ServiceOperation.PreviousWork?

  /// Creates an operation; the defaults are those of the format.
  public init(
    id: String, name: String? = nil, work: WorkRequirement, equipment: [String] = [],
    parts: [SparePart.Requirement] = [], lag: ServiceOperation.Lag = ServiceOperation.Lag(),
    bayAfter: ServiceOperation.BayAfter? = nil, splittable: Bool = false,
    locked: ServiceOperation.LockedWork? = nil, previous: ServiceOperation.PreviousWork? = nil
  ) {
    self.id = id
    self.name = name
    self.work = work
    self.equipment = equipment
    self.parts = parts
    self.lag = lag
    self.bayAfter = bayAfter
    self.splittable = splittable
    self.locked = locked
    self.previous = previous
  }
}

extension ServiceOperation {
  /// The least and the most minutes between an operation and the one before it: paint cures, a customer must agree.
  public struct Lag: Hashable, Sendable {
    /// The minimum, 0 or more.
    public var min: Int
    /// The maximum, not below the minimum; `nil` means no limit.
    public var max: Int?

    /// Creates a lag; the defaults are those of the format.
    public init(min: Int = 0, max: Int? = nil) {
      self.min = min
      self.max = max
    }
  }
}

extension ServiceOperation {
  /// What becomes of a vehicle in its bay after an operation; the raw value is that of the files.
  public enum BayAfter: String, CaseIterable, Hashable, Sendable {
    /// It cannot be moved: the next operation is in the same bay.
    case keep
    /// It is taken out of the bay in any case.
    case leave
  }
}

extension ServiceOperation {
  /// The trade it needs; `nil` for alternatives and for work without technicians.
  package var trade: String? {
    guard case .standard(let work) = work else { return nil }
    return work.crew?.trade
  }
}

/// What an operation needs: standard work by any qualified crew, or one of several fixed alternatives.
public enum WorkRequirement: Hashable, Sendable {
  /// Work for any qualified crew in any bay of the type.
  case standard(WorkRequirement.StandardWork)
  /// The only ways to do the work: at least one, no two with the same bay and technician.
  case alternatives([WorkRequirement.Alternative])
}

extension WorkRequirement {
  /// Work for any qualified crew in any bay of a type. It needs a bay, technicians, or both.
  public struct StandardWork: Hashable, Sendable {
    /// The minutes at efficiency 100, 1 or more.
    public var minutes: Int
    /// The bay type it needs; `nil` means no bay.
    public var bay: String?
    /// The crew it needs; `nil` means no technicians.
    public var crew: WorkRequirement.Crew?

    /// Creates standard work.
    public init(minutes: Int, bay: String? = nil, crew: WorkRequirement.Crew? = nil) {
      self.minutes = minutes
      self.bay = bay
      self.crew = crew
    }
  }
}

extension WorkRequirement {
  /// The technicians an operation needs.
  public struct Crew: Hashable, Sendable {
    /// The trade each technician needs.
    public var trade: String
    /// The minimum level of each in the trade, 1 to 3.
    public var level: Int
    /// The certifications each needs.
    public var certifications: Set<String>
    /// The number of technicians who work together, 1 or more.
    public var size: Int

    /// Technicians of a trade; what is not given has the default of the format.
    public init(trade: String, level: Int = 1, certifications: Set<String> = [], size: Int = 1) {
      self.trade = trade
      self.level = level
      self.certifications = certifications
      self.size = size
    }

    /// Whether a technician qualifies for the crew (H8).
    public func admits(_ technician: Technician) -> Bool {
      technician.skills[trade, default: 0] >= level && certifications.isSubset(of: technician.certifications)
    }
  }
}

extension WorkRequirement {
  /// One way to do an operation: a bay, a technician or both, and the minutes it takes.
  public struct Alternative: Hashable, Sendable {
    /// The id of the bay.
    public var bay: String?
    /// The id of the technician.
    public var technician: String?
    /// The minutes, 1 or more; the technician's efficiency does not apply.
    public var minutes: Int

    /// Creates an alternative.
    public init(bay: String? = nil, technician: String? = nil, minutes: Int) {
      self.bay = bay
      self.technician = technician
      self.minutes = minutes
    }
  }
}

extension ServiceOperation {
  /// The fixed placement of work that is under way, done, or fixed by hand.
  public struct LockedWork: Hashable, Sendable {
    /// The id of the bay.
    public var bay: String?
    /// The ids of the technicians, all different.
    public var technicians: [String]
    /// When the work started or must start.
    public var start: CivilTime
    /// When the work ended or will end, where that is known; otherwise rule H9 decides.
    public var end: CivilTime?

    /// Creates a fixed placement.
    public init(bay: String? = nil, technicians: [String], start: CivilTime, end: CivilTime? = nil) {
      self.bay = bay
      self.technicians = technicians
      self.start = start
      self.end = end
    }
  }
}

extension ServiceOperation {
  /// The bay and crew of an operation in the previous schedule.
  public struct PreviousWork: Hashable, Sendable {
    /// The id of the bay.
    public var bay: String?
    /// The ids of the technicians, all different.
    public var technicians: [String]

    /// Creates the previous placement of an operation.
    public init(bay: String? = nil, technicians: [String]) {
      self.bay = bay
      self.technicians = technicians
    }
  }
}
