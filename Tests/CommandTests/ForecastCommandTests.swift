import BaylineModel
import Foundation
import TestSupport
import Testing

@Suite struct ForecastCommandTests {
  private let counts = Project.datasets.appending(path: "history/light-car-shop.csv").path
  private let site = Project.datasets.appending(path: "history/site.json").path
  private let past = Project.datasets.appending(path: "history").path
  private let map = "preventive=maintenance,damage=repair,roadCall=repair,rework=repair"

  @Test func tableAndDocument() throws {
    let table = try Program.run(
      "forecast", "--counts", counts, "--from", "2022-12-23", "--days", "3", "--lang", "en")
    #expect(table.code == 0, "\(table.err)")
    let lines = table.out.split(separator: "\n")
    #expect(lines.first?.hasPrefix("date") == true)
    #expect(lines.contains { $0.hasPrefix("2022-12-25  Sun") })
    #expect(
      try Program.run("forecast", "--counts", counts, "--from", "2022-12-23", "--lang", "zh-Hans").out
        .contains("合计"))

    let json = try Program.run(
      "forecast", "--counts", counts, "--from", "2022-12-23", "--days", "3", "--json")
    let document = try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any]
    let days = try #require(document?["days"] as? [[String: Any]])
    #expect(days.count == 3)
    let total = try #require(days.first?["total"] as? [String: Any])
    let (low, high) = (try #require(total["low"] as? Int), try #require(total["high"] as? Int))
    let mean = try #require(total["mean"] as? Double)
    #expect(Double(low) < mean && mean < Double(high))
    // What came after the first day changes nothing.
    let text = try String(contentsOfFile: counts, encoding: .utf8)
    let known = text.split(separator: "\n").filter { $0.hasPrefix("date") || $0 < "2022-12-23" }
    let short = try Program.run(
      "forecast", "--counts", "-", "--from", "2022-12-23", "--days", "3", "--json",
      input: known.joined(separator: "\n") + "\n")
    #expect(short.out == json.out, "\(short.err)")
  }

  @Test func forecastBeatsTheSimpleOnes() throws {
    let run = try Program.run("forecast", "--counts", counts, "--backtest", "2021-11..2022-01", "--json")
    #expect(run.code == 0, "\(run.err)")
    let document = try JSONSerialization.jsonObject(with: Data(run.out.utf8)) as? [String: Any]
    let total = try #require((document?["series"] as? [[String: Any]])?.first)
    func mae(_ value: Any?) throws -> Double { try #require((value as? [String: Any])?["mae"] as? Double) }
    let naive = try #require(total["naive"] as? [String: Any])
    let own = try mae(total["forecast"])
    #expect(try own < mae(naive["lastWeek"]) && own < mae(naive["lastYear"]))
  }

  @Test func sampledDaysCanBeScheduled() throws {
    let folder = try TemporaryFolder()
    let arguments = [
      "forecast", "--counts", counts, "--map", map, "--site", site, "--like", past, "--from", "2022-10-06",
      "--days", "4", "--sample", "2", "--seed", "7", "--quiet",
    ]
    let run = try Program(arguments + ["--out", folder.path("a")]).outcome()
    #expect(run.code == 0, "\(run.err)")
    let demands = try FileManager.default.subpathsOfDirectory(atPath: folder.path("a"))
      .filter { $0.hasSuffix("demand.json") }.sorted()
    // Thursday to Sunday; the site is closed on Sundays.
    #expect(demands.count == 6, "\(demands)")
    #expect(demands.first == "sample-01/2022-10-06/demand.json")
    for demand in demands {
      let planned = try Program.run(
        "schedule", "--site", site, "--demand", folder.path("a/\(demand)"), "--iterations", "0", "--quiet")
      #expect(planned.code == 0, "\(demand): \(planned.err)")
    }
    #expect(try Program(arguments + ["--out", folder.path("b")]).outcome().code == 0)
    #expect(folder.text("b/\(demands[0])") == folder.text("a/\(demands[0])"))
  }

  @Test func kindWithoutVisitToCopy() throws {
    let folder = try TemporaryFolder()
    let run = try Program.run(
      "forecast", "--counts", counts, "--map", map + ",warranty=inspection", "--site", site, "--like",
      past + "/2022-09-01/demand.json", "--from", "2022-10-06", "--sample", "1", "--out", folder.path("a"),
      "--lang", "en")
    #expect(run.code == 2)
    #expect(
      run.errorLines.contains {
        $0.hasPrefix("\(counts):$: no visit of kind \"inspection\" to use as a template")
      }, "\(run.err)")
    #expect(folder.names.isEmpty)
  }

  @Test func faultsOfAllFilesInOneRun() throws {
    let folder = try TemporaryFolder()
    let bad = try folder.write("c.csv", "date,repair,oil\n2022-01-03,1,x\n")
    let demand = try folder.write("d.json", "{}")
    let run = try Program.run(
      "forecast", "--counts", bad, "--site", site, "--like", demand, "--from", "2022-10-06", "--sample", "1",
      "--out", folder.path("a"), "--lang", "en")
    #expect(run.code == 2)
    #expect(
      run.errorLines.contains { $0.hasPrefix("\(bad):1:C: the site has no kind \"oil\"") }, "\(run.err)")
    #expect(run.errorLines.contains { $0.hasPrefix("\(demand):$") }, "\(run.err)")
    #expect(run.out.isEmpty)
    let few = try Program.run(
      "forecast", "--counts", "-", "--from", "2022-10-06", "--lang", "en",
      input: "date,repair\n2022-01-03,1\n")
    #expect(few.code == 2)
    #expect(few.err.hasPrefix("-:$: only 1 day with visits before 2022-10-06; "), "\(few.err)")
    let far = try Program.run("forecast", "--counts", counts, "--from", "9999-12-30", "--lang", "en")
    #expect(far.code == 2)
    #expect(far.err.hasPrefix("\(counts):$: the forecast reaches too far ahead; end it by "), "\(far.err)")
    let past = try Program.run(
      "forecast", "--counts", counts, "--backtest", "2030-01..2030-02", "--lang", "en")
    #expect(past.code == 2)
    #expect(past.err.hasPrefix("\(counts):$: no open day to evaluate"), "\(past.err)")
  }

  @Test(arguments: [
    [], ["--from", "soon"], ["--from", "2022-10-06", "--days", "0"], ["--backtest", "2022"],
    ["--backtest", "2022-12..2022-01"], ["--backtest", "2022-01..2022-12", "--days", "3"],
    ["--from", "2022-10-06", "--sample", "3"], ["--from", "2022-10-06", "--map", "oil"],
  ])
  func wrongUsage(arguments: [String]) throws {
    #expect(try Program(["forecast", "--counts", counts] + arguments).outcome().code == 64)
  }
}
