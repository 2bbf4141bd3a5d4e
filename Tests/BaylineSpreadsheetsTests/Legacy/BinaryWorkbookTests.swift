import BaylineFormats
import Testing

@testable import BaylineSpreadsheets

/// Old workbooks (`.xls`), record by record as [MS-XLS] defines them.
@Suite struct BinaryWorkbookTests {
  private typealias Builder = BinaryWorkbookBuilder

  private func read(_ builder: Builder) -> (file: SpreadsheetFile, codes: [String]) {
    let log = SheetDiagnostics()
    let file = SpreadsheetFile(builder.file, file: "b.xls", encoding: nil, from: 0, log)
    return (file, log.diagnostics.map(\.problem.code))
  }

  /// The texts of a sheet of these records.
  private func texts(_ records: [UInt8], globals: [UInt8] = []) throws -> [String] {
    let (file, codes) = read(Builder(globals: globals, sheets: [("预约", 0, records)]))
    #expect(codes == [])
    return try #require(file.tables.first).rows.flatMap {
      $0.cells.map { "\(Cell.letters($0.column))\($0.line)=\($0.text)" }
    }
  }

  @Test func textsNumbersTruthsAndErrors() throws {
    // 75 << 2 | 2 is the integer 75, | 1 makes it hundredths; 0x3FF80000 is the upper half of 1.5.
    let records =
      Builder.label(0, 0, "车牌号") + Builder.number(0, 1, 13_800_000_001) + Builder.number(0, 2, 1.25)
      + Builder.record(0x27E, words: [0, 3, 0], Builder.little(75 << 2 | 2, 4))
      + Builder.record(
        0xBD, words: [1, 0, 0],
        Builder.little(75 << 2 | 3, 4) + Builder.little(0, 2) + Builder.little(0x3FF8_0000, 4)
          + Builder.little(1, 2))
      + Builder.record(0x205, words: [1, 2, 0], [1, 0])
    #expect(
      try texts(records) == ["A1=车牌号", "B1=13800000001", "C1=1.25", "D1=75", "A2=0.75", "B2=1.5", "C2=TRUE"])
    let (file, _) = read(Builder(sheets: [("S", 0, Builder.record(0x205, words: [0, 0, 0], [0x17, 1]))]))
    #expect(file.tables[0].rows[0].cells[0].problem == .sheet(.errorValue("#REF!")))
  }

  @Test func sharedTextsGoOnInContinuations() throws {
    // 小保养 is broken after 小: the continuation says again that characters have two bytes. ABCD goes on with one byte each.
    let first =
      Builder.little(3, 4) + Builder.little(3, 4) + Builder.text("车牌") + Builder.little(3, 2) + [1]
      + Builder.wide("小")
    let second: [UInt8] = [1] + Builder.wide("保养") + Builder.little(4, 2) + [1] + Builder.wide("AB")
    let third: [UInt8] = [0] + Array("CD".utf8)
    let strings = Builder.record(0xFC, first) + Builder.record(0x3C, second) + Builder.record(0x3C, third)
    let cells = (0..<3).flatMap { Builder.record(0xFD, words: [0, $0, 0], Builder.little($0, 4)) }
    #expect(try texts(cells, globals: strings) == ["A1=车牌", "B1=小保养", "C1=ABCD"])
    // A length that leaves text over is damage, and so is a text that does not exist.
    let short = Builder.record(
      0xFC, Builder.little(1, 4) + Builder.little(1, 4) + Builder.text("车牌") + [0, 0])
    #expect(read(Builder(globals: short)).codes == ["damagedWorkbook"])
    let (file, _) = read(Builder(sheets: [("S", 0, cells)]))
    #expect(
      file.tables[0].rows[0].cells.map { $0.problem?.code } == [
        "damagedWorkbook", "damagedWorkbook", "damagedWorkbook",
      ])
  }

  @Test func datesByTheirStyle() throws {
    // Style 0 is plain, 1 the built-in date, 2 a format of its own. 46349.34375 is 2026-11-23 08:15.
    let styles =
      Builder.record(0x41E, words: [164], Builder.text("yyyy\"年\"m\"月\"d\"日\" h:mm"))
      + [0, 14, 164].flatMap { Builder.record(0xE0, words: [0, $0]) }
    let cells =
      Builder.number(0, 0, 46_349) + Builder.number(0, 1, 46_349, style: 1)
      + Builder.number(0, 2, 46_349.34375, style: 2)
    #expect(try texts(cells, globals: styles) == ["A1=46349", "B1=2026-11-23", "C1=2026-11-23 08:15"])
    // Counted from 1904, the same day is 1,462 days later.
    let old = try texts(cells, globals: styles + Builder.record(0x22, words: [1]))
    #expect(old == ["A1=46349", "B1=2030-11-24", "C1=2030-11-24 08:15"])
  }

  @Test func formulasCountWithTheirResults() throws {
    func formula(_ column: Int, _ result: [UInt8], options: Int = 0) -> [UInt8] {
      Builder.record(0x06, words: [0, column, 0], result + Builder.little(options, 2) + [0, 0, 0, 0, 0, 0])
    }
    let records =
      formula(0, Builder.double(2.5)) + formula(1, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
      + Builder.record(0x207, Builder.text("小保养")) + formula(2, [1, 0, 1, 0, 0, 0, 0xFF, 0xFF])
      + formula(3, [3, 0, 0, 0, 0, 0, 0xFF, 0xFF])
    #expect(try texts(records) == ["A1=2.5", "B1=小保养", "C1=TRUE"])
    // 0 that has still to be calculated is no result.
    let (file, _) = read(Builder(sheets: [("S", 0, formula(0, Builder.double(0), options: 2))]))
    #expect(file.tables[0].rows[0].cells[0].problem == .sheet(.formulaWithoutValue))
  }

  @Test func hiddenSheetsAndRowsAndMergedCells() throws {
    let hidden = Builder.record(0x208, words: [2, 0, 1, 255, 0, 0, 0x20, 0])
    let records =
      Builder.label(2, 0, "沪A1") + hidden + Builder.label(0, 0, "车牌号")
      + Builder.record(0xE5, words: [1, 2, 3, 0, 1])
    let (file, codes) = read(Builder(sheets: [("预约", 0, records), ("说明", 1, Builder.label(0, 0, "x"))]))
    #expect(codes == [])
    #expect(file.hiddenSheets == ["说明"])
    #expect(file.tables.map(\.source.sheet) == ["预约"])
    // Cells are in order although their records are not.
    #expect(file.tables[0].rows.map(\.line) == [1, 3])
    #expect(file.tables[0].hiddenRows == [3])
    #expect(file.tables[0].merges.map(\.lines) == [3...4])
  }

  @Test func textsOfExcel95AreInTheirCodePage() throws {
    // 沪 is BB A6 in GBK.
    let label = Builder.record(0x204, words: [0, 0, 0], [3, 0, 0xBB, 0xA6, 0x41])
    var builder = Builder(
      globals: Builder.record(0x42, words: [936]), sheets: [("S", 0, label)], version: 0x500, stream: "Book")
    #expect(read(builder).file.tables.first?.rows[0].cells.map(\.text) == ["沪A"])
    // Greek is not read.
    builder.globals = Builder.record(0x42, words: [1253])
    #expect(read(builder).codes == ["unreadFormat"])
  }

  @Test func protectedAndOtherDocumentsAreTold() {
    #expect(read(Builder(globals: Builder.record(0x2F, words: [0]))).codes == ["protectedWorkbook"])
    #expect(read(Builder(version: 0x400)).codes == ["unreadFormat"])
    for (stream, code) in [("WordDocument", "notASpreadsheet"), ("EncryptedPackage", "protectedWorkbook")] {
      let log = SheetDiagnostics()
      _ = SpreadsheetFile(Builder.compound([(stream, [])]), file: "b", encoding: nil, from: 0, log)
      #expect(log.diagnostics.map(\.problem.code) == [code])
    }
  }

  @Test(arguments: [
    Builder.number(0, 0, 1) + Builder.number(0, 0, 2), Builder.number(0, 256, 1),
    Builder.record(0x203, words: [0, 0, 0]),
    Builder.number(0, 0, .nan), Builder.record(0xBD, words: [0, 0, 0, 1, 2]),
    Builder.record(0x204, words: [0, 0, 0, 99], [1]),
    Builder.record(0x06, words: [0, 0, 0, 0, 0, 0, 0xFFFF, 0, 0, 0]),
    Builder.record(0xE5, words: [1, 3, 2, 0, 0]),
    Builder.record(0x809, words: [0x600, 0x20]),
  ])
  func damagedSheets(records: [UInt8]) {
    #expect(read(Builder(sheets: [("S", 0, records)])).codes == ["damagedWorkbook"])
  }

  @Test func sheetsDoNotShareRecords() {
    let cells = (0..<100).flatMap { Builder.number($0, 0, 1) }
    func names(_ offset: Int) -> [UInt8] {
      (1...3).flatMap {
        Builder.record(0x85, Builder.little(offset, 4) + [0, 0] + Builder.text("\($0)", countBytes: 1))
      }
    }
    var builder = Builder(globals: names(0), sheets: [("S", 0, cells)])
    // Begin and end take up 16 bytes.
    builder.globals = names(builder.records.count - cells.count - 16)
    #expect(read(builder).codes == ["damagedWorkbook"])
  }

  @Test func damagedContainers() {
    let sound = Builder(sheets: [("S", 0, Builder.label(0, 0, "a"))]).file
    var inCircles = sound
    // The second sector of the stream goes back to the first.
    inCircles.replaceSubrange(512 + 4 * 3..<512 + 4 * 4, with: Builder.little(2, 4))
    var ownSibling = sound
    ownSibling.replaceSubrange(1_024 + 128 + 72..<1_024 + 128 + 76, with: Builder.little(1, 4))
    var oddVersion = sound
    oddVersion[26] = 9
    for bytes in [inCircles, ownSibling, oddVersion, Array(sound.prefix(2_000)), Array(sound.prefix(100))] {
      let log = SheetDiagnostics()
      _ = SpreadsheetFile(bytes, file: "b", encoding: nil, from: 0, log)
      #expect(log.diagnostics.map(\.problem.code) == ["damagedWorkbook"])
    }
  }

  @Test func changedBytesAreReadOrAreFaults() {
    let strings = Builder.record(
      0xFC, Builder.little(2, 4) + Builder.little(2, 4) + Builder.text("车牌") + Builder.text("项目"))
    let cells = Builder.record(0xFD, words: [0, 0, 0], Builder.little(1, 4)) + Builder.number(1, 0, 46_349.5)
    let sound = Builder(globals: strings, sheets: [("S", 0, cells)]).file
    // Each byte of the header, the directory and the records, changed in two ways.
    for index in Array(0..<80) + Array(512..<560) + Array(1_024..<1_290) + Array(1_536..<1_700) {
      for change: UInt8 in [0xFF, 0x01] {
        var bytes = sound
        bytes[index] ^= change
        let log = SheetDiagnostics()
        let file = SpreadsheetFile(bytes, file: "b", encoding: nil, from: 0, log)
        #expect(log.isEmpty || file.tables.isEmpty)
      }
    }
  }
}
