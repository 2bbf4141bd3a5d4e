import BaylineModel
import BaylineSimulation
import Testing

@Suite struct SearchNoiseTests {
  // Variances 2 (of 10 and 12) and 8 (of 20 and 24), a degree of freedom each: pooled 5, deviation 2.2361. Student's
  // quantile with 2 degrees is 4.3027, and two means over two days differ by √(2/2) deviations: 9.6211.
  @Test func twoDaysWithTwoSeeds() throws {
    let noise = try #require(WhatIfResult.SearchNoise(costs: [[10, 12], [20, 24]]))
    #expect(noise.degreesOfFreedom == 2)
    #expect(abs(noise.deviation - 2.2361) < 0.0001)
    #expect(abs(noise.margin - 9.6211) < 0.0001)
  }

  // The third day was planned once: it says nothing of the noise, but the means are over three days.
  @Test func aDayWithOneSeed() throws {
    let noise = try #require(WhatIfResult.SearchNoise(costs: [[10, 12], [20, 24], [7]]))
    #expect(noise.degreesOfFreedom == 2)
    #expect(abs(noise.margin - 9.6211 * (2.0 / 3).squareRoot()) < 0.0001)
  }

  @Test func oneSeedTellsNothing() {
    #expect(WhatIfResult.SearchNoise(costs: [[10], [20]]) == nil)
  }
}
