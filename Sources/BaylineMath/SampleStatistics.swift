/// Mean, standard deviation, percentiles and a confidence interval of the mean of a sample.
public struct SampleStatistics: Hashable, Sendable {
  /// The number of values.
  public let count: Int
  /// The mean; 0 without values.
  public let mean: Double
  /// The sample standard deviation (*n* - 1); 0 for fewer than two values.
  public let deviation: Double
  /// The 5th, 25th, 50th, 75th and 95th percentiles.
  public let p5, p25, p50, p75, p95: Double
  /// The ends of the 95% confidence interval of the mean, by Student's distribution ("Student", 1908, "The probable error
  /// of a mean"); the mean itself for fewer than two values.
  public let low, high: Double

  /// Computes the statistics of values.
  /// - Complexity: O(*n* log *n*).
  public init(_ numbers: [Double]) {
    let sorted = numbers.sorted()
    count = numbers.count
    (mean, deviation) = SampleStatistics.moments(numbers)
    func percentile(_ percent: Double) -> Double { SampleStatistics.percentile(percent, ofSorted: sorted) }
    (p5, p25, p50) = (percentile(5), percentile(25), percentile(50))
    (p75, p95) = (percentile(75), percentile(95))
    let margin = SampleStatistics.margin(count: count, deviation: deviation)
    (low, high) = (mean - margin, mean + margin)
  }

  /// Half the width of the 95% confidence interval of a mean.
  package static func margin(count: Int, deviation: Double) -> Double {
    guard count > 1 else { return 0 }
    let quantile = Distributions.studentQuantile(0.975, degreesOfFreedom: Double(count - 1))
    return quantile * deviation / Double(count).squareRoot()
  }

  /// Mean and standard deviation in one pass (B. P. Welford, 1962, "Note on a method for calculating corrected sums of
  /// squares and products", Technometrics 4(3)).
  package static func moments(_ numbers: [Double]) -> (mean: Double, deviation: Double) {
    var mean = 0.0
    var squares = 0.0
    for (index, number) in numbers.enumerated() {
      let step = number - mean
      mean += step / Double(index + 1)
      squares += step * (number - mean)
    }
    let deviation = numbers.count > 1 ? max(0, squares / Double(numbers.count - 1)).squareRoot() : 0
    return (mean, deviation)
  }

  /// A percentile of ascending values, interpolated linearly (R. J. Hyndman and Y. Fan, 1996, "Sample quantiles in
  /// statistical packages", type 7); 0 without values.
  package static func percentile(_ percent: Double, ofSorted numbers: [Double]) -> Double {
    guard let last = numbers.indices.last else { return 0 }
    let place = Double(last) * percent / 100
    let below = Int(place)
    guard below < last else { return numbers[last] }
    return numbers[below] + (numbers[below + 1] - numbers[below]) * (place - Double(below))
  }
}
