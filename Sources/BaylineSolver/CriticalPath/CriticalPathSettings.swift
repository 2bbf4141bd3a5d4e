/// What the search for a makespan was found to do well with (`docs/measured.md`).
struct CriticalPathSettings: Sendable {
  /// Critical operations that a move of tabu search looks at: more find better moves, but walk in circles.
  var sample = 3
  /// Least moves for which a mode that was left is tabu.
  var tenure = 10
  /// And up to so many more, less one.
  var tenureSpread = 10
  /// Moves without a better schedule after which tabu search starts again.
  var patience = 1000
  /// Percent of starts that are from the best schedule of all, not from that of the last start.
  var chanceOfBest = 50
  /// Operations that are moved at random at a start, at most.
  var maxPerturbations = 10

  /// Percent of annealing's moves that are any which the temperature lets be; the others are the best of their operation.
  var chanceOfAny = 50

  /// Progress at which annealing takes over from tabu search.
  var annealingStart = 0.05
  /// Progress at which it hands over to tabu search.
  var annealingEnd = 0.9
  /// First temperature, in mean minutes of an operation.
  var initialTemperature = 1.0
  /// Last temperature, likewise.
  var finalTemperature = 0.03
}
