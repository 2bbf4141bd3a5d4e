import BaylineModel

/// The acceptance rule: simulated annealing with a temperature that falls geometrically from the first iteration
/// to the last (S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi, 1983, "Optimization by simulated annealing").
struct Annealing {
  /// Points that a typical early step may lose.
  var start: Double
  /// Points that a typical last step may lose.
  var end = 1.0

  private var temperature = 0.0

  init(start: Double) {
    self.start = max(start, end)
    temperature = self.start
  }

  /// Cools down to a point of the search, from 0 to 1.
  mutating func cool(to progress: Double) {
    temperature = start * power(end / start, min(max(progress, 0), 1))
  }

  /// Whether a total is taken in place of the current one.
  func accepts(_ cost: Int, over current: Int, _ random: inout SplitMix64) -> Bool {
    if cost <= current { return true }
    return Double(cost - current) < temperature * exponential(&random)
  }
}
