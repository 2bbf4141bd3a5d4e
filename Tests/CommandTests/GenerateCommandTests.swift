import BaylineModel
import Foundation
import Testing

@Suite struct GenerateCommandTests {
  @Test func whatIsMadeUpCanBeScheduled() throws {
    let folder = try TemporaryFolder()
    let made = try Program.run("generate", "--profile", "small", "--seed", "5", "--out", folder.path("a/b"))
    #expect(made.code == 0, "\(made.err)")
    #expect(made.out.isEmpty)
    let files = ["--site", folder.path("a/b/site.json"), "--demand", folder.path("a/b/demand.json")]
    let schedule = try Program(["schedule"] + files + ["--iterations", "0", "--quiet"]).outcome()
    #expect(schedule.code == 0, "\(schedule.err)")
  }

  @Test func otherFilesAreOnlyReplacedByForce() throws {
    let folder = try TemporaryFolder()
    try folder.write("site.json", "mine")
    let arguments = ["generate", "--profile", "small", "--out", folder.url.path]
    let refused = try Program(arguments).outcome()
    #expect(refused.code == 2)
    #expect(refused.err.hasPrefix("\(folder.path("site.json")):$: "), "\(refused.err)")
    #expect(folder.names == ["site.json"])
    #expect(folder.text("site.json") == "mine")
    #expect(try Program(arguments + ["--force"]).outcome().code == 0)
    #expect(folder.names == ["demand.json", "site.json"])
    #expect(try Program(arguments + ["--quiet"]).outcome().err.isEmpty, "the same again is no loss")
  }

  @Test func folderThatCannotBeMade() throws {
    let folder = try TemporaryFolder()
    try folder.write("file", "")
    let made = try Program.run("generate", "--profile", "small", "--out", folder.path("file/under"))
    #expect(made.code == 2)
    #expect(made.err.hasPrefix(folder.path("file/under/")), "\(made.err)")
  }
}
