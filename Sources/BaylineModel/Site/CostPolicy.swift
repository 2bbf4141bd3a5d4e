/// The weights of the cost terms, in points.
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
  /// For an operation without the preferred technician, who is qualified for it.
  public var technician = 120
  /// For a comeback whose original technician is off duty when it arrives.
  public var original = 240
  /// For each technician of an appointment beyond the first.
  public var handover = 20
  /// For each operation for which the vehicle moves to another bay.
  public var move = 40
  /// For each level of a technician above the one needed.
  public var overskill = 5
  /// For each minute of a technician's day above `overloadPercent` of the shift.
  public var overload = 1
  /// Percent of a shift above which a technician's day counts as overloaded.
  public var overloadPercent = 85
  /// For the square of a technician's booked minutes of a day, divided by ten times the shift: even loads cost least.
  public var balance = 1
  /// For an operation that leaves its previous bay or crew.
  public var moved = 5
  /// For each minute from the start of the horizon to the end of the last operation of all.
  public var makespan = 0
  /// The drop and delay costs by kind; every kind that may occur is listed.
  public var kinds = CostPolicy.KindCost.defaults

  /// Creates the default policy of the format.
  public init() {}
}

extension CostPolicy {
  /// The cost of leaving out or delaying an appointment of a kind.
  public struct KindCost: Hashable, Sendable {
    /// Points for leaving the appointment out.
    public var drop: Int
    /// Points for each open minute until the vehicle is ready.
    public var delay: Int

    /// Creates the costs of a kind, in points and in points per minute.
    public init(drop: Int, delay: Int) {
      self.drop = drop
      self.delay = delay
    }

    /// The default costs of the built-in kinds.
    public static let defaults: [VisitKind: CostPolicy.KindCost] = [
      .comeback: CostPolicy.KindCost(drop: 20000, delay: 10),
      .recall: CostPolicy.KindCost(drop: 8000, delay: 3),
      .accident: CostPolicy.KindCost(drop: 5000, delay: 1),
      .repair: CostPolicy.KindCost(drop: 4000, delay: 1),
      .warranty: CostPolicy.KindCost(drop: 4000, delay: 1),
      .firstService: CostPolicy.KindCost(drop: 3000, delay: 1),
      .maintenance: CostPolicy.KindCost(drop: 3000, delay: 1),
      .inspection: CostPolicy.KindCost(drop: 1500, delay: 1),
    ]
  }
}

/// Why a vehicle comes; the policy of a site may add kinds.
public struct VisitKind: RawRepresentable, Hashable, Sendable {
  /// The name in the files.
  public var rawValue: String

  /// Creates the kind with a name.
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

  /// The built-in kinds, the most urgent first.
  public static let known: [VisitKind] = [
    .comeback, .recall, .accident, .repair, .warranty, .firstService, .maintenance, .inspection,
  ]
}

extension CostPolicy {
  /// The kinds that the site adds to the built-in ones, in the order of code points.
  package var ownKinds: [VisitKind] {
    kinds.keys.filter { KindCost.defaults[$0] == nil }.map(\.rawValue).sortedByCodePoint().map(VisitKind.init)
  }
}
