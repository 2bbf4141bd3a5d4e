import Bayline
import BaylineFormats
import BaylineModel
import BaylinePlanning
import Foundation
import TestSupport
import Testing

@testable import BaylineSimulation

/// With every uncertainty at zero the simulation reproduces the plan to the minute.
@Suite struct ZeroUncertaintyTests {
  /// Folders with a site and a demand: all of the project's own datasets, and the instances beside it.
  static let cases: [URL] = {
    var folders = [Project.datasets]
    if let shared = Project.shared { folders.append(shared.appending(path: "instances")) }
    return folders.flatMap { root in
      let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
      return (found?.compactMap { $0 as? URL } ?? []).filter { $0.lastPathComponent == "demand.json" }
        .map { $0.deletingLastPathComponent() }
    }
    .sorted { $0.path < $1.path }
  }()

  @Test(arguments: cases) func thePlanIsReproducedToTheMinute(folder: URL) async throws {
    let (site, demand) = try load(folder)
    var options = SearchOptions()
    options.limit = .iterations(10)
    options.provesBound = false
    let schedule = await Planner(site: site, demand: demand).schedule(options)
    // Time for overtime is no uncertainty: nobody uses it where nothing is late.
    var uncertainty = Uncertainty.none
    uncertainty.overtimeMinutes = 30
    let simulation = ShopSimulation(
      site: site, demand: demand, schedule: schedule, uncertainty: uncertainty)
    let run = simulation.completedRun(seed: 1, replication: 0)
    let shop = simulation.shop
    for (index, work) in shop.works.enumerated() where !shop.visits[work.visit].isLockedOnly {
      let name =
        "operation \(index) of visit \(work.visit), planned \(work.start)-\(work.end), was \(run.starts[index])-\(run.ends[index])"
      #expect(run.starts[index] == work.start && run.ends[index] == work.end, "\(name)")
    }
    let readies = Dictionary(uniqueKeysWithValues: schedule.assignments.map { ($0.appointment, $0.ready) })
    var place = 0
    for appointment in demand.appointments {
      if let ready = readies[appointment.id] {
        #expect(run.visits[place].readyAt == ready - demand.horizon.start)
        place += 1
      } else if appointment.operations.contains(where: { $0.locked != nil }) {
        place += 1
      }
    }
  }

  private func load(_ folder: URL) throws -> (Site, Demand) {
    func bytes(_ url: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: url)) }
    var siteURL = folder.appending(path: "site.json")
    if !FileManager.default.fileExists(atPath: siteURL.path) {
      siteURL = folder.deletingLastPathComponent().appending(path: "site.json")
    }
    let site = SiteFormat.decode(try bytes(siteURL), file: "site.json")
    let demand = DemandFormat.decode(
      try bytes(folder.appending(path: "demand.json")), file: "demand.json", site: site.names)
    return (try site.get(), try demand.get())
  }
}
