import Bayline
import BaylineFormats
import BaylineModel
import BaylinePlanning
import BaylineStudies
import BaylineVerifier
import Foundation
import TestSupport
import Testing

/// The articles of the documentation show code that compiles and runs here.
@Suite struct ArticleTests {
  private func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: Project.datasets.appending(path: "small/\(name)")))
  }

  private func read() throws -> (Site, Demand) {
    let site = SiteFormat.decode(try bytes("site.json"), file: "site.json")
    let demand = DemandFormat.decode(try bytes("demand.json"), file: "demand.json", site: site.names)
    return (try site.get(), try demand.get())
  }

  @Test func aScheduleIsMadeAndJudged() async throws {
    // MakingAndJudgingASchedule: from here
    let siteFile = SiteFormat.decode(try bytes("site.json"), file: "site.json")
    let demandFile = DemandFormat.decode(try bytes("demand.json"), file: "demand.json", site: siteFile.names)
    let site = try siteFile.get()
    let demand = try demandFile.get()

    var options = SearchOptions()
    options.limit = .iterations(500)
    let schedule = await Planner(site: site, demand: demand).schedule(options)

    let verdict = Verifier(site: site, demand: demand).verify(schedule)
    print("feasible: \(verdict.isFeasible), cost: \(verdict.cost.total) points")
    for visit in schedule.unscheduled {
      print(visit.appointment, visit.reason.rawValue, visit.obstacles)
    }
    let text = ScheduleFormat.encode(schedule)
    // MakingAndJudgingASchedule: to here
    #expect(verdict.isCorrect)
    #expect(text.hasPrefix("{"))
  }

  @Test func twoStaffingsAreCompared() async throws {
    let (site, demand) = try read()
    // ComparingTwoStaffings: from here
    let today = Scenario.Instance(site: site, demands: [demand], uncertainty: .default)
    let scenario = Scenario(
      name: "one more technician", changes: [.addTechnicians(count: 1, .like(site.technicians[0].id))])
    let instance = try scenario.apply(
      site: site, demands: [demand], uncertainty: .default, seed: 1)

    var settings = StudySettings(limit: .iterations(60), dayNames: ["Monday"])
    settings.replications = 20
    let study = WhatIfStudy(
      today: today, scenarios: [WhatIfStudy.AppliedScenario(scenario, instance: instance)],
      settings: settings, noiseRuns: 2)
    let result = try await study.run()

    for row in result?.scenarios ?? [] {
      print(row.name, row.costDifference.mean, row.costDifference.isSignificant)
    }
    // ComparingTwoStaffings: to here
    #expect(result?.scenarios.count == 1)
  }

  @Test(arguments: ["MakingAndJudgingASchedule", "ComparingTwoStaffings"])
  func articlesShowTheCodeAsItIs(article: String) throws {
    let source = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
    let page = Project.root.appending(path: "Sources/Bayline/Bayline.docc/\(article).md")
    let example = try #require(source.split(separator: "// \(article): from here\n").dropFirst().first)
      .split(separator: "    // \(article): to here").first
    let code = try #require(example).split(separator: "\n")
      .map { $0.hasPrefix("    ") ? $0.dropFirst(4) : $0 }
    let text = try String(contentsOf: page, encoding: .utf8)
    let shown = text.split(separator: "```swift\n").dropFirst().compactMap {
      $0.split(separator: "```").first
    }
    .joined().split(separator: "\n")
    #expect(shown.map(String.init) == code.map(String.init))
  }
}
