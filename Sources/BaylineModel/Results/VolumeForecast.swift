package import BaylineMath

/// A probabilistic forecast of visits on future days, by kind and in total.
package struct VolumeForecast: Hashable, Sendable {
  /// The forecast kinds.
  package let kinds: [VisitKind]
  /// The days, in order.
  package let days: [Day]
  /// The visits of all days together, which share the uncertainty of the level.
  package let sum: CountDistribution

  package init(kinds: [VisitKind], days: [Day], sum: CountDistribution) {
    self.kinds = kinds
    self.days = days
    self.sum = sum
  }

  /// The counts a forecast is based on.
  package struct History: Hashable, Sendable {
    /// The first day after the counts.
    package let end: CivilDate
    /// The number of days with visits.
    package let openDays: Int
    /// The variance of a day's count divided by its mean.
    package let dispersion: Double

    package init(end: CivilDate, openDays: Int, dispersion: Double) {
      self.end = end
      self.openDays = openDays
      self.dispersion = dispersion
    }
  }

  /// A future day.
  package struct Day: Hashable, Sendable {
    /// The day.
    package let date: CivilDate
    /// Whether the workshop is open; otherwise there are no visits.
    package let isOpen: Bool
    /// The visits of all kinds.
    package let total: CountDistribution
    /// The visits of each kind, in the order of `kinds` of the forecast.
    package let kinds: [CountDistribution]

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
  package func mayCome(_ kind: Int) -> Bool {
    days.contains { $0.kinds[kind].mean > 0 }
  }

  /// The minimum probability of the prediction intervals.
  package static let coverage = 0.9
}

extension CountDistribution {
  /// The prediction interval: the shortest range of counts with a probability of at least 90%.
  package var interval: ClosedRange<Int> { shortestRange(holding: VolumeForecast.coverage) }
}
