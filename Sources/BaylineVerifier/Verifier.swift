public import BaylineModel

/// Judges schedules of one site and one demand: every broken rule, every term of the cost.
///
/// It sees domain values alone and shares no code with what makes schedules, so that neither can hide a
/// mistake of the other.
public struct Verifier: Sendable {
  let instance: ProblemInstance

  /// A judge of schedules for a site and a demand that the readers accept.
  ///
  /// - Complexity: the days of the horizon for each calendar, plus the appointments.
  public init(site: Site, demand: Demand) {
    instance = ProblemInstance(site: site, demand: demand)
  }

  /// Says all that is to say about a schedule, in the order of the rules, and within a rule in a fixed order.
  ///
  /// - Precondition: the schedule names appointments of the demand, each with its operations in their order.
  /// - Complexity: O(n log n) in the operations, plus what is found.
  public func verify(_ schedule: Schedule) -> Verdict {
    let placed = PlacedSchedule(schedule, instance: instance)
    let cost = placed.cost()
    return Verdict(
      violations: placed.violations(), cost: cost, differences: placed.differences(from: cost),
      unscheduled: schedule.unscheduled.count)
  }
}

extension PlacedSchedule {
  func violations() -> [Violation] {
    [
      readyViolations(), slotViolations(), gapViolations(), hourViolations(), dayViolations(),
      availabilityViolations(), orderViolations(), bayViolations(), technicianViolations(),
      durationViolations(), horizonViolations(), partsViolations(), loanerViolations(),
      waitingViolations(), reserveViolations(), promiseViolations(),
    ].flatMap(\.self)
  }

  func cost() -> ScheduleCost {
    var cost = ScheduleCost()
    cost[.unscheduled] = unscheduledPoints()
    cost[.delay] = delayPoints()
    cost[.deviation] = deviationPoints()
    cost[.stay] = stayPoints()
    cost[.lateness] = latenessPoints()
    cost[.advisor] = advisorPoints()
    cost[.technician] = technicianPoints()
    cost[.original] = originalPoints()
    cost[.handover] = handoverPoints()
    cost[.overskill] = overskillPoints()
    cost[.overload] = overloadPoints()
    cost[.moved] = movedPoints()
    cost[.makespan] = makespanPoints()
    return cost
  }
}
