import Bayline
import BaylineFormats
import BaylineModel
import Foundation
import TestSupport
import Testing

/// `cancel`, `move`, `no-show` and `roll-over` as whole programs.
@Suite struct VisitCommandTests {
  private struct Book {
    let folder: TemporaryFolder
    let demand: String
    let plan: String

    init() throws {
      folder = try TemporaryFolder()
      demand = try folder.write("demand.json", SmallCase.demandText())
      plan = try folder.write("plan.json", SmallCase.schedule())
    }

    var files: [String] { ["--site", SmallCase.site, "--demand", demand, "--schedule", plan] }

    func text(_ path: String) throws -> String {
      String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }

    func assignments() throws -> [Schedule.Assignment] {
      let bytes = Array(try text(plan).utf8)
      return try ScheduleFormat.decode(bytes, file: "-", site: nil, demand: nil).get().assignments
    }

    func verified() throws -> Int32 {
      try Program.run("verify", "--site", SmallCase.site, "--demand", demand, plan).code
    }
  }

  private let evening = ["--now", "2027-03-15T18:30", "--iterations", "10"]

  @Test func theEveningBeforeAVisitIsCancelledInPlace() throws {
    let book = try Book()
    let visits = try book.assignments().filter { $0.reception != nil }
    let gone = try #require(visits.first)
    let made = try Program(["cancel", gone.appointment] + book.files + evening).outcome()
    #expect(made.code == 0, "\(made.err)")
    #expect(made.out.contains("已取消"))
    let left = try book.assignments()
    #expect(!left.contains { $0.appointment == gone.appointment })
    // Nobody else is told another time.
    for visit in visits.dropFirst() {
      #expect(left.first { $0.appointment == visit.appointment }?.reception == visit.reception)
    }
    #expect(try book.verified() == 0)
    #expect(try Program(["cancel", gone.appointment] + book.files + evening).outcome().code == 2)
  }

  @Test func aVisitIsMovedToATimeThatIsListed() throws {
    let book = try Book()
    let visit = try #require(try book.assignments().first { $0.reception != nil })
    let before = try book.text(book.demand)
    let listed = try Program(["move", visit.appointment] + book.files + evening + ["--json"]).outcome()
    #expect(listed.code == 0, "\(listed.err)")
    #expect(try book.text(book.demand) == before)
    let (value, _) = JSONParser.parse(Array(listed.out.utf8))
    guard case .array(let offers)? = value?["offers"], case .string(let time)? = offers.first?["arrival"]
    else {
      Issue.record("\(listed.out)")
      return
    }
    let moved = try Program(["move", visit.appointment, "--to", time] + book.files + evening).outcome()
    #expect(moved.code == 0, "\(moved.err)")
    let now = try book.assignments().first { $0.appointment == visit.appointment }
    #expect(now?.reception?.arrival.description == time)
    #expect(try book.verified() == 0)
  }

  // Midnight is no time of the site: the answer is no, and nothing is written.
  @Test func aTimeThatCannotBeOfferedIsRefused() throws {
    let book = try Book()
    let visit = try #require(try book.assignments().first { $0.reception != nil })
    let (demand, plan) = (try book.text(book.demand), try book.text(book.plan))
    let made = try Program(["move", visit.appointment, "--to", "23:45"] + book.files + evening).outcome()
    #expect(made.code == 1)
    #expect(try book.text(book.demand) == demand && book.text(book.plan) == plan)
  }

  // The advisors are there from 08:00 to 08:15 on Mondays alone: the visit has the only time of the book already.
  @Test func whereThereIsNoOtherTimeTheAnswerIsNo() throws {
    let folder = try TemporaryFolder()
    var tiny = TinyWorkshop()
    tiny.add("A1")
    tiny.site.calendars["desk"] = WorkCalendar(weekly: [.monday: [WorkCalendar.DayInterval(480, 495)]])
    for index in tiny.site.advisors.indices { tiny.site.advisors[index].calendar = "desk" }
    let (demand, plan) = (
      try folder.write("demand.json", DemandFormat.encode(tiny.demand)), folder.path("plan.json")
    )
    let files = ["--site", try folder.write("site.json", SiteFormat.encode(tiny.site)), "--demand", demand]
    let planned = try Program(["schedule"] + files + ["--iterations", "10", "--quiet", "--out", plan])
      .outcome()
    #expect(planned.code == 0)
    let made = try Program(
      ["move", "A1"] + files + ["--schedule", plan, "--now", "2026-11-22T18:00", "--lang", "en"]
    ).outcome()
    #expect(made.code == 1 && made.err.contains("A1 has no other time"), "\(made.err)")
  }

  @Test func aNoShowIsReleasedAfterTheGraceTimeAndIsNotPromisedAnything() throws {
    let book = try Book()
    let visit = try #require(try book.assignments().first { $0.reception != nil })
    let arrival = try #require(visit.reception?.arrival)
    let early =
      ["no-show", visit.appointment] + book.files + [
        "--iterations", "10", "--now", (arrival + 5).description,
      ]
    #expect(try Program(early).outcome().code == 2)
    let made = try Program(
      ["no-show", visit.appointment] + book.files + [
        "--iterations", "10", "--now", (arrival + 20).description, "--reason", "联系不上",
      ]
    ).outcome()
    #expect(made.code == 0, "\(made.err)")
    let demand = DemandFormat.decode(Array(try book.text(book.demand).utf8), file: "-", site: nil).demand
    let open = demand?.appointments.first { $0.id == visit.appointment }
    #expect(open?.booked == nil && open?.card.note?.contains("未到店（联系不上）") == true)
    #expect(try book.verified() == 0)
    let calls = try Program(
      ["report"] + book.files + ["--form", "calls", "--format", "csv", "--out", "-"]
    ).outcome()
    let plate = open?.card.plate ?? ""
    let lines = calls.out.split(whereSeparator: \.isNewline).filter { $0.contains(plate) }
    #expect(lines.count == 1 && !lines.contains { $0.contains("提醒") || $0.contains("确认预约") }, "\(lines)")
  }

  @Test func theDayIsRolledOver() throws {
    let book = try Book()
    let next = try book.folder.write(
      "next.json",
      #"{"format": "bayline.demand/1", "horizon": {"from": "2027-03-17"}, "appointments": []}"#)
    let out = book.folder.path("tomorrow.json")
    let now = ["--now", "2027-03-16T17:00", "--next", next, "--out", out]
    let made = try Program(["roll-over"] + book.files + now).outcome()
    #expect(made.code == 0, "\(made.err)")
    #expect(made.err.contains("已完工"))
    let planned = try Program(
      [
        "schedule", "--site", SmallCase.site, "--demand", out, "--iterations", "5", "--out",
        book.folder.path("p.json"),
      ]
    ).outcome()
    #expect(planned.code == 0, "\(planned.err)")
    let same = try Program(["roll-over"] + book.files + ["--now", "2027-03-16T17:00", "--next", book.demand])
      .outcome()
    #expect(same.code == 2)
  }
}
