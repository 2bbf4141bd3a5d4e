import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// A book as the pages of the day show it: visits joined with their records, names, and times in words.
struct BoardFacts: Sendable {
  let book: Book
  let now: CivilTime
  let words: Glossary
  /// Without what stands for outages of equipment.
  let visits: [ScheduledVisit]
  let unscheduled: [ScheduleView.Unscheduled]
  let names: ShortNames
  /// The spare parts of the book by id.
  let parts: [String: SparePart]
  private let places: [String: Int]

  init(_ book: Book, now: CivilTime, _ language: Language) {
    self.book = book
    self.now = now
    words = Glossary(language)
    names = ShortNames(site: book.site, demand: book.demand)
    let view = ScheduleView(site: book.site, demand: book.demand, schedule: book.schedule)
    visits = view.visits.filter { !$0.appointment.isOutage }
    places = Dictionary(
      visits.indices.map { [visits] in (visits[$0].appointment.id, $0) },
      uniquingKeysWith: { first, _ in first })
    parts = book.demand.partsByID
    unscheduled = view.unscheduled.filter { !$0.appointment.isOutage }
  }

  init(_ context: PageContext) {
    self.init(context.book, now: context.now, context.language)
  }

  var site: Site { book.site }
  var today: CivilDate { now.date }

  func record(_ visit: String) -> VisitRecord? { book.records[visit] }

  /// The visit with its place in the schedule; `nil` if it has none.
  func visit(_ id: String) -> ScheduledVisit? { places[id].map { visits[$0] } }

  /// What keeps the work on a visit from going on.
  func waits(of visit: String) -> [DayRow.Wait] { record(visit)?.waits(parts, at: now) ?? [] }

  /// The visits that arrive on a day.
  func arrivals(on day: CivilDate) -> [ScheduledVisit] { visits.filter { $0.arrival.date == day } }

  /// The schedule as it is seen at a time, for lists that leave out what is over.
  func view(at time: CivilTime) -> ScheduleView {
    var demand = book.demand
    demand.now = time
    return ScheduleView(site: book.site, demand: demand, schedule: book.schedule)
  }

  // MARK: - States

  /// How far a visit has come, also one of which the book has no record.
  func status(of visit: ScheduledVisit) -> VisitStatus {
    if let record = record(visit.appointment.id) { return record.status }
    if visit.appointment.arrived != nil { return .arrived }
    return visit.appointment.booked == nil ? .requested : .booked
  }

  /// How far an operation has come.
  func state(of operation: ScheduledOperation, in visit: ScheduledVisit) -> WorkState {
    if let work = record(visit.appointment.id)?.work[operation.operation.id] {
      if work.end != nil { return .done }
      if work.start != nil { return .underWay }
    }
    switch status(of: visit) {
    case .ready, .handedOver: return .done
    case .arrived, .inWork:
      if let locked = operation.operation.locked, let end = locked.end, end <= now { return .done }
      let hasBegun = operation.operation.locked.map { $0.start <= now } ?? false
      if hasBegun, record(visit.appointment.id) == nil { return .underWay }
      return operation.placed.start <= now ? .waits : .toCome
    default: return .toCome
    }
  }

  /// Whether a vehicle is to be ready later than wanted, or than promised.
  func isLate(_ visit: ScheduledVisit) -> Bool {
    guard let wanted = visit.appointment.readyBy ?? visit.promise else { return false }
    switch status(of: visit) {
    case .ready, .handedOver: return false
    default: return visit.ready > wanted || now > wanted
    }
  }

  // MARK: - Words

  /// `09:10` today, otherwise with the day.
  func time(_ time: CivilTime) -> String { words.time(time, today: today) }

  /// The customer with the title, as a colleague says it.
  func customer(_ appointment: Appointment) -> String { appointment.card.spoken }

  /// The names of the work, or its kind where it has none.
  func work(_ appointment: Appointment) -> String {
    let names = appointment.operations.compactMap { $0.name?.printable }
    return names.isEmpty ? words.kind(appointment.kind) : words.list(names)
  }

  func technicians(_ ids: [String]) -> String { words.list(ids.map(names.technician)) }
}

/// How far an operation has come.
enum WorkState: String, CaseIterable, Sendable {
  /// The vehicle is not on site yet, or it is not time.
  case toCome
  case underWay
  case done
  /// It is time and the vehicle is there, but nobody has begun.
  case waits

  func name(_ words: Glossary) -> String {
    switch self {
    case .toCome: words("待开工", "to come")
    case .underWay: words("作业中", "under way")
    case .done: words("完工", "done")
    case .waits: words("等待", "waits")
    }
  }
}

extension Appointment {
  /// The plate, or the id of a visit without one.
  var plate: String { card.plate?.printable ?? id }
}

extension Appointment.CustomerCard {
  /// `李美玲女士`, `Ms. Müller`.
  var spoken: String {
    let (name, title) = ((customer ?? "").printable, (title ?? "").printable)
    let isWide = name.last.map { $0.displayWidth > 1 } ?? true
    return isWide || title.isEmpty ? name + title : "\(title) \(name)"
  }
}

extension TimeWindow {
  /// The part inside other limits; `nil` if there is none.
  func clipped(to limits: TimeWindow) -> TimeWindow? {
    let (from, to) = (max(from, limits.from), min(to, limits.to))
    return from < to ? TimeWindow(from: from, to: to) : nil
  }

  /// The parts of it that no window covers.
  ///
  /// - Parameter windows: Ascending.
  func gaps(between windows: [TimeWindow]) -> [TimeWindow] {
    var gaps: [TimeWindow] = []
    var time = from
    for window in windows where window.to > time && window.from < to {
      if window.from > time { gaps.append(TimeWindow(from: time, to: window.from)) }
      time = window.to
    }
    if time < to { gaps.append(TimeWindow(from: time, to: to)) }
    return gaps
  }

  var minutes: Int { to - from }
}
