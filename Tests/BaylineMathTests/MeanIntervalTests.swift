import BaylineMath
import BaylineModel
import Testing

@Suite struct MeanIntervalTests {
  // Differences 1, 2 and 3: mean 2, standard deviation 1; Student's 97.5% quantile with 2 degrees of freedom is 4.3027,
  // so the margin is 4.3027 × 1 / √3 = 2.4842.
  @Test func pairsOfThreeDays() throws {
    let difference = try #require(MeanInterval(from: [10, 20, 30], to: [11, 22, 33]))
    #expect(difference.mean == 2)
    #expect(abs((difference.margin ?? 0) - 2.4842) < 0.0001)
    #expect(!difference.isSignificant)
    #expect(abs((difference.low ?? 0) + 0.4842) < 0.0001)
  }

  // 2, 2.1 and 1.9: mean 2, standard deviation 0.1, margin 0.2484: zero lies far outside.
  @Test func whatIsFarFromZeroIsClear() throws {
    let difference = try #require(MeanInterval(from: [10, 20, 30], to: [12, 22.1, 31.9]))
    #expect(abs(difference.mean - 2) < 1e-12)
    #expect(difference.isSignificant)
  }

  // On the second day nobody waited: the pair is left out, and 1 and 3 remain.
  @Test func pairsWithoutAValueAreLeftOut() throws {
    let difference = try #require(MeanInterval(from: [10, nil, 30, 5], to: [11, 22, 33, nil]))
    #expect(difference.mean == 2)
  }

  @Test func oneNumberHasNoInterval() throws {
    let alone = try #require(MeanInterval([5]))
    #expect(alone.mean == 5)
    #expect(alone.margin == nil)
    #expect(!alone.isSignificant)
    #expect(MeanInterval([]) == nil)
  }

  @Test func equalDaysAreNoDifference() throws {
    let difference = try #require(MeanInterval(from: [1, 2, 3], to: [1, 2, 3]))
    #expect(difference.mean == 0)
    #expect(difference.margin == 0)
    #expect(!difference.isSignificant)
  }
}
