import Bayline
import BaylineModel
import Foundation
import TestSupport
import Testing

/// Outgoing booking as the coordinator runs it.
@Suite struct OutreachCommandTests {
  private func dataset(_ path: String) -> String { Project.datasets.appending(path: path).path }

  private var files: [String] {
    [
      "outreach", "--site", dataset("demo/site.json"), "--vehicles", dataset("outreach/vehicles.csv"),
      "--jobs",
      dataset("spreadsheets/jobs.csv"), "--expected", dataset("outreach/expected.csv"), "--past",
      dataset("demo"),
    ]
  }

  /// The fewest vehicles that say something: a service due on 2027-04-01, and a free check.
  private let few =
    "Plate,Customer,Phone,Advisor,Last visit,Next service\n沪I·1,李娜,1001,SA1,2027-01-04,2027-04-01\n"
    + "沪I·2,王芳,1002,SA2,2026-08-02,2028-01-01\n"

  @Test func theListHasCallsWithTimesInBothLanguages() throws {
    let folder = try TemporaryFolder()
    let vehicles = try folder.write("v.csv", few)
    func run(_ language: String) throws -> Program.Outcome {
      try Program.run(
        "outreach", "--site", SmallCase.site, "--vehicles", vehicles, "--from", "2027-03-15", "--quiet",
        "--lang", language)
    }
    let english = try run("en")
    #expect(english.code == 0, "\(english.err)")
    // The free check is called about at once, the service not before 03-15: two weeks before are 03-18.
    #expect(english.out.contains("2 customer vehicles; 2 calls, 2 of them with a visit"))
    #expect(english.out.contains("沪I·2"))
    #expect(english.out.contains("not seen for six months (since 2026-08-02), free check-up"))
    #expect(english.out.contains("driving licence"))
    let chinese = try run("zh-Hans")
    #expect(chinese.out.contains("半年未到店（2026-08-02 起），免费检查"))
    #expect(chinese.out.contains("带保养手册"))
  }

  @Test func theSameFilesGiveTheSameBytes() throws {
    let folder = try TemporaryFolder()
    for name in ["a", "b"] {
      let outcome = try Program(files + ["--from", "2027-03-15", "--out", folder.path(name)]).outcome()
      #expect(outcome.code == 0, "\(outcome.err)")
      #expect(outcome.out.isEmpty)
    }
    for file in ["calls.html", "calls.csv", "calls.txt", "load.csv", "outreach.json"] {
      let text = try #require(folder.text("a/\(file)"))
      #expect(text == folder.text("b/\(file)"))
    }
    #expect(try #require(folder.text("a/calls.html")).contains("<svg"))
  }

  /// The first times of the busiest day, booked one after the other, make a schedule that keeps every rule.
  @Test func firstTimesCanBeBookedOneAfterTheOther() throws {
    let folder = try TemporaryFolder()
    let days = folder.path("days")
    let listed = try Program(files + ["--from", "2027-03-15", "--requests-out", days, "--json", "--quiet"])
      .outcome()
    #expect(listed.code == 0, "\(listed.err)")
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(listed.out.utf8)) as? [String: Any])
    let calls = try #require(root["calls"] as? [[String: Any]])
    var firsts: [String: [(request: String, arrival: String, advisor: String)]] = [:]
    for call in calls {
      guard let request = call["request"] as? String, let times = call["times"] as? [[String: Any]],
        let arrival = times.first?["arrival"] as? String, let advisor = times.first?["advisor"] as? String
      else { continue }
      firsts[String(arrival.prefix(10)), default: []].append((request, arrival, advisor))
    }
    let busiest = try #require(firsts.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) })
    #expect(busiest.value.count > 8)
    let (demand, schedule) = (
      folder.path("days/\(busiest.key)/demand.json"), folder.path("days/\(busiest.key)/schedule.json")
    )
    let site = dataset("demo/site.json")
    for first in busiest.value.prefix(12) {
      let outcome = try Program.run(
        "offer", "--site", site, "--demand", demand, "--schedule", schedule, "--request",
        folder.path("days/requests/\(first.request).json"), "--accept", first.arrival, "--advisor",
        first.advisor, "--out", demand, "--schedule-out", schedule, "--quiet")
      #expect(outcome.code == 0, "\(first): \(outcome.err)")
    }
    #expect(try Program.run("verify", "--site", site, "--demand", demand, schedule).code == 0)
    if let shared = Project.shared {
      let referee = shared.appending(path: "referee/referee.py").path
      let outcome = try Program(
        ["python3", referee, "--site", site, "--demand", demand, schedule], executable: "/usr/bin/env"
      ).outcome()
      #expect(outcome.code == 0, "\(outcome.out)\(outcome.err)")
    }
    // Everybody comes to the advisor of the list.
    let booked = try #require(folder.text("days/\(busiest.key)/demand.json"))
    let day = try #require(
      try JSONSerialization.jsonObject(with: Data(booked.utf8)) as? [String: Any])
    let promised = (day["appointments"] as? [[String: Any]] ?? []).map {
      ($0["booked"] as? [String: String])?["advisor"]
    }
    #expect(promised == busiest.value.prefix(12).map(\.advisor))
    // The folder is the book of the next list: who is booked is not called again, and what is there is not replaced.
    let next = try Program(
      files + ["--demand", days, "--from", "2027-03-15", "--requests-out", days, "--json", "--quiet"]
    )
    .outcome()
    #expect(next.code == 0, "\(next.err)")
    #expect(next.out.contains("\"cause\": \"booked\""))
    #expect(folder.text("days/\(busiest.key)/demand.json") == booked)
  }

  @Test func allFaultsOfAllFilesAreToldAndNothingIsWritten() throws {
    let folder = try TemporaryFolder()
    let vehicles = try folder.write("v.csv", "Plate,Sold,Phone\n沪I·1,3/4/2026,1\n,2026-01-01,2\n")
    let demand = try folder.write("d.json", "{}")
    let outcome = try Program.run(
      "outreach", "--site", SmallCase.site, "--vehicles", vehicles, "--demand", demand, "--demand",
      folder.path("none"), "--from", "2027-03-15", "--out", folder.path("list"))
    #expect(outcome.code == 2)
    #expect(outcome.out.isEmpty)
    let lines = outcome.errorLines
    #expect(lines.contains { $0.hasPrefix("\(vehicles):2:B: ") })
    #expect(lines.contains { $0.hasPrefix("\(vehicles):3:A: ") })
    #expect(lines.contains { $0.hasPrefix("\(demand):$") })
    #expect(lines.contains { $0.hasPrefix("\(folder.path("none")):$: ") })
    #expect(folder.names == ["d.json", "v.csv"])
  }

  /// Nothing is written, and no folder made, where one of the folders cannot be.
  @Test func listAndRequestsAreWrittenTogether() throws {
    let folder = try TemporaryFolder()
    let vehicles = try folder.write("v.csv", few)
    let outcome = try Program.run(
      "outreach", "--site", SmallCase.site, "--vehicles", vehicles, "--from", "2027-03-15", "--out",
      vehicles, "--requests-out", folder.path("days"), "--quiet", "--lang", "en")
    #expect(outcome.code == 2)
    #expect(outcome.errorLines.first?.hasPrefix("\(vehicles):$: cannot be written") == true, "\(outcome.err)")
    #expect(folder.names == ["v.csv"])
  }

  @Test func aDayBelongsToOneDemand() throws {
    let outcome = try Program(
      files + ["--demand", dataset("demo/demand.json"), "--demand", dataset("scarce/demand.json"), "--quiet"]
    ).outcome()
    #expect(outcome.code == 2)
    #expect(outcome.err.contains("scarce/demand.json:$.horizon: "), "\(outcome.err)")
  }

  @Test func aScheduleOfAnotherDemandIsRefused() throws {
    let folder = try TemporaryFolder()
    let schedule = try folder.write(
      "s.json", try SmallCase.schedule { $0.about?.demand = "0000000000000000" })
    let vehicles = try folder.write("v.csv", few)
    let outcome = try Program.run(
      "outreach", "--site", SmallCase.site, "--vehicles", vehicles, "--demand", SmallCase.demand,
      "--schedule", schedule)
    #expect(outcome.code == 2)
    #expect(outcome.err.contains("\(schedule):$"), "\(outcome.err)")
  }

  @Test func hostileTextActsNowhere() throws {
    let folder = try TemporaryFolder()
    let vehicles = try folder.write(
      "v.csv",
      "Plate,Customer,Phone,Last visit,Next service\n../../x,<script>alert(1)</script>,=1+1,2027-01-04,2027-04-01\n"
    )
    let outcome = try Program.run(
      "outreach", "--site", SmallCase.site, "--vehicles", vehicles, "--from", "2027-03-15", "--out",
      folder.path("l"),
      "--requests-out", folder.path("r"), "--quiet")
    #expect(outcome.code == 0, "\(outcome.err)")
    #expect(!(try #require(folder.text("l/calls.html")).contains("<script")))
    #expect(try #require(folder.text("l/calls.csv")).contains("'=1+1"))
    #expect(folder.text("r/requests/O-------x.json") != nil)
    #expect(folder.names == ["l", "r", "v.csv"])
  }

  @Test func templateAndUsage() throws {
    let folder = try TemporaryFolder()
    #expect(try Program.run("outreach", "--template", "--out", folder.url.path, "--lang", "en").code == 0)
    #expect(try #require(folder.text("vehicles.csv")).contains("Plate,Customer,Title,Phone"))
    for wrong in [
      ["outreach"], ["outreach", "--template"], files + ["--from", "15.3."], files,
      files + ["--from", "2027-03-15", "--weeks", "0"], files + ["--from", "9999-12-01"],
      files + ["--from", "2027-03-15", "--times", "4"], files + ["--from", "2027-03-15", "--schedule", "x"],
    ] {
      #expect(try Program(wrong).outcome().code == 64, "\(wrong)")
    }
  }

  @Test func theMadeUpFileIsMadeTheSameNow() throws {
    let folder = try TemporaryFolder()
    #expect(
      try Program.run("generate", "--profile", "vehicles", "--seed", "1", "--out", folder.url.path).code == 0)
    for name in ["vehicles.csv", "expected.csv"] {
      let made = String(
        decoding: try Data(contentsOf: Project.datasets.appending(path: "outreach/\(name)")), as: UTF8.self)
      #expect(folder.text(name) == made)
    }
    let site = try String(contentsOf: Project.datasets.appending(path: "demo/site.json"), encoding: .utf8)
    #expect(folder.text("site.json") == site)
  }
}
