import BaylineModel

/// The Lagrangian relaxation of what visits share, and the search for prices that make its bound great.
///
/// A step moves the prices from the best ones so far along a mean of what was used too much, an ever shorter way the
/// less it helps (a subgradient method with the step of Polyak and the mean and the centre of the volume algorithm).
///
/// M. L. Fisher (1981), "The Lagrangian relaxation method for solving integer programming problems"; B. T. Polyak
/// (1969), "Minimization of unsmooth functionals"; F. Barahona and R. Anbil (2000), "The volume algorithm: producing
/// primal solutions with a subgradient method".
struct LagrangianRelaxation: Sendable {
  /// The greatest bound so far, in points.
  private(set) var value = 0
  /// Whether steps have become so short that more of them would gain nothing.
  private(set) var isExhausted = false

  private var evaluation: LagrangianEvaluation
  /// The best prices so far, and their bound in fixed point.
  private var center: BoundDuals
  private var centerValue: Int
  /// A mean of the excess at the latest prices.
  private var direction: [Double]
  private var steps = 0
  private var length = 0.3
  private var sinceBetter = 0

  /// Steps without a better bound after which they are shortened.
  private static let patience = 3
  /// The bound is hoped to grow by so much of itself at most: the total of a first schedule may be far above it.
  private static let maxGrowth = 0.5
  /// Steps this short gain nothing any more.
  private static let minStepLength = 1e-5

  init(_ problem: CompiledProblem, makespan: MakespanBound?) {
    let coupling = CouplingConstraints(problem)
    evaluation = LagrangianEvaluation(coupling, makespan)
    center = BoundDuals(coupling)
    evaluation.evaluate(center.prices())
    centerValue = evaluation.value
    direction = center.excess(evaluation.use)
    updateBound()
  }

  /// One step towards better prices.
  /// - Parameter target: The total of a schedule.
  mutating func step(below target: Int) {
    steps += 1
    var next = center
    move(&next, target)
    evaluation.evaluate(next.prices())
    updateBound()
    let excess = next.excess(evaluation.use)
    let weight = max(0.05, 1 / (2 + Double(steps) / 5))
    var agreement = 0.0
    for index in excess.indices {
      agreement += excess[index] * direction[index] * center.scales[index]
      direction[index] += weight * (excess[index] - direction[index])
    }
    if evaluation.value > centerValue {
      centerValue = evaluation.value
      center = next
      sinceBetter = 0
      // More of the same would have helped, too.
      if agreement > 0 { length = min(2, length * 1.2) }
    } else {
      sinceBetter += 1
      if sinceBetter >= Self.patience {
        sinceBetter = 0
        length *= 0.66
        isExhausted = length < Self.minStepLength
      }
    }
  }

  private mutating func move(_ duals: inout BoundDuals, _ target: Int) {
    var square = 0.0
    for index in direction.indices where duals.values[index] > 0 || direction[index] > 0 {
      square += direction[index] * direction[index] * duals.scales[index]
    }
    guard square > 0 else {
      isExhausted = true
      return
    }
    let unit = Double(BoundPrices.unit)
    let reached = Double(centerValue) / unit
    let rest = Double(target) - reached
    let gap = max(min(rest, max(reached * Self.maxGrowth, rest / 10)), 1)
    let stepSize = length * gap / square
    for index in direction.indices {
      duals.values[index] = max(0, duals.values[index] + stepSize * duals.scales[index] * direction[index])
    }
  }

  /// The total is a whole number of points: what is more than one is rounded up.
  private mutating func updateBound() {
    let unit = BoundPrices.unit
    if evaluation.value > 0 { value = max(value, (evaluation.value + unit - 1) / unit) }
  }
}
