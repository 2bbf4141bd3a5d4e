import BaylineFormats

/// Reads the tables of a web page, which exports often name `.xls`, as one sheet: row by row as a spreadsheet program shows them.
///
/// WHATWG (2024), HTML Standard, 13.2, as far as tables need it: a cell or a row may be left open, a table may not, as the page
/// would be cut off.
struct HTMLTables {
  /// A table that is open; a table in a cell is open together with the one around it.
  private struct Level {
    var row: RawTable.Row?
    var isHidden = false
    var column = 0
    /// The first column of the open cell, and its text.
    var start = 0
    var text: String?
    /// The number of rows so far.
    var rows = 0
    /// The last row that a cell from above covers, by column.
    var covered: [Int] = []
  }

  private let bytes: [UInt8]
  private let source: TableSource
  private var at = 0
  private var levels: [Level] = []
  private var line = 0
  private var hasFrames = false
  private var hasTables = false
  private var cellCount = 0
  private var table: RawTable

  private static let part = "HTML"
  private static let maxDepth = 64
  private static let maxColumns = 16_384
  /// More columns than any export has with cells over several rows; each row is checked against them.
  private static let maxCovered = 1_024

  /// Whether a text is a page: it begins with markup, and has an element of pages near the beginning.
  static func isPage(_ bytes: [UInt8]) -> Bool {
    let start = bytes.prefix(4_096).drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard start.first == UInt8(ascii: "<") else { return false }
    let text = String(decoding: start, as: UTF8.self).lowercased()
    return ["<html", "<!doctype html", "<table", "<body", "<head", "<meta", "<frameset"].contains(
      where: text.contains)
  }

  /// Reads a page in UTF-8.
  ///
  /// - Complexity: linear, but for pages with tables in tables.
  static func read(_ bytes: [UInt8], _ source: TableSource) throws(WorkbookError) -> (
    table: RawTable, cells: Int
  ) {
    var reader = HTMLTables(bytes: bytes, source: source)
    try reader.run()
    return (reader.table, reader.cellCount)
  }

  private init(bytes: [UInt8], source: TableSource) {
    self.bytes = bytes
    self.source = source
    table = RawTable(source: source)
  }

  private mutating func run() throws(WorkbookError) {
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "<"), at + 1 < bytes.count, Self.startsTag(bytes[at + 1]) {
        try markup()
      } else {
        addText()
      }
    }
    guard levels.isEmpty else { throw .damaged(part: Self.part) }
    guard hasTables else { throw hasFrames ? .unread(.pageOfFrames) : .notASpreadsheet }
    // A row around another table is complete only after it.
    table.rows.sort { $0.line < $1.line }
    table.hiddenRows.sort()
  }

  // MARK: - Markup

  private static func startsTag(_ byte: UInt8) -> Bool {
    isLetter(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private mutating func markup() throws(WorkbookError) {
    if has("<!--") { return try skip(past: "-->") }
    if has("<!") || has("<?") { return try skip(past: ">") }
    let isClosing = bytes[at + 1] == UInt8(ascii: "/")
    at += isClosing ? 2 : 1
    let start = at
    while at < bytes.count,
      Self.isLetter(bytes[at]) || CellText.isDigit(bytes[at]) || bytes[at] == UInt8(ascii: ":")
    {
      at += 1
    }
    let name = String(decoding: bytes[start..<at], as: UTF8.self).lowercased()
    let attributes = try attributes()
    if isClosing {
      close(name)
    } else if ["script", "style", "title", "textarea"].contains(name) {
      try skip(past: "</" + name)
      try skip(past: ">")
    } else {
      try open(name, attributes)
    }
  }

  private mutating func open(_ name: String, _ attributes: [String: String]) throws(WorkbookError) {
    switch name {
    case "table":
      guard levels.count < Self.maxDepth else { throw .damaged(part: Self.part) }
      hasTables = true
      levels.append(Level())
    case "tr":
      guard !levels.isEmpty else { break }
      endRow()
      try beginRow(isHidden: Self.isHidden(attributes))
    case "td", "th": try beginCell(attributes)
    case "br": add("\n")
    case "frame", "frameset", "iframe": hasFrames = true
    default: break
    }
  }

  private mutating func close(_ name: String) {
    guard !levels.isEmpty else { return }
    switch name {
    case "td", "th": endCell()
    case "tr": endRow()
    case "p", "div": add("\n")
    case "table":
      endRow()
      levels.removeLast()
    default: break
    }
  }

  private static func isHidden(_ attributes: [String: String]) -> Bool {
    let style = attributes["style"]?.lowercased().filter { !$0.isWhitespace } ?? ""
    return attributes["hidden"] != nil || style.contains("display:none")
  }

  /// The attributes of a tag, and the end of the tag.
  private mutating func attributes() throws(WorkbookError) -> [String: String] {
    var found: [String: String] = [:]
    while true {
      while at < bytes.count, Self.isSpace(bytes[at]) || bytes[at] == UInt8(ascii: "/") { at += 1 }
      guard at < bytes.count else { throw .damaged(part: Self.part) }
      if bytes[at] == UInt8(ascii: ">") {
        at += 1
        return found
      }
      let name = word { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">") && !Self.isSpace($0) }
      while at < bytes.count, Self.isSpace(bytes[at]) { at += 1 }
      var value = ""
      if at < bytes.count, bytes[at] == UInt8(ascii: "=") {
        at += 1
        while at < bytes.count, Self.isSpace(bytes[at]) { at += 1 }
        guard at < bytes.count else { throw .damaged(part: Self.part) }
        let quote = bytes[at]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
          at += 1
          value = word { $0 != quote }
          guard at < bytes.count else { throw .damaged(part: Self.part) }
          at += 1
        } else {
          value = word { $0 != UInt8(ascii: ">") && !Self.isSpace($0) }
        }
      }
      if found.count < 64 { found[name.lowercased()] = value }
    }
  }

  // MARK: - Rows and cells

  private mutating func beginRow(isHidden: Bool) throws(WorkbookError) {
    line += 1
    guard line <= 1_048_576 else { throw .damaged(part: Self.part) }
    let last = levels.count - 1
    levels[last].row = RawTable.Row(line: line, cells: [])
    levels[last].rows += 1
    levels[last].isHidden = isHidden
    levels[last].column = -1
  }

  private mutating func endRow() {
    endCell()
    guard let level = levels.last, let row = level.row else { return }
    let last = levels.count - 1
    levels[last].row = nil
    guard !row.cells.isEmpty else { return }
    table.rows.append(row)
    if level.isHidden { table.hiddenRows.append(row.line) }
  }

  private mutating func beginCell(_ attributes: [String: String]) throws(WorkbookError) {
    guard let level = levels.last else { return }
    endCell()
    if level.row == nil { try beginRow(isHidden: false) }
    let last = levels.count - 1
    var column = levels[last].column + 1
    let row = levels[last].rows
    while column < levels[last].covered.count, levels[last].covered[column] >= row { column += 1 }
    let across = min(max(attributes["colspan"].flatMap { Int($0) } ?? 1, 1), 1_000)
    let down = min(max(attributes["rowspan"].flatMap { Int($0) } ?? 1, 1), 65_534)
    guard column + across <= Self.maxColumns else { throw .damaged(part: Self.part) }
    levels[last].column = column + across - 1
    levels[last].text = ""
    levels[last].start = column
    if down > 1 {
      guard column + across <= Self.maxCovered else { throw .damaged(part: Self.part) }
      while levels[last].covered.count < column + across { levels[last].covered.append(0) }
      for index in column..<column + across { levels[last].covered[index] = row + down - 1 }
    }
    let line = levels[last].row?.line ?? line
    if across > 1 || down > 1 {
      table.merges.append(MergedCells(lines: line...line + down - 1, columns: column...column + across - 1))
    }
  }

  private mutating func endCell() {
    let last = levels.count - 1
    guard last >= 0, let text = levels[last].text, let line = levels[last].row?.line else { return }
    levels[last].text = nil
    var cell = Cell(source: source, line: line, column: levels[last].start, text: Self.collapsed(text))
    guard !cell.text.isEmpty else { return }
    cellCount += 1
    guard cellCount <= Diagnostic.InputLimit.cells.value else { return }
    cell.problem = SpreadsheetFile.problem(of: cell.text)
    levels[last].row?.cells.append(cell)
  }

  // MARK: - Text

  private mutating func add(_ text: String) {
    if !levels.isEmpty { levels[levels.count - 1].text?.append(text) }
  }

  private mutating func addText() {
    let start = at
    at += 1
    while at < bytes.count, bytes[at] != UInt8(ascii: "<") { at += 1 }
    guard levels.last?.text != nil else { return }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    // Line breaks of the source are spaces.
    let plain = String(text.unicodeScalars.map { $0.value == 0x0A || $0.value == 0x0D ? " " : Character($0) })
    add(plain.contains("&") ? Self.resolved(plain) : plain)
  }

  private static func resolved(_ text: String) -> String {
    text.replacing(#/&(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});/#) { match in
      let name = match.output.1
      if let known = entities[String(name)] { return known }
      guard name.hasPrefix("#") else { return String(match.output.0) }
      let isHex = name.dropFirst().first.map { "xX".contains($0) } ?? false
      let number = UInt32(name.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10)
      return number.flatMap(Unicode.Scalar.init).map { String($0) } ?? String(match.output.0)
    }
  }

  private static let entities = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "ensp": " ", "emsp": " ",
    "middot": "·", "hellip": "…", "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’", "mdash": "—",
    "ndash": "–",
    "times": "×", "divide": "÷", "yen": "¥", "deg": "°",
  ]

  /// A text with single blanks, and none around line breaks and at its ends.
  private static func collapsed(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }.joined(separator: " ")
    }
    return CellText.trimmed(lines.joined(separator: "\n"))
  }

  // MARK: - Bytes

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private mutating func word(while isPart: (UInt8) -> Bool) -> String {
    let start = at
    while at < bytes.count, isPart(bytes[at]) { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private func has(_ text: String) -> Bool {
    bytes[at...].starts(with: text.utf8)
  }

  /// Skips to the end of a text, whatever its capitals.
  private mutating func skip(past text: String) throws(WorkbookError) {
    let wanted = Array(text.utf8)
    while at + wanted.count <= bytes.count {
      if zip(bytes[at...], wanted).allSatisfy({ $0 == $1 || (Self.isLetter($0) && $0 | 0x20 == $1) }) {
        at += wanted.count
        return
      }
      at += 1
    }
    throw .damaged(part: Self.part)
  }
}
