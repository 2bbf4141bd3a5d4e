/// Random variates. The same seed gives the same numbers on every machine (``ExactMath``).
extension SplitMix64 {
  /// A uniform number in the open interval from 0 to 1.
  package mutating func uniform() -> Double {
    (Double(next() >> 11) + 0.5) * 0x1p-53
  }

  /// A standard normal number, by inversion, which uses exactly one draw.
  package mutating func normal() -> Double {
    Distributions.normalQuantile(uniform())
  }

  /// An exponential number with a mean.
  package mutating func exponential(mean: Double) -> Double {
    -mean * ExactMath.log(uniform())
  }

  /// A gamma number with a shape and scale 1.
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

  /// A Poisson number with a mean of 0 or more.
  /// - Complexity: O(mean).
  package mutating func poisson(mean: Double) -> Int {
    var rest = mean
    var count = 0
    // Sums of Poisson numbers are Poisson; splitting the mean avoids underflow.
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

  /// A count whose variance is `dispersion` times its mean: Poisson if `dispersion` is at most 1, otherwise negative
  /// binomial, drawn as a Poisson number with a gamma mean (M. Greenwood and G. U. Yule, 1920).
  package mutating func count(mean: Double, dispersion: Double) -> Int {
    guard mean > 0 else { return 0 }
    guard dispersion > 1 else { return poisson(mean: mean) }
    return poisson(mean: gamma(shape: mean / (dispersion - 1)) * (dispersion - 1))
  }
}
