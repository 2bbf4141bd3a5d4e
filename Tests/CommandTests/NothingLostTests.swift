import Foundation
import TestSupport
import Testing

/// Two commands at once, failures between two files, and what customers were told.
@Suite struct NothingLostTests {
  private static func request(_ id: String) -> String {
    """
    {"id": "\(id)", "kind": "inspection",
     "operations": [{"id": "1", "minutes": 12, "bay": "express", "trade": "mechanical"}]}
    """
  }

  /// A book with two callers.
  private struct Book {
    let folder = try? TemporaryFolder()
    var path: (String) -> String { { folder?.path($0) ?? $0 } }

    init() throws {
      try reset()
      for id in ["ONE", "TWO"] { try folder?.write("\(id).json", NothingLostTests.request(id)) }
    }

    func reset() throws {
      try folder?.write("demand.json", SmallCase.demandText())
      try folder?.write("schedule.json", SmallCase.schedule())
    }

    func offer(_ id: String, _ more: String...) -> [String] {
      [
        "offer", "--site", SmallCase.site, "--demand", path("demand.json"), "--schedule",
        path("schedule.json"),
        "--request", path("\(id).json"), "--lang", "en",
      ] + more
    }

    func booking(_ id: String, _ accept: String) -> [String] {
      offer(id, "--accept", accept, "--out", path("demand.json"), "--schedule-out", path("schedule.json"))
    }

    /// Those of the callers who are in the demand, and in the schedule.
    func customers() -> (demand: Set<String>, schedule: Set<String>) {
      func found(_ file: String) -> Set<String> {
        Set(["ONE", "TWO"].filter { folder?.text(file)?.contains("\"\($0)\"") == true })
      }
      return (found("demand.json"), found("schedule.json"))
    }

    var leftovers: [String] { (folder?.names ?? []).filter { $0.hasPrefix(".bayline") } }
  }

  @Test func noneOfTwoBookingsAtOnceIsLost() throws {
    let book = try Book()
    for _ in 0..<24 {
      try book.reset()
      let runs = try ["ONE", "TWO"].map { ($0, try Program(book.booking($0, "1"))) }
      let booked = Set(try runs.filter { try $0.1.outcome().code == 0 }.map(\.0))
      #expect(!booked.isEmpty)
      #expect(book.customers().demand == booked)
      #expect(book.customers().schedule == booked)
      #expect(book.leftovers.isEmpty)
    }
  }

  @Test func aTimeIsBookedForBothWhoCallAtOnce() throws {
    let book = try Book()
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(Program(book.offer("ONE", "--json")).outcome().out.utf8))
        as? [String: Any])
    let offers = try #require(answer["offers"] as? [[String: Any]])
    let times = try offers.suffix(2).map { try #require($0["arrival"] as? String) }
    let runs = try zip(["ONE", "TWO"], times).map { try Program(book.booking($0, $1)) }
    #expect(try runs.map { try $0.outcome().code } == [0, 0])
    #expect(book.customers().demand == ["ONE", "TWO"])
    #expect(book.customers().schedule == ["ONE", "TWO"])
  }

  @Test func aNumberNeverBecomesAnotherTime() throws {
    let book = try Book()
    let answer = try Program(book.offer("ONE", "--json")).outcome().out
    let offers = try #require(
      (try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any])?["offers"]
        as? [[String: Any]])
    let code = try #require(offers.first?["code"] as? String)
    #expect(try Program(book.offer("ONE")).outcome().out.contains("--accept 1:\(code)"))
    let other = code == "0000" ? "0001" : "0000"
    let refused = try Program(book.booking("ONE", "1:\(other)")).outcome()
    #expect(refused.code == 2)
    #expect(refused.err.contains("slot 1 is no longer"), "\(refused.err)")
    #expect(book.customers().demand.isEmpty)
    #expect(try Program(book.booking("ONE", "1:\(code)")).outcome().code == 0)
  }

  /// While the site waits for the reader of a pipe, a folder takes the place of the demand.
  @Test func theFirstFileIsRestoredWhereTheSecondCannotBeReplaced() throws {
    let book = try Book()
    let folder = try #require(book.folder)
    let events = try folder.write("events.json", "{\"format\": \"bayline.events/1\", \"events\": []}")
    let pipe = folder.path("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    try folder.write("plan.json", "the old plan")
    let run = try Program([
      "replan", "--site", SmallCase.site, "--demand", folder.path("demand.json"), "--schedule",
      folder.path("schedule.json"), "--events", events, "--now", "2027-03-16T08:00", "--iterations", "1",
      "--out", folder.path("plan.json"), "--demand-out", folder.path("new.json"), "--site-out", pipe,
    ])
    var waits = 0
    while book.leftovers.count < 2, waits < 600 {
      Thread.sleep(forTimeInterval: 0.05)
      waits += 1
    }
    try FileManager.default.createDirectory(
      atPath: folder.path("new.json"), withIntermediateDirectories: false)
    _ = try FileHandle(forReadingFrom: URL(filePath: pipe)).readToEnd()
    #expect(try run.outcome().code == 2)
    #expect(folder.text("plan.json") == "the old plan")
    #expect(book.leftovers.isEmpty)
  }

  /// What a run leaves that is killed after the first of two files.
  @Test func theNextCommandFinishesWhatAKilledOneBegan() throws {
    let book = try Book()
    let folder = try #require(book.folder)
    try folder.write("old-demand.json", SmallCase.demandText())
    #expect(try Program(book.booking("ONE", "1")).outcome().code == 0)
    // The demand is new already, the schedule not yet.
    try folder.write(".bayline-999999999-1.tmp", try #require(folder.text("schedule.json")))
    try folder.write("schedule.json", SmallCase.schedule())
    try folder.write(".bayline-999999999-3.old", try #require(folder.text("old-demand.json")))
    try folder.write(
      ".bayline-999999999-2.journal",
      """
      {"format": "bayline.replacement/1", "undone": false, "files": [
       {"temporary": ".bayline-999999999-0.tmp", "file": "demand.json", "old": ".bayline-999999999-3.old", "new": false},
       {"temporary": ".bayline-999999999-1.tmp", "file": "schedule.json", "new": false}], "references": []}
      """)
    let verified = try Program.run(
      "verify", "--site", SmallCase.site, "--demand", book.path("demand.json"), book.path("schedule.json"))
    #expect(verified.code == 0, "\(verified.err)")
    #expect(book.customers().schedule == ["ONE"])
    #expect(book.leftovers.isEmpty)
  }

  @Test func permissionsAndLinksStay() throws {
    let book = try Book()
    let manager = FileManager.default
    try manager.setAttributes([.posixPermissions: 0o640], ofItemAtPath: book.path("demand.json"))
    try manager.createSymbolicLink(atPath: book.path("link.json"), withDestinationPath: "there.json")
    let run = try Program(
      book.offer(
        "ONE", "--accept", "1", "--out", book.path("demand.json"), "--schedule-out", book.path("link.json"))
    ).outcome()
    #expect(run.code == 0, "\(run.err)")
    #expect(
      try manager.attributesOfItem(atPath: book.path("demand.json"))[.posixPermissions] as? Int == 0o640)
    #expect(try manager.destinationOfSymbolicLink(atPath: book.path("link.json")) == "there.json")
    #expect(book.folder?.text("there.json")?.contains("ONE") == true)
  }

  @Test func anEndlessInputIsRefused() throws {
    let refused = try Program.run(
      "verify", "--site", "/dev/zero", "--demand", "-", "x.json", environment: ["LANG": "en"])
    #expect(refused.code == 2)
    #expect(refused.err.contains("/dev/zero:$: "), "\(refused.err)")
  }

  #if os(Linux)
    @Test func helpThatCannotBePrintedFails() throws {
      #expect(try Program.shell("\"$0\" help > /dev/full", []).code == 2)
    }
  #endif

  @Test func aNegativeSeedIsToldRight() throws {
    let refused = try Program.run(
      "schedule", "--site", "a.json", "--demand", "b.json", "--seed", "-1")
    #expect(refused.code == 64)
    #expect(refused.err.contains("--seed is -1; give 0 or more."))
  }

  @Test func toldArrivalsAreKept() throws {
    let folder = try TemporaryFolder()
    let told = try folder.write("told.json", SmallCase.schedule())
    let made = try Program.run(
      "schedule", "--site", SmallCase.site, "--demand", SmallCase.demand, "--keep", told, "--iterations",
      "200",
      "--seed", "5", "--threads", "1", "--out", folder.path("new.json"), "--lang", "en")
    #expect(made.code == 0, "\(made.err)")
    func arrivals(_ name: String) throws -> [String: [String]] {
      let text = try #require(folder.text(name))
      let plan = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      let visits = try #require(plan["assignments"] as? [[String: Any]])
      return Dictionary(
        visits.map {
          visit in
          (
            visit["appointment"] as? String ?? "",
            ["arrival", "advisor"].compactMap { visit[$0] as? String }
          )
        },
        uniquingKeysWith: { first, _ in first })
    }
    let (before, after) = (try arrivals("told.json"), try arrivals("new.json"))
    for (visit, place) in before { #expect(after[visit] == place, "\(visit)") }
    #expect(!made.err.contains("moved since it was told"))
  }

  @Test func whatWasBookedSurvivesAnotherImport() throws {
    let folder = try TemporaryFolder()
    let jobs = try folder.write(
      "jobs.csv", "项目,业务类型,作业,分钟,工位类型,工种\n检查,检查,检查,30,快修,机修\n")
    let visits = "车牌号,项目,期望到店\n沪A·10001,检查,2027-03-16 09:00\n沪A·10002,检查,2027-03-16 10:00\n"
    let file = try folder.write("visits.csv", visits)
    let arguments = ["import", file, "--jobs", jobs, "--lang", "en", "--out", folder.path("demand.json")]
    #expect(try Program(arguments).outcome().code == 0)
    let first = try #require(folder.text("demand.json"))
    #expect(first.contains("\"沪A10001-0316\""))
    // 沪A·10002 is booked, and one is booked on the phone.
    try folder.write(
      "demand.json",
      first.replacing(
        "\"plate\": \"沪A·10002\"",
        with: "\"plate\": \"沪A·10002\", \"booked\": {\"arrival\": \"2027-03-16T10:15\"}"))
    try folder.write(
      "visits.csv", visits.replacing("沪A·10001,", with: "沪A·00001,检查,2027-03-16 08:30\n沪A·10001,"))
    let again = try Program(arguments).outcome()
    #expect(again.code == 0, "\(again.err)")
    #expect(again.err.contains("kept the booking of 沪A·10002"), "\(again.err)")
    #expect(folder.text("demand.json")?.contains("2027-03-16T10:15") == true)
    // The sheet has it as cancelled: it stays, and is not said to be kept like the others.
    try folder.write(
      "visits.csv", "车牌号,项目,期望到店,状态\n沪A·10001,检查,2027-03-16 09:00,已到店\n沪A·10002,检查,2027-03-16 10:00,已取消\n")
    let cancelled = try Program(arguments).outcome()
    #expect(cancelled.code == 0 && folder.text("demand.json")?.contains("2027-03-16T10:15") == true)
    #expect(
      cancelled.err.contains("still booked, though cancelled or not coming by the sheet: 沪A·10002"),
      "\(cancelled.err)")
    let kept = folder.text("demand.json")
    try folder.write(
      "visits.csv", "车牌号,项目,约定到店\n沪A·10002,检查,2027-03-16 11:00\n")
    let refused = try Program(arguments).outcome()
    #expect(refused.code == 2)
    #expect(refused.err.contains("but the sheet has 2027-03-16T11:00"), "\(refused.err)")
    #expect(folder.text("demand.json") == kept)
    #expect(try Program(arguments + ["--force"]).outcome().code == 0)
    #expect(folder.text("demand.json")?.contains("2027-03-16T11:00") == true)
  }
}
