import BaylineModel
import Foundation
import TestSupport
import Testing

@Suite struct ImportCommandTests {
  private static let tiny = Project.datasets.appending(path: "fjssp/tiny.fjs").path

  @Test func jobShopBecomesAFolderThatCanBeScheduledToItsOptimum() throws {
    let folder = try TemporaryFolder()
    let made = try Program.run("import", Self.tiny, "--out", folder.path("a/b"), "--lang", "en")
    #expect(made.code == 0, "\(made.err)")
    #expect(made.out.isEmpty)
    #expect(made.err.contains("2 jobs, 4 operations, 2 machines, 2 workers"), "\(made.err)")
    let files = ["--site", folder.path("a/b/site.json"), "--demand", folder.path("a/b/demand.json")]
    let schedule = try Program(["schedule"] + files + ["--iterations", "50", "--quiet"]).outcome()
    #expect(schedule.code == 0, "\(schedule.err)")
    #expect(schedule.out.contains(#""cost": {"total": 9, "#), "\(schedule.out)")
    try folder.write("s.json", schedule.out)
    #expect(try Program(["verify"] + files + [folder.path("s.json")]).outcome().code == 0)
  }

  @Test func twoFilesOfAnyName() throws {
    let folder = try TemporaryFolder()
    let demand = folder.path("d.json")
    try folder.write("d.json", "old")
    let made = try Program.run(
      "import", Self.tiny, "--out", demand, "--site-out", folder.path("s.json"), "--quiet")
    #expect(made.code == 0)
    #expect(made.err.isEmpty)
    #expect(folder.names == ["d.json", "s.json"])
    #expect(folder.text("d.json")?.contains("bayline.demand/1") == true)
    #expect(folder.text("s.json")?.contains("bayline.site/1") == true)
  }

  @Test func standardInputAndOutput() throws {
    let folder = try TemporaryFolder()
    let text = try String(contentsOfFile: Self.tiny, encoding: .utf8)
    let made = try Program.run(
      "import", "-", "--format", "fjs", "--out", "-", "--site-out", folder.path("s.json"), input: text)
    #expect(made.code == 0, "\(made.err)")
    #expect(made.out.contains("bayline.demand/1"))
  }

  @Test func faultsAreToldAtOnceAndNothingIsWritten() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("bad.fjs", "2 1 1\n1 1 1 1 7 0\n1 1 1 1 1 5 9\n")
    for (language, words) in [("en", "remove the rest"), ("zh-Hans", "请核对")] {
      let made = try Program.run("import", file, "--out", folder.path("out"), "--lang", language)
      #expect(made.code == 2)
      #expect(made.out.isEmpty)
      #expect(made.errorLines.count == 3, "\(made.err)")
      for (line, place) in zip(made.errorLines, ["2:9", "2:11", "3:13"]) {
        #expect(line.hasPrefix("\(file):\(place): "), "\(line)")
      }
      #expect(made.err.contains(words), "\(made.err)")
    }
    #expect(folder.names == ["bad.fjs"])
  }

  @Test func unreadableAndUnwritableFiles() throws {
    let folder = try TemporaryFolder()
    let missing = try Program.run("import", folder.path("no.fjs"), "--out", folder.path("out"))
    #expect(missing.code == 2)
    #expect(missing.err.hasPrefix("\(folder.path("no.fjs")):$: "), "\(missing.err)")
    let gone = try Program.run(
      "import", Self.tiny, "--out", folder.path("gone/d.json"), "--site-out", folder.path("s.json"))
    #expect(gone.code == 2)
    #expect(folder.names.isEmpty)
  }

  @Test func filesOfTheFolderAreOnlyReplacedByForce() throws {
    let folder = try TemporaryFolder()
    try folder.write("demand.json", "mine")
    let arguments = ["import", Self.tiny, "--out", folder.url.path]
    #expect(try Program(arguments).outcome().code == 2)
    #expect(folder.names == ["demand.json"])
    #expect(folder.text("demand.json") == "mine")
    #expect(try Program(arguments + ["--force"]).outcome().code == 0)
    #expect(folder.names == ["demand.json", "site.json"])
  }

  @Test(arguments: [
    ["a.fjs"], ["a.fjs", "--out", "-"], ["a.fjs", "--out", "x", "--partial"],
    ["a.fjs", "--out", ""], ["a.fjs", "--out", "d", "--site-out", "d"],
    ["a.fjs", "--out", "-", "--site-out", "-"], ["a.fjs", "--out", "d", "--site-out", "s", "--force"],
    ["a.fjs", "--format", "xls", "--out", "x"],
  ])
  func wrongUsage(options: [String]) throws {
    let made = try Program(["import"] + options).outcome()
    #expect(made.code == 64)
    #expect(made.out.isEmpty)
  }

  @Test func helpHasAnExample() throws {
    let help = try Program.run("import", "--help")
    #expect(help.code == 0)
    #expect(help.out.contains("EXAMPLES\n  bayline import "), "\(help.out)")
  }
}
