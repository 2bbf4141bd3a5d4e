/// Draws of the usual distributions. The same seed gives the same numbers on any machine (``ExactMath``).
extension SplitMix64 {
  /// A number between 0 and 1, both excluded.
  package mutating func uniform() -> Double {
    (Double(next() >> 11) + 0.5) * 0x1p-53
  }

  /// A standard normal number, by inversion, so that one draw gives one number.
  package mutating func normal() -> Double {
    Distributions.normalQuantile(uniform())
  }

  /// An exponential number of a mean.
  package mutating func exponential(mean: Double) -> Double {
    -mean * ExactMath.log(uniform())
  }

  /// A gamma number of a shape, of scale 1.
  ///
  /// G. Marsaglia and W. W. Tsang (2000), "A simple method for generating gamma variables", ACM TOMS 26(3).
  package mutating func gamma(shape: Double) -> Double {
    if shape < 1 {
      let whole = gamma(shape: shape + 1)
      return whole * ExactMath.power(uniform(), 1 / shape)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      if ExactMath.log(uniform()) < 0.5 * x * x + d - d * v + d * ExactMath.log(v) { return d * v }
    }
  }

  /// A Poisson number of a mean, 0 or more.
  /// - Complexity: O(mean).
  package mutating func poisson(mean: Double) -> Int {
    var rest = mean
    var count = 0
    // Sums of Poisson numbers are Poisson; parts keep the products far from underflow.
    while rest > 0 {
      let part = min(rest, 500)
      let limit = ExactMath.exp(-part)
      var product = uniform()
      while product > limit {
        count += 1
        product *= uniform()
      }
      rest -= part
    }
    return count
  }

  /// A count of a mean whose variance is `dispersion` times it: Poisson where that is 1 or less, else negative binomial,
  /// as a Poisson number of a gamma mean (M. Greenwood and G. U. Yule, 1920).
  package mutating func count(mean: Double, dispersion: Double) -> Int {
    guard mean > 0 else { return 0 }
    guard dispersion > 1 else { return poisson(mean: mean) }
    return poisson(mean: gamma(shape: mean / (dispersion - 1)) * (dispersion - 1))
  }
}
