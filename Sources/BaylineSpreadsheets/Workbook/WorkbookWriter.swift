import BaylineFormats
import BaylineModel
import BaylineWording

/// Writes a workbook (`.xlsx`, ECMA-376): texts as inline strings, which are never formulas, dates as dates, headings bold and
/// frozen, with notes and drop-down lists. Output is deterministic.
struct WorkbookWriter {
  private var sheets: [(name: String, xml: String, notes: WorkbookNotes)] = []
  /// The lists that are too long to stand in their sheets, in a hidden sheet of their own.
  private var lists: [[String]] = []

  /// The name of the hidden sheet of lists, which readers ignore.
  static let listsName = "_lists"

  /// Adds a sheet.
  mutating func add(_ sheet: WorkbookSheet) {
    let notes = WorkbookNotes(sheet)
    var xml = Self.head
    xml += #"<worksheet xmlns="\#(Self.main)" xmlns:r="\#(Self.office)">"#
    xml += #"<sheetViews><sheetView workbookViewId="0""#
    xml += sheets.isEmpty ? #" tabSelected="1">"# : ">"
    xml +=
      #"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>"#
    xml += #"<sheetFormatPr defaultRowHeight="15"/><cols>"#
    for (index, column) in sheet.columns.enumerated() {
      let width = Self.width(index, of: sheet)
      xml +=
        #"<col min="\#(index + 1)" max="\#(index + 1)" width="\#(width)" style="\#(column.style.rawValue)" "#
        + #"customWidth="1"/>"#
    }
    xml += "</cols><sheetData>"
    xml += #"<row r="1">"#
    for (index, column) in sheet.columns.enumerated() {
      xml += Self.text(column.heading, at: Cell.letters(index) + "1", style: .heading)
    }
    xml += "</row>"
    for (index, row) in sheet.rows.enumerated() {
      xml += #"<row r="\#(index + 2)">"#
      for (position, column) in sheet.columns.enumerated() {
        xml += Self.cell(row[position], at: Cell.letters(position) + String(index + 2), style: column.style)
      }
      xml += "</row>"
    }
    xml += "</sheetData>" + validations(sheet.choices)
    if !notes.isEmpty { xml += #"<legacyDrawing r:id="\#(WorkbookNotes.drawingId)"/>"# }
    xml += "</worksheet>"
    sheets.append((sheet.name, xml, notes))
  }

  /// The bytes of the workbook.
  func workbook() -> [UInt8] {
    var zip = ZipWriter()
    func add(_ path: String, _ text: String) { zip.add(path, Array(text.utf8)) }
    let all = sheets + hiddenSheet
    add("[Content_Types].xml", contentTypes(all.map(\.notes)))
    add("_rels/.rels", Self.relations([("officeDocument", "xl/workbook.xml")]))
    add("xl/workbook.xml", book(all.map(\.name)))
    let parts =
      all.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") } + [("styles", "styles.xml")]
    add("xl/_rels/workbook.xml.rels", Self.relations(parts))
    add("xl/styles.xml", Self.styles)
    for (index, sheet) in all.enumerated() {
      add("xl/worksheets/sheet\(index + 1).xml", sheet.xml)
      guard !sheet.notes.isEmpty else { continue }
      add("xl/worksheets/_rels/sheet\(index + 1).xml.rels", Self.relations(WorkbookNotes.parts(index + 1)))
      add("xl/comments\(index + 1).xml", sheet.notes.comments)
      add("xl/drawings/vmlDrawing\(index + 1).vml", sheet.notes.drawing(index + 1))
    }
    return zip.archive()
  }

  // MARK: - Drop-down lists

  private mutating func validations(_ choices: [WorkbookSheet.Choices]) -> String {
    if choices.isEmpty { return "" }
    var xml = #"<dataValidations count="\#(choices.count)">"#
    for choice in choices {
      xml +=
        #"<dataValidation type="list" allowBlank="1" showErrorMessage="\#(choice.isStrict ? 1 : 0)" "#
        + #"sqref="\#(choice.cells)"><formula1>\#(Self.escaped(formula(choice.source)))</formula1></dataValidation>"#
    }
    return xml + "</dataValidations>"
  }

  /// The formula of a list: its values if they fit into one, else a reference to the hidden sheet.
  private mutating func formula(_ source: WorkbookSheet.Choices.Source) -> String {
    switch source {
    case .range(let range): return range
    case .values(let values):
      let joined = values.joined(separator: ",")
      let isPlain = values.allSatisfy { value in
        !value.isEmpty && !value.contains { ",\"\n\r".contains($0) } && value == CellText.trimmed(value)
      }
      if isPlain, joined.utf16.count <= Self.maxInlineList { return "\"\(joined)\"" }
      let index = lists.firstIndex(of: values) ?? lists.count
      if index == lists.count { lists.append(values) }
      let letters = Cell.letters(index)
      return "'\(Self.listsName)'!$\(letters)$1:$\(letters)$\(max(1, values.count))"
    }
  }

  /// Spreadsheets allow lists of at most 255 characters in a formula.
  private static let maxInlineList = 255

  private var hiddenSheet: [(name: String, xml: String, notes: WorkbookNotes)] {
    guard !lists.isEmpty else { return [] }
    var xml = Self.head + #"<worksheet xmlns="\#(Self.main)"><sheetData>"#
    for row in 0..<(lists.map(\.count).max() ?? 0) {
      xml += #"<row r="\#(row + 1)">"#
      for (column, list) in lists.enumerated() where row < list.count {
        xml += Self.text(list[row], at: Cell.letters(column) + String(row + 1), style: .text)
      }
      xml += "</row>"
    }
    return [(Self.listsName, xml + "</sheetData></worksheet>", WorkbookNotes())]
  }

  // MARK: - Cells

  private static func cell(_ value: SheetValue, at place: String, style: WorkbookSheet.Style) -> String {
    switch value {
    case .empty: ""
    case .text(let text), .id(let text): self.text(guarded(text), at: place, style: style)
    case .number(let number): #"<c r="\#(place)" s="\#(style.rawValue)"><v>\#(number)</v></c>"#
    case .time(let time): dated(time, value, at: place, style: style)
    case .date(let date): dated(CivilTime(date), value, at: place, style: style)
    }
  }

  /// A serial date; text before March 1900, where spreadsheets count a nonexistent day.
  private static func dated(
    _ time: CivilTime, _ value: SheetValue, at place: String, style: WorkbookSheet.Style
  ) -> String {
    let days = time.date.ordinal - CellDateTime.dayZero1900.ordinal
    guard days >= 61 else { return text(value.plain, at: place, style: .text) }
    let number = Double(days) + Double(time.minuteOfDay) / 1440
    let shown = time.minuteOfDay == 0 ? String(days) : number.description
    return #"<c r="\#(place)" s="\#(style.rawValue)"><v>\#(shown)</v></c>"#
  }

  private static func text(_ text: String, at place: String, style: WorkbookSheet.Style) -> String {
    self.text(text, at: place, style: style.rawValue)
  }

  /// A cell with a text.
  ///
  /// - Parameter style: The position in the styles of the workbook.
  static func text(_ text: String, at place: String, style: Int) -> String {
    #"<c r="\#(place)" s="\#(style)" t="inlineStr"><is><t xml:space="preserve">\#(escaped(text))</t></is></c>"#
  }

  /// Doubles a leading apostrophe, because reading removes one as a guard against formulas. Other texts need no guard: the cell
  /// is text in any program.
  private static func guarded(_ text: String) -> String {
    text.unicodeScalars.first == "'" ? CSVWriter.guarded(text) : text
  }

  /// A text in XML, with what XML does not allow as escapes of its own.
  static func escaped(_ text: String) -> String {
    // Escape the underscore of a text that looks like an escape sequence.
    let text = text.contains("_x") ? text.replacing(#/_(?=x[0-9A-Fa-f]{4}_)/#, with: "_x005F_") : text
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      // XML parsers normalise a bare carriage return to a line feed.
      case "\r": out += "&#13;"
      case "\u{0}"..<" " where scalar != "\t" && scalar != "\n": out += scalar.escape
      case "\u{FFFE}", "\u{FFFF}": out += scalar.escape
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// The column width in characters: that of the widest cell, from the column's minimum to 40; wide characters count twice.
  private static func width(_ index: Int, of sheet: WorkbookSheet) -> Int {
    let column = sheet.columns[index]
    let texts = [column.heading] + sheet.rows.prefix(200).map { $0[index].plain }
    return min(max((texts.map(\.displayWidth).max() ?? 0) + 2, column.minWidth), 40)
  }

  // MARK: - Parts

  static let head = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let package = "http://schemas.openxmlformats.org/package/2006"

  private func contentTypes(_ sheets: [WorkbookNotes]) -> String {
    let type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    var xml = Self.head + #"<Types xmlns="\#(Self.package)/content-types">"#
    xml +=
      #"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#
    xml += #"<Default Extension="xml" ContentType="application/xml"/>"#
    if sheets.contains(where: { !$0.isEmpty }) {
      xml +=
        #"<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>"#
    }
    xml += #"<Override PartName="/xl/workbook.xml" ContentType="\#(type).sheet.main+xml"/>"#
    xml += #"<Override PartName="/xl/styles.xml" ContentType="\#(type).styles+xml"/>"#
    for (index, notes) in sheets.enumerated() {
      xml +=
        #"<Override PartName="/xl/worksheets/sheet\#(index + 1).xml" ContentType="\#(type).worksheet+xml"/>"#
      guard !notes.isEmpty else { continue }
      xml += #"<Override PartName="/xl/comments\#(index + 1).xml" ContentType="\#(type).comments+xml"/>"#
    }
    return xml + "</Types>"
  }

  private func book(_ names: [String]) -> String {
    var xml = Self.head + #"<workbook xmlns="\#(Self.main)" xmlns:r="\#(Self.office)"><sheets>"#
    for (index, name) in names.enumerated() {
      let state = name == Self.listsName ? #" state="hidden""# : ""
      xml +=
        #"<sheet name="\#(Self.escaped(name))" sheetId="\#(index + 1)"\#(state) r:id="rId\#(index + 1)"/>"#
    }
    return xml + "</sheets></workbook>"
  }

  static func relations(_ targets: [(type: String, path: String)]) -> String {
    var xml = head + #"<Relationships xmlns="\#(package)/relationships">"#
    for (index, target) in targets.enumerated() {
      xml +=
        #"<Relationship Id="rId\#(index + 1)" Type="\#(office)/\#(target.type)" Target="\#(target.path)"/>"#
    }
    return xml + "</Relationships>"
  }

  /// Plain, heading, time, date and text, in the order of `WorkbookSheet.Style`.
  private static let styles =
    head + #"<styleSheet xmlns="\#(main)">"#
    + #"<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy/m/d h:mm"/>"#
    + #"<numFmt numFmtId="165" formatCode="yyyy/m/d"/></numFmts>"#
    + #"<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>"#
    + #"<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>"#
    + #"<fills count="3"><fill><patternFill patternType="none"/></fill>"#
    + #"<fill><patternFill patternType="gray125"/></fill>"#
    + #"<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/></patternFill></fill></fills>"#
    + "<borders count=\"1\"><border/></borders>"
    + #"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#
    + #"<cellXfs count="5">"#
    + [(0, 0, 0), (49, 1, 2), (164, 0, 0), (165, 0, 0), (49, 0, 0)].map { format, font, fill in
      #"<xf numFmtId="\#(format)" fontId="\#(font)" fillId="\#(fill)" borderId="0" xfId="0" "#
        + #"applyNumberFormat="1" applyFont="1" applyFill="1"/>"#
    }.joined() + "</cellXfs>"
    + #"<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#
}

extension Unicode.Scalar {
  /// The escape of a character that XML does not allow: `_x0001_`.
  fileprivate var escape: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "_x" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_"
  }
}
