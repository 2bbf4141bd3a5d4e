import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// What is planned against what the people can do, day by day.
struct LoadModel: Sendable {
  /// A trade, the whole workshop, or an advisor.
  struct Line: Sendable {
    let id: String
    let name: String
    /// One for each day, in minutes or vehicles.
    let cells: [Cell]
  }

  struct Cell: Hashable, Sendable {
    var used = 0
    var available = 0
    /// The part of it that may be booked ahead.
    var bookable = 0

    /// Rounded down; `nil` without capacity.
    var percent: Int? { available > 0 ? used * 100 / available : nil }
  }

  let days: [CivilDate]
  /// All technicians, in minutes.
  let all: Line
  /// By trade, in minutes. Who has several trades counts in each of them.
  let trades: [Line]
  /// By advisor, in vehicles.
  let advisors: [Line]

  init(_ facts: BoardFacts) {
    let demand = facts.book.demand
    days = demand.horizon.arrivalDates.filter { $0 >= facts.today }
    let builder = LoadBuilder(facts, days: days)
    all = builder.all
    trades = Set(facts.site.technicians.flatMap(\.skills.keys)).sorted().map { trade in
      builder.line(
        trade, facts.words.trade(trade), able: { $0.skills[trade] != nil }, does: { $0.trade == trade },
        reserve: facts.site.booking.reservePercent)
    }
    advisors = facts.site.advisors.map(builder.line)
  }

  /// The load of all technicians on the days of the book from today on.
  static func ofWorkshop(_ facts: BoardFacts) -> [CivilDate: Cell] {
    let days = facts.book.demand.horizon.arrivalDates.filter { $0 >= facts.today }
    let cells = LoadBuilder(facts, days: days).all.cells
    return Dictionary(zip(days, cells), uniquingKeysWith: { first, _ in first })
  }
}

/// Adds up minutes by day.
private struct LoadBuilder {
  let facts: BoardFacts
  let days: [CivilDate]
  /// The operations with the minutes that their technicians work on each day.
  private let work: [(operation: ServiceOperation, minutes: [Int])]

  init(_ facts: BoardFacts, days: [CivilDate]) {
    self.facts = facts
    self.days = days
    let book = facts.book
    let worked = Verifier(site: book.site, demand: book.demand).workedWindows(in: book.schedule)
    let wholeDays = days.map { TimeWindow(from: CivilTime($0), to: CivilTime($0.advanced(by: 1))) }
    work = facts.visits.flatMap(\.operations).map { operation in
      let whole = [TimeWindow(from: operation.placed.start, to: operation.placed.end)]
      let windows = worked[operation.reference] ?? whole
      let people = operation.placed.technicians.count
      return (
        operation.operation,
        wholeDays.map { day in
          people * windows.reduce(0) { $0 + ($1.clipped(to: day)?.minutes ?? 0) }
        }
      )
    }
  }

  /// All technicians.
  var all: LoadModel.Line {
    line(
      "all", facts.words("全体技师", "all technicians"), able: { _ in true }, does: { _ in true },
      reserve: facts.site.booking.reservePercent)
  }

  func line(
    _ id: String, _ name: String, able: (Technician) -> Bool, does: (ServiceOperation) -> Bool, reserve: Int
  ) -> LoadModel.Line {
    let people = facts.site.technicians.filter(able)
    let own = work.filter { does($0.operation) }
    return LoadModel.Line(
      id: id, name: name,
      cells: days.indices.map { index in
        let available = people.reduce(0) { sum, technician in
          facts.site.windows(of: technician.calendar, on: days[index]).reduce(sum) { $0 + $1.minutes }
        }
        return LoadModel.Cell(
          used: own.reduce(0) { $0 + $1.minutes[index] }, available: available,
          bookable: available * (100 - reserve) / 100)
      })
  }

  func line(_ advisor: Advisor) -> LoadModel.Line {
    let limit = advisor.bookingsPerDay ?? facts.site.booking.advisorBookingsPerDay
    return LoadModel.Line(
      id: advisor.id, name: facts.names.advisor(advisor.id),
      cells: days.map { day in
        let isThere = !facts.site.windows(of: advisor.calendar, on: day).isEmpty
        let own = facts.arrivals(on: day).count { $0.advisor == advisor.id && $0.reception != nil }
        return LoadModel.Cell(used: own, available: isThere ? limit : 0, bookable: isThere ? limit : 0)
      })
  }
}

/// What happened in the days of the store.
struct StatisticsModel: Sendable {
  struct Figure: Sendable {
    let name: String
    let count: Int
    let of: Int

    var percent: Int? { of > 0 ? count * 100 / of : nil }
  }

  /// A day, the newest first.
  struct Day: Sendable {
    let date: CivilDate
    let came: Int
    let noShows: Int
    let kept: Int
    let promised: Int
  }

  let figures: [Figure]
  let days: [Day]
  /// Why visits were lost, the most frequent first.
  let reasons: [(text: String, count: Int)]

  /// - Parameter records: Of the days up to today.
  init(_ records: [VisitRecord], at now: CivilTime, _ words: Glossary) {
    let due = records.filter { record in record.arrival.map { $0 <= now } ?? false }
    let came = due.filter { $0.status.hasArrived }
    // Who did not come has no time any more, or another one.
    let missed = records.compactMap { $0.time(of: .noShow)?.date }
    let promised = came.filter { $0.isKept != nil }
    let expected = came.count { !$0.appointment.walkIn } + missed.count
    figures = [
      Figure(
        name: words("承诺兑现率", "promises kept"), count: promised.count { $0.isKept == true }, of: promised.count
      ),
      Figure(
        name: words("到店率", "show rate"), count: came.count { !$0.appointment.walkIn }, of: expected),
      Figure(
        name: words("预约占比", "by appointment"), count: came.count { !$0.appointment.walkIn }, of: came.count),
    ]
    let byDay = Dictionary(grouping: came) { $0.arrival?.date ?? now.date }
    let missedByDay = Dictionary(missed.map { ($0, 1) }, uniquingKeysWith: +)
    days = Set(byDay.keys).union(missedByDay.keys).sorted(by: >).map { day in
      let came = byDay[day] ?? []
      return Day(
        date: day, came: came.count, noShows: missedByDay[day, default: 0],
        kept: came.count { $0.isKept == true }, promised: came.count { $0.isKept != nil })
    }
    let lost = records.filter { [.declined, .cancelled, .noShow, .calledOff].contains($0.status) }
    let counts = Dictionary(lost.map { ($0.lossReason(words), 1) }, uniquingKeysWith: +)
    reasons = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }
}

extension VisitRecord {
  /// Whether the vehicle was ready when it was promised; `nil` as long as nobody knows.
  fileprivate var isKept: Bool? {
    guard let goal = appointment.readyBy ?? assignment?.promise,
      let ready = time(of: .ready) ?? time(of: .handedOver)
    else { return nil }
    return ready <= goal
  }

  fileprivate func lossReason(_ words: Glossary) -> String {
    let said = steps.last { $0.status == status }?.reason?.printable ?? ""
    return said.isEmpty ? words.status(status) : "\(words.status(status)) · \(said)"
  }
}
