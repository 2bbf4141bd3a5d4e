import BaylineModel
import TestSupport

/// A tiny workshop to which changes are applied.
struct Applying {
  var workshop = TinyWorkshop()
  var uncertainty = Uncertainty.none

  /// The case after some changes.
  func callAsFunction(_ changes: Scenario.Change...) throws(ScenarioDiagnostics) -> Scenario.Instance {
    try Scenario(name: "s", changes: changes).apply(
      site: workshop.site, demands: [workshop.demand], uncertainty: uncertainty, seed: 1)
  }

  /// What is wrong with some changes.
  func conflicts(_ changes: Scenario.Change...) -> [ScenarioDiagnostic.Problem] {
    do throws(ScenarioDiagnostics) {
      _ = try Scenario(name: "s", changes: changes).apply(
        site: workshop.site, demands: [workshop.demand], uncertainty: uncertainty, seed: 1)
      return []
    } catch {
      return error.elements.map(\.problem)
    }
  }
}

/// Monday, the day of the tiny workshop, and the days after it.
func day(_ offset: Int = 0) -> CivilDate {
  time("00:00").date.advanced(by: offset)
}
