public import BaylineMath

/// A probabilistic forecast of visits on future days, by kind and in total.
public struct VolumeForecast: Hashable, Sendable {
  /// The forecast kinds.
  public let kinds: [VisitKind]
  /// The days, in order.
  public let days: [Day]
  /// The visits of all days together, which share the uncertainty of the level.
  public let sum: CountDistribution

  package init(kinds: [VisitKind], days: [Day], sum: CountDistribution) {
    self.kinds = kinds
    self.days = days
    self.sum = sum
  }

  /// The counts a forecast is based on.
  public struct History: Hashable, Sendable {
    /// The first day after the counts.
    public let end: CivilDate
    /// The number of days with visits.
    public let openDays: Int
    /// The variance of a day's count divided by its mean.
    public let dispersion: Double

    package init(end: CivilDate, openDays: Int, dispersion: Double) {
      self.end = end
      self.openDays = openDays
      self.dispersion = dispersion
    }
  }

  /// A future day.
  public struct Day: Hashable, Sendable {
    /// The day.
    public let date: CivilDate
    /// Whether the workshop is open; otherwise there are no visits.
    public let isOpen: Bool
    /// The visits of all kinds.
    public let total: CountDistribution
    /// The visits of each kind, in the order of `kinds` of the forecast.
    public let kinds: [CountDistribution]

    package init(date: CivilDate, isOpen: Bool, total: CountDistribution, kinds: [CountDistribution]) {
      self.date = date
      self.isOpen = isOpen
      self.total = total
      self.kinds = kinds
    }

    package static func closed(_ date: CivilDate, kinds: Int) -> Day {
      let none = CountDistribution(mean: 0, dispersion: 1)
      return Day(date: date, isOpen: false, total: none, kinds: Array(repeating: none, count: kinds))
    }
  }

  /// Whether any visit of a kind, given by its position, is expected.
  public func mayCome(_ kind: Int) -> Bool {
    days.contains { $0.kinds[kind].mean > 0 }
  }

  /// The minimum probability of the prediction intervals.
  public static let coverage = 0.9
}

extension CountDistribution {
  /// The prediction interval: the shortest range of counts with a probability of at least 90%.
  public var interval: ClosedRange<Int> { shortestRange(holding: VolumeForecast.coverage) }
}
