public import BaylineFormats
public import BaylineModel

/// Reads a demand from spreadsheets.
public struct SpreadsheetImport {
  /// A file's path and content.
  public struct File {
    /// The path as the user gave it, for messages.
    public var path: String
    /// The content.
    public var bytes: [UInt8]

    /// Creates a file.
    public init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// The result of an import.
  public struct Result {
    /// The demand; `nil` if and only if there are errors.
    public var demand: Demand?
    /// The assumptions that the import made.
    public var notes: [ImportNote]
    /// All errors, file by file.
    public var diagnostics: [Diagnostic]
  }

  /// The site, for names and for checking references.
  public var site: Site?
  /// The ids of a site, even of an invalid one.
  public var siteNames: SiteIDs?
  /// The first arrival day; `nil` to derive it from the tables.
  public var from: CivilDate?
  /// The number of arrival days; `nil` to derive it from the tables.
  public var days: Int?
  /// The time before which no work may start; `nil` to take it from the tables.
  public var now: CivilTime?
  /// The encoding of text files; `nil` to detect it.
  public var encoding: TextEncoding?

  /// Creates an import that checks nothing against a site.
  public init() {}

  /// Reads a demand from files. Tables are recognised by their headings; those of one kind are joined.
  ///
  /// - Complexity: linear in the size of the files.
  public func run(_ files: [File]) -> Result {
    run(LoadedSpreadsheets(files, encoding: encoding))
  }

  /// Reads a demand from loaded files.
  public func run(_ book: LoadedSpreadsheets) -> Result {
    let log = book.log
    let read = RecognisedTables(book, among: TableKind.demandTables)
    let builder = DemandBuilder(self, read.sheets, log, file: book.files.first?.path ?? "-")
    let demand = builder.demand()
    return Result(
      demand: log.isEmpty ? demand : nil, notes: read.notes + builder.notes, diagnostics: log.diagnostics)
  }
}

extension SpreadsheetImport {
  /// Parses a date as in a cell; `nil` for any other text, and without a year.
  public static func date(_ text: String) -> CivilDate? {
    guard let moment = try? CellDateTime(text), moment.minute == nil else { return nil }
    return try? moment.date?.civil()
  }

  /// Parses a date with a time of day as in a cell; `nil` for any other text, and without a year.
  public static func time(_ text: String) -> CivilTime? {
    guard let moment = try? CellDateTime(text), let minute = moment.minute,
      let date = try? moment.date?.civil()
    else {
      return nil
    }
    return CivilTime(date, minuteOfDay: minute)
  }
}
