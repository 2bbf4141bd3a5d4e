import Bayline
import BaylineFormats
import BaylineModel
import Foundation
import TestSupport
import Testing

@Suite struct OfferCommandTests {
  /// A small inspection that the small case has room for.
  private let request = """
    {"id": "NEW", "kind": "inspection", "x-channel": "phone",
     "operations": [{"id": "1", "minutes": 12, "bay": "express", "trade": "mechanical"}]}
    """

  /// The files of the small case with a request, in a folder of their own.
  private struct Desk {
    let folder: TemporaryFolder
    let options: [String]

    init(_ request: String) throws {
      folder = try TemporaryFolder()
      let demand = try folder.write("demand.json", SmallCase.demandText())
      let schedule = try folder.write("schedule.json", SmallCase.schedule())
      let asked = try folder.write("request.json", request)
      options = [
        "offer", "--site", SmallCase.site, "--demand", demand, "--schedule", schedule, "--request", asked,
      ]
    }

    func run(_ more: String..., input: String = "") throws -> Program.Outcome {
      try Program(options + more, input: input).outcome()
    }

    func run(_ more: [String]) throws -> Program.Outcome {
      try Program(options + more).outcome()
    }
  }

  private func desk(_ request: String? = nil) throws -> Desk {
    try Desk(request ?? self.request)
  }

  @Test func timesAreReadOut() throws {
    let desk = try desk()
    let answered = try desk.run()
    #expect(answered.code == 0)
    #expect(answered.err.isEmpty)
    #expect(answered.out.hasPrefix("NEW  检查：可约 3 个时间\n"), "\(answered.out)")
    #expect(answered.out.contains("告知客户（第 1 项）："))
    #expect(try desk.run("--lang", "en").out.contains("3 slots available"))
  }

  /// A vehicle that already comes that day is offered slots all the same, with a warning.
  @Test func theSamePlateOnTheDayIsAWarning() throws {
    let reading = DemandFormat.decode(Array(try SmallCase.demandText().utf8), file: "-", site: nil)
    let demand = try reading.get()
    let schedule = ScheduleFormat.decode(
      Array(try SmallCase.schedule().utf8), file: "-", site: nil, demand: nil)
    let scheduled = Set(try schedule.get().assignments.map(\.appointment))
    let visit = try #require(demand.appointments.first { $0.card.plate != nil && scheduled.contains($0.id) })
    let plate = (visit.card.plate ?? "").replacing("·", with: " ").lowercased()
    let desk = try desk(request.replacing("\"x-channel\"", with: "\"plate\": \"\(plate)\", \"x-channel\""))
    let answered = try desk.run("--lang", "en")
    #expect(answered.code == 0)
    #expect(answered.err.contains("\(plate) already comes that day: \(visit.id) "), "\(answered.err)")
  }

  @Test func jsonHasTheMembersOfItsSchema() throws {
    let desk = try desk()
    let answer = try object(desk.run("--json", "--count", "5").out)
    let schema = try object(
      String(
        decoding: Data(contentsOf: Project.root.appending(path: "docs/schemas/offer.schema.json")),
        as: UTF8.self))
    func check(_ value: [String: Any], _ shape: [String: Any]) throws {
      let members = try #require(shape["properties"] as? [String: Any])
      #expect(Set(value.keys).isSubset(of: members.keys), "\(value.keys)")
      #expect(Set(value.keys).isSuperset(of: shape["required"] as? [String] ?? []))
    }
    try check(answer, schema)
    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    let offers = try #require(answer["offers"] as? [[String: Any]])
    #expect(!offers.isEmpty)
    for offer in offers {
      try check(offer, #require(definitions["offer"]))
      for operation in try #require(offer["operations"] as? [[String: Any]]) {
        try check(operation, #require(definitions["operation"]))
      }
    }
  }

  @Test func whatIsAcceptedIsBookedAndScheduled() throws {
    let desk = try desk()
    let annotated = try desk.folder.write(
      "demand.json",
      SmallCase.demandText().replacing("\"horizon\"", with: "\"x-note\": \"keep me\",\n  \"horizon\""))
    let offer = try #require((object(desk.run("--json").out)["offers"] as? [[String: Any]])?.last)
    let (demand, schedule) = (desk.folder.path("d2.json"), desk.folder.path("o2.json"))
    let done = try desk.run("--accept", "3", "--out", demand, "--schedule-out", schedule)
    #expect(done.code == 0, "\(done.err)")
    #expect(done.out.contains("已预约 NEW"))
    #expect(try #require(desk.folder.text("d2.json")).contains("keep me"))
    let booked = try #require(
      (object(desk.folder.text("d2.json") ?? "")["appointments"] as? [[String: Any]])?.last)
    #expect((booked["booked"] as? [String: String])?["arrival"] == offer["arrival"] as? String)
    #expect(booked["readyBy"] as? String == offer["readyBy"] as? String)
    // The schedule stands for the new demand, and neither for the old one nor the old one for the new.
    let verified = try Program.run("verify", "--site", SmallCase.site, "--demand", demand, schedule)
    #expect(verified.code == 0, "\(verified.out)")
    let again = try desk.folder.write("again.json", request.replacing("NEW", with: "NEXT"))
    let files = ["offer", "--site", SmallCase.site, "--request", again]
    #expect(try Program(files + ["--demand", demand, "--schedule", schedule]).outcome().code == 0)
    #expect(try Program(files + ["--demand", annotated, "--schedule", schedule]).outcome().code == 2)
    #expect(
      try Program(files + ["--demand", demand, "--schedule", desk.folder.path("schedule.json")]).outcome()
        .code == 2)
    // A search can start from the old one all the same.
    let made = try Program.run(
      "schedule", "--site", SmallCase.site, "--demand", demand, "--from", desk.folder.path("schedule.json"),
      "--iterations", "0", "--quiet")
    #expect(made.code == 0, "\(made.err)")
  }

  @Test func theDemandGoesToStandardOutputWithoutAFile() throws {
    let desk = try desk()
    let done = try desk.run("--accept", "1", "--quiet")
    #expect(done.code == 0)
    #expect(done.err.isEmpty)
    #expect(try (object(done.out)["appointments"] as? [Any])?.count == 21)
    #expect(desk.folder.names == ["demand.json", "request.json", "schedule.json"])
  }

  @Test func nothingIsWrittenWhereOneFileCannotBe() throws {
    let desk = try desk()
    let done = try desk.run(
      "--accept", "1", "--out", desk.folder.path("d2.json"), "--schedule-out",
      desk.folder.path("gone/o2.json")
    )
    #expect(done.code == 2)
    #expect(desk.folder.names == ["demand.json", "request.json", "schedule.json"])
  }

  @Test func anOfferThatIsNotThereIsNotBooked() throws {
    let desk = try desk(
      request.replacing(
        "\"kind\"",
        with: "\"availability\": [{\"from\": \"2027-03-16T20:00\", \"to\": \"2027-03-16T21:00\"}], \"kind\""))
    let none = try desk.run("--lang", "en")
    #expect(none.code == 1)
    #expect(none.out.contains("no slots available"))
    #expect(none.out.contains("Reason: customer not available"))
    #expect(none.out.contains("The next available slot: Wed 03-17 "))
    let done = try desk.run("--accept", "1", "--out", desk.folder.path("d2.json"))
    #expect(done.code == 1)
    #expect(desk.folder.text("d2.json") == nil)
  }

  @Test func aDemandThatHasChangedIsRefused() throws {
    let desk = try desk()
    var reading = try DemandFormat.decode(
      Array(SmallCase.demandText().utf8), file: "-", site: nil
    ).get()
    reading.appointments[0].waiting.toggle()
    try desk.folder.write("demand.json", DemandFormat.encode(reading))
    let refused = try desk.run("--lang", "en")
    #expect(refused.code == 2)
    #expect(refused.out.isEmpty)
    #expect(refused.errorLines.count == 1)
    #expect(refused.err.hasPrefix("\(desk.folder.path("schedule.json")):$.about.demand: "), "\(refused.err)")
    #expect(refused.err.contains("bayline schedule"))
    // What forms alone show may change.
    reading.appointments[0].waiting.toggle()
    reading.appointments[0].card.phone = "1"
    try desk.folder.write("demand.json", DemandFormat.encode(reading))
    #expect(try desk.run().code == 0)
  }

  @Test func aScheduleFromElsewhereIsVerified() throws {
    let desk = try desk()
    try desk.folder.write("schedule.json", SmallCase.schedule { $0.about = nil })
    #expect(try desk.run().code == 0)
    try desk.folder.write(
      "schedule.json",
      SmallCase.schedule {
        $0.about = nil
        $0.assignments[0].ready = $0.assignments[0].ready + 1
      })
    let refused = try desk.run("--lang", "en")
    #expect(refused.code == 2)
    #expect(refused.err.contains(":$: READY "), "\(refused.err)")
  }

  @Test func everyFaultOfTheRequestIsTold() throws {
    let desk = try desk(
      """
      {"id": "A001", "kind": "inspection", "booked": {"arrival": "2027-03-16T09:00"}, "parts": [{"part": "NONE", "quantity": 1}],
       "operations": [{"id": "1", "minutes": 12, "bay": "express", "trade": "mechanical"}]}
      """)
    let refused = try desk.run()
    #expect(refused.code == 2)
    let file = desk.folder.path("request.json")
    #expect(refused.errorLines.map { $0.hasPrefix("\(file):$.") } == [true, true])
    try desk.folder.write(
      "request.json",
      request.replacing("\"kind\"", with: "\"booked\": {\"arrival\": \"2027-03-16T09:00\"}, \"kind\""))
    let booked = try desk.run()
    #expect(booked.code == 2)
    #expect(booked.err.hasPrefix("\(file):$.booked: "), "\(booked.err)")
  }

  @Test func theRequestMayComeFromStandardInput() throws {
    let desk = try desk()
    #expect(try Program(desk.options.dropLast() + ["-"], input: request).outcome().code == 0)
  }

  @Test func aFileIsKnownByAnyPath() throws {
    let desk = try desk()
    let texts = desk.folder.names.map { desk.folder.text($0) }
    let link = desk.folder.path("link.json")
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: desk.folder.path("request.json"))
    for out in [desk.folder.path("./schedule.json"), link] {
      #expect(try desk.run("--accept", "1", "--out", out).code == 64)
    }
    let demand = desk.folder.path("./demand.json")
    #expect(
      try desk.run("--accept", "1", "--schedule-out", demand, "--out", desk.folder.path("d2.json")).code == 64
    )
    try FileManager.default.removeItem(atPath: link)
    #expect(desk.folder.names.map { desk.folder.text($0) } == texts)
    // Their own successors may take the places of demand and schedule.
    let done = try desk.run(
      "--accept", "1", "--out", demand, "--schedule-out", desk.folder.path("./schedule.json"))
    #expect(done.code == 0, "\(done.err)")
    #expect(desk.folder.text("demand.json")?.contains("NEW") == true)
    #expect(desk.folder.text("schedule.json")?.contains("NEW") == true)
  }

  @Test func anArrivalIsBookedWhateverTheCount() throws {
    let desk = try desk()
    let told = try desk.run("--count", "5", "--lang", "en").out
    #expect(told.contains("\nTo book slot 1: --count 5 --accept 1:"), "\(told)")
    let five = try #require(object(desk.run("--count", "5", "--json").out)["offers"] as? [[String: Any]])
    for offer in five {
      let arrival = try #require(offer["arrival"] as? String)
      let done = try desk.run("--accept", arrival, "--quiet")
      let booked = try #require((object(done.out)["appointments"] as? [[String: Any]])?.last?["booked"])
      #expect((booked as? [String: String])?["arrival"] == arrival)
    }
    let night = try desk.run("--accept", "2027-03-16T03:00", "--lang", "en")
    #expect(night.code == 1)
    #expect(night.out.isEmpty)
    #expect(night.err.contains("is not available"), "\(night.err)")
  }

  @Test func nothingIsOfferedBeforeTheCall() throws {
    let desk = try desk()
    let offers = try object(desk.run("--json").out)["offers"] as? [[String: Any]]
    let last = try #require(offers?.compactMap { $0["arrival"] as? String }.max())
    let later = try object(desk.run("--now", last, "--json").out)["offers"] as? [[String: Any]]
    let arrivals = try #require(later).compactMap { $0["arrival"] as? String }
    #expect(!arrivals.isEmpty)
    #expect(arrivals.allSatisfy { $0 >= last })
    #expect(try desk.run("--now", "2001-01-01T08:00").code == 2)
  }

  @Test(arguments: [
    ["--count", "0"], ["--count", "21"], ["--accept", "4"], ["--accept", "0"], ["--out", "d2.json"],
    ["--schedule-out", "o2.json"], ["--accept", "1", "--json"],
    ["--accept", "1", "--out", "x.json", "--schedule-out", "x.json"],
    ["--accept", "1", "--out", "./x.json", "--schedule-out", "x.json"], ["--accept", "ten"],
    ["--now", "14:10"],
  ])
  func wrongUsageIsRefused(_ options: [String]) throws {
    let desk = try desk()
    #expect(try desk.run(options).code == 64)
  }
}
