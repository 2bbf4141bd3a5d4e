import BaylineMath
public import BaylineModel

/// Draws the number of visits of each kind on future days.
///
/// The days of one path share the errors of level and shares, so that quiet and busy weeks come in runs as they do in
/// reality; the remaining noise is independent from day to day.
public struct VolumeSampler: Sendable {
  private let model: VolumeModel

  /// Creates a sampler of a fitted model.
  public init(_ model: VolumeModel) {
    self.model = model
  }

  /// Draws one path: for each day, the visits by kind in the order of the model's kinds; none on closed days.
  ///
  /// - Parameters:
  ///   - path: The number of the path; the paths of a seed are independent.
  /// - Complexity: Linear in the days and visits.
  public func path(
    from: CivilDate, days: Int, seed: UInt64, path: Int, isOpen: (CivilDate) -> Bool
  ) -> [[Int]] {
    var levels = SplitMix64(seed: seed, stream: "forecast level \(path)")
    var mix = SplitMix64(seed: seed, stream: "forecast shares \(path)")
    var chance = SplitMix64(seed: seed, stream: "forecast days \(path)")
    let shares = shareFactors(&mix)
    let weekdays = (0..<7).map { _ in mix.normal() }
    // The current level: gamma distributed with the model's variance.
    let level = model.level
    var shape = max(1e-6, level.visits / (level.dispersion * level.drift))
    var factor = levels.gamma(shape: shape) / shape
    var result: [[Int]] = []
    let last = from.advanced(by: days)
    var date = model.end
    while date < last {
      // A beta-distributed step keeps it gamma, with a discounted shape (Smith and Miller 1986).
      let (kept, lost) = (
        levels.gamma(shape: shape * level.decay), levels.gamma(shape: shape * (1 - level.decay))
      )
      factor *= kept / (kept + lost) / level.decay
      shape *= level.decay
      if date >= from {
        let weekday = DailySeries.position(date.weekday)
        result.append(
          isOpen(date)
            ? day(date, level: factor, weekday: weekdays[weekday], shares: shares, &chance)
            : Array(repeating: 0, count: model.kinds.count))
      }
      date = date.advanced(by: 1)
    }
    return result
  }

  /// Random factors on the expected share of each kind.
  private func shareFactors(_ random: inout SplitMix64) -> [Double] {
    model.kinds.indices.map { kind in
      let variance = model.shares.relativeVariance(kind)
      return variance > 0 ? random.gamma(shape: 1 / variance) * variance : 1
    }
  }

  private func day(
    _ date: CivilDate, level: Double, weekday: Double, shares: [Double], _ random: inout SplitMix64
  ) -> [Int] {
    let outlook = model.outlook(date)
    let error = (outlook.weekdayVariance * model.level.dispersion).squareRoot()
    let scale = level * max(0, 1 + error * weekday)
    let means = outlook.kinds.indices.map { outlook.kinds[$0] * shares[$0] * scale }
    let sum = means.reduce(0, +)
    let dispersions = model.shares.dispersions
    // The overdispersion of the total that the kinds do not explain is common to all kinds of the day.
    let own = zip(means, dispersions).reduce(0) { $0 + $1.0 * $1.1 }
    let mixed = sum * sum - means.reduce(0) { $0 + $1 * $1 }
    let common = mixed > 0 ? max(0, (model.level.dispersion * sum - own) / mixed) : 0
    let busy = common > 0 ? random.gamma(shape: 1 / common) * common : 1
    return means.indices.map { kind in
      let mean = means[kind]
      return random.count(mean: mean * busy, dispersion: max(1, dispersions[kind] - common * mean))
    }
  }
}
