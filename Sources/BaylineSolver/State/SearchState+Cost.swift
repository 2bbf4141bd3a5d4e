import BaylineModel

/// The terms of a visit's cost.
extension SearchState {
  /// Delay and lateness points if the last operation ends at `completion`. Monotone in `completion`.
  @inline(__always)
  func readyCost(of visit: CompiledAppointment, since origin: DelayOrigin, completion: Int) -> Int {
    let ready = completion + problem.site.booking.finishMinutes
    var points = 0
    if ready > origin.time {
      points = visit.delayPercent * (problem.open(before: ready) - origin.openBefore) / 100
    }
    if let readyBy = visit.readyBy, ready > readyBy {
      points +=
        problem.site.policy.late + problem.site.policy.lateness * problem.open(from: readyBy, to: ready)
    }
    return points
  }

  /// A time after which every completion costs more than `points` for delay and stay; `nil` if even the earliest
  /// does.
  /// - Complexity: O(log horizon).
  func latestCompletion(
    of visit: CompiledAppointment, since: Int, _ origin: DelayOrigin, within points: Int
  ) -> Int? {
    guard points >= 0 else { return nil }
    var latest = problem.end
    if visit.delayPercent > 0, points < 1 << 40 {
      let minutes = (100 * (points + 1) - 1) / visit.delayPercent
      let ready = problem.lastMinute(withOpenBefore: origin.openBefore + minutes)
      latest = min(latest, max(ready, origin.time) - problem.site.booking.finishMinutes)
    }
    if visit.waiting, problem.site.policy.stay > 0 {
      latest = min(latest, since + points / problem.site.policy.stay - problem.site.booking.finishMinutes)
    }
    return latest
  }

  /// Points for the stay of a waiting customer.
  @inline(__always)
  func stayCost(of visit: CompiledAppointment, since: Int, completion: Int) -> Int {
    guard visit.waiting else { return 0 }
    return problem.site.policy.stay * max(0, completion + problem.site.booking.finishMinutes - since)
  }

  /// Points that depend only on the arrival and the advisor.
  func receptionCost(of visit: CompiledAppointment, _ reception: CompiledReception) -> Int {
    arrivalCost(of: visit, arrival: reception.arrival) + advisorCost(of: visit, reception.advisor)
  }

  /// Points that depend only on the arrival.
  func arrivalCost(of visit: CompiledAppointment, arrival: Int) -> Int {
    var points = 0
    if let preferred = visit.preferred {
      points +=
        problem.site.policy.deviation
        * problem.open(from: min(arrival, preferred), to: max(arrival, preferred))
    }
    if let shifts = visit.originalShifts, !shifts.covers(arrival, arrival) {
      points += problem.site.policy.original
    }
    return points
  }

  @inline(__always)
  func advisorCost(of visit: CompiledAppointment, _ advisor: AdvisorIndex) -> Int {
    guard let expected = visit.expectedAdvisor, expected != advisor else { return 0 }
    return problem.site.policy.advisor
  }

  /// Points for leaving the previous bay or crew.
  @inline(__always)
  func movedCost(_ operation: CompiledOperation, _ option: CrewOption, _ choice: BayOption) -> Int {
    guard operation.movedCost > 0 else { return 0 }
    return option.isPrevious && choice.bay == operation.previousBay ? 0 : operation.movedCost
  }
}
