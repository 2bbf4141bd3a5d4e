import Bayline
import BaylineFormats
import BaylineModel
import BaylinePlanning
import BaylineVerifier
import Foundation
import TestSupport
import Testing

/// The tiny cases whose optimum is worked out by hand.
@Suite struct TinyOptimaTests {
  static let optima: [(name: String, total: Int)] = {
    let text =
      (try? String(contentsOf: Project.datasets.appending(path: "tiny/optimal.csv"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let cells = line.split(separator: ",")
      return cells.count == 2 ? Int(cells[1]).map { (String(cells[0]), $0) } : nil
    }
  }()

  @Test func thereAreCases() {
    #expect(Self.optima.count >= 6)
  }

  @Test(arguments: optima)
  func theOptimumWorkedOutByHandIsFoundAndProven(name: String, total: Int) async throws {
    let folder = Project.datasets.appending(path: "tiny/\(name)")
    let siteFile = [UInt8](try Data(contentsOf: folder.appending(path: "site.json")))
    let demandFile = [UInt8](try Data(contentsOf: folder.appending(path: "demand.json")))
    let reading = SiteFormat.decode(siteFile, file: "site.json")
    let site = try #require(reading.site)
    let demand = try #require(
      DemandFormat.decode(demandFile, file: "demand.json", site: reading.names).demand)
    var options = SearchOptions()
    options.limit = .iterations(5000)
    let schedule = await Planner(site: site, demand: demand).schedule(options)
    #expect(schedule.cost?.total == total)
    #expect(schedule.about?.bound == total)
    #expect(Verifier(site: site, demand: demand).verify(schedule).isCorrect)
  }
}
