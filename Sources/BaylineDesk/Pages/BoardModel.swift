import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// The workshop board of a day as values: who works on what where.
struct BoardModel: Sendable {
  enum Axis: String, Sendable { case bay, technician }

  let day: CivilDate
  let axis: Axis
  /// Full hours, from the first to the last in which anybody works or is on duty.
  let span: TimeWindow
  let rows: [Row]
  /// Vehicles on site for which nothing is planned.
  let waiting: [Waiting]

  /// A bay or a technician.
  struct Row: Sendable {
    let id: String
    let name: String
    let detail: String
    /// When nobody works here.
    let off: [TimeWindow]
    let bars: [Bar]
    /// Waits of vehicles that keep the bay from others.
    let held: [Held]
    /// `nil` without working time.
    let percent: Int?
    /// Whether it cannot be used now although the workshop is open.
    let isAway: Bool
  }

  /// An operation on the day.
  struct Bar: Sendable {
    let visit: String
    let operation: String
    let time: TimeWindow
    /// Whether it lasts beyond the span.
    let continues: (before: Bool, after: Bool)
    let plate: String
    let work: String
    let kind: VisitKind
    let state: WorkState
    let isLate: Bool
    /// Whether somebody placed it by hand, so that it stays.
    let isPinned: Bool
    /// Whether all work of the visit before it is done.
    let isNext: Bool
    /// What keeps it from beginning: shown at the first work of the visit that has not begun.
    let waits: [DayRow.Wait]
    let technicians: [String]
    let bay: String?
    /// The bays and technicians that can do it, by id.
    let bays: [String]
    let crew: [String]
    /// When the vehicle is promised, at the last operation.
    let promise: CivilTime?
    let ready: CivilTime

    /// Whether it can be given to another bay, person or time.
    var isMovable: Bool { state == .toCome || state == .waits }
  }

  struct Held: Sendable {
    let visit: String
    let plate: String
    let time: TimeWindow
  }

  struct Waiting: Sendable {
    let visit: String
    let plate: String
    let since: CivilTime?
    let reason: String
  }

  /// - Parameter day: A day of the book.
  init(_ facts: BoardFacts, day: CivilDate, by axis: Axis) {
    self.day = day
    self.axis = axis
    let span = Self.span(facts, on: day)
    self.span = span
    let builder = BoardBuilder(facts: facts, day: day, span: span)
    switch axis {
    case .bay: rows = facts.site.bays.map(builder.row)
    case .technician: rows = facts.site.technicians.map(builder.row)
    }
    waiting = facts.unscheduled.filter { $0.appointment.arrived != nil }.map {
      Waiting(
        visit: $0.appointment.id, plate: $0.appointment.plate, since: $0.appointment.arrived,
        reason: $0.entry.detail ?? facts.words.reason($0.entry.reason))
    }
  }

  private static func span(_ facts: BoardFacts, on day: CivilDate) -> TimeWindow {
    let whole = TimeWindow(from: CivilTime(day), to: CivilTime(day.advanced(by: 1)))
    let calendars = [facts.site.hours] + facts.site.technicians.map(\.calendar)
    let worked = facts.visits.flatMap { visit in
      visit.operations(on: day).map { TimeWindow(from: $0.placed.start, to: $0.placed.end) }
    }
    let shifts = calendars.flatMap { facts.site.windows(of: $0, on: day) }
    let inside = (shifts + worked.filter { $0.minutes < 720 }).compactMap { $0.clipped(to: whole) }
    let from = inside.map { $0.from - whole.from }.min() ?? 480
    let to = inside.map { $0.to - whole.from }.max() ?? 1080
    return TimeWindow(
      from: whole.from + from / 60 * 60, to: whole.from + max(from / 60 * 60 + 60, (to + 59) / 60 * 60))
  }
}

/// Makes the rows of a board.
private struct BoardBuilder {
  let facts: BoardFacts
  let day: CivilDate
  let span: TimeWindow
  private let jobs: [(visit: ScheduledVisit, operation: ScheduledOperation)]

  init(facts: BoardFacts, day: CivilDate, span: TimeWindow) {
    self.facts = facts
    self.day = day
    self.span = span
    jobs = facts.visits.flatMap { visit in visit.operations(on: day).map { (visit, $0) } }
  }

  func row(_ bay: Bay) -> BoardModel.Row {
    let bars = jobs.filter { $0.operation.placed.bay == bay.id }.compactMap(bar)
    let open = facts.site.windows(of: bay.calendar ?? facts.site.hours, on: day)
    let held = facts.visits.flatMap { visit in
      visit.stays.filter { $0.bay == bay.id }.flatMap(\.held).compactMap { window in
        window.clipped(to: span).map {
          BoardModel.Held(visit: visit.appointment.id, plate: visit.plate.printable, time: $0)
        }
      }
    }
    return row(
      (bay.id, facts.names.bay(bay.id), facts.words.list(bay.types.map(facts.words.bayType))), open: open,
      bars: bars, held: held)
  }

  func row(_ technician: Technician) -> BoardModel.Row {
    let bars = jobs.filter { $0.operation.placed.technicians.contains(technician.id) }.compactMap(bar)
    let skills = technician.skills.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      facts.words.trade($0.key)
    }
    return row(
      (technician.id, facts.names.technician(technician.id), technician.team ?? facts.words.list(skills)),
      open: facts.site.windows(of: technician.calendar, on: day), bars: bars, held: [])
  }

  private func row(
    _ name: (id: String, name: String, detail: String), open: [TimeWindow], bars: [BoardModel.Bar],
    held: [BoardModel.Held]
  ) -> BoardModel.Row {
    let available = open.reduce(0) { $0 + $1.minutes }
    let used = (bars.map(\.time) + held.map(\.time)).reduce(0) { sum, window in
      open.reduce(sum) { $0 + ($1.clipped(to: window)?.minutes ?? 0) }
    }
    let siteIsOpen = facts.site.windows(of: facts.site.hours, on: day).contains { $0.contains(facts.now) }
    let isMeant = open.isEmpty || open.contains { $0.from <= facts.now && facts.now < $0.to }
    let isAway = day == facts.today && siteIsOpen && hasOwnCalendar(name.id) && (open.isEmpty || !isMeant)
    return BoardModel.Row(
      id: name.id, name: name.name.printable, detail: name.detail.printable,
      off: span.gaps(between: open), bars: bars.sorted { $0.time.from < $1.time.from }, held: held,
      percent: available > 0 ? used * 100 / available : nil, isAway: isAway)
  }

  /// Absences are written as a calendar that is named after the one it changes and the person or bay.
  private func hasOwnCalendar(_ id: String) -> Bool {
    let calendar =
      facts.site.technicians.first { $0.id == id }?.calendar
      ?? facts.site.bays.first { $0.id == id }?.calendar
    return calendar?.hasSuffix("-\(id)") ?? false
  }

  private func bar(_ visit: ScheduledVisit, _ operation: ScheduledOperation) -> BoardModel.Bar? {
    let placed = operation.placed
    let state = facts.state(of: operation, in: visit)
    let whole = worked(operation, in: visit, state)
    guard let time = whole.clipped(to: span) else { return nil }
    let isLast = operation.operation.id == visit.operations.last?.operation.id
    let able = Self.able(operation.operation, in: facts.site)
    return BoardModel.Bar(
      visit: visit.appointment.id, operation: operation.operation.id, time: time,
      continues: (whole.from < time.from, time.to < whole.to), plate: visit.plate.printable,
      work: operation.name.printable, kind: visit.appointment.kind, state: state,
      isLate: facts.isLate(visit), isPinned: state != .done && state != .underWay && operation.isPinned,
      isNext: visit.operations.prefix { $0.operation.id != operation.operation.id }
        .allSatisfy { facts.state(of: $0, in: visit) == .done },
      waits: isFirstOpen(operation, in: visit) ? facts.waits(of: visit.appointment.id) : [],
      technicians: placed.technicians, bay: placed.bay, bays: able.bays, crew: able.technicians,
      promise: isLast ? visit.appointment.readyBy ?? visit.promise : nil, ready: visit.told)
  }

  /// Whether all work of the visit before it has begun, and it has not.
  private func isFirstOpen(_ operation: ScheduledOperation, in visit: ScheduledVisit) -> Bool {
    let open = visit.operations.first { other in
      let state = facts.state(of: other, in: visit)
      return state == .toCome || state == .waits
    }
    return open?.operation.id == operation.operation.id
  }

  /// When an operation was really worked on, as far as that is known.
  private func worked(
    _ operation: ScheduledOperation, in visit: ScheduledVisit, _ state: WorkState
  ) -> TimeWindow {
    let placed = operation.placed
    let work = facts.record(visit.appointment.id)?.work[operation.operation.id]
    let start = work?.start.flatMap { CivilTime($0) } ?? placed.start
    let end = work?.end.flatMap { CivilTime($0) } ?? placed.end
    return TimeWindow(from: start, to: max(start + 1, state == .underWay ? max(end, facts.now) : end))
  }

  /// The bays and technicians that can do an operation.
  static func able(_ operation: ServiceOperation, in site: Site) -> (bays: [String], technicians: [String]) {
    switch operation.work {
    case .standard(let work):
      return (
        work.bay.map { type in site.bays.filter { $0.types.contains(type) }.map(\.id) } ?? [],
        work.crew.map { crew in site.technicians.filter(crew.admits).map(\.id) } ?? []
      )
    case .alternatives(let ways):
      let (bays, people) = (Set(ways.compactMap(\.bay)), Set(ways.compactMap(\.technician)))
      return (
        site.bays.map(\.id).filter(bays.contains), site.technicians.map(\.id).filter(people.contains)
      )
    }
  }
}

extension ScheduledOperation {
  /// Whether somebody placed it by hand: with a time it is locked, without one only the chosen ways remain.
  var isPinned: Bool {
    if operation.locked != nil { return true }
    guard case .alternatives(let ways) = operation.work else { return false }
    return Set(ways.map { $0.technician ?? "" }).count == 1 || Set(ways.map { $0.bay ?? "" }).count == 1
  }
}
