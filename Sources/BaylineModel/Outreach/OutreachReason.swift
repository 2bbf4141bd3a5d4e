/// Why a customer is called without having called (主动预约).
///
/// In the order in which calls and capacity are given where there are too few of them.
public enum OutreachReason: String, CaseIterable, Sendable, Hashable, Comparable {
  /// 保修即将到期: the warranty ends within two weeks (000 2B.1.8).
  case warrantyEndsSoon
  /// 首保: the first service, estimated from the daily mileage (000 1.6.1), or not seen (002).
  case firstService
  /// 定保到期: a service is due (000 2B.1.7).
  case serviceDue
  /// 保修到期提醒: the warranty ends in a month (000 2B.1.8).
  case warrantyEnding
  /// 新车回访: a new car's owner, 7, 35 and 45 to 90 days after the hand-over (002); no visit is offered.
  case newOwner
  /// 半年未到店: six months unseen, a free check (000 2B.1.9).
  case sixMonthsUnseen
  /// 已过保: out of warranty, a free check (000 2B.1.9).
  case outOfWarranty
  /// 三个月未到店: three months unseen (002); no visit is offered.
  case threeMonthsUnseen

  /// The kind of the visit that is offered; `nil` where none is.
  public var kind: VisitKind? {
    switch self {
    case .firstService: .firstService
    case .serviceDue: .maintenance
    case .warrantyEndsSoon, .warrantyEnding, .sixMonthsUnseen, .outOfWarranty: .inspection
    case .newOwner, .threeMonthsUnseen: nil
    }
  }

  /// Whether the visit is a service, which holds the check of the other reasons.
  public var isService: Bool { self == .firstService || self == .serviceDue }

  /// How much a day beside the best one counts; 0 where any day is as good.
  package var dayWeight: Int {
    switch self {
    case .warrantyEndsSoon: 2
    case .firstService, .serviceDue, .warrantyEnding: 1
    case .newOwner, .sixMonthsUnseen, .outOfWarranty, .threeMonthsUnseen: 0
    }
  }

  /// The more urgent one first.
  public static func < (left: OutreachReason, right: OutreachReason) -> Bool {
    left.rank < right.rank
  }

  /// The place in the order of urgency, from 0.
  public var rank: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}

/// Days in which something can be done, with the best one.
public struct DayWindow: Hashable, Sendable {
  /// The first day.
  public var earliest: CivilDate
  /// The best day; within the window.
  public var best: CivilDate
  /// The last day.
  public var latest: CivilDate

  /// A window; the best day is moved into it.
  public init(_ earliest: CivilDate, _ best: CivilDate, _ latest: CivilDate) {
    self.earliest = earliest
    self.latest = max(earliest, latest)
    self.best = min(max(earliest, best), self.latest)
  }

  /// What this and another window have in common, with this one's best day moved into it; `nil` if nothing.
  func intersection(_ other: DayWindow) -> DayWindow? {
    let (from, to) = (max(earliest, other.earliest), min(latest, other.latest))
    return from <= to ? DayWindow(from, best, to) : nil
  }
}

/// A reason that holds for a vehicle, with its days.
public struct DueReason: Hashable, Sendable {
  /// Why.
  public var reason: OutreachReason
  /// The day from which it counts: the service due, the end of the warranty, the hand-over, the last time seen.
  public var day: CivilDate
  /// When the customer is called.
  public var call: DayWindow
  /// When the vehicle comes; `nil` where no visit is offered.
  public var visit: DayWindow?

  package init(reason: OutreachReason, day: CivilDate, call: DayWindow, visit: DayWindow?) {
    self.reason = reason
    self.day = day
    self.call = call
    self.visit = visit
  }
}
