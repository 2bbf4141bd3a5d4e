import BaylineModel

/// The arrivals that each limit counts, by day (H17).
package struct LimitUsage: Sendable, Equatable {
  /// Arrivals of one limit on one day.
  private struct Count: Equatable {
    var all = 0
    /// Those that were booked before; if they alone exceed the limit, they are the limit.
    var booked = 0
  }

  /// One row of days per limit.
  private var counts: [Count]
  private let first: Int
  private let days: Int

  init(_ problem: CompiledProblem) {
    var (first, last) = (0, problem.days - 1)
    for visit in problem.appointments.elements {
      guard case .booked(let arrival) = visit.rule, !visit.limits.isEmpty else { continue }
      first = min(first, day(of: arrival))
      last = max(last, day(of: arrival))
    }
    self.first = first
    days = last - first + 1
    counts = Array(repeating: Count(), count: problem.limits.count * days)
  }

  /// The first limit that another arrival of a visit would exceed: a position in the problem's `limits`.
  /// - Complexity: O(limits of the visit).
  @inline(__always)
  func exceeded(by visit: CompiledAppointment, at arrival: Int, _ problem: CompiledProblem) -> Int? {
    guard !visit.limits.isEmpty else { return nil }
    let settled = visit.rule != .free
    for index in problem.visitLimits[visit.limits] where settled || problem.limits[index].counts(arrival) {
      let count = counts[position(index, arrival)]
      let most = max(problem.limits[index].most, count.booked + (settled ? 1 : 0))
      if count.all + 1 > most { return index }
    }
    return nil
  }

  mutating func add(_ visit: CompiledAppointment, at arrival: Int, _ problem: CompiledProblem, sign: Int) {
    guard !visit.limits.isEmpty else { return }
    let settled = visit.rule != .free
    for index in problem.visitLimits[visit.limits] where settled || problem.limits[index].counts(arrival) {
      counts[position(index, arrival)].all += sign
      if settled { counts[position(index, arrival)].booked += sign }
    }
  }

  /// The arrivals that a limit counts on a day; 0 on a day on which none can be.
  func count(of limit: Int, onDay day: Int) -> Int {
    (first..<first + days).contains(day) ? counts[limit * days + day - first].all : 0
  }

  private func position(_ limit: Int, _ arrival: Int) -> Int {
    limit * days + day(of: arrival) - first
  }
}
