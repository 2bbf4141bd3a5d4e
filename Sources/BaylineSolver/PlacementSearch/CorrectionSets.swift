package import BaylineModel

/// Finds the smallest sets of relaxations under which a visit could be scheduled as requested, with everything else
/// fixed.
///
/// Sets are tried by size: each is applied to the site and the demand, these are compiled, and ``PlacementSearch``
/// decides. Most are ruled out earlier: a set can suffice only if ignoring *all* rules it weakens suffices, in the
/// original case and in the cases with any subset applied. Amounts are tried at their maximum and, if that suffices,
/// reduced to the minimum.
package struct CorrectionSets {
  /// A sufficient set.
  package struct CorrectionSet: Sendable {
    /// The changes, each minimal given the others.
    package var edits: [RuleRelaxation]
    /// The search in the changed case, whose site and demand are in its state's problem.
    package var search: PlacementSearch
  }

  /// Maximum number of relaxations in a set.
  package static let maxRules = 3
  /// Maximum number of compiled cases.
  private static let maxTests = 1000
  /// Maximum number of sets returned.
  private static let maxRuleSets = 12

  /// The smallest sufficient sets, at most ``maxRuleSets``, in the order of the family; empty if no set of up to
  /// ``maxRules`` suffices.
  package private(set) var sets: [CorrectionSet] = []
  /// The number of further sets of that size that suffice.
  package private(set) var more = 0
  /// Whether every set up to the size found, or up to the maximum size, was decided.
  package private(set) var isComplete = true
  /// The number of relaxations combined.
  package var familySize: Int { rules.count }

  private let base: PlacementSearch
  private var abstract: PlacementSearch
  private let rules: [ParametricRelaxation]
  /// Compiled cases by the relaxations applied; `nil` for an invalid case.
  private var cases: [[Int]: PlacementSearch?] = [:]
  private var tests = 0

  /// Searches for the sets that make an infeasible request feasible.
  /// - Complexity: That of compiling the problem for each set not ruled out otherwise.
  package init(_ search: PlacementSearch) {
    base = search
    abstract = search
    rules = RelaxationFamily(search).all
    for size in 1...Self.maxRules {
      find(size)
      if !sets.isEmpty || !isComplete { return }
    }
  }

  private mutating func find(_ size: Int) {
    for set in Self.combinations(of: size, from: rules.count) {
      guard isPromising(set) else { continue }
      guard tests < Self.maxTests else {
        isComplete = false
        return
      }
      guard isSufficient(set, amounts: set.map { rules[$0].maxAmount }) else { continue }
      if sets.count < Self.maxRuleSets { sets.append(tightened(set)) } else { more += 1 }
    }
  }

  // MARK: - Ruling out

  private mutating func isPromising(_ set: [Int]) -> Bool {
    guard abstract.exists(breaking: asked(by: set), isAbstract: true) else { return false }
    guard set.count > 1 else { return true }
    for size in 1..<set.count {
      let parts = Self.combinations(of: size, from: set.count).map { $0.map { set[$0] } }
      // Cases compiled before cost nothing.
      for part in parts.filter({ cases[$0] != nil }) + parts.filter({ cases[$0] == nil }) {
        if cases[part] == nil { cases[part] = edited(part.map { ($0, rules[$0].maxAmount) }) }
        let others = asked(by: set.filter { !part.contains($0) })
        guard cases[part]??.exists(breaking: others, isAbstract: true) ?? false else { return false }
      }
    }
    return true
  }

  private func asked(by set: [Int]) -> RuleSet {
    set.reduce(into: RuleSet()) { $0.formUnion(rules[$1].rules) }
  }

  // MARK: - Deciding

  private mutating func isSufficient(_ set: [Int], amounts: [Int]) -> Bool {
    var search = edited(Array(zip(set, amounts)))
    return search?.exists() ?? false
  }

  /// The case with some relaxations applied; `nil` if that invalidates another visit.
  private mutating func edited(_ changes: [(rule: Int, amount: Int)]) -> PlacementSearch? {
    tests += 1
    let problem = base.state.problem
    var site = problem.site
    var demand = problem.demand
    for change in changes { rules[change.rule].edit(change.amount).apply(to: &site, &demand) }
    guard let state = base.state.transferred(to: CompiledProblem(site: site, demand: demand)) else {
      return nil
    }
    return PlacementSearch(state, base.request)
  }

  /// Minimizes each amount in turn, given the others.
  private mutating func tightened(_ set: [Int]) -> CorrectionSet {
    var amounts = set.map { rules[$0].maxAmount }
    for position in set.indices {
      var low = 1
      while low < amounts[position] {
        let middle = (low + amounts[position]) / 2
        var less = amounts
        less[position] = middle
        if isSufficient(set, amounts: less) { amounts = less } else { low = middle + 1 }
      }
    }
    guard let search = edited(Array(zip(set, amounts))) else {
      preconditionFailure("internal error: a sufficient set no longer suffices")
    }
    return CorrectionSet(edits: zip(set, amounts).map { rules[$0].edit($1) }, search: search)
  }

  private static func combinations(of size: Int, from count: Int) -> [[Int]] {
    var result: [[Int]] = []
    func extend(_ chosen: [Int], from first: Int) {
      if chosen.count == size { return result.append(chosen) }
      for next in first..<max(first, count) { extend(chosen + [next], from: next + 1) }
    }
    extend([], from: 0)
    return result
  }
}
