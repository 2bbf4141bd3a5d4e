extension ScenarioDiagnostic {
  /// Why a change makes no sense for a site and its days. The case's name is told with the fault.
  public enum Problem: Hashable, Sendable {
    /// The site has no such technician.
    case noTechnician(String)
    /// The site has no such advisor.
    case noAdvisor(String)
    /// The site has no such bay.
    case noBay(String)
    /// The site has no such equipment.
    case noEquipment(String)
    /// The site has no such limit.
    case noLimit(String)
    /// No technician belongs to the team.
    case noTeam(String)
    /// The site already has the id of what is added.
    case idTaken(String)
    /// The site has no such calendar.
    case noCalendar(String)
    /// No demand has such a part.
    case noPart(String)
    /// The site does not know the kind.
    case noKind(String)
    /// Neither a technician nor an operation knows the trade.
    case noTrade(String)
    /// Neither a technician nor an operation knows the certification.
    case noCertification(String)
    /// Nobody has the trade at the level.
    case noSkill(trade: String, level: Int?)
    /// No bay has the type and, where bays are added, no operation needs it.
    case noType(String)
    /// There are fewer than the change requires.
    case tooFew(found: Int, wanted: Int)
    /// None of the days of the change belongs to a demand.
    case outsideDays
    /// Somebody is off duty, or a bay is closed, on all days of the change; `nil` means everybody is.
    case noShift(String?)
    /// A shift would end after midnight.
    case pastMidnight(String)
    /// Locked work needs what is removed.
    case lockedWork(String, appointment: String, operation: String)
    /// An operation could no longer be done.
    case onlyWay(String, appointment: String, operation: String)
    /// Work is locked to a date that is closed.
    case lockedDate(CivilDate, appointment: String, operation: String)
    /// An operation needs equipment of which nothing would be left.
    case equipmentNeeded(String, appointment: String, operation: String)
    /// More than Bayline supports.
    case tooMany(Int, most: Int)
    /// The percentages of late and early customers exceed 100 together.
    case sumAboveHundred
    /// The result would be negative.
    case belowZero(Int)
    /// The change has no effect.
    case noEffect
  }
}

/// A change that makes no sense, by its place in the scenario.
public struct ScenarioDiagnostic: Hashable, Sendable {
  /// Position in the list of changes.
  public var change: Int
  /// The offending member; `nil` means the change as a whole.
  public var member: String?
  /// Why.
  public var problem: ScenarioDiagnostic.Problem

  /// A fault of a change.
  public init(change: Int, member: String? = nil, problem: ScenarioDiagnostic.Problem) {
    self.change = change
    self.member = member
    self.problem = problem
  }
}

/// All faults of a scenario, at least one.
public struct ScenarioDiagnostics: Error, Hashable, Sendable {
  /// The faults, change by change.
  public var elements: [ScenarioDiagnostic]

  /// Some faults.
  public init(_ elements: [ScenarioDiagnostic]) {
    self.elements = elements
  }
}
