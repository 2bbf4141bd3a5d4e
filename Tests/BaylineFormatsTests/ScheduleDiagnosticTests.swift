import BaylineFormats
import BaylineModel
import Testing

@Suite struct ScheduleDiagnosticTests {
  @Test func aSoundScheduleDecodes() throws {
    let schedule = try Sample.readSchedule().get()
    #expect(schedule.assignments.map(\.appointment) == ["A"])
    #expect(schedule.assignments.first?.promise == CivilTime("2026-11-23T10:00"))
    #expect(schedule.cost?.terms[.makespan] == -1)
    #expect(schedule.cost?.total == 8)
    #expect(schedule.unscheduled.map(\.reason) == [.bay])
  }

  @Test func whatIsFreeInAboutIsPassedOver() throws {
    let about = try #require(try Sample.readSchedule().get().about)
    #expect(about.seed == 7)
    #expect(about.seconds == 1.25)
    #expect(about.threads == nil)
  }

  private static let first = "$.assignments[0]"

  @Test(arguments: [
    Damage(#""advisor": "ann", "#, "", "\(first) missingMember"),
    Damage(#""advisor": "ann""#, #""advisor": "ben""#, "\(first).advisor unknownReference"),
    Damage(#""operation": "two""#, #""operation": "one""#, "\(first).operations[1].operation operationOrder"),
    Damage(#""bay": "lift""#, #""bay": "left""#, "\(first).operations[0].bay unknownReference"),
    Damage(#""bay": "lift""#, #""bay": null"#, "\(first).operations[0].bay notAString"),
    Damage(#"["zoe"]"#, #"["zeo"]"#, "\(first).operations[1].technicians[0] unknownReference"),
    Damage(
      #""appointment": "B""#, #""appointment": "A""#, "$.unscheduled[0] appointmentTwice",
      "$ appointmentMissing"),
    Damage(#""appointment": "B""#, #""appointment": "Z""#, "$.unscheduled[0].appointment unknownReference"),
    Damage(
      #"{"appointment": "B", "reason": "bay", "earliest": "2026-11-24T08:00"}"#, "", "$ appointmentMissing"),
    Damage(#""reason": "bay""#, #""reason": "bays""#, "$.unscheduled[0].reason notOneOf"),
    Damage(#""total": 8"#, #""total": 100000000000000001"#, "$.cost.total tooLarge"),
    Damage(#""total": 8"#, #""total": -1000000000001"#, "$.cost.total tooSmall"),
    Damage(#""delay": 51, "#, "", "$.cost.terms missingMember"),
    Damage(#""moves": 0, "#, "", "$.cost.terms missingMember"),
    Damage(#""balance": 0"#, #""balance": "0""#, "$.cost.terms.balance notAWholeNumber"),
    Damage(
      #""promise": "2026-11-23T10:00""#, #""promise": "2026-11-23 10:00""#, "\(first).promise notATime"),
    Damage(#"{"seed": 7"#, #"[], "x-about": {"seed": 7"#, "$.about notAnObject"),
    Damage(#""unscheduled": [{"#, #""unscheduled": [3, {"#, "$.unscheduled[0] notAnObject"),
  ])
  func problemsAreReportedAtTheirPlace(damage: Damage) throws {
    let reading = Sample.readSchedule(try #require(damage.applied(to: Sample.schedule)))
    #expect(reading.diagnostics.brief == damage.diagnostics)
    #expect(reading.value == nil)
  }

  @Test func aMissingOperationIsReportedOnce() throws {
    let cut = try #require(Sample.schedule.ranges(of: #","# + "\n       {\"operation\": \"two\"").first)
    let rest = try #require(Sample.schedule.ranges(of: "\n     ]}").first)
    let text = Sample.schedule[..<cut.lowerBound] + Sample.schedule[rest.lowerBound...]
    #expect(
      Sample.readSchedule(String(text)).diagnostics.brief == ["\(Self.first).operations operationCount"])
  }

  @Test func anArrivedVehicleHasNoArrival() throws {
    let text = try #require(
      Damage(
        #""unscheduled": [{"appointment": "B", "reason": "bay", "earliest": "2026-11-24T08:00"}]"#,
        #""unscheduled": []"#
      ).applied(to: Sample.schedule).flatMap {
        Damage(
          #""assignments": ["#,
          """
          "assignments": [
          {"appointment": "B", "arrival": "2026-11-23T08:00", "ready": "2026-11-23T09:00", "operations": [
            {"operation": "wash", "technicians": [], "start": "2026-11-23T08:00", "end": "2026-11-23T08:10"}]},
          """
        ).applied(to: $0)
      })
    #expect(Sample.readSchedule(text).diagnostics.brief == ["$.assignments[0].arrival notForArrived"])
  }

  @Test func assignmentsAscendByArrivalAndId() {
    func visit(_ id: String, _ time: String) -> String {
      #"{"appointment": "\#(id)", "arrival": "2026-11-23T\#(time)", "advisor": "ann", "#
        + #""ready": "2026-11-23T12:00", "operations": []}"#
    }
    func diagnostics(_ visits: String...) -> [String] {
      let text =
        #"{"format": "bayline.schedule/1", "unscheduled": [], "assignments": ["#
        + visits.joined(separator: ",") + "]}"
      return ScheduleFormat.decode(Array(text.utf8), file: "s", site: nil, demand: nil).diagnostics.brief
    }
    #expect(diagnostics(visit("a", "08:00"), visit("b", "08:00"), visit("a2", "09:00")).isEmpty)
    #expect(diagnostics(visit("b", "08:00"), visit("a", "08:00")) == ["$.assignments[1] assignmentOrder"])
    #expect(diagnostics(visit("a", "08:15"), visit("b", "08:00")) == ["$.assignments[1] assignmentOrder"])
    // In order of code points: U+FFFD comes before U+1F600, which UTF-16 has the other way round.
    #expect(diagnostics(visit("\u{FFFD}", "08:00"), visit("\u{1F600}", "08:00")).isEmpty)
  }
}
