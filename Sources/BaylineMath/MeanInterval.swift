/// A mean with its 95% confidence interval.
public struct MeanInterval: Hashable, Sendable {
  /// The mean.
  public let mean: Double
  /// Half the width of the 95% confidence interval; `nil` for a single value.
  public let margin: Double?

  /// Creates a mean with a margin.
  public init(mean: Double, margin: Double?) {
    self.mean = mean
    self.margin = margin
  }

  /// The mean of values with an interval by Student's distribution; `nil` if there are none.
  ///
  /// "Student" (1908), "The probable error of a mean", Biometrika 6(1).
  public init?(_ numbers: [Double]) {
    guard !numbers.isEmpty else { return nil }
    let (mean, deviation) = SampleStatistics.moments(numbers)
    self.mean = mean
    margin = numbers.count > 1 ? SampleStatistics.margin(count: numbers.count, deviation: deviation) : nil
  }

  /// The mean difference of pairs, second less first, ignoring incomplete pairs; `nil` if no pair is complete.
  ///
  /// With common random numbers the differences vary far less than the values themselves (A. M. Law, "Simulation modeling and analysis", paired-t confidence intervals).
  public init?(from first: [Double?], to second: [Double?]) {
    self.init(
      zip(first, second).compactMap { one, other in
        guard let one, let other else { return nil }
        return other - one
      })
  }

  /// The lower end of the interval.
  public var low: Double? { margin.map { mean - $0 } }
  /// The upper end of the interval.
  public var high: Double? { margin.map { mean + $0 } }

  /// Whether the interval excludes 0.
  public var isSignificant: Bool {
    guard let margin else { return false }
    return abs(mean) > margin
  }
}
