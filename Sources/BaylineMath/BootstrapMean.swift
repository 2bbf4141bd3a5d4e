/// A mean with a nonparametric confidence interval.
public struct BootstrapMean: Hashable, Sendable {
  /// The mean.
  public let mean: Double
  /// The 95% confidence interval; `nil` for too few blocks.
  public let interval: ClosedRange<Double>?
  /// The number of values.
  public let count: Int

  /// Whether the interval excludes 0.
  public var isSignificant: Bool {
    interval.map { $0.lowerBound > 0 || $0.upperBound < 0 } ?? false
  }

  /// The mean of values in blocks, with a percentile interval by the block bootstrap: as many blocks as given are drawn
  /// with replacement, so that values of a block, such as the days of a week, may depend on each other. `nil` if there are
  /// no values.
  ///
  /// B. Efron (1979), "Bootstrap methods: another look at the jackknife", Annals of Statistics 7(1); for blocks H. R.
  /// Künsch (1989), "The jackknife and the bootstrap for general stationary observations", Annals of Statistics 17(3).
  ///
  /// - Parameters:
  ///   - blocks: The values, grouped by dependence. Empty blocks are ignored.
  ///   - minBlocks: The number of blocks below which there is no interval: the bootstrap of few blocks is too narrow.
  ///   - resamples: The number of bootstrap samples.
  ///   - seed: The seed of the random numbers; equal seeds give equal intervals.
  /// - Complexity: O(blocks × resamples).
  public init?(blocks: [[Double]], minBlocks: Int = 8, resamples: Int = 2000, seed: UInt64) {
    let sums = blocks.filter { !$0.isEmpty }.map { (sum: $0.reduce(0, +), count: $0.count) }
    count = sums.reduce(0) { $0 + $1.count }
    guard count > 0 else { return nil }
    mean = sums.reduce(0) { $0 + $1.sum } / Double(count)
    guard sums.count >= max(2, minBlocks), resamples > 1 else {
      interval = nil
      return
    }
    var random = SplitMix64(seed: seed, stream: "bootstrap")
    var means: [Double] = []
    means.reserveCapacity(resamples)
    for _ in 0..<resamples {
      var sum = 0.0
      var drawn = 0
      for _ in sums.indices {
        let block = sums[random.below(sums.count)]
        sum += block.sum
        drawn += block.count
      }
      means.append(sum / Double(drawn))
    }
    means.sort()
    interval =
      SampleStatistics.percentile(2.5, ofSorted: means)...SampleStatistics.percentile(97.5, ofSorted: means)
  }
}
