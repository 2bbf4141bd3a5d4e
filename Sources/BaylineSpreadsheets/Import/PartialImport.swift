package import BaylineFormats
package import BaylineModel
package import BaylineWording

/// A demand of those rows that have no errors, and what is wrong with the others.
package struct PartialImport {
  /// The demand; `nil` if there are errors beyond single rows, or no visit is left.
  package private(set) var demand: Demand?
  /// The assumptions that the import made.
  package private(set) var notes: [ImportNote] = []
  /// What is wrong with the rows that were set aside; without a demand, all errors.
  package private(set) var diagnostics: [Diagnostic] = []
  /// The number of visits that were set aside.
  package private(set) var visitsAside = 0

  private let book: LoadedSpreadsheets
  private var aside: Set<SheetDiagnostics.RowKey> = []
  /// Merged cells of rows set aside that count for other rows, too.
  private var stillRead: Set<SheetDiagnostics.Key> = []
  /// What is wrong with the rows set aside, by cell.
  private var marks: [SheetDiagnostics.Key: Diagnostic] = [:]
  /// The places of errors in parts, by id.
  private var faultyParts: [String: String] = [:]

  /// Reads a demand. A row with an error is set aside with everything that belongs together: a visit with all of its rows and
  /// operations, rows with the cell that they share, a standard job with all of its rows, and visits with the jobs and parts that they need. Errors of files, headings and the
  /// horizon, and work that belongs to no visit, leave nothing to read.
  ///
  /// - Complexity: linear in the size of the files, times the length of the longest chain of rows that need each other.
  package init(_ settings: SpreadsheetImport, _ book: LoadedSpreadsheets) {
    self.book = book
    while !read(settings) {}
  }

  /// Reads everything but the rows set aside; `true` if there is no more to set aside.
  private mutating func read(_ settings: SpreadsheetImport) -> Bool {
    let log = book.log.copy(settingAside: aside, stillReading: stillRead)
    let read = RecognisedTables(book.with(log), among: TableKind.demandTables, settings.options)
    let builder = DemandBuilder(settings, read.sheets, log, file: book.files.first?.path ?? "-")
    let demand = builder.demand()
    let known = marks.sorted { $0.key < $1.key }.map(\.value)
    guard !log.isEmpty else {
      let isNothingLeft = demand?.appointments.isEmpty ?? true
      self.demand = isNothingLeft && !aside.isEmpty ? nil : demand
      notes = read.notes + builder.notes
      diagnostics = known
      let linked = Set(builder.links.map { SheetDiagnostics.RowKey($0.row) })
      visitsAside = read.rows(.visits).count {
        log.isAside($0) && !linked.contains(SheetDiagnostics.RowKey($0))
      }
      return true
    }
    guard log.fileFaults.isEmpty, setAside(log.cellFaults, read, builder) else {
      diagnostics = log.fileFaults + known + log.cellFaults.sorted { $0.key < $1.key }.map(\.value)
      return true
    }
    return false
  }

  // MARK: - Rows

  /// Sets the rows of errors aside; `false` if one of them is not an error of a row.
  private mutating func setAside(
    _ faults: [SheetDiagnostics.Key: Diagnostic], _ read: RecognisedTables, _ builder: DemandBuilder
  ) -> Bool {
    let rows = RowIndex(read.sheets)
    var groups = RowGroups(links: builder.links, jobRows: builder.jobRows)
    for (key, fault) in faults.sorted(by: { $0.key < $1.key }) {
      let found = rows.rows(with: key)
      guard let (kind, first) = found.first, !fault.leavesRowsUnread else { return false }
      if kind == .parts, let id = first["id"]?.text {
        faultyParts[CellText.trimmed(id)] = "\(fault.file):\(fault.place)"
      }
      marks[key] = tracedToPart(fault)
      aside.insert(key.row)
      if case .duplicateId(let id) = fault.problem { groups.addRepeated(id, kind, read.rows(kind)) }
      for (position, (kind, row)) in found.enumerated() {
        guard let others = groups.others(of: row, kind) else { return false }
        if position == 0 { aside.formUnion(SheetDiagnostics.RowKey.all(row)) }
        for other in [row] + others where !aside.contains(SheetDiagnostics.RowKey(other)) {
          aside.formUnion(SheetDiagnostics.RowKey.all(other))
          let its = rows[other]?.kind ?? kind
          // A row that continues a visit is marked with it.
          if !groups.continues(other, its) { mark(other, its, because: fault, of: kind) }
        }
      }
    }
    stillRead = rows.shared { aside.contains(SheetDiagnostics.RowKey($0)) }
    return true
  }

  /// Marks a row that has to wait for another one.
  private mutating func mark(
    _ row: SheetRow, _ kind: TableKind, because fault: Diagnostic, of other: TableKind
  ) {
    // The rows of a job are one thing, and are marked once.
    guard kind != .jobs else { return }
    let cell = row.place(kind == .visits || kind == .parts ? "id" : "appointment")
    let key = SheetDiagnostics.Key(cell)
    guard marks[key] == nil else { return }
    let problem = Diagnostic.SpreadsheetProblem.dependsOnFault(
      other.bilingualTitle, place: "\(fault.file):\(fault.place)")
    marks[key] = Diagnostic(
      file: cell.source.file, place: cell.place, problem: .sheet(problem),
      cell: cell.text.isEmpty ? nil : Diagnostic.CellContext(heading: cell.heading, text: cell.text))
  }

  /// An error about a part that is set aside itself says so.
  private func tracedToPart(_ fault: Diagnostic) -> Diagnostic {
    guard case .sheet(.unknownRow(let id, TableKind.parts.bilingualTitle, _)) = fault.problem,
      let place = faultyParts[id]
    else { return fault }
    return Diagnostic(
      file: fault.file, place: fault.place, problem: .sheet(.dependsOnFault(id, place: place)),
      cell: fault.cell)
  }

  // MARK: - The workbook

  /// The tables of some files with the errors marked: coloured cells with a comment. After they are corrected, the workbook is
  /// imported in place of the files.
  ///
  /// - Parameter files: The paths of the files.
  package func workbook(of files: Set<String>, _ text: DiagnosticText) -> [UInt8] {
    var writer = FaultWorkbook()
    let byTable = Dictionary(grouping: marks) { $0.key.order }
    for (path, file) in book.files where files.contains(path) {
      for table in file.tables {
        let found = byTable[table.source.order, default: []]
        writer.add(
          table, marks: Dictionary(uniqueKeysWithValues: found.map { ($0.key, text.comment($0.value)) }))
      }
    }
    return writer.workbook()
  }
}

/// Finds rows by their cells.
private struct RowIndex {
  typealias Found = (kind: TableKind, row: SheetRow)

  private var rows: [SheetDiagnostics.RowKey: Found] = [:]
  /// The rows that have a cell merged with one of a row above, by that cell.
  private var sharers: [SheetDiagnostics.Key: [Found]] = [:]

  init(_ sheets: [TableKind: [Sheet]]) {
    for (kind, sheets) in sheets {
      for row in sheets.flatMap(\.rows) {
        for key in SheetDiagnostics.RowKey.all(row) { rows[key] = (kind, row) }
        for cell in row.sharedCells { sharers[SheetDiagnostics.Key(cell), default: []].append((kind, row)) }
      }
    }
  }

  subscript(row: SheetRow) -> Found? { rows[SheetDiagnostics.RowKey(row)] }

  /// The row that a cell stands in, then those that it is merged over.
  func rows(with cell: SheetDiagnostics.Key) -> [Found] {
    (rows[cell.row].map { [$0] } ?? []) + sharers[cell, default: []]
  }

  /// The merged cells of rows set aside that count for at least one other row.
  func shared(_ isAside: (SheetRow) -> Bool) -> Set<SheetDiagnostics.Key> {
    Set(sharers.filter { $0.value.contains { !isAside($0.row) } }.keys)
  }
}

/// Which rows belong together.
private struct RowGroups {
  private typealias Key = SheetDiagnostics.RowKey
  private var visits: [Key: SheetRow] = [:]
  private var byVisit: [Key: [SheetRow]] = [:]
  private var jobs: [Key: [SheetRow]] = [:]
  private var repeated: [Key: [SheetRow]] = [:]

  init(links: [(row: SheetRow, visit: SheetRow)], jobRows: [[SheetRow]]) {
    for link in links {
      visits[Key(link.row)] = link.visit
      byVisit[Key(link.visit), default: []].append(link.row)
    }
    for rows in jobRows { for row in rows { jobs[Key(row)] = rows } }
  }

  /// Rows with one id: which of them is meant is unknown.
  mutating func addRepeated(_ id: String, _ kind: TableKind, _ rows: [SheetRow]) {
    guard kind == .visits || kind == .parts else { return }
    let same = rows.filter { $0["id"].map { CellText.trimmed($0.text) == id } ?? false }
    for row in same { repeated[Key(row)] = same }
  }

  /// Whether a row continues the visit of a row above.
  func continues(_ row: SheetRow, _ kind: TableKind) -> Bool { kind == .visits && visits[Key(row)] != nil }

  /// The rows that have to be set aside with one; `nil` if that cannot be told.
  func others(of row: SheetRow, _ kind: TableKind) -> [SheetRow]? {
    switch kind {
    case .visits:
      let visit = visits[Key(row)] ?? row
      let same = repeated[Key(visit)] ?? [visit]
      return same.flatMap { [$0] + byVisit[Key($0), default: []] }
    case .operations, .alternatives:
      // Which visit lacks this work is unknown without its id.
      guard let visit = visits[Key(row)] else { return nil }
      return [visit] + byVisit[Key(visit), default: []]
    case .parts: return repeated[Key(row)] ?? []
    case .deliveries: return []
    case .jobs: return jobs[Key(row)] ?? []
    default: return nil
    }
  }
}

extension Diagnostic {
  /// Whether the rest of the file could not be read.
  fileprivate var leavesRowsUnread: Bool {
    if case .sheet(.quoteNotClosed) = problem { return true }
    return false
  }
}
