public import BaylineModel

/// Checks schedules for one site and one demand: every hard rule, every term of the cost.
///
/// It works on model values only and shares no code with the solver, so that neither can hide a bug of the other.
public struct Verifier: Sendable {
  let instance: ProblemInstance

  /// Creates a verifier for a validated site and demand.
  ///
  /// - Complexity: O(days of the horizon × calendars + appointments).
  public init(site: Site, demand: Demand) {
    instance = ProblemInstance(site: site, demand: demand)
  }

  /// Returns all violations of a schedule in the order of the rules, its cost by term, and where its stated cost
  /// differs.
  ///
  /// - Precondition: The schedule names appointments of the demand, each with its operations in order.
  /// - Complexity: O(*n* log *n*) in the number of operations, plus the number of violations.
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
      waitingViolations(), reserveViolations(), promiseViolations(), equipmentViolations(),
      limitViolations(), tripViolations(),
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
    cost[.moves] = movePoints()
    cost[.overskill] = overskillPoints()
    let booked = bookedMinutes(since: horizon.start)
    cost[.overload] = overloadPoints(booked)
    cost[.balance] = balancePoints(booked)
    cost[.moved] = movedPoints()
    cost[.makespan] = makespanPoints()
    return cost
  }
}
