package import BaylineModel

/// The primary reason why each unscheduled visit was not scheduled.
///
/// Two questions (see docs/reasons.md): Is the visit infeasible in an otherwise empty schedule, and by which rule? If
/// not, which single rule keeps it out of the current schedule?
package struct UnscheduledReasons {
  private var empty: FeasibilityProbe
  private(set) var current: FeasibilityProbe
  /// Whether a search since this was last reset found nothing and had been cut off, so that its "no" is not proven.
  var isUndecided = false
  /// Rules that are not given as a reason, because the question fixes them.
  var fixed: Relaxation = []

  private static let alone: [(Schedule.UnscheduledReason, Relaxation)] = [
    (.technician, .technicians), (.bay, .bays), (.equipment, .equipment), (.parts, .parts),
    (.availability, .availability), (.advisor, .advisors), (.limit, .limits), (.booked, .promise),
    (.locked, .locks), (.loaner, .loaners), (.driver, .drivers),
  ]
  private static let inSchedule: [(Schedule.UnscheduledReason, Relaxation)] = [
    (.advisor, .advisors), (.limit, .limits), (.parts, .parts), (.equipment, .equipment),
    (.loaner, .loaners), (.driver, .drivers), (.reserve, .reserve),
  ]

  package init(_ state: SearchState) {
    empty = FeasibilityProbe(SearchState(state.problem))
    current = FeasibilityProbe(state)
  }

  /// Diagnoses an unscheduled visit.
  package mutating func reason(for appointment: AppointmentIndex) -> Schedule.UnscheduledReason {
    if firstFit(of: appointment) != nil { return .capacity }
    return reasonInIsolation(appointment)?.reason ?? ruleInSchedule(appointment)?.reason ?? .capacity
  }

  /// Where a visit would fit in the current schedule.
  mutating func firstFit(of appointment: AppointmentIndex, relaxing rules: Relaxation = [])
    -> FeasibilityProbe.Fit?
  {
    let fit = current.firstFit(of: appointment, relaxing: rules)
    if fit == nil, current.isUndecided { isUndecided = true }
    return fit
  }

  /// Where a visit would fit in an otherwise empty schedule.
  private mutating func firstFitAlone(of appointment: AppointmentIndex, relaxing rules: Relaxation = [])
    -> FeasibilityProbe.Fit?
  {
    let fit = empty.firstFit(of: appointment, relaxing: rules)
    if fit == nil, empty.isUndecided { isUndecided = true }
    return fit
  }

  /// The rule that makes a visit infeasible in an otherwise empty schedule.
  mutating func reasonInIsolation(
    _ appointment: AppointmentIndex
  ) -> (reason: Schedule.UnscheduledReason, rule: Relaxation)? {
    guard firstFitAlone(of: appointment) == nil else { return nil }
    for (reason, rule) in Self.alone where fixed.isDisjoint(with: rule) {
      // A promise also commits an advisor's time.
      let kept = rule == .promise ? [.promise, .advisors] : rule
      if firstFitAlone(of: appointment, relaxing: .all.subtracting(kept)) == nil { return (reason, rule) }
    }
    // Several rules together: the first whose relaxation makes it fit.
    for (reason, rule) in Self.alone
    where fixed.isDisjoint(with: rule) && firstFitAlone(of: appointment, relaxing: rule) != nil {
      return (reason, rule)
    }
    return nil
  }

  /// The first rule whose relaxation alone lets the visit into the current schedule, with the reason that it is.
  mutating func ruleInSchedule(
    _ appointment: AppointmentIndex
  ) -> (reason: Schedule.UnscheduledReason, rule: Relaxation)? {
    for (reason, rule) in Self.inSchedule where firstFit(of: appointment, relaxing: rule) != nil {
      return (reason, rule)
    }
    return nil
  }

  /// The rules that can be a reason in a schedule.
  static var blocking: [Relaxation] { inSchedule.map(\.1) }
}
