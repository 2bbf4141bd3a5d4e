import BaylineMath
import BaylineModel

/// `base` raised to an exponent from 0 to 1, by square roots: bit-identical on every machine, unlike the C library's
/// `pow`.
func power(_ base: Double, _ exponent: Double) -> Double {
  var result = 1.0
  var root = base
  var rest = exponent
  for _ in 0..<40 {
    root = root.squareRoot()
    rest *= 2
    if rest >= 1 {
      result *= root
      rest -= 1
    }
  }
  return exponent >= 1 ? base : result
}

/// Draws from the exponential distribution with mean 1 without transcendental functions (J. von Neumann, 1951,
/// "Various techniques used in connection with random digits").
func exponential(_ random: inout SplitMix64) -> Double {
  var whole = 0.0
  while true {
    let first = uniform(&random)
    var last = first
    var runs = 1
    while true {
      let next = uniform(&random)
      if next >= last { break }
      last = next
      runs += 1
    }
    if runs % 2 == 1 { return whole + first }
    whole += 1
  }
}

/// Draws uniformly from [0, 1).
func uniform(_ random: inout SplitMix64) -> Double {
  Double(random.next() >> 11) * 0x1p-53
}
