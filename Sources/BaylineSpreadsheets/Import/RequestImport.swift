package import BaylineFormats
package import BaylineModel

/// Reads the request of a caller: what was typed, or a row of a spreadsheet.
package struct RequestImport {
  /// A member of a request as it was typed.
  package struct Said {
    /// The option that it was given with, for messages.
    package var option: String
    /// The key of the column of visits.
    package var key: String
    package var text: String

    package init(_ option: String, _ key: String, _ text: String) {
      self.option = option
      self.key = key
      self.text = text
    }
  }

  /// The result of reading a request.
  package struct Result {
    /// The request; `nil` if and only if there are faults.
    package var request: Appointment?
    /// The assumptions that were made.
    package var notes: [ImportNote]
    /// All faults.
    package var diagnostics: [Diagnostic]
  }

  private let site: Site
  private let siteNames: SiteFormat.IDs?
  private let demand: Demand
  private let catalogues: [SpreadsheetImport.File]

  /// - Parameters:
  ///   - demand: The demand that the request is to be added to.
  ///   - catalogues: Catalogues of standard jobs.
  package init(
    site: Site, siteNames: SiteFormat.IDs?, demand: Demand, catalogues: [SpreadsheetImport.File]
  ) {
    self.site = site
    self.siteNames = siteNames
    self.demand = demand
    self.catalogues = catalogues
  }

  /// Reads what was typed. Jobs are separated by commas or as in cells.
  package func read(_ said: [Said]) -> Result {
    let log = SheetDiagnostics()
    let source = TableSource(order: 1 << 20, file: Self.typed)
    let columns = said.compactMap { item in TableKind.visits.column(item.key).map { ($0, item) } }
    let header = columns.enumerated().map { index, column in
      Cell(source: source, line: 1, column: index, text: column.0.heading(.english))
    }
    let values = columns.enumerated().map { index, column in
      Cell(source: source, line: 2, column: index, text: column.1.text)
    }
    let table = RawTable(
      source: source,
      rows: [RawTable.Row(line: 1, cells: header), RawTable.Row(line: 2, cells: values)])
    let sheets = SheetReader(table, among: [.visits], .init(), log).sheets()
    let read = RecognisedTables(catalogues, encoding: nil, among: [.jobs], log)
    var result = self.read(sheets, read, log, file: Self.typed)
    // Errors in typed text are reported at the option.
    result.diagnostics = result.diagnostics.map { fault in
      guard fault.file == Self.typed else { return fault }
      let index = header.indices.first { index in
        fault.place == values[index].place || fault.place == header[index].place
      }
      return Diagnostic(
        file: index.map { columns[$0].1.option } ?? said.first?.option ?? Self.typed, place: "$",
        problem: fault.problem, cell: nil)
    }
    return result
  }

  private static let typed = "--jobs"

  /// Reads a table with one visit; the file may have a catalogue too.
  package func read(_ file: SpreadsheetImport.File) -> Result {
    let log = SheetDiagnostics()
    let read = RecognisedTables([file] + catalogues, encoding: nil, among: [.visits, .jobs], log)
    if read.sheets[.visits] == nil, log.isEmpty { log.reportMissing(.visits, in: file.path) }
    return self.read(read.sheets[.visits] ?? [], read, log, file: file.path)
  }

  private func read(
    _ visits: [Sheet], _ tables: RecognisedTables, _ log: SheetDiagnostics, file: String
  ) -> Result {
    let rows = visits.flatMap(\.rows).filter { !$0.isEmpty }
    for row in rows.dropFirst() { log.report(.secondRow, at: row.place("plate")) }
    let reader = RowReader(log, site: site, horizon: demand.horizon)
    var root = TracedObject()
    root.add("format", .string(DemandFormat.name))
    root.add(
      "horizon",
      .object([
        JSONMember("from", .string(demand.horizon.from.description)),
        JSONMember("days", .integer(demand.horizon.days)),
        JSONMember("carryOverDays", .integer(demand.horizon.carryOverDays)),
      ]))
    root.add(
      "parts",
      .array(
        demand.parts.map {
          .object([JSONMember("id", .string($0.id)), JSONMember("onHand", .integer($0.onHand))])
        }))
    // Whether the site can do the jobs is judged for those that are asked for.
    let catalogue = JobCatalogue(tables.sheets[.jobs] ?? [], reader, site: nil)
    let builder = VisitBuilder(
      catalogue: catalogue, hasParts: !demand.parts.isEmpty, reader: reader,
      unbookable: UnbookableTimes(horizon: demand.horizon, site: site))
    let drafts = rows.isEmpty ? [] : builder.drafts([rows[0]], operations: [], alternatives: [])
    root.add("appointments", drafts)
    if rows.isEmpty, log.isEmpty { log.reportMissing(.visits, in: file) }
    let read = root.demand(log, site: siteNames, file: file)
    var request = log.isEmpty ? read?.appointments.first : nil
    let isNumbered = rows.first?["id"] != nil
    if let found = request, !isNumbered { request?.id = Self.newId(found, in: demand) }
    let notes = builder.notes.filter { note in
      // The answer shows the id and the kind.
      switch note {
      case .idsDerived, .kindsDerived: false
      default: true
      }
    }
    return Result(request: request, notes: notes, diagnostics: log.diagnostics)
  }

  /// An id by plate and day, or the next number, that no visit of the demand has.
  package static func newId(_ request: Appointment, in demand: Demand) -> String {
    let taken = Set(demand.appointments.map(\.id))
    var id = request.card.plate == nil ? number(demand.appointments.count + 1) : request.id
    while taken.contains(id) { id += "b" }
    return id
  }

  private static func number(_ count: Int) -> String {
    let digits = String(count)
    return "V" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }
}
