/// The numbers of outgoing booking. Where a manual states one it is the default here, with its clause; the others are ours
/// and said to be so (docs/outreach.md).
public struct OutreachRules: Hashable, Sendable {
  /// Kilometres at which the first service is due; ours.
  public var firstServiceKilometres = 5_000
  /// Months after the hand-over at which the first service is due at the latest; ours.
  public var firstServiceMonths = 6
  /// Kilometres from service to service; ours.
  public var serviceKilometres = 10_000
  /// Months from service to service; ours.
  public var serviceMonths = 12
  /// Days before a service is due at which the customer is called (000 2B.1.7: two weeks before).
  public var serviceCallDays = 14
  /// Days by which that call may be earlier or later; ours.
  public var serviceCallSlack = 7
  /// Days by which a service may come after it is due; ours.
  public var serviceLateDays = 14
  /// Months before the warranty ends at which the customer is called first (000 2B.1.8).
  public var warrantyCallMonths = 1
  /// Days before the warranty ends at which the customer is called again (000 2B.1.8).
  public var warrantyCallDays = 14
  /// Days by which a call about the warranty may be earlier or later; ours.
  public var warrantyCallSlack = 3
  /// Days after the hand-over at which a new owner is called (002), each with the last day that will do.
  public var newOwnerCalls = [(7, 14), (35, 42), (45, 90)].map { OwnerCall(day: $0.0, latest: $0.1) }
  /// Months after which an unseen vehicle is offered a free check (000 2B.1.9).
  public var freeCheckMonths = 6
  /// Months after which the owner of an unseen vehicle is called (002).
  public var unseenMonths = 3
  /// Percent of those that are to be called (002).
  public var unseenTargetPercent = 90
  /// Days after which a free check or a vehicle unseen is spoken of again; ours.
  public var repeatDays = 90
  /// Months for which a first service that was not seen counts as one; ours.
  public var firstServiceMissedMonths = 6
  /// Days from the call to the visit at least, so that parts are confirmed and the reminder of the day before can be given
  /// (000 2.2.2, 2.5A.1); ours.
  public var leadDays = 2
  /// Days in which a call that is overdue is made; ours.
  public var overdueCallDays = 7
  /// Days in which a service comes that is due before anybody could come; ours.
  public var overdueVisitDays = 28
  /// More kilometres a day than anybody drives; ours.
  public var maxDailyKilometres = 1_500
  /// Failed calls after which the advisor takes over (000 2B.2.8).
  public var failedCallsBeforeEscalation = 2

  /// The defaults.
  public init() {}

  /// A call to a new owner.
  public struct OwnerCall: Hashable, Sendable {
    /// Days after the hand-over.
    public var day: Int
    /// The last day after the hand-over that will do.
    public var latest: Int
  }
}

extension CivilDate {
  /// The same day of the month so many months later, or the last day of that month if it is shorter.
  package func advanced(months: Int) -> CivilDate {
    let (year, month, day) = components
    let count = year * 12 + month - 1 + months
    let (newYear, newMonth) = (count / 12, count % 12 + 1)
    for last in stride(from: day, through: max(1, day - 3), by: -1) {
      if let date = CivilDate(year: newYear, month: newMonth, day: last) { return date }
    }
    // Beyond the years of the calendar: as many days as months have on average.
    return advanced(by: months * 30)
  }
}
