/// A mean with an interval that assumes no distribution.
public struct BootstrapMean: Hashable, Sendable {
  /// The mean.
  public let mean: Double
  /// The interval that covers the true mean in 95 of 100 samples; `nil` for too few blocks.
  public let interval: ClosedRange<Double>?
  /// How many numbers there are.
  public let count: Int

  /// Whether the interval leaves 0 out: a difference that is more than chance.
  public var isSignificant: Bool {
    interval.map { $0.lowerBound > 0 || $0.upperBound < 0 } ?? false
  }

  /// The mean of numbers that come in blocks, with a percentile interval by the bootstrap: blocks are drawn with
  /// replacement, as many as there are, so that numbers of a block, like the days of a week, may depend on each other.
  /// `nil` if there are no numbers.
  ///
  /// B. Efron (1979), "Bootstrap methods: another look at the jackknife", Annals of Statistics 7(1); for blocks H. R.
  /// Künsch (1989), "The jackknife and the bootstrap for general stationary observations", Annals of Statistics 17(3).
  ///
  /// - Parameters:
  ///   - blocks: The numbers, those that may depend on each other together. Empty blocks are left out.
  ///   - least: Blocks below which there is no interval: drawing a few again and again makes them look sure.
  ///   - resamples: How often blocks are drawn.
  ///   - seed: Of the random numbers: equal seeds give equal intervals.
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
