import BaylineModel

/// Candidate days and times of a visit.
extension OutreachTimeFinder {
  private static let noon = 720

  func isMorning(_ time: CivilTime) -> Bool { time.minuteOfDay < Self.noon }

  /// The days that a visit fits, the cheapest for the levelling first, with the target as its best day.
  func ranked(_ visit: LevelledVisit, near target: Int, _ load: [[Int]]) -> [Int] {
    var item = visit.item
    item.best = target
    item.dayWeight = max(1, item.dayWeight)
    let problem = LevellingProblem(capacity: self.problem.capacity, base: load, items: [item])
    return visit.days.compactMap { day in problem.cost(of: 0, on: day).map { (day, $0) } }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
  }

  /// A time on a day that all reservations admit, preferably with the customer's own advisor.
  ///
  /// - Parameters:
  ///   - half: Whether the time should be in the morning or the afternoon; `nil` means the quieter half.
  ///   - books: The reservations that must admit the time; the first of them decides which times are quiet.
  ///   - isStrict: Whether the other half is ruled out.
  mutating func time(
    for visit: LevelledVisit, on day: Int, half: Bool?, in books: [HeldTimes.Reservations],
    isStrict: Bool = false,
    number: Int = 0
  ) -> OutreachPlan.OfferedTime? {
    if desks.hasSchedule(day) {
      return desks.time(for: visit, on: days[day], half: half, isStrict: isStrict, number: number, day: day)
    }
    guard let ledger = books.first?.ledger else { return nil }
    let slots = ledger.slots(on: days[day]).filter { isEarlyEnough($0, visit, ledger) }
    let wanted = half ?? quieterHalf(slots, ledger)
    let inHalf = slots.filter { isMorning($0) == wanted }
    let rest = isStrict ? [] : slots.filter { isMorning($0) != wanted }
    let own = site.advisors.indices.filter { site.advisors[$0].id == visit.request.preferredAdvisor }
    let others = site.advisors.indices.filter { !own.contains($0) }
    for (advisors, slots) in [(own, inHalf), (own, rest), (others, inHalf), (others, rest)] {
      if let found = quietest(visit.request, advisors, slots, books) {
        return OutreachPlan.OfferedTime(reception: found)
      }
    }
    return nil
  }

  /// Whether the work can be finished on the day of arrival.
  private func isEarlyEnough(_ time: CivilTime, _ visit: LevelledVisit, _ ledger: ArrivalLedger) -> Bool {
    guard let closing = ledger.closing(on: time.date) else { return false }
    return time + site.booking.receptionMinutes + visit.minutes + site.booking.finishMinutes <= closing
  }

  /// Whether the morning has fewer arrivals per slot than the afternoon.
  private func quieterHalf(_ slots: [CivilTime], _ ledger: ArrivalLedger) -> Bool {
    guard let day = slots.first?.date else { return true }
    let (morning, all) = (ledger.count(on: day, before: Self.noon), ledger.count(on: day))
    let early = slots.count { isMorning($0) }
    return morning * max(1, slots.count - early) <= (all - morning) * early
  }

  /// The slot with the fewest arrivals around it; among its advisors, the one with the fewest on the day.
  private func quietest(
    _ visit: Appointment, _ advisors: [Int], _ slots: [CivilTime], _ books: [HeldTimes.Reservations]
  ) -> Schedule.Reception? {
    guard let ledger = books.first?.ledger else { return nil }
    var best: (nearbyArrivals: Int, day: Int, time: CivilTime, advisor: Int)?
    for time in slots {
      let nearbyArrivals = ledger.nearbyArrivals(around: time)
      for advisor in advisors {
        let day = ledger.count(on: time.date, advisor: advisor)
        if let best, (best.nearbyArrivals, best.day) <= (nearbyArrivals, day) { continue }
        if books.allSatisfy({ $0.ledger.admits(time, advisor: advisor, for: visit) }) {
          best = (nearbyArrivals, day, time, advisor)
        }
      }
    }
    return best.map { Schedule.Reception(arrival: $0.time, advisor: site.advisors[$0.advisor].id) }
  }
}
