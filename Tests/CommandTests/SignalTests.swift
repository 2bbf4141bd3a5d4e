import Bayline
import BaylineModel
import Foundation
import Testing

/// Ctrl-C and `kill` end a search and keep what it found.
@Suite struct SignalTests {
  @Test(arguments: [SIGINT, SIGTERM]) func bestSoFarIsWritten(signal: Int32) throws {
    let folder = try TemporaryFolder()
    let run = try Program(
      ["schedule"] + SmallCase.files + ["--seconds", "600", "--quiet", "--out", folder.path("out.json")])
    try run.waitUntilItCatches(signal)
    let start = Date()
    run.send(signal)
    let made = try run.outcome()
    #expect(made.code == 0, "\(made.err)")
    #expect(Date().timeIntervalSince(start) < 60)
    let text = try #require(folder.text("out.json"))
    #expect(try Program(["verify"] + SmallCase.files + ["-"], input: text).outcome().code == 0)
    #expect(folder.names == ["out.json"])
  }

  // A pipe that nobody opens holds the program up after the search, so that the second signal surely finds it.
  @Test(arguments: [SIGINT, SIGTERM]) func secondSignalEndsTheProgramAtOnce(signal: Int32) throws {
    let folder = try TemporaryFolder()
    let pipe = folder.path("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    let run = try Program(["schedule"] + SmallCase.files + ["--seconds", "600", "--quiet", "--out", pipe])
    try run.waitUntilItCatches(signal)
    run.send(signal)
    // Two of the same that are not taken in between would be one.
    Thread.sleep(forTimeInterval: 0.5)
    run.send(signal)
    #expect(try run.outcome().code == 128 + signal)
  }
}
