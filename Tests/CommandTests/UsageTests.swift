import Bayline
import BaylineModel
import Foundation
import Testing

@Suite struct UsageTests {
  @Test(arguments: [
    ["--seconds", "1", "--iterations", "1"], ["--seconds=-1"], ["--seconds", "nan"], ["--seconds", "inf"],
    ["--seconds", "86401"], ["--seconds", "soon"], ["--iterations=-1"], ["--iterations", "1.5"],
    ["--threads", "0"], ["--threads", "257"], ["--seed=-1"], ["--lang", "de"], ["--unknown"], ["surplus"],
    ["--from", "-", "--site", "-"],
  ])
  func wrongOptionsOfSchedule(options: [String]) throws {
    let made = try Program(["schedule"] + SmallCase.files + options).outcome()
    #expect(made.code == 64)
    #expect(made.out.isEmpty)
    #expect(made.err.contains("Usage: bayline schedule"), "\(made.err)")
  }

  @Test(arguments: [
    ["schedule", "--site", "s.json"], ["verify", "--site", "-", "--demand", "-", "x.json"],
    ["verify", "--site", "s.json", "--demand", "d.json"], ["generate", "--profile", "none", "--out", "x"],
    ["plan"],
  ])
  func wrongCommands(arguments: [String]) throws {
    let made = try Program(arguments).outcome()
    #expect(made.code == 64)
    #expect(made.out.isEmpty)
  }

  @Test func aFileIsKnownByAnyPath() throws {
    let folder = try TemporaryFolder()
    let site = try folder.write("site.json", "{}")
    let demand = try folder.write("demand.json", "{}")
    let files = ["--site", site, "--demand", demand]
    let again = folder.path("./site.json")
    #expect(try Program(["schedule"] + files + ["--out", again]).outcome().code == 64)
    #expect(
      try Program(["schedule"] + files + ["--out", "x.json", "--trace", "./x.json"]).outcome().code == 64)
    let replan = ["replan"] + files + ["--schedule", "p", "--events", "e", "--now", "2026-11-24T10:30"]
    #expect(try Program(replan + ["--out", again]).outcome().code == 64)
    #expect(try Program(replan + ["--out", "z.json", "--demand-out", "./z.json"]).outcome().code == 64)
    let explain = ["explain"] + files + ["--schedule", "p", "A", "--out-forced", again]
    #expect(try Program(explain).outcome().code == 64)
    // A missing input is not wrong usage.
    #expect(try Program(explain.dropLast() + [folder.path("./new.json")]).outcome().code == 2)
    #expect(folder.text("site.json") == "{}")
  }

  @Test func standardOutputTakesASingleResult() throws {
    let made = try Program.run(
      "schedule", "--site", "s.json", "--demand", "d.json", "--out", "-", "--trace", "-")
    #expect(made.code == 64)
    #expect(made.err.contains("--out and --trace cannot both go to standard output"), "\(made.err)")
    let twice = try Program.run("statistics", "--site", "s.json", "past", "--csv", "x", "--page", "./x")
    #expect(twice.code == 64)
    #expect(twice.err.contains("--csv and --page are the same file"), "\(twice.err)")
  }

  @Test(arguments: ["schedule", "verify", "generate"]) func helpHasAnExample(command: String) throws {
    let help = try Program.run(command, "--help")
    #expect(help.code == 0)
    #expect(help.out.contains("EXAMPLES\n  bayline \(command) --"), "\(help.out)")
  }

  @Test func version() throws {
    #expect(try Program.run("--version").out == baylineVersion + "\n")
  }
}
