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

  /// The earliest time at which the parts of a visit, not counting those of its operations, are available; `nil` if
  /// there is none.
  func earliestNeed(of visit: CompiledAppointment) -> Int? {
    earliestTime(forNeeds: visit.needs)
  }

  /// The earliest time at which parts are available, with all that the visit needs before; `nil` if there is none.
  func earliestTime(forNeeds needs: Range<Int>) -> Int? {
    var earliest = Int.min
    for need in problem.needs[needs] {
      guard let epoch = stock.firstEpoch(for: need.cumulative, of: need.part) else { return nil }
      earliest = max(earliest, problem.parts[need.part].from[epoch])
    }
    return earliest
  }

  /// Whether a driver can collect a visit's vehicle in time (H18).
  func canCollect(_ visit: CompiledAppointment, for arrival: Int) -> Bool {
    guard visit.collect > 0 else { return true }
    let start = arrival - visit.collect
    let settled = visit.rule != .free
    return (settled || problem.hours.covers(start, arrival))
      && drivers.admits(from: start, to: arrival, settled: settled)
  }

  /// Whether a driver can bring a visit's vehicle back when it is ready (H18).
  ///
  /// - Parameter since: The arrival, unless the vehicle is on site already.
  func canDeliver(_ visit: CompiledAppointment, since: Int, ready: Int) -> Bool {
    guard visit.deliver > 0 else { return true }
    guard let start = problem.deliveryStart(visit.deliver, ready: ready) else { return false }
    let end = start + visit.deliver
    guard visit.collect > 0, start < since, !visit.rule.isArrived else {
      return drivers.admits(from: start, to: end)
    }
    // Its work was locked before its arrival: it may have to be brought back while it is collected.
    var others = drivers
    others.add(from: since - visit.collect, to: since, settled: visit.rule != .free)
    return others.admits(from: start, to: end)
  }

  /// How many minutes later a visit would have to be completed for a driver to bring the vehicle back; `nil` if one can
  /// when it is completed then.
  func waitForDriver(_ visit: CompiledAppointment, completion: Int) -> Int? {
    let ready = completion + problem.site.booking.finishMinutes
    guard let start = problem.deliveryStart(visit.deliver, ready: ready),
      let release = drivers.conflict(from: start, to: start + visit.deliver)
    else { return nil }
    guard release < .max else { return problem.end }
    // From some minute on, the trip does not fit before closing and waits for the next interval.
    let closing = problem.deliveryHours.endOfInterval(after: start) ?? start
    return min(release, max(start + 1, closing - visit.deliver + 1)) - ready
  }

  /// Whether a loan vehicle is free for a visit (H12).
  func canLend(_ visit: CompiledAppointment, from start: Int, ready: Int) -> Bool {
    !visit.loaner
      || loans.admits(from: start, to: ready + problem.site.booking.loanerTurnaroundMinutes)
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
