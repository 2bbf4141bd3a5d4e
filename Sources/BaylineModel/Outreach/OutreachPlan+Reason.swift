extension OutreachPlan {
  /// Why a customer is called (主动预约), the most urgent first. Calls and capacity are assigned in this order.
  public enum Reason: String, CaseIterable, Sendable, Hashable, Comparable {
    /// 保修即将到期: the warranty ends within two weeks (000 2B.1.8).
    case warrantyEndsSoon
    /// 首保: the first service, estimated from the daily mileage (000 1.6.1), or not seen (002).
    case firstService
    /// 定保到期: a service is due (000 2B.1.7).
    case serviceDue
    /// 保修到期提醒: the warranty ends in a month (000 2B.1.8).
    case warrantyEnding
    /// 新车回访: the owner of a new car, 7, 35 and 45 to 90 days after the hand-over (002); no visit is offered.
    case newOwner
    /// 半年未到店: not seen for six months, a free check (000 2B.1.9).
    case sixMonthsUnseen
    /// 已过保: out of warranty, a free check (000 2B.1.9).
    case outOfWarranty
    /// 三个月未到店: not seen for three months (002); no visit is offered.
    case threeMonthsUnseen

    /// The kind of the offered visit; `nil` if none is offered.
    public var kind: VisitKind? {
      switch self {
      case .firstService: .firstService
      case .serviceDue: .maintenance
      case .warrantyEndsSoon, .warrantyEnding, .sixMonthsUnseen, .outOfWarranty: .inspection
      case .newOwner, .threeMonthsUnseen: nil
      }
    }

    /// Whether the visit is a service, which includes the check of the other reasons.
    public var isService: Bool { self == .firstService || self == .serviceDue }

    /// The penalty per day away from the best day; 0 if all days are equally good.
    package var dayWeight: Int {
      switch self {
      case .warrantyEndsSoon: 2
      case .firstService, .serviceDue, .warrantyEnding: 1
      case .newOwner, .sixMonthsUnseen, .outOfWarranty, .threeMonthsUnseen: 0
      }
    }

    /// Whether the left reason is more urgent.
    public static func < (left: OutreachPlan.Reason, right: OutreachPlan.Reason) -> Bool {
      left.rank < right.rank
    }

    /// The position in the order of urgency, from 0.
    public var rank: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
  }
}

extension OutreachPlan {
  /// A window of days with the best one.
  public struct DayWindow: Hashable, Sendable {
    /// The first day.
    public var earliest: CivilDate
    /// The best day, within the window.
    public var best: CivilDate
    /// The last day.
    public var latest: CivilDate

    /// Creates a window; the best day is clamped to it.
    public init(_ earliest: CivilDate, _ best: CivilDate, _ latest: CivilDate) {
      self.earliest = earliest
      self.latest = max(earliest, latest)
      self.best = min(max(earliest, best), self.latest)
    }

    /// The days in both windows, with this window's best day clamped; `nil` if there are none.
    func intersection(_ other: OutreachPlan.DayWindow) -> OutreachPlan.DayWindow? {
      let (from, to) = (max(earliest, other.earliest), min(latest, other.latest))
      return from <= to ? OutreachPlan.DayWindow(from, best, to) : nil
    }
  }
}

extension OutreachPlan {
  /// A reason to call about a vehicle, with its days.
  public struct DueReason: Hashable, Sendable {
    /// The reason.
    public var reason: OutreachPlan.Reason
    /// The day it counts from: service due date, end of warranty, hand-over, or last seen.
    public var day: CivilDate
    /// When to call.
    public var call: OutreachPlan.DayWindow
    /// When the vehicle should come; `nil` if no visit is offered.
    public var visit: OutreachPlan.DayWindow?

    package init(
      reason: OutreachPlan.Reason, day: CivilDate, call: OutreachPlan.DayWindow,
      visit: OutreachPlan.DayWindow?
    ) {
      self.reason = reason
      self.day = day
      self.call = call
      self.visit = visit
    }
  }
}
