/// The records of an old workbook (`.xls`), and the texts in them.
///
/// Microsoft (2021), [MS-XLS] Excel Binary File Format (.xls) Structure.
struct BinaryRecords {
  /// A record: its number and its data, followed by those of its continuations.
  struct Record {
    var id: Int
    var data: [ArraySlice<UInt8>]

    /// The data before any continuation.
    func first(_ part: String) -> LittleEndian { LittleEndian(data[0], part: part) }
  }

  /// The numbers of the records that are read.
  enum ID {
    static let formula = 0x06, end = 0x0A, protection = 0x2F, dateMode = 0x22, continuation = 0x3C
    static let codePage = 0x42, sheet = 0x85, multipleNumbers = 0xBD, richText = 0xD6, format = 0xE0
    static let mergedCells = 0xE5, sharedStrings = 0xFC, sharedText = 0xFD, number = 0x203, text = 0x204
    static let truth = 0x205, string = 0x207, row = 0x208, shortNumber = 0x27E, formatCode = 0x41E
    static let begin = 0x809
  }

  private let bytes: [UInt8]
  private let part: String
  /// The offset of the next record.
  private(set) var at: Int

  /// Reads from an offset on; a truncated record is damage of `part`.
  init(_ bytes: [UInt8], from offset: Int, part: String) {
    self.bytes = bytes
    self.part = part
    at = offset
  }

  /// The next record. The stream never ends without a record that says so.
  mutating func next() throws(WorkbookError) -> Record {
    var record = try single()
    while at + 4 <= bytes.count, bytes[at] == ID.continuation, bytes[at + 1] == 0 {
      record.data += try single().data
    }
    return record
  }

  private mutating func single() throws(WorkbookError) -> Record {
    guard at >= 0, at <= bytes.count - 4 else { throw .damaged(part: part) }
    let id = Int(bytes[at]) | Int(bytes[at + 1]) << 8
    let end = at + 4 + (Int(bytes[at + 2]) | Int(bytes[at + 3]) << 8)
    guard end <= bytes.count else { throw .damaged(part: part) }
    defer { at = end }
    return Record(id: id, data: [bytes[at + 4..<end]])
  }
}

/// Reads texts from a record and its continuations: each continuation within a text says anew whether its characters have one
/// byte or two.
struct BinaryText {
  /// How a workbook writes texts.
  enum Style {
    /// As UTF-16, or its lower bytes (Excel 97 and later).
    case unicode
    /// In a code page (Excel 5 and 95); `nil` is one that is not read beyond ASCII.
    case bytes(TextEncoding?)
  }

  private let data: [ArraySlice<UInt8>]
  private let style: Style
  private let part: String
  private var piece = 0
  private var at: Int

  init(
    _ record: BinaryRecords.Record, from offset: Int = 0, _ style: Style = .unicode, part: String
  ) throws(WorkbookError) {
    guard offset <= record.data[0].count else { throw .damaged(part: part) }
    data = record.data
    self.style = style
    self.part = part
    at = record.data[0].startIndex + offset
  }

  /// Whether everything has been read.
  var isAtEnd: Bool { piece == data.count - 1 && at == data[piece].endIndex }

  /// A number of one to four bytes.
  mutating func number(bytes count: Int) throws(WorkbookError) -> Int {
    var value = 0
    for index in 0..<count { value |= try byte() << (8 * index) }
    return value
  }

  /// A text with its number of characters before it.
  ///
  /// - Parameter countBytes: The size of that number.
  mutating func text(countBytes: Int) throws(WorkbookError) -> String {
    let count = try number(bytes: countBytes)
    if case .bytes(let encoding) = style { return try encoded(count, encoding) }
    let flags = try byte()
    guard flags & 0xF2 == 0 else { throw .damaged(part: part) }
    let runs = flags & 8 == 0 ? 0 : try number(bytes: 2)
    let readings = flags & 4 == 0 ? 0 : try number(bytes: 4)
    let text = try characters(count, isWide: flags & 1 == 1)
    try skip(4 * runs + readings)
    return text
  }

  /// A text of bytes in a code page.
  private mutating func encoded(_ count: Int, _ encoding: TextEncoding?) throws(WorkbookError) -> String {
    var found: [UInt8] = []
    for _ in 0..<count { found.append(UInt8(try byte())) }
    guard let encoding else {
      guard found.allSatisfy({ $0 < 0x80 }) else { throw .unread(.oldExcel) }
      return String(decoding: found, as: UTF8.self)
    }
    guard let text = try? TextEncoding.decode(found, as: encoding) else { throw .damaged(part: part) }
    return String(decoding: text.bytes, as: UTF8.self)
  }

  private mutating func characters(_ count: Int, isWide: Bool) throws(WorkbookError) -> String {
    var units: [UInt16] = []
    units.reserveCapacity(count)
    var isWide = isWide
    while units.count < count {
      if at == data[piece].endIndex {
        guard piece + 1 < data.count else { throw .damaged(part: part) }
        piece += 1
        at = data[piece].startIndex
        let flags = try byte()
        guard flags & 0xFE == 0 else { throw .damaged(part: part) }
        isWide = flags == 1
      }
      if isWide {
        guard at + 1 < data[piece].endIndex else { throw .damaged(part: part) }
        units.append(UInt16(data[piece][at]) | UInt16(data[piece][at + 1]) << 8)
        at += 2
      } else {
        units.append(UInt16(try byte()))
      }
    }
    guard let text = String(validating: units, as: UTF16.self) else { throw .damaged(part: part) }
    return text
  }

  private mutating func skip(_ count: Int) throws(WorkbookError) {
    var left = count
    while left > 0 {
      let here = min(left, data[piece].endIndex - at)
      at += here
      left -= here
      if left > 0 { try nextPiece() }
    }
  }

  private mutating func byte() throws(WorkbookError) -> Int {
    while at == data[piece].endIndex { try nextPiece() }
    defer { at += 1 }
    return Int(data[piece][at])
  }

  private mutating func nextPiece() throws(WorkbookError) {
    guard piece + 1 < data.count else { throw .damaged(part: part) }
    piece += 1
    at = data[piece].startIndex
  }
}
