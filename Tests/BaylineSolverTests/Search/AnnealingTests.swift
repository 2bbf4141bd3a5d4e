import BaylineMath
import BaylineModel
import Foundation
import Testing

@testable import BaylineSolver

/// The temperature from the first step to the last, and what a step may lose at it.
@Suite struct AnnealingTests {
  /// The mean of the points that steps may lose.
  private func mean(_ annealing: Annealing, seed: UInt64 = 1, draws: Int = 40_000) -> Double {
    var random = SplitMix64(seed: seed)
    var sum = 0
    for _ in 0..<draws { sum += annealing.allowance(&random) }
    return Double(sum) / Double(draws)
  }

  /// The mean of an exponential number of a mean, rounded down: 1 / (e^(1/mean) - 1).
  private func expected(_ temperature: Double) -> Double {
    1 / (exp(1 / temperature) - 1)
  }

  // Geometric from 100 to 1: 100, 31.6, 10, 3.16 and 1.
  @Test(arguments: [(0.0, 100.0), (0.25, 31.6228), (0.5, 10.0), (0.75, 3.16228), (1.0, 1.0)])
  func theTemperatureFallsGeometrically(progress: Double, temperature: Double) {
    var annealing = Annealing(start: 100)
    annealing.cool(to: progress)
    #expect(abs(mean(annealing) / expected(temperature) - 1) < 0.03)
  }

  @Test func itStartsHot() {
    #expect(abs(mean(Annealing(start: 100)) / expected(100) - 1) < 0.03)
  }

  @Test func progressOutsideTheSearchIsItsStartOrEnd() {
    var early = Annealing(start: 100)
    early.cool(to: -3)
    var first = Annealing(start: 100)
    first.cool(to: 0)
    #expect(mean(early, draws: 100) == mean(first, draws: 100))
    var late = Annealing(start: 100)
    late.cool(to: 7)
    var last = Annealing(start: 100)
    last.cool(to: 1)
    #expect(mean(late, draws: 100) == mean(last, draws: 100))
  }

  // The last temperature is one point: a search whose visits cost less starts there, and stays.
  @Test(arguments: [0.0, 0.2, -50, 1])
  func aSearchWithLittleToLoseStartsAtTheLastTemperature(start: Double) {
    var annealing = Annealing(start: start)
    #expect(annealing.start == 1)
    annealing.cool(to: 0)
    let hot = mean(annealing, draws: 1000)
    annealing.cool(to: 1)
    #expect(mean(annealing, draws: 1000) == hot)
  }

  @Test func nothingIsEverGained() {
    var random = SplitMix64(seed: 3)
    let annealing = Annealing(start: 5)
    for _ in 0..<2000 { #expect(annealing.allowance(&random) >= 0) }
  }

  @Test func theSameSeedAllowsTheSame() {
    #expect(
      mean(Annealing(start: 80), seed: 4, draws: 500)
        == mean(Annealing(start: 80), seed: 4, draws: 500))
    #expect(
      mean(Annealing(start: 80), seed: 4, draws: 500)
        != mean(Annealing(start: 80), seed: 5, draws: 500))
  }
}
