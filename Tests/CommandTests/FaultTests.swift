import BaylineModel
import BaylineSimulation
import Foundation
import Testing

/// Wrong inputs: every fault of every file in one run, exit code 2, nothing written.
@Suite struct FaultTests {
  private static let faulty = """
    {"format": "bayline.site/1", "name": "Shop", "locale": "en", "hours": "day", "advizors": [],
     "calendars": {"day": {"weekly": {"mon": [["08:00", "8"]]}}}}
    """

  @Test func faultsOfAllFilesInOneRun() throws {
    let folder = try TemporaryFolder()
    let site = try folder.write("site.json", Self.faulty)
    let demand = try folder.write(
      "demand.json", #"{"format": "bayline.demand/1", "appointments": [{}], "now": 3}"#)
    let gone = folder.path("gone/out.json")
    let made = try Program.run(
      "schedule", "--site", site, "--demand", demand, "--from", "nothing", "--out", gone)
    #expect(made.code == 2)
    #expect(made.out.isEmpty)
    #expect(folder.names == ["demand.json", "site.json"])
    for place in [
      "\(site):$.advizors: ", "\(site):$.calendars", "\(demand):$.now: ", "\(demand):$.appointments[0]",
      "nothing:$: ", "\(gone):$: ",
    ] {
      #expect(made.errorLines.contains { $0.hasPrefix(place) }, "\(place)\n\(made.err)")
    }
    for line in made.errorLines {
      #expect(line.contains(#/^[^:]+:[^:]+(:[0-9]+)?: .+; .+$/#), "\(line)")
    }
  }

  @Test func unreadableFiles() throws {
    let folder = try TemporaryFolder()
    let empty = try folder.write("empty.json", "")
    for (path, what) in [("missing.json", "no such file"), (folder.url.path, "folder"), (empty, "empty")] {
      let made = try Program.run("schedule", "--site", path, "--demand", SmallCase.demand, "--lang", "en")
      #expect(made.code == 2)
      #expect(made.err.hasPrefix("\(path):"), "\(made.err)")
      #expect(made.err.contains(what), "\(made.err)")
    }
  }

  @Test func wordsInTheLanguageOfTheOptionElseTheSiteElseTheUser() throws {
    let folder = try TemporaryFolder()
    let english = try folder.write("site.json", Self.faulty)
    func words(_ site: String, _ options: [String], _ locale: String) throws -> String {
      try Program(
        ["verify", "--site", site, "--demand", "missing.json", "x.json"] + options,
        environment: ["LC_ALL": locale]
      ).outcome().err
    }
    #expect(try words(english, ["--lang", "zh-Hans"], "C").contains("无法读取"))
    #expect(try words(english, [], "zh_CN.UTF-8").contains("cannot be read"))
    #expect(try words(SmallCase.site, [], "C").contains("无法读取"))
    #expect(try words("missing.json", [], "zh_CN.UTF-8").contains("无法读取"))
    #expect(try words("missing.json", [], "en_GB.UTF-8").contains("cannot be read"))
  }

  @Test func unusableOutputIsToldBeforeTheSearch() throws {
    let folder = try TemporaryFolder()
    for path in [folder.path("gone/out.json"), folder.url.path, folder.path("new") + "/"] {
      let start = Date()
      let made = try Program(["schedule"] + SmallCase.files + ["--seconds", "30", "--out", path]).outcome()
      #expect(made.code == 2)
      #expect(made.err.hasPrefix("\(path):$: "), "\(made.err)")
      #expect(Date().timeIntervalSince(start) < 15)
    }
    #expect(folder.names.isEmpty)
  }
}
