/// The parameters of outreach. Defaults that a manual states cite the clause; the others are marked as ours
/// (docs/outreach.md).
public struct OutreachRules: Hashable, Sendable {
  /// Kilometres at which the first service is due; ours.
  public var firstServiceKilometres = 5_000
  /// Months after the hand-over by which the first service is due; ours.
  public var firstServiceMonths = 6
  /// The service interval in kilometres; ours.
  public var serviceKilometres = 10_000
  /// The service interval in months; ours.
  public var serviceMonths = 12
  /// Days before the service due date on which to call (000 2B.1.7: two weeks before).
  public var serviceCallDays = 14
  /// Days by which that call may be earlier or later; ours.
  public var serviceCallSlack = 7
  /// Days by which a service may be overdue; ours.
  public var serviceLateDays = 14
  /// Months before the end of the warranty at which to call first (000 2B.1.8).
  public var warrantyCallMonths = 1
  /// Days before the end of the warranty at which to call again (000 2B.1.8).
  public var warrantyCallDays = 14
  /// Days by which a warranty call may be earlier or later; ours.
  public var warrantyCallSlack = 3
  /// Days after the hand-over on which to call a new owner (002), each with the last acceptable day.
  public var newOwnerCalls = [(7, 14), (35, 42), (45, 90)].map { OwnerCall(day: $0.0, latest: $0.1) }
  /// Months after which an unseen vehicle is offered a free check (000 2B.1.9).
  public var freeCheckMonths = 6
  /// Months after which the owner of an unseen vehicle is called (002).
  public var unseenMonths = 3
  /// Target percentage of unseen vehicles whose owners are called (002).
  public var unseenTargetPercent = 90
  /// Days after which to call again about a free check or an unseen vehicle; ours.
  public var repeatDays = 90
  /// Months during which a missed first service still counts as one; ours.
  public var firstServiceMissedMonths = 6
  /// Minimum days from the call to the visit, so that parts can be confirmed and the reminder can be given the day before
  /// (000 2.2.2, 2.5A.1); ours.
  public var leadDays = 2
  /// Days within which an overdue call is made; ours.
  public var overdueCallDays = 7
  /// Days within which an overdue service is scheduled; ours.
  public var overdueVisitDays = 28
  /// Kilometres per day above which data is implausible; ours.
  public var maxDailyKilometres = 1_500
  /// The number of failed calls after which the advisor takes over (000 2B.2.8).
  public var failedCallsBeforeEscalation = 2

  /// The defaults.
  public init() {}

  /// A call to a new owner.
  public struct OwnerCall: Hashable, Sendable {
    /// Days after the hand-over.
    public var day: Int
    /// The last acceptable day after the hand-over.
    public var latest: Int
  }
}

extension CivilDate {
  /// The same day of the month a number of months later, or the last day of a shorter month.
  package func advanced(months: Int) -> CivilDate {
    let (year, month, day) = components
    let count = year * 12 + month - 1 + months
    let (newYear, newMonth) = (count / 12, count % 12 + 1)
    for last in stride(from: day, through: max(1, day - 3), by: -1) {
      if let date = CivilDate(year: newYear, month: newMonth, day: last) { return date }
    }
    // Beyond the supported years, months have 30 days.
    return advanced(by: months * 30)
  }
}
