public import BaylineMath

/// How many visits are expected on days to come, of each kind and in all, and how sure that is.
public struct VolumeForecast: Hashable, Sendable {
  /// The kinds that are forecast.
  public let kinds: [VisitKind]
  /// The days, in order.
  public let days: [Day]
  /// The visits of all days together, which share what is unsure of the level.
  public let sum: CountDistribution

  package init(kinds: [VisitKind], days: [Day], sum: CountDistribution) {
    self.kinds = kinds
    self.days = days
    self.sum = sum
  }

  /// The counts that a forecast was made from.
  public struct History: Hashable, Sendable {
    /// The first day after the counts.
    public let end: CivilDate
    /// Days with visits.
    public let openDays: Int
    /// Variance of a day's count over its mean.
    public let dispersion: Double

    package init(end: CivilDate, openDays: Int, dispersion: Double) {
      self.end = end
      self.openDays = openDays
      self.dispersion = dispersion
    }
  }

  /// A day to come.
  public struct Day: Hashable, Sendable {
    /// Which day.
    public let date: CivilDate
    /// Whether the workshop is open; if not, nobody comes.
    public let isOpen: Bool
    /// The visits of all kinds.
    public let total: CountDistribution
    /// The visits of each kind, in the order of the forecast's.
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

  /// Whether any visit of a kind, by its position, can be drawn.
  public func mayCome(_ kind: Int) -> Bool {
    days.contains { $0.kinds[kind].mean > 0 }
  }

  /// The share that the intervals of forecasts hold: at least so much of the probability.
  public static let coverage = 0.9
}

extension CountDistribution {
  /// The prediction interval: the shortest range of whole numbers that holds at least 90%.
  public var interval: ClosedRange<Int> { shortestRange(holding: VolumeForecast.coverage) }
}
