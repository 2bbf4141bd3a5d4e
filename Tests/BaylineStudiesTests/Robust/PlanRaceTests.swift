import Testing

@testable import BaylineStudies

/// Hand-worked races over four simulated days; Student's 97.5% quantile with 3 degrees of freedom is 3.182.
@Suite struct PlanRaceTests {
  private func entry(_ points: [Double], served: [Double] = [9, 9, 9, 9]) -> PlanRace.Entry {
    PlanRace.Entry(points: points, served: served)
  }

  private var nominal: PlanRace.Entry { entry([100, 120, 140, 160]) }

  @Test func aClearDifferenceEndsTheRace() {
    // Second less first: 10, 12, 8, 10. Mean 10, deviation 1.63, margin 3.182 × 1.63 / 2 = 2.6: clear of 0.
    let entries = [entry([80, 100, 120, 140]), entry([90, 112, 128, 150])]
    #expect(PlanRace.survivors(entries, nominal: nominal, most: 9) == [0])
  }

  @Test func anUnclearDifferenceDoesNot() {
    // Second less first: 30, -20, 30, -20. Mean 5, deviation 28.9, margin 45.9.
    let entries = [entry([80, 100, 120, 140]), entry([110, 80, 150, 120])]
    #expect(PlanRace.survivors(entries, nominal: nominal, most: 9) == [0, 1])
  }

  @Test func daysThatVaryAlikeAreComparedByPairs() {
    // The costs of the days spread by 60, the differences not at all: 1 each, clear of 0.
    let entries = [entry([81, 101, 121, 141]), entry([80, 100, 120, 140])]
    #expect(PlanRace.survivors(entries, nominal: nominal, most: 9) == [1])
  }

  @Test func theFieldIsCutFromBehind() {
    let entries = [entry([110, 80, 150, 120]), entry([80, 100, 120, 140]), entry([120, 80, 155, 120])]
    #expect(PlanRace.survivors(entries, nominal: nominal, most: 2) == [1, 0])
  }

  @Test func whoServesClearlyFewerIsOut() {
    // One vehicle fewer each day; then half a vehicle fewer, but between -1.4 and 0.4: not clear.
    let fewer = entry([0, 0, 0, 0], served: [8, 8, 8, 8])
    let perhaps = entry([80, 100, 120, 140], served: [8, 9, 8, 9])
    #expect(PlanRace.survivors([fewer, perhaps], nominal: nominal, most: 9) == [1])
  }

  @Test func theWinnerCostsLessAndServesAsMany() {
    let cheap = entry([10, 10, 10, 10], served: [9, 9, 8, 9])
    let good = entry([90, 110, 130, 150])
    let better = entry([85, 105, 125, 145], served: [9, 9, 9, 10])
    #expect(PlanRace.winner([cheap, good, better], nominal: nominal) == 2)
    #expect(PlanRace.winner([cheap], nominal: nominal) == nil)
    #expect(PlanRace.winner([entry([101, 121, 141, 161])], nominal: nominal) == nil)
  }
}
