import Bayline
import BaylineModel
import Foundation
import TestSupport
import Testing

@Suite struct StaffCommandTests {
  /// The quick-service shop: few iterations, few replications, ranges around today.
  private func arguments(_ targets: String, _ more: [String] = []) -> [String] {
    ["staff"] + SmallCase.files
      + ["--targets", targets, "--iterations", "20", "--replications", "5", "--lang", "en"] + more
  }

  private func targets(
    _ folder: TemporaryFolder, served: Int = 50, technicians: String = #""from": 1, "to": 5"#,
    trade: String = "mechanical"
  ) throws -> String {
    try folder.write(
      "targets.json",
      """
      {"format": "bayline.targets/1", "confidence": 80,
       "targets": [{"figure": "servedShare", "least": \(served)}, {"figure": "overtime", "most": 600}],
       "ranges": {
         "technicians": [{"trade": "\(trade)", "level": 2, \(technicians), "dayCost": 400}],
         "advisors": {"from": 1, "to": 3, "dayCost": 300}
       }}
      """)
  }

  @Test func cheapestWithWhatProvesIt() throws {
    let folder = try TemporaryFolder()
    let run = try Program(
      arguments(
        targets(folder), ["--page", folder.path("page.html"), "--json", "--out", folder.path("out.json")])
    ).outcome()
    #expect(run.code == 0, "\(run.err)")
    let result = try object(#require(folder.text("out.json")))
    #expect(result["met"] as? Bool == true)
    #expect(result["complete"] as? Bool == true)
    let chosen = try #require(result["chosen"] as? [String: Any])
    let counts = try #require(chosen["counts"] as? [Int])
    let cost = try #require(chosen["cost"] as? Double)
    #expect(chosen["targets"] as? [String] == ["met", "met"])
    // Nothing that meets all targets is cheaper, and each with one less misses one.
    let points = try #require(result["points"] as? [[String: Any]])
    for point in points where point["targets"] as? [String] == ["met", "met"] {
      #expect((point["cost"] as? Double ?? 0) >= cost)
    }
    let neighbours = try #require(result["neighbours"] as? [[String: Any]])
    let smaller = neighbours.filter { ($0["difference"] as? [Int] ?? []).allSatisfy { $0 <= 0 } }
    for neighbour in smaller {
      let isPlayed = (neighbour["targets"] as? [String])?.contains { $0 != "met" } ?? false
      #expect(isPlayed || neighbour["proof"] != nil, "\(neighbour)")
    }
    // One for each number above the least of its range.
    let groups = try #require(result["groups"] as? [[String: Any]])
    let expected = groups.reduce(0) { sum, group in
      let posts = group["posts"] as? [Int] ?? []
      let total = posts.reduce(0) { $0 + counts[$1] }
      return total > group["from"] as? Int ?? 0 ? sum + posts.count { counts[$0] > 0 } : sum
    }
    #expect(smaller.count == expected)
    let page = try #require(folder.text("page.html"))
    #expect(page.contains("The cheapest staffing") && page.contains("<svg"))
  }

  @Test func killedAndTakenUpAgainGivesTheSameBytes() throws {
    let folder = try TemporaryFolder()
    let targets = try targets(folder)
    let whole = try Program(arguments(targets, ["--json"])).outcome()
    let journal = folder.path("run.journal")
    let written = try Program(arguments(targets, ["--json", "--journal", journal, "--threads", "1"]))
      .outcome()
    #expect(written.code == 0 && written.out == whole.out)
    // Half of the journal, with its last line torn in the middle, is what a kill leaves.
    let lines = try #require(folder.text("run.journal")).split(separator: "\n").map(String.init)
    #expect(lines.count > 6)
    let half = lines.prefix(lines.count / 2).joined(separator: "\n") + "\n" + lines[lines.count / 2].prefix(9)
    try folder.write("run.journal", half)
    let resumed = try Program(arguments(targets, ["--json", "--journal", journal, "--threads", "3"]))
      .outcome()
    #expect(resumed.code == 0 && resumed.out == whole.out)
    let again = try #require(folder.text("run.journal")).split(separator: "\n").map(String.init)
    #expect(Set(again) == Set(lines), "each cell was computed once")
  }

  @Test func aKilledRunIsGoneOnWith() throws {
    let folder = try TemporaryFolder()
    let targets = try targets(folder)
    let journal = folder.path("run.journal")
    func run(_ iterations: Int) -> [String] {
      ["staff"] + SmallCase.files
        + ["--targets", targets, "--iterations", String(iterations), "--replications", "5"]
    }
    /// Whether a run of so many iterations was killed before it had ended.
    func kills(_ iterations: Int) throws -> Bool {
      try? FileManager.default.removeItem(atPath: journal)
      let first = try Program(run(iterations) + ["--journal", journal])
      for _ in 0..<15000 where (folder.text("run.journal") ?? "").split(separator: "\n").count < 4 {
        Thread.sleep(forTimeInterval: 0.002)
      }
      first.send(SIGKILL)
      return try first.outcome().code == -SIGKILL
    }
    // A fast machine needs more work to be killed in.
    let slow = run(try #require(try [300, 3000, 30000].first(where: kills)))
    let second = try Program(slow + ["--journal", journal, "--json"]).outcome()
    let whole = try Program(slow + ["--json"]).outcome()
    #expect(second.code == 0 && second.out == whole.out)
  }

  @Test func whatCannotBeMetIsToldByHowMuch() throws {
    let folder = try TemporaryFolder()
    let run = try Program(arguments(targets(folder, served: 100, technicians: #""from": 0, "to": 1"#)))
      .outcome()
    #expect(run.code == 1, "\(run.err)")
    #expect(run.out.contains("No staffing within the ranges was found"))
    #expect(run.out.contains("At the upper limits: share served ≥ 100%"))
    #expect(run.out.contains("short"))
    #expect(run.out.contains("The closest staffing"))
  }

  @Test func faultsOfAllFilesAreToldAtOnce() throws {
    let folder = try TemporaryFolder()
    let targets = try targets(folder, technicians: #""from": 3, "to": 1"#, trade: "mechancal")
    let run = try Program(
      arguments(
        targets, ["--uncertainty", folder.path("missing.json"), "--out", folder.path("gone/out.json")])
    ).outcome()
    #expect(run.code == 2)
    #expect(run.out.isEmpty)
    #expect(run.errorLines.contains { $0.hasPrefix("\(folder.path("missing.json")):$: ") })
    #expect(run.errorLines.contains { $0.hasPrefix("\(targets):$.ranges.technicians[0].to: ") })
    #expect(run.errorLines.contains { $0.hasPrefix("\(folder.path("gone/out.json")):$: ") })
  }

  @Test func aTradeThatNobodyKnows() throws {
    let folder = try TemporaryFolder()
    let targets = try targets(folder, trade: "mechancal")
    let run = try Program(arguments(targets)).outcome()
    #expect(run.code == 2)
    #expect(run.err.contains("\(targets):$.ranges.technicians[0].trade: "), "\(run.err)")
    #expect(run.err.contains("mechanical"), "the nearest name is suggested")
  }

  @Test func aJournalOfAnotherRunIsRefused() throws {
    let folder = try TemporaryFolder()
    let targets = try targets(folder)
    let journal = folder.path("run.journal")
    #expect(try Program(arguments(targets, ["--journal", journal])).outcome().code == 0)
    let before = folder.text("run.journal")
    let other = try Program(arguments(targets, ["--journal", journal, "--seed", "2"])).outcome()
    #expect(other.code == 2)
    #expect(other.err.hasPrefix("\(journal):$: "), "\(other.err)")
    #expect(folder.text("run.journal") == before)
  }

  @Test func outputsAndInputsHavePlacesOfTheirOwn() throws {
    let folder = try TemporaryFolder()
    let targets = try targets(folder)
    #expect(try Program(arguments(targets, ["--out", targets])).outcome().code == 64)
    #expect(try Program(arguments(targets, ["--page", "-"])).outcome().code == 64)
    #expect(try Program(["staff"] + SmallCase.files).outcome().code == 64)
  }
}
