import BaylineModel
import BaylineVerifier
import BaylineWording

/// A schedule for all forms: its visits, days and names, and the format of times.
struct FormContext {
  private let view: ScheduleView
  let words: Glossary
  let names: ShortNames
  let violations: [Violation]
  /// When each operation is worked on, without its pauses, from the start of the horizon on.
  let workWindows: [OperationReference: [TimeWindow]]
  /// The only day to show; `nil` for all days.
  let selectedDay: CivilDate?
  let program: String?

  /// - Precondition: as for ``Verifier/verify(_:)``.
  init(site: Site, demand: Demand, schedule: Schedule, language: Language, selectedDay: CivilDate? = nil) {
    let verifier = Verifier(site: site, demand: demand)
    view = ScheduleView(site: site, demand: demand, schedule: schedule)
    self.selectedDay = selectedDay
    words = Glossary(language)
    names = ShortNames(site: site, demand: demand)
    violations = verifier.verify(schedule).violations
    workWindows = Self.workWindows(
      of: view.visits, worked: verifier.workedWindows(in: schedule), horizon: demand.horizon)
    program = schedule.about?.program.map { name in
      schedule.about?.version.map { "\(name) \($0)" } ?? name
    }
  }

  private static func workWindows(
    of visits: [ScheduledVisit], worked: [OperationReference: [TimeWindow]], horizon: Demand.Horizon
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

  var site: Site { view.site }
  var demand: Demand { view.demand }
  var visits: [ScheduledVisit] { view.visits }
  var unscheduled: [ScheduleView.Unscheduled] { view.unscheduled }
  var now: CivilTime { view.now }
  var isUnderWay: Bool { view.isUnderWay }
  var parts: PartsBalance { PartsBalance(view) }
  var calls: CallList { CallList(view) }
  var trips: [DriverTrip] { view.trips }

  /// The driver's trip for a visit, if there is one.
  func trip(_ purpose: DriverTrip.Purpose, of visit: ScheduledVisit) -> DriverTrip? {
    site.trips(for: visit).first { $0.purpose == purpose }
  }

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

  /// The plate and the id of a visit.
  func vehicle(_ appointment: Appointment, _ tone: DocumentCell.Tone = .strong) -> DocumentCell {
    .vehicle(appointment.plate, visit: appointment.id, tone)
  }

  /// The bays of a visit in order: `B1`, `B1 → B2`.
  func bays(_ visit: ScheduledVisit, on day: CivilDate? = nil) -> String {
    visit.bays(on: day).map(names.bay).joined(separator: " → ")
  }

  /// `机油 ×2`
  func part(_ need: SparePart.Requirement) -> String { "\(names.part(need.part)) ×\(need.quantity)" }

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
