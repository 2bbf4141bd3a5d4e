/// Something about a schedule that breaks no rule and is probably not meant.
package enum ScheduleWarning: Hashable, Sendable {
  /// One plate has two visits that are on the premises at the same time.
  case samePlate(String, appointments: [String], at: CivilTime)
  /// An advisor has promised two customers receptions that overlap; the rules do not count what was promised.
  case advisorPromisedTwice(advisor: String, appointments: [String], at: CivilTime)
  /// People are on duty on days on which the site is closed.
  case onDutyWhileClosed(people: [Person], days: [CivilDate])
  /// The site is open on days on which nobody of a role is on duty.
  case nobodyOnDuty(Role, days: [CivilDate])
  /// The scheduled visits leave too few of a part for a visit that is promised beyond the horizon.
  case promisedPartTaken(part: String, appointment: String, arrival: CivilTime, missing: Int)
  /// The promised arrivals alone exceed a limit.
  case limitExceededByBooked(limit: String, day: CivilDate, booked: Int, most: Int)
  /// No unsplittable operation that somebody could do fits into any working interval of theirs.
  case shiftTooShort(technician: String, longest: Int, shortest: Int)
  /// No unsplittable operation that a bay could take fits into any working interval of its calendar.
  case bayHoursTooShort(bay: String, longest: Int, shortest: Int)
}

extension ScheduleWarning {
  /// A role with shifts.
  package enum Role: Hashable, Sendable {
    case advisors, technicians
  }

  /// Somebody with a shift.
  package struct Person: Hashable, Sendable {
    package var role: Role
    package var id: String

    package init(_ role: Role, _ id: String) {
      (self.role, self.id) = (role, id)
    }
  }
}
