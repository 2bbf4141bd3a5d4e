import Bayline
import Foundation
import Testing

/// Ctrl-C and `kill` end a search and keep what it found.
@Suite struct SignalTests {
  @Test(arguments: [SIGINT, SIGTERM]) func bestSoFarIsWritten(signal: Int32) async throws {
    let folder = try TemporaryFolder()
    let start = Date()
    let run = try Program(
      ["schedule"] + SmallCase.files + ["--seconds", "60", "--quiet", "--out", folder.path("out.json")])
    try await Task.sleep(for: .seconds(2))
    run.send(signal)
    let made = try run.outcome()
    #expect(made.code == 0, "\(made.err)")
    #expect(Date().timeIntervalSince(start) < 30)
    let text = try #require(folder.text("out.json"))
    #expect(try Program(["verify"] + SmallCase.files + ["-"], input: text).outcome().code == 0)
    #expect(folder.names == ["out.json"])
  }

  // A pipe that nobody opens holds the program up after the search, so that the second signal surely finds it.
  @Test(arguments: [SIGINT, SIGTERM]) func secondSignalEndsTheProgramAtOnce(signal: Int32) async throws {
    let folder = try TemporaryFolder()
    let pipe = folder.path("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    let run = try Program(["schedule"] + SmallCase.files + ["--seconds", "60", "--quiet", "--out", pipe])
    try await Task.sleep(for: .seconds(2))
    run.send(signal)
    try await Task.sleep(for: .seconds(1))
    run.send(signal)
    #expect(try run.outcome().code == 128 + signal)
  }
}
