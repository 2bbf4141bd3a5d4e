import Bayline
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

  @Test(arguments: ["schedule", "verify", "generate"]) func helpHasAnExample(command: String) throws {
    let help = try Program.run(command, "--help")
    #expect(help.code == 0)
    #expect(help.out.contains("EXAMPLES\n  bayline \(command) --"), "\(help.out)")
  }

  @Test func version() throws {
    #expect(try Program.run("--version").out == baylineVersion + "\n")
  }
}
