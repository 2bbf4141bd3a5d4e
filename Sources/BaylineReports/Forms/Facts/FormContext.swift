import BaylineModel
import BaylineVerifier
import BaylineWording

/// Site, demand and schedule joined once for all forms: visits, days, working hours, names, and how times are written.
struct FormContext {
  let site: Site
  let demand: Demand
  let words: Glossary
  let names: ShortNames
  /// The scheduled visits, by arrival and then id.
  let visits: [ScheduledVisit]
  /// The appointments that were left out, in the order of the schedule.
  let leftOut: [LeftOut]
  /// The rules that the schedule breaks.
  let violations: [Violation]
  /// When each operation is worked on, its pauses left out, from the start of the horizon on.
  let workWindows: [OperationReference: [TimeWindow]]
  /// The one day that is asked for; `nil` is all.
  let selectedDay: CivilDate?
  let program: String?

  /// An appointment that was left out, and why.
  struct LeftOut {
    let appointment: Appointment
    let entry: UnscheduledAppointment
  }

  /// - Precondition: as for ``Verifier/verify(_:)``.
  init(site: Site, demand: Demand, schedule: Schedule, language: Language, selectedDay: CivilDate? = nil) {
    let verifier = Verifier(site: site, demand: demand)
    let appointments = Dictionary(
      demand.appointments.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.site = site
    self.demand = demand
    self.selectedDay = selectedDay
    words = Glossary(language)
    names = ShortNames(site: site, demand: demand)
    visits = schedule.assignments.compactMap { assignment in
      appointments[assignment.appointment].map { ScheduledVisit($0, assignment, from: demand.horizon.start) }
    }.sorted { ($0.arrival, $0.appointment.id) < ($1.arrival, $1.appointment.id) }
    leftOut = schedule.unscheduled.compactMap { entry in
      appointments[entry.appointment].map { LeftOut(appointment: $0, entry: entry) }
    }
    violations = verifier.verify(schedule).violations
    workWindows = Self.workWindows(
      of: visits, worked: verifier.workedWindows(in: schedule), horizon: demand.horizon)
    program = schedule.about?.program.map { name in
      schedule.about?.version.map { "\(name) \($0)" } ?? name
    }
  }

  private static func workWindows(
    of visits: [ScheduledVisit], worked: [OperationReference: [TimeWindow]], horizon: PlanningHorizon
  ) -> [OperationReference: [TimeWindow]] {
    // A schedule from elsewhere may name any time; nobody reads about next year.
    let last = horizon.end + 28 * CivilTime.minutesPerDay
    return Dictionary(
      visits.flatMap(\.operations).map { operation in
        let whole = [TimeWindow(from: operation.placed.start, to: operation.placed.end)]
        let windows = (worked[operation.reference] ?? whole).compactMap { window in
          let clipped = TimeWindow(from: max(window.from, horizon.start), to: min(window.to, last))
          return clipped.from < clipped.to ? clipped : nil
        }
        return (operation.reference, windows)
      }, uniquingKeysWith: { first, _ in first })
  }

  var now: CivilTime { demand.now }
  /// The day is under way: some of it is past.
  var isUnderWay: Bool { now > demand.horizon.start }

  // MARK: - Days

  /// Those of some days that are asked for, each once, in order.
  func asked(_ days: some Sequence<CivilDate>) -> [CivilDate] {
    Set(days).filter { selectedDay == nil || $0 == selectedDay }.sorted()
  }

  /// The days on which vehicles arrive or are worked on.
  var workDays: [CivilDate] {
    asked(
      visits.flatMap { visit in
        [visit.arrival.date].filter { $0 >= demand.horizon.from }
          + visit.operations.flatMap { operation in
            workWindows[operation.reference, default: []].flatMap { window in
              (window.from.date.ordinal...(window.to + -1).date.ordinal).map { CivilDate(ordinal: $0) }
            }
          }
      })
  }

  /// The days on which vehicles arrive.
  var arrivalDays: [CivilDate] {
    asked(visits.map(\.arrival.date).filter { $0 >= demand.horizon.from })
  }

  /// The visits that arrive on a day.
  func arrivals(on day: CivilDate) -> [ScheduledVisit] {
    visits.filter { $0.arrival.date == day }
  }

  // MARK: - Working hours

  /// The intervals of a calendar on a day, those that touch merged.
  func hours(of calendar: String?, on day: CivilDate) -> [TimeWindow] {
    guard let calendar else { return [TimeWindow(from: CivilTime(day), to: CivilTime(day) + 1440)] }
    return site.calendars[calendar]?.mergedIntervals(on: day).map { $0.window(on: day) } ?? []
  }

  /// The latest time at or before a time at which the site is open, or closes; the time itself if there is none within
  /// two weeks before.
  func latestOpenTime(upTo time: CivilTime) -> CivilTime {
    for back in 0..<14 {
      let day = time.date.advanced(by: -back)
      if let window = hours(of: site.hours, on: day).last(where: { $0.from <= time }) {
        return min(time, window.to)
      }
    }
    return time
  }

  /// Minutes of the site's hours in `[from, to)`.
  func openMinutes(from: CivilTime, to: CivilTime) -> Int {
    guard from < to else { return 0 }
    return (0...(to.date.ordinal - from.date.ordinal)).reduce(0) { sum, ahead in
      hours(of: site.hours, on: from.date.advanced(by: ahead)).reduce(sum) {
        $0 + max(0, min($1.to, to) - max($1.from, from))
      }
    }
  }

  // MARK: - Words

  /// `2026-11-23（周一）`
  func day(_ day: CivilDate) -> String {
    words("\(day)（\(words.weekday(day.weekday))）", "\(words.weekday(day.weekday)) \(day)")
  }

  /// `09:10` on that day, `11-25 09:10` on another one, and with the year in another year.
  func time(_ time: CivilTime, on day: CivilDate?) -> String {
    guard time.date != day else { return time.clock }
    let year = (day ?? demand.horizon.from).components.year
    return time.date.components.year == year
      ? "\(time.date.description.suffix(5)) \(time.clock)"
      : "\(time.date) \(time.clock)"
  }

  /// The customer with the title behind: `李美玲女士`, `Müller Ms.`.
  func customer(_ appointment: Appointment) -> String {
    let (name, title) = (appointment.card.customer ?? "", appointment.card.title ?? "")
    let isWide = name.last.map { $0.displayWidth > 1 } ?? true
    return isWide ? name + title : title.isEmpty ? name : "\(name) \(title)"
  }

  /// The names of people, one after the other.
  func technicians(_ ids: [String]) -> [String] { ids.map(names.technician) }

  /// What the forms say at the bottom: whose, as of when, made by what.
  var origin: String {
    let state = words("状态截至 \(now.date) \(now.clock)", "as of \(now.date) \(now.clock)")
    let made = program.map { words("计划：\($0)", "schedule: \($0)") }
    return ([site.name, isUnderWay ? state : nil, made].compactMap(\.self)).joined(separator: " · ").printable
  }

  /// What all forms say of a schedule that breaks rules; `nil` if it does not.
  var warning: String? {
    guard !violations.isEmpty else { return nil }
    let codes = Set(violations.map(\.rule.rawValue)).sorted().joined(separator: " ")
    return words(
      "注意：本计划违反规则 \(violations.count) 处（\(codes)），请先用 bayline verify 核对",
      "Beware: this schedule breaks rules in \(violations.count) place\(violations.count == 1 ? "" : "s") "
        + "(\(codes)); see bayline verify")
  }
}
