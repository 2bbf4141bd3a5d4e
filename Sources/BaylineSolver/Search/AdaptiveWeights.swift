import BaylineMath
import BaylineModel

/// Draws among the neighbourhoods, those more often that have paid of late: a roulette whose weights follow the
/// success for the work done (S. Ropke and D. Pisinger, 2006, "An adaptive large neighborhood search heuristic for
/// the pickup and delivery problem with time windows").
struct AdaptiveWeights {
  /// What a step was worth.
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

  /// Steps after which the weights are set anew.
  private static let segment = 256
  /// How much of a weight is what the last segment showed.
  private static let reaction = 0.2
  /// A neighbourhood's share of the mean at the least, so that it can come back.
  private static let least = 0.2

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

  /// Learns from a step.
  /// - Parameter effort: Candidates looked at.
  mutating func learn(_ neighbourhood: Neighbourhood, _ success: Success, effort: Int) {
    successes[neighbourhood.rawValue] += success.rawValue
    efforts[neighbourhood.rawValue] += Double(effort)
    steps += 1
    if steps == Self.segment { turn() }
  }

  private mutating func turn() {
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
        weights[index] += Self.reaction * (max(Self.least, shown) - weights[index])
      }
    }
    for index in weights.indices {
      successes[index] = 0
      efforts[index] = 0
    }
  }
}
