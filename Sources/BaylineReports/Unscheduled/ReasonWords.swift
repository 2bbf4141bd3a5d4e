package import BaylineModel
package import BaylineSolver

/// Why a visit was left out, in the words of a colleague.
package struct ReasonWords: Sendable {
  let state: SearchState
  let words: Glossary
  let names: Names

  /// Words for a schedule as it stands.
  package init(state: SearchState, language: Language) {
    self.state = state
    words = Glossary(language)
    names = Names(site: state.problem.site, demand: state.problem.demand)
  }

  /// The detail of a finding; `nil` if the reason says it all.
  package func detail(_ finding: UnscheduledFinding) -> String? {
    nil
  }
}
