import BaylineFormats
import BaylineModel
import BaylineWording

/// Writes a workbook (`.xlsx`, ECMA-376): texts as inline strings, which are never formulas, dates as dates, headings bold and
/// frozen. Output is deterministic.
struct WorkbookWriter {
  private var sheets: [(name: String, xml: String)] = []

  /// Adds a sheet.
  mutating func add(_ table: SheetTable, language: Language) {
    let columns = table.kind.columns
    var xml = Self.head
    xml += #"<worksheet xmlns="\#(Self.main)"><sheetViews><sheetView workbookViewId="0""#
    xml += sheets.isEmpty ? #" tabSelected="1">"# : ">"
    xml +=
      #"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>"#
    xml += #"<sheetFormatPr defaultRowHeight="15"/><cols>"#
    for (index, column) in columns.enumerated() {
      let width = Self.width(column, table, language)
      let style = Self.style(of: column.content)
      xml +=
        #"<col min="\#(index + 1)" max="\#(index + 1)" width="\#(width)" style="\#(style)" customWidth="1"/>"#
    }
    xml += "</cols><sheetData>"
    xml += #"<row r="1">"#
    for (index, column) in columns.enumerated() {
      xml += Self.text(column.heading(language), at: Cell.letters(index) + "1", style: Style.heading)
    }
    xml += "</row>"
    for (index, row) in table.rows.enumerated() {
      xml += #"<row r="\#(index + 2)">"#
      for (position, column) in columns.enumerated() {
        let style = Self.style(of: column.content)
        xml += Self.cell(row[column.key], at: Cell.letters(position) + String(index + 2), style: style)
      }
      xml += "</row>"
    }
    xml += "</sheetData></worksheet>"
    sheets.append((table.kind.title(language), xml))
  }

  /// The bytes of the workbook.
  func workbook() -> [UInt8] {
    var zip = ZipWriter()
    zip.add("[Content_Types].xml", Array(contentTypes.utf8))
    zip.add("_rels/.rels", Array(Self.relations([("officeDocument", "xl/workbook.xml")]).utf8))
    zip.add("xl/workbook.xml", Array(book.utf8))
    let parts =
      sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") } + [("styles", "styles.xml")]
    zip.add("xl/_rels/workbook.xml.rels", Array(Self.relations(parts).utf8))
    zip.add("xl/styles.xml", Array(Self.styles.utf8))
    for (index, sheet) in sheets.enumerated() {
      zip.add("xl/worksheets/sheet\(index + 1).xml", Array(sheet.xml.utf8))
    }
    return zip.archive()
  }

  // MARK: - Cells

  /// Style numbers.
  private enum Style {
    static let plain = 0, heading = 1, time = 2, date = 3, text = 4
  }

  private static func style(of content: Column.Content) -> Int {
    switch content {
    case .time: Style.time
    case .date: Style.date
    case .id, .list, .windows: Style.text
    case .text, .integer, .decimal, .flag, .level, .bayAfter: Style.plain
    }
  }

  private static func cell(_ value: SheetValue, at place: String, style: Int) -> String {
    switch value {
    case .empty: ""
    case .text(let text), .id(let text): self.text(guarded(text), at: place, style: style)
    case .number(let number): #"<c r="\#(place)" s="\#(style)"><v>\#(number)</v></c>"#
    case .time(let time): dated(time, value, at: place, style: style)
    case .date(let date): dated(CivilTime(date), value, at: place, style: style)
    }
  }

  /// A serial date; text before March 1900, where spreadsheets count a nonexistent day.
  private static func dated(_ time: CivilTime, _ value: SheetValue, at place: String, style: Int) -> String {
    let days = time.date.ordinal - CellDateTime.dayZero1900.ordinal
    guard days >= 61 else { return text(value.plain, at: place, style: Style.text) }
    let number = Double(days) + Double(time.minuteOfDay) / 1440
    let shown = time.minuteOfDay == 0 ? String(days) : number.description
    return #"<c r="\#(place)" s="\#(style)"><v>\#(shown)</v></c>"#
  }

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

  /// The column width in characters: that of the widest cell, from 8 to 40; wide characters count twice.
  private static func width(_ column: Column, _ table: SheetTable, _ language: Language) -> Int {
    let texts = [column.heading(language)] + table.rows.prefix(200).map { $0[column.key].plain }
    return min(max((texts.map(\.displayWidth).max() ?? 0) + 2, 8), 40)
  }

  // MARK: - Parts

  static let head = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let package = "http://schemas.openxmlformats.org/package/2006"

  private var contentTypes: String {
    let type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    var xml = Self.head + #"<Types xmlns="\#(Self.package)/content-types">"#
    xml +=
      #"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#
    xml += #"<Default Extension="xml" ContentType="application/xml"/>"#
    xml += #"<Override PartName="/xl/workbook.xml" ContentType="\#(type).sheet.main+xml"/>"#
    xml += #"<Override PartName="/xl/styles.xml" ContentType="\#(type).styles+xml"/>"#
    for index in sheets.indices {
      xml +=
        #"<Override PartName="/xl/worksheets/sheet\#(index + 1).xml" ContentType="\#(type).worksheet+xml"/>"#
    }
    return xml + "</Types>"
  }

  private var book: String {
    var xml = Self.head + #"<workbook xmlns="\#(Self.main)" xmlns:r="\#(Self.office)"><sheets>"#
    for (index, sheet) in sheets.enumerated() {
      xml += #"<sheet name="\#(Self.escaped(sheet.name))" sheetId="\#(index + 1)" r:id="rId\#(index + 1)"/>"#
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

  /// Plain, heading, time, date and text, in the order of `Style`.
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
