import BaylineFormats
import BaylineModel
import Foundation
import TestSupport
import Testing

/// The training instances beside the project; skipped where they are not there.
@Suite struct InstanceTests {
  private static let folders: [URL] = {
    guard let shared = Project.shared else { return [] }
    let instances = shared.appending(path: "instances")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: instances.path)) ?? []
    return names.sorted().map { instances.appending(path: $0) }.filter {
      FileManager.default.fileExists(atPath: $0.appending(path: "site.json").path)
    }
  }()

  @Test(.enabled(if: Project.shared != nil), arguments: folders)
  func everyInstanceDecodesAndSurvivesTheRoundTrip(folder: URL) throws {
    let siteBytes = [UInt8](try Data(contentsOf: folder.appending(path: "site.json")))
    let reading = SiteFormat.decode(siteBytes, file: "site.json")
    let site = try reading.get()
    let demandBytes = [UInt8](try Data(contentsOf: folder.appending(path: "demand.json")))
    let demand = try DemandFormat.decode(demandBytes, file: "demand.json", site: reading.names).get()
    #expect(!demand.appointments.isEmpty)

    let siteText = SiteFormat.encode(site)
    #expect(try SiteFormat.decode(Array(siteText.utf8), file: "again").get() == site)
    let demandText = DemandFormat.encode(demand)
    let again = DemandFormat.decode(Array(demandText.utf8), file: "again", site: SiteFormat.IDs(site))
    #expect(try again.get() == demand)
    #expect(DemandFormat.encode(try again.get()) == demandText)
  }
}
