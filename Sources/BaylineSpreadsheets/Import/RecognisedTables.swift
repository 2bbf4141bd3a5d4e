import BaylineFormats

/// Tables whose headings are recognised, with notes about them.
struct RecognisedTables {
  /// The tables by kind, in the order of the files.
  private(set) var sheets: [TableKind: [Sheet]] = [:]
  /// What was read, and what was ignored.
  private(set) var notes: [ImportNote] = []

  /// Loads files and recognises their tables; errors go into the log.
  ///
  /// - Parameter kinds: The kinds to choose from.
  init(
    _ files: [SpreadsheetImport.File], encoding: TextEncoding?, among kinds: [TableKind],
    _ log: SheetDiagnostics
  ) {
    self.init(LoadedSpreadsheets(files, encoding: encoding, log: log), among: kinds)
  }

  /// Recognises the tables of loaded files; errors go into their log.
  ///
  /// - Parameter kinds: The kinds to choose from.
  init(_ book: LoadedSpreadsheets, among kinds: [TableKind]) {
    for (file, read) in book.files {
      let hidden = read.hiddenSheets.filter { $0 != WorkbookWriter.listsName }
      if !hidden.isEmpty { notes.append(.notRead(file: file, hidden)) }
      for table in read.tables {
        guard let sheet = Sheet(table, book.log, among: kinds) else { continue }
        sheets[sheet.kind, default: []].append(sheet)
        let rows = sheet.rows.count { !$0.isEmpty }
        notes.append(
          .table(file: file, sheet: table.source.sheet, sheet.kind, rows: rows, encoding: read.encoding))
        if sheet.titleRows > 0 { notes.append(.titleRows(file: file, sheet.titleRows)) }
        let name = table.source.name
        if !sheet.hiddenRows.isEmpty { notes.append(.hiddenRows(table: name, sheet.hiddenRows)) }
        if !sheet.mergedRows.isEmpty { notes.append(.mergedRows(table: name, sheet.mergedRows)) }
        if !sheet.ignoredHeadings.isEmpty { notes.append(.notRead(file: file, sheet.ignoredHeadings)) }
      }
    }
  }

  /// The rows of all tables of a kind, without empty ones.
  func rows(_ kind: TableKind) -> [SheetRow] {
    sheets[kind, default: []].flatMap(\.rows).filter { !$0.isEmpty }
  }
}
