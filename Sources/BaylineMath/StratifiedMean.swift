/// Count, mean and standard deviation of a sample.
public struct SampleMoments: Hashable, Sendable {
  /// The number of values.
  public let count: Int
  /// The mean.
  public let mean: Double
  /// The sample standard deviation; 0 for fewer than two values.
  public let deviation: Double

  /// Creates known moments.
  public init(count: Int, mean: Double, deviation: Double) {
    self.count = count
    self.mean = mean
    self.deviation = deviation
  }

  /// The moments of values; `nil` if there are none.
  public init?(_ numbers: [Double]) {
    guard !numbers.isEmpty else { return nil }
    count = numbers.count
    (mean, deviation) = SampleStatistics.moments(numbers)
  }
}

/// The mean over given days of the mean over each day's random replications: stratified sampling with the days as strata
/// (W. G. Cochran, 1977, *Sampling Techniques*, 3rd ed., chapter 5).
public struct StratifiedMean: Hashable, Sendable {
  /// The mean of the days' means, with equal weights.
  public let mean: Double
  /// The standard error; `nil` if no day has two values.
  public let error: Double?
  /// The degrees of freedom of the error.
  public let degreesOfFreedom: Double

  /// The mean over the days; `nil` if there are none.
  ///
  /// The degrees of freedom are those of F. E. Satterthwaite (1946), "An approximate distribution of estimates of variance
  /// components", Biometrics Bulletin 2(6). A day with a single value is assumed to have the largest deviation of the
  /// others.
  public init?(_ days: [SampleMoments]) {
    guard !days.isEmpty else { return nil }
    mean = days.reduce(0) { $0 + $1.mean } / Double(days.count)
    let spread = days.filter { $0.count > 1 }
    guard let widest = spread.map(\.deviation).max() else {
      (error, degreesOfFreedom) = (nil, 0)
      return
    }
    var sum = 0.0
    var squares = 0.0
    for day in days {
      let deviation = day.count > 1 ? day.deviation : widest
      let part = deviation * deviation / Double(day.count)
      sum += part
      squares += part * part / Double(max(1, day.count - 1))
    }
    error = sum.squareRoot() / Double(days.count)
    degreesOfFreedom = squares > 0 ? sum * sum / squares : Double(spread.reduce(0) { $0 + $1.count - 1 })
  }

  /// The one-sided margin of error for a confidence in percent, by Student's distribution; 0 at 50 percent and if the
  /// error is unknown.
  public func oneSidedMargin(percent: Double) -> Double {
    guard let error, error > 0 else { return 0 }
    return max(0, Distributions.studentQuantile(percent / 100, degreesOfFreedom: degreesOfFreedom)) * error
  }

  /// The mean with its 95% confidence interval.
  public var interval: MeanInterval {
    MeanInterval(mean: mean, margin: error == nil ? nil : oneSidedMargin(percent: 97.5))
  }
}
