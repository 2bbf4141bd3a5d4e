import BaylineMath
import BaylineModel

/// Draws neighbourhoods by roulette wheel, with weights that follow their recent success per unit of effort (S. Ropke
/// and D. Pisinger, 2006, "An adaptive large neighborhood search heuristic for the pickup and delivery problem with
/// time windows").
struct AdaptiveWeights {
  /// The outcome of a step and its score.
  enum Success: Double {
    case none = 0
    case accepted = 1
    case better = 4
    case best = 12
  }

  private var weights = [Double](repeating: 1, count: Neighbourhood.allCases.count)
  private var successes = [Double](repeating: 0, count: Neighbourhood.allCases.count)
  private var efforts = [Double](repeating: 0, count: Neighbourhood.allCases.count)
  private var steps = 0

  /// Steps between updates of the weights.
  private static let segment = 256
  /// The share of the last segment in the updated weight.
  private static let reaction = 0.2
  /// The minimum weight as a share of the mean, so that no neighbourhood dies out.
  private static let minShare = 0.2

  mutating func draw(_ random: inout SplitMix64) -> Neighbourhood {
    var total = 0.0
    for weight in weights { total += weight }
    var ticket = uniform(&random) * total
    for index in weights.indices {
      ticket -= weights[index]
      if ticket < 0 { return Neighbourhood(rawValue: index) ?? .random }
    }
    return .random
  }

  /// - Parameter effort: Number of candidates evaluated.
  mutating func learn(_ neighbourhood: Neighbourhood, _ success: Success, effort: Int) {
    successes[neighbourhood.rawValue] += success.rawValue
    efforts[neighbourhood.rawValue] += Double(effort)
    steps += 1
    if steps == Self.segment { updateWeights() }
  }

  private mutating func updateWeights() {
    steps = 0
    var success = 0.0
    var effort = 0.0
    for index in weights.indices {
      success += successes[index]
      effort += efforts[index]
    }
    if success > 0, effort > 0 {
      for index in weights.indices where efforts[index] > 0 {
        let shown = (successes[index] / efforts[index]) / (success / effort)
        weights[index] += Self.reaction * (max(Self.minShare, shown) - weights[index])
      }
    }
    for index in weights.indices {
      successes[index] = 0
      efforts[index] = 0
    }
  }
}
