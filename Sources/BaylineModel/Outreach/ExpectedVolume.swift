/// How many visits of a kind are expected to come by themselves on a day: a row of a forecast.
public struct ExpectedVolume: Hashable, Sendable {
  /// The day.
  public var day: CivilDate
  /// The kind.
  public var kind: VisitKind
  /// The mean number of visits, 0 or more.
  public var count: Double

  /// Some visits of a kind on a day.
  public init(day: CivilDate, kind: VisitKind, count: Double) {
    self.day = day
    self.kind = kind
    self.count = count
  }
}
