import BaylineFormats
import BaylineModel
import Testing

@testable import BaylineSpreadsheets

/// Durations in minutes and hours, and quantities with decimals and units.
@Suite struct AmountTests {
  private static let source = TableSource(order: 0, file: "j.csv")

  private func minutes(_ text: String, _ heading: String) -> (minutes: Int?, code: String?, noted: [String]) {
    let log = SheetDiagnostics()
    let reader = CellReader(log, horizon: nil)
    let minutes = reader.minutes(Cell(source: Self.source, line: 2, column: 2, heading: heading, text: text))
    return (minutes, log.diagnostics.first?.problem.code, reader.roundings.minutes)
  }

  @Test(arguments: [
    ("30", "分钟", 30), ("1.5", "工时", 90), ("0.1", "标准工时", 6), ("0.7", "Hours", 42), ("2", "标准工时（小时）", 120),
    ("45", "标准工时（分钟）", 45), ("45分钟", "工时", 45), ("１．５小时", "分钟", 90), ("1.5h", "Minutes", 90),
    ("1小时20分", "工时", 80), ("1h 30min", "分钟", 90), ("30.0", "分钟", 30), ("30小时", "工时", 1_800),
    // As binary fractions are written out: 0.1 + 0.2 and 1/3.
    ("0.30000000000000004", "工时", 18), ("0.33333333333333331", "工时", 20),
  ])
  func exactMinutes(text: String, heading: String, expected: Int) {
    let (found, code, noted) = minutes(text, heading)
    #expect(found == expected && code == nil && noted == [])
  }

  @Test(arguments: [
    ("0.33", "工时", 20), ("30.5", "分钟", 31), ("30.4", "分钟", 30), ("0.01", "工时", 1), ("0.001", "工时", 0),
  ])
  func theRestIsRoundedToTheNearestMinuteAndNoted(text: String, heading: String, expected: Int) {
    let (found, code, noted) = minutes(text, heading)
    #expect(found == expected && code == nil && noted == ["j.csv:2:C \(text) → \(expected)"])
  }

  @Test(arguments: [
    ("soon", "notACellDuration"), ("", "notACellDuration"), ("-1", "notACellDuration"),
    ("1 2", "notACellDuration"),
    ("1.2.3", "notACellDuration"), ("30分1小时", "notACellDuration"), ("999999999", "notACellDuration"),
    ("1e3", "notACellDuration"),
    ("30", "tooManyHours"), ("1小时半", "notACellDuration"),
  ])
  func faults(text: String, code: String) {
    let found = minutes(text, "工时")
    #expect(found.minutes == nil && found.code == code)
  }

  @Test(arguments: [
    ("4.5", 5, 4), ("4.5升", 5, 4), ("4.0", 4, 4), ("1,200", 1_200, 1_200), ("2 桶", 2, 2), ("0.2L", 1, 0),
  ])
  func needsAreRoundedUpAndStockDown(text: String, need: Int, stock: Int) {
    let reader = CellReader(SheetDiagnostics(), horizon: nil)
    let cell = Cell(source: Self.source, line: 2, column: 0, text: text)
    #expect(reader.quantity(cell, isNeed: true) == need)
    #expect(reader.quantity(cell, isNeed: false) == stock)
    #expect(reader.log.isEmpty)
    #expect(reader.roundings.quantities.count == (need == stock ? 0 : 2))
    #expect(
      reader.quantity(Cell(source: Self.source, line: 3, column: 0, text: "4.5 ml"), isNeed: true) == nil)
    #expect(reader.log.diagnostics.map(\.problem.code) == ["notACellNumber"])
  }

  @Test func aCatalogueInHoursAndOilInLitres() throws {
    // 0.5 of an hour are 30 minutes; 4.5 litres of 12.5 count as 5 of 12.
    let result = Importing(from: "2027-03-16").run(
      "车牌号,项目\n沪A12345,小保养\n", "项目,业务类型,作业,标准工时,工位类型,工种,配件号,数量\n小保养,定保,换机油,0.5,express,mechanical,LUB,4.5\n",
      "配件编码,库存\nLUB,12.5\n")
    #expect(result.diagnostics == [])
    let demand = try #require(result.demand)
    #expect(demand.appointments[0].parts.map(\.quantity) == [5])
    #expect(demand.parts.map(\.onHand) == [12])
    #expect(result.notes.contains(.quantitiesRounded(["3.csv:2:B 12.5 → 12", "2.csv:2:H 4.5 → 5"])))
    guard case .standard(let work) = demand.appointments[0].operations[0].work else {
      Issue.record("not a standard operation")
      return
    }
    #expect(work.minutes == 30)
  }
}
