import BaylineFormats
import BaylineModel
import Foundation
import TestSupport
import Testing

@Suite struct EventsDiagnosticTests {
  private static let events = """
    {
      "format": "bayline.events/1",
      "events": [
        {"at": "2026-11-23T09:00", "type": "absent", "technician": "tom", "until": "2026-11-23T12:00"},
        {"at": "2026-11-23T09:01", "type": "back", "technician": "tom"},
        {"at": "2026-11-23T09:02", "type": "bayClosed", "bay": "lift", "from": "2026-11-23T10:00"},
        {"at": "2026-11-23T09:03", "type": "bayOpen", "bay": "lift"},
        {"at": "2026-11-23T09:04", "type": "overrun", "appointment": "A", "operation": "one", "end": "2026-11-23T09:30"},
        {"at": "2026-11-23T09:05", "type": "finished", "appointment": "A", "operation": "two"},
        {"at": "2026-11-23T09:06", "type": "partLate", "part": "oil", "arrival": null},
        {"at": "2026-11-23T09:07", "type": "partArrived", "part": "oil", "quantity": 2},
        {"at": "2026-11-23T09:08", "type": "noShow", "appointment": "A", "x-by": "ann"},
        {"at": "2026-11-23T09:09", "type": "late", "appointment": "A", "arrival": "2026-11-23T09:40"},
        {"at": "2026-11-23T09:10", "type": "arrived", "appointment": "A", "advisor": "ann"},
        {"at": "2026-11-23T09:11", "type": "addedWork", "appointment": "B", "after": "wash",
         "operations": [{"id": "wax", "minutes": 20, "bay": "lift"}], "parts": [{"part": "oil", "quantity": 1}]},
        {"at": "2026-11-23T09:12", "type": "walkIn", "appointment":
         {"id": "C", "kind": "repair", "operations": [{"id": "1", "minutes": 9, "bay": "lift"}]}},
        {"at": "2026-11-23T09:13", "type": "cancelled", "appointment": "C"},
        {"at": "2026-11-23T09:14", "type": "urgentReturn", "appointment":
         {"id": "D", "kind": "return", "operations": [{"id": "1", "minutes": 9, "bay": "lift"}]}},
        {"at": "2026-11-23T09:15", "type": "request", "appointment":
         {"id": "E", "kind": "repair", "operations": [{"id": "1", "minutes": 9, "bay": "lift"}]}},
        {"at": "2026-11-23T09:16", "type": "overrun", "appointment": "A", "operation": "one", "end": null},
        {"at": "2026-11-23T09:17", "type": "started", "appointment": "A", "operation": "two", "bay": "lift",
         "technicians": ["tom"], "start": "2026-11-23T09:10"},
        {"at": "2026-11-23T09:18", "type": "advisorAbsent", "advisor": "ann", "from": "2026-11-23T12:00"},
        {"at": "2026-11-23T09:19", "type": "advisorBack", "advisor": "ann"},
        {"at": "2026-11-23T09:20", "type": "siteClosed", "from": "2026-11-23T15:00", "until": "2026-11-23T18:00"},
        {"at": "2026-11-23T09:21", "type": "driverAway"},
        {"at": "2026-11-23T09:22", "type": "driverBack", "count": 2},
        {"at": "2026-11-23T09:23", "type": "loaners", "count": 0},
        {"at": "2026-11-23T09:24", "type": "removedWork", "appointment": "A", "operations": ["two", "three"]},
        {"at": "2026-11-23T09:25", "type": "changed", "appointment": "A", "waiting": false, "readyBy": null},
        {"at": "2026-11-23T09:26", "type": "hold", "appointment": "A", "until": "2026-11-23T14:00"},
        {"at": "2026-11-23T09:27", "type": "answered", "appointment": "A"},
        {"at": "2026-11-23T09:28", "type": "immovable", "appointment": "A", "operation": "one"},
        {"at": "2026-11-23T09:29", "type": "assigned", "appointment": "B", "bay": "lift", "technicians": ["tom"]}
      ]
    }
    """

  private func read(_ text: String = events) -> DecodedFile<[WorkshopEvent]> {
    EventsFormat.decode(
      Array(text.utf8), file: "events.json", site: Sample.readSite().names, demand: Sample.readDemand().names)
  }

  @Test func everyTypeIsRead() throws {
    let events = try read().get()
    #expect(events.count == 30)
    #expect(
      events[0].payload == .absent(technician: "tom", from: nil, until: CivilTime("2026-11-23T12:00")))
    #expect(events[6].payload == .partLate(part: "oil", delivery: nil, arrival: nil))
    #expect(events[13].payload == .cancelled(appointment: "C"), "a visit that an event brought is known")
    #expect(
      events.compactMap(\.payload.appointment)
        == ["A", "A", "A", "A", "A", "B", "C", "C", "D", "E"] + Array(repeating: "A", count: 7) + ["B"])
    #expect(events[16].payload == .overrun(appointment: "A", operation: "one", end: nil))
    #expect(
      events[17].payload
        == .started(
          appointment: "A", operation: "two", bay: "lift", technicians: ["tom"],
          start: CivilTime("2026-11-23T09:10")))
    #expect(
      events[20].payload
        == .siteClosed(from: CivilTime("2026-11-23T15:00"), until: CivilTime("2026-11-23T18:00")))
    #expect(events[21].payload == .driverAway(count: 1))
    #expect(events[22].payload == .driverBack(count: 2))
    #expect(events[23].payload == .loaners(count: 0))
    #expect(events[24].payload == .removedWork(appointment: "A", operations: ["two", "three"]))
    #expect(
      events[25].payload
        == .changed(WorkshopEvent.ChangedVisit(appointment: "A", waiting: false, readyBy: .some(nil))))
    #expect(
      events[29].payload
        == .assigned(WorkshopEvent.HandAssignment(appointment: "B", bay: "lift", technicians: ["tom"])))
  }

  @Test func equipmentOfTheSiteIsKnown() throws {
    let events = """
      {"format": "bayline.events/1", "events": [
        {"at": "2026-11-23T09:00", "type": "equipmentBroken", "equipment": "scan", "count": 2,
         "until": "2026-11-23T12:00"},
        {"at": "2026-11-23T09:01", "type": "equipmentRepaired", "equipment": "scan"},
        {"at": "2026-11-23T09:02", "type": "equipmentRepaired", "equipment": "scam", "count": 0}
      ]}
      """
    var site = Site(name: "", calendars: ["d": WorkCalendar()], hours: "d")
    site.equipment = [Equipment(id: "scan", count: 2)]
    let reading = EventsFormat.decode(Array(events.utf8), file: "e", site: SiteFormat.IDs(site), demand: nil)
    #expect(
      reading.diagnostics.brief
        == ["$.events[2].count tooSmall", "$.events[2].equipment unknownReference"])
  }

  @Test func aVisitIsKnownToEventsBeforeIt() throws {
    let text = Self.events.replacing(
      #"{"at": "2026-11-23T09:00", "type": "absent""#,
      with:
        #"{"at": "2026-11-23T09:20", "type": "cancelled", "appointment": "C"}, {"at": "2026-11-23T09:00", "type": "absent""#
    )
    #expect(try read(text).get().count == 31)
  }

  @Test func theExampleIsSound() throws {
    func bytes(_ name: String) throws -> [UInt8] {
      [UInt8](try Data(contentsOf: Project.datasets.appending(path: "replan/\(name).json")))
    }
    let site = SiteFormat.decode(try bytes("site"), file: "site.json").names
    let demand = DemandFormat.decode(try bytes("demand"), file: "demand.json", site: site).names
    let reading = EventsFormat.decode(try bytes("events"), file: "events.json", site: site, demand: demand)
    #expect(reading.diagnostics.isEmpty && reading.value?.count == 7)
  }

  @Test(arguments: [
    Damage(#""type": "back""#, #""type": "bck""#, "$.events[1].type notOneOf"),
    Damage(#", "type": "back""#, "", "$.events[1] missingMember"),
    Damage(#""type": "back", "technician": "tom""#, #""type": "back""#, "$.events[1] missingMember"),
    Damage(#""technician": "tom"}"#, #""technician": "tmo"}"#, "$.events[1].technician unknownReference"),
    Damage(
      #""until": "2026-11-23T12:00""#, #""until": "2026-11-23T08:00""#, "$.events[0].until endNotAfterStart"),
    Damage(#""bay": "lift", "from""#, #""bay": "left", "from""#, "$.events[2].bay unknownReference"),
    Damage(#""end": "2026-11-23T09:30""#, #""end": 930"#, "$.events[4].end notAString"),
    Damage(
      #""arrival": null"#, #""arival": null"#, "$.events[6].arival unknownMember", "$.events[6] missingMember"
    ),
    Damage(#""quantity": 2"#, #""quantity": 0"#, "$.events[7].quantity tooSmall"),
    Damage(
      #""noShow", "appointment": "A""#, #""noShow", "appointment": "Z""#,
      "$.events[8].appointment unknownReference"),
    Damage(#"[{"id": "wax", "minutes": 20, "bay": "lift"}]"#, "[]", "$.events[11].operations emptyList"),
    Damage(
      #""id": "C", "kind""#, #""id": "A", "kind""#, "$.events[12].appointment.id duplicateId",
      "$.events[13].appointment unknownReference"),
    Damage(#""kind": "return""#, #""kind": "repair""#, "$.events[14].appointment.kind notOneOf"),
    Damage(#""end": null"#, #""end": 5"#, "$.events[16].end notAString"),
    Damage(
      #""technicians": ["tom"], "start""#, #""technicians": ["tom", "tom"], "start""#,
      "$.events[17].technicians[1] repeatedTechnician"),
    Damage(
      #""advisorBack", "advisor": "ann""#, #""advisorBack", "advisor": "an""#,
      "$.events[19].advisor unknownReference"),
    Damage(#""driverBack", "count": 2"#, #""driverBack", "count": 0"#, "$.events[22].count tooSmall"),
    Damage(#""loaners", "count": 0"#, #""loaners""#, "$.events[23] missingMember"),
    Damage(#"["two", "three"]"#, "[]", "$.events[24].operations emptyList"),
    Damage(#", "waiting": false, "readyBy": null"#, "", "$.events[25] needsOneOf"),
    Damage(#", "bay": "lift", "technicians": ["tom"]}"#, "}", "$.events[29] needsOneOf"),
    Damage(#""bayline.events/1""#, #""bayline.demand/1""#, "$.format wrongFormat"),
  ])
  func problemsAreReportedAtTheirPlace(damage: Damage) throws {
    let reading = read(try #require(damage.applied(to: Self.events)))
    #expect(reading.diagnostics.brief == damage.diagnostics)
    #expect(reading.value == nil)
  }
}
