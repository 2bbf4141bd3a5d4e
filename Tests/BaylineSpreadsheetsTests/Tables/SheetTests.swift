import BaylineModel
import Foundation
import TestSupport
import Testing

@testable import BaylineSpreadsheets

@Suite struct SheetTests {
  private let importing = Importing(from: "2026-11-23")
  private let operations = "预约号,作业,分钟,工位类型\nV1,换油,30,lift\n"

  @Test func headingsInBothLanguagesAndAnyOrder() throws {
    for visits in [
      "预约号,业务类型,车牌号\nV1,定保,沪I·1\n", "车 牌,类型*,编号\n沪I·1,maintenance,V1\n",
      "Plate;KIND;Id\n沪I·1;Maintenance;V1\n", "sep=;\nid;plate;kind\nV1;沪I·1;定保\n",
      "预约登记表\n\n预约号\t车牌号\t业务类型\nV1\t沪I·1\t定保\n",
    ] {
      let demand = try #require(importing.run(visits, operations).demand, "\(visits)")
      #expect(demand.appointments.map(\.id) == ["V1"])
      #expect(demand.appointments[0].card.plate == "沪I·1")
      #expect(demand.appointments[0].kind == .maintenance)
    }
  }

  @Test func faultsOfHeadings() {
    #expect(
      importing.diagnostics("预约号,业务类型,预约号\nV1,定保,\n", operations) == ["1.csv:1:C duplicateHeading"])
    #expect(importing.diagnostics("项目,备注\n小保养,a\n") == ["1.csv:1:C missingHeading", "1.csv:2:A nobody"])
    #expect(importing.diagnostics("a,b\nc,d\n") == ["1.csv:1:A unknownTable"])
    #expect(importing.diagnostics("预约号,业务类型\nV1,定保,x\n", operations) == ["1.csv:2:C cellWithoutHeading"])
    #expect(importing.diagnostics("作业,分钟,工位类型\n换油,30,lift\n") == ["1.csv:1:D missingHeading"])
    #expect(importing.diagnostics(operations) == ["1.csv:$ missingTable", "1.csv:2:A unknownRow"])
  }

  @Test func columnsOfOnesOwnAreToldAndPassedOver() throws {
    let result = importing.run("预约号,业务类型,x-提醒\nV1,定保,☐\n", operations)
    #expect(result.demand != nil)
    #expect(result.notes.contains(.notRead(file: "1.csv", ["x-提醒"])))
  }

  /// No heading means two columns of its table.
  @Test(arguments: TableKind.allCases) func headingsAreUnique(kind: TableKind) {
    var seen: Set<String> = []
    for column in kind.columns {
      for name in column.names { #expect(seen.insert(name).inserted, "\(kind): \(name)") }
    }
  }

  /// The page for users lists each table with its headings, in the order of the columns.
  @Test(arguments: TableKind.allCases) func headingsStandInTheDocs(kind: TableKind) throws {
    let page = try String(contentsOf: Project.root.appending(path: "docs/spreadsheets.md"), encoding: .utf8)
    let title = "### \(kind.title(.chinese)) · \(kind.title(.english))"
    let section = try #require(page.components(separatedBy: title + "\n").dropFirst().first)
    let rows = try #require(section.components(separatedBy: "\n#").first).split(separator: "\n")
      .filter { $0.hasPrefix("| ") }.dropFirst().map {
        $0.split(separator: "|").prefix(2).map { $0.trimmingCharacters(in: .whitespaces) }
      }
    let expected = kind.columns.map { column in
      [
        ([column.heading(.chinese) + (column.isRequired ? " *" : "")] + column.chinese.dropFirst()).joined(
          separator: "、"),
        column.english.joined(separator: ", "),
      ]
    }
    #expect(Array(rows) == expected)
  }
}
