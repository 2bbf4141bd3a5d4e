import Bayline
import BaylineStore
import BaylineWording

/// The search for a better schedule of one day of a book.
///
/// Work of other days is locked while it lasts, and so is every arrival that a customer knows of.
struct DayPlanning: Sendable {
  let day: CivilDate
  let seconds: Double

  /// The seconds in which what was found is fitted into the book as it is then.
  private static let fittingSeconds = 0.3

  /// The best schedule of the day, with the others as they are, found within the seconds.
  func found(
    from book: Book, now: CivilTime, shouldStop: @escaping @Sendable () -> Bool,
    onProgress: @escaping @Sendable (Planner.Progress) -> Void
  ) async throws(DeskError) -> Schedule {
    let base = try await upToDate(book, now)
    var options = SearchOptions()
    options.limit = .seconds(seconds)
    options.start = base.schedule
    return await RobustPlanner(site: base.site, demand: focused(base)).schedule(
      options, shouldStop: shouldStop, onProgress: onProgress)
  }

  /// The book with a schedule that was found, fitted into the book as it is now; `nil` if it is not better.
  ///
  /// - Returns: The book, and a sentence on what changes.
  func adopted(_ found: Schedule, in book: Book, now: CivilTime) async throws(DeskError) -> (Book?, String) {
    let words = Glossary(book.site.locale)
    let base = try await upToDate(book, now)
    let demand = focused(base)
    var options = SearchOptions()
    options.limit = .seconds(Self.fittingSeconds)
    options.provesBound = false
    options.start = found
    var schedule = await Planner(site: base.site, demand: demand).schedule(options)
    schedule = await promising(schedule, base)
    var next = base
    next.demand = cleared(base)
    next.schedule = ReasonText(site: base.site, demand: next.demand, language: words.language)
      .worded(schedule)
    let cost = Verifier(site: next.site, demand: next.demand).verify(next.schedule.unpriced).cost
    let before = Verifier(site: next.site, demand: next.demand).verify(base.schedule.unpriced).cost
    next.schedule.cost = ScheduleCost.Stated(total: cost.total, terms: cost)
    next.schedule.about?.bound = nil
    guard cost.total < before.total, keepsVisits(of: base, next) else {
      return (nil, words("没有更好的排法，计划不变", "nothing better was found; the plan stays"))
    }
    ScheduleFingerprint.stamp(&next.schedule, site: next.site, demand: next.demand)
    try BookReplan.verify(next.schedule, next.site, next.demand, words)
    next.follow(by: "")
    return (next, sentence(PlanDifference(base.schedule, next.schedule), before.total, cost.total, words))
  }

  /// The book as it is now.
  private func upToDate(_ book: Book, _ now: CivilTime) async throws(DeskError) -> Book {
    try await BookReplan(book: book, now: now, language: book.site.locale).run().book
  }

  /// The demand in which only the work of the day can change.
  private func focused(_ book: Book) -> Demand {
    var demand = cleared(book)
    let placed = book.schedule.assignmentsByVisit
    for index in demand.appointments.indices {
      guard let plan = placed[demand.appointments[index].id] else { continue }
      if demand.appointments[index].arrived == nil, let reception = plan.reception {
        let isPromised = demand.appointments[index].booked != nil
        let advisor = isPromised ? demand.appointments[index].booked?.advisor : reception.advisor
        demand.appointments[index].booked = Appointment.Booking(arrival: reception.arrival, advisor: advisor)
      }
      for (position, place) in plan.operations.enumerated()
      where place.start.date != day && demand.appointments[index].operations[position].locked == nil {
        demand.appointments[index].operations[position].locked = ServiceOperation.LockedWork(
          bay: place.bay, technicians: place.technicians, start: place.start, end: place.end)
      }
    }
    return demand
  }

  /// The demand in which nothing has to stay where it was for the sake of those who know it: the day is not yet announced to
  /// the workshop.
  private func cleared(_ book: Book) -> Demand {
    var demand = book.demand
    guard day > demand.now.date else { return demand }
    let placed = book.schedule.assignmentsByVisit
    for index in demand.appointments.indices {
      let plan = placed[demand.appointments[index].id]
      for position in demand.appointments[index].operations.indices
      where plan.map({ $0.operations[position].start.date == day }) ?? true {
        demand.appointments[index].operations[position].previous = nil
      }
    }
    return demand
  }

  private func promising(_ schedule: Schedule, _ base: Book) async -> Schedule {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(Self.fittingSeconds)
    return await PromiseEstimator(site: base.site, demand: base.demand)
      .promising(schedule, keeping: base.schedule) { clock.now >= end }
  }

  /// Whether every visit that had a time still has one.
  private func keepsVisits(of base: Book, _ next: Book) -> Bool {
    let kept = Set(next.schedule.assignments.map(\.appointment))
    return base.schedule.assignments.allSatisfy { kept.contains($0.appointment) }
  }

  private func sentence(_ found: PlanDifference, _ before: Int, _ after: Int, _ words: Glossary) -> String {
    words(
      "\(day) 重新排程：\(found.technicians) 台换技师，\(found.bays) 台换工位，\(found.times) 台换时间，新排入 \(found.new) 台；成本 \(words.number(before)) → \(words.number(after))",
      "\(day) planned: \(found.technicians) visits with other technicians, \(found.bays) in other bays, \(found.times) at other times, \(found.new) newly scheduled; cost \(words.number(before)) → \(words.number(after))"
    )
  }
}

/// How many visits of a schedule another one has with other technicians, in other bays, at other times, or at all.
struct PlanDifference: Hashable {
  private(set) var technicians = 0
  private(set) var bays = 0
  private(set) var times = 0
  private(set) var new = 0

  init(_ before: Schedule, _ after: Schedule) {
    let old = before.assignmentsByVisit
    for visit in after.assignments {
      guard let was = old[visit.appointment]?.operations else {
        new += 1
        continue
      }
      let pairs = zip(was, visit.operations)
      if pairs.contains(where: { Set($0.technicians) != Set($1.technicians) }) { technicians += 1 }
      if pairs.contains(where: { $0.bay != $1.bay }) { bays += 1 }
      if pairs.contains(where: { $0.start != $1.start }) { times += 1 }
    }
  }
}

extension Schedule {
  /// The schedule without a stated cost.
  var unpriced: Schedule {
    var schedule = self
    schedule.cost = nil
    return schedule
  }
}
