/// The weights of the costs, in points.
public struct CostPolicy: Hashable, Sendable {
  /// For each open minute between the arrival and the customer's first choice.
  public var deviation = 2
  /// For each minute that a waiting customer stays.
  public var stay = 3
  /// Once for a vehicle that is ready after `readyBy`.
  public var late = 100
  /// For each open minute after `readyBy`.
  public var lateness = 10
  /// For another advisor than the one promised or preferred.
  public var advisor = 60
  /// For an operation without the preferred technician, who could do it.
  public var technician = 120
  /// For a return whose original technician is off duty when it arrives.
  public var original = 240
  /// For each technician of an appointment beyond the first.
  public var handover = 20
  /// For each level of a technician above the one needed.
  public var overskill = 5
  /// For each minute of a technician's day above `overloadPercent` of the shift.
  public var overload = 1
  /// Percent of a shift above which a technician's day counts as overloaded.
  public var overloadPercent = 85
  /// For an operation that leaves its previous bay or crew.
  public var moved = 5
  /// For each minute from the start of the horizon to the end of the last operation of all.
  public var makespan = 0
  /// Drop and delay costs by kind; all kinds that may occur are named here.
  public var kinds = KindCost.defaults

  /// The defaults of the format.
  public init() {}
}

/// What it costs to leave out or to delay an appointment of one kind.
public struct KindCost: Hashable, Sendable {
  /// Points for leaving it out.
  public var drop: Int
  /// Points for each open minute until it is ready.
  public var delay: Int

  /// The costs of a kind, in points and in points a minute.
  public init(drop: Int, delay: Int) {
    self.drop = drop
    self.delay = delay
  }

  /// The known kinds with their default costs.
  public static let defaults: [VisitKind: KindCost] = [
    .comeback: KindCost(drop: 20000, delay: 10),
    .recall: KindCost(drop: 8000, delay: 3),
    .accident: KindCost(drop: 5000, delay: 1),
    .repair: KindCost(drop: 4000, delay: 1),
    .warranty: KindCost(drop: 4000, delay: 1),
    .firstService: KindCost(drop: 3000, delay: 1),
    .maintenance: KindCost(drop: 3000, delay: 1),
    .inspection: KindCost(drop: 1500, delay: 1),
  ]
}

/// Why a vehicle comes; a site's policy may add kinds of its own.
public struct VisitKind: RawRepresentable, Hashable, Sendable {
  /// The name in the files.
  public var rawValue: String

  /// The kind with a name.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// 返修: work that came back.
  public static let comeback = VisitKind(rawValue: "return")
  /// 召回
  public static let recall = VisitKind(rawValue: "recall")
  /// 事故
  public static let accident = VisitKind(rawValue: "accident")
  /// 维修
  public static let repair = VisitKind(rawValue: "repair")
  /// 保修
  public static let warranty = VisitKind(rawValue: "warranty")
  /// 首保
  public static let firstService = VisitKind(rawValue: "firstService")
  /// 定保
  public static let maintenance = VisitKind(rawValue: "maintenance")
  /// 检查
  public static let inspection = VisitKind(rawValue: "inspection")

  /// The kinds that every site knows, the most urgent first.
  public static let known: [VisitKind] = [
    .comeback, .recall, .accident, .repair, .warranty, .firstService, .maintenance, .inspection,
  ]
}
