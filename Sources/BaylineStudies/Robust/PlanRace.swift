import BaylineMath

/// Races plans against each other over simulated days that are the same for all (common random numbers).
///
/// A plan leaves the race when its paired difference to the best is clear of 0, as in the elimination of S.-H. Kim and
/// B. L. Nelson (2006), "Selecting the best system", and the field is cut to a number after each stage, as in successive
/// halving (K. Jamieson and A. Talwalkar, 2016).
package struct PlanRace: Sendable {
  /// What a plan costs and serves on each of the simulated days.
  package struct Entry: Sendable {
    /// The cost of each day, in points.
    package var points: [Double]
    /// The vehicles served on each day.
    package var served: [Double]

    package init(points: [Double], served: [Double]) {
      (self.points, self.served) = (points, served)
    }
  }

  /// How many vehicles fewer than with the nominal plan may be served, on average.
  package static let tolerance = 0.2

  /// The entries that stay in the race, best first.
  ///
  /// - Parameters:
  ///   - entries: Plans with the same simulated days.
  ///   - nominal: The nominal plan on these days. Plans that clearly serve fewer vehicles are eliminated.
  ///   - most: The most entries that stay.
  package static func survivors(_ entries: [Entry], nominal: Entry, most: Int) -> [Int] {
    let able = entries.indices.filter { index in
      guard let served = MeanInterval(difference(entries[index].served, nominal.served)) else { return false }
      return (served.high ?? served.mean) >= -tolerance
    }
    let ranked = able.sorted { (mean(entries[$0].points), $0) < (mean(entries[$1].points), $1) }
    guard let best = ranked.first else { return [] }
    let close = ranked.filter { index in
      guard let gap = MeanInterval(difference(entries[index].points, entries[best].points)) else {
        return true
      }
      return index == best || (gap.low ?? 0) <= 0
    }
    return Array(close.prefix(most))
  }

  /// The best entry that does not serve fewer vehicles than the nominal plan and costs less; `nil` if there is none.
  package static func winner(_ entries: [Entry], nominal: Entry) -> Int? {
    let able = entries.indices.filter {
      mean(entries[$0].served) >= mean(nominal.served) - tolerance
        && mean(entries[$0].points) < mean(nominal.points)
    }
    return able.min { (mean(entries[$0].points), $0) < (mean(entries[$1].points), $1) }
  }

  private static func difference(_ one: [Double], _ other: [Double]) -> [Double] {
    zip(one, other).map { $0 - $1 }
  }

  private static func mean(_ numbers: [Double]) -> Double {
    SampleStatistics.moments(numbers).mean
  }
}
