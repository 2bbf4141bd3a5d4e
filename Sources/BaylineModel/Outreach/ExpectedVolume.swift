/// The number of visits of a kind expected on a day without outreach: a row of a forecast.
public struct ExpectedVolume: Hashable, Sendable {
  /// The day.
  public var day: CivilDate
  /// The kind.
  public var kind: VisitKind
  /// The expected number of visits, 0 or more.
  public var count: Double

  /// Creates an expected volume.
  public init(day: CivilDate, kind: VisitKind, count: Double) {
    self.day = day
    self.kind = kind
    self.count = count
  }
}
