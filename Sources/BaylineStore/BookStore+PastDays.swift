package import BaylineModel
import BaylineFormats
import GRDB

/// A past day as `bayline backtest` reads it, in a folder of its name (`docs/history.md`).
package struct PastDayFiles: Hashable, Sendable {
  package var day: CivilDate
  /// `demand.json`: what was known before the day began.
  package var demand: String
  /// `schedule.json`: the plan of that demand.
  package var schedule: String
  /// `actual.json`: what happened.
  package var actual: String
}

extension BookStore {
  /// The record of a day; `nil` if the book did not have the day.
  ///
  /// What was known is the book that first began with the day, as the change of days left it. Visits of which it is not
  /// known yet how they ended are not in the record.
  package func dayRecord(_ day: CivilDate) throws -> PastDayFiles? {
    try StoreError.reading {
      try pool.read { db in
        guard let base = try Self.bookBefore(day, in: db) else { return nil }
        let known = PlannedDay(day, of: base)
        var record = DayRecorder(day, site: base.site, demand: known.demand)
        for visit in known.demand.appointments {
          let latest = try Self.visit(visit.id, knownIn: base.version, in: db)
          if let latest { record.add(latest, asked: visit) }
        }
        for (asked, latest) in try Self.newVisits(of: day, in: db)
        where !known.demand.appointments.contains(where: { $0.id == asked.id }) {
          record.add(latest, request: asked)
        }
        return PastDayFiles(
          day: day, demand: DemandFormat.encode(known.demand),
          schedule: ScheduleFormat.encode(known.schedule),
          actual: ActualFormat.encode(record.actual))
      }
    }
  }

  /// The days of which there may be a record, in order.
  package func recordedDays() throws -> [CivilDate] {
    try StoreError.reading {
      let days = try pool.read { db in
        try String.fetchAll(db, sql: "SELECT DISTINCT day FROM visit WHERE day IS NOT NULL ORDER BY day")
      }
      return days.compactMap { CivilDate($0) }
    }
  }

  /// The first book that begins with a day; else the last one before the day, if it has the day.
  private static func bookBefore(_ day: CivilDate, in db: Database) throws -> Book? {
    let first = try Int.fetchOne(
      db, sql: "SELECT min(version) FROM change WHERE part = ? AND instr(text, ?) = 1",
      arguments: [PartKey.head.text, PartFormat.head(from: day)])
    let before = try Int.fetchOne(
      db, sql: "SELECT max(version) FROM journal WHERE at < ?", arguments: [CivilTime(day).description])
    guard let version = first ?? before, let book = try rebuilt(upTo: version, in: db)?.book,
      book.demand.horizon.isArrivalDay(day)
    else { return nil }
    return book
  }

  /// The last that is known of a visit that was in the book in some version.
  private static func visit(_ id: String, knownIn version: Int, in db: Database) throws -> VisitRecord? {
    let text = try String.fetchOne(
      db,
      sql: """
        SELECT text FROM change WHERE part = ? AND version =
          (SELECT version FROM visit WHERE id = ? AND since <= ? ORDER BY number DESC LIMIT 1)
        """, arguments: [PartKey.visit(id).text, id, version])
    return try text.map { try PartReader.pastVisit($0, id: id) }
  }

  /// Visits that came on a day or asked for it, as they were asked for and as they are known last.
  private static func newVisits(
    of day: CivilDate, in db: Database
  ) throws -> [(asked: Appointment, latest: VisitRecord)] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, first.text AS first, last.text AS last FROM visit
        JOIN change AS first ON first.part = 'visit/' || id AND first.version = since
        JOIN change AS last ON last.part = 'visit/' || id AND last.version = visit.version
        WHERE day = :day OR (day IS NULL AND dated = :day) ORDER BY number
        """, arguments: ["day": day.description])
    return try rows.map { row in
      let id: String = row["id"]
      return (
        try PartReader.pastVisit(row["first"], id: id).appointment,
        try PartReader.pastVisit(row["last"], id: id)
      )
    }
  }
}

/// What a book has planned for one day.
private struct PlannedDay {
  var demand: Demand
  var schedule: Schedule

  init(_ day: CivilDate, of book: Book) {
    let arriving = book.schedule.assignments.filter { ($0.reception?.arrival.date ?? day) == day }
    let asked = Set(
      book.demand.appointments.filter { visit in
        visit.arrived != nil || (visit.booked?.arrival ?? visit.preferredArrival)?.date == day
      }.map(\.id))
    let leftOut = book.schedule.unscheduled.filter { asked.contains($0.appointment) }
    let visits = Set(arriving.map(\.appointment) + leftOut.map(\.appointment))
    let end = arriving.flatMap(\.operations).map(\.end.date).max() ?? day
    let carryOver = max(book.demand.horizon.carryOverDays, end.ordinal - day.ordinal)
    demand = Demand(
      horizon: Demand.Horizon(from: day, carryOverDays: carryOver), parts: book.demand.parts,
      appointments: book.demand.appointments.filter { visits.contains($0.id) })
    schedule = Schedule(assignments: arriving, unscheduled: leftOut)
    ScheduleFingerprint.stamp(&schedule, site: book.site, demand: demand)
  }
}
