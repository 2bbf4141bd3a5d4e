package import BaylineFormats
package import BaylineModel

/// Reads a demand from spreadsheets.
package struct SpreadsheetImport {
  /// A file's path and content.
  package struct File {
    /// The path as the user gave it, for messages.
    package var path: String
    /// The content.
    package var bytes: [UInt8]

    /// Creates a file.
    package init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// The result of an import.
  package struct Result {
    /// The demand; `nil` if and only if there are errors.
    package var demand: Demand?
    /// The assumptions that the import made.
    package var notes: [ImportNote]
    /// All errors, file by file.
    package var diagnostics: [Diagnostic]
  }

  /// The site, for names and for checking references.
  package var site: Site?
  /// The ids of a site, even of an invalid one.
  package var siteNames: SiteFormat.IDs?
  /// The first arrival day; `nil` to derive it from the tables.
  package var from: CivilDate?
  /// The number of arrival days; `nil` to derive it from the tables.
  package var days: Int?
  /// The time before which no work may start; `nil` to take it from the tables.
  package var now: CivilTime?
  /// The encoding of text files; `nil` to detect it.
  package var encoding: TextEncoding?

  /// Whether rows that a filter or the user has hidden are read.
  package var readsHiddenRows = false

  /// What is known when sheets are read.
  var options: SheetReader.Options {
    SheetReader.Options(readsHiddenRows: readsHiddenRows, advisors: site.map(NameMatcher.advisors))
  }

  /// Creates an import that checks nothing against a site.
  package init() {}

  /// Reads a demand from files. Tables are recognised by their headings; those of one kind are joined.
  ///
  /// - Complexity: linear in the size of the files.
  package func run(_ files: [File]) -> Result {
    run(LoadedSpreadsheets(files, encoding: encoding))
  }

  /// Reads a demand from loaded files.
  package func run(_ book: LoadedSpreadsheets) -> Result {
    let log = book.log
    let read = RecognisedTables(book, among: TableKind.demandTables, options)
    let builder = DemandBuilder(self, read.sheets, log, file: book.files.first?.path ?? "-")
    let demand = builder.demand()
    return Result(
      demand: log.isEmpty ? demand : nil, notes: read.notes + builder.notes, diagnostics: log.diagnostics)
  }
}

extension SpreadsheetImport {
  /// Parses a date as in a cell; `nil` for any other text, and without a year.
  package static func date(_ text: String) -> CivilDate? {
    guard let moment = try? CellDateTime(text), moment.minute == nil else { return nil }
    return try? moment.date?.civil()
  }

  /// Parses a date with a time of day as in a cell; `nil` for any other text, and without a year.
  package static func time(_ text: String) -> CivilTime? {
    guard let moment = try? CellDateTime(text), let minute = moment.minute,
      let date = try? moment.date?.civil()
    else {
      return nil
    }
    return CivilTime(date, minuteOfDay: minute)
  }
}
