/// Mean, spread, percentiles and a confidence interval of the mean of some numbers.
public struct SampleStatistics: Hashable, Sendable {
  /// How many numbers there are.
  public let count: Int
  /// Their mean; 0 if there are none.
  public let mean: Double
  /// Their standard deviation (of a sample, *n* - 1); 0 for fewer than two.
  public let deviation: Double
  /// Percentiles: 5, 25, 50, 75 and 95.
  public let p5, p25, p50, p75, p95: Double
  /// The interval that covers the true mean in 95 of 100 samples, by Student's distribution ("Student", 1908, "The
  /// probable error of a mean"); the mean alone for fewer than two numbers.
  public let low, high: Double

  /// The statistics of some numbers.
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

  /// Half of the width of the 95% interval of a mean.
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

  /// A percentile of ascending numbers, linear between two of them (R. J. Hyndman and Y. Fan, 1996, "Sample quantiles in
  /// statistical packages", type 7); 0 if there are none.
  package static func percentile(_ percent: Double, ofSorted numbers: [Double]) -> Double {
    guard let last = numbers.indices.last else { return 0 }
    let place = Double(last) * percent / 100
    let below = Int(place)
    guard below < last else { return numbers[last] }
    return numbers[below] + (numbers[below + 1] - numbers[below]) * (place - Double(below))
  }
}
