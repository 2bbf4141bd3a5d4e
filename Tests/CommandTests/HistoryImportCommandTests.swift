import Bayline
import BaylineFormats
import BaylineModel
import Foundation
import TestSupport
import Testing

/// `bayline import` of work orders and a time clock, on the sample of the project.
@Suite struct HistoryImportCommandTests {
  private static func example(_ name: String) -> String {
    Project.datasets.appending(path: "spreadsheets/\(name)").path
  }
  private static let site = Project.datasets.appending(path: "demo/site.json").path
  private static let sheets = [example("orders.csv"), example("clock.csv"), "--site", site]
  private static let jobs = ["--jobs", example("jobs.csv")]

  /// The files below a folder, without it.
  private func files(_ folder: TemporaryFolder) -> [String] {
    ((try? FileManager.default.subpathsOfDirectory(atPath: folder.url.path)) ?? []).sorted()
  }

  @Test func aFolderOfDaysWithWhatWasOdd() throws {
    let folder = try TemporaryFolder()
    let made = try Program(
      ["import"] + Self.sheets + Self.jobs + ["--out", folder.path("past"), "--lang", "en"]
    ).outcome()
    #expect(made.code == 0, "\(made.err)")
    #expect(made.out.isEmpty)
    let days = ["2027-03-08", "2027-03-09", "2027-03-10"]
    #expect(
      files(folder)
        == (["past"] + days.flatMap { ["past/\($0)", "past/\($0)/actual.json", "past/\($0)/demand.json"] }
          + ["past/anomalies.csv"]))
    for words in [
      "orders.csv: Work orders, rows: 14, GB18030", "\"高 娟\" read as 高娟 (SA4), rows: 1",
      "clock.csv:7:C: no technician; accepted without the cell",
      "orders.csv:14:A: \"RO0310002\": line 13 already has this order number; row skipped",
      "3 days, 13 visits, 20 operations; 8 anomalies, all in anomalies.csv",
    ] {
      #expect(made.err.contains(words), "\(words)\n\(made.err)")
    }
    let list = try #require(folder.text("past/anomalies.csv"))
    #expect(
      list.split(separator: "\r\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false)[4]
      }
        == [
          "unknownKind", "duplicateOrder", "orderWithoutStints", "missingTechnician", "unknownTechnician",
          "endNotAfterStart", "overlap", "unknownOrder",
        ])
  }

  /// What is written is read again without faults, and a day of it can be planned.
  @Test func theDaysAreSound() throws {
    let folder = try TemporaryFolder()
    let out = folder.path("past")
    let made = try Program(["import"] + Self.sheets + Self.jobs + ["--out", out, "--quiet"]).outcome()
    #expect(made.code == 0)
    #expect(made.err.isEmpty, "\(made.err)")
    let siteBytes = [UInt8](try Data(contentsOf: URL(filePath: Self.site)))
    let site = try SiteFormat.decode(siteBytes, file: "site.json").get()
    var outcomes: [ActualDay.Visit.Outcome: Int] = [:]
    for day in ["2027-03-08", "2027-03-09", "2027-03-10"] {
      func bytes(_ name: String) throws -> [UInt8] {
        Array(try #require(folder.text("past/\(day)/\(name)")).utf8)
      }
      let demand = DemandFormat.decode(
        try bytes("demand.json"), file: "demand.json", site: SiteFormat.IDs(site))
      #expect(demand.diagnostics == [])
      let actual = ActualFormat.decode(
        try bytes("actual.json"), file: "actual.json", site: SiteFormat.IDs(site), demand: demand)
      #expect(actual.diagnostics == [])
      for visit in actual.value?.visits ?? [] { outcomes[visit.outcome, default: 0] += 1 }
    }
    // Twelve orders with one more day of one of them; one did not come, one called off.
    #expect(outcomes == [.served: 11, .noShow: 1, .cancelled: 1])
    let planned = try Program.run(
      "schedule", "--site", Self.site, "--demand", out + "/2027-03-09/demand.json", "--iterations", "20",
      "--quiet")
    #expect(planned.code == 0, "\(planned.err)")
  }

  @Test func structuralFaultsWriteNothing() throws {
    let folder = try TemporaryFolder()
    let noFrom = try folder.write("clock.csv", "工单号,技师,工位\nRO1,孙娟,B01\n")
    for (files, place) in [
      ([Self.example("orders.csv")], Self.example("orders.csv") + ":$: "),
      ([Self.example("orders.csv"), noFrom], noFrom + ":1:D: "),
      ([Self.example("orders.csv"), folder.path("none.csv")], folder.path("none.csv") + ":$: "),
    ] {
      let made = try Program(["import"] + files + ["--site", Self.site, "--out", folder.path("past")])
        .outcome()
      #expect(made.code == 2)
      #expect(made.errorLines.contains { $0.hasPrefix(place) }, "\(place)\n\(made.err)")
      #expect(folder.names == ["clock.csv"])
    }
  }

  @Test func strictRejectsAnomalies() throws {
    let folder = try TemporaryFolder()
    let made = try Program(
      ["import"] + Self.sheets + Self.jobs + ["--out", folder.path("past"), "--strict", "--lang", "en"]
    ).outcome()
    #expect(made.code == 2)
    #expect(made.err.contains("clock.csv:7:C: no technician"), "\(made.err)")
    #expect(made.errorLines.last == "8 anomalies; nothing was written")
    #expect(folder.names.isEmpty)
  }

  @Test func twentyAnomaliesOfAKindAreListed() throws {
    let folder = try TemporaryFolder()
    let orders = try folder.write("o.csv", "工单号,开单时间\nR1,2027/3/8 8:00\n")
    // Half an hour apart, from 8:00 to 20:00.
    let rows = (0..<25).map { index in
      let (hour, tens) = (8 + index / 2, index % 2 * 3)
      return "R1,,2027/3/8 \(hour):\(tens)0,2027/3/8 \(hour):\(tens + 1)0\n"
    }
    let clock = try folder.write("c.csv", "工单号,技师,开始,结束\n" + rows.joined())
    let made = try Program.run(
      "import", orders, clock, "--site", Self.site, "--out", folder.path("past"), "--lang", "en")
    #expect(made.code == 0, "\(made.err)")
    #expect(made.errorLines.count { $0.contains(": no technician; ") } == 20)
    #expect(made.err.contains("… missingTechnician: 5 more"), "\(made.err)")
    #expect(folder.text("past/anomalies.csv")?.split(separator: "\r\n").count == 26)
  }

  @Test func filesThatAreThereAreOnlyReplacedByForce() throws {
    let folder = try TemporaryFolder()
    try folder.write("anomalies.csv", "mine")
    let arguments = ["import"] + Self.sheets + ["--out", folder.url.path, "--quiet"]
    #expect(try Program(arguments).outcome().code == 2)
    #expect(folder.names == ["anomalies.csv"])
    #expect(try Program(arguments + ["--force"]).outcome().code == 0)
    #expect(folder.names == ["2027-03-08", "2027-03-09", "2027-03-10", "anomalies.csv"])
    #expect(folder.text("anomalies.csv") != "mine")
  }

  @Test(arguments: [
    [], ["--out", "-"], ["--out", "past", "--from", "2027-03-08"],
    ["--out", "past", "--now", "2027-03-08 8:00"],
  ])
  func wrongUsage(options: [String]) throws {
    let made = try Program(["import"] + Self.sheets + options).outcome()
    #expect(made.code == 64, "\(made.err)")
  }

  @Test func aHistoryNeedsItsSiteAndADemandIsNotStrict() throws {
    let folder = try TemporaryFolder()
    let noSite = try Program.run(
      "import", Self.example("orders.csv"), Self.example("clock.csv"), "--out", folder.path("past"))
    #expect(noSite.code == 64, "\(noSite.err)")
    let demand = try Program.run(
      "import", Self.example("tomorrow.csv"), "--jobs", Self.example("jobs.csv"), "--out",
      folder.path("d.json"),
      "--strict")
    #expect(demand.code == 64, "\(demand.err)")
    #expect(folder.names.isEmpty)
  }

  @Test func theTemplatesHaveBothTables() throws {
    let folder = try TemporaryFolder()
    #expect(try Program.run("export", "--template", "--out", folder.url.path, "--lang", "zh-Hans").code == 0)
    #expect(folder.text("orders.csv")?.hasPrefix("\u{FEFF}工单号,") == true)
    #expect(folder.text("clock.csv")?.hasPrefix("\u{FEFF}工单号,") == true)
  }
}
