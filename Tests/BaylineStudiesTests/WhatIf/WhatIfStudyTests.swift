import Bayline
import BaylineFormats
import BaylineMath
import BaylineModel
import BaylineSimulation
import TestSupport
import Testing

@testable import BaylineStudies

/// Two visits that a single technician cannot both do.
@Suite struct WhatIfStudyTests {
  /// Tiny: one technician, one day of 8 hours, and two visits of 5 hours each that shall be ready on the day, as their
  /// customers wait: one of them is left out.
  private func today(days: Int = 1) -> Scenario.Instance {
    var tiny = TinyWorkshop()
    tiny.site.technicians.removeLast()
    tiny.addCalendar("long", [(8, 18)])
    tiny.site.hours = "long"
    tiny.site.technicians[0].calendar = "long"
    for id in ["A", "C"] {
      tiny.leaveOut(id, [Step("08:15", "13:15", minutes: 300)]) { $0.waiting = true }
    }
    return Scenario.Instance(
      site: tiny.site, demands: Array(repeating: tiny.demand, count: days), uncertainty: .none)
  }

  private func scenario(_ name: String, _ changes: [Scenario.Change], of today: Scenario.Instance) throws
    -> WhatIfStudy.AppliedScenario
  {
    let scenario = Scenario(name: name, changes: changes)
    return WhatIfStudy.AppliedScenario(
      scenario,
      instance: try scenario.apply(
        site: today.site, demands: today.demands, uncertainty: today.uncertainty, seed: 1))
  }

  private func study(days: Int = 1, replications: Int = 2) throws -> WhatIfStudy {
    let today = today(days: days)
    var settings = StudySettings(limit: .iterations(12), dayNames: (0..<days).map { "day \($0)" })
    settings.threads = 2
    settings.replications = replications
    return WhatIfStudy(
      today: today,
      scenarios: [
        try scenario("same", [], of: today),
        try scenario("two", [.addTechnicians(count: 1, .like("T"))], of: today),
        try scenario("nobody else", [.removeBays(.these(["B2"]))], of: today),
      ], settings: settings, noiseRuns: 2)
  }

  private func run(
    _ study: WhatIfStudy, known: [String: StudyCellResult] = [:],
    onFinished: (String, StudyCellResult) -> Void = { _, _ in }
  ) async throws -> WhatIfResult {
    try #require(
      try await study.run(
        known: known, shouldStop: { false }, onFinished: onFinished, onProgress: { _ in }))
  }

  // One of the two is planned today; with a second technician both are, which saves the 4,000 points of a repair left
  // out. With one bay less nothing changes: one technician needs one.
  @Test func aSecondTechnicianLetsTheSecondVisitIn() async throws {
    let result = try await run(try study())
    #expect(result.basis == .replications)
    #expect(result.today.visits == 2)
    #expect(result.today.planned == 1)
    #expect(result.today.plannedCost == 4000)
    #expect(result.today.leftOut == [.capacity: 1])
    let two = result.scenarios[1]
    #expect(two.plannedDifference.mean == 1)
    #expect(two.costDifference.mean == -4000)
    #expect(two.figures.leftOut.isEmpty)
    #expect(two.differences[.served]?.mean == 1)
    #expect(result.scenarios[2].costDifference.mean == 0)
    #expect(result.noise?.deviation == 0)
  }

  // Nothing differs in it, so it is not even computed.
  @Test func aScenarioWithoutAChangeIsToday() async throws {
    let study = try study()
    var cells: [String] = []
    let result = try await run(study) { cell, _ in cells.append(cell) }
    #expect(cells.sorted() == ["case/0/0", "case/2/0", "case/3/0", "first/0", "noise/1/0", "noise/2/0"])
    let same = result.scenarios[0]
    #expect(same.unchangedDays == 1)
    #expect(same.costDifference == MeanInterval(mean: 0, margin: 0))
    #expect(same.figures == result.today)
  }

  // From five days on, days are the sample.
  @Test func fiveDaysAreASample() async throws {
    let result = try await run(try study(days: 5))
    #expect(result.basis == .days)
    #expect(result.scenarios[1].plannedDifference == MeanInterval(mean: 1, margin: 0))
  }

  // Whatever of a run is known already, the rest gives the same bytes.
  @Test func aRunThatIsGoneOnWithGivesTheSameBytes() async throws {
    let study = try study()
    var findings: [(cell: String, result: StudyCellResult)] = []
    let whole = WhatIfFormat.encode(try await run(study) { findings.append(($0, $1)) })
    for count in 0...findings.count {
      var journal = JournalFormat.header(command: "whatif", digest: "")
      for (cell, result) in findings.prefix(count) { journal += JournalFormat.line(cell, result) }
      let known = try JournalFormat.read(Array(journal.utf8), command: "whatif", digest: "").results
      var computed = 0
      let again = WhatIfFormat.encode(try await run(study, known: known) { _, _ in computed += 1 })
      #expect(again == whole)
      #expect(computed <= findings.count - count)
    }
  }

  @Test func aStopBeforeTodayIsCompleteGivesNothing() async throws {
    let result = try await study().run(
      known: [:], shouldStop: { true }, onFinished: { _, _ in }, onProgress: { _ in })
    #expect(result == nil)
  }

  // Known are today and the first scenario that differs: the others are told as unfinished.
  @Test func aStopShowsTheRowsThatAreComplete() async throws {
    let study = try study()
    var known: [String: StudyCellResult] = [:]
    _ = try await run(study) { known[$0] = $1 }
    known["case/3/0"] = nil
    let stopped = try #require(
      try await study.run(
        known: known, shouldStop: { true }, onFinished: { _, _ in }, onProgress: { _ in }))
    #expect(stopped.scenarios.map(\.name) == ["same", "two"])
    #expect(stopped.unfinished == ["nobody else"])
  }

  @Test func resultsDoNotDependOnThreads() async throws {
    let one = try study()
    var settings = one.settings
    settings.threads = 1
    let other = WhatIfStudy(
      today: one.today, scenarios: one.scenarios, settings: settings, noiseRuns: one.noiseRuns)
    #expect(try await run(one) == run(other))
  }
}
