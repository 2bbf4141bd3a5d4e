import Bayline
import BaylineGenerator
import BaylineModel
import Testing

@Suite struct GeneratingTests {
  @Test func aDayIsASiteAndADemand() throws {
    let generator = try #require(WorkshopGenerator(profile: "small", seed: 2))
    let files = generator.files()
    #expect(files.map(\.path) == ["site.json", "demand.json"])
    #expect(files.allSatisfy { $0.text.hasSuffix("}\n") })
    #expect(!generator.hasPastDays)
  }

  @Test func pastDaysHaveAFolderEachAndOneSite() throws {
    let generator = try #require(WorkshopGenerator(profile: "history", seed: 2))
    let files = try generator.files(from: "2022-09-02", to: "2022-09-05")
    // The 4th is a Sunday.
    #expect(
      files.map(\.path) == [
        "site.json", "2022-09-02/demand.json", "2022-09-02/actual.json", "2022-09-03/demand.json",
        "2022-09-03/actual.json", "2022-09-05/demand.json", "2022-09-05/actual.json",
      ])
    #expect(try generator.files(from: "1999-01-01", to: "1999-12-31").isEmpty)
  }

  @Test func wrongRangesAreRefused() throws {
    let history = try #require(WorkshopGenerator(profile: "history", seed: 2))
    #expect(throws: WorkshopGenerator.DateFault.noDate("2022-02-30")) {
      try history.files(from: "2022-02-30", to: "2022-03-01")
    }
    #expect(throws: WorkshopGenerator.DateFault.backwards) {
      try history.files(from: "2022-03-02", to: "2022-03-01")
    }
    let small = try #require(WorkshopGenerator(profile: "small", seed: 2))
    #expect(throws: WorkshopGenerator.DateFault.noPastDays) {
      try small.files(from: "2022-03-01", to: "2022-03-02")
    }
    #expect(WorkshopGenerator(profile: "none", seed: 1) == nil)
  }
}
