import BaylineMath
import BaylineModel
import Testing

@Suite struct DistributionTests {
  @Test func quantilesAreThoseOfTheTables() {
    #expect(abs(Distributions.normalQuantile(0.975) - 1.959_963_984_540_054) < 1e-14)
    #expect(abs(Distributions.normalQuantile(1e-10) + 6.361_340_902_404_056) < 1e-12)
    #expect(abs(Distributions.studentQuantile(0.975, degreesOfFreedom: 9) - 2.262_157_162_798_205) < 1e-10)
    #expect(abs(Distributions.studentQuantile(0.975, degreesOfFreedom: 1) - 12.706_204_736_174_7) < 1e-8)
    #expect(abs(Distributions.studentQuantile(0.05, degreesOfFreedom: 199) + 1.652_546_746_167_2) < 1e-8)
  }

  @Test func drawsHaveTheirMeanAndVariance() {
    var random = SplitMix64(seed: 1, stream: "draws")
    func moments(_ draw: (inout SplitMix64) -> Double) -> (mean: Double, variance: Double) {
      let (mean, deviation) = SampleStatistics.moments((0..<40_000).map { _ in draw(&random) })
      return (mean, deviation * deviation)
    }
    let gamma = moments { $0.gamma(shape: 0.5) }
    #expect(abs(gamma.mean - 0.5) < 0.02 && abs(gamma.variance - 0.5) < 0.04)
    let poisson = moments { Double($0.poisson(mean: 700)) }
    #expect(abs(poisson.mean - 700) < 1 && abs(poisson.variance / 700 - 1) < 0.04)
    // Negative binomial: twice as much variance as mean.
    let count = moments { Double($0.count(mean: 13, dispersion: 2)) }
    #expect(abs(count.mean - 13) < 0.15 && abs(count.variance / 26 - 1) < 0.05)
  }

  @Test func theIntervalIsStudents() {
    // Mean 3, deviation √2.5, margin t(0.975; 4) · √(2.5/5) = 2.776445 · 0.707107 = 1.963243.
    let statistics = SampleStatistics([1, 2, 3, 4, 5])
    #expect(statistics.mean == 3)
    #expect(abs(statistics.high - 4.963_243) < 1e-6)
    #expect(statistics.p50 == 3)
    // Between the fourth and the fifth number: 4 + 0.8.
    #expect(abs(statistics.p95 - 4.8) < 1e-12)
  }
}
