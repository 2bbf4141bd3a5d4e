import BaylineModel

/// Sets of times held for customers that must be possible together, by the advisors' rules (H1 to H4) and the capacity
/// of the trades.
///
/// A customer takes one of the offered times or none, so each of them is held as if it were taken. Calls are made day
/// by day. A time is *shared* if a call of an earlier day offered it, or its capacity, as second or third time: by the
/// day of the later call it is known whether it is free. Then
/// - all first and all unshared times are possible together;
/// - all first times, the unshared times of calls from a day on, and the shared times of that day are possible
///   together, so that taking a free shared time never costs another customer an offer still to be made.
struct HeldTimes {
  /// Arrivals and load that are possible together.
  struct Reservations {
    var ledger: ArrivalLedger
    var load: [[Int]]

    /// Reserves a visit at a time.
    mutating func add(_ visit: LevelledVisit, at time: CivilTime, _ advisor: Int?, on day: Int) {
      if let advisor { ledger.add(time, advisor: advisor, for: visit.request) }
      change(1, visit.item.uses, on: day)
    }

    /// Adds the load of a visit, or subtracts it.
    mutating func change(_ sign: Int, _ uses: [Int], on day: Int) {
      for (resource, use) in uses.enumerated() { load[day][resource] += sign * use }
    }
  }

  /// Bookings and all first times; later also all unshared times.
  var firsts: Reservations
  /// By call day: first times, unshared times of calls from that day on, and its shared times.
  private var choices: [CivilDate: Reservations] = [:]
  /// Call days that have shared times, ascending.
  private var sharedDays: [CivilDate] = []

  init(ledger: ArrivalLedger, load: [[Int]]) {
    firsts = Reservations(ledger: ledger, load: load)
  }

  /// Starts the second and third times after all first times are held.
  mutating func beginChoices(callDays: Set<CivilDate>) {
    choices = Dictionary(uniqueKeysWithValues: callDays.map { ($0, firsts) })
  }

  /// The reservations that must admit a second or third time of a call.
  func books(callDay: CivilDate, isShared: Bool) -> [Reservations] {
    // Without shared times, a day's reservations are a subset of the first ones.
    isShared
      ? [choices[callDay]].compactMap(\.self)
      : [firsts] + sharedDays.filter { $0 <= callDay }.compactMap { choices[$0] }
  }

  /// The maximum load over some reservations.
  static func load(of books: [Reservations]) -> [[Int]] {
    guard var load = books.first?.load else { return [] }
    for book in books.dropFirst() {
      for day in load.indices {
        for resource in load[day].indices {
          load[day][resource] = max(load[day][resource], book.load[day][resource])
        }
      }
    }
    return load
  }

  /// Holds a second or third time.
  /// - Parameter callDay: The day of the call; `nil` for a time that stays held on all later days as well.
  mutating func hold(
    _ visit: LevelledVisit, at time: CivilTime, _ advisor: Int?, on day: Int, callDay: CivilDate?,
    isShared: Bool
  ) {
    if isShared, let callDay {
      choices[callDay]?.add(visit, at: time, advisor, on: day)
      if !sharedDays.contains(callDay) { sharedDays = (sharedDays + [callDay]).sorted() }
      return
    }
    firsts.add(visit, at: time, advisor, on: day)
    for other in choices.keys where callDay.map({ other <= $0 }) ?? true {
      choices[other]?.add(visit, at: time, advisor, on: day)
    }
  }
}

extension ArrivalLedger {
  /// Adds the arrivals of booked days: those of the schedule; without one, the confirmed arrivals, with the confirmed
  /// advisor or one who is free.
  mutating func add(_ book: OutreachPlanner.BookedDays, _ site: Site) {
    let placed = Dictionary(
      book.schedule?.assignments.map { ($0.appointment, $0.reception) } ?? [],
      uniquingKeysWith: { first, _ in first })
    for visit in book.demand.appointments {
      if let reception = placed[visit.id] ?? nil {
        if let advisor = site.advisors.firstIndex(where: { $0.id == reception.advisor }) {
          add(reception.arrival, advisor: advisor, for: visit)
        }
      } else if book.schedule == nil, visit.arrived == nil, let booking = visit.booked {
        let advisor =
          site.advisors.firstIndex { $0.id == booking.advisor }
          ?? site.advisors.indices.first { admits(booking.arrival, advisor: $0, for: visit) }
        if let advisor { add(booking.arrival, advisor: advisor, for: visit) }
      } else if let at = visit.arrived,
        let advisor = site.advisors.firstIndex(where: { $0.id == visit.receivedBy })
      {
        add(at, advisor: advisor, for: visit)
      }
    }
  }
}
