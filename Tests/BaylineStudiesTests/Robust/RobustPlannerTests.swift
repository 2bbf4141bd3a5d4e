import BaylineFormats
import BaylineGenerator
import BaylineMath
import BaylineModel
import BaylinePlanning
import BaylineSolver
import BaylineVerifier
import TestSupport
import Testing

@testable import BaylineStudies

@Suite struct RobustPlannerTests {
  /// A generated day.
  private func day(_ profile: String, seed: UInt64) throws -> (site: Site, demand: Demand) {
    let files = try #require(WorkshopGenerator(profile: profile, seed: seed)).files()
    func bytes(_ name: String) throws -> [UInt8] {
      Array(try #require(files.first { $0.path == name }).text.utf8)
    }
    let site = SiteFormat.decode(try bytes("site.json"), file: "site.json")
    let demand = DemandFormat.decode(try bytes("demand.json"), file: "demand.json", site: site.names)
    return (try site.get(), try demand.get())
  }

  private func options(_ iterations: Int, threads: Int = 1) -> SearchOptions {
    var options = SearchOptions()
    (options.limit, options.threads, options.provesBound) = (.iterations(iterations), threads, false)
    return options
  }

  @Test(arguments: ["small", "scarce", "features"], [1, 2, 3] as [UInt64])
  func plansMappedBackKeepEveryRule(profile: String, seed: UInt64) async throws {
    let (site, demand) = try day(profile, seed: seed)
    let nominal = await Planner(site: site, demand: demand).schedule(options(0))
    let verifier = Verifier(site: site, demand: demand)
    let problem = CompiledProblem(site: site, demand: demand)
    for rule in SlackRule.all {
      var candidate = RobustCandidate(
        rule, site: site, demand: demand, uncertainty: .default, from: nominal, delays: [:], seed: 1)
      candidate.run(.iterations(30)) { false }
      let verdict = verifier.verify(candidate.plan(of: problem))
      #expect(verdict.isCorrect, "\(profile) \(seed) \(rule): \(verdict.violations.prefix(3))")
    }
  }

  @Test func withoutUncertaintyTheNominalPlanIsRobust() async throws {
    let (site, demand) = try day("small", seed: 4)
    let nominal = await Planner(site: site, demand: demand).schedule(options(1500))
    let robust = await RobustPlanner(site: site, demand: demand, uncertainty: .none).schedule(options(1500))
    #expect(robust == nominal)
  }

  @Test func theSameSeedGivesTheSamePlan() async throws {
    let (site, demand) = try day("small", seed: 5)
    let planner = RobustPlanner(site: site, demand: demand)
    let first = await planner.schedule(options(1500, threads: 2))
    #expect(await planner.schedule(options(1500, threads: 2)) == first)
    let comparison = try #require(first.about?.robust)
    let gap = comparison.cost.chosen.mean - comparison.cost.nominal.mean
    #expect(abs(comparison.cost.difference.mean - gap) < 1e-6)
    #expect(Verifier(site: site, demand: demand).verify(first).isCorrect)
  }

  @Test func hugeLimitsDoNotOverflow() {
    #expect(Int.max.percent(40) == Int.max / 100 * 40 + Int.max % 100 * 40 / 100)
    #expect(99.percent(40) == 39)
    #expect(RobustRace.isWorthwhile(options(.max, threads: 8), nominalShare: 40))
  }

  @Test func littleEffortGoesToTheNominalPlan() async throws {
    let (site, demand) = try day("small", seed: 6)
    let robust = await RobustPlanner(site: site, demand: demand).schedule(options(50))
    #expect(robust == (await Planner(site: site, demand: demand).schedule(options(50))))
  }
}
