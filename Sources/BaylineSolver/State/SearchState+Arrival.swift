import BaylineModel

/// Queries about possible arrivals in the current schedule.
extension SearchState {
  /// The latest end of the last operation of a visit on site since a time (H10, H13).
  func completionLimit(of visit: CompiledAppointment, since: Int) -> Int {
    guard visit.waiting, problem.operations.elements[visit.operations.upperBound - 1].lock == nil else {
      return problem.end
    }
    guard let closing = problem.hours.closing(ofDay: day(of: since)) else { return .min / 2 }
    return min(problem.end, closing - problem.site.booking.finishMinutes)
  }

  /// The earliest time at which all parts of a visit are available; `nil` if there is none.
  func earliestNeed(of visit: CompiledAppointment) -> Int? {
    var earliest = Int.min
    for need in problem.needs[visit.needs] {
      guard let epoch = stock.firstEpoch(for: need.quantity, of: need.part) else { return nil }
      earliest = max(earliest, problem.parts[need.part].from[epoch])
    }
    return earliest
  }

  /// The cheapest advisor able to receive a visit at a time; ties go to the one with the fewest arrivals that day.
  func cheapestAdvisor(for visit: CompiledAppointment, at arrival: Int, slot: Int?) -> AdvisorIndex? {
    let settled = visit.rule != .free
    var best: (advisor: AdvisorIndex, cost: Int, load: Int)?
    let day = day(of: arrival)
    for advisor in visit.advisors {
      let cost = advisorCost(of: visit, advisor)
      if let best, cost > best.cost { continue }
      if let slot {
        guard problem.advisors[advisor].onDuty[slot] else { continue }
      } else {
        guard
          problem.advisors[advisor].shifts.covers(arrival, arrival + problem.site.booking.receptionMinutes)
        else { continue }
      }
      guard arrivals.admits(arrival, at: advisor, settled: settled) else { continue }
      let load = arrivals.count(of: advisor, onDay: day)
      if let best, (cost, load) >= (best.cost, best.load) { continue }
      best = (advisor, cost, load)
    }
    return best?.advisor
  }
}
