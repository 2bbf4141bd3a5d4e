import BaylineModel
import BaylineVerifier
import BaylineWording

/// Site, demand and schedule joined once for all forms: visits, days, working hours, names, and the format of times.
struct FormContext {
  let site: Site
  let demand: Demand
  let words: Glossary
  let names: ShortNames
  /// The scheduled visits, by arrival and then id.
  let visits: [ScheduledVisit]
  /// In the order of the schedule.
  let unscheduled: [Unscheduled]
  let violations: [Violation]
  /// When each operation is worked on, without its pauses, from the start of the horizon on.
  let workWindows: [OperationReference: [TimeWindow]]
  /// The only day to show; `nil` for all days.
  let selectedDay: CivilDate?
  let program: String?

  struct Unscheduled {
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
    unscheduled = schedule.unscheduled.compactMap { entry in
      appointments[entry.appointment].map { Unscheduled(appointment: $0, entry: entry) }
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
    // A schedule from elsewhere may name any time; the forms end four weeks after the horizon.
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
  /// Whether the first day has begun.
  var isUnderWay: Bool { now > demand.horizon.start }

  // MARK: - Days

  /// The days to show, each once, in order.
  func shown(_ days: some Sequence<CivilDate>) -> [CivilDate] {
    Set(days).filter { selectedDay == nil || $0 == selectedDay }.sorted()
  }

  /// The days on which vehicles arrive or are worked on.
  var workDays: [CivilDate] {
    shown(
      visits.flatMap { visit in
        [visit.arrival.date].filter { $0 >= demand.horizon.from }
          + visit.operations.flatMap { operation in
            workWindows[operation.reference, default: []].flatMap { window in
              (window.from.date.ordinal...(window.to + -1).date.ordinal).map { CivilDate(ordinal: $0) }
            }
          }
      })
  }

  var arrivalDays: [CivilDate] {
    shown(visits.map(\.arrival.date).filter { $0 >= demand.horizon.from })
  }

  func arrivals(on day: CivilDate) -> [ScheduledVisit] {
    visits.filter { $0.arrival.date == day }
  }

  // MARK: - Working hours

  /// The intervals of a calendar on a day, adjacent ones merged; the whole day without a calendar.
  func hours(of calendar: String?, on day: CivilDate) -> [TimeWindow] {
    guard let calendar else { return [TimeWindow(from: CivilTime(day), to: CivilTime(day) + 1440)] }
    var windows: [TimeWindow] = []
    for interval in site.calendars[calendar]?.intervals(on: day) ?? [] {
      let window = TimeWindow(
        from: CivilTime(day, minuteOfDay: interval.start), to: CivilTime(day, minuteOfDay: interval.end))
      if let last = windows.last, last.to == window.from {
        windows[windows.count - 1].to = window.to
      } else {
        windows.append(window)
      }
    }
    return windows
  }

  /// The latest time, at or before the given one, at which the site is open or closes; the given time if the site was
  /// closed for two weeks.
  func latestOpenTime(upTo time: CivilTime) -> CivilTime {
    for back in 0..<14 {
      let day = time.date.advanced(by: -back)
      if let window = hours(of: site.hours, on: day).last(where: { $0.from <= time }) {
        return min(time, window.to)
      }
    }
    return time
  }

  /// Minutes of the site's opening hours in `[from, to)`.
  func openMinutes(from: CivilTime, to: CivilTime) -> Int {
    guard from < to else { return 0 }
    return (0...(to.date.ordinal - from.date.ordinal)).reduce(0) { sum, ahead in
      hours(of: site.hours, on: from.date.advanced(by: ahead)).reduce(sum) {
        $0 + max(0, min($1.to, to) - max($1.from, from))
      }
    }
  }

  // MARK: - Words

  /// `09:10` on that day, `11-25 09:10` on another one, with the year in another year.
  func time(_ time: CivilTime, on day: CivilDate?) -> String {
    guard time.date != day else { return time.clock }
    let year = (day ?? demand.horizon.from).components.year
    return time.date.components.year == year
      ? "\(time.date.description.suffix(5)) \(time.clock)"
      : "\(time.date) \(time.clock)"
  }

  /// The customer, then the title: `李美玲女士`, `Müller Ms.`.
  func customer(_ appointment: Appointment) -> String {
    let (name, title) = (appointment.card.customer ?? "", appointment.card.title ?? "")
    let isWide = name.last.map { $0.displayWidth > 1 } ?? true
    return isWide ? name + title : title.isEmpty ? name : "\(name) \(title)"
  }

  func technicians(_ ids: [String]) -> [String] { ids.map(names.technician) }

  /// The foot of each form: site, time of the data, program.
  var origin: String {
    let state = words("状态截至 \(now.date) \(now.clock)", "as of \(now.date) \(now.clock)")
    let made = program.map { words("计划：\($0)", "schedule: \($0)") }
    return ([site.name, isUnderWay ? state : nil, made].compactMap(\.self)).joined(separator: " · ").printable
  }

  /// The warning that the schedule breaks rules; `nil` if it does not.
  var warning: String? {
    guard !violations.isEmpty else { return nil }
    let codes = Set(violations.map(\.rule.rawValue)).sorted().joined(separator: " ")
    return words(
      "注意：本计划违反规则 \(violations.count) 处（\(codes)），请先用 bayline verify 核对",
      "Warning: this schedule breaks rules in \(violations.count) place\(violations.count == 1 ? "" : "s") "
        + "(\(codes)); see bayline verify")
  }

  // MARK: - Documents

  /// A form with a sheet for each section; its records are the sheets' tables by day unless given.
  func form(_ kind: FormKind, _ sheets: [DocumentSection], records: DocumentTable? = nil) -> Document {
    var form = Document(
      form: kind, title: kind.title(words), words: words, siteName: site.name, sections: sheets,
      origin: origin, records: records ?? .byDay(sheets, words))
    form.warnings = [warning].compactMap(\.self)
    return form
  }
}
