import BaylineFormats
import BaylineGenerator
import BaylineModel
import Foundation
import TestSupport
import Testing

@Suite struct DatasetTests {
  private func text(_ path: String) throws -> String {
    try String(contentsOf: Project.datasets.appending(path: path), encoding: .utf8)
  }

  @Test(arguments: [GeneratorProfile.small, .demo, .large, .week, .scarce, .body, .replan, .features])
  func theFilesAreMadeTheSameNow(profile: GeneratorProfile) throws {
    let made = try #require(profile.generate(seed: 1).first)
    #expect(try text("\(profile.rawValue)/site.json") == SiteFormat.encode(made.site))
    #expect(try text("\(profile.rawValue)/demand.json") == DemandFormat.encode(made.demand))
  }

  @Test func theTinyCasesAreReadAndHaveTheirStatedTotals() throws {
    let lines = try text("tiny/optimal.csv").split(separator: "\n").dropFirst()
    #expect(lines.count == 28)
    for line in lines {
      let fields = line.split(separator: ",")
      let folder = "tiny/\(fields[0])"
      let site = SiteFormat.decode(Array(try text("\(folder)/site.json").utf8), file: "site.json")
      let demand = DemandFormat.decode(
        Array(try text("\(folder)/demand.json").utf8), file: "demand.json", site: site.names)
      #expect(try demand.get().appointments.count <= 4)
      #expect(try text("\(folder)/README.md").contains("**\(fields[1])**"))
      #expect(try text("\(folder)/schedule.json").contains("\"total\": \(fields[1]),"))
    }
  }
}
