import BaylineMath
import BaylineModel
import BaylineSolver
import Testing

@Suite struct CountDistributionTests {
  /// Poisson of mean 2: e^-2 (1, 2, 2, 4/3, 2/3, …).
  @Test func withoutDispersionItIsPoisson() {
    let count = CountDistribution(mean: 2, dispersion: 1)
    let e = 0.135_335_283_236_612_7
    #expect(abs(count.probability(atMost: 0) - e) < 1e-12)
    #expect(abs(count.probability(atMost: 2) - 5 * e) < 1e-12)
    #expect(count.probability(atMost: -1) == 0)
  }

  /// Mean 2, variance 4: r = 2, q = 1/2, so that P(k) = (k + 1) / 2^(k + 2): 1/4, 1/4, 3/16, 1/8, …
  @Test func withDispersionItIsNegativeBinomial() {
    let count = CountDistribution(mean: 2, dispersion: 2)
    #expect(abs(count.probability(atMost: 0) - 0.25) < 1e-12)
    #expect(abs(count.probability(atMost: 1) - 0.5) < 1e-12)
    #expect(abs(count.probability(atMost: 3) - 0.8125) < 1e-12)
    // 0.25 is reached at 0, 0.5 at 1; just above it takes the next.
    #expect(count.quantile(0.25 - 1e-9) == 0)
    #expect(count.quantile(0.5 + 1e-9) == 2)
  }

  /// P = 1/4, 1/4, 3/16, 1/8: 60% are held by 0...2 (0.6875) and by no two counts; 20% by 0 alone, or by 1.
  @Test func shortestRangeHoldsWhatIsAsked() {
    let count = CountDistribution(mean: 2, dispersion: 2)
    #expect(count.shortestRange(holding: 0.6) == 0...2)
    #expect(count.shortestRange(holding: 0.2).count == 1)
  }

  @Test func nothingIsExpected() {
    let none = CountDistribution(mean: 0, dispersion: 3)
    #expect(none.shortestRange(holding: 0.9) == 0...0)
    #expect(none.quantile(0.95) == 0)
    // Of a certain forecast the score is the absolute error.
    #expect(none.crps(of: 4) == 4)
  }

  /// F = 1/4, 1/2, 11/16, …; the score of 0 is the sum of (1 - F(k))^2, with 1 - F(k) = (k + 3) / 2^(k + 2).
  @Test func rankedScoreByHand() {
    let count = CountDistribution(mean: 2, dispersion: 2)
    var sum = 0.0
    var power = 4.0
    for k in 0..<200 {
      let rest = (Double(k) + 3) / power
      sum += rest * rest
      power *= 2
    }
    #expect(abs(count.crps(of: 0) - sum) < 1e-12)
  }

  @Test(arguments: [(0.01, 1.0), (0.3, 1.4), (5, 1), (13, 2.3), (900, 1), (900, 40), (20_000, 3), (3, 60)])
  func momentsComeBack(mean: Double, dispersion: Double) {
    let count = CountDistribution(mean: mean, dispersion: dispersion)
    var (sum, squares, before) = (0.0, 0.0, 0.0)
    for k in 0...(count.quantile(1 - 1e-14) + 10) {
      let chance = count.probability(atMost: k) - before
      before += chance
      sum += chance * Double(k)
      squares += chance * Double(k) * Double(k)
    }
    #expect(abs(sum / mean - 1) < 1e-6)
    #expect(abs((squares - sum * sum) / (mean * dispersion) - 1) < 1e-4)
    let range = count.shortestRange(holding: 0.9)
    let held = count.probability(atMost: range.upperBound) - count.probability(atMost: range.lowerBound - 1)
    #expect(held >= 0.9)
  }

  /// A right forecast has 90% between its 5% and 95% points exactly, however few counts there are: each count weighed by
  /// its own chance.
  @Test(arguments: [0.05, 0.7, 4, 30]) func sharesAddUp(mean: Double) {
    let count = CountDistribution(mean: mean, dispersion: 1.6)
    var (sum, before) = (0.0, 0.0)
    for k in 0...400 {
      let chance = count.probability(atMost: k) - before
      before += chance
      sum += chance * count.share(of: k, between: 0.05, and: 0.95)
    }
    #expect(abs(sum - 0.9) < 1e-9)
  }
}
