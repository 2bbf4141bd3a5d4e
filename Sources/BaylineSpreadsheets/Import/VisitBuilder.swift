import BaylineFormats
import BaylineModel

/// Builds visits with their operations: those of standard jobs first, then those of the table.
final class VisitBuilder {
  private let catalogue: JobCatalogue
  private let hasParts: Bool
  private let reader: RowReader
  private var log: SheetDiagnostics { reader.log }
  private(set) var notes: [ImportNote] = []

  private struct Visit {
    var draft: TracedObject
    var id: String?
    var row: SheetRow
    /// Rows below without a vehicle, whose jobs are those of this visit.
    var continued: [SheetRow] = []
    var operations: [TracedObject] = []
    var operationIds: Set<String> = []
    /// Whether neither the row nor a job gives the kind.
    var lacksKind = false
  }

  private var visits: [Visit] = []
  /// The positions of visits by id, and by plate.
  private var byId: [String: Int] = [:]
  private var byPlate: [String: [Int]] = [:]
  private var kindsDerived = 0
  private var checks = VisitChecks()
  private var wishesAsWindows: [String] = []
  private var jobsTwice: [String] = []
  private var partsLeftOut = 0
  private(set) var unbookable: UnbookableTimes
  /// The rows of other tables, and those that continue a visit, with the row of the visit that they belong to.
  private(set) var links: [(row: SheetRow, visit: SheetRow)] = []

  init(catalogue: JobCatalogue, hasParts: Bool, reader: RowReader, unbookable: UnbookableTimes) {
    self.catalogue = catalogue
    self.hasParts = hasParts
    self.reader = reader
    self.unbookable = unbookable
  }

  /// The appointments.
  func drafts(_ rows: [SheetRow], operations: [SheetRow], alternatives: [SheetRow]) -> [TracedObject] {
    gather(rows)
    identify()
    for index in visits.indices { read(index) }
    deriveIds()
    addOperations(operations, alternatives)
    for visit in visits { noteVehicle(of: visit) }
    notes += checks.notes
    if !wishesAsWindows.isEmpty { notes.append(.wishesAsWindows(wishesAsWindows)) }
    if !jobsTwice.isEmpty { notes.append(.jobsTwice(jobsTwice)) }
    if kindsDerived > 0 { notes.append(.kindsDerived(kindsDerived)) }
    if partsLeftOut > 0 { notes.append(.partsUnchecked(partsLeftOut)) }
    return visits.filter { !log.isAside($0.row) }.map { visit in
      var draft = visit.draft
      let isVoid =
        visit.lacksKind && visit.operations.isEmpty && visit.row["jobs"] == nil && visit.continued.isEmpty
      if visit.lacksKind && !isVoid { _ = reader.required("kind", of: visit.row, .visits) }
      if visit.operations.isEmpty {
        let place = visit.row["jobs"] ?? visit.row.place(visit.row.has("jobs") ? "jobs" : "id")
        log.report(isVoid ? .noKindAndNoWork : .noWork, at: place)
        // Only now, as without a column of kinds or jobs both are the same cell.
        if isVoid { log.mute(visit.row.place("kind")) }
        draft.add("operations", nil, from: place)
      } else {
        draft.add("operations", visit.operations, from: visit.row.place("jobs"))
      }
      return draft
    }
  }

  // MARK: - Rows

  /// A visit for each row; a row without vehicle, customer and time continues the visit above, or is an error.
  private func gather(_ rows: [SheetRow]) {
    var continued: [(table: String, line: Int)] = []
    for row in rows.map(expanded) {
      let isSomebody =
        ["id", "plate", "customer", "phone", "vehicle"].contains(where: row.isOwn)
        || ["preferredArrival", "bookedArrival", "arrived", "availability", "day"].contains(where: row.isOwn)
      let others = row.keys.filter { row.isOwn($0) && !Self.continuing.contains($0) }
      if isSomebody {
        visits.append(Visit(draft: TracedObject(row.place("id")), row: row))
      } else if others.isEmpty, let last = visits.indices.last, visits[last].row.source === row.source,
        (visits[last].continued.last ?? visits[last].row).line == row.line - 1
      {
        visits[last].continued.append(row)
        links.append((row, visits[last].row))
        continued.append((row.source.name, row.line))
      } else {
        log.report(.nobody, at: row.place("jobs"))
      }
    }
    for (table, rows) in Dictionary(grouping: continued, by: \.table).sortedByCodePoint(\.key) {
      notes.append(.continuedRows(table: table, SheetReader.joined(rows.map { $0.line...$0.line })))
    }
  }

  /// The columns of a row that continues a visit.
  private static let continuing: Set<String> = ["jobs", "needs"]

  /// A row with the parts of its entry as cells; other rows as they are.
  private func expanded(_ row: SheetRow) -> SheetRow {
    guard let cell = row["entry"] else { return row }
    if let problem = cell.problem { log.report(problem, at: cell) }
    let entry = VisitEntry(cell.text) { self.catalogue[$0] != nil }
    var copy = row
    for key in VisitEntry.keys {
      if let text = entry[key] { copy.derive(key, from: cell.with(text)) }
    }
    return copy
  }

  private func noteVehicle(of visit: Visit) {
    guard let cell = visit.row["plate"], case .string(let plate)? = visit.draft["plate"] else { return }
    checks.come(plate, on: visit.draft.time.map { String($0.prefix(10)) }, cell)
  }

  // MARK: - Ids

  /// Gives visits the ids of their rows.
  private func identify() {
    for index in visits.indices {
      guard let cell = visits[index].row["id"] else { continue }
      visits[index].id = reader.cells.id(cell)
      visits[index].draft.add("id", visits[index].id.map { .string($0) }, from: cell)
      guard let id = visits[index].id else { continue }
      if byId[id] == nil { byId[id] = index } else { log.report(.duplicateId(id), at: cell) }
    }
    for index in visits.indices {
      if let plate = visits[index].row["plate"].flatMap({ reader.cells.id($0) }) {
        byPlate[PlateText.standard(plate) ?? plate, default: []].append(index)
      }
    }
  }

  /// Gives each other visit an id by its plate and day, which stays the same when rows are added or sorted; one without a
  /// plate is numbered by its row. Other tables may refer to all of them by row.
  private func deriveIds() {
    var derived: [String] = []
    var repeats: [String: Int] = [:]
    for index in visits.indices where visits[index].row["id"] == nil {
      let digits = String(index + 1)
      let number = "V" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
      let plain = visits[index].draft.idByPlate ?? number
      var id = plain + String(repeating: "b", count: repeats[plain] ?? 0)
      while byId[id] != nil {
        id += "b"
        repeats[plain, default: 0] += 1
      }
      byId[id] = index
      derived.append(id)
      visits[index].id = id
      visits[index].draft.add("id", .string(id), from: visits[index].row.place("id"))
      if byId[number] == nil { byId[number] = index }
    }
    if let first = derived.first, let last = derived.last {
      notes.append(.idsDerived(derived.count, first: first, last: last))
    }
  }

  /// The visit that a row of another table refers to; `nil` after reporting that there is none.
  private func visit(_ row: SheetRow, _ kind: TableKind) -> Int? {
    guard let cell = reader.required("appointment", of: row, kind), let name = reader.cells.id(cell) else {
      return nil
    }
    let there = byPlate[PlateText.standard(name) ?? name] ?? []
    if let index = byId[name] ?? (there.count == 1 ? there[0] : nil) {
      links.append((row, visits[index].row))
      return index
    }
    if there.count > 1 {
      log.report(.ambiguousName(name, ids: there.compactMap { visits[$0].id }), at: cell)
    } else {
      let nearest = log.nearest(to: name, among: Array(byId.keys) + Array(byPlate.keys))
      log.report(.unknownRow(name, table: TableKind.visits.bilingualTitle, nearest: nearest), at: cell)
    }
    return nil
  }

  // MARK: - Members

  private func read(_ index: Int) {
    let row = visits[index].row
    var draft = visits[index].draft
    if let cell = row["plate"] {
      draft.add("plate", reader.cells.id(cell).map { .string(checks.plate($0, cell)) }, from: cell)
    }
    if let cell = row["phone"] {
      draft.add("phone", reader.cells.id(cell).map { .string(checks.phone($0, cell)) }, from: cell)
    }
    for key in ["customer", "title", "vehicle", "request", "note"] { reader.addText(key, row, to: &draft) }
    for key in ["dropCost", "priority"] { reader.addInteger(key, row, to: &draft) }
    for key in ["mileage", "estimate"] {
      if let cell = row[key] { draft.add(key, reader.cells.measure(cell).map { .integer($0) }, from: cell) }
    }
    for key in ["called", "readyBy", "arrived"] { reader.addTime(key, row, to: &draft) }
    let available = availability(row)
    let isWindow = available.map { $0.heading == row["preferredArrival"]?.heading } ?? false
    let wish = isWindow ? nil : reader.addTime("preferredArrival", row, to: &draft)
    for key in ["loaner", "picked", "walkIn"] { reader.addFlag(key, row, to: &draft) }
    if let cell = row["waiting"] {
      draft.add("waiting", reader.cells.waiting(cell).map { .bool($0) }, from: cell)
    }
    addTrips(row, to: &draft)
    let windows = available.flatMap(reader.cells.windows)
    if let cell = available { draft.add("availability", windows.map(Self.json), from: cell) }
    let site = reader.site
    reader.addNamed("preferredAdvisor", row, to: &draft, site.advisor)
    reader.addNamed("receivedBy", row, to: &draft, site.advisor)
    reader.addNamed("preferredTechnician", row, to: &draft, site.technician)
    reader.addNamed("originalTechnician", row, to: &draft, site.technician)
    var promise: CivilTime?
    if row["bookedArrival"] != nil || row["bookedAdvisor"] != nil {
      var booked = TracedObject(row.place("bookedArrival"))
      booked.add("arrival", nil, from: row.place("bookedArrival"))
      promise = reader.addTime("bookedArrival", as: "arrival", row, to: &booked)
      reader.addNamed("bookedAdvisor", as: "advisor", row, to: &booked, site.advisor)
      draft.add("booked", booked)
    }
    // For a vehicle on site these are in the past.
    if row["arrived"] == nil {
      if let wish, let cell = row["preferredArrival"] { unbookable.check(wish, cell) }
      if let windows, let cell = available { unbookable.check(windows, cell) }
      if let promise, let cell = row["bookedArrival"] { unbookable.check(promise, cell) }
    }
    visits[index].draft = draft
    readWork(index)
  }

  /// Reads jobs, parts and the kind.
  private func readWork(_ index: Int) {
    let row = visits[index].row
    var draft = visits[index].draft
    let rows = [row] + visits[index].continued
    var needs = rows.flatMap { row in
      row.line == rows[0].line || row.isOwn("needs") ? row["needs"].flatMap(reader.needs) ?? [] : []
    }
    let cells = rows.compactMap { row in row.line == rows[0].line || row.isOwn("jobs") ? row["jobs"] : nil }
    let found = self.jobs(cells)
    let jobs = found.map(\.job)
    let isOfFaultyJobs = jobs.contains(where: \.isFaulty)
    // Consequences of an error in the catalogue are reported there.
    if isOfFaultyJobs { for cell in cells { log.mute(cell) } }
    for (job, cell) in found {
      visits[index].operations += job.operations.map { numbered(ofJob($0, from: cell), of: index) }
    }
    if let cell = cells.first { needs += self.needs(of: jobs, from: cell) }
    if !needs.isEmpty || row["needs"] != nil { draft.add("parts", needs, from: row.place("needs")) }
    let site = reader.site
    if let cell = row["kind"] {
      draft.add("kind", reader.cells.id(cell).map { .string(site.kind($0)) }, from: cell)
    } else {
      let kind = jobs.lazy.compactMap(\.kind).first
      let place = row.place("kind")
      // With an unknown or invalid job, a missing kind is a consequence.
      let isExcused = isOfFaultyJobs || cells.contains(where: log.has)
      visits[index].lacksKind = kind == nil && !isExcused
      if kind == nil && isExcused { log.mute(place) }
      draft.add("kind", kind.map { .string($0) }, from: place)
      if kind != nil, !log.isAside(row) { kindsDerived += 1 }
    }
    visits[index].draft = draft
  }

  private func addTrips(_ row: SheetRow, to draft: inout TracedObject) {
    for key in ["collect", "deliver"] {
      guard let cell = row[key] else { continue }
      var trip = TracedObject(cell)
      reader.addMinutes(key, as: "minutes", row, to: &trip)
      draft.add(key, trip)
    }
  }

  private static func json(_ windows: [TimeWindow]) -> JSONValue {
    .array(
      windows.map {
        .object([
          JSONMember("from", .string($0.from.description)), JSONMember("to", .string($0.to.description)),
        ])
      })
  }

  /// The cell that says when the customer can come: a wish that is a day or a window counts as one.
  private func availability(_ row: SheetRow) -> Cell? {
    if let cell = row["availability"] { return cell }
    var wish = row["preferredArrival"]
    if wish == nil, row["bookedArrival"] == nil, row["arrived"] == nil { wish = row["day"] }
    guard let wish, (try? CellDateTime(wish.text, countsFrom1904: wish.source.countsFrom1904))?.minute == nil,
      (try? CellTimeWindow.windows(wish.text)) != nil
    else { return nil }
    wishesAsWindows.append(wish.address)
    return wish
  }

  /// The jobs of cells, each once.
  private func jobs(_ cells: [Cell]) -> [(job: JobCatalogue.Job, cell: Cell)] {
    let names = JobNames { self.catalogue[$0] != nil }
    var found: [(job: JobCatalogue.Job, cell: Cell)] = []
    for cell in cells {
      guard let list = names.names(in: CSVWriter.unguarded(cell.text)) else {
        log.report(.notACellList(cell.text), at: cell)
        continue
      }
      for name in list {
        if !log.rowsAside.isEmpty, let fault = catalogue.fault(of: name) {
          log.report(.dependsOnFault(name, place: fault.address), at: cell)
        }
        guard let job = catalogue[name] else {
          log.report(.unknownJob(name, nearest: nearest(to: name)), at: cell)
          continue
        }
        if found.contains(where: { $0.job.name == job.name }) {
          jobsTwice.append("\(cell.address)（\(job.name)）")
        } else {
          found.append((job, cell))
        }
      }
    }
    return found
  }

  /// The jobs whose names have most in common with a text.
  private func nearest(to name: String) -> String? {
    guard log.hasFewFaults else { return nil }
    let close = log.nearest(to: name, among: catalogue.names)
    let similar = catalogue.names(like: name)
    let all = similar + (close.map { similar.contains($0) ? [] : [$0] } ?? [])
    return all.isEmpty ? nil : all.prefix(3).joined(separator: " / ")
  }

  /// The parts of jobs, with the quantities of each id added up.
  private func needs(of jobs: [JobCatalogue.Job], from cell: Cell) -> [TracedObject] {
    let parts = jobs.flatMap(\.parts)
    guard hasParts else {
      partsLeftOut += parts.count
      return []
    }
    var order: [String] = []
    var quantities: [String: Int] = [:]
    for part in parts {
      if quantities[part.id] == nil { order.append(part.id) }
      quantities[part.id] = min(quantities[part.id, default: 0] + min(part.quantity, .max / 4), .max / 4)
    }
    return order.map { reader.need($0, quantities[$0], from: cell) }
  }

  // MARK: - Operations

  /// An operation of a standard job in a visit; without a table of parts, it loses its own.
  private func ofJob(_ operation: TracedObject, from cell: Cell) -> TracedObject {
    var copy = operation.copied(to: cell)
    guard !hasParts else { return copy }
    partsLeftOut += operation.partIDs.count
    copy.remove("parts")
    return copy
  }

  /// An operation with the next number as its id.
  private func numbered(_ operation: TracedObject, of index: Int) -> TracedObject {
    var number = visits[index].operations.count + 1
    while visits[index].operationIds.contains(String(number)) { number += 1 }
    visits[index].operationIds.insert(String(number))
    return operation.identified(by: String(number))
  }

  private func addOperations(_ rows: [SheetRow], _ alternatives: [SheetRow]) {
    var ways: [Int: [String: [TracedObject]]] = [:]
    var cells: [(visit: Int, operation: String, cell: Cell)] = []
    for row in alternatives {
      let way = way(row)
      guard let index = visit(row, .alternatives),
        let cell = reader.required("operation", of: row, .alternatives),
        let id = reader.cells.id(cell)
      else { continue }
      ways[index, default: [:]][id, default: []].append(way)
      cells.append((index, id, cell))
    }
    for row in rows {
      let index = visit(row, .operations)
      let id = row["id"].flatMap { reader.cells.id($0) }
      let own = index.flatMap { index in id.flatMap { ways[index]?[$0] } }
      var draft = reader.operation(row, .operations, hasAlternatives: own != nil)
      addLocks(row, to: &draft)
      if let own { draft.add("alternatives", own, from: row.place("id")) }
      guard let index else { continue }
      if let cell = row["id"] {
        draft.add("id", id.map { .string($0) }, from: cell)
        if let id { visits[index].operationIds.insert(id) }
        visits[index].operations.append(draft)
      } else {
        visits[index].operations.append(numbered(draft, of: index))
      }
    }
    for (index, id, cell) in cells where !visits[index].operationIds.contains(id) {
      log.report(.unknownRow(id, table: TableKind.operations.bilingualTitle, nearest: nil), at: cell)
    }
  }

  private func way(_ row: SheetRow) -> TracedObject {
    var way = TracedObject(row.place("minutes"))
    way.add("minutes", nil, from: row.place("minutes"))
    _ = reader.required("minutes", of: row, .alternatives)
    reader.addNamed("bay", row, to: &way, reader.site.bay)
    reader.addNamed("technician", row, to: &way, reader.site.technician)
    reader.addMinutes("minutes", row, to: &way)
    return way
  }

  private func addLocks(_ row: SheetRow, to draft: inout TracedObject) {
    let site = reader.site
    if ["lockedBay", "lockedTechnicians", "lockedStart", "lockedEnd"].contains(where: { row[$0] != nil }) {
      var lock = TracedObject(row.place("lockedStart"))
      lock.add("start", nil, from: row.place("lockedStart"))
      reader.addNamed("lockedBay", as: "bay", row, to: &lock, site.bay)
      reader.addNames("lockedTechnicians", as: "technicians", row, to: &lock, site.technician)
      // An empty cell means a machine's work, without technicians.
      if row["lockedTechnicians"] == nil { lock.add("technicians", .array([])) }
      reader.addTime("lockedStart", as: "start", row, to: &lock)
      reader.addTime("lockedEnd", as: "end", row, to: &lock)
      draft.add("locked", lock)
    }
    if row["previousBay"] != nil || row["previousTechnicians"] != nil {
      var previous = TracedObject(row.place("previousBay"))
      reader.addNamed("previousBay", as: "bay", row, to: &previous, site.bay)
      reader.addNames("previousTechnicians", as: "technicians", row, to: &previous, site.technician)
      if row["previousTechnicians"] == nil { previous.add("technicians", .array([])) }
      draft.add("previous", previous)
    }
  }
}

extension TracedObject {
  /// An id for a visit of this plate on its day; `nil` without a plate.
  fileprivate var idByPlate: String? {
    guard case .string(let plate)? = self["plate"] else { return nil }
    let bare = Appointment.CustomerCard.plateKey(plate)
    guard !bare.isEmpty else { return nil }
    guard let day = time?.prefix(10), day.count == 10 else { return bare }
    return "\(bare)-\(day.dropFirst(5).prefix(2))\(day.suffix(2))"
  }

  fileprivate subscript(name: String) -> JSONValue? { members.first { $0.name == name }?.value }

  /// When the vehicle comes or came, as far as the row says so.
  fileprivate var time: String? {
    let first: JSONValue? = if case .array(let windows)? = self["availability"] { windows.first } else { nil }
    let times = [self["booked"]?["arrival"], self["arrived"], self["preferredArrival"], first?["from"]]
    for case .string(let time)? in times { return time }
    return nil
  }
}
