import BaylineMath
import BaylineModel

/// What a random number is for. Each cause has streams of its own, so that nothing that is drawn for one moves another.
enum RandomStream: UInt64 {
  case noShow = 1
  case punctuality, lateness, duration, addedWork, addedPlace, addedSize, approval, delivery, deliveryDelay
  case walkIns, walkInTimes, walkInKind, walkInJob
}

/// The random numbers of one replication of a day (common random numbers: A. M. Law, 2015, *Simulation Modeling and
/// Analysis*, 5th ed., section 11.2).
///
/// A number depends on the seed, the replication, the day, the cause and what it is for (a visit, an operation, a
/// delivery) and on nothing else: not on the plan, and not on what has been drawn before.
struct CommonRandomNumbers {
  private let base: UInt64

  init(seed: Int, replication: Int, day: CivilDate) {
    var random = SplitMix64(seed: UInt64(bitPattern: Int64(seed)))
    var base = random.next()
    for part in [replication, day.ordinal] {
      random = SplitMix64(seed: base ^ UInt64(bitPattern: Int64(part)) &* 0xd605_1337_9b1d_2c97)
      base = random.next()
    }
    self.base = base
  }

  /// A stream of numbers.
  func stream(_ purpose: RandomStream, of key: UInt64) -> SplitMix64 {
    var random = SplitMix64(seed: base ^ purpose.rawValue &* 0x9fb2_1c65_1e98_df25)
    random = SplitMix64(seed: random.next() ^ key)
    return SplitMix64(seed: random.next())
  }

  /// The first number of a stream, between 0 and 1.
  func uniform(_ purpose: RandomStream, of key: UInt64) -> Double {
    var random = stream(purpose, of: key)
    return random.uniform()
  }

  /// Whether something happens that does in so many of a hundred cases.
  func happens(_ percent: Double, _ purpose: RandomStream, of key: UInt64) -> Bool {
    percent > 0 && uniform(purpose, of: key) * 100 < percent
  }

  /// A number of a distribution.
  func draw(_ sampler: Sampler, _ purpose: RandomStream, of key: UInt64) -> Double {
    if case .constant(let value) = sampler { return value }
    return sampler.value(at: uniform(purpose, of: key))
  }
}

/// A distribution, ready to be drawn from by inversion: one number from one number.
enum Sampler: Sendable {
  case constant(Double)
  /// Mean and standard deviation of the logarithm.
  case lognormal(mean: Double, deviation: Double)
  case exponential(mean: Double)
  case values([Double])

  init(_ distribution: Uncertainty.Distribution) {
    switch distribution {
    case .constant(let value): self = .constant(value)
    case .lognormal(let mean, let variation):
      if mean <= 0 || variation <= 0 {
        self = .constant(max(0, mean))
      } else {
        let share = variation / 100
        let variance = ExactMath.log(1 + share * share)
        self = .lognormal(mean: ExactMath.log(mean) - variance / 2, deviation: variance.squareRoot())
      }
    case .exponential(let mean): self = mean > 0 ? .exponential(mean: mean) : .constant(0)
    case .values(let values): self = values.isEmpty ? .constant(0) : .values(values)
    }
  }

  /// The number below which it is with a probability between 0 and 1; of values one of them, each as likely.
  func value(at probability: Double) -> Double {
    switch self {
    case .constant(let value): value
    case .lognormal(let mean, let deviation):
      ExactMath.exp(mean + deviation * Distributions.normalQuantile(probability))
    case .exponential(let mean): -mean * ExactMath.log(1 - probability)
    case .values(let values): values[min(values.count - 1, Int(probability * Double(values.count)))]
    }
  }

  /// A whole number of minutes, 0 or more.
  func minutes(at probability: Double) -> Int {
    Int(min(max(0, value(at: probability)), Self.longest).rounded())
  }

  /// Ten years: nothing lasts longer.
  private static let longest = 5_256_000.0
}

/// A key for streams.
enum StreamKey {
  /// Of a name (hash FNV-1a: G. Fowler, L. C. Noll, K.-P. Vo, 1991).
  static func of(_ name: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }

  /// Of something within something.
  static func of(_ place: UInt64, in key: UInt64) -> UInt64 {
    var random = SplitMix64(seed: key ^ place &* 0x9e6c_63d0_876a_68ad)
    return random.next()
  }
}
