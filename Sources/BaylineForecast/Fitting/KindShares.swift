import BaylineMath
import BaylineModel

/// The shares of the kinds in a day's visits, by weekday, and how unsteady each kind is.
///
/// A kind that is rarely seen says little of itself: its share is drawn towards that of the long run, its weekdays
/// towards those of all kinds, and its dispersion towards what drawing it from the total at random would give
/// (empirical Bayes with conjugate priors: C. N. Morris, 1983, JASA 78(381)).
struct KindShares {
  /// The shares of the total, whatever the weekday.
  let shares: [Double]
  /// By weekday from Monday, then by kind; each weekday's sum is 1.
  let byWeekday: [[Double]]
  /// Variance / mean of a day's visits of each kind around its expected ones.
  let dispersions: [Double]
  /// The visits that the shares rest on.
  let weight: Double

  /// Learns the shares.
  ///
  /// - Parameters:
  ///   - rows: The visits of each day by kind, in step with `days`.
  /// - Complexity: O(days · kinds).
  init(_ days: DailySeries, rows: [[Int]?], kinds: Int, level: LevelEstimate) {
    let long = ExponentialWeighting.decay(halfLife: VolumeSettings.habitHalfLife)
    let recent = ExponentialWeighting.decay(halfLife: VolumeSettings.shareHalfLife)
    var everSeen = [Bool](repeating: false, count: kinds)
    for row in rows {
      for (kind, count) in (row ?? []).enumerated() where count > 0 { everSeen[kind] = true }
    }
    // Half a visit to begin with, so that a kind of last year is not impossible; a kind never seen has no share.
    let base = everSeen.map { $0 ? 0.5 : 0 }

    // Shares as they were known before each day, and what each weekday's kinds had beyond them.
    var longRun = base
    var seen = [[Double]](repeating: [Double](repeating: 0, count: kinds), count: 7)
    var expected = seen
    for (day, row) in rows.enumerated() {
      let weekday = days.weekdays[day]
      let sum = longRun.reduce(0, +)
      // Each weekday fades a little every day, as its weight at the end asks.
      for w in 0..<7 {
        for kind in 0..<kinds {
          seen[w][kind] *= long
          expected[w][kind] *= long
        }
      }
      for kind in 0..<kinds {
        longRun[kind] = longRun[kind] * long + base[kind] * (1 - long)
      }
      guard let row, days.isOpen[day] else { continue }
      let total = days.totals[day]
      for kind in 0..<kinds {
        seen[weekday][kind] += Double(row[kind])
        if sum > 0 { expected[weekday][kind] += total * longRun[kind] / sum }
        longRun[kind] += Double(row[kind])
      }
    }
    let prior = VolumeSettings.profilePrior
    let profile = (0..<7).map { w in
      (0..<kinds).map { (seen[w][$0] + prior) / (expected[w][$0] + prior) }
    }

    let longShares = Self.normalised(longRun)
    var current = [Double](repeating: 0, count: kinds)
    var (errors, means) = (current, current)
    let anchor = VolumeSettings.sharePrior
    for (day, row) in rows.enumerated() {
      let weekday = days.weekdays[day]
      if let mean = level.oneStep[day], let row {
        let shares = Self.normalised(
          (0..<kinds).map { (current[$0] + anchor * longShares[$0]) * profile[weekday][$0] })
        for kind in 0..<kinds {
          let error = Double(row[kind]) - mean * shares[kind]
          errors[kind] = errors[kind] * long + error * error
          means[kind] = means[kind] * long + mean * shares[kind]
        }
      } else {
        for kind in 0..<kinds {
          errors[kind] *= long
          means[kind] *= long
        }
      }
      for kind in 0..<kinds {
        current[kind] = current[kind] * recent + (days.isOpen[day] ? Double(row?[kind] ?? 0) : 0)
      }
    }
    let shares = Self.normalised((0..<kinds).map { current[$0] + anchor * longShares[$0] })
    self.shares = shares
    weight = current.reduce(0, +) + anchor
    byWeekday = profile.map { profile in Self.normalised((0..<kinds).map { shares[$0] * profile[$0] }) }
    dispersions = (0..<kinds).map { kind in
      // Drawn from a total at random, a share p of it has the dispersion 1 + p (d - 1).
      let drawn = 1 + shares[kind] * (level.dispersion - 1)
      let visits = VolumeSettings.dispersionPrior
      return max(1, (errors[kind] + visits * drawn) / (means[kind] + visits))
    }
  }

  /// The variance of a kind's share over its squared share.
  func relativeVariance(_ kind: Int) -> Double {
    let share = shares[kind]
    return share > 0 ? dispersions[kind] * (1 - share) / (share * weight) : 0
  }

  private static func normalised(_ values: [Double]) -> [Double] {
    let sum = values.reduce(0, +)
    return sum > 0 ? values.map { $0 / sum } : values
  }
}
