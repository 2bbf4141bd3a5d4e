import BaylineFormats
import BaylineModel
import Testing

@Suite struct NotesTests {
  private static let text = """
    {"format": "bayline.demand/1", "x-from": "DMS", "horizon": {"from": "2026-11-23", "x-h": 1}, "appointments": [
      {"id": "A", "kind": "repair", "x-color": "red", "operations": [{"id": "a", "minutes": 5, "bay": "lift"}]},
      {"id": "B", "kind": "repair", "x-color": ["blue"],
       "operations": [{"id": "a", "minutes": 5, "bay": "lift", "x-price": 1.50}],
       "availability": [{"from": "2026-11-23T08:00", "to": "2026-11-23T09:00", "x-said": "early"}]}
    ]}
    """

  @Test func notesOutliveAChangeOfTheDemand() throws {
    var demand = try DemandFormat.decode(Array(Self.text.utf8), file: "d", site: nil).get()
    demand.appointments.remove(at: 0)
    demand.appointments[0].waiting = true
    let changed = DemandFormat.encode(demand, keepingExtensionsOf: Array(Self.text.utf8))
    for note in [
      #""x-from": "DMS""#, #""x-h": 1"#, #""x-color": ["blue"]"#, #""x-price": 1.50"#, #""x-said""#,
    ] {
      #expect(changed.contains(note), "\(note)")
    }
    #expect(!changed.contains("red"))
    #expect(try DemandFormat.decode(Array(changed.utf8), file: "d", site: nil).get() == demand)
  }

  @Test func withoutNotesTheTextIsTheUsualOne() throws {
    let demand = try Sample.readDemand().get()
    #expect(
      DemandFormat.encode(demand, keepingExtensionsOf: Array(Sample.demand.utf8))
        == DemandFormat.encode(demand))
    #expect(DemandFormat.encode(demand, keepingExtensionsOf: [0]) == DemandFormat.encode(demand))
  }
}
