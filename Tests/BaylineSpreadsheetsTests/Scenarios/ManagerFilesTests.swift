import BaylineFormats
import BaylineModel
import BaylineSpreadsheets
import BaylineWording
import Foundation
import TestSupport
import Testing

/// The example files of the manager's desk, and the examples on the pages, are read and applied to the dealer's day.
@Suite struct ManagerFilesTests {
  private func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: Project.root.appending(path: path)))
  }

  private func demo() throws -> (site: Site, demand: Demand) {
    let site = SiteFormat.decode(try bytes("datasets/demo/site.json"), file: "site.json")
    let demand = DemandFormat.decode(
      try bytes("datasets/demo/demand.json"), file: "demand.json", site: site.names)
    return (try site.get(), try demand.get())
  }

  private func words(_ diagnostics: [Diagnostic]) -> String { DiagnosticText(.english).text(diagnostics) }

  @Test func theUncertaintyFileIsTheUsualOneWrittenOut() throws {
    let (site, _) = try demo()
    let file = try bytes("datasets/manager/uncertainty.json")
    let reading = UncertaintyFormat.decode(file, file: "u", site: SiteFormat.IDs(site))
    #expect(reading.uncertainty == .default, "\(words(reading.diagnostics))")
    #expect(UncertaintyFormat.encode(.default) == String(decoding: file, as: UTF8.self))
  }

  @Test func twentyScenariosApplyToTheDay() throws {
    let (site, demand) = try demo()
    let reading = ScenariosFormat.decode(
      try bytes("datasets/manager/scenarios.json"), file: "s", site: SiteFormat.IDs(site))
    try checkCases(reading, site, demand)
    #expect(reading.scenarios?.scenarios.count == 20)
    let text = try #require(reading.scenarios.map(ScenariosFormat.encode))
    #expect(ScenariosFormat.decode(Array(text.utf8), file: "s", site: nil).scenarios == reading.scenarios)
  }

  @Test func theTableOfScenariosAppliesToTheDay() throws {
    let (site, demand) = try demo()
    let table = ScenarioTable.decode(
      try bytes("datasets/manager/scenarios.csv"), file: "s.csv", site: site, horizon: demand.horizon)
    try checkCases(table, site, demand)
    // Scenarios of the same name in both files are the same, but for what a table cannot say.
    let json = try ScenariosFormat.decode(
      try bytes("datasets/manager/scenarios.json"), file: "s", site: SiteFormat.IDs(site)
    ).get()
    for name in [
      "加一名中级机修", "减一名中级机修", "培训两名初级机修", "丁少华休假", "全体加班一小时", "两人改晚班", "加一个举升工位", "大修工位兼诊断", "加一名顾问", "加两辆代步车",
      "业务量加一成", "配件备足",
    ] {
      let (left, right) = (
        table.scenarios?.scenarios.first { $0.name == name }, json.scenarios.first { $0.name == name }
      )
      #expect(left?.changes == right?.changes && left != nil, "\(name)")
    }
  }

  private func checkCases(_ reading: ScenariosFormat.Decoded, _ site: Site, _ demand: Demand) throws {
    #expect(reading.diagnostics.isEmpty, "\(words(reading.diagnostics))")
    do throws(Diagnostics) {
      let cases = try reading.cases(site: site, demands: [demand], uncertainty: .default, seed: 1)
      let today = Scenario.Instance(site: site, demands: [demand], uncertainty: .default)
      for (made, scenario) in zip(cases, reading.scenarios?.scenarios ?? []) {
        #expect(made != today, "\(scenario.name)")
      }
    } catch {
      Issue.record("\(words(error.elements))")
    }
  }

  @Test func theTargetsFitTheSite() throws {
    let (site, demand) = try demo()
    let reading = TargetsFormat.decode(
      try bytes("datasets/manager/targets.json"), file: "t", site: SiteFormat.IDs(site))
    #expect(reading.diagnostics.isEmpty, "\(words(reading.diagnostics))")
    let ranges = try reading.check(site: site, demands: [demand]).ranges
    // Today's staffing lies in every range: 3 junior, 6 senior and 3 master mechanics, 1 senior electrician.
    let counts = ranges.technicians.map { ranges.technicians(of: $0, at: site).count }
    #expect(counts == [3, 6, 3, 1])
    // Eight lifts, five of them for quick work, too; those count as lifts alone.
    #expect(ranges.bays(at: site).map(\.count) == [8, 3])
    for (range, count) in zip(ranges.technicians, counts) { #expect(range.count.contains(count)) }
  }

  @Test(arguments: ["uncertainty", "scenarios", "targets"])
  func examplesOnThePagesAreRead(page: String) throws {
    let (site, demand) = try demo()
    let text = String(decoding: try bytes("docs/\(page).md"), as: UTF8.self)
    let blocks = text.components(separatedBy: "```json\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
    #expect(!blocks.isEmpty)
    for block in blocks {
      let bytes = Array(block.utf8)
      switch page {
      case "uncertainty":
        let reading = UncertaintyFormat.decode(bytes, file: page, site: SiteFormat.IDs(site))
        #expect(reading.diagnostics.isEmpty, "\(words(reading.diagnostics))")
      case "scenarios":
        try checkCases(ScenariosFormat.decode(bytes, file: page, site: SiteFormat.IDs(site)), site, demand)
      default:
        let reading = TargetsFormat.decode(bytes, file: page, site: SiteFormat.IDs(site))
        #expect(reading.diagnostics.isEmpty, "\(words(reading.diagnostics))")
        _ = try reading.check(site: site, demands: [demand])
      }
    }
  }

  /// The page documents every member of the file and every keyword of the table.
  @Test func pagesNameEveryMember() throws {
    func page(_ name: String) throws -> String {
      String(decoding: try bytes("docs/\(name).md"), as: UTF8.self)
    }
    let uncertainty = try page("uncertainty")
    for shape in ObjectShape.ofUncertainty where !["members", "weekdayPercent"].contains(shape.name) {
      for member in shape.members where member != "type" {
        #expect(uncertainty.contains(member), "uncertainty: \(member)")
      }
    }
    let scenarios = try page("scenarios")
    for shape in ObjectShape.ofScenarios {
      for member in shape.members where !ObjectShape.booking.optional.contains(member) {
        #expect(scenarios.contains(member), "scenarios: \(member)")
      }
    }
    for type in ObjectShape.changeTypes { #expect(scenarios.contains("| `\(type)` |"), "\(type)") }
    let targets = try page("targets")
    for shape in ObjectShape.ofTargets {
      for member in shape.members { #expect(targets.contains(member), "targets: \(member)") }
    }
  }
}
