import BaylineModel

/// Limits that hold for every plan of a staffing: lower bounds on the unscheduled visits of a day, and from them upper
/// bounds on the served ones. `docs/staffing.md` has the proofs.
struct StaffingBounds: Sendable {
  private let targets: [StaffingTargets.Target]
  /// By day, the number of walk-ins in each replication.
  private let walkIns: [[Int]]

  /// - Parameter walkIns: By day, the number of walk-ins in each replication, for every staffing.
  init(targets: [StaffingTargets.Target], walkIns: [[Int]]) {
    self.targets = targets
    self.walkIns = walkIns
  }

  /// The proof that no plan of an instance meets some target; `nil` if there is none.
  ///
  /// - Complexity: O(*n* log *n*) in the operations for each skill, and linear in the minutes of the horizon for each
  ///   bay.
  func proof(against instance: Scenario.Instance) -> StaffingResult.Proof? {
    guard targets.contains(where: isBounded) else { return nil }
    let days = instance.demands.map { UnscheduledBound(site: instance.site, demand: $0).best }
    // The bound that leaves out most visits gives the reason.
    var byBound: [StaffingResult.Bound: Int] = [:]
    for day in days { byBound[day.bound, default: 0] += day.leftOut }
    guard
      let bound = StaffingResult.Bound.allCases.filter({ byBound[$0, default: 0] > 0 })
        .max(by: { byBound[$0, default: 0] < byBound[$1, default: 0] })
    else { return nil }
    let leftOut = days.map(\.leftOut)
    for target in targets {
      guard case .least(let value) = target.bound, let maximum = maximum(target.measure, instance, leftOut)
      else {
        continue
      }
      // With a tolerance, so that rounding does not rule out a reachable target.
      if maximum < value - 1e-9 {
        return StaffingResult.Proof(
          bound: bound, measure: target.measure, most: maximum, leftOut: leftOut.reduce(0, +))
      }
    }
    return nil
  }

  private func isBounded(_ target: StaffingTargets.Target) -> Bool {
    guard case .least = target.bound else { return false }
    return target.measure == .servedShare || target.measure == .figure(.served)
  }

  /// The maximum of a measure, averaged over days and replications.
  ///
  /// Of *n* visits of which at least *m* are unscheduled, and *w* walk-ins, at most *n* − *m* + *w* arrive and are
  /// served. The share of requests, at most (*n* − *m* + *w*) / (*n* + *w*), is largest if nobody stays away.
  private func maximum(_ measure: StaffingTargets.Measure, _ instance: Scenario.Instance, _ leftOut: [Int])
    -> Double?
  {
    guard measure == .servedShare || measure == .figure(.served) else { return nil }
    var sum = 0.0
    var days = 0
    for (day, demand) in instance.demands.enumerated() {
      let values = walkIns[day].compactMap { walkIns -> Double? in
        let asked = demand.appointments.count + walkIns
        let arriving = asked - leftOut[day]
        if measure == .figure(.served) { return Double(arriving) }
        return asked > 0 ? 100 * Double(arriving) / Double(asked) : nil
      }
      if values.isEmpty { continue }
      sum += values.reduce(0, +) / Double(values.count)
      days += 1
    }
    return days > 0 ? sum / Double(days) : nil
  }
}
