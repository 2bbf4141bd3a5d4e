import Bayline
import BaylineModel
import Foundation
import Testing

@Suite struct VerifyCommandTests {
  private func verify(_ schedule: String, _ options: String...) throws -> Program.Outcome {
    try Program(["verify"] + SmallCase.files + ["-"] + options, input: schedule).outcome()
  }

  @Test func brokenRuleIsToldAndTheAnswerIsNo() throws {
    let late = try SmallCase.schedule { $0.assignments[0].ready = $0.assignments[0].ready + 1 }
    let judged = try verify(late)
    #expect(judged.code == 1)
    #expect(judged.out.hasPrefix("READY "), "\(judged.out)")
    #expect(judged.err.isEmpty)
  }

  @Test func wrongCostIsToldAndTheAnswerIsNo() throws {
    let cheap = try SmallCase.schedule { $0.cost?.total -= 1 }
    let judged = try verify(cheap, "--lang", "en")
    #expect(judged.code == 1)
    #expect(judged.out.hasPrefix("COST total"), "\(judged.out)")
  }

  @Test func withoutCostItIsOnlyEvaluated() throws {
    let judged = try verify(SmallCase.schedule { $0.cost = nil }, "--lang", "en")
    #expect(judged.code == 0)
    #expect(judged.out.contains("Feasible"))
  }

  @Test func jsonHasTheAgreedMembers() throws {
    let right = try object(verify(SmallCase.schedule(), "--json").out)
    #expect(Set(right.keys) == ["feasible", "violations", "cost", "differences", "unscheduled"])
    #expect(right["feasible"] as? Bool == true)
    #expect((right["violations"] as? [String])?.isEmpty == true)
    #expect((right["differences"] as? [String])?.isEmpty == true)
    let cost = try #require(right["cost"] as? [String: Any])
    let terms = try #require(cost["terms"] as? [String: Int])
    #expect(Set(terms.keys) == Set(ScheduleCost.Term.allCases.map(\.rawValue)))
    #expect(cost["total"] as? Int == terms.values.reduce(0, +))

    let damaged = try SmallCase.schedule {
      $0.assignments[0].ready = $0.assignments[0].ready + 1
      $0.cost?.total -= 1
    }
    let wrong = try object(verify(damaged, "--json").out)
    #expect(wrong["feasible"] as? Bool == false)
    #expect((wrong["violations"] as? [String])?.isEmpty == false)
    #expect((wrong["differences"] as? [String])?.isEmpty == false)
  }

  @Test func soundSchedulesAreJudgedBesideAMalformedOne() throws {
    let folder = try TemporaryFolder()
    let sound = try folder.write("sound.json", SmallCase.schedule())
    let broken = try folder.write("broken.json", "{")
    let judged = try Program(["verify", "--json"] + SmallCase.files + [sound, broken, sound]).outcome()
    #expect(judged.code == 2)
    #expect(judged.out.split(separator: "\n").count == 2)
    #expect(judged.errorLines.count == 1)
    #expect(judged.err.hasPrefix("\(broken):1:2: "), "\(judged.err)")
  }
}
