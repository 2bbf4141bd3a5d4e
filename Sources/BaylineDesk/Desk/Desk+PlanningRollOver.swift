import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// The change of days: the book from today on.
struct BookRollOver: Sendable {
  let book: Book
  let now: CivilTime

  /// The book that begins today, and a sentence on what was carried over; the account of new steps is empty.
  ///
  /// - Throws: ``DeskError/refused(_:)`` if it cannot be made.
  func run() async throws(DeskError) -> (book: Book, detail: String) {
    let first = now.date
    let roll = rolled(to: first)
    let reasons = reasons(of: roll)
    guard reasons.isEmpty else {
      throw .refused(
        words("无法结转到 \(first)：", "the book cannot be rolled over to \(first): ")
          + reasons.joined(separator: words("；", "; ")))
    }
    var next = book
    next.site = book.site.pruned(before: first)
    next.demand = roll.demand
    note(roll.items, &next)
    extendWindows(&next.demand)
    next.demand.appointments = next.demand.appointments.filter { !isGone($0.id) }
    next.schedule = await schedule(next)
    try BookReplan.verify(next.schedule, next.site, next.demand, words)
    settle(&next, roll.items)
    // What has not happened by now moves on.
    next = try await BookReplan(book: next, now: now, language: book.site.locale).run().book
    return (next, detail(roll.items, next))
  }

  private var words: Glossary { Glossary(book.site.locale) }

  /// Why the demand from a day on cannot be made; empty if it can.
  private func reasons(of roll: RollOver) -> [String] {
    let text = DiagnosticText(words.language)
    let outcome = RollOverText(
      site: book.site, today: book.demand, next: roll.demand, language: words.language)
    return roll.diagnostics.prefix(5).map { text.fault($0.inFile("events")) }
      + (roll.problem.map { [outcome.sentence($0)] } ?? [])
  }

  /// The demand from a day on. Everybody went home when the site closed on the last day on which anything was recorded.
  private func rolled(to first: CivilDate) -> RollOver {
    let last = book.demand.now
    let hours = book.site.openingHours.mergedIntervals(on: last.date).last?.end
    let closed = max(last, hours.map { CivilTime(last.date, minuteOfDay: $0) } ?? last)
    let end = CivilTime(first)
    let closing = WorkshopEvent(at: closed, .siteClosed(from: nil, until: end))
    let carryOver = book.demand.horizon.carryOverDays
    let horizon = Demand.Horizon(from: first, days: book.settings.days, carryOverDays: carryOver)
    return RollOver(
      site: book.site, today: book.demand, schedule: book.schedule, events: closed < end ? [closing] : [],
      now: end + -1, next: Demand(horizon: horizon, appointments: []), knowledge: .reported)
  }

  /// Notes who did not come.
  private func note(_ items: [RollOverItem], _ next: inout Book) {
    let missed = items.compactMap { item in
      self.missed(item).map { (appointment: item.appointment, at: $0) }
    }
    FollowUpNotes(words).add(missed, to: &next.demand)
  }

  /// When a customer was to come who did not.
  private func missed(_ item: RollOverItem) -> CivilTime? {
    switch item.outcome {
    case .noShow(let missed): missed
    case .unscheduled:
      book.demand.appointments.first { $0.id == item.appointment }?.booked.flatMap {
        $0.arrival < CivilTime(now.date) ? $0.arrival : nil
      }
    default: nil
    }
  }

  /// Lets customers come on the days that the book now has.
  private func extendWindows(_ demand: inout Demand) {
    let (old, new) = (book.demand.horizon.end, demand.horizon.end)
    for index in demand.appointments.indices where demand.appointments[index].arrived == nil {
      guard let windows = demand.appointments[index].availability else { continue }
      demand.appointments[index].availability = windows.map {
        $0.to == old && new > old ? TimeWindow(from: $0.from, to: new) : $0
      }
    }
  }

  /// Whether a vehicle has left although the plan did not have all of its work as done.
  private func isGone(_ id: String) -> Bool {
    book.records[id]?.status.isOver ?? false
  }

  /// The schedule of what is left, as it was planned where that is possible.
  private func schedule(_ next: Book) async -> Schedule {
    let ids = Set(next.demand.appointments.map(\.id))
    var options = SearchOptions()
    options.limit = .iterations(0)
    options.provesBound = false
    options.start = Schedule(assignments: book.schedule.assignments.filter { ids.contains($0.appointment) })
    var schedule = await Planner(site: next.site, demand: next.demand).schedule(options)
    schedule = schedule.keepingPromises(of: book.schedule, site: next.site)
    let cost = Verifier(site: next.site, demand: next.demand).verify(schedule.unpriced).cost
    schedule.cost = ScheduleCost.Stated(total: cost.total, terms: cost)
    return ReasonText(site: next.site, demand: next.demand, language: words.language).worded(schedule)
  }

  /// Records what has become of the visits: what is over leaves the book, and who has no time is to be called.
  private func settle(_ next: inout Book, _ items: [RollOverItem]) {
    let left = Set(next.demand.appointments.map(\.id))
    next.records = next.records.filter { id, record in
      left.contains(id) || !(record.status.isOver || record.appointment.isOutage)
    }
    let end = CivilTime(now.date) + -1
    for item in items {
      guard var record = next.records[item.appointment] else { continue }
      switch item.outcome {
      case .finished where record.status == .inWork || record.status == .arrived,
        .toDeliver where record.status == .inWork || record.status == .arrived:
        record.pass(to: .ready, at: end, by: "")
      case .noShow, .unscheduled:
        if let missed = missed(item), record.status != .noShow {
          let reason = words("\(missed.clock) 未到店", "did not come at \(missed.clock)")
          record.pass(to: .noShow, at: end, by: "", reason: reason)
        }
        if record.status != .requested {
          record.pass(to: .requested, at: end, by: "", reason: words("待联系", "to be called"))
        }
      default: break
      }
      next.records[item.appointment] = record
    }
  }

  private func detail(_ items: [RollOverItem], _ next: Book) -> String {
    var (unfinished, toCall, finished) = (0, 0, 0)
    for item in items {
      switch item.outcome {
      case .unfinished: unfinished += 1
      case .noShow, .unscheduled: toCall += 1
      case .finished, .cancelled: finished += 1
      default: break
      }
    }
    return words(
      "结转到 \(next.demand.horizon.from)：在店未完工 \(unfinished) 台，待联系 \(toCall) 台，已结束 \(finished) 台",
      "rolled over to \(next.demand.horizon.from): \(unfinished) unfinished, \(toCall) to be called, \(finished) done"
    )
  }
}
