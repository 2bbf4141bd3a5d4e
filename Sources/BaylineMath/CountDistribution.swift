/// A distribution of counts, given by its mean and dispersion (variance ÷ mean): Poisson if the dispersion is 1, negative
/// binomial if it is greater.
///
/// With mean *m* and dispersion *d* > 1, *r* = *m* / (*d* - 1) and *q* = 1 - 1 / *d* the probability of *k* is
/// Γ(*r* + *k*) / (*k*! Γ(*r*)) (1 - *q*)^*r* *q*^*k* (M. Greenwood and G. U. Yule, 1920, "An inquiry into the nature of
/// frequency distributions"). The table holds all counts except tails with probabilities below 10^-15 of the mode's.
public struct CountDistribution: Hashable, Sendable {
  /// The mean count.
  public let mean: Double
  /// The variance divided by the mean, 1 or more.
  public let dispersion: Double
  /// The smallest count in the table.
  private let first: Int
  /// The probability that the count is at most `first + i`.
  private let cumulative: [Double]

  /// Creates a distribution.
  ///
  /// - Parameters:
  ///   - mean: The mean, 0 or more.
  ///   - dispersion: The variance divided by the mean; values below 1 count as 1.
  /// - Complexity: Linear in the standard deviation.
  public init(mean: Double, dispersion: Double) {
    self.mean = max(0, mean)
    // This close to 1 both distributions agree, and the negative binomial formula would lose precision.
    self.dispersion = dispersion < 1 + 1e-9 ? 1 : dispersion
    (first, cumulative) = Self.table(mean: self.mean, dispersion: self.dispersion)
  }

  /// The probability that the count is at most `count`.
  public func probability(atMost count: Int) -> Double {
    let place = count - first
    return place < 0 ? 0 : place < cumulative.count ? cumulative[place] : 1
  }

  /// The smallest count whose cumulative probability reaches a probability.
  /// - Complexity: O(log *n*) in the size of the table.
  public func quantile(_ probability: Double) -> Int {
    first + cumulative.dropLast().partitioningIndex { $0 >= probability }
  }

  /// The shortest range of counts with at least a probability; of several the most probable.
  ///
  /// Because counts are discrete, the range is more probable than required, especially for small means.
  /// - Complexity: Linear in the size of the table.
  public func shortestRange(holding probability: Double) -> ClosedRange<Int> {
    var best = (first, first + cumulative.count - 1)
    var bestHeld = 0.0
    var high = 0
    for low in cumulative.indices {
      let below = low == 0 ? 0 : cumulative[low - 1]
      high = max(high, low)
      while high < cumulative.count, cumulative[high] - below < probability { high += 1 }
      guard high < cumulative.count else { break }
      let held = cumulative[high] - below
      let (width, bestWidth) = (high - low, best.1 - best.0)
      if width < bestWidth || (width == bestWidth && held > bestHeld) {
        best = (first + low, first + high)
        bestHeld = held
      }
    }
    return best.0...best.1
  }

  /// The continuous ranked probability score of an observed count: the integral of the squared difference between the
  /// forecast distribution and the step function at the observation. Lower is better; for a deterministic forecast it is
  /// the absolute error.
  ///
  /// T. Gneiting and A. E. Raftery (2007), "Strictly proper scoring rules, prediction, and estimation", JASA 102(477).
  /// - Complexity: Linear in the size of the table.
  public func crps(of count: Int) -> Double {
    var score = Double(max(0, first - count) + max(0, count - first - cumulative.count))
    for (place, probability) in cumulative.enumerated() {
      let difference = first + place >= count ? 1 - probability : probability
      score += difference * difference
    }
    return score
  }

  /// The share of a count's step in the cumulative distribution that lies between two probabilities.
  ///
  /// For calibrated forecasts its mean is exactly `upper - lower`, however small the counts (C. Czado,
  /// T. Gneiting and L. Held, 2009, "Predictive model assessment for count data", Biometrics 65(4)).
  public func share(of count: Int, between lower: Double, and upper: Double) -> Double {
    let (from, to) = (probability(atMost: count - 1), probability(atMost: count))
    guard to > from else { return 0 }
    return max(0, min(to, upper) - max(from, lower)) / (to - from)
  }

  // MARK: - The table

  private static func table(mean: Double, dispersion: Double) -> (first: Int, cumulative: [Double]) {
    guard mean > 0 else { return (0, [1]) }
    // The probability of k + 1 divided by that of k.
    let size = dispersion > 1 ? mean / (dispersion - 1) : 0
    let ratio = 1 - 1 / dispersion
    func step(_ k: Double) -> Double {
      dispersion > 1 ? (size + k) / (k + 1) * ratio : mean / (k + 1)
    }
    let mode = Int(max(0, dispersion > 1 ? (size - 1) * (dispersion - 1) : mean))
    // Relative to the mode, to avoid underflow.
    var below: [Double] = []
    var weight = 1.0
    for k in stride(from: mode - 1, through: 0, by: -1) {
      weight /= step(Double(k))
      guard weight > 1e-15 else { break }
      below.append(weight)
    }
    var weights: [Double] = below.reversed()
    weights.append(1)
    weight = 1
    for k in mode... {
      weight *= step(Double(k))
      guard weight > 1e-15 else { break }
      weights.append(weight)
    }
    let sum = weights.reduce(0, +)
    var total = 0.0
    var cumulative = weights.map { weight in
      total += weight
      return total / sum
    }
    cumulative[cumulative.count - 1] = 1
    return (mode - below.count, cumulative)
  }
}
