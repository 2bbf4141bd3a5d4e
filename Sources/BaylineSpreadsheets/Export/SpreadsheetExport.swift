package import BaylineFormats
package import BaylineModel

/// Writes a demand as spreadsheets from which `SpreadsheetImport` reads the same demand.
package struct SpreadsheetExport {
  /// A file format.
  package enum Format: String, CaseIterable, Sendable {
    /// One file per table.
    case csv
    /// One workbook with a sheet per table.
    case xlsx
  }

  /// A file to be written.
  package struct File {
    /// The file's name.
    package var path: String
    /// The content.
    package var bytes: [UInt8]

    /// Creates a file.
    package init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// The file format.
  package var format = Format.csv
  /// The encoding of CSV.
  package var encoding = TextEncoding.utf8
  /// The language of headings, kinds and flags.
  package var language = Language.chinese

  /// The site whose people, bays and kinds drop-down lists of workbooks offer; `nil` for lists without names.
  package var site: Site?
  /// The catalogue of standard jobs of a template; `nil` for an empty one.
  package var catalogue: ExportedCatalogue?

  /// Creates an export as CSV in UTF-8 with Chinese headings.
  package init() {}

  /// The files of a demand: visits, operations, alternatives, parts, deliveries and the horizon.
  ///
  /// - Parameter file: The name of the demand file, for messages.
  /// - Throws: `Diagnostics` for texts that no cell can hold, by their places in the demand file.
  /// - Complexity: linear in the size of the demand.
  package func files(_ demand: Demand, file: String) throws(Diagnostics) -> [File] {
    let tables = DemandTables(demand, language: language).all
    var diagnostics: [Diagnostic] = []
    for table in tables {
      for row in table.rows {
        for column in table.kind.writtenColumns {
          guard let problem = SpreadsheetFile.problem(of: row[column.key].plain) else { continue }
          let cell = Diagnostic.CellContext(heading: column.heading(language), text: row[column.key].plain)
          diagnostics.append(Diagnostic(file: file, place: row.path, problem: problem, cell: cell))
        }
      }
    }
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
    return write(tables, name: "demand")
  }

  /// Blank tables of a demand, and standard jobs: those of the catalogue if there is one.
  package func template() -> [File] {
    let blank = [TableKind.visits, .parts, .deliveries, .operations].map { SheetTable(kind: $0) }
    return write(blank + [catalogue?.table ?? SheetTable(kind: .jobs)], name: "template")
  }

  /// A blank table of customers' vehicles.
  package func vehicleTemplate() -> [File] {
    write([SheetTable(kind: .vehicles)], name: "vehicles")
  }

  /// Blank tables of work orders and a time clock.
  package func historyTemplate() -> [File] {
    write([.orders, .clock].map { SheetTable(kind: $0) }, name: "history")
  }

  private func write(_ tables: [SheetTable], name: String) -> [File] {
    switch format {
    case .xlsx:
      var writer = WorkbookWriter()
      let choices = TableChoices(
        language, site: site, jobs: catalogue?.names,
        hasJobSheet: tables.contains { $0.kind == .jobs })
      for table in tables { writer.add(WorkbookSheet(table, language: language, choices: choices)) }
      return [File(path: "\(name).xlsx", bytes: writer.workbook())]
    case .csv:
      return tables.map { table in
        File(path: "\(table.kind.rawValue).csv", bytes: encoding.encode(text(table)))
      }
    }
  }

  private func text(_ table: SheetTable) -> String {
    // Excel opens UTF-16 only with tabs.
    let isWide = encoding != .utf8 && encoding != .gb18030
    var writer = CSVWriter(delimiter: isWide ? "\t" : ",")
    let columns = table.kind.writtenColumns
    writer.add(columns.map { $0.heading(language) })
    for row in table.rows { writer.add(columns.map { row[$0.key].plain }) }
    return writer.text
  }
}
