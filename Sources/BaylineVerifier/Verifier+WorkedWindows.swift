package import BaylineModel

extension Verifier {
  /// The intervals in which the splittable operations of a schedule are worked on, between pauses (H9); empty for an
  /// operation outside all common working time.
  ///
  /// - Precondition: As for ``verify(_:)``.
  /// - Complexity: O(operations + intervals).
  package func workedWindows(in schedule: Schedule) -> [OperationReference: [TimeWindow]] {
    let placedSchedule = PlacedSchedule(schedule, instance: instance)
    var worked: [OperationReference: [TimeWindow]] = [:]
    for placed in placedSchedule.operations where placed.operation.splittable {
      worked[placed.reference] = placedSchedule.commonTime(of: placed).windows(
        from: placed.start, to: placed.end)
    }
    return worked
  }
}

extension CommonTime {
  /// The intervals of common time in `[start, end)`.
  func windows(from start: CivilTime, to end: CivilTime) -> [TimeWindow] {
    var windows: [TimeWindow] = []
    var time = start
    while time < end, let window = next(from: time), window.from < end {
      windows.append(TimeWindow(from: window.from, to: min(window.to, end)))
      time = window.to
    }
    return windows
  }
}
