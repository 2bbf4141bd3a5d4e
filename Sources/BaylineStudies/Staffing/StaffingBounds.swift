import BaylineModel
import BaylineSimulation

/// What no plan of a staffing can do, whatever the search: lower bounds for the visits that every plan leaves out of a day,
/// and from them upper bounds for what is served. `docs/staffing.md` has the proofs.
struct StaffingBounds: Sendable {
  private let targets: [StaffingTarget]
  /// By day, how many customers come without a booking in each replication.
  private let walkIns: [[Int]]

  /// Bounds for some targets.
  /// - Parameter walkIns: By day, how many customers come without a booking in each replication, whatever the staffing.
  init(targets: [StaffingTarget], walkIns: [[Int]]) {
    self.targets = targets
    self.walkIns = walkIns
  }

  /// Why no plan of a case meets a target; `nil` if nothing is proven.
  ///
  /// - Complexity: O(*n* log *n*) in the operations for each skill, and linear in the minutes of the horizon for each bay.
  func proof(against instance: ScenarioInstance) -> StaffingProof? {
    guard targets.contains(where: isBounded) else { return nil }
    let days = instance.demands.map { UnscheduledBound(site: instance.site, demand: $0).best }
    // The bound that leaves the most out tells the reason.
    var byBound: [StaffingBound: Int] = [:]
    for day in days { byBound[day.bound, default: 0] += day.leftOut }
    guard
      let bound = StaffingBound.allCases.filter({ byBound[$0, default: 0] > 0 })
        .max(by: { byBound[$0, default: 0] < byBound[$1, default: 0] })
    else { return nil }
    let leftOut = days.map(\.leftOut)
    for target in targets {
      guard case .least(let value) = target.bound, let most = most(target.measure, instance, leftOut) else {
        continue
      }
      // A hair below, so that no rounding rules out what could just be reached.
      if most < value - 1e-9 {
        return StaffingProof(
          bound: bound, measure: target.measure, most: most, leftOut: leftOut.reduce(0, +))
      }
    }
    return nil
  }

  private func isBounded(_ target: StaffingTarget) -> Bool {
    guard case .least = target.bound else { return false }
    return target.measure == .servedShare || target.measure == .figure(.served)
  }

  /// The most that a measure can be, in the mean over days and replications.
  ///
  /// Of *n* visits of which at least *m* are left out and *w* customers without a booking, at most *n* − *m* + *w* come, and no
  /// more are served. The share of those asked for, at most (*n* − *m* + *w*) / (*n* + *w*), is the greater the fewer stay away.
  private func most(_ measure: TargetMeasure, _ instance: ScenarioInstance, _ leftOut: [Int]) -> Double? {
    guard measure == .servedShare || measure == .figure(.served) else { return nil }
    var sum = 0.0
    var days = 0
    for (day, demand) in instance.demands.enumerated() {
      let values = walkIns[day].compactMap { walkIns -> Double? in
        let asked = demand.appointments.count + walkIns
        let come = asked - leftOut[day]
        if measure == .figure(.served) { return Double(come) }
        return asked > 0 ? 100 * Double(come) / Double(asked) : nil
      }
      if values.isEmpty { continue }
      sum += values.reduce(0, +) / Double(values.count)
      days += 1
    }
    return days > 0 ? sum / Double(days) : nil
  }
}
