import Bayline
import BaylineModel
import BaylineReports
import Foundation
import Testing

/// `bayline report` as a user runs it.
@Suite struct ReportCommandTests {
  /// The schedule of the small case in a folder, and the arguments that name the three files.
  private func arguments(_ folder: TemporaryFolder) throws -> [String] {
    ["report"] + SmallCase.files + ["--schedule", try folder.write("schedule.json", SmallCase.schedule())]
  }

  private func run(_ arguments: [String]) throws -> Program.Outcome {
    try Program(arguments).outcome()
  }

  @Test func formsAreWrittenIntoTheFolder() throws {
    let folder = try TemporaryFolder()
    let out = folder.path("forms")
    let made = try run(try arguments(folder) + ["--out", out, "--format", "csv,html", "--lang", "en"])
    #expect(made.code == 0 && made.out.isEmpty)
    #expect(made.err == "\(out): 21 files written\n")
    let names = try FileManager.default.contentsOfDirectory(atPath: out)
    // The site has equipment, but no drivers.
    let stems = FormKind.allCases.filter { $0 != .drivers }.map(\.rawValue)
    #expect(Set(names) == Set(stems.map { $0 + ".html" } + stems.map { $0 + ".csv" } + ["index.html"]))
  }

  @Test func theSameInputsGiveTheSameBytes() throws {
    let folder = try TemporaryFolder()
    let shared = try arguments(folder) + ["--format", "html,csv,text", "--quiet"]
    for name in ["one", "two"] {
      let made = try run(shared + ["--out", folder.path(name)])
      #expect(made.code == 0 && made.err.isEmpty)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("one"))
    #expect(names.count == 31)
    for name in names { #expect(folder.text("one/\(name)") == folder.text("two/\(name)"), "\(name)") }
  }

  @Test func aSingleFormGoesToStandardOutput() throws {
    let folder = try TemporaryFolder()
    let made = try run(
      try arguments(folder) + ["--out", "-", "--form", "roster", "--format", "text", "--lang", "zh-Hans"])
    #expect(made.code == 0 && made.err.isEmpty)
    #expect(made.out.hasPrefix("预约排班表  "))
  }

  @Test func calendarsStandBesideTheForms() throws {
    let folder = try TemporaryFolder()
    let made = try run(
      try arguments(folder) + [
        "--out", folder.path("f"), "--format", "ics,text", "--form", "stay", "--quiet",
      ])
    #expect(made.code == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("f"))
    #expect(names.contains("stay.txt") && names.contains { $0.hasPrefix("advisor-") && $0.hasSuffix(".ics") })
  }

  @Test func aDayWithoutAnythingHasEmptyForms() throws {
    let folder = try TemporaryFolder()
    let made = try run(
      try arguments(folder)
        + ["--out", "-", "--form", "registration", "--format", "text", "--lang", "en", "--day", "2001-01-01"])
    #expect(made.code == 0)
    #expect(made.out.hasSuffix("None\n"))
  }

  @Test func aScheduleThatBreaksRulesIsPrintedWithAWarning() throws {
    let folder = try TemporaryFolder()
    let broken = try SmallCase.schedule { $0.assignments[0].ready = $0.assignments[0].ready + 1 }
    let made = try run(
      ["report"] + SmallCase.files
        + [
          "--schedule", try folder.write("s.json", broken), "--out", folder.path("f"), "--lang", "en",
          "--quiet",
        ])
    #expect(made.code == 0)
    #expect(made.err.hasPrefix("Warning: this schedule breaks rules in 1 place (READY)"))
    #expect(folder.text("f/board.html")?.contains("Warning: this schedule breaks rules") == true)
  }

  @Test func faultyInputsWriteNothing() throws {
    let folder = try TemporaryFolder()
    let schedule = try folder.write("s.json", "{\"format\": \"bayline.schedule/1\"}")
    let made = try run(
      ["report"] + SmallCase.files + ["--schedule", schedule, "--out", folder.path("f"), "--lang", "en"])
    #expect(made.code == 2)
    #expect(made.errorLines.contains { $0.hasPrefix("\(schedule):$") }, "\(made.err)")
    #expect(folder.names == ["s.json"])
  }

  @Test func aFileWhereTheFolderShallBeIsAFault() throws {
    let folder = try TemporaryFolder()
    let made = try run(try arguments(folder) + ["--out", try folder.write("taken", "x"), "--lang", "en"])
    #expect(made.code == 2)
    // Once, and not for each of its files.
    #expect(made.errorLines.count == 1 && made.err.hasPrefix("\(folder.path("taken")):$: "), "\(made.err)")
    #expect(folder.text("taken") == "x")
  }

  @Test(arguments: [
    ["--out", "-"], ["--out", "-", "--form", "roster"],
    ["--out", "-", "--form", "roster,stay", "--format", "csv"],
    ["--out", "-", "--form", "roster", "--format", "ics"], ["--out", "f", "--format", "pdf"],
    ["--out", "f", "--form", ""], ["--out", "f", "--day", "2026-02-30"], ["--out", ""], [],
  ])
  func wrongUsage(extra: [String]) throws {
    let made = try run(["report"] + SmallCase.files + ["--schedule", "s.json"] + extra)
    #expect(made.code == 64, "\(made.err)")
  }
}
