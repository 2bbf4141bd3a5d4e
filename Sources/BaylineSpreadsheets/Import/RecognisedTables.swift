import BaylineFormats

/// Files read as tables whose headings were understood, and what is to be told of them.
struct RecognisedTables {
  /// The tables by what they are, in the order of the files.
  private(set) var sheets: [TableKind: [Sheet]] = [:]
  /// What was read, and what was not.
  private(set) var notes: [ImportNote] = []

  /// Reads files; faults go into the log.
  ///
  /// - Parameter kinds: What the tables may be.
  init(
    _ files: [SpreadsheetImport.File], encoding: TextEncoding?, among kinds: [TableKind],
    _ log: SheetDiagnostics
  ) {
    self.init(LoadedSpreadsheets(files, encoding: encoding, log: log), among: kinds)
  }

  /// Understands files that were read; faults go into their log.
  ///
  /// - Parameter kinds: What the tables may be.
  init(_ book: LoadedSpreadsheets, among kinds: [TableKind]) {
    for (file, read) in book.files {
      if !read.hiddenSheets.isEmpty { notes.append(.notRead(file: file, read.hiddenSheets)) }
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

  /// The rows of all tables of a kind that have a cell.
  func rows(_ kind: TableKind) -> [SheetRow] {
    sheets[kind, default: []].flatMap(\.rows).filter { !$0.isEmpty }
  }
}
