import BaylineMath

/// The number of visits on an ordinary day at the end of the past, and its uncertainty.
///
/// A gamma belief about the level of counts: each day adds its visits to one parameter and its calendar factor to the
/// other, and both are discounted (A. C. Harvey and C. Fernandes, 1989, "Time series models for count or qualitative
/// observations", Journal of Business & Economic Statistics 7(4); R. L. Smith and J. E. Miller, 1986, JRSS B 48(1)).
struct LevelEstimate {
  /// Discounted visits.
  let visits: Double
  /// Discounted calendar factors of the same days.
  let exposure: Double
  /// The factor by which both are discounted per day.
  let decay: Double
  /// The variance of a day's visits around the level, divided by their mean.
  let dispersion: Double
  /// The variance of the level relative to that of a constant level, at least 1: levels drift.
  let drift: Double
  /// The daily growth of the logarithm at the end of the past.
  let trend: Double
  /// The one-day forecast of each past day; `nil` where there was too little data.
  let oneStep: [Double?]

  /// Tracks the level through the past.
  ///
  /// - Parameters:
  ///   - factors: The calendar factor of each day; 0 where it was closed.
  /// - Complexity: Linear in the days.
  init(_ days: DailySeries, factors: [Double]) {
    let decay = ExponentialWeighting.decay(halfLife: VolumeSettings.levelHalfLife)
    let visits = ExponentialWeighting.trailing(days.totals, decay: decay)
    let exposure = ExponentialWeighting.trailing(factors, decay: decay)
    let oneStep = days.totals.indices.map { day -> Double? in
      guard day > 0, days.isOpen[day], exposure[day - 1] > 5 else { return nil }
      return visits[day - 1] / exposure[day - 1] * factors[day]
    }
    let dispersion = Self.dispersion(days, oneStep)
    self.decay = decay
    self.visits = visits.last ?? 0
    self.exposure = exposure.last ?? 0
    self.oneStep = oneStep
    self.dispersion = dispersion
    drift = Self.drift(days, factors, visits, exposure, decay, dispersion)
    trend = Self.trend(visits, exposure, dispersion)
  }

  /// The expected visits of an ordinary day a number of days after the past.
  ///
  /// - Parameter days: 1 or more.
  func mean(after days: Int) -> Double {
    guard exposure > 0 else { return 0 }
    let decay = ExponentialWeighting.decay(halfLife: VolumeSettings.trendHalfLife)
    let grown = decay * (1 - ExactMath.power(decay, Double(days))) / (1 - decay)
    return visits / exposure * ExactMath.exp(trend * grown)
  }

  /// The variance of the level a number of days after the past, divided by its squared mean.
  func relativeVariance(after days: Int) -> Double {
    guard visits > 0 else { return 0 }
    return dispersion * drift / (visits * ExactMath.power(decay, Double(days)))
  }

  /// Weighted squared errors divided by the forecasts, shrunk towards the default. Errors beyond three standard
  /// deviations are clipped (P. J. Huber, 1964, "Robust estimation of a location parameter", Annals of Mathematical
  /// Statistics 35(1)): one unforeseeable day in a thousand would widen all intervals for a year. The standard
  /// deviation used for that is the one implied by the 90% quantile of the errors.
  private static func dispersion(_ days: DailySeries, _ oneStep: [Double?]) -> Double {
    let decay = ExponentialWeighting.decay(halfLife: VolumeSettings.dispersionHalfLife)
    let weights = ExponentialWeighting.weights(oneStep.count, decay: decay)
    var errors: [(relative: Double, mean: Double, weight: Double)] = []
    for (day, mean) in oneStep.enumerated() {
      guard let mean, mean > 0 else { continue }
      let error = abs(days.totals[day] - mean) / mean.squareRoot()
      errors.append((error, mean, weights[day]))
    }
    errors.sort { $0.relative < $1.relative }
    let all = errors.reduce(0) { $0 + $1.weight }
    var reached = 0.0
    let quantile90 = errors.first { error in
      reached += error.weight
      return reached >= 0.9 * all
    }
    let maxError =
      VolumeSettings.errorDeviations * (quantile90?.relative ?? 0) / Distributions.normalQuantile(0.95)
    var (squares, expected) = (0.0, 0.0)
    for (relative, mean, weight) in errors {
      let bounded = min(relative, maxError)
      squares += weight * bounded * bounded * mean
      expected += weight * mean
    }
    let prior = VolumeSettings.dispersionPrior
    return max(1, (squares + prior * VolumeSettings.defaultDispersion) / (expected + prior))
  }

  /// The excess error of forecasts of past four-week stretches, beyond the dispersion of days, relative to the error of
  /// a constant level.
  private static func drift(
    _ days: DailySeries, _ factors: [Double], _ visits: [Double], _ exposure: [Double], _ decay: Double,
    _ dispersion: Double
  ) -> Double {
    var (beyond, steady) = (0.0, 0.0)
    var stretches = 0
    var start = days.totals.count - VolumeSettings.driftDays
    while start > 0 {
      defer { start -= VolumeSettings.driftDays }
      guard exposure[start - 1] > VolumeSettings.levelHalfLife / 2 else { break }
      let level = visits[start - 1] / exposure[start - 1]
      var (seen, expected, variance) = (0.0, 0.0, 0.0)
      // The level is a martingale: the covariance of two days is the variance at the earlier one.
      var later = 0.0
      for day in (start..<start + VolumeSettings.driftDays).reversed() {
        let mean = level * factors[day]
        let relative = dispersion / (visits[start - 1] * ExactMath.power(decay, Double(day - start + 1)))
        variance += mean * (mean + 2 * later) * relative
        later += mean
        seen += days.totals[day]
        expected += mean
      }
      guard expected > 0 else { continue }
      // In units of the constant level's error, so that busy stretches weigh no more than quiet ones.
      beyond += ((seen - expected) * (seen - expected) - dispersion * expected) / variance
      steady += 1
      stretches += 1
    }
    let prior = VolumeSettings.driftPrior
    return max(1, (beyond + prior * VolumeSettings.defaultDrift) / (steady + prior))
  }

  /// The daily growth over the last year, shrunk towards zero by its sampling error.
  private static func trend(_ visits: [Double], _ exposure: [Double], _ dispersion: Double) -> Double {
    let now = visits.count - 1
    let then = now - VolumeSettings.trendDays
    // The earlier level itself needs half a year of data.
    guard then >= VolumeSettings.trendDays / 2, visits[then] > 0, visits[now] > 0 else { return 0 }
    let growth = ExactMath.log(visits[now] / exposure[now]) - ExactMath.log(visits[then] / exposure[then])
    guard growth != 0 else { return 0 }
    let variance = VolumeSettings.trendDoubt * dispersion * (1 / visits[now] + 1 / visits[then])
    return growth * max(0, 1 - variance / (growth * growth)) / Double(VolumeSettings.trendDays)
  }
}
