/// Tuned parameters of the makespan search (`docs/measured.md`).
struct CriticalPathSettings: Sendable {
  /// Critical operations examined per tabu move: more find better moves but tend to cycle.
  var sample = 3
  /// Minimum tabu tenure of a mode, in moves.
  var tenure = 10
  /// Exclusive bound of the random addition to the tenure.
  var tenureSpread = 10
  /// Moves without improvement before tabu search restarts.
  var patience = 1000
  /// Percentage of restarts from the overall best schedule rather than the best since the last restart.
  var chanceOfBest = 50
  /// Maximum number of random moves at a restart.
  var maxPerturbations = 10

  /// Percentage of annealing moves drawn at random within the allowance; the others are the best of their operation.
  var chanceOfAny = 50

  /// Progress at which annealing takes over from tabu search.
  var annealingStart = 0.05
  /// Progress at which it hands over to tabu search.
  var annealingEnd = 0.9
  /// Initial temperature, as a multiple of the mean operation duration.
  var initialTemperature = 1.0
  /// Final temperature, likewise.
  var finalTemperature = 0.03
}
