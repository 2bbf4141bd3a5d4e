import BaylineFormats
import BaylineModel

/// The catalogue of standard jobs: what customers request, with its operations and parts.
struct JobCatalogue {
  /// A standard job.
  struct Job {
    var name: String
    /// Other names, in order.
    var aliases: [String] = []
    var kind: String?
    /// What it costs the customer, parts and labour.
    var price: Int?
    /// The operations in order, without ids.
    var operations: [TracedObject] = []
    var parts: [(id: String, quantity: Int)] = []
    /// Whether one of its cells has an error.
    fileprivate(set) var isFaulty = false
    /// Whether one of its rows is set aside, so that no visit can use it.
    fileprivate(set) var isAside = false
    /// Its rows.
    fileprivate(set) var rows: [SheetRow] = []
    /// The cell that names it first.
    var cell: Cell
    /// Its parts as members of the demand file.
    fileprivate var needs: [TracedObject] = []
    fileprivate var kindCell: Cell?
  }

  private(set) var jobs: [Job] = []
  /// Each job as a visit; empty if any job has an error.
  private(set) var visits: [Appointment] = []
  /// Positions by name and alias.
  private var positions: [String: Int] = [:]
  /// Where a name is given to a second job, by name.
  private var repeated: [String: Cell] = [:]

  /// Reads catalogues; errors go into the log. A row without a job continues the one above.
  init(_ sheets: [Sheet], _ reader: RowReader, site: SiteFormat.IDs?) {
    for sheet in sheets {
      var current: Int?
      for row in sheet.rows where !row.isEmpty {
        if let cell = row["job"] {
          // The rows of a job without a readable name are not those of the one above.
          current = reader.cells.id(cell).map { job($0, cell, reader.log) }
          if current == nil { continue }
        }
        if let current {
          jobs[current].rows.append(row)
          if reader.log.isAside(row) { jobs[current].isAside = true }
          read(row, current, reader)
        } else {
          _ = reader.required("job", of: row, .jobs)
        }
      }
    }
    validate(reader.log, site)
  }

  /// The job with a name or an alias.
  subscript(name: String) -> Job? {
    positions[Self.key(name)].map { jobs[$0] }
  }

  /// The cell of the catalogue whose error leaves open what a name means; `nil` if there is none.
  func fault(of name: String) -> Cell? {
    guard let job = self[name] else { return nil }
    return job.isAside ? job.cell : repeated[Self.key(name)]
  }

  /// All names, for suggestions.
  var names: [String] { positions.keys.sorted() }

  /// The names of jobs that contain a text or are contained in it, those of nearest length first.
  func names(like text: String) -> [String] {
    let key = Self.key(text)
    guard key.count >= 2 else { return [] }
    let like = jobs.map(\.name).filter { name in
      let other = Self.key(name)
      return other.count >= 2 && (other.contains(key) || key.contains(other))
    }
    return like.enumerated().sorted { left, right in
      (abs(left.element.count - text.count), left.offset) < (
        abs(right.element.count - text.count), right.offset
      )
    }.map(\.element)
  }

  // MARK: - Reading

  private static func key(_ name: String) -> String { CellText.key(name) }

  /// The position of a job, which is added if it is new.
  private mutating func job(_ name: String, _ cell: Cell, _ log: SheetDiagnostics) -> Int {
    if let known = positions[Self.key(name)], jobs[known].name == name { return known }
    register(name, jobs.count, cell, log)
    jobs.append(Job(name: name, cell: cell))
    return jobs.count - 1
  }

  private mutating func register(_ name: String, _ position: Int, _ cell: Cell, _ log: SheetDiagnostics) {
    if let known = positions[Self.key(name)], known != position {
      log.report(.duplicateId(name), at: cell)
      repeated[Self.key(name)] = cell
    } else {
      positions[Self.key(name)] = position
    }
  }

  private mutating func read(_ row: SheetRow, _ position: Int, _ reader: RowReader) {
    if let cell = row["aliases"], let aliases = reader.cells.list(cell) {
      for alias in aliases { register(alias, position, cell, reader.log) }
      jobs[position].aliases += aliases
    }
    if let cell = row["price"] { jobs[position].price = reader.cells.measure(cell) }
    if let cell = row["kind"] {
      jobs[position].kind = reader.cells.id(cell).map { reader.site.kind($0) }
      jobs[position].kindCell = cell
    } else if reader.log.has(row.place("kind")) {
      jobs[position].isFaulty = true
    }
    let isOperation = row["name"] != nil || Column.work.contains { row[$0.key] != nil }
    if isOperation { jobs[position].operations.append(reader.operation(row, .jobs)) }
    if let cell = row["part"] {
      guard let id = reader.cells.id(cell) else { return }
      let quantity = row["quantity"].map { reader.cells.quantity($0, isNeed: true) } ?? 1
      var need = reader.need(id, quantity, from: cell)
      if let amount = row["quantity"] { need.move("quantity", to: amount) }
      jobs[position].needs.append(need)
      // An invalid quantity is already reported, and no demand is made.
      jobs[position].parts.append((id, quantity ?? 1))
    } else if row["quantity"] != nil {
      reader.log.report(.missingCell, at: row.place("part"))
    }
  }

  /// Checks each job with the decoder of demand files, as a visit.
  private mutating func validate(_ log: SheetDiagnostics, _ site: SiteFormat.IDs?) {
    guard let first = jobs.first else { return }
    var root = TracedObject(first.cell)
    root.add("format", .string(DemandFormat.name))
    root.add("horizon", .object([JSONMember("from", .string("2000-01-01"))]))
    var known: Set<String> = []
    let parts = jobs.flatMap { $0.parts.map(\.id) + $0.operations.flatMap(\.partIDs) }
      .filter { known.insert($0).inserted }
    root.add(
      "parts",
      .array(parts.map { .object([JSONMember("id", .string($0)), JSONMember("onHand", .integer(0))]) }))
    let sound = jobs.indices.filter { !jobs[$0].isAside }
    let visits = sound.map { index in
      let job = jobs[index]
      var visit = TracedObject(job.cell)
      visit.add("id", .string(job.name), from: job.cell)
      visit.add("kind", .string(job.kind ?? VisitKind.maintenance.rawValue), from: job.kindCell ?? job.cell)
      if job.operations.isEmpty { log.report(.noWork, at: job.cell) }
      let operations = job.operations.enumerated().map { $1.identified(by: String($0 + 1)) }
      visit.add("operations", operations, from: job.cell)
      visit.add("parts", job.needs, from: job.cell)
      return visit
    }
    root.add("appointments", visits, from: first.cell)
    self.visits = root.demand(log, site: site, file: first.cell.source.file)?.appointments ?? []
    for (index, visit) in zip(sound, visits) where visit.origins.values.contains(where: log.has) {
      jobs[index].isFaulty = true
    }
  }
}
