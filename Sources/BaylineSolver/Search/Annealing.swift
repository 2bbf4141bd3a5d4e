import BaylineMath
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

  /// Draws the points that the next step may lose.
  func allowance(_ random: inout SplitMix64) -> Int {
    Int(temperature * exponential(&random))
  }
}
