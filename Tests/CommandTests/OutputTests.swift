import BaylineModel
import Foundation
import Testing

/// Where results go: files are replaced whole or not at all.
@Suite struct OutputTests {
  private let quick = ["schedule"] + SmallCase.files + ["--iterations", "0", "--quiet"]

  @Test func faultyInputsLeaveTheOldFile() throws {
    let folder = try TemporaryFolder()
    let old = try folder.write("out.json", "old")
    let made = try Program.run("schedule", "--site", SmallCase.site, "--demand", "missing.json", "--out", old)
    #expect(made.code == 2)
    #expect(folder.text("out.json") == "old")
  }

  @Test func fullDiskLeavesTheOldFileAndNothingBesideIt() throws {
    let folder = try TemporaryFolder()
    let old = try folder.write("out.json", "old")
    let made = try Program.shell("ulimit -f 1; exec \"$0\" \"$@\"", quick + ["--out", old])
    #expect(made.code == 2)
    #expect(made.err.hasPrefix("\(old):$: "), "\(made.err)")
    #expect(folder.text("out.json") == "old")
    #expect(folder.names == ["out.json"])
  }

  @Test func newFileKeepsPermissionsAndLinks() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("file.json", "old")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
    try FileManager.default.createSymbolicLink(atPath: folder.path("link.json"), withDestinationPath: file)
    let made = try Program(quick + ["--out", folder.path("link.json")]).outcome()
    #expect(made.code == 0, "\(made.err)")
    #expect(folder.text("file.json")?.hasPrefix("{") == true)
    #expect(folder.names == ["file.json", "link.json"])
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o640)
    #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link.json"))) != nil)
  }

  @Test func inputsAreNeverOverwritten() throws {
    let made = try Program(quick + ["--out", SmallCase.demand]).outcome()
    #expect(made.code == 64)
  }

  @Test func deviceIsWrittenAndNotReplaced() throws {
    let made = try Program(quick + ["--out", "/dev/null"]).outcome()
    #expect(made.code == 0, "\(made.err)")
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
    #expect(type == .typeCharacterSpecial)
  }

  @Test func nobodyReadsStandardOutput() throws {
    let made = try Program.shell("set -o pipefail; \"$0\" \"$@\" | true", quick)
    #expect(made.code == 141)
    #expect(made.err.isEmpty, "\(made.err)")
  }

  @Test func closedStandardOutputIsAnError() throws {
    let made = try Program.shell("\"$0\" \"$@\" >&-", quick + ["--lang", "en"])
    #expect(made.code == 2)
    #expect(made.err.contains("closed"), "\(made.err)")
  }
}
