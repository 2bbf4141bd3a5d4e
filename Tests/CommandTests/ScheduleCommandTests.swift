import Bayline
import BaylineFormats
import BaylineModel
import Foundation
import TestSupport
import Testing

@Suite struct ScheduleCommandTests {
  @Test func whatIsMadeIsJudgedRight() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("tomorrow.json")
    let made = try Program(["schedule"] + SmallCase.files + ["--seconds", "0.2", "--out", path]).outcome()
    #expect(made.code == 0)
    #expect(made.out.isEmpty)
    #expect(made.err.contains("云岭快修"), "the summary is for whoever makes the schedule")
    #expect(!made.err.contains("\r"), "progress is for terminals")
    #expect(folder.names == ["tomorrow.json"])
    let judged = try Program(["verify"] + SmallCase.files + [path]).outcome()
    #expect(judged.code == 0)
    #expect(judged.out.contains("可行，无违规"))
  }

  @Test func iterationsGiveTheSameBytesAndAskNoClock() throws {
    let arguments =
      ["schedule"] + SmallCase.files + ["--iterations", "30", "--threads", "2", "--seed", "7", "--quiet"]
    let first = try Program(arguments).outcome()
    let second = try Program(arguments).outcome()
    #expect(first.code == 0)
    #expect(first.out == second.out)
    let schedule = try ScheduleFormat.decode(Array(first.out.utf8), file: "-", site: nil, demand: nil).get()
    let about = try #require(schedule.about)
    #expect(about.seed == 7)
    #expect(about.threads == 2)
    #expect(about.version == baylineVersion)
    #expect(about.seconds == nil && about.firstSeconds == nil)
  }

  @Test func standardInputAndOutput() throws {
    let made = try Program(
      ["schedule", "--site", SmallCase.site, "--demand", "-", "--iterations", "1", "--quiet"],
      input: SmallCase.demandText()
    ).outcome()
    #expect(made.code == 0)
    #expect(made.err.isEmpty, "quiet is quiet: \(made.err)")
    let judged = try Program(["verify"] + SmallCase.files + ["-"], input: made.out).outcome()
    #expect(judged.code == 0)
  }

  @Test func summaryInTheLanguageAskedFor() throws {
    let chinese = try Program(["schedule"] + SmallCase.files + ["--iterations", "0"]).outcome()
    let english = try Program(["schedule"] + SmallCase.files + ["--iterations", "0", "--lang", "en"])
      .outcome()
    #expect(chinese.err.contains("成本 "))
    #expect(english.err.contains("Total cost: "))
  }

  @Test func startsFromAScheduleOfTheSameDemand() throws {
    let folder = try TemporaryFolder()
    let text = try SmallCase.schedule()
    let start = try folder.write("start.json", text)
    let made = try Program(
      ["schedule"] + SmallCase.files + ["--from", start, "--out", start, "--iterations", "1", "--quiet"]
    ).outcome()
    #expect(made.code == 0, "\(made.err)")
    #expect(folder.names == ["start.json"])
    let (before, after) = (try total(of: text), try total(of: #require(folder.text("start.json"))))
    #expect(after <= before)
  }

  @Test(arguments: [["--seconds", "0.5"], ["--iterations", "400"]])
  func traceTellsHowTheTotalFell(limit: [String]) throws {
    let folder = try TemporaryFolder()
    let (out, trace) = (folder.path("out.json"), folder.path("trace.csv"))
    let made = try Program(
      ["schedule"] + SmallCase.files + limit + [
        "--nominal", "--threads", "1", "--quiet", "--out", out, "--trace", trace,
      ]
    ).outcome()
    #expect(made.code == 0, "\(made.err)")
    #expect(folder.names == ["out.json", "trace.csv"])
    let lines = try #require(folder.text("trace.csv")).split(separator: "\n")
    #expect(lines.first == "seconds,iterations,cost,unscheduled")
    let rows = lines.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(rows.allSatisfy { $0.count == 4 })
    let costs = rows.compactMap { Int($0[2]) }
    #expect(costs.count == rows.count)
    #expect(rows.first?[1] == "0", "the first schedule is there before the first iteration")
    #expect(zip(costs, costs.dropFirst()).allSatisfy { $0 > $1 })
    #expect(try costs.last == total(of: #require(folder.text("out.json"))))
    let seconds = rows.map { Double($0[0]) }
    if limit[0] == "--seconds" {
      #expect(seconds.allSatisfy { $0 != nil })
    } else {
      #expect(seconds.allSatisfy { $0 == nil }, "no clock is asked")
    }
  }

  @Test func traceHasAPlaceOfItsOwn() throws {
    let made = try Program(["schedule"] + SmallCase.files + ["--iterations", "0", "--trace", "-"]).outcome()
    #expect(made.code == 64)
    let folder = try TemporaryFolder()
    let gone = folder.path("gone/trace.csv")
    let refused = try Program(["schedule"] + SmallCase.files + ["--seconds", "30", "--trace", gone]).outcome()
    #expect(refused.code == 2)
    #expect(refused.out.isEmpty)
    #expect(refused.err.hasPrefix("\(gone):$: "), "\(refused.err)")
  }

  private func total(of text: String) throws -> Int {
    let schedule = try ScheduleFormat.decode(Array(text.utf8), file: "-", site: nil, demand: nil).get()
    return try #require(schedule.cost).total
  }

  @Test func refusesAStartOfAnotherDemand() throws {
    let folder = try TemporaryFolder()
    let start = try folder.write(
      "start.json", SmallCase.schedule { $0.assignments[0].appointment = "stranger" })
    let made = try Program(["schedule"] + SmallCase.files + ["--from", start]).outcome()
    #expect(made.code == 2)
    #expect(made.out.isEmpty)
    #expect(made.err.hasPrefix("\(start):$.assignments[0].appointment: "), "\(made.err)")
  }

  @Test func aScheduleIsImprovedInPlace() throws {
    let folder = try TemporaryFolder()
    let start = try folder.write("start.json", SmallCase.schedule())
    let made = try Program(
      ["schedule"] + SmallCase.files + [
        "--iterations", "0", "--from", start, "--out", folder.path("./start.json"),
      ]
    ).outcome()
    #expect(made.code == 0, "\(made.err)")
    #expect(folder.names == ["start.json"])
  }

  @Test(.enabled(if: Project.shared != nil)) func refereeAgrees() throws {
    let shared = try #require(Project.shared)
    let folder = try TemporaryFolder()
    for name in ["small-1", "replan-1"] {
      let files = ["site", "demand"].flatMap {
        ["--\($0)", shared.appending(path: "instances/\(name)/\($0).json").path]
      }
      let path = folder.path("\(name).json")
      let made = try Program(["schedule"] + files + ["--iterations", "5", "--out", path, "--quiet"]).outcome()
      #expect(made.code == 0, "\(made.err)")
      let ours = try Program(["verify", "--json"] + files + [path]).outcome()
      let referee = shared.appending(path: "referee/referee.py").path
      let theirs = try Program(
        ["python3", referee, "--json"] + files + [path], executable: "/usr/bin/env"
      ).outcome()
      #expect(theirs.code == 0, "\(theirs.out)\(theirs.err)")
      let (our, their) = (try object(ours.out), try object(theirs.out))
      #expect(our["cost"] as? NSDictionary == their["cost"] as? NSDictionary)
      #expect(our["unscheduled"] as? Int == their["unscheduled"] as? Int)
    }
  }
}

/// A JSON object as it is.
func object(_ text: String) throws -> [String: Any] {
  try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}
