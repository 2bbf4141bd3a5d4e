public import BaylineFormats
public import BaylineModel

/// Makes a demand of spreadsheets.
public struct SpreadsheetImport {
  /// A file as it was read.
  public struct File {
    /// As the user named it.
    public var path: String
    /// All that it holds.
    public var bytes: [UInt8]

    /// A file with its bytes.
    public init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// What came of it.
  public struct Result {
    /// The demand; `nil` exactly if there are faults.
    public var demand: Demand?
    /// What was taken for granted.
    public var notes: [ImportNote]
    /// All faults, file by file.
    public var diagnostics: [Diagnostic]
  }

  /// The site, for names and for references to it.
  public var site: Site?
  /// The ids of a site, even of a faulty one.
  public var siteNames: SiteIDs?
  /// The first day, if it is given.
  public var from: CivilDate?
  /// The number of arrival days, if it is given.
  public var days: Int?
  /// The time before which nothing may start, if it is given.
  public var now: CivilTime?
  /// The encoding of the texts, if it is given.
  public var encoding: TextEncoding?

  /// An import that checks nothing against a site.
  public init() {}

  /// Makes a demand of files: each is recognised by its headings, and tables of one kind are joined.
  ///
  /// - Complexity: linear in the size of the files.
  public func run(_ files: [File]) -> Result {
    run(LoadedSpreadsheets(files, encoding: encoding))
  }

  /// Makes a demand of files that were read.
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
  /// A date as a cell has it; `nil` if there is none, or no year.
  public static func date(_ text: String) -> CivilDate? {
    guard let moment = try? CellDateTime(text), moment.minute == nil else { return nil }
    return try? moment.date?.civil()
  }

  /// A date and a time of day as a cell has them; `nil` if one is missing.
  public static func time(_ text: String) -> CivilTime? {
    guard let moment = try? CellDateTime(text), let minute = moment.minute,
      let date = try? moment.date?.civil()
    else {
      return nil
    }
    return CivilTime(date, minuteOfDay: minute)
  }
}
