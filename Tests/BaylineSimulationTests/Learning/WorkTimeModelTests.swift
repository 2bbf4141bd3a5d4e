import BaylineMath
import BaylineModel
import BaylineSolver
import Testing

@testable import BaylineSimulation

@Suite struct WorkTimeModelTests {
  @Test func theTruthIsFoundAgain() {
    let operations = ["oil": 0.85, "brakes": 1.0, "gearbox": 1.3]
    let technicians = ["T1": 0.85, "T2": 1.0, "T3": 1.2]
    var random = SplitMix64(seed: 7)
    var times = WorkTimeModel()
    for _ in 0..<600 {
      for (operation, share) in operations.sorted(by: { $0.key < $1.key }) {
        for (technician, pace) in technicians.sorted(by: { $0.key < $1.key }) {
          // Who is quick does more oil changes: the effects shall not be taken for each other.
          if operation == "oil", technician == "T3", !random.chance(20) { continue }
          let chance = ExactMath.exp(0.2 * Distributions.normalQuantile(random.uniform()) - 0.02)
          times.add(
            operation, by: technician, worked: Int((1000 * share * pace * chance).rounded()), planned: 1000)
        }
      }
    }
    let found = times.estimates
    for (operation, share) in operations {
      for (technician, pace) in technicians {
        let percent = found.percent(of: operation) * found.percent(ofTechnician: technician) / 100
        #expect(abs(percent - 100 * share * pace) < 4, "\(operation) by \(technician): \(percent)")
      }
    }
    #expect(abs(found.variation - 20.2) < 1)
  }

  @Test func fewJobsSayLittle() {
    var times = WorkTimeModel()
    var random = SplitMix64(seed: 3)
    for place in 0..<400 {
      times.add("\(place % 8)", by: "T", worked: random.within(80...125), planned: 100)
    }
    times.add("rare", by: "T", worked: 300, planned: 100)
    let found = times.estimates
    // One job of three times its time moves its operation by much less than that.
    let usual = found.percent(of: "never seen")
    #expect(found.percent(of: "rare") > usual)
    #expect(found.percent(of: "rare") < usual + 60)
  }

  @Test func nothingIsLearnedOfNothing() {
    #expect(WorkTimeModel().estimates.percent(of: "oil") == 100)
    #expect(WorkTimeModel().estimates.percent(ofTechnician: "T") == 100)
  }

  /// Groups of 4 with means 1 and 3, within-variance 2: between = (Σ n(m-2)² - 2 × 1) / (8 - 32/8) = (8 - 2) / 4 = 1.5; the
  /// weight of a group is 4 / (4 + 2/1.5) = 0.75.
  @Test func shrinkageByHand() {
    let groups = [Shrinkage.Group(count: 4, sum: 4), Shrinkage.Group(count: 4, sum: 12)]
    #expect(Shrinkage.between(groups, within: 2) == 1.5)
    #expect(Shrinkage.estimates(groups, within: 2) == [1.25, 2.75])
    // Where chance explains all, the groups are alike.
    #expect(Shrinkage.estimates(groups, within: 100) == [2, 2])
  }
}
