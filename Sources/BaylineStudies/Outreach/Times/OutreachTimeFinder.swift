import BaylineModel

/// Finds the times to offer: a first one for each visit on the day of the levelling, then a second one for each near
/// the first, then a third.
///
/// A first time stays reserved for its customer. Further times are new ones as long as there are any; after that, a
/// second or third time offered in a call of an earlier day is offered again and marked as shared. ``HeldTimes``
/// decides which times are held together, so that every offer can be kept whichever times other customers take. On days
/// with a schedule, `OfferDesk` finds each time with all others already in it.
struct OutreachTimeFinder {
  /// A visit to find times for.
  struct TimeQuery {
    var visit: LevelledVisit
    /// Its index in the levelling.
    var position: Int
    var callDay: CivilDate
  }

  let site: Site
  let problem: LevellingProblem
  let days: [CivilDate]
  private let levelling: OutreachPlan.Levelling
  private let count: Int
  var held: HeldTimes
  var desks: ScheduledTimeFinder

  /// - Throws: If a schedule is not valid for its demand.
  init(
    site: Site, books: [OutreachPlanner.BookedDays], problem: LevellingProblem,
    levelling: OutreachPlan.Levelling,
    loads: OutreachPlan.DayLoads, options: OutreachPlanner.Options
  ) throws(OutreachPlanner.BookedDaysError) {
    self.site = site
    self.problem = problem
    self.levelling = levelling
    days = loads.days
    count = options.times
    var ledger = ArrivalLedger(site, days: loads.days)
    for book in books { ledger.add(book, site) }
    held = HeldTimes(ledger: ledger, load: levelling.load)
    desks = try ScheduledTimeFinder(site, books, days: loads.days, ledger: ledger)
  }

  /// The visits with their times, by their index in the levelling; visits without any time are missing.
  mutating func offers(_ queries: [TimeQuery]) -> [Int: OutreachPlan.OfferedVisit] {
    var visits: [Int: OutreachPlan.OfferedVisit] = [:]
    for query in queries {
      if let visit = first(query) { visits[query.position] = visit }
    }
    let order = queries.enumerated().sorted {
      ($0.element.callDay, $0.offset) < ($1.element.callDay, $1.offset)
    }.map(\.element)
    held.beginChoices(callDays: Set(order.map(\.callDay)))
    // A second time for everybody comes before a third one for anybody.
    for number in 1..<count {
      for var query in order {
        guard let visit = visits[query.position], visit.times.count == number else { continue }
        query.visit.request.preferredAdvisor = visit.request.preferredAdvisor
        guard let time = another(query, beside: visit.times) else { continue }
        visits[query.position]?.times.append(time)
      }
    }
    return visits.mapValues { visit in
      var visit = visit
      visit.request.availability = visit.times.map(\.reception.arrival).sorted().map {
        TimeWindow(from: $0, to: $0 + site.booking.slotMinutes)
      }
      return visit
    }
  }

  // MARK: - First times

  /// The first time: on the day of the levelling, or on the next best day that has one.
  private mutating func first(_ query: TimeQuery) -> OutreachPlan.OfferedVisit? {
    guard let target = levelling.days[query.position] else { return nil }
    let uses = query.visit.item.uses
    held.firsts.change(-1, uses, on: target)
    for day in [target] + ranked(query.visit, near: target, held.firsts.load).filter({ $0 != target }) {
      guard let time = time(for: query.visit, on: day, half: nil, in: [held.firsts]) else { continue }
      held.firsts.add(query.visit, at: time.reception.arrival, advisor(time), on: day)
      var request = query.visit.request
      // Assign an advisor, who should be the same at all times.
      request.preferredAdvisor = request.preferredAdvisor ?? time.reception.advisor
      return OutreachPlan.OfferedVisit(
        request: request, job: query.visit.job.name, minutes: query.visit.minutes, day: days[day],
        isMorning: isMorning(time.reception.arrival), times: [time])
    }
    return nil
  }

  // MARK: - Second and third times

  /// A further time: on another day, preferably in the other half of the day than the first; else in the other half of
  /// a day already offered. Times not offered to anybody come first.
  private mutating func another(_ query: TimeQuery, beside times: [OutreachPlan.OfferedTime]) -> OutreachPlan
    .OfferedTime?
  {
    guard let start = times.first?.reception.arrival, let target = days.firstIndex(of: start.date) else {
      return nil
    }
    let used = Set(times.map(\.reception.arrival.date))
    let other = times.count == 1 ? !isMorning(start) : nil
    for isShared in [false, true] {
      let books = held.books(callDay: query.callDay, isShared: isShared)
      let near = ranked(query.visit, near: target, HeldTimes.load(of: books))
      let steps =
        near.filter { !used.contains(days[$0]) }.map { ($0, other) }
        + near.filter { used.contains(days[$0]) && !isHalfTaken($0, times) }.map { ($0, freeHalf($0, times)) }
      for (day, half) in steps {
        if isShared, desks.hasSchedule(day) { continue }
        guard
          var time = time(
            for: query.visit, on: day, half: half, in: books, isStrict: used.contains(days[day]),
            number: times.count)
        else { continue }
        time.isShared = isShared
        held.hold(
          query.visit, at: time.reception.arrival, advisor(time), on: day,
          // A time that a desk has accepted stays held for good.
          callDay: desks.hasSchedule(day) ? nil : query.callDay, isShared: isShared)
        return time
      }
    }
    return nil
  }

  private func isHalfTaken(_ day: Int, _ times: [OutreachPlan.OfferedTime]) -> Bool {
    times.count { $0.reception.arrival.date == days[day] } > 1
  }

  private func freeHalf(_ day: Int, _ times: [OutreachPlan.OfferedTime]) -> Bool? {
    times.first { $0.reception.arrival.date == days[day] }.map { !isMorning($0.reception.arrival) }
  }

  private func advisor(_ time: OutreachPlan.OfferedTime) -> Int? {
    site.advisors.firstIndex { $0.id == time.reception.advisor }
  }
}
