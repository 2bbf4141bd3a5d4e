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
  init(
    _ book: LoadedSpreadsheets, among kinds: [TableKind], _ options: SheetReader.Options = .init()
  ) {
    for (file, read) in book.files {
      let hidden = read.hiddenSheets.filter { $0 != WorkbookWriter.listsName }
      if !hidden.isEmpty { notes.append(.notRead(file: file, hidden)) }
      var unknown: [RawTable] = []
      var isKnown = false
      for table in read.tables where !table.rows.isEmpty {
        let found = SheetReader(table, among: kinds, options, book.log).sheets()
        if found.isEmpty { unknown.append(table) } else { isKnown = true }
        add(found, file, read.encoding)
      }
      reportUnknown(unknown, file, isKnown: isKnown, book.log)
    }
  }

  private mutating func add(_ found: [Sheet], _ file: String, _ encoding: TextEncoding?) {
    // The tables of one sheet have most notes in common.
    var told: Set<ImportNote> = []
    for sheet in found {
      sheets[sheet.kind, default: []].append(sheet)
      let rows = sheet.rows.count { !$0.isEmpty }
      notes.append(.table(file: file, sheet: sheet.source.sheet, sheet.kind, rows: rows, encoding: encoding))
      if sheet.titleRows > 0 { notes.append(.titleRows(file: file, sheet.titleRows)) }
      notes += sheet.notes.filter { told.insert($0).inserted }
    }
  }

  /// Sheets beside a table are remarks, unless they have plates or phone numbers; alone they should have been a table.
  private mutating func reportUnknown(
    _ tables: [RawTable], _ file: String, isKnown: Bool, _ log: SheetDiagnostics
  ) {
    var remarks: [String] = []
    for table in tables {
      guard let first = table.rows.lazy.compactMap(\.cells.first).first else { continue }
      if isKnown, !Self.hasVehicles(table) {
        remarks.append(table.source.sheet ?? "")
      } else {
        log.report(.unknownTable, at: first)
      }
    }
    if !remarks.isEmpty { notes.append(.sheetsPassedOver(file: file, remarks)) }
  }

  private static func hasVehicles(_ table: RawTable) -> Bool {
    table.rows.prefix(10_000).contains { row in
      row.cells.contains { cell in
        guard cell.text.utf8.count <= 400 else { return false }
        return cell.text.split { $0.isWhitespace || $0.isPunctuation && $0 != "·" }.contains {
          PlateText.standard(String($0)) != nil
        }
      }
    }
  }

  /// The rows of all tables of a kind, without empty ones.
  func rows(_ kind: TableKind) -> [SheetRow] {
    sheets[kind, default: []].flatMap(\.rows).filter { !$0.isEmpty }
  }
}
