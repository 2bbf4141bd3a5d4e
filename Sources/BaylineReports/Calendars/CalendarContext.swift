import BaylineModel
import BaylineVerifier
import BaylineWording

/// Site, demand and schedule joined once for all events.
struct CalendarContext {
  let words: Glossary
  let names: DisplayNames
  let site: Site
  let visits: [(appointment: Appointment, assignment: Schedule.Assignment)]
  /// The working intervals of splittable operations.
  let worked: [OperationReference: [TimeWindow]]

  private let start: CivilTime
  private let locked: LockedBays

  init(site: Site, demand: Demand, schedule: Schedule, language: Language) {
    self.site = site
    start = demand.horizon.start
    locked = LockedBays(demand)
    words = Glossary(language)
    names = DisplayNames(site: site, demand: demand)
    let appointments = Dictionary(
      demand.appointments.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    visits = schedule.assignments.compactMap { assignment in
      appointments[assignment.appointment].map { ($0, assignment) }
    }
    worked = Verifier(site: site, demand: demand).workedWindows(in: schedule)
  }

  /// When a driver sets out for a visit; `nil` without such a trip.
  func trip(_ appointment: Appointment, _ assignment: Schedule.Assignment, _ purpose: DriverTrip.Purpose)
    -> String?
  {
    let visit = ScheduledVisit(appointment, assignment, from: start, locked: locked)
    return site.trips(for: visit).first { $0.purpose == purpose }.map { time($0.time.from) }
  }

  /// `11-23 08:15`: with the day, because calendars are read on any day.
  func time(_ time: CivilTime) -> String {
    "\(names.day(time.date)) \(time.clock)"
  }

  /// `11-23 08:15–09:15`, with the day of the second time if it differs.
  func span(_ from: CivilTime, _ to: CivilTime) -> String {
    "\(time(from))–\(from.date == to.date ? to.clock : time(to))"
  }

  /// `电话：10012345678`; `nil` without a value.
  func line(_ label: String, _ value: String?) -> String? {
    guard let value, !value.isEmpty else { return nil }
    return label + words("：", ": ") + value
  }

  /// `机油滤清器 ×1、…`
  func parts(_ parts: [SparePart.Requirement]) -> String {
    words.list(parts.map { "\(names.part($0.part)) ×\($0.quantity)" })
  }
}
