import BaylineModel
import BaylineOutreach

/// Finds the times that are offered: first one for each visit, on the day of the levelling, then one or two more near it.
///
/// A first time is held for its customer for good. The others are held as long as there are free ones; then a time that a call of an
/// earlier day had as its second or third is offered again, and marked. So no two calls of one day are ever told the same time, and
/// all first times together can be booked, with the minutes of the workshop and the rules of the advisors (H1 to H5) kept. On days
/// with a schedule every time is found by ``OfferDesk`` with all others in it.
struct OutreachTimes {
  /// A visit to find times for.
  struct Wish {
    var visit: PlannedVisit
    /// Its position in the levelling.
    var position: Int
    var callDay: CivilDate
  }

  private let site: Site
  private let problem: LevellingProblem
  private let levelling: Levelling
  private let days: [CivilDate]
  private let count: Int
  private let capacity: WorkshopCapacity
  /// All that was ever offered, and what the calls of the day hold beside the first times.
  private var offered: Held
  private var current: Held
  /// What the calls of the day hold as second and third times.
  private var held: [(time: CivilTime, advisor: Int, uses: [Int])] = []
  private var desks: [OfferDesk?]
  /// The desk of each day, by position.
  private var deskOfDay: [Int?]

  /// Arrivals and load.
  private struct Held {
    var ledger: ArrivalLedger
    var load: [[Int]]

    mutating func add(_ time: CivilTime, _ advisor: Int) { ledger.add(time, advisor: advisor) }

    /// Adds what a visit takes, or takes it away.
    mutating func change(_ sign: Int, _ uses: [Int], on day: Int) {
      for (resource, use) in uses.enumerated() { load[day][resource] += sign * use }
    }
  }

  /// - Throws: A schedule that may not stand for its demand.
  init(
    site: Site, books: [OutreachPlanner.Book], problem: LevellingProblem, levelling: Levelling,
    loads: DayLoads,
    options: OutreachPlanner.Options
  ) throws(OutreachPlanner.BookFault) {
    self.site = site
    self.problem = problem
    self.levelling = levelling
    days = loads.days
    count = options.times
    capacity = WorkshopCapacity(site)
    var ledger = ArrivalLedger(site, days: loads.days)
    desks = []
    deskOfDay = Array(repeating: nil, count: loads.days.count)
    for (index, book) in books.enumerated() {
      ledger.add(book, site)
      guard let schedule = book.schedule else {
        desks.append(nil)
        continue
      }
      do throws(OriginFault) {
        desks.append(try OfferDesk(site: site, demand: book.demand, schedule: schedule))
      } catch {
        throw OutreachPlanner.BookFault(book: index, fault: error)
      }
      for (position, day) in loads.days.enumerated() where book.demand.horizon.isArrivalDay(day) {
        deskOfDay[position] = index
      }
    }
    offered = Held(ledger: ledger, load: levelling.load)
    current = offered
  }

  /// The visits with their times, by the position in the levelling; those without any time are not there.
  mutating func offers(_ wishes: [Wish]) -> [Int: OfferedVisit] {
    var visits: [Int: OfferedVisit] = [:]
    for wish in wishes {
      if let visit = first(wish) { visits[wish.position] = visit }
    }
    let order = wishes.enumerated().sorted {
      ($0.element.callDay, $0.offset) < ($1.element.callDay, $1.offset)
    }
    var day: CivilDate?
    for (_, wish) in order {
      if day != wish.callDay {
        release()
        day = wish.callDay
      }
      guard var visit = visits[wish.position] else { continue }
      while visit.times.count < count, let time = another(wish, beside: visit.times) {
        visit.times.append(time)
      }
      visit.request.availability = visit.times.map(\.reception.arrival).sorted().map {
        TimeWindow(from: $0, to: $0 + site.booking.slotMinutes)
      }
      visits[wish.position] = visit
    }
    return visits
  }

  // MARK: - First times

  /// The first time: on the day of the levelling, or on the next best that has a time.
  private mutating func first(_ wish: Wish) -> OfferedVisit? {
    guard let target = levelling.days[wish.position] else { return nil }
    let uses = wish.visit.item.uses
    change(-1, uses, on: target)
    for day in [target] + ranked(wish.visit, near: target, offered.load).filter({ $0 != target }) {
      guard let time = time(for: wish.visit, on: day, half: nil, in: offered) else { continue }
      change(1, uses, on: day)
      note(time.reception)
      return OfferedVisit(
        request: wish.visit.request, job: wish.visit.job.name, minutes: wish.visit.minutes, day: days[day],
        isMorning: isMorning(time.reception.arrival), times: [time])
    }
    change(1, uses, on: target)
    return nil
  }

  private mutating func change(_ sign: Int, _ uses: [Int], on day: Int) {
    offered.change(sign, uses, on: day)
    current.change(sign, uses, on: day)
  }

  private mutating func note(_ reception: Reception) {
    guard let advisor = site.advisors.firstIndex(where: { $0.id == reception.advisor }) else { return }
    offered.add(reception.arrival, advisor)
    current.add(reception.arrival, advisor)
  }

  // MARK: - Second and third times

  /// Lets go of what the calls of the day before held.
  private mutating func release() {
    for (time, advisor, uses) in held {
      current.ledger.remove(time, advisor: advisor)
      if let day = days.firstIndex(of: time.date) { current.change(-1, uses, on: day) }
    }
    held = []
  }

  /// One more time: on another day, in the other half than the first one if that can be; else in the other half of a day that has
  /// one. First of those that nobody was offered.
  private mutating func another(_ wish: Wish, beside times: [OfferedTime]) -> OfferedTime? {
    guard let start = times.first?.reception.arrival, let target = days.firstIndex(of: start.date) else {
      return nil
    }
    let used = Set(times.map(\.reception.arrival.date))
    let other = times.count == 1 ? !isMorning(start) : nil
    for isShared in [false, true] {
      let book = isShared ? current : offered
      let near = ranked(wish.visit, near: target, book.load)
      let steps =
        near.filter { !used.contains(days[$0]) }.map { ($0, other) }
        + near.filter { used.contains(days[$0]) && !isHalfTaken($0, times) }.map { ($0, freeHalf($0, times)) }
      for (day, half) in steps {
        if isShared, deskOfDay[day] != nil { continue }
        guard
          var time = time(
            for: wish.visit, on: day, half: half, in: book, isStrict: used.contains(days[day]),
            number: times.count)
        else { continue }
        time.isShared = isShared
        hold(time, wish.visit.item.uses, on: day)
        return time
      }
    }
    return nil
  }

  private mutating func hold(_ time: OfferedTime, _ uses: [Int], on day: Int) {
    guard let advisor = site.advisors.firstIndex(where: { $0.id == time.reception.advisor }) else { return }
    current.add(time.reception.arrival, advisor)
    current.change(1, uses, on: day)
    if !time.isShared {
      offered.add(time.reception.arrival, advisor)
      offered.change(1, uses, on: day)
    }
    // What a desk has taken in stays.
    if deskOfDay[day] == nil { held.append((time.reception.arrival, advisor, uses)) }
  }

  private func isHalfTaken(_ day: Int, _ times: [OfferedTime]) -> Bool {
    times.count { $0.reception.arrival.date == days[day] } > 1
  }

  private func freeHalf(_ day: Int, _ times: [OfferedTime]) -> Bool? {
    times.first { $0.reception.arrival.date == days[day] }.map { !isMorning($0.reception.arrival) }
  }

  // MARK: - Days and times

  private static let noon = 720

  private func isMorning(_ time: CivilTime) -> Bool { time.minuteOfDay < Self.noon }

  /// The days of a visit that it fits, the cheapest for the levelling first; days from the target count as in it.
  private func ranked(_ visit: PlannedVisit, near target: Int, _ load: [[Int]]) -> [Int] {
    var item = visit.item
    item.best = target
    item.dayWeight = max(1, item.dayWeight)
    let problem = LevellingProblem(capacity: self.problem.capacity, base: load, items: [item])
    return visit.days.compactMap { day in problem.cost(of: 0, on: day).map { (day, $0) } }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
  }

  /// A time on a day, in a half of it if one is given: by the customer's own advisor if that can be.
  ///
  /// - Parameter isStrict: Whether no other half will do.
  private mutating func time(
    for visit: PlannedVisit, on day: Int, half: Bool?, in book: Held, isStrict: Bool = false, number: Int = 0
  ) -> OfferedTime? {
    if let desk = deskOfDay[day] { return scheduled(visit, days[day], half, isStrict, number, desk) }
    let slots = book.ledger.slots(on: days[day]).filter { isEarlyEnough($0, visit, book.ledger) }
    let wanted = half ?? quieterHalf(slots, book.ledger)
    let inHalf = slots.filter { isMorning($0) == wanted }
    let rest = isStrict ? [] : slots.filter { isMorning($0) != wanted }
    let own = site.advisors.indices.filter { site.advisors[$0].id == visit.request.preferredAdvisor }
    let others = site.advisors.indices.filter { !own.contains($0) }
    for (advisors, slots) in [(own, inHalf), (own, rest), (others, inHalf), (others, rest)] {
      if let found = quietest(visit.request.kind, advisors, slots, book.ledger) {
        return OfferedTime(reception: found)
      }
    }
    return nil
  }

  /// Whether the work can be done on the day of an arrival.
  private func isEarlyEnough(_ time: CivilTime, _ visit: PlannedVisit, _ ledger: ArrivalLedger) -> Bool {
    guard let closing = ledger.closing(on: time.date) else { return false }
    return time + site.booking.receptionMinutes + visit.minutes + site.booking.finishMinutes <= closing
  }

  /// Whether the morning has fewer arrivals for its slots than the afternoon.
  private func quieterHalf(_ slots: [CivilTime], _ ledger: ArrivalLedger) -> Bool {
    guard let day = slots.first?.date else { return true }
    let (morning, all) = (ledger.count(on: day, before: Self.noon), ledger.count(on: day))
    let early = slots.count { isMorning($0) }
    return morning * max(1, slots.count - early) <= (all - morning) * early
  }

  /// The slot with the fewest arrivals around it, and of its advisors the one with the fewest on the day.
  private func quietest(
    _ kind: Kind, _ advisors: [Int], _ slots: [CivilTime], _ ledger: ArrivalLedger
  ) -> Reception? {
    var best: (crowd: Int, day: Int, time: CivilTime, advisor: Int)?
    for time in slots {
      let crowd = ledger.crowd(around: time)
      for advisor in advisors {
        let day = ledger.count(on: time.date, advisor: advisor)
        if let best, (best.crowd, best.day) <= (crowd, day) { continue }
        if ledger.admits(time, advisor: advisor, kind: kind) { best = (crowd, day, time, advisor) }
      }
    }
    return best.map { Reception(arrival: $0.time, advisor: site.advisors[$0.advisor].id) }
  }

  // MARK: - Days with a schedule

  /// A time that the desk of the day's schedule has, which then holds it.
  private mutating func scheduled(
    _ visit: PlannedVisit, _ day: CivilDate, _ half: Bool?, _ isStrict: Bool, _ number: Int, _ index: Int
  ) -> OfferedTime? {
    guard let desk = desks[index] else { return nil }
    let noon = CivilTime(day, minuteOfDay: Self.noon)
    let (morning, afternoon) = (
      TimeWindow(from: CivilTime(day), to: noon), TimeWindow(from: noon, to: CivilTime(day.advanced(by: 1)))
    )
    var windows = [TimeWindow(from: morning.from, to: afternoon.to)]
    if let half { windows = [half ? morning : afternoon] + (isStrict ? [] : windows) }
    for window in windows {
      var request = visit.request
      if number > 0 { request.id += "#\(number + 1)" }
      request.availability = [window]
      guard let offer = desk.offers(for: request, count: 1).offers.first,
        let accepted = try? desk.accept(offer, of: request),
        let next = try? OfferDesk(
          site: site, demand: accepted.demand, schedule: accepted.schedule, now: desk.now)
      else { continue }
      desks[index] = next
      return OfferedTime(reception: offer.reception, isScheduled: true)
    }
    return nil
  }
}

extension ArrivalLedger {
  /// Notes the arrivals of a book: where its schedule has them, else what was promised, by the promised advisor or one who is free.
  fileprivate mutating func add(_ book: OutreachPlanner.Book, _ site: Site) {
    let placed = Dictionary(
      book.schedule?.assignments.map { ($0.appointment, $0.reception) } ?? [],
      uniquingKeysWith: { first, _ in first })
    for visit in book.demand.appointments {
      if let reception = placed[visit.id] ?? nil {
        if let advisor = site.advisors.firstIndex(where: { $0.id == reception.advisor }) {
          add(reception.arrival, advisor: advisor)
        }
      } else if book.schedule == nil, visit.arrived == nil, let booking = visit.booked {
        let advisor =
          site.advisors.firstIndex { $0.id == booking.advisor }
          ?? site.advisors.indices.first { admits(booking.arrival, advisor: $0, kind: visit.kind) }
        if let advisor { add(booking.arrival, advisor: advisor) }
      } else if let at = visit.arrived,
        let advisor = site.advisors.firstIndex(where: { $0.id == visit.receivedBy })
      {
        add(at, advisor: advisor)
      }
    }
  }
}
