import Bayline
import BaylineFormats
import BaylineModel
import Foundation
import Testing

@Suite struct ExplainCommandTests {
  private func explain(_ arguments: String..., schedule: String? = nil) throws -> Program.Outcome {
    try Program(
      ["explain"] + SmallCase.files + ["--schedule", "-"] + arguments,
      input: schedule ?? SmallCase.schedule()
    ).outcome()
  }

  /// A scheduled visit that is not booked and has not arrived, with its arrival.
  private func visit() throws -> Schedule.Assignment {
    let demand = try DemandFormat.decode(Array(SmallCase.demandText().utf8), file: "-", site: nil).get()
    let schedule = try ScheduleFormat.decode(
      Array(SmallCase.schedule().utf8), file: "-", site: nil, demand: nil
    ).get()
    return try #require(
      schedule.assignments.first { assignment in
        assignment.reception != nil
          && demand.appointments.contains { $0.id == assignment.appointment && $0.booked == nil }
      })
  }

  @Test func whyItIsWhereItIs() throws {
    let visit = try visit()
    let told = try explain(visit.appointment, "--lang", "en")
    #expect(told.code == 0)
    #expect(told.err.isEmpty, "\(told.err)")
    #expect(told.out.contains("(\(visit.appointment))"), "\(told.out)")
    #expect(told.out.contains("advisor "), "\(told.out)")
    #expect(try explain(visit.appointment, "--lang", "zh-Hans").out.contains("服务顾问"))
  }

  @Test func theForcedScheduleBreaksWhatIsNamed() throws {
    let visit = try visit()
    let folder = try TemporaryFolder()
    let forced = folder.path("forced.json")
    let told = try explain(visit.appointment, "--at", "05:00", "--json", "--out-forced", forced)
    #expect(told.code == 0)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(told.out.utf8)) as? [String: Any])
    let answer = try #require(object["answer"] as? [String: Any])
    #expect(answer["possible"] as? Bool == false)
    let rules = try #require(answer["rules"] as? [String])
    #expect(rules.contains("H1"))
    let judged = try Program(["verify"] + SmallCase.files + [forced, "--json"]).outcome()
    let verdict = try #require(
      try JSONSerialization.jsonObject(with: Data(judged.out.utf8)) as? [String: Any])
    let violations = try #require(verdict["violations"] as? [String])
    #expect(Set(violations.map { String($0.prefix { $0 != " " }) }) == Set(rules))
    #expect((verdict["differences"] as? [String])?.isEmpty == true)
  }

  @Test func whoOrWhatIsNotKnownIsToldWithTheNearest() throws {
    let visit = try visit()
    let mistyped = try explain(visit.appointment.lowercased(), "--lang", "en")
    #expect(mistyped.code == 2)
    #expect(mistyped.err.contains("did you mean \(visit.appointment)?"), "\(mistyped.err)")
    let nobody = try explain(visit.appointment, "--advisor", "nobody-at-all", "--lang", "en")
    #expect(nobody.code == 2)
    #expect(nobody.err.hasPrefix("--advisor: "), "\(nobody.err)")
    #expect(nobody.out.isEmpty)
  }

  @Test func wrongUsage() throws {
    let visit = try visit()
    #expect(try explain(visit.appointment, "--at", "ten").code == 64)
    #expect(try explain(visit.appointment, "--at", "10:00", "--out-forced", "-").code == 64)
    #expect(try Program.run("explain", "A").code == 64)
  }

  @Test func aScheduleThatBreaksRulesIsRefused() throws {
    let visit = try visit()
    let late = try SmallCase.schedule { $0.assignments[0].ready = $0.assignments[0].ready + 1 }
    let told = try explain(visit.appointment, "--lang", "en", schedule: late)
    #expect(told.code == 2)
    #expect(told.err.contains("bayline schedule --from"), "\(told.err)")
  }

  /// A site without technicians, and a demand whose only visit is not scheduled.
  private func files(_ folder: TemporaryFolder, demand: String) throws -> [String] {
    let site = try folder.write(
      "site.json",
      #"{"format": "bayline.site/1", "name": "f", "calendars": {"open": {"weekly": {"fri": [["08:00", "18:00"]]}}}, "#
        + #""hours": "open", "bays": [{"id": "B", "types": ["b"]}], "#
        + #""advisors": [{"id": "SA2", "calendar": "open"}]}"#)
    let schedule = try folder.write(
      "s.json",
      #"{"format": "bayline.schedule/1", "assignments": [], "unscheduled": "#
        + #"[{"appointment": "A000", "reason": "technician"}]}"#)
    return [
      "--site", site, "--demand", try folder.write("demand.json", demand), "--schedule", schedule, "--lang",
      "en",
    ]
  }

  // Two operations of one trade that nobody has, at two levels: two made-up technicians, each with its own id.
  @Test func oneTradeAtTwoLevelsThatNobodyHas() throws {
    let folder = try TemporaryFolder()
    let files = try files(
      folder,
      demand:
        #"{"format": "bayline.demand/1", "horizon": {"from": "2027-03-12"}, "appointments": [{"id": "A000", "#
        + #""kind": "firstService", "operations": [{"id": "2", "minutes": 36, "trade": "b"}, "#
        + #"{"id": "4", "minutes": 900, "trade": "b", "level": 2}]}]}"#)
    let made = try Program(["explain", "A000", "--at", "2027-03-12T15:00"] + files).outcome()
    #expect(made.code == 0, "\(made.err)")
    #expect(made.out.contains("no technician here has it"))
  }

  // A day that is not in the plan is called that, and not the customer's fault.
  @Test func aDayThatIsNotPlanned() throws {
    let folder = try TemporaryFolder()
    let files = try files(
      folder,
      demand:
        #"{"format": "bayline.demand/1", "horizon": {"from": "2027-03-12"}, "appointments": [{"id": "A000", "#
        + #""kind": "firstService", "operations": [{"id": "2", "minutes": 36, "bay": "b"}], "availability": "#
        + #"[{"from": "2027-03-25T08:00", "to": "2027-03-25T18:00"}]}]}"#)
    let made = try Program(["explain", "A000"] + files).outcome()
    #expect(made.code == 0, "\(made.err)")
    #expect(made.out.contains("not in the planned days"), "\(made.out)")
    #expect(made.out.contains("plan more days, or use the demand of that day"), "\(made.out)")
  }
}
