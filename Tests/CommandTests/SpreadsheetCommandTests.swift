import Bayline
import BaylineModel
import Foundation
import TestSupport
import Testing

/// `bayline import` and `bayline export` of spreadsheets, as a coordinator runs them.
@Suite struct SpreadsheetCommandTests {
  private static let folder = Project.datasets.appending(path: "spreadsheets")
  private static func example(_ name: String) -> String { folder.appending(path: name).path }
  private static let site = Project.datasets.appending(path: "demo/site.json").path

  @Test func fromAGB18030SpreadsheetToACheckedSchedule() throws {
    let folder = try TemporaryFolder()
    let demand = folder.path("demand.json")
    let made = try Program.run(
      "import", Self.example("tomorrow.csv"), Self.example("stock.csv"), "--jobs", Self.example("jobs.csv"),
      "--site",
      Self.site, "--out", demand)
    #expect(made.code == 0, "\(made.err)")
    #expect(made.out.isEmpty)
    // In the site's language: what was read, and what was taken for granted.
    for words in ["预约，18 行，GB18030", "计划期从 2027-03-16 起 1 天", "18 个预约没有编号，按车牌和日期"] {
      #expect(made.err.contains(words), "\(made.err)")
    }
    let files = ["--site", Self.site, "--demand", demand]
    let schedule = try Program(["schedule"] + files + ["--iterations", "20", "--quiet"]).outcome()
    #expect(schedule.code == 0, "\(schedule.err)")
    try folder.write("s.json", schedule.out)
    #expect(try Program(["verify"] + files + [folder.path("s.json")]).outcome().code == 0)
  }

  @Test(arguments: [
    [], ["--encoding", "gb18030"], ["--encoding", "utf-16", "--lang", "en"], ["--format", "xlsx"],
    ["--format", "xlsx", "--lang", "en"],
  ])
  func exportAndImportGiveTheSameDemand(options: [String]) throws {
    let folder = try TemporaryFolder()
    let sheets = folder.path("sheets")
    let demand = Project.datasets.appending(path: "replan/demand.json").path
    let site = Project.datasets.appending(path: "replan/site.json").path
    let made = try Program(
      ["export", "--demand", demand, "--site", site, "--out", sheets, "--quiet"] + options
    ).outcome()
    #expect(made.code == 0, "\(made.err)")
    #expect(made.err.isEmpty)
    let names = try FileManager.default.contentsOfDirectory(atPath: sheets)
    #expect(names.count == (options.contains("xlsx") ? 1 : 6))
    let again = try Program(["import"] + names.map { sheets + "/" + $0 } + ["--site", site, "--quiet"])
      .outcome()
    #expect(again.code == 0, "\(again.err)")
    #expect(again.out == (try String(contentsOfFile: demand, encoding: .utf8)))
  }

  @Test func faultsOfAllFilesAtOnceAndNothingWritten() throws {
    let folder = try TemporaryFolder()
    let visits = try folder.write("visits.csv", "车牌号,项目,期望到店\n沪I·1,小保样,25:61\n")
    let site = try folder.write("site.json", "{}")
    let made = try Program.run(
      "import", visits, folder.path("none.csv"), "--jobs", Self.example("jobs.csv"), "--site", site, "--lang",
      "zh-Hans",
      "--from", "2026-11-23", "--out", folder.path("gone/d.json"))
    #expect(made.code == 2)
    #expect(made.out.isEmpty)
    for place in [
      "\(site):$: ", "\(visits):2:B: ", "\(visits):2:C: ", folder.path("none.csv") + ":$: ",
      folder.path("gone/d.json"),
    ] {
      #expect(made.errorLines.contains { $0.hasPrefix(place) }, "\(place)\n\(made.err)")
    }
    #expect(made.err.contains("是否想写“小保养”？"), "\(made.err)")
    #expect(folder.names == ["site.json", "visits.csv"])
  }

  @Test func filesThatAreThereAreOnlyReplacedByForce() throws {
    let folder = try TemporaryFolder()
    try folder.write("visits.csv", "mine")
    let arguments = ["export", "--demand", SmallCase.demand, "--out", folder.url.path]
    let refused = try Program(arguments).outcome()
    #expect(refused.code == 2)
    #expect(folder.names == ["visits.csv"])
    #expect(try Program(arguments + ["--force"]).outcome().code == 0)
    #expect(folder.names.count == 6)
  }

  @Test func notesOfADemandAreNotInTheSheetsAndThatIsTold() throws {
    let folder = try TemporaryFolder()
    let demand = try folder.write(
      "d.json",
      try SmallCase.demandText().replacing("\"appointments\"", with: "\"x-mine\": 1, \"appointments\""))
    let made = try Program.run("export", "--demand", demand, "--lang", "en", "--out", folder.path("s"))
    #expect(made.code == 0, "\(made.err)")
    #expect(made.err.contains("extension members are not in the spreadsheets: x-mine"), "\(made.err)")
  }

  /// The templates that the project carries are those that the program writes.
  @Test(arguments: [("zh-Hans", "template.xlsx"), ("en", "template-en.xlsx")])
  func templatesAreTheProgramsOwn(language: String, name: String) throws {
    let folder = try TemporaryFolder()
    let made = try Program.run(
      "export", "--template", "--format", "xlsx", "--lang", language, "--out", folder.url.path)
    #expect(made.code == 0, "\(made.err)")
    let written = try Data(contentsOf: folder.url.appending(path: "template.xlsx"))
    #expect(written == (try Data(contentsOf: URL(filePath: Self.example(name)))))
  }

  /// Both catalogues give the same jobs; the English one is for sites of another language.
  @Test func englishCatalogue() throws {
    let folder = try TemporaryFolder()
    let visits = try folder.write(
      "v.csv", "Plate,Jobs,Preferred arrival\nAB 1,Minor service;front pads,2027-03-16 8:00\n")
    let made = try Program.run(
      "import", visits, "--jobs", Self.example("jobs-en.csv"), "--site", Self.site, "--lang", "en")
    #expect(made.code == 0, "\(made.err)")
    #expect(
      made.out.contains(
        #""name": "Front pads", "minutes": 54, "bay": "lift", "trade": "mechanical", "level": 2"#))
  }

  @Test func filesAreWhatTheyContainWhateverTheirNames() throws {
    guard let shared = Project.shared else { return }
    let cases = shared.appending(path: "cases/35-xls-kinds")
    guard FileManager.default.fileExists(atPath: cases.path) else { return }
    func read(_ name: String) throws -> Program.Outcome {
      try Program.run(
        "import", cases.appending(path: name).path, cases.appending(path: "stock.csv").path, "--jobs",
        cases.appending(path: "jobs.csv").path, "--site", cases.appending(path: "site.json").path, "--lang",
        "zh-Hans",
        "--quiet")
    }
    let expected = try read("x.xlsx")
    #expect(expected.code == 0 && expected.out.contains("沪A12345"), "\(expected.err)")
    for name in ["biff.xls", "html.xls", "xml2003.xls", "tsv.xls", "xlsx.xls", "xlsx.csv", "x.et", "x.xlsm"] {
      let made = try read(name)
      #expect(made.code == 0 && made.out == expected.out, "\(name): \(made.err)")
    }
    let other = try read("x.ods")
    #expect(other.code == 2 && other.err.contains("另存为”，类型选“Excel 工作簿 (*.xlsx)”"), "\(other.err)")
  }

  @Test func rowsWithoutErrorsGetInAndTheOthersAreMarked() throws {
    let folder = try TemporaryFolder()
    let visits = try folder.write("v.csv", "车牌号,项目,期望到店\n沪A1,小保样,8:00\n沪A2,小保养,8:30\n")
    let arguments = [
      "import", visits, "--jobs", Self.example("jobs.csv"), "--site", Self.site, "--from", "2027-03-16",
      "--out",
      folder.path("d.json"),
    ]
    #expect(try Program(arguments).outcome().code == 2)
    #expect(folder.names == ["v.csv"])
    let made = try Program(arguments + ["--partial", "--quiet", "--lang", "en"]).outcome()
    #expect(made.code == 0, "\(made.err)")
    #expect(made.err.contains("v.csv:2:B: unknown standard job \"小保样\" (项目); did you mean \"小保养\"?"))
    #expect(made.err.contains("visits left out for the above: 1"))
    #expect(folder.names == ["d.faults.xlsx", "d.json", "v.csv"])
    let demand = try #require(folder.text("d.json"))
    #expect(demand.contains("沪A2") && !demand.contains("沪A1"))
    // The workbook is read in place of the sheet, and one that is being corrected is not replaced.
    let again = try Program(
      ["import", folder.path("d.faults.xlsx")] + arguments.dropFirst(2) + ["--partial"]
    ).outcome()
    #expect(again.code == 0 && again.err.contains("d.faults.xlsx:v!B2: "), "\(again.err)")
    #expect(folder.names == ["d.faults-2.xlsx", "d.faults.xlsx", "d.json", "v.csv"])
  }

  @Test(arguments: [
    ["import", "a.csv", "--from", "soon"], ["import", "a.csv", "--days", "0"],
    ["import", "a.csv", "--now", "8:00"],
    ["import", "a.csv", "--force"], ["import", "a.csv", "--out", "a.csv"],
    ["import", "-", "-"], ["import", "a.csv", "--faults", "f.xlsx"],
    ["import", "a.csv", "--partial", "--faults", "-"], ["import", "a.csv", "--partial", "--faults", "a.csv"],
    ["import", "a.csv", "b.fjs", "--out", "x"], ["import", "a.fjs", "--jobs", "j.csv", "--out", "x"],
    ["import", "a.csv", "--encoding", "latin1"], ["export", "--out", "x"], ["export", "--demand", "d.json"],
    ["export", "--demand", "d.json", "--template", "--out", "x"],
    ["export", "--demand", "d.json", "--format", "xlsx", "--encoding", "utf-8", "--out", "x"],
  ])
  func wrongUsage(arguments: [String]) throws {
    let made = try Program(arguments).outcome()
    #expect(made.code == 64, "\(made.err)")
    #expect(made.out.isEmpty)
  }

  @Test func helpHasAnExample() throws {
    let help = try Program.run("export", "--help")
    #expect(help.out.contains("EXAMPLES\n  bayline export --"), "\(help.out)")
  }
}
