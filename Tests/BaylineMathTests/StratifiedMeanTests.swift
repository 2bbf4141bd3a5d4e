import BaylineMath
import BaylineModel
import Testing

@Suite struct StratifiedMeanTests {
  @Test func daysCountAlikeHoweverOftenTheyWerePlayed() throws {
    // Means 10 and 20, variances 4 and 16: the mean is 15, its variance (4/4 + 16/2) / 2² = 9/4.
    let days = [
      SampleMoments(count: 4, mean: 10, deviation: 2), SampleMoments(count: 2, mean: 20, deviation: 4),
    ]
    let mean = try #require(StratifiedMean(days))
    #expect(mean.mean == 15)
    #expect(mean.error == 1.5)
    // Satterthwaite: (1 + 8)² / (1²/3 + 8²/1) = 81 / 64.33.
    #expect(abs(mean.degreesOfFreedom - 81 / (64 + 1.0 / 3)) < 1e-12)
  }

  @Test func aSingleDayHasTheIntervalOfItsNumbers() throws {
    let numbers = [3.0, 5, 4, 8, 1]
    let day = try #require(SampleMoments(numbers))
    let mean = try #require(StratifiedMean([day]))
    let interval = try #require(MeanInterval(numbers))
    #expect(mean.interval.mean == interval.mean)
    #expect(abs((mean.interval.margin ?? 0) - (interval.margin ?? 1)) < 1e-12)
  }

  @Test func atFiftyPercentTheMeanDecides() throws {
    let mean = try #require(StratifiedMean([SampleMoments(count: 9, mean: 1, deviation: 3)]))
    #expect(mean.oneSidedMargin(percent: 50) == 0)
    // t(0.95, 8) = 1.8595, error 3 / √9 = 1.
    #expect(abs(mean.oneSidedMargin(percent: 95) - 1.8595) < 1e-3)
  }

  @Test func withoutSpreadNothingIsUnsure() throws {
    let mean = try #require(StratifiedMean([SampleMoments(count: 20, mean: 7, deviation: 0)]))
    #expect(mean.oneSidedMargin(percent: 99) == 0)
    #expect(mean.interval.margin == 0)
  }

  @Test func singleNumbersSayNothingOfTheirSpread() throws {
    let mean = try #require(StratifiedMean([SampleMoments(count: 1, mean: 7, deviation: 0)]))
    #expect(mean.error == nil)
    #expect(mean.interval.margin == nil)
    // Beside a day that does, a single number is taken to be as wide: (4/4 + 4/1) / 2² = 5/4.
    let both = try #require(
      StratifiedMean([
        SampleMoments(count: 4, mean: 1, deviation: 2), SampleMoments(count: 1, mean: 7, deviation: 0),
      ]))
    #expect(abs((both.error ?? 0) - (5.0 / 4).squareRoot()) < 1e-12)
  }

  @Test func noDayHasNoMean() {
    #expect(StratifiedMean([]) == nil)
    #expect(SampleMoments([]) == nil)
  }
}
