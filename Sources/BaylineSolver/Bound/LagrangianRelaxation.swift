import BaylineModel

/// The Lagrangian relaxation of the coupling constraints, and the search for prices that maximize its bound.
///
/// A step moves the best prices found so far along a smoothed subgradient, with a step length that shrinks while the
/// bound does not improve (Polyak's step length, with the direction and stability centre of the volume algorithm).
///
/// M. L. Fisher (1981), "The Lagrangian relaxation method for solving integer programming problems"; B. T. Polyak
/// (1969), "Minimization of unsmooth functionals"; F. Barahona and R. Anbil (2000), "The volume algorithm: producing
/// primal solutions with a subgradient method".
struct LagrangianRelaxation: Sendable {
  /// The best bound so far, in points.
  private(set) var value = 0
  /// Whether the step length has become too small for further progress.
  private(set) var isExhausted = false

  private var evaluation: LagrangianEvaluation
  /// The best prices found so far, and their bound in fixed point.
  private var center: BoundDuals
  private var centerValue: Int
  /// Exponentially smoothed excess.
  private var direction: [Double]
  private var steps = 0
  private var length = 0.3
  private var sinceBetter = 0

  /// Steps without improvement after which the step length is reduced.
  private static let patience = 3
  /// Cap on the targeted relative growth of the bound: the cost of a first schedule may be far above it.
  private static let maxGrowth = 0.5
  /// Step-length factor below which the search stops.
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

  /// Takes one subgradient step.
  /// - Parameter target: The total cost of some schedule.
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
      // Accelerate: a longer step would have helped too.
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

  /// Totals are integers, so the bound is rounded up.
  private mutating func updateBound() {
    let unit = BoundPrices.unit
    if evaluation.value > 0 { value = max(value, (evaluation.value + unit - 1) / unit) }
  }
}
