import BaylineMath
import BaylineModel
import Foundation
import Testing

@testable import BaylineSolver

@Suite struct ElementaryFunctionsTests {
  @Test func powersAreThoseOfTheLibrary() {
    for base in [0.001, 0.5, 1, 2, 1000] {
      for step in 0...20 {
        let exponent = Double(step) / 20
        #expect(abs(power(base, exponent) / pow(base, exponent) - 1) < 1e-9, "\(base)^\(exponent)")
      }
    }
  }

  // Square roots of squares are exact.
  @Test func simplePowersAreExact() {
    #expect(power(16, 0.5) == 4)
    #expect(power(16, 0.25) == 2)
    #expect(power(16, 0.75) == 8)
    #expect(power(7, 0) == 1)
    #expect(power(7, 1) == 7)
  }

  // Mean 1 and variance 1; e^-1 = 36.8% above 1, e^-2 = 13.5% above 2. A standard deviation of the mean is 0.005.
  @Test func exponentialDrawsHaveMeanAndVarianceOfOne() {
    var random = SplitMix64(seed: 11)
    var (sum, squares, aboveOne, aboveTwo) = (0.0, 0.0, 0, 0)
    let count = 40_000
    for _ in 0..<count {
      let value = exponential(&random)
      #expect(value >= 0)
      sum += value
      squares += value * value
      if value > 1 { aboveOne += 1 }
      if value > 2 { aboveTwo += 1 }
    }
    let mean = sum / Double(count)
    #expect(abs(mean - 1) < 0.02)
    #expect(abs(squares / Double(count) - mean * mean - 1) < 0.06)
    #expect(abs(Double(aboveOne) / Double(count) - exp(-1)) < 0.01)
    #expect(abs(Double(aboveTwo) / Double(count) - exp(-2)) < 0.007)
  }

  @Test func uniformDrawsLieBetweenZeroAndOne() {
    var random = SplitMix64(seed: 12)
    var tenths = [Int](repeating: 0, count: 10)
    for _ in 0..<20_000 {
      let value = uniform(&random)
      #expect(value >= 0 && value < 1)
      tenths[Int(value * 10)] += 1
    }
    // 2,000 each, with a standard deviation of 42.
    for tenth in tenths { #expect(abs(tenth - 2000) < 170) }
  }
}
