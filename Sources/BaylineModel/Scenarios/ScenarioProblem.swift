/// Why a change makes no sense for a site and its days. The case's name is told with the fault.
public enum ScenarioProblem: Hashable, Sendable {
  /// The site has no such technician.
  case noTechnician(String)
  /// The site has no such advisor.
  case noAdvisor(String)
  /// The site has no such bay.
  case noBay(String)
  /// The site has no such calendar.
  case noCalendar(String)
  /// No demand has such a part.
  case noPart(String)
  /// The site does not know the kind.
  case noKind(String)
  /// Neither a technician nor an operation knows the trade.
  case noTrade(String)
  /// Neither a technician nor an operation knows the papers.
  case noCertification(String)
  /// Nobody has the trade at the level.
  case noSkill(trade: String, level: Int?)
  /// No bay has the type, and where bays are added no operation needs it either.
  case noType(String)
  /// Fewer are there than the change is about.
  case tooFew(found: Int, wanted: Int)
  /// The days of the change are none of the demands' days.
  case outsideDays
  /// Somebody does not work, or a bay is closed anyway, on all days of the change; `nil` is nobody works.
  case noShift(String?)
  /// A shift would end after midnight.
  case pastMidnight(String)
  /// Work that is under way or fixed by hand needs what goes away.
  case lockedWork(String, appointment: String, operation: String)
  /// An operation could not be done by anybody, or anywhere, any more.
  case onlyWay(String, appointment: String, operation: String)
  /// More than Bayline plans with.
  case tooMany(Int, most: Int)
  /// More customers are late or early than there are.
  case sumAboveHundred
  /// Fewer than none.
  case belowZero(Int)
  /// Nothing is different after the change.
  case noEffect
}

/// A change that makes no sense, by its place in the scenario.
public struct ScenarioDiagnostic: Hashable, Sendable {
  /// Position in the list of changes.
  public var change: Int
  /// The member that is at fault; `nil` is the change as a whole.
  public var member: String?
  /// Why.
  public var problem: ScenarioProblem

  /// A fault of a change.
  public init(change: Int, member: String? = nil, problem: ScenarioProblem) {
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
