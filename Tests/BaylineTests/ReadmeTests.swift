import Bayline
import BaylineFormats
import BaylineModel
import BaylinePlanning
import BaylineReports
import BaylineVerifier
import BaylineWording
import Foundation
import TestSupport
import Testing

/// What the README shows is what compiles and runs here.
@Suite struct ReadmeTests {
  @Test func libraryExampleRuns() async throws {
    let folder = Project.datasets.appending(path: "small")
    // README: from here
    func read(_ name: String) throws -> [UInt8] {
      [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    let siteFile = SiteFormat.decode(try read("site.json"), file: "site.json")
    let demandFile = DemandFormat.decode(try read("demand.json"), file: "demand.json", site: siteFile.names)
    for diagnostic in siteFile.diagnostics + demandFile.diagnostics {
      print(DiagnosticText(.english).line(diagnostic))
    }
    let (site, demand) = (try siteFile.get(), try demandFile.get())

    var options = SearchOptions()
    options.limit = .seconds(0.5)
    let schedule = await Planner(site: site, demand: demand).schedule(options)

    let verdict = Verifier(site: site, demand: demand).verify(schedule)
    print("feasible: \(verdict.isFeasible), \(verdict.cost.total) points")
    print("not scheduled: \(verdict.unscheduled)")
    print(ScheduleSummary(site: site, demand: demand, schedule: schedule, language: .english).text)
    let text = ScheduleFormat.encode(schedule)
    // README: to here
    #expect(verdict.isCorrect)
    #expect(text.hasPrefix("{"))
  }

  @Test func readmeShowsTheExampleAsItIs() throws {
    let source = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
    let readme = try String(contentsOf: Project.root.appending(path: "README.md"), encoding: .utf8)
    let example = try #require(source.split(separator: "// README: from here\n").dropFirst().first)
      .split(separator: "    // README: to here").first
    let lines = try #require(example).split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("    ") ? $0.dropFirst(4) : $0 }
    #expect(readme.contains(lines.joined(separator: "\n")))
  }

  /// Every link to a file of the project leads somewhere.
  @Test(arguments: [
    "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/README.md", "docs/architecture.md",
    "docs/glossary.md",
    "docs/reasons.md", "docs/decisions/README.md",
  ])
  func linksLeadSomewhere(page: String) throws {
    let url = Project.root.appending(path: page)
    let text = try String(contentsOf: url, encoding: .utf8)
    for link in text.matches(of: #/\]\((?<target>[^)#\s(]+)(#[^)]*)?\)/#) {
      let target = String(link.target)
      if target.hasPrefix("http") { continue }
      let file = url.deletingLastPathComponent().appending(path: target)
      #expect(FileManager.default.fileExists(atPath: file.path), "\(page): \(target)")
    }
  }
}
