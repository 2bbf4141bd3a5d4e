import BaylineMath
import BaylineModel
import Testing

@testable import BaylineSolver

/// The roulette of the neighbourhoods and what it learns.
@Suite struct AdaptiveWeightsTests {
  private func counts(_ weights: AdaptiveWeights, draws: Int, seed: UInt64 = 1) -> [Int] {
    var weights = weights
    var random = SplitMix64(seed: seed)
    var counts = [Int](repeating: 0, count: Neighbourhood.allCases.count)
    for _ in 0..<draws { counts[weights.draw(&random).rawValue] += 1 }
    return counts
  }

  // Seven neighbourhoods in 14,000 draws: 2,000 each, with a standard deviation of 41.
  @Test func allAreDrawnAlikeAtFirst() {
    for count in counts(AdaptiveWeights(), draws: 14_000) { #expect(abs(count - 2000) < 165) }
  }

  @Test func nothingIsLearnedBeforeASegmentIsOver() {
    var weights = AdaptiveWeights()
    let before = counts(weights, draws: 200)
    for step in 0..<255 {
      weights.learn(step % 2 == 0 ? .time : .crew, step % 2 == 0 ? .best : .none, effort: 10)
    }
    #expect(counts(weights, draws: 200) == before)
    weights.learn(.crew, .none, effort: 10)
    #expect(counts(weights, draws: 200) != before)
  }

  // A segment of 256 steps, half by time with 12 points each and half by crew with none, 100 candidates each. Mean success is
  // 1,536 / 25,600; time had twice as much, crew none, which counts as a fifth. With a reaction of 0.2 the weights are 1.2,
  // 0.84 and 1 for the five others: 7.04 in all. Of 70,400 draws 12,000 are by time, 8,400 by crew, 10,000 by each other.
  @Test func aWeightFollowsTheSuccessForTheWorkDone() {
    var weights = AdaptiveWeights()
    for _ in 0..<128 {
      weights.learn(.time, .best, effort: 100)
      weights.learn(.crew, .none, effort: 100)
    }
    let counts = counts(weights, draws: 70_400)
    #expect(abs(counts[Neighbourhood.time.rawValue] - 12_000) < 400)
    #expect(abs(counts[Neighbourhood.crew.rawValue] - 8400) < 350)
    for other in [Neighbourhood.bay, .advisor, .blocking, .rival, .random] {
      #expect(abs(counts[other.rawValue] - 10_000) < 380)
    }
  }

  // Both succeed in every step, but one looks at ten times as many candidates for it.
  @Test func successThatTakesMoreWorkCountsLess() {
    var weights = AdaptiveWeights()
    for _ in 0..<1280 {
      weights.learn(.time, .better, effort: 10)
      weights.learn(.crew, .better, effort: 100)
    }
    let counts = counts(weights, draws: 10_000)
    #expect(counts[Neighbourhood.time.rawValue] > 3 * counts[Neighbourhood.crew.rawValue])
  }

  @Test func aSegmentWithoutSuccessChangesNothing() {
    var weights = AdaptiveWeights()
    let before = counts(weights, draws: 500)
    for _ in 0..<512 { weights.learn(.rival, .none, effort: 50) }
    for _ in 0..<256 { weights.learn(.rival, .best, effort: 0) }
    #expect(counts(weights, draws: 500) == before)
  }

  @Test func theSameSeedDrawsTheSame() {
    #expect(
      counts(AdaptiveWeights(), draws: 300, seed: 9)
        == counts(AdaptiveWeights(), draws: 300, seed: 9))
    #expect(
      counts(AdaptiveWeights(), draws: 300, seed: 9)
        != counts(AdaptiveWeights(), draws: 300, seed: 10))
  }

  @Test func betterSuccessesCountMore() {
    let successes: [AdaptiveWeights.Success] = [.none, .accepted, .better, .best]
    #expect(zip(successes, successes.dropFirst()).allSatisfy { $0.rawValue < $1.rawValue })
  }
}
