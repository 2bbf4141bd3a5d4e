/// Count, mean and standard deviation of some numbers: what is kept of a day's replications.
public struct SampleMoments: Hashable, Sendable {
  /// How many numbers there are.
  public let count: Int
  /// Their mean.
  public let mean: Double
  /// Their standard deviation (of a sample); 0 for fewer than two.
  public let deviation: Double

  /// Moments that are known.
  public init(count: Int, mean: Double, deviation: Double) {
    self.count = count
    self.mean = mean
    self.deviation = deviation
  }

  /// The moments of some numbers; `nil` if there are none.
  /// - Complexity: linear.
  public init?(_ numbers: [Double]) {
    guard !numbers.isEmpty else { return nil }
    count = numbers.count
    (mean, deviation) = SampleStatistics.moments(numbers)
  }
}

/// The mean over some days of the means of each day, where the days are given and their replications are drawn: stratified
/// sampling with the days as strata (W. G. Cochran, 1977, *Sampling Techniques*, 3rd ed., chapter 5).
public struct StratifiedMean: Hashable, Sendable {
  /// The mean of the days' means, each day counting alike.
  public let mean: Double
  /// Its standard error; `nil` where no day has two numbers.
  public let error: Double?
  /// Degrees of freedom of the error.
  public let degreesOfFreedom: Double

  /// The mean over the days; `nil` if there are none.
  ///
  /// The degrees of freedom are those of F. E. Satterthwaite (1946), "An approximate distribution of estimates of variance
  /// components", Biometrics Bulletin 2(6). The spread of a day with a single number is taken to be the greatest of the
  /// others'.
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

  /// How far a limit lies from the mean that holds in so many percent of all samples: one-sided, by Student's
  /// distribution. 0 at 50 percent and where nothing is known of the error.
  public func oneSidedMargin(percent: Double) -> Double {
    guard let error, error > 0 else { return 0 }
    return max(0, Distributions.studentQuantile(percent / 100, degreesOfFreedom: degreesOfFreedom)) * error
  }

  /// The 95% interval.
  public var interval: MeanInterval {
    MeanInterval(mean: mean, margin: error == nil ? nil : oneSidedMargin(percent: 97.5))
  }
}
