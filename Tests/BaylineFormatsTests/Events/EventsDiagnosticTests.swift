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
         {"id": "E", "kind": "repair", "operations": [{"id": "1", "minutes": 9, "bay": "lift"}]}}
      ]
    }
    """

  private func read(_ text: String = events) -> DecodedFile<[WorkshopEvent]> {
    EventsFormat.decode(
      Array(text.utf8), file: "events.json", site: Sample.readSite().names, demand: Sample.readDemand().names)
  }

  @Test func everyTypeIsRead() throws {
    let events = try read().get()
    #expect(events.count == 16)
    #expect(
      events[0].payload == .absent(technician: "tom", from: nil, until: CivilTime("2026-11-23T12:00")))
    #expect(events[6].payload == .partLate(part: "oil", delivery: nil, arrival: nil))
    #expect(events[13].payload == .cancelled(appointment: "C"), "a visit that an event brought is known")
    #expect(events.compactMap(\.payload.appointment) == ["A", "A", "A", "A", "A", "B", "C", "C", "D", "E"])
  }

  @Test func aVisitIsKnownToEventsBeforeIt() throws {
    let text = Self.events.replacing(
      #"{"at": "2026-11-23T09:00", "type": "absent""#,
      with:
        #"{"at": "2026-11-23T09:20", "type": "cancelled", "appointment": "C"}, {"at": "2026-11-23T09:00", "type": "absent""#
    )
    #expect(try read(text).get().count == 17)
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
    Damage(#""bayline.events/1""#, #""bayline.demand/1""#, "$.format wrongFormat"),
  ])
  func problemsAreReportedAtTheirPlace(damage: Damage) throws {
    let reading = read(try #require(damage.applied(to: Self.events)))
    #expect(reading.diagnostics.brief == damage.diagnostics)
    #expect(reading.value == nil)
  }
}
