package import BaylineFormats
package import BaylineModel
import BaylineWording

/// A site as a workbook, so that nobody has to write a site file by hand.
package enum SiteWorkbook {
  /// The result of an import.
  package struct Result {
    /// The site; `nil` if and only if there are faults.
    package var site: Site?
    /// What was not read.
    package var notes: [ImportNote]
    /// All faults, file by file.
    package var diagnostics: [Diagnostic]
  }

  /// The workbook of a site: a sheet per table, with drop-down lists and notes.
  ///
  /// - Parameters:
  ///   - language: The language of headings and words.
  ///   - file: The name of the site file, for messages.
  /// - Throws: `Diagnostics` for texts that no cell can hold, by their places in the site file.
  /// - Complexity: linear in the size of the site.
  package static func bytes(_ site: Site, language: Language, file: String) throws(Diagnostics) -> [UInt8] {
    let tables = SiteTables(site, language: language)
    var diagnostics: [Diagnostic] = []
    var writer = WorkbookWriter()
    for (sheet, places) in zip(tables.sheets, tables.places) {
      for (row, place) in zip(sheet.rows, places) {
        for (column, value) in zip(sheet.columns, row) {
          guard let problem = SpreadsheetFile.problem(of: value.plain) else { continue }
          let cell = Diagnostic.CellContext(heading: column.heading, text: value.plain)
          diagnostics.append(Diagnostic(file: file, place: place, problem: problem, cell: cell))
        }
      }
      writer.add(sheet)
    }
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
    return writer.workbook()
  }

  /// A site to start from: an example of each row, with the default rules.
  package static func template(_ language: Language) -> Site {
    let words = Glossary(language)
    let day = words("白班", "day")
    let working = [
      WorkCalendar.DayInterval(8 * 60, 12 * 60), WorkCalendar.DayInterval(13 * 60, 17 * 60 + 30),
    ]
    let open = [WorkCalendar.DayInterval(8 * 60, 17 * 60 + 30)]
    let days = Weekday.allCases.filter { $0 != .sunday }
    func calendar(_ hours: [WorkCalendar.DayInterval]) -> WorkCalendar {
      WorkCalendar(weekly: Dictionary(days.map { ($0, hours) }, uniquingKeysWith: { first, _ in first }))
    }
    let hours = words("营业", "open")
    return Site(
      name: words("请填写店名", "Name of the site"), locale: language,
      calendars: [hours: calendar(open), day: calendar(working)], hours: hours,
      advisors: [Advisor(id: "SA1", name: words("顾问一", "Advisor 1"), calendar: day)],
      bays: [Bay(id: "B1", name: words("举升工位 1", "Lift 1"), types: ["lift", "quick"])],
      technicians: [
        Technician(
          id: "T1", name: words("技师一", "Technician 1"), team: words("一组", "A"),
          skills: ["mechanical": 2, "electrical": 1], calendar: day)
      ], loaners: 0)
  }

  /// Reads a site from loaded files. Tables are recognised by their headings; those of one kind are joined.
  ///
  /// - Complexity: linear in the size of the files.
  package static func read(_ book: LoadedSpreadsheets) -> Result {
    var sheets: [SiteSheet] = []
    var notes: [ImportNote] = []
    for (file, read) in book.files {
      let hidden = read.hiddenSheets.filter { $0 != WorkbookWriter.listsName }
      if !hidden.isEmpty { notes.append(.notRead(file: file, hidden)) }
      for table in read.tables where !table.rows.isEmpty {
        guard let sheet = SiteSheet(table, book.log) else {
          if let name = table.source.sheet { notes.append(.notRead(file: file, [name])) }
          continue
        }
        if !sheet.ignored.isEmpty { notes.append(.notRead(file: table.source.name, sheet.ignored)) }
        sheets.append(sheet)
      }
    }
    let builder = SiteBuilder(sheets, book.log)
    let site = builder.site(file: book.files.first?.path ?? "-")
    return Result(
      site: book.log.isEmpty ? site : nil, notes: notes, diagnostics: book.log.diagnostics)
  }
}

extension LoadedSpreadsheets {
  /// Whether any table has the headings of a site: people, bays, shifts or settings.
  package var isSite: Bool {
    files.contains { _, file in file.tables.contains(where: SiteSheet.isDistinctive) }
  }
}
