import BaylineModel

/// What is held for customers: sets of times that must be possible together, by the rules of the advisors (H1 to H4) and the
/// minutes of the trades.
///
/// A customer takes one of the times that were offered, or none, and nobody knows which; so every time is held as if it were
/// taken. Calls are made day by day. A time is *marked* if a call of an earlier day had it, or has the minutes that it takes, as its second
/// or third: by the day of the marked one's call it is known whether that is free. Then
/// - all first and all unmarked times are possible together;
/// - those of calls from a day on, all first times, and the marked times of that day are, so that a marked time which is free can
///   be taken without one that another customer is still to hear of being lost.
struct HeldTimes {
  /// Arrivals and load that are possible together.
  struct Reservations {
    var ledger: ArrivalLedger
    var load: [[Int]]

    /// Adds a visit at a time.
    mutating func add(_ time: CivilTime, _ advisor: Int?, _ uses: [Int], on day: Int) {
      if let advisor { ledger.add(time, advisor: advisor) }
      change(1, uses, on: day)
    }

    /// Adds what a visit takes, or takes it away.
    mutating func change(_ sign: Int, _ uses: [Int], on day: Int) {
      for (resource, use) in uses.enumerated() { load[day][resource] += sign * use }
    }
  }

  /// What was booked before, and all first times; later all that is not marked as well.
  var firsts: Reservations
  /// By day of calls: first times, what calls from that day on have unmarked, and what those of that day have marked.
  private var choices: [CivilDate: Reservations] = [:]
  /// Days of calls that have marked times, ascending.
  private var marked: [CivilDate] = []

  init(ledger: ArrivalLedger, load: [[Int]]) {
    firsts = Reservations(ledger: ledger, load: load)
  }

  /// All first times are held: second and third ones follow.
  mutating func beginChoices(callDays: Set<CivilDate>) {
    choices = Dictionary(uniqueKeysWithValues: callDays.map { ($0, firsts) })
  }

  /// The books that have to admit a second or third time of a call.
  func books(callDay: CivilDate, isShared: Bool) -> [Reservations] {
    // Without marked times a day's book is a part of the first.
    isShared
      ? [choices[callDay]].compactMap(\.self)
      : [firsts] + marked.filter { $0 <= callDay }.compactMap { choices[$0] }
  }

  /// The greatest load that any of some books has.
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
  /// - Parameter callDay: The day of the call; `nil` for a time that stays held on all later days, too.
  mutating func hold(
    _ time: CivilTime, _ advisor: Int?, _ uses: [Int], on day: Int, callDay: CivilDate?, isShared: Bool
  ) {
    if isShared, let callDay {
      choices[callDay]?.add(time, advisor, uses, on: day)
      if !marked.contains(callDay) { marked = (marked + [callDay]).sorted() }
      return
    }
    firsts.add(time, advisor, uses, on: day)
    for other in choices.keys where callDay.map({ other <= $0 }) ?? true {
      choices[other]?.add(time, advisor, uses, on: day)
    }
  }
}

extension ArrivalLedger {
  /// Notes the arrivals of a book: where its schedule has them, else what was promised, by the promised advisor or one who is free.
  mutating func add(_ book: OutreachPlanner.BookedDays, _ site: Site) {
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
