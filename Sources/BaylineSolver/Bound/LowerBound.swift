import BaylineModel

/// A proven lower bound of the total of every schedule.
package struct LowerBound {
  /// No schedule costs less, in points.
  package private(set) var value = 0
  /// Steps so far.
  package private(set) var steps = 0

  private var evaluation: BoundEvaluation
  private var center: BoundDuals
  private var centerValue = 0
  private var direction: [Double] = []
  private var factor = 1.0
  private var sinceBetter = 0

  package init(_ problem: Problem) {
    let market = BoundMarket(problem)
    evaluation = BoundEvaluation(market)
    center = BoundDuals(market)
    evaluation.evaluate(center.prices())
    centerValue = evaluation.value
    direction = center.excess(evaluation.use)
    note(evaluation.value)
  }

  package var size: Int { evaluation.size }
  package var params: [Double] = [0.1, 20, 0.66, 1.1, 1]

  private mutating func note(_ fixed: Int) {
    let unit = BoundPrices.unit
    let points = fixed > 0 ? (fixed + unit - 1) / unit : 0
    value = max(value, points)
  }

  /// One step towards better prices.
  package mutating func improve(below target: Int) {
    steps += 1
    var square = 0.0
    for index in direction.indices {
      // What cannot fall does not count.
      if center.values[index] <= 0, direction[index] < 0 { continue }
      square += direction[index] * direction[index] * center.scales[index]
    }
    let gap = Double(max(target * BoundPrices.unit - centerValue, BoundPrices.unit)) / Double(BoundPrices.unit)
    let length = square > 0 ? factor * gap / square : 0
    var next = center
    for index in direction.indices {
      next.values[index] = max(0, center.values[index] + length * center.scales[index] * direction[index])
    }
    evaluation.evaluate(next.prices())
    let excess = next.excess(evaluation.use)
    note(evaluation.value)
    var inner = 0.0
    for index in excess.indices { inner += excess[index] * direction[index] * center.scales[index] }
    let weight = params[0]
    for index in excess.indices { direction[index] += weight * (excess[index] - direction[index]) }
    if evaluation.value > centerValue {
      centerValue = evaluation.value
      center = next
      sinceBetter = 0
      if inner > 0 { factor = min(2, factor * params[3]) }
    } else {
      sinceBetter += 1
      if sinceBetter >= Int(params[1]) {
        factor = max(0.0001, factor * params[2])
        sinceBetter = 0
      }
    }
  }
}
