package import BaylineFormats
package import BaylineModel

/// A catalogue of standard jobs to be written into a template.
package struct ExportedCatalogue {
  /// The names of the jobs, in order.
  let names: [String]
  let table: SheetTable

  /// Reads catalogues.
  ///
  /// - Throws: All faults of the files.
  package init(
    _ files: [SpreadsheetImport.File], encoding: TextEncoding?, site: Site?, siteNames: SiteFormat.IDs?
  ) throws(Diagnostics) {
    let log = SheetDiagnostics()
    let read = RecognisedTables(files, encoding: encoding, among: [.jobs], log)
    let reader = RowReader(log, site: site, horizon: nil)
    names = JobCatalogue(read.sheets[.jobs] ?? [], reader, site: siteNames).jobs.map(\.name)
    guard log.isEmpty else { throw Diagnostics(log.diagnostics) }
    var table = SheetTable(kind: .jobs)
    for row in read.rows(.jobs) {
      var written = SheetTable.Row(path: "$")
      for column in TableKind.jobs.columns {
        guard let cell = row[column.key] else { continue }
        let text = CSVWriter.unguarded(cell.text)
        let number = column.content == .integer ? Int(CellText.normalised(text)) : nil
        written[column.key] = number.map { .number($0) } ?? .text(text)
      }
      table.rows.append(written)
    }
    self.table = table
  }
}
