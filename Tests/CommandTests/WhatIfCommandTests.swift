import Bayline
import BaylineModel
import Foundation
import Testing

/// `bayline whatif`: rows, journal, faults.
@Suite struct WhatIfCommandTests {
  private static let scenarios = """
    {"format": "bayline.scenarios/1", "scenarios": [
      {"name": "one advisor more", "changes": [{"change": "addAdvisors", "like": "SA1"}]},
      {"name": "a fifth more", "changes": [{"change": "volume", "percent": 120}]}]}
    """

  private func arguments(_ scenarios: String, iterations: Int = 16) -> [String] {
    ["whatif"] + SmallCase.files
      + [
        "--scenarios", scenarios, "--one-more", "--iterations", "\(iterations)", "--replications", "2",
        "--noise", "1",
        "--json",
      ]
  }

  @Test func everyRowHasItsDifferences() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("scenarios.json", Self.scenarios)
    let made = try Program(
      arguments(path) + ["--page", folder.path("page.html"), "--csv", folder.path("rows.csv")]
    ).outcome()
    #expect(made.code == 0, "\(made.err)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(made.out.utf8)) as? [String: Any])
    let rows = try #require(object["scenarios"] as? [[String: Any]])
    #expect(rows.compactMap { $0["name"] as? String } == ["one advisor more", "a fifth more"])
    #expect((object["oneMore"] as? [Any])?.isEmpty == false)
    #expect(object["basis"] as? String == "replications")
    #expect(folder.text("page.html")?.hasSuffix("</html>\n") == true)
    #expect(
      folder.text("rows.csv")?.split(separator: "\r\n").count == 1 + rows.count
        + (object["oneMore"] as? [Any] ?? []).count)
  }

  // Killed as hard as can be while it runs, with half a line at the end of the journal: the same command goes on, and
  // writes the bytes of a run that nothing has disturbed.
  @Test func killedAndGoneOnWithItWritesTheSameBytes() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("scenarios.json", Self.scenarios)
    let journal = folder.path("run.journal")
    func lines() -> Int { folder.text("run.journal")?.split(separator: "\n").count ?? 0 }
    let iterations = 120
    let run = try Program(arguments(path, iterations: iterations) + ["--journal", journal])
    for _ in 0..<15000 where lines() < 4 { Thread.sleep(forTimeInterval: 0.002) }
    run.send(SIGKILL)
    if try run.outcome().code != -SIGKILL {
      // The machine was faster than the kill, which would have left half of the journal.
      let all = try #require(folder.text("run.journal")).split(separator: "\n")
      try folder.write("run.journal", all.prefix(all.count / 2).joined(separator: "\n") + "\n")
    }
    let whole = try Program(arguments(path, iterations: iterations)).outcome()
    #expect(whole.code == 0, "\(whole.err)")
    let kept = lines()
    #expect(kept >= 4)
    try folder.write("run.journal", (folder.text("run.journal") ?? "") + "{\"cell\": \"case/")

    let again = try Program(arguments(path, iterations: iterations) + ["--journal", journal]).outcome()
    #expect(again.code == 0, "\(again.err)")
    #expect(again.out == whole.out)
    #expect(lines() > kept)
    // A third time there is nothing left to do, and the journal stays as it is.
    let text = folder.text("run.journal")
    #expect(
      try Program(arguments(path, iterations: iterations) + ["--journal", journal, "--threads", "1"])
        .outcome().out
        == whole.out)
    #expect(folder.text("run.journal") == text)
  }

  // A stop signal ends the run in order: what is complete is written, or nothing with the shell's code; the journal
  // takes it up.
  @Test func aStoppedRunSaysHowToGoOn() throws {
    let folder = try TemporaryFolder()
    let journal = folder.path("run.journal")
    let options = SmallCase.files + ["--seconds", "600", "--journal", journal, "--lang", "en"]
    let run = try Program(["whatif"] + options)
    try run.waitUntilItCatches(SIGINT)
    run.send(SIGINT)
    let made = try run.outcome()
    #expect(made.code == 130, "\(made.err)")
    #expect(made.out.isEmpty)
    #expect(made.errorLines == ["stopped; run the same command again to resume"])
    #expect(folder.text("run.journal")?.hasPrefix("{\"format\": \"bayline.journal/2\"") == true)
  }

  @Test func theJournalOfOtherInputsIsRefused() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("scenarios.json", Self.scenarios)
    let journal = folder.path("run.journal")
    #expect(try Program(arguments(path) + ["--journal", journal]).outcome().code == 0)
    let before = folder.text("run.journal")
    let other = try Program(arguments(path) + ["--journal", journal, "--seed", "2", "--lang", "en"]).outcome()
    #expect(other.code == 2)
    #expect(
      other.errorLines == [
        "\(journal):$: is the journal of a run with other inputs or options; resume with the inputs and options of that run, or give another file"
      ])
    #expect(folder.text("run.journal") == before)
    try folder.write("letter.txt", "Dear Sir or Madam,\n")
    let letter = try Program(arguments(path) + ["--journal", folder.path("letter.txt"), "--lang", "en"])
      .outcome()
    #expect(letter.code == 2)
    #expect(folder.text("letter.txt") == "Dear Sir or Madam,\n")
  }

  // Folders of days are taken in the order of their names, and faults of all files are told in one run.
  @Test func daysOfAFolder() throws {
    let folder = try TemporaryFolder()
    let text = try SmallCase.demandText()
    for day in ["b", "a"] {
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: day), withIntermediateDirectories: true)
      try folder.write("\(day)/demand.json", text)
    }
    let made = try Program(
      [
        "whatif", "--site", SmallCase.site, "--demand", folder.url.path, "--iterations", "0",
        "--replications", "1", "--noise", "0", "--json",
      ]
    ).outcome()
    #expect(made.code == 0, "\(made.err)")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(made.out.utf8)) as? [String: Any])
    #expect(
      object["days"] as? [String] == ["a", "b"].map { "\(folder.url.path)/\($0)/demand.json" })

    try folder.write("a/demand.json", "{}")
    let path = try folder.write("scenarios.json", "{\"format\": \"bayline.scenarios/1\", \"scenarios\": 3}")
    let faulty = try Program(
      [
        "whatif", "--site", SmallCase.site, "--demand", folder.url.path, "--scenarios", path, "--out",
        folder.path("none/out"),
      ]
    ).outcome()
    #expect(faulty.code == 2)
    for file in ["a/demand.json:", "scenarios.json:", "none/out:"] {
      #expect(faulty.errorLines.contains { $0.contains(file) }, "\(faulty.err)")
    }
  }

  @Test func emptyFoldersAndDaysGivenTwiceAreFaults() throws {
    let folder = try TemporaryFolder()
    let empty = try Program(
      ["whatif", "--site", SmallCase.site, "--demand", folder.url.path, "--lang", "en"]).outcome()
    #expect(empty.code == 2)
    #expect(empty.errorLines.first?.contains("contain a demand.json") == true)
    let twice = try Program(
      ["whatif", "--site", SmallCase.site, "--demand", SmallCase.demand, SmallCase.demand, "--lang", "en"]
    ).outcome()
    #expect(twice.code == 2)
    #expect(twice.errorLines.first?.contains("is given twice") == true)
  }

  // Whoever may read everything cannot be kept out of a folder.
  @Test(.enabled(if: geteuid() != 0)) func aFolderThatIsClosedIsTold() throws {
    let folder = try TemporaryFolder()
    let closed = folder.path("week/monday")
    try FileManager.default.createDirectory(atPath: closed, withIntermediateDirectories: true)
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: closed)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: closed) }
    let made = try Program(
      ["whatif", "--site", SmallCase.site, "--demand", folder.path("week"), "--lang", "en"]).outcome()
    #expect(made.code == 2)
    #expect(made.errorLines.first?.hasPrefix("\(closed):$: cannot be read (permission denied)") == true)
  }

  // The change names an advisor whom the site does not have.
  @Test func aScenarioThatMakesNoSenseIsAFault() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("scenarios.json", Self.scenarios.replacing("SA1", with: "SA9"))
    let made = try Program(arguments(path)).outcome()
    #expect(made.code == 2)
    #expect(made.out.isEmpty)
    #expect(made.errorLines.first?.contains("$.scenarios[0].changes[0].like") == true, "\(made.err)")
  }

  @Test(arguments: [
    ["--seconds", "1", "--iterations", "1"], ["--replications", "0"], ["--noise", "-1"], ["--journal", "-"],
    ["--page", "-"], ["--out", SmallCase.demand], ["--csv", "x.csv", "--page", "x.csv"], ["--threads", "0"],
  ]) func wrongUsage(options: [String]) throws {
    #expect(try Program(["whatif"] + SmallCase.files + options).outcome().code == 64)
  }
}
