import BaylineModel
import Foundation
import TestSupport
import Testing

@Suite struct BacktestCommandTests {
  private let past = Project.datasets.appending(path: "history").path
  private var site: String { past + "/site.json" }

  private func backtest(_ more: String...) throws -> Program.Outcome {
    try Program(
      ["backtest", "--site", site, past, "--from", "2022-09-05", "--to", "2022-09-10", "--iterations", "60"]
        + more
    ).outcome()
  }

  @Test func tableDocumentPageAndDays() throws {
    let folder = try TemporaryFolder()
    let table = try backtest(
      "--lang", "en", "--page", folder.path("page.html"), "--csv", folder.path("days.csv"), "--threads", "2")
    #expect(table.code == 0, "\(table.err)")
    #expect(table.out.contains("6 days from 2022-09-05 to 2022-09-10"))
    #expect(table.out.contains("first come, first served"))
    let page = try String(contentsOfFile: folder.path("page.html"), encoding: .utf8)
    #expect(page.contains("</svg>") && page.contains("Planned and actual"))
    let days = try String(contentsOfFile: folder.path("days.csv"), encoding: .utf8)
    #expect(days.split(separator: "\r\n").count == 7)
    #expect(try backtest("--lang", "zh-Hans").out.contains("计划与实际"))

    let one = try backtest("--json", "--threads", "1")
    #expect(one.out == (try backtest("--json", "--threads", "2").out))
    let document = try JSONSerialization.jsonObject(with: Data(one.out.utf8)) as? [String: Any]
    let plans = try #require(document?["plans"] as? [[String: Any]])
    #expect(
      plans.compactMap { $0["plan"] as? String } == ["bayline", "greedy", "firstCome", "earliestDue"])
    let differences = try #require(plans.first?["differences"] as? [String: Any])
    let points = try #require(differences["points"] as? [String: Any])
    #expect(points["days"] as? Int == 6)
    #expect((document?["days"] as? [Any])?.count == 6)
    #expect(document?["intervals"] as? String == "days")
  }

  @Test func theRecordAsPlanIsNoDifference() throws {
    let run = try backtest("--plan", "record", "--json")
    #expect(run.code == 0, "\(run.err)")
    let document = try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any]
    let plan = try #require((document?["plans"] as? [[String: Any]])?.first)
    let differences = try #require(plan["differences"] as? [String: [String: Any]])
    #expect(differences.count > 5)
    #expect(differences.values.allSatisfy { ($0["mean"] as? Double) == 0 && ($0["clear"] as? Bool) == false })
  }

  @Test func whatWasLearnedIsWrittenAndUsed() throws {
    let folder = try TemporaryFolder()
    let run = try backtest("--learn", folder.path("learned"), "--json")
    #expect(run.code == 0, "\(run.err)")
    #expect(run.out.contains("\"learned\""))
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path("learned")).sorted()
    #expect(files == ["minutes.csv", "site.json", "uncertainty.json"])
    let plan = try Program.run(
      "schedule", "--site", folder.path("learned/site.json"), "--demand", past + "/2022-09-12/demand.json",
      "--iterations", "50", "--threads", "1", "--out", folder.path("plan.json"), "--quiet")
    #expect(plan.code == 0, "\(plan.err)")
    let play = try Program.run(
      "simulate", "--site", folder.path("learned/site.json"), "--demand", past + "/2022-09-12/demand.json",
      "--schedule", folder.path("plan.json"), "--uncertainty", folder.path("learned/uncertainty.json"),
      "--replications", "5", "--json", "--quiet")
    #expect(play.code == 0, "\(play.err)")
  }

  @Test func statisticsByEachStretch() throws {
    let folder = try TemporaryFolder()
    for (span, rows) in [("day", 6), ("week", 1), ("month", 1)] {
      let run = try Program.run(
        "statistics", "--site", site, past, "--from", "2022-09-05", "--to", "2022-09-10", "--by", span,
        "--csv", folder.path("\(span).csv"), "--page", folder.path("\(span).html"), "--lang", "en")
      #expect(run.code == 0, "\(run.err)")
      #expect(run.out.contains("booking share"))
      let table = try String(contentsOfFile: folder.path("\(span).csv"), encoding: .utf8)
      #expect(table.split(separator: "\r\n").count == 1 + rows)
    }
    #expect(
      try Program.run("statistics", "--site", site, past, "--lang", "zh-Hans").out.contains("预约占比"))
  }

  @Test func faultsAreToldTogetherAndNothingIsWritten() throws {
    let folder = try TemporaryFolder()
    for day in ["2022-09-05", "2022-09-06", "2022-09-07"] {
      try FileManager.default.createDirectory(
        atPath: folder.path("past/\(day)"), withIntermediateDirectories: true)
      for file in ["demand.json", "actual.json"] {
        try FileManager.default.copyItem(
          atPath: "\(past)/\(day)/\(file)", toPath: folder.path("past/\(day)/\(file)"))
      }
    }
    func edit(_ file: String, _ old: String, _ new: String) throws {
      let path = folder.path("past/\(file)")
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.contains(old))
      try text.replacing(old, with: new, maxReplacements: 1).write(
        toFile: path, atomically: true, encoding: .utf8)
    }
    try edit("2022-09-05/actual.json", "\"served\"", "\"servd\"")
    try edit("2022-09-06/actual.json", "2022-09-06", "2022-09-16")
    try edit("2022-09-07/demand.json", "\"appointments\"", "\"appointmnts\"")
    let run = try Program.run(
      "backtest", "--site", site, folder.path("past"), "--page", folder.path("page.html"), "--lang", "en")
    #expect(run.code == 2)
    #expect(run.errorLines.contains { $0.contains("2022-09-05/actual.json:$.visits") })
    #expect(run.errorLines.contains { $0.contains("2022-09-06/actual.json:$.day") })
    #expect(run.errorLines.contains { $0.contains("2022-09-07/demand.json:$") })
    #expect(!FileManager.default.fileExists(atPath: folder.path("page.html")))
  }

  @Test func wrongFoldersAndUsage() throws {
    let folder = try TemporaryFolder()
    let missing = try Program.run("backtest", "--site", site, folder.path("none"), "--lang", "en")
    #expect(missing.code == 2)
    #expect(missing.err.contains("there is no such folder"))
    #expect(try Program.run("backtest", "--site", site, site).code == 2)
    let empty = try Program.run("statistics", "--site", site, folder.path(""), "--lang", "en")
    #expect(empty.code == 2)
    #expect(empty.err.contains("2022-09-01"))
    let late = try Program.run("statistics", "--site", site, past, "--from", "2030-01-01", "--lang", "en")
    #expect(late.code == 2)
    #expect(late.err.contains("2022-09-01 to 2022-09-30"))
    #expect(try Program.run("backtest", "--site", site, past, "--from", "2022-09-31").code == 64)
    #expect(try Program.run("backtest", "--site", site, past, "--plan", "record", "--learn", "x").code == 64)
    #expect(
      try Program.run("backtest", "--site", site, past, "--from", "2022-09-09", "--to", "2022-09-08").code
        == 64)
  }

  @Test func nothingThatIsReadIsWrittenOver() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: past, toPath: folder.path("past"))
    let days = ["--from", "2022-09-05", "--to", "2022-09-06", "--iterations", "5", "--lang", "en"]
    let site = folder.path("past/site.json")
    let before = FileManager.default.contentsEqual(atPath: past, andPath: folder.path("past"))
    #expect(before)
    for (option, name) in [
      ("--page", "past/2022-09-05/actual.json"), ("--csv", "past/2022-09-06/demand.json"),
      ("--learn", "past"),
    ] {
      let run = try Program(
        ["backtest", "--site", site, folder.path("past"), option, folder.path(name)] + days
      ).outcome()
      #expect(run.code == 2, "\(option)")
      #expect(FileManager.default.contentsEqual(atPath: past, andPath: folder.path("past")))
    }
    let both = try Program(
      [
        "backtest", "--site", site, folder.path("past"), "--learn", folder.path("l"), "--csv",
        folder.path("l/minutes.csv"),
      ] + days
    ).outcome()
    #expect(both.code == 2)
  }

  @Test func daysWithoutARecordAreNamed() throws {
    let folder = try TemporaryFolder()
    for day in ["2022-09-05", "2022-09-06"] {
      try FileManager.default.createDirectory(
        atPath: folder.path("past/\(day)"), withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: "\(past)/\(day)/demand.json", toPath: folder.path("past/\(day)/demand.json"))
    }
    try FileManager.default.copyItem(
      atPath: "\(past)/2022-09-05/actual.json", toPath: folder.path("past/2022-09-05/actual.json"))
    let run = try Program.run(
      "backtest", "--site", site, folder.path("past"), "--iterations", "20", "--lang", "en")
    #expect(run.code == 0, "\(run.err)")
    #expect(run.out.contains("2022-09-06 (no record)"))
  }
}
