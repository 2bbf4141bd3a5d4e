import BaylineModel

/// Which vehicles to call, and on which days.
extension OutreachPlanRun {
  /// Finds the vehicles for which something is due, the most urgent first, and why others are excluded.
  mutating func selectCandidates() {
    let options = planner.options
    let due = DueReasonFinder(from: options.from, days: options.days, rules: options.rules)
    let booked = Set(
      planner.books.flatMap(\.demand.appointments).compactMap { $0.card.plate.map(Self.normalized) })
    var found: [OutreachPlan.Candidate] = []
    for vehicle in planner.vehicles {
      let anomalies = vehicle.oddities(on: options.from, rules: options.rules)
      if !anomalies.isEmpty {
        exclusions.append(OutreachPlan.Exclusion(vehicle: vehicle, cause: .odd(anomalies)))
        continue
      }
      let reasons = due.reasons(for: vehicle)
      guard let candidate = OutreachPlan.Candidate(vehicle, reasons, leadDays: options.rules.leadDays) else {
        nothingDue += 1
        continue
      }
      if vehicle.doNotCall {
        exclude(candidate, .doNotCall)
      } else if booked.contains(Self.normalized(vehicle.plate)) {
        exclude(candidate, .booked)
      } else if vehicle.card.phone == nil, vehicle.channel != .mail {
        exclude(candidate, .noPhone)
      } else {
        found.append(candidate)
      }
    }
    candidates = found.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      return (one.primaryReason.rank, one.call.latest, one.call.best, left.offset)
        < (other.primaryReason.rank, other.call.latest, other.call.best, right.offset)
    }.map(\.element)
  }

  /// A plate without the separators that people write differently.
  private static func normalized(_ plate: String) -> String {
    plate.uppercased().filter { !"·•. -　".contains($0) }
  }

  /// Chooses the day of each call among the open days; excludes the candidates beyond the quota.
  mutating func scheduleCalls() {
    let options = planner.options
    let open = loads.days.indices.filter { isOpen[$0] }.map { loads.days[$0] }
    for index in candidates.indices {
      // The call must leave time for an open day of the visit's window.
      guard let visit = candidates[index].visit, let last = open.last(where: { $0 <= visit.latest }) else {
        continue
      }
      let call = candidates[index].call
      candidates[index].call = OutreachPlan.DayWindow(
        call.earliest, call.best, min(call.latest, last.advanced(by: -options.rules.leadDays)))
    }
    let days = CallScheduler(open, quota: options.callsPerDay)
      .spread(candidates.map { (window: $0.call, rank: $0.primaryReason.rank) })
    var kept: [OutreachPlan.Candidate] = []
    for (candidate, day) in zip(candidates, days) {
      if let day {
        kept.append(candidate)
        callDays.append(day)
      } else {
        exclude(candidate, open.isEmpty ? .closed : .quota)
      }
    }
    candidates = kept
  }
}
