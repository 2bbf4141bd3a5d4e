import BaylineFormats
import BaylineGenerator
import BaylineModel
import Foundation
import TestSupport
import Testing

/// Shops of a group differ, are sound, and do not depend on how many there are.
@Suite struct GroupGeneratorTests {
  private func files(_ shops: Int, seed: UInt64 = 3) throws -> [GeneratedFile] {
    try #require(WorkshopGenerator(profile: "group", seed: seed, shops: shops)).files()
  }

  @Test func moreShopsLeaveTheEarlierOnesAsTheyAre() throws {
    let (few, many) = (try files(2), try files(5))
    #expect(
      few.map(\.path) == ["shops.csv"]
        + ["S0001", "S0002"].flatMap { ["\($0)/site.json", "\($0)/demand.json"] })
    #expect(Array(many[1...4]) == Array(few[1...4]))
    #expect(try files(2, seed: 4)[1] != few[1])
  }

  @Test func theDatasetIsMadeTheSameNow() throws {
    for file in try files(3, seed: 1) {
      // Read as bytes: a byte order mark counts.
      let kept = try Data(contentsOf: Project.datasets.appending(path: "group/\(file.path)"))
      #expect(kept == Data(file.text.utf8), "\(file.path)")
    }
  }

  @Test func everyShopIsSoundAndNoTwoAreAlike() throws {
    let made = try files(24)
    var sizes: Set<Int> = []
    var kinds: Set<[String: Int]> = []
    for index in stride(from: 1, to: made.count, by: 2) {
      let site = SiteFormat.decode(Array(made[index].text.utf8), file: made[index].path)
      let demand = DemandFormat.decode(
        Array(made[index + 1].text.utf8), file: made[index + 1].path, site: site.names)
      #expect(site.diagnostics.isEmpty && demand.diagnostics.isEmpty, "\(made[index].path)")
      let visits = try demand.get().appointments
      sizes.insert(visits.count)
      kinds.insert(visits.reduce(into: [:]) { $0[$1.kind.rawValue, default: 0] += 1 })
    }
    #expect(sizes.count > 8 && kinds.count == 24)
  }
}
