import BaylineMath
import BaylineModel

/// The share of each kind in a day's visits, by weekday, and how much each kind fluctuates.
///
/// Estimates for rare kinds are shrunk: the share towards the long-run share, the weekdays towards those of all kinds,
/// and the dispersion towards that of random draws from the total (empirical Bayes with conjugate priors: C. N. Morris,
/// 1983, JASA 78(381)).
struct KindShares {
  /// The overall shares of the total.
  let shares: [Double]
  /// By weekday from Monday, then by kind; the shares of a weekday add up to 1.
  let byWeekday: [[Double]]
  /// By kind, the variance of a day's visits around the expected number, divided by that number.
  let dispersions: [Double]
  /// The weighted visits that the shares rest on.
  let weight: Double

  /// Estimates the shares.
  ///
  /// - Parameters:
  ///   - rows: The visits of each day by kind, aligned with `days`.
  /// - Complexity: O(days · kinds).
  init(_ days: DailySeries, rows: [[Int]?], kinds: Int, level: LevelEstimate) {
    let habits = Habits(days, rows: rows, kinds: kinds)
    let recent = RecentShares(days, rows: rows, level: level, habits: habits)
    let shares = recent.shares(habits)
    self.shares = shares
    weight = recent.visits.reduce(0, +) + VolumeSettings.sharePrior
    byWeekday = habits.profile.map { profile in normalised((0..<kinds).map { shares[$0] * profile[$0] }) }
    dispersions = (0..<kinds).map { kind in
      // Drawn from a total at random, a share p of it has the dispersion 1 + p (d - 1).
      let drawn = 1 + shares[kind] * (level.dispersion - 1)
      let prior = VolumeSettings.dispersionPrior
      return max(1, (recent.errors[kind] + prior * drawn) / (recent.means[kind] + prior))
    }
  }

  /// The variance of a kind's share, divided by its square.
  func relativeVariance(_ kind: Int) -> Double {
    let share = shares[kind]
    return share > 0 ? dispersions[kind] * (1 - share) / (share * weight) : 0
  }
}

/// Values scaled to a sum of 1.
private func normalised(_ values: [Double]) -> [Double] {
  let sum = values.reduce(0, +)
  return sum > 0 ? values.map { $0 / sum } : values
}

/// What the whole past says: the long-run shares, and how each weekday differs from them.
private struct Habits {
  /// The shares, whatever the weekday.
  let shares: [Double]
  /// By weekday from Monday, then by kind: the factor on the share.
  let profile: [[Double]]

  init(_ days: DailySeries, rows: [[Int]?], kinds: Int) {
    let decay = ExponentialWeighting.decay(halfLife: VolumeSettings.habitHalfLife)
    var everSeen = [Bool](repeating: false, count: kinds)
    for row in rows {
      for (kind, count) in (row ?? []).enumerated() where count > 0 { everSeen[kind] = true }
    }
    // Starting from half a visit, a kind not seen for a year is still possible; one never seen has no share.
    let base = everSeen.map { $0 ? 0.5 : 0 }
    var longRun = base
    // By weekday: the visits of each kind, and those expected by the shares as known before each day.
    var seen = [[Double]](repeating: [Double](repeating: 0, count: kinds), count: 7)
    var expected = seen
    for (day, row) in rows.enumerated() {
      let weekday = days.weekdays[day]
      let sum = longRun.reduce(0, +)
      // All weekdays decay every day, so that their weights at the end are comparable.
      for position in 0..<7 {
        for kind in 0..<kinds {
          seen[position][kind] *= decay
          expected[position][kind] *= decay
        }
      }
      for kind in 0..<kinds {
        longRun[kind] = longRun[kind] * decay + base[kind] * (1 - decay)
      }
      guard let row, days.isOpen[day] else { continue }
      for kind in 0..<kinds {
        seen[weekday][kind] += Double(row[kind])
        if sum > 0 { expected[weekday][kind] += days.totals[day] * longRun[kind] / sum }
        longRun[kind] += Double(row[kind])
      }
    }
    let prior = VolumeSettings.profilePrior
    profile = (0..<7).map { weekday in
      (0..<kinds).map { (seen[weekday][$0] + prior) / (expected[weekday][$0] + prior) }
    }
    shares = normalised(longRun)
  }
}

/// What the last months say, anchored to the habits.
private struct RecentShares {
  /// Weighted visits of each kind.
  private(set) var visits: [Double]
  /// Weighted squared errors of one-day forecasts by kind, and the weighted forecasts.
  private(set) var errors: [Double]
  private(set) var means: [Double]

  init(_ days: DailySeries, rows: [[Int]?], level: LevelEstimate, habits: Habits) {
    let habitDecay = ExponentialWeighting.decay(halfLife: VolumeSettings.habitHalfLife)
    let shareDecay = ExponentialWeighting.decay(halfLife: VolumeSettings.shareHalfLife)
    let kinds = habits.shares.indices
    visits = [Double](repeating: 0, count: kinds.count)
    (errors, means) = (visits, visits)
    for (day, row) in rows.enumerated() {
      if let mean = level.oneStep[day], let row {
        let shares = shares(habits, habits.profile[days.weekdays[day]])
        for kind in kinds {
          let error = Double(row[kind]) - mean * shares[kind]
          errors[kind] = errors[kind] * habitDecay + error * error
          means[kind] = means[kind] * habitDecay + mean * shares[kind]
        }
      } else {
        for kind in kinds {
          errors[kind] *= habitDecay
          means[kind] *= habitDecay
        }
      }
      for kind in kinds {
        visits[kind] = visits[kind] * shareDecay + (days.isOpen[day] ? Double(row?[kind] ?? 0) : 0)
      }
    }
  }

  /// The shares of the total: of recent visits and, with the weight of the prior, of the habits.
  func shares(_ habits: Habits) -> [Double] {
    normalised(visits.indices.map { visits[$0] + VolumeSettings.sharePrior * habits.shares[$0] })
  }

  /// The shares on a weekday.
  private func shares(_ habits: Habits, _ profile: [Double]) -> [Double] {
    normalised(
      visits.indices.map { (visits[$0] + VolumeSettings.sharePrior * habits.shares[$0]) * profile[$0] })
  }
}
