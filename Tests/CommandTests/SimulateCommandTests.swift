import BaylineModel
import BaylineSolver
import Foundation
import Testing

/// `bayline simulate`: figures, pages, dispatchers, faults.
@Suite struct SimulateCommandTests {
  private func plan(in folder: TemporaryFolder) throws -> String {
    let path = folder.path("plan.json")
    let made = try Program(
      ["schedule"] + SmallCase.files + ["--iterations", "20", "--threads", "1", "--quiet", "--out", path]
    ).outcome()
    #expect(made.code == 0, "\(made.err)")
    return path
  }

  private func simulate(_ plan: String, _ more: [String]) throws -> Program.Outcome {
    try Program(
      ["simulate"] + SmallCase.files + ["--schedule", plan, "--replications", "6", "--json"] + more
    )
    .outcome()
  }

  @Test func figuresAreTheSameWithAnyNumberOfThreadsAndDifferByTheDispatcher() throws {
    let folder = try TemporaryFolder()
    let plan = try plan(in: folder)
    let one = try simulate(plan, ["--threads", "1"])
    #expect(one.code == 0, "\(one.err)")
    #expect(try simulate(plan, ["--threads", "3"]).out == one.out)
    #expect(try simulate(plan, ["--seed", "2"]).out != one.out)
    #expect(try simulate(plan, ["--dispatcher", "replan"]).out != one.out)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(one.out.utf8)) as? [String: Any])
    let figures = try #require(object["figures"] as? [String: [String: Any]])
    #expect(figures["served"]?["unit"] as? String == "vehicles")
  }

  @Test func aPlanOfOtherDaysIsRefused() throws {
    let folder = try TemporaryFolder()
    let plan = try folder.write(
      "plan.json",
      #"{"format": "bayline.schedule/1", "assignments": [], "unscheduled": [{"appointment": "X", "reason": "bay"}]}"#
    )
    let refused = try simulate(plan, [])
    #expect(refused.code == 2)
    #expect(refused.out.isEmpty)
    #expect(refused.errorLines.contains { $0.contains("plan.json:$") })
  }
}
