package import BaylineModel

/// Which reason of the file each visit has that was left out of a schedule, and nothing beyond it.
///
/// Two questions (see docs/reasons.md): is the visit impossible in an otherwise empty book, and by which rule; or
/// which single rule of the book as it stands keeps it out?
package struct UnscheduledReasons {
  private var empty: FeasibilityProbe
  private(set) var current: FeasibilityProbe

  private static let alone: [(UnscheduledReason, Relaxation)] = [
    (.technician, .technicians), (.bay, .bays), (.parts, .parts), (.availability, .availability),
    (.advisor, .advisors), (.booked, .promise), (.locked, .locks), (.loaner, .loaners),
  ]
  private static let inSchedule: [(UnscheduledReason, Relaxation)] = [
    (.advisor, .advisors), (.parts, .parts), (.loaner, .loaners), (.reserve, .reserve),
  ]

  /// The reasons in a schedule as it stands.
  package init(_ state: SearchState) {
    empty = FeasibilityProbe(SearchState(state.problem))
    current = FeasibilityProbe(state)
  }

  /// Why a visit that is not scheduled is not.
  package mutating func reason(for appointment: AppointmentIndex) -> UnscheduledReason {
    if firstFit(of: appointment) != nil { return .capacity }
    return reasonInIsolation(appointment)?.reason ?? reasonInSchedule(appointment) ?? .capacity
  }

  /// Where a visit would fit in the book as it stands.
  mutating func firstFit(of appointment: AppointmentIndex, relaxing rules: Relaxation = [])
    -> FeasibilityProbe.Fit?
  {
    current.firstFit(of: appointment, relaxing: rules)
  }

  /// The rule that makes it impossible in an otherwise empty book.
  mutating func reasonInIsolation(
    _ appointment: AppointmentIndex
  ) -> (reason: UnscheduledReason, rule: Relaxation)? {
    guard empty.firstFit(of: appointment) == nil else { return nil }
    for (reason, rule) in Self.alone {
      // A promise is one of an advisor's time, too.
      let kept = rule == .promise ? [.promise, .advisors] : rule
      if empty.firstFit(of: appointment, relaxing: .all.subtracting(kept)) == nil { return (reason, rule) }
    }
    // Several rules together: the first without which it would fit.
    return Self.alone.first { empty.firstFit(of: appointment, relaxing: $0.1) != nil }
      .map { (reason: $0.0, rule: $0.1) }
  }

  /// The one rule without which it could be let in as things stand.
  mutating func reasonInSchedule(_ appointment: AppointmentIndex) -> UnscheduledReason? {
    Self.inSchedule.first { current.firstFit(of: appointment, relaxing: $0.1) != nil }?.0
  }
}
