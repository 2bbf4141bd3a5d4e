import BaylineMath
import BaylineModel

/// `base` to a power from 0 to 1, by square roots: the same bits on every machine, unlike a library's `pow`.
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

/// A draw from the exponential distribution of mean 1, by whole numbers and products alone
/// (J. von Neumann, 1951, "Various techniques used in connection with random digits").
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

/// A number from 0 to below 1.
func uniform(_ random: inout SplitMix64) -> Double {
  Double(random.next() >> 11) * 0x1p-53
}
