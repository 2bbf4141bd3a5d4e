import BaylineMath
import BaylineModel

/// The purpose of a random number. Each has its own streams, so that draws for one do not affect another.
enum RandomStream: UInt64 {
  case noShow = 1
  case punctuality, lateness, duration, addedWork, addedPlace, addedSize, approval, delivery, deliveryDelay
  case walkIns, walkInTimes, walkInKind, walkInJob
}

/// The random numbers of one replication of a day (common random numbers: A. M. Law, 2015, *Simulation Modeling and
/// Analysis*, 5th ed., section 11.2).
///
/// A number depends only on the seed, the replication, the day, the purpose and its subject (a visit, an operation, a
/// delivery): neither on the plan nor on earlier draws.
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

  /// The stream for a purpose and a subject.
  func stream(_ purpose: RandomStream, of key: UInt64) -> SplitMix64 {
    var random = SplitMix64(seed: base ^ purpose.rawValue &* 0x9fb2_1c65_1e98_df25)
    random = SplitMix64(seed: random.next() ^ key)
    return SplitMix64(seed: random.next())
  }

  /// The first number of a stream, uniform between 0 and 1.
  func uniform(_ purpose: RandomStream, of key: UInt64) -> Double {
    var random = stream(purpose, of: key)
    return random.uniform()
  }

  /// Whether an event of a given probability in percent happens.
  func happens(_ percent: Double, _ purpose: RandomStream, of key: UInt64) -> Bool {
    percent > 0 && uniform(purpose, of: key) * 100 < percent
  }

  /// A draw from a distribution.
  func draw(_ sampler: Sampler, _ purpose: RandomStream, of key: UInt64) -> Double {
    if case .constant(let value) = sampler { return value }
    return sampler.value(at: uniform(purpose, of: key))
  }
}

/// A distribution, sampled by inversion: one uniform number gives one value.
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

  /// The quantile of a probability; of a list of values, one of them, all equally likely.
  func value(at probability: Double) -> Double {
    switch self {
    case .constant(let value): value
    case .lognormal(let mean, let deviation):
      ExactMath.exp(mean + deviation * Distributions.normalQuantile(probability))
    case .exponential(let mean): -mean * ExactMath.log(1 - probability)
    case .values(let values): values[min(values.count - 1, Int(probability * Double(values.count)))]
    }
  }

  /// The quantile in integer minutes, 0 or more.
  func minutes(at probability: Double) -> Int {
    Int(min(max(0, value(at: probability)), Self.longest).rounded())
  }

  /// An upper limit against overflow, in minutes: ten years.
  private static let longest = 5_256_000.0
}

/// Keys of random streams.
enum StreamKey {
  /// The key of a name.
  static func of(_ name: String) -> UInt64 {
    var hash = FNV1a()
    hash.combine(name)
    return hash.value
  }

  /// The key of a part of something.
  static func of(_ place: UInt64, in key: UInt64) -> UInt64 {
    var random = SplitMix64(seed: key ^ place &* 0x9e6c_63d0_876a_68ad)
    return random.next()
  }
}
