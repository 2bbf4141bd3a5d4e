/// A mean with its 95% interval.
public struct MeanInterval: Hashable, Sendable {
  /// The mean.
  public let mean: Double
  /// Half of the width of the interval that covers the true mean in 95 of 100 samples; `nil` where a single number says
  /// nothing of its spread.
  public let margin: Double?

  /// A mean and how far it may be off.
  public init(mean: Double, margin: Double?) {
    self.mean = mean
    self.margin = margin
  }

  /// The mean of some numbers by Student's distribution; `nil` if there are none.
  ///
  /// "Student" (1908), "The probable error of a mean", Biometrika 6(1).
  public init?(_ numbers: [Double]) {
    guard !numbers.isEmpty else { return nil }
    let (mean, deviation) = SampleStatistics.moments(numbers)
    self.mean = mean
    margin = numbers.count > 1 ? SampleStatistics.margin(count: numbers.count, deviation: deviation) : nil
  }

  /// The mean difference of numbers that belong together, second less first; pairs of which one is missing are left
  /// out. `nil` if none is left.
  ///
  /// Where both meet the same chances (common random numbers), the spread of the differences is far below that of the
  /// numbers (A. M. Law, "Simulation modeling and analysis", paired-t confidence intervals).
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

  /// Whether the interval leaves 0 out: a difference that is more than chance.
  public var isSignificant: Bool {
    guard let margin else { return false }
    return abs(mean) > margin
  }
}
