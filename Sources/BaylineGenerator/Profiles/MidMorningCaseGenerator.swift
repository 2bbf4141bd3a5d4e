import BaylineMath
import BaylineModel

/// Generates the dealer's day at 10:30, after a morning that deviated from the plan.
struct MidMorningCaseGenerator {
  private let seed: UInt64
  private let date = DayCaseGenerator.firstDay(.replan)
  private let now = 630
  /// The number of visits requested this morning, and of walk-ins.
  private let newRequests = 6
  private let walkIns = 4

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed, stream: "profile/morning")
    self.seed = random.next()
  }

  func generate() -> GeneratedCase {
    let base = DayCaseGenerator(profile: .replan, seed: seed).generate()
    var random = SplitMix64(seed: seed, stream: "morning")
    let workshop = Workshop(site: base.site, trades: base.site.technicians.map { _ in "" })
    var visits = base.demand.appointments
    let unplanned = Array(random.shuffled(simple(visits)).prefix(newRequests + walkIns))
    let absent = absentTechnician(base.site, &random)
    play(&visits, except: Set(unplanned), absent: absent, workshop, &random)
    for index in unplanned.prefix(walkIns) { walkIn(&visits[index], base.site, &random) }
    for (place, index) in unplanned.dropFirst(walkIns).enumerated() {
      request(&visits[index], isComeback: place < 2, base.site, workshop, &random)
    }
    var site = base.site
    callInSick(absent, &site)
    let parts = StockPolicy(short: 8, late: 40).parts(for: visits, days: [date], seed: seed)
    return GeneratedCase(
      name: GeneratorProfile.replan.rawValue, site: site,
      demand: Demand(horizon: base.demand.horizon, now: time(now), parts: parts, appointments: visits))
  }

  private func time(_ minute: Int) -> CivilTime {
    CivilTime(date, minuteOfDay: minute)
  }

  /// Visits of the afternoon that are short enough to be requested on the same day.
  private func simple(_ visits: [Appointment]) -> [Int] {
    visits.indices.filter { index in
      let visit = visits[index]
      let work = visit.operations.reduce(0) { $0 + DemandLoad.minutes(of: $1.work) }
      return [.maintenance, .repair].contains(visit.kind) && work <= 150
        && (visit.preferredArrival ?? time(0)) > time(now)
    }
  }

  private func absentTechnician(_ site: Site, _ random: inout SplitMix64) -> Int {
    let able = site.technicians.indices.filter {
      site.technicians[$0].skills["mechanical"] == 2 && !site.technicians[$0].calendar.contains("-")
    }
    return able.isEmpty ? 0 : random.pick(able)
  }

  private func callInSick(_ technician: Int, _ site: inout Site) {
    let own = site.technicians[technician]
    guard var calendar = site.calendars[own.calendar] else { return }
    calendar.dates[date] = []
    let name = "\(own.calendar)-\(own.id)"
    site.calendars[name] = calendar
    site.technicians[technician].calendar = name
  }

  // MARK: - The morning

  /// Books the planned visits, simulates them until now, and records their progress.
  private func play(
    _ visits: inout [Appointment], except unplanned: Set<Int>, absent: Int, _ workshop: Workshop,
    _ random: inout SplitMix64
  ) {
    var book = FirstSlotBook(workshop: workshop, date: date)
    var dispatcher = GreedyDispatcher(site: workshop.site, first: date, days: 3, absent: absent, until: now)
    let order = visits.indices.filter { !unplanned.contains($0) }
      .sorted { (wish(visits[$0]), $0) < (wish(visits[$1]), $1) }
    var planned: [(index: Int, minute: Int, advisor: Advisor)] = []
    for index in order {
      if let slot = book.book(visits[index]) { planned.append((index, slot.minute, slot.advisor)) }
    }
    planned.sort { ($0.minute, $0.index) < ($1.minute, $1.index) }
    for (index, minute, advisor) in planned {
      let isHere = minute <= now - 15
      let arrival = isHere ? min(minute + random.pick([-10, -5, 0, 0, 0, 5, 10]), now - 5) : minute
      if isHere {
        receive(&visits[index], at: arrival, by: advisor)
      } else {
        promise(&visits[index], at: minute, by: advisor, &random)
      }
      work(&visits[index], from: max(arrival, minute) + 15, &dispatcher, workshop, &random)
    }
  }

  private func wish(_ visit: Appointment) -> CivilTime {
    visit.preferredArrival ?? visit.availability?.first?.from ?? time(480)
  }

  private func receive(_ visit: inout Appointment, at minute: Int, by advisor: Advisor) {
    visit.arrived = time(minute)
    visit.receivedBy = advisor.id
    visit.picked = true
    visit.collect = nil
    visit.availability = nil
    visit.preferredArrival = nil
  }

  /// Confirms most bookings, some of them without an advisor.
  private func promise(
    _ visit: inout Appointment, at minute: Int, by advisor: Advisor, _ random: inout SplitMix64
  ) {
    guard random.chance(80) else { return }
    visit.booked = Appointment.Booking(arrival: time(minute), advisor: random.chance(85) ? advisor.id : nil)
  }

  private func work(
    _ visit: inout Appointment, from minute: Int, _ dispatcher: inout GreedyDispatcher, _ workshop: Workshop,
    _ random: inout SplitMix64
  ) {
    let isHere = visit.arrived != nil
    var earliest = minute
    var keptBay: String?
    for place in visit.operations.indices {
      let pace = random.pick([85, 90, 95, 100, 100, 105, 110, 125, 145])
      let now = self.now
      guard
        let step = dispatcher.place(
          visit.operations[place], from: earliest, in: keptBay, pace: { isHere && $0 < now ? pace : 100 })
      else { return }
      keptBay = visit.operations[place].bayAfter == .keep ? step.bay : nil
      earliest = step.end
      if place + 1 < visit.operations.count {
        let move = keptBay == nil ? workshop.site.booking.moveMinutes : 0
        earliest += max(visit.operations[place + 1].lag.min, move)
      }
      if isHere, step.start < now {
        // The end is known if the work is done, or if it visibly takes longer.
        let isKnown = step.end <= now || pace > 100
        visit.operations[place].locked = ServiceOperation.LockedWork(
          bay: step.bay, technicians: step.technicians, start: time(step.start),
          end: isKnown ? dispatcher.origin + step.end : nil)
      } else {
        visit.operations[place].previous = ServiceOperation.PreviousWork(
          bay: step.bay, technicians: step.technicians)
      }
    }
    if !visit.waiting, visit.readyBy == nil, random.chance(80) {
      visit.readyBy = withinHours(dispatcher.origin + (earliest + 15 + 30 + 29) / 30 * 30, workshop)
    }
  }

  /// A time, or if the site is closed then, an hour after the next opening.
  private func withinHours(_ time: CivilTime, _ workshop: Workshop) -> CivilTime {
    if let (from, to) = workshop.opening(on: time.date), from < time.minuteOfDay, time.minuteOfDay <= to {
      return time
    }
    for day in 0..<14 {
      let date = time.date.advanced(by: day)
      if let (from, _) = workshop.opening(on: date), day > 0 || time.minuteOfDay <= from {
        return CivilTime(date, minuteOfDay: from + 60)
      }
    }
    return time
  }

  // MARK: - Unplanned visits

  private func walkIn(_ visit: inout Appointment, _ site: Site, _ random: inout SplitMix64) {
    visit.walkIn = true
    visit.waiting = random.chance(60)
    visit.deliver = nil
    visit.loaner = false
    visit.readyBy = nil
    receive(&visit, at: random.within(590...625), by: random.pick(site.advisors))
    visit.picked = false
    visit.preferredAdvisor = nil
    visit.card.called = nil
    visit.card.note = "未预约进店"
  }

  private func request(
    _ visit: inout Appointment, isComeback: Bool, _ site: Site, _ workshop: Workshop,
    _ random: inout SplitMix64
  ) {
    guard let (_, closing) = workshop.opening(on: date) else { return }
    let wish = now + 15 * random.within(2...16)
    if isComeback {
      var own = SplitMix64(seed: seed, stream: "return/\(visit.id)")
      let draft = workshop.draft(from: workshop.templates(of: .comeback), &own)
      let id = visit.id
      visit = VisitGenerator(workshop: workshop, seed: seed, days: [date]).visit(id, draft, on: date)
    }
    visit.card.called = time(random.within(490...625))
    visit.preferredArrival = time(wish)
    visit.availability = [TimeWindow(from: time(now), to: time(closing))]
    visit.waiting = false
    visit.readyBy = nil
    if isComeback { visit.loaner = random.chance(50) }
  }
}
