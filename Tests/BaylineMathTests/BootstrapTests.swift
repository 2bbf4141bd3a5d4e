import BaylineMath
import BaylineModel
import BaylineSolver
import Testing

@Suite struct BootstrapTests {
  @Test func equalNumbersHaveNoSpread() throws {
    let mean = try #require(BootstrapMean(blocks: [[2], [2, 2], [2]], minBlocks: 2, seed: 1))
    #expect(mean.mean == 2)
    #expect(mean.interval == 2...2)
    #expect(mean.isSignificant)
    #expect(mean.count == 4)
  }

  @Test func fewBlocksSayNothingOfTheirSpread() throws {
    #expect(BootstrapMean(blocks: (1...7).map { [Double($0)] }, seed: 1)?.interval == nil)
    #expect(BootstrapMean(blocks: (1...8).map { [Double($0)] }, seed: 1)?.isSignificant == true)
  }

  @Test func oneBlockSaysNothingOfItsSpread() throws {
    let mean = try #require(BootstrapMean(blocks: [[1, 2, 3], []], seed: 1))
    #expect(mean.mean == 2)
    #expect(mean.interval == nil)
    #expect(!mean.isSignificant)
    #expect(BootstrapMean(blocks: [[]], seed: 1) == nil)
  }

  @Test func theSameSeedGivesTheSameInterval() {
    let blocks = (0..<20).map { [Double($0 % 7), Double($0 % 3)] }
    #expect(BootstrapMean(blocks: blocks, seed: 4) == BootstrapMean(blocks: blocks, seed: 4))
    #expect(BootstrapMean(blocks: blocks, seed: 4) != BootstrapMean(blocks: blocks, seed: 5))
  }

  /// Days of a week share half of their variance; intervals over 50 weeks cover the true mean nearly as often as they say,
  /// those that take each day by itself do not.
  @Test func intervalsOverWeeksCoverTheMean() {
    var random = SplitMix64(seed: 11)
    var (byWeek, byDay) = (0, 0)
    let trials = 300
    for trial in 0..<trials {
      let weeks = (0..<50).map { _ in
        let shared = Distributions.normalQuantile(random.uniform())
        return (0..<6).map { _ in shared + Distributions.normalQuantile(random.uniform()) }
      }
      func covers(_ blocks: [[Double]]) -> Bool {
        BootstrapMean(blocks: blocks, resamples: 400, seed: UInt64(trial))?.interval?.contains(0) ?? false
      }
      if covers(weeks) { byWeek += 1 }
      if covers(weeks.joined().map { [$0] }) { byDay += 1 }
    }
    // 95% of 300 is 285, with a standard deviation of 4; half of the variance left out shrinks intervals to about 54%.
    #expect(byWeek >= 270)
    #expect(byDay < 250)
  }
}
