import BaylineModel
import BaylineVerifier
import TestSupport

extension TinyWorkshop {
  var verdict: Verdict { Verifier(site: site, demand: demand).verify(schedule) }

  /// The broken rules, one for each violation.
  var broken: [HardRule] { verdict.violations.map(\.rule) }

  /// The terms that are not 0.
  var points: [ScheduleCost.Term: Int] {
    let cost = verdict.cost
    return Dictionary(uniqueKeysWithValues: ScheduleCost.Term.allCases.map { ($0, cost[$0]) }).filter {
      $0.value != 0
    }
  }
}

/// The tiny workshop, edited.
func workshop(_ edit: (inout TinyWorkshop) -> Void) -> TinyWorkshop {
  var workshop = TinyWorkshop()
  edit(&workshop)
  return workshop
}
