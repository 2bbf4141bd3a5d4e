package import BaylineModel

extension Verifier {
  /// When each operation of a schedule is worked on, from the start of the horizon on: its time without its pauses,
  /// disjoint and ascending. Those of locked work that was left out are there too.
  ///
  /// - Precondition: as for ``verify(_:)``.
  /// - Complexity: the operations, each with the calendar intervals that it spans.
  package func workedStretches(of schedule: Schedule) -> [OperationReference: [TimeWindow]] {
    let plan = Plan(schedule, givens: givens)
    return Dictionary(
      plan.heldOperations.map { ($0.reference, plan.stretches(of: $0)) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension Plan {
  fileprivate func stretches(of placed: PlacedOperation) -> [TimeWindow] {
    // Work that never ends is work for as long as the horizon.
    let end = min(placed.end, max(horizon.end, placed.start))
    let common = placed.operation.splittable ? commonTime(of: placed) : .always
    var time = max(placed.start, horizon.start)
    var found: [TimeWindow] = []
    while time < end, let window = common.next(from: time), window.from < end {
      let stop = min(window.to, end)
      found.append(TimeWindow(from: window.from, to: stop))
      time = stop
    }
    return found
  }
}
