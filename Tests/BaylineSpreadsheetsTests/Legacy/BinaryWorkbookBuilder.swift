import Foundation

/// Builds old workbooks (`.xls`) by hand: a compound file with one stream of records.
struct BinaryWorkbookBuilder {
  /// The records before the sheets, without begin, sheets and end.
  var globals: [UInt8] = []
  /// The sheets: name, state (0 visible) and the records of their cells.
  var sheets: [(name: String, state: UInt8, records: [UInt8])] = []
  var version = 0x600
  /// The name of the stream.
  var stream = "Workbook"

  /// A record of 16-bit values.
  static func record(_ id: Int, words: [Int], _ rest: [UInt8] = []) -> [UInt8] {
    record(id, words.flatMap { little($0, 2) } + rest)
  }

  static func record(_ id: Int, _ data: [UInt8]) -> [UInt8] { little(id, 2) + little(data.count, 2) + data }

  static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  static func double(_ value: Double) -> [UInt8] { little(Int(bitPattern: UInt(value.bitPattern)), 8) }

  /// The characters of a text as UTF-16.
  static func wide(_ text: String) -> [UInt8] { text.utf16.flatMap { little(Int($0), 2) } }

  /// A text with its number of characters.
  static func text(_ text: String, countBytes: Int = 2) -> [UInt8] {
    little(text.utf16.count, countBytes) + [1] + wide(text)
  }

  /// A cell with text.
  static func label(_ row: Int, _ column: Int, _ text: String) -> [UInt8] {
    record(0x204, words: [row, column, 0], self.text(text))
  }

  /// A cell with a number.
  static func number(_ row: Int, _ column: Int, _ value: Double, style: Int = 0) -> [UInt8] {
    record(0x203, words: [row, column, style], double(value))
  }

  /// The stream of records.
  var records: [UInt8] {
    let begin = { (type: Int) in Self.record(0x809, words: [version, type, 0, 0]) }
    let end = Self.record(0x0A, [])
    let names = sheets.map { sheet in
      version == 0x600
        ? Self.text(sheet.name, countBytes: 1) : [UInt8(sheet.name.utf8.count)] + Array(sheet.name.utf8)
    }
    let length = begin(5).count + globals.count + names.reduce(0) { $0 + 10 + $1.count } + end.count
    var (entries, bodies): ([UInt8], [UInt8]) = ([], [])
    for (sheet, name) in zip(sheets, names) {
      entries += Self.record(0x85, Self.little(length + bodies.count, 4) + [sheet.state, 0] + name)
      bodies += begin(0x10) + sheet.records + end
    }
    return begin(5) + globals + entries + end + bodies
  }

  /// The file.
  var file: [UInt8] { Self.compound([(stream, records)]) }

  /// A compound file of streams, each of at least 4,096 bytes.
  static func compound(_ streams: [(name: String, content: [UInt8])]) -> [UInt8] {
    let padded = streams.map { $0.content + [UInt8](repeating: 0, count: max(0, 4_096 - $0.content.count)) }
    let sectors = padded.map { ($0.count + 511) / 512 }
    // Sector 0 is the table of sectors, sector 1 the directory; the streams follow.
    var table: [Int] = [0xFFFF_FFFD, 0xFFFF_FFFE]
    var starts: [Int] = []
    for count in sectors {
      starts.append(table.count)
      table += (1..<count).map { table.count + $0 } + [0xFFFF_FFFE]
    }
    table += [Int](repeating: 0xFFFF_FFFF, count: 128 - table.count)
    let none = 0xFFFF_FFFF
    func entry(_ name: String, _ type: UInt8, right: Int, child: Int, start: Int, size: Int) -> [UInt8] {
      let letters = wide(name)
      return letters + [UInt8](repeating: 0, count: 64 - letters.count) + little(letters.count + 2, 2) + [
        type, 1,
      ]
        + little(none, 4) + little(right, 4) + little(child, 4) + [UInt8](repeating: 0, count: 36)
        + little(start, 4) + little(size, 8)
    }
    var directory = entry("Root Entry", 5, right: none, child: 1, start: 0xFFFF_FFFE, size: 0)
    for (index, stream) in streams.enumerated() {
      let right = index + 1 < streams.count ? index + 2 : none
      directory += entry(
        stream.name, 2, right: right, child: none, start: starts[index], size: padded[index].count)
    }
    directory += [UInt8](repeating: 0, count: 512 - directory.count)
    var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 16)
    header += little(0x3E, 2) + little(3, 2) + little(0xFFFE, 2) + little(9, 2) + little(6, 2)
    header += [UInt8](repeating: 0, count: 10) + little(1, 4) + little(1, 4) + little(0, 4) + little(4_096, 4)
    header += little(0xFFFF_FFFE, 4) + little(0, 4) + little(0xFFFF_FFFE, 4) + little(0, 4) + little(0, 4)
    header += [UInt8](repeating: 0xFF, count: 512 - header.count)
    let body = padded.flatMap { $0 + [UInt8](repeating: 0, count: ($0.count + 511) / 512 * 512 - $0.count) }
    return header + table.flatMap { little($0, 4) } + directory + body
  }
}
