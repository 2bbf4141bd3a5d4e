import Bayline
import BaylineFormats
import BaylineModel
import Foundation
import TestSupport
import Testing

@Suite struct ReplanCommandTests {
  private func arguments(_ folder: TemporaryFolder, _ events: String, now: String = "2027-03-16T10:00") throws
    -> [String]
  {
    let plan = try folder.write("plan.json", SmallCase.schedule())
    let happened = try folder.write("events.json", #"{"format": "bayline.events/1", "events": [\#(events)]}"#)
    return ["replan"] + SmallCase.files + [
      "--schedule", plan, "--events", happened, "--now", now, "--iterations", "30", "--out",
      folder.path("plan2.json"),
      "--demand-out", folder.path("demand2.json"),
    ]
  }

  private let absence = #"{"at": "2027-03-16T09:45", "type": "absent", "technician": "T01"}"#

  @Test func whatIsWrittenVerifies() throws {
    let folder = try TemporaryFolder()
    let made = try Program(arguments(folder, absence) + ["--site-out", folder.path("site2.json")]).outcome()
    #expect(made.code == 0, "\(made.err)")
    #expect(made.out.contains("技师"))
    let judged = try Program.run(
      "verify", "--site", folder.path("site2.json"), "--demand", folder.path("demand2.json"),
      folder.path("plan2.json"))
    #expect(judged.code == 0, "\(judged.out)")
    // The next replan starts from them.
    let next = try Program(
      [
        "replan", "--site", folder.path("site2.json"), "--demand", folder.path("demand2.json"), "--schedule",
        folder.path("plan2.json"), "--events", "-", "--now", "2027-03-16T11:00", "--iterations", "30",
        "--out",
        folder.path("plan3.json"), "--quiet", "--lang", "en",
      ], input: #"{"format": "bayline.events/1", "events": []}"#
    ).outcome()
    #expect(next.code == 0, "\(next.err)")
    #expect(next.err.isEmpty)
  }

  @Test func withoutTheNewSiteTheOldOneHolds() throws {
    let folder = try TemporaryFolder()
    let made = try Program(arguments(folder, absence) + ["--json", "--lang", "en"]).outcome()
    #expect(made.code == 0, "\(made.err)")
    #expect(made.err.contains("--site-out"))
    let (value, diagnostics) = JSONParser.parse(Array(made.out.utf8))
    #expect(
      diagnostics.isEmpty && value?["calls"] != nil && value?["technicians"] != nil && value?["moved"] != nil)
    let judged = try Program.run(
      "verify", "--site", SmallCase.site, "--demand", folder.path("demand2.json"), folder.path("plan2.json"))
    #expect(judged.code == 0, "\(judged.out)")
  }

  @Test func allFaultsAreToldAndNothingIsWritten() throws {
    let folder = try TemporaryFolder()
    let events =
      absence + #", {"at": "2027-03-16T09:50", "type": "absent", "technician": "T01"}"#
      + #", {"at": "2027-03-16T11:00", "type": "bayOpen", "bay": "B01"}"#
    let made = try Program(arguments(folder, events) + ["--lang", "en"]).outcome()
    #expect(made.code == 2)
    #expect(made.out.isEmpty)
    #expect(made.errorLines.count == 2)
    #expect(
      made.errorLines.first?.contains(
        "events.json:$.events[1].technician: technician \"T01\" is already absent")
        == true)
    #expect(folder.names == ["events.json", "plan.json"])
  }

  @Test func aPlanOfAnotherDemandOrATimeOfAnotherDayIsRefused() throws {
    let folder = try TemporaryFolder()
    let late = try Program(arguments(folder, "", now: "2027-03-20T10:00") + ["--lang", "en"]).outcome()
    #expect(late.code == 2 && late.err.contains("--now"))
    let broken = try SmallCase.schedule { $0.assignments[0].ready = $0.assignments[0].ready + 5 }
    let rest = try arguments(folder, "")
    try folder.write("plan.json", broken)
    let other = try Program(rest + ["--lang", "en"]).outcome()
    #expect(
      other.code == 2 && other.err.contains("plan.json:$: this is not a schedule of the site and the demand"))
    #expect(folder.names == ["events.json", "plan.json"])
  }

  @Test func outputsNeverTakeTheInputsPlace() throws {
    let folder = try TemporaryFolder()
    let made = try Program(arguments(folder, "") + ["--site-out", folder.path("plan2.json")]).outcome()
    #expect(made.code == 64)
  }

  // The demand cannot be written where a folder is in the way: the schedule is not written either.
  @Test func allFilesAreWrittenOrNone() throws {
    let folder = try TemporaryFolder()
    let rest = try arguments(folder, "")
    try FileManager.default.createDirectory(
      atPath: folder.path("demand2.json"), withIntermediateDirectories: false)
    let made = try Program(rest).outcome()
    #expect(made.code == 2)
    #expect(folder.text("plan2.json") == nil)
  }
}
