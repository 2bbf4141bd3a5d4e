/// A seeded random number generator with the same numbers on every machine.
///
/// G. L. Steele, D. Lea, C. H. Flood (2014), "Fast splittable pseudorandom number generators", OOPSLA '14.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Creates the generator of a seed.
  public init(seed: UInt64) {
    state = seed
  }

  /// Creates the generator of a named stream of a seed, so that draws for one purpose do not affect others.
  ///
  /// The name is mixed in by FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo, 1991).
  public init(seed: UInt64, stream: String) {
    var hash = FNV1a()
    hash.combine(stream)
    var mixer = SplitMix64(seed: seed)
    state = mixer.next() ^ hash.value
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }
}

/// Integer draws, independent of the standard library, whose methods may change.
extension SplitMix64 {
  /// A uniform number from 0 to `bound - 1`.
  ///
  /// D. Lemire (2019), "Fast random integer generation in an interval", ACM TOMACS 29(1).
  package mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "the bound must be positive")
    let range = UInt64(bound)
    var product = next().multipliedFullWidth(by: range)
    if product.low < range {
      let threshold = (0 &- range) % range
      while product.low < threshold {
        product = next().multipliedFullWidth(by: range)
      }
    }
    return Int(product.high)
  }

  /// A uniform number from a closed range.
  package mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// Whether an event with a probability in percent occurs.
  package mutating func chance(_ percent: Int) -> Bool {
    below(100) < percent
  }

  /// A uniformly chosen element.
  package mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// The position of a weight, chosen with a probability proportional to it.
  package mutating func position(in weights: [Int]) -> Int {
    var rest = below(weights.reduce(0, +))
    for (position, weight) in weights.enumerated() {
      if rest < weight { return position }
      rest -= weight
    }
    return weights.count - 1
  }

  /// The elements in random order (Fisher and Yates, 1938).
  package mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for last in stride(from: result.count - 1, to: 0, by: -1) {
      result.swapAt(last, below(last + 1))
    }
    return result
  }
}
