import Bayline
import BaylineFormats
import BaylineModel
import Foundation
import TestSupport
import Testing

/// `bayline offer` with what a caller says, as a coordinator types it.
@Suite struct SaidRequestTests {
  /// A book in a folder of its own, with a catalogue beside the site.
  private struct Book {
    let folder: TemporaryFolder
    let files: [String]

    init() throws {
      folder = try TemporaryFolder()
      let site = try folder.write(
        "site.json", String(contentsOf: URL(filePath: SmallCase.site), encoding: .utf8))
      let demand = try folder.write("demand.json", SmallCase.demandText())
      let schedule = try folder.write("schedule.json", SmallCase.schedule())
      try folder.write(
        "jobs.csv",
        """
        项目,别名,业务类型,作业,分钟,工位类型,工种
        小保养,minor service,定保,更换机油,12,express,mechanical
        前刹车片,front pads,维修,更换刹车片,18,express,mechanical
        """)
      files = ["--site", site, "--demand", demand, "--schedule", schedule]
    }

    func offer(_ more: String...) throws -> Program.Outcome {
      try Program(["offer"] + files + more).outcome()
    }

    func appointments() throws -> [[String: Any]] {
      let demand = try object(#require(folder.text("demand.json")))
      return try #require(demand["appointments"] as? [[String: Any]])
    }
  }

  /// The code of a slot in the answer, like `1:7f3a`.
  private func code(_ number: Int, in text: String) throws -> String {
    let match = text.firstMatch(of: try Regex("\\b\(number):[0-9a-f]{4}\\b"))
    return String(try #require(match, "\(text)").output[0].substring ?? "")
  }

  @Test func whatIsSaidIsAnsweredAndBookedByItsCode() throws {
    let book = try Book()
    let answered = try book.offer(
      "--plate", "沪A12345", "--jobs", "小保养,front pads", "--at", "周二 10:00", "--by", "17:00", "--name", "王芳",
      "--phone", "13800138000", "--waiting", "--count", "1")
    #expect(answered.code == 0, "\(answered.err)")
    #expect(answered.out.contains("--at “周二 10:00”：周二 2027-03-16 10:00"), "\(answered.out)")
    #expect(answered.out.contains("--by “17:00”：周二 2027-03-16 17:00"), "\(answered.out)")
    #expect(answered.out.contains("沪A12345"))
    let before = try book.appointments().count
    let done = try book.offer("--accept", try code(1, in: answered.out))
    #expect(done.code == 0, "\(done.err)")
    #expect(done.out.contains("已预约"))
    let booked = try #require(book.appointments().last)
    #expect(try book.appointments().count == before + 1)
    #expect(booked["id"] as? String == "沪A12345-0316")
    #expect(booked["customer"] as? String == "王芳")
    #expect(booked["waiting"] as? Bool == true)
    #expect(booked["kind"] as? String == "maintenance")
    #expect((booked["operations"] as? [[String: Any]])?.map { $0["minutes"] as? Int } == [12, 18])
    #expect(booked["booked"] != nil)
    // The book can be used at once, and nothing is left of the request.
    #expect(try Program(["verify"] + book.files.prefix(4) + [book.files[5]]).outcome().code == 0)
    #expect(book.folder.names == ["demand.json", "jobs.csv", "schedule.json", "site.json"])
  }

  @Test func callersWithoutAPlateAreBookedOneAfterTheOther() throws {
    let book = try Book()
    func ask(_ name: String, _ time: String) throws -> String {
      try code(1, in: book.offer("--name", name, "--jobs", "小保养", "--at", time).out)
    }
    let codes = [try ask("王甲", "周二 9:00"), try ask("李乙", "周二 15:00"), try ask("王甲", "周二 11:00")]
    #expect(try book.offer("--accept", codes[0]).code == 0)
    #expect(try book.offer("--accept", codes[1]).code == 0)
    let appointments = try book.appointments()
    let booked = appointments.suffix(2)
    #expect(booked.map { $0["customer"] as? String } == ["王甲", "李乙"])
    #expect(Set(booked.compactMap { $0["id"] as? String }).count == 2)
    // What the first one asked besides is gone.
    let again = try book.offer("--accept", codes[2])
    #expect(again.code == 2, "\(again.out)")
    #expect(try book.appointments().count == appointments.count)
  }

  @Test func aCodeOfAnOlderListIsRefused() throws {
    let book = try Book()
    func ask(_ plate: String) throws -> Program.Outcome {
      try book.offer("--plate", plate, "--jobs", "小保养", "--at", "10:00", "--count", "1", "--advisor", "SA1")
    }
    let (first, second) = (try ask("沪A1"), try ask("沪A2"))
    let codes = [try code(1, in: first.out), try code(1, in: second.out)]
    #expect(codes[0] != codes[1])
    #expect(try book.offer("--accept", codes[1]).code == 0)
    let text = book.folder.text("demand.json")
    // The slot of the first caller is another one by now, or still there: never another's booking.
    let late = try book.offer("--accept", codes[0])
    if late.code == 0 {
      #expect(try book.appointments().last?["plate"] as? String == "沪A1")
    } else {
      #expect(late.code == 2)
      #expect(book.folder.text("demand.json") == text)
    }
    // A code is used up by booking.
    let again = try book.offer("--accept", codes[1], "--lang", "en")
    #expect(again.code == 2)
    #expect(again.err.contains("ask again"), "\(again.err)")
    #expect(try book.offer("--accept", "1:0000").code == 2)
  }

  @Test func aDayBeyondTheBookIsToldAndCanBeOpened() throws {
    let book = try Book()
    let asked = ["--plate", "沪A12345", "--jobs", "小保养", "--at", "周五 10:00", "--count", "1"]
    let told = try Program(["offer"] + book.files + asked).outcome()
    #expect(told.out.contains("--days 4"), "\(told.out)")
    let opened = try Program(["offer"] + book.files + asked + ["--days", "4"]).outcome()
    #expect(opened.code == 0, "\(opened.err)")
    let done = try book.offer("--accept", try code(1, in: opened.out))
    #expect(done.code == 0, "\(done.err)")
    let demand = try object(#require(book.folder.text("demand.json")))
    #expect((demand["horizon"] as? [String: Any])?["days"] as? Int == 4)
    #expect(
      ((demand["appointments"] as? [[String: Any]])?.last?["booked"] as? [String: Any])?["arrival"] as? String
        == "2027-03-19T10:00")
    #expect(try Program(["verify"] + book.files.prefix(4) + [book.files[5]]).outcome().code == 0)
    #expect(try book.offer("--plate", "沪A3", "--jobs", "小保养", "--days", "1").code == 2)
  }

  @Test func aSpreadsheetRowIsARequest() throws {
    let book = try Book()
    let row = try book.folder.write("row.csv", "车牌号,项目,期望到店\n沪A12345,小保养,3/16 10:00\n")
    let answered = try book.offer("--request", row)
    #expect(answered.code == 0, "\(answered.err)")
    #expect(answered.out.contains("沪A12345"))
    try book.folder.write("row.csv", "车牌号,项目\n沪A1,小保样\n沪A2,小保养\n")
    let refused = try book.offer("--request", row)
    #expect(refused.code == 2)
    #expect(refused.errorLines.contains { $0.hasPrefix("\(row):2:B: ") }, "\(refused.err)")
    #expect(refused.errorLines.contains { $0.hasPrefix("\(row):3:") }, "\(refused.err)")
  }

  @Test(arguments: [
    (["--plate", "沪A1", "--jobs", "小保样"], "--jobs:$: "),
    (["--plate", "沪A1", "--jobs", "小保养", "--at", "soon"], "--at:$: "),
    (["--plate", "沪A1", "--jobs", "小保养", "--kind", "洗澡"], "--kind:$: "),
    (["--plate", "沪A1", "--jobs", "小保养", "--advisor", "nobody"], "--advisor:$: "),
    (["--plate", "沪A1", "--jobs", "小保养", "--by", "25:00"], "--by:$: "),
  ])
  func faultsAreToldByTheirOptions(said: [String], place: String) throws {
    let book = try Book()
    let refused = try Program(["offer"] + book.files + said).outcome()
    #expect(refused.code == 2, "\(refused.out)")
    #expect(refused.errorLines.count == 1)
    #expect(refused.err.hasPrefix(place), "\(refused.err)")
    #expect(!book.folder.names.contains("demand.json.asked"))
  }

  @Test(arguments: [
    ["--accept", "1"], [], ["--accept", "2027-03-16T10:00"], ["--plate", "沪A1"], ["--jobs", "小保养"],
    ["--plate", "沪A1", "--jobs", "小保养", "--request", "r.json"], ["--plate", "", "--jobs", "小保养"],
    ["--plate", "沪A1", "--jobs", "小保养", "--comeback", "--kind", "定保"],
    ["--plate", "沪A1", "--jobs", "小保养", "--collect", "0"],
    ["--plate", "沪A1", "--jobs", "小保养", "--days", "0"],
  ])
  func wrongUsage(said: [String]) throws {
    #expect(try Program(["offer"] + Book().files + said).outcome().code == 64)
  }

  /// The call in docs/offers.md, from the book's folder: two commands, Enter included.
  @Test func aPhoneCallCostsAtMost120Keystrokes() throws {
    let page = try String(contentsOf: Project.root.appending(path: "docs/offers.md"), encoding: .utf8)
    let lines = page.split(separator: "\n").filter { $0.hasPrefix("bayline offer ") }
    let ask = String(try #require(lines.first { $0.hasPrefix("bayline offer --plate") }))
    let accept = String(try #require(lines.first { $0.hasPrefix("bayline offer --accept") }))
    #expect(ask.count + accept.count + 2 <= 120, "\(ask.count + accept.count + 2)")
    let book = try Book()
    func run(_ line: String) throws -> Program.Outcome {
      let there = "cd '\(book.folder.url.path)' && \"$0\" " + line.dropFirst("bayline ".count)
      return try Program.shell(there, [])
    }
    let answered = try run(ask)
    #expect(answered.code == 0, "\(answered.err)")
    let done = try run("bayline offer --accept " + code(1, in: answered.out))
    #expect(done.code == 0, "\(done.err)")
    #expect(try book.appointments().last?["phone"] as? String == "13800138000")
  }

  @Test func visitsAreNamedByPlateAndCustomer() throws {
    let book = try Book()
    var decoded = try DemandFormat.decode(Array(SmallCase.demandText().utf8), file: "-", site: nil).get()
    decoded.appointments[0].card.plate = "沪A·77777"
    decoded.appointments[0].card.customer = "欧阳一"
    decoded.appointments[1].card.customer = "欧阳二"
    decoded.appointments[2].card.customer = "欧阳二"
    try book.folder.write("demand.json", DemandFormat.encode(decoded))
    let ids = decoded.appointments.map(\.id)
    for name in ["沪a77777", "欧阳一"] {
      let told = try Program(["explain"] + book.files + [name]).outcome()
      #expect(told.code == 0, "\(told.err)")
      #expect(told.out.contains(ids[0]))
    }
    let several = try Program(["explain"] + book.files + ["欧阳二"]).outcome()
    #expect(several.code == 2)
    #expect(several.err.contains(ids[1]) && several.err.contains(ids[2]), "\(several.err)")
    func replan(_ name: String) throws -> Program.Outcome {
      let events = try book.folder.write(
        "events.json",
        #"{"format": "bayline.events/1", "events": [{"at": "2027-03-16T08:00", "type": "cancelled", "appointment": "\#(name)"}]}"#
      )
      return try Program(
        ["replan"] + book.files + [
          "--events", events, "--now", "2027-03-16T08:00", "--out", book.folder.path("o2.json"),
          "--iterations", "10",
        ]
      ).outcome()
    }
    #expect(try replan("沪A77777").code == 0)
    let refused = try replan("欧阳二")
    #expect(refused.code == 2)
    #expect(
      refused.err.contains("\(ids[1])") && refused.err.contains("events[0].appointment"), "\(refused.err)")
  }
}
