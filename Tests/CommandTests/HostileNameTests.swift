import Bayline
import BaylineFormats
import BaylineModel
import Foundation
import Testing

/// What names in the files could do to a terminal.
@Suite struct HostileNameTests {
  /// Colours, a title of the window, C1, a turned direction, every kind of line break.
  private static let hostile =
    "x\u{1B}[31m\u{1B}]0;t\u{07}\u{9B}2J\u{85}\u{2028}\u{2029}\r\n\t\u{202E}\u{2066}\u{7F}y"

  /// The small case and a schedule of it, with such names wherever there is one.
  private struct Case {
    let folder: TemporaryFolder
    let options: [String]
    let visit: String

    init() throws {
      folder = try TemporaryFolder()
      var site = try SiteFormat.decode([UInt8](Data(contentsOf: URL(filePath: SmallCase.site))), file: "-")
        .get()
      var demand = try DemandFormat.decode(Array(SmallCase.demandText().utf8), file: "-", site: nil).get()
      site.name = hostile
      for index in site.advisors.indices { site.advisors[index].name = hostile }
      for index in site.technicians.indices { site.technicians[index].name = hostile }
      for index in site.bays.indices { site.bays[index].name = hostile }
      for index in demand.parts.indices { demand.parts[index].name = hostile }
      for index in demand.appointments.indices {
        demand.appointments[index].card.plate = "\(hostile)\(index)"
        demand.appointments[index].card.customer = hostile
        demand.appointments[index].card.phone = hostile
        for operation in demand.appointments[index].operations.indices {
          demand.appointments[index].operations[operation].name = hostile
        }
      }
      visit = demand.appointments[0].id
      options = [
        "--site", try folder.write("site.json", SiteFormat.encode(site)),
        "--demand", try folder.write("demand.json", DemandFormat.encode(demand)), "--lang", "en",
      ]
    }

    func run(_ command: String, _ more: String...) throws -> Program.Outcome {
      try Program([command] + options + more).outcome()
    }
  }

  private func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x0A: true
      case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: false
      default: true
      }
    }
  }

  @Test func nothingInThemActsOnATerminal() throws {
    let hostile = try Case()
    let schedule = hostile.folder.path("schedule.json")
    let made = try hostile.run("schedule", "--iterations", "0", "--out", schedule)
    #expect(made.code == 0, "\(made.err)")
    // A line for each: none of them is split.
    #expect(made.err.contains("x[31m]0;t2J "), "\(made.err)")
    #expect(!made.errorLines.contains { $0.hasPrefix("y") }, "\(made.err)")

    let text = try #require(hostile.folder.text("schedule.json"))
    let read = ScheduleFormat.decode(Array(text.utf8), file: "-", site: nil, demand: nil)
    var broken = try read.get()
    broken.assignments[0].ready = broken.assignments[0].ready + 1
    let wrong = try hostile.folder.write("wrong.json", ScheduleFormat.encode(broken))
    let request = try hostile.folder.write(
      "request.json",
      #"""
      {"id": "NEW", "kind": "inspection", "plate": "x\u001b[31m\u202e\ny", "customer": "x\u001b[31m\u202e\ny",
       "operations": [{"id": "1", "name": "x\u001b[31m\u202e\ny", "minutes": 12, "bay": "express", "trade": "mechanical"}]}
      """#)
    let outcomes = [
      made, try hostile.run("verify", wrong),
      try hostile.run("explain", hostile.visit, "--schedule", schedule),
      try hostile.run("offer", "--schedule", schedule, "--request", request),
      try hostile.run("explain", "\u{1B}[31m", "--schedule", schedule),
      try hostile.run(
        "report", "--schedule", wrong, "--out", "-", "--form", "registration", "--format", "text"),
    ]
    #expect(outcomes.map(\.code) == [0, 1, 0, 0, 2, 0], "\(outcomes.map(\.err))")
    for outcome in outcomes {
      #expect(!outcome.out.isEmpty || !outcome.err.isEmpty)
      #expect(
        isHarmless(outcome.out) && isHarmless(outcome.err), "\((outcome.out + outcome.err).debugDescription)")
    }
  }
}
