package import BaylineModel

extension Verifier {
  /// The stretches in which the splittable operations of a schedule are worked on, between their pauses (H9); empty for
  /// one that lies outside all common working time.
  ///
  /// - Precondition: as for ``verify(_:)``.
  /// - Complexity: O(n) in the operations and the stretches.
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
  /// The stretches of common time in `[start, end)`.
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
