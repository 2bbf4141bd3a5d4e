import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// A replan of the rest of a book after events, with everything around the search: promises, notes, reasons, the check.
///
/// On the desk nothing has happened but what was recorded (``DayKnowledge/reported``): a vehicle that is due stays expected
/// until somebody says that it is here, or that it did not come; work whose start has passed begins now at the earliest; and
/// work that has begun goes on until its end is recorded.
struct BookReplan: Sendable {
  let book: Book
  var events: [WorkshopEvent] = []
  let now: CivilTime
  /// Of what is shown; what is stored is in the language of the site.
  let language: Language
  var effort = Effort.quick

  /// How long to search.
  enum Effort: Sendable {
    /// Not at all: what must move moves as little as it can. Times that customers were told stay while they can be kept, and
    /// the reasons of visits that had no place before stay until the next search.
    case quick
    /// For a moment; times to tell are found by simulation.
    case thorough
  }

  struct Result: Sendable {
    /// Of the version of the book it was made from; the account of new steps is empty.
    var book: Book
    var changes: ChangeList
    /// The changes in words, by person.
    var groups: [(heading: String, lines: [String])]
  }

  /// The seconds of a thorough search, and those in which times to tell are found.
  private static let seconds = 0.3
  private static let promiseSeconds = 0.1

  /// - Throws: ``DeskError/refused(_:)`` with what contradicts the book.
  func run() async throws(DeskError) -> Result {
    try EventCheck(book: book, language: language).check(events)
    let replanner = Replanner(
      site: book.site, demand: book.demand, schedule: book.schedule, events: events,
      now: max(now, book.demand.now), knowledge: .reported)
    if !replanner.diagnostics.isEmpty {
      let text = DiagnosticText(language)
      let sentences = replanner.diagnostics.map { text.fault($0.inFile("events")) }
      throw .refused(sentences.joined(separator: words("；", "; ")))
    }
    guard var outcome = await replanner.replan(options, keepsSite: true, rebooks: false) else {
      throw .refused(words("排不出可行的计划，请重试", "no feasible plan was found; try again"))
    }
    note(&outcome)
    if effort == .quick { explain(&outcome, replanner.site) }
    outcome.schedule = await promising(outcome, replanner.site)
    outcome.schedule = ReasonText(
      site: replanner.site, demand: outcome.demand, language: book.site.locale
    ).worded(outcome.schedule)
    ScheduleFingerprint.stamp(&outcome.schedule, site: replanner.site, demand: outcome.demand)
    try Self.verify(outcome.schedule, replanner.site, outcome.demand, words)
    var next = book
    (next.site, next.demand, next.schedule) = (replanner.site, outcome.demand, outcome.schedule)
    next.follow(events, by: "")
    let text = ChangeText(
      site: replanner.site, before: book.demand, after: outcome.demand, language: language)
    return Result(book: next, changes: outcome.changes, groups: text.groups(outcome.changes))
  }

  /// Refuses a schedule that breaks a rule or states a wrong cost, so that none is ever committed.
  static func verify(
    _ schedule: Schedule, _ site: Site, _ demand: Demand, _ words: Glossary
  ) throws(DeskError) {
    let verdict = Verifier(site: site, demand: demand).verify(schedule)
    if verdict.isCorrect { return }
    let text = VerdictText(site: site, demand: demand, language: words.language)
    let lines = (verdict.violations.map(text.line) + verdict.differences.map(text.line)).prefix(3)
    throw .refused(
      words(
        "新计划未通过核对，未作任何改动：\(words.list(Array(lines)))",
        "the new plan fails verification, and nothing was changed: \(words.list(Array(lines)))"))
  }

  private var words: Glossary { Glossary(language) }

  private var options: SearchOptions {
    var options = SearchOptions()
    options.provesBound = false
    switch effort {
    case .quick:
      options.limit = .iterations(0)
      options.explains = false
    case .thorough: options.limit = .seconds(Self.seconds)
    }
    return options
  }

  /// Notes who did not come.
  private func note(_ outcome: inout Replanner.Outcome) {
    let missed = outcome.changes.calls.compactMap { call -> (appointment: String, at: CivilTime)? in
      if case .noShow(let missed) = call.cause { (call.appointment, missed) } else { nil }
    }
    FollowUpNotes(Glossary(book.site.locale)).add(missed, to: &outcome.demand)
  }

  /// Gives reasons for the visits without a place: those that are known, and new ones for visits that have lost theirs.
  private func explain(_ outcome: inout Replanner.Outcome, _ site: Site) {
    let known = book.schedule.unscheduledByVisit
    var lost = outcome.schedule
    lost.unscheduled.removeAll { known[$0.appointment] != nil }
    var found: [String: Schedule.UnscheduledAppointment] = [:]
    if !lost.unscheduled.isEmpty {
      for entry in Planner(site: site, demand: outcome.demand).reasons(in: lost) {
        found[entry.appointment] = entry
      }
    }
    outcome.schedule.unscheduled = outcome.schedule.unscheduled.map {
      known[$0.appointment] ?? found[$0.appointment] ?? $0
    }
  }

  private func promising(_ outcome: Replanner.Outcome, _ site: Site) async -> Schedule {
    switch effort {
    case .thorough:
      let estimator = PromiseEstimator(site: site, demand: outcome.demand)
      let clock = ContinuousClock()
      let end = clock.now + .seconds(Self.promiseSeconds)
      return await estimator.promising(outcome.schedule, keeping: book.schedule) { clock.now >= end }
    case .quick: return outcome.schedule.keepingPromises(of: book.schedule, site: site)
    }
  }
}

extension Schedule {
  /// The schedule with the times that customers were told, where they can be kept, and otherwise the first times at which
  /// vehicles can be handed over.
  func keepingPromises(of earlier: Schedule, site: Site) -> Schedule {
    let told = earlier.assignmentsByVisit
    var schedule = self
    for index in schedule.assignments.indices {
      let visit = schedule.assignments[index]
      // After another arrival the time is another one.
      let known = told[visit.appointment].flatMap { earlier in
        visit.reception == nil || visit.reception?.arrival == earlier.reception?.arrival
          ? earlier.promise : nil
      }
      schedule.assignments[index].promise =
        known.flatMap { $0 >= visit.ready ? $0 : nil } ?? site.firstHandover(from: visit.ready)
    }
    return schedule
  }
}

/// Refuses events that name what the book does not have.
struct EventCheck {
  let book: Book
  let language: Language

  func check(_ events: [WorkshopEvent]) throws(DeskError) {
    for event in events {
      if let visit = newVisit(event.payload) {
        try checkNew(visit)
      } else if let id = event.payload.appointment, !book.demand.appointments.contains(where: { $0.id == id })
      {
        throw .notFound(words("计划里没有预约 \(id)", "there is no visit \(id) in the plan"))
      }
      let missing = names(event.payload).first { !$0.isKnown }
      if let missing {
        throw .notFound(
          words("没有\(missing.what.0) \(missing.id)", "there is no \(missing.what.1) \(missing.id)"))
      }
    }
  }

  private var words: Glossary { Glossary(language) }

  private typealias Name = (id: String, what: (String, String), isKnown: Bool)

  private func newVisit(_ payload: WorkshopEvent.Payload) -> Appointment? {
    switch payload {
    case .walkIn(let visit), .urgentReturn(let visit), .request(let visit): visit
    default: nil
    }
  }

  /// Checks a new visit as one of a file.
  private func checkNew(_ visit: Appointment) throws(DeskError) {
    if book.records[visit.id] != nil || book.demand.appointments.contains(where: { $0.id == visit.id }) {
      throw .refused(words("编号 \(visit.id) 已被使用", "the id \(visit.id) is already taken"))
    }
    var demand = Demand(horizon: book.demand.horizon, parts: book.demand.parts, appointments: [visit])
    demand.now = book.demand.now
    try BookCheck.check(site: book.site, demand: demand, language)
  }

  private func names(_ payload: WorkshopEvent.Payload) -> [Name] {
    switch payload {
    case .absent(let id, _, _), .back(let id): return [technician(id)]
    case .bayClosed(let id, _, _), .bayOpen(let id): return [bay(id)]
    case .advisorAbsent(let id, _, _), .advisorBack(let id): return [advisor(id)]
    case .equipmentBroken(let id, _, _, _), .equipmentRepaired(let id, _):
      return [(id, ("设备", "equipment"), book.site.equipment.contains { $0.id == id })]
    case .started(_, _, let bay, let technicians, _):
      return place(bay, technicians)
    case .assigned(let hand): return place(hand.bay, hand.technicians)
    case .partLate(let id, _, _), .partArrived(let id, _), .stock(let id, _): return [part(id)]
    case .moved(_, _, let advisor), .arrived(_, let advisor): return advisor.map { [self.advisor($0)] } ?? []
    case .addedWork(let work):
      return (work.parts + work.operations.flatMap(\.parts)).map { part($0.part) }
    default: return []
    }
  }

  private func place(_ bay: String?, _ technicians: [String]?) -> [Name] {
    (bay.map { [self.bay($0)] } ?? []) + (technicians ?? []).map(technician)
  }

  private func technician(_ id: String) -> Name {
    (id, ("技师", "technician"), book.site.technicians.contains { $0.id == id })
  }
  private func bay(_ id: String) -> Name { (id, ("工位", "bay"), book.site.bays.contains { $0.id == id }) }
  private func advisor(_ id: String) -> Name {
    (id, ("服务顾问", "advisor"), book.site.advisors.contains { $0.id == id })
  }
  private func part(_ id: String) -> Name {
    (id, ("配件", "part"), book.demand.parts.contains { $0.id == id })
  }
}

/// Checks a site and a demand as their files are checked.
enum BookCheck {
  /// - Throws: ``DeskError/refused(_:)`` with what is wrong.
  static func check(site: Site, demand: Demand, _ language: Language) throws(DeskError) {
    let text = DiagnosticText(language)
    let read = SiteFormat.decode(Array(SiteFormat.encode(site).utf8), file: "site")
    var faults = read.diagnostics
    if faults.isEmpty {
      faults =
        DemandFormat.decode(Array(DemandFormat.encode(demand).utf8), file: "demand", site: read.names)
        .diagnostics
    }
    guard !faults.isEmpty else { return }
    var known: Set<String> = []
    let sentences = faults.map(text.comment).filter { known.insert($0).inserted }
    throw .refused(sentences.prefix(5).joined(separator: "\n"))
  }
}
