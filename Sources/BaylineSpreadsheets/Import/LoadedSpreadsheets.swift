import BaylineFormats

/// Spreadsheets that are loaded but not yet interpreted: a demand, or the record of past days.
package struct LoadedSpreadsheets {
  let files: [(path: String, SpreadsheetFile)]
  /// The errors of loading; interpreting adds its own.
  let log: SheetDiagnostics

  /// Loads files.
  ///
  /// - Parameter encoding: The encoding of text files; `nil` to detect it.
  /// - Complexity: linear in the size of the files.
  package init(_ files: [SpreadsheetImport.File], encoding: TextEncoding?) {
    self.init(files, encoding: encoding, log: SheetDiagnostics())
  }

  init(_ files: [SpreadsheetImport.File], encoding: TextEncoding?, log: SheetDiagnostics) {
    var order = 0
    self.files = files.map { file in
      let read = SpreadsheetFile(file.bytes, file: file.path, encoding: encoding, from: order, log)
      order += read.tables.count
      return (file.path, read)
    }
    self.log = log
  }

  /// The same spreadsheets with another log.
  func with(_ log: SheetDiagnostics) -> LoadedSpreadsheets { LoadedSpreadsheets(files: files, log: log) }

  private init(files: [(path: String, SpreadsheetFile)], log: SheetDiagnostics) {
    (self.files, self.log) = (files, log)
  }

  /// Whether any table has the headings of work orders or of a time clock.
  package var isHistory: Bool {
    files.contains { _, file in
      file.tables.contains { table in
        let kinds = TableKind.demandTables + TableKind.historyTables
        let rows = (table.withMergedCells() ?? table).rows.prefix(SheetReader.searchedRows)
        return HeadingRow.first(in: rows, among: kinds).map {
          HeadingRow.best(rows[$0], among: kinds).kind.isExported
        } ?? false
      }
    }
  }
}
