import BaylineMath
import BaylineModel

/// The acceptance criterion: simulated annealing with geometric cooling (S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi,
/// 1983, "Optimization by simulated annealing").
struct Annealing {
  /// Initial temperature, in points.
  var start: Double
  /// Final temperature, in points.
  var end = 1.0

  private var temperature = 0.0

  init(start: Double) {
    self.start = max(start, end)
    temperature = self.start
  }

  /// Sets the temperature for a progress from 0 to 1.
  mutating func cool(to progress: Double) {
    temperature = start * power(end / start, min(max(progress, 0), 1))
  }

  /// Draws the maximum deterioration allowed in the next step, in points.
  func allowance(_ random: inout SplitMix64) -> Int {
    Int(temperature * exponential(&random))
  }
}
