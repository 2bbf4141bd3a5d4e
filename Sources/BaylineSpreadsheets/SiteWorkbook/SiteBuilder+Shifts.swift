import BaylineFormats
import BaylineModel

/// The shifts of a workbook while they are read.
struct SiteShifts {
  /// The shifts as a member of the site file.
  fileprivate(set) var calendars = TracedObject()
  /// Each shift by its name, for leave; those with faults are missing.
  fileprivate var known: [String: (draft: TracedObject, dates: [CivilDate: [WorkCalendar.DayInterval]])] = [:]
}

extension SiteBuilder {
  /// Reads the shifts with their special days.
  func readShifts() {
    let special = specialDays()
    var names: [String] = []
    var weeks: [String: [SheetRow]] = [:]
    for row in rows(.calendars) {
      guard let cell = required("name", row, .calendars), let name = cells.id(cell) else { continue }
      if weeks[name] == nil { names.append(name) }
      weeks[name, default: []].append(row)
    }
    for (name, days) in special where weeks[name] == nil {
      for day in days {
        let nearest = log.nearest(to: name, among: names)
        log.report(
          .sheet(.unknownRow(name, table: SiteTable.calendars.bilingualTitle, nearest: nearest)), at: day.cell
        )
      }
    }
    for name in names {
      guard let rows = weeks[name], let first = rows.first else { continue }
      var draft = TracedObject(first.place("name"))
      addWeeks(rows, to: &draft)
      let own = special[name] ?? []
      shifts.known[name] = (draft, Dictionary(own.map { ($0.date, $0.hours) }, uniquingKeysWith: { $1 }))
      draft.add("dates", Self.dates(own))
      shifts.calendars.add(name, draft)
    }
  }

  private func addWeeks(_ rows: [SheetRow], to draft: inout TracedObject) {
    if !rows.contains(where: { $0["week"] != nil || $0["from"] != nil }) {
      draft.add("weekly", week(rows[0]))
      for row in rows.dropFirst() {
        let cell = row.place("name")
        log.report(.duplicateId(cell.text), at: cell)
      }
      return
    }
    var weeks: [Int: TracedObject] = [:]
    var from: Cell?
    for (index, row) in rows.enumerated() {
      // A week without a valid number is kept, so that its fault is the only one.
      weeks[number(row, of: rows.count, besides: weeks) ?? -index - 1] = week(row)
      guard let start = row["from"] else { continue }
      if let from, from.text != start.text { log.report(.duplicateId(start.text), at: start) }
      from = from ?? start
    }
    var rotation = TracedObject(rows[0].place("week"))
    if let from {
      rotation.add("from", cells.date(from).map { .string($0.description) }, from: from)
    } else {
      rotation.add("from", nil, from: rows[0].place("from"))
    }
    rotation.add("weeks", weeks.keys.sorted().compactMap { weeks[$0] }, from: rows[0].place("week"))
    draft.add("rotation", rotation)
  }

  /// The number of a week; `nil` after reporting that it is missing, taken or too large.
  private func number(_ row: SheetRow, of count: Int, besides weeks: [Int: TracedObject]) -> Int? {
    guard let cell = row["week"] else {
      log.report(.missingCell, at: row.place("week"))
      return nil
    }
    guard let number = cells.integer(cell) else { return nil }
    if weeks[number] != nil {
      log.report(.duplicateId(cell.text), at: cell)
      return nil
    }
    guard (1...count).contains(number) else {
      log.report(.notOneOf(cell.text, allowed: (1...count).map(String.init), nearest: nil), at: cell)
      return nil
    }
    return number
  }

  private func week(_ row: SheetRow) -> TracedObject {
    var week = TracedObject(row.place("name"))
    for day in Weekday.allCases {
      guard let cell = row[day.rawValue] else { continue }
      week.add(day.rawValue, hours(cell).map(Self.json), from: cell)
    }
    return week
  }

  // MARK: - Single days

  private typealias SpecialDay = (date: CivilDate, hours: [WorkCalendar.DayInterval], cell: Cell)

  private func specialDays() -> [String: [SpecialDay]] {
    var special: [String: [SpecialDay]] = [:]
    var known: [String: Set<CivilDate>] = [:]
    for row in rows(.specialDays) {
      let days = days(row, .specialDays)
      guard let cell = required("calendar", row, .specialDays), let name = cells.id(cell) else { continue }
      for day in days {
        if !known[name, default: []].insert(day.date).inserted {
          log.report(.duplicateId(day.date.description), at: row.place("from"))
        }
        special[name, default: []].append((day.date, day.hours, cell))
      }
    }
    return special
  }

  /// The dates of a row with their hours; none after reporting faults.
  private func days(_ row: SheetRow, _ table: SiteTable) -> [(
    date: CivilDate, hours: [WorkCalendar.DayInterval]
  )] {
    guard let first = required("from", row, table), let from = cells.date(first) else { return [] }
    let hours = row["hours"].map { self.hours($0) } ?? []
    guard let hours, let to = row["to"].map({ cells.date($0) }) ?? from else { return [] }
    guard from <= to, to.ordinal - from.ordinal < Self.maxSpan else {
      log.report(.endNotAfterStart(start: from.description, end: to.description), at: row.place("to"))
      return []
    }
    return (from.ordinal...to.ordinal).map { (CivilDate(ordinal: $0), hours) }
  }

  /// A longer leave is a mistake in the year.
  private static let maxSpan = 3_660

  func holidays() -> TracedObject {
    var dates = TracedObject()
    var seen: Set<CivilDate> = []
    for row in rows(.holidays) {
      guard let first = required("date", row, .holidays), let date = cells.date(first),
        let cell = required("meaning", row, .holidays)
      else { continue }
      guard seen.insert(date).inserted else {
        log.report(.duplicateId(date.description), at: first)
        continue
      }
      if SiteWords.isClosed(cell.text) {
        dates.add(date.description, .string("closed"), from: cell)
      } else if let weekday = SiteWords.weekday(cell.text) {
        dates.add(date.description, .string(weekday.rawValue), from: cell)
      } else {
        let allowed = [SiteWords.closed.chinese, SiteWords.closed.english, "周一", "mon"]
        log.report(.notOneOf(cell.text, allowed: allowed, nearest: nil), at: cell)
      }
    }
    return dates
  }

  // MARK: - Leave

  /// Adds the shifts of those with leave, and gives their names by person or bay.
  func leave() -> LeaveByResource {
    var days: [SiteWords.AbsentList: [String: [CivilDate: [WorkCalendar.DayInterval]]]] = [:]
    var order: [(list: SiteWords.AbsentList, id: String, cell: Cell)] = []
    for row in rows(.leave) {
      let span = self.days(row, .leave)
      guard let (list, id, cell) = absent(row) else { continue }
      if days[list]?[id] == nil { order.append((list, id, cell)) }
      for day in span {
        if days[list]?[id]?[day.date] != nil {
          log.report(.duplicateId(day.date.description), at: row.place("from"))
        }
        days[list, default: [:]][id, default: [:]][day.date] = day.hours
      }
    }
    var names: LeaveByResource = [:]
    for (list, id, cell) in order {
      guard let dates = days[list]?[id], let name = addShift(of: list, id, cell, dates) else { continue }
      names[list, default: [:]][id] = name
    }
    return names
  }

  /// The person or bay of a row; `nil` after reporting that there is none, or several.
  private func absent(_ row: SheetRow) -> (SiteWords.AbsentList, String, Cell)? {
    guard let cell = required("who", row, .leave), let text = cells.id(cell) else { return nil }
    var lists = SiteWords.AbsentList.allCases
    if let named = row["list"] {
      guard let list = SiteWords.AbsentList(named.text) else {
        let allowed = lists.flatMap { [$0.name(.chinese), $0.name(.english)] }
        log.report(.notOneOf(named.text, allowed: allowed, nearest: nil), at: named)
        return nil
      }
      lists = [list]
    }
    let all = lists.flatMap { list in
      rows(Self.table(list)).compactMap { row in
        row["id"].flatMap(cells.id).map { (list: list, id: $0, name: row["name"].map(cells.text)) }
      }
    }
    let byId = all.filter { $0.id == text }
    let found = byId.isEmpty ? all.filter { $0.name == text } : byId
    if found.count == 1 { return (found[0].list, found[0].id, cell) }
    if found.count > 1 {
      log.report(.ambiguousName(text, ids: found.map(\.id)), at: cell)
    } else {
      let titles = lists.map { Self.table($0).bilingualTitle }.joined(separator: ", ")
      let nearest = log.nearest(to: text, among: all.flatMap { [$0.id, $0.name].compactMap(\.self) })
      log.report(.sheet(.unknownRow(text, table: titles, nearest: nearest)), at: cell)
    }
    return nil
  }

  private static func table(_ list: SiteWords.AbsentList) -> SiteTable {
    switch list {
    case .advisors: .advisors
    case .technicians: .technicians
    case .bays: .bays
    }
  }

  /// Adds the shift of somebody with leave; `nil` if the usual one has faults, which are reported elsewhere.
  private func addShift(
    of list: SiteWords.AbsentList, _ id: String, _ cell: Cell,
    _ dates: [CivilDate: [WorkCalendar.DayInterval]]
  ) -> String? {
    let row = rows(Self.table(list)).first { $0["id"].flatMap(cells.id) == id }
    let usual = row?["calendar"].flatMap(cells.id)
    var draft: TracedObject
    var all: [CivilDate: [WorkCalendar.DayInterval]] = [:]
    if let usual {
      guard let known = shifts.known[usual] else { return nil }
      (draft, all) = (known.draft.copied(to: cell), known.dates)
    } else {
      guard list == .bays else { return nil }
      draft = TracedObject(cell)
      var week = TracedObject(cell)
      for day in Weekday.allCases {
        week.add(day.rawValue, Self.json([WorkCalendar.DayInterval(0, CivilTime.minutesPerDay)]))
      }
      draft.add("weekly", week)
    }
    all.merge(dates) { $1 }
    let name = LeaveCalendars.name(usual, list, id)
    guard shifts.known[name] == nil else {
      log.report(.duplicateId(name), at: cell)
      return nil
    }
    draft.add("dates", Self.dates(all.map { ($0.key, $0.value, cell) }.sorted { $0.0 < $1.0 }))
    shifts.calendars.add(name, draft)
    return name
  }

  // MARK: - Hours

  /// The hours of a day, such as `8:00-12:00;13:00-17:30`, or none; `nil` after reporting that they cannot be read.
  private func hours(_ cell: Cell) -> [WorkCalendar.DayInterval]? {
    let text = CSVWriter.unguarded(cell.text)
    if SiteWords.isClosed(text) { return [] }
    guard let windows = try? CellTimeWindow.windows(text) else {
      log.report(.notAWindow(cell.text), at: cell)
      return nil
    }
    let hours = windows.compactMap { window -> WorkCalendar.DayInterval? in
      guard window.from.date == nil, window.to.date == nil, let from = window.from.minute,
        let to = window.to.minute
      else { return nil }
      return WorkCalendar.DayInterval(from, to)
    }
    if hours.count == windows.count { return hours }
    log.report(.notAWindow(cell.text), at: cell)
    return nil
  }

  private static func json(_ hours: [WorkCalendar.DayInterval]) -> JSONValue {
    .array(hours.map { JSONValue([CivilTime.clock($0.start), CivilTime.clock($0.end)]) })
  }

  private static func dates(_ days: [SpecialDay]) -> TracedObject {
    var dates = TracedObject()
    for day in days { dates.add(day.date.description, json(day.hours), from: day.cell) }
    return dates
  }
}
