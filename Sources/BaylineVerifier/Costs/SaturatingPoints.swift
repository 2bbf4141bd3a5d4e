import BaylineModel

/// The points of one term. They saturate at a limit low enough that fifteen terms cannot overflow, so that a
/// schedule with absurd times is evaluated instead of crashing.
struct SaturatingPoints {
  private(set) var value = 0
  private static let limit = 500_000_000_000_000_000

  mutating func add(_ weight: Int, times count: Int = 1) {
    add(exact: Int128(weight) * Int128(count))
  }

  mutating func add(exact points: Int128) {
    value = Int(min(Int128(Self.limit), Int128(value) + points))
  }
}

extension Sequence {
  /// The sum of points over the elements.
  func points(_ add: (Element, inout SaturatingPoints) -> Void) -> Int {
    var points = SaturatingPoints()
    for element in self { add(element, &points) }
    return points.value
  }
}

extension PlacedSchedule {
  /// Where the stated cost differs from the given one: terms in file order, then the total.
  func differences(from cost: ScheduleCost) -> [Verdict.CostDifference] {
    guard let stated = statedCost else { return [] }
    let terms = ScheduleCost.Term.allCases.map {
      Verdict.CostDifference(term: $0, stated: stated.terms[$0], actual: cost[$0])
    }
    let total = Verdict.CostDifference(term: nil, stated: stated.total, actual: cost.total)
    return (terms + [total]).filter { $0.stated != $0.actual }
  }
}
