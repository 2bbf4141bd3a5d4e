package import BaylineModel

/// Finds the smallest sets of weaker rules with which a visit could be let in at an asked place, everything else as it
/// stands.
///
/// Sets are tried by size: each is applied to the site and the demand, these are compiled, and ``PlacementSearch``
/// decides. Most are ruled out without that: a set can be enough only if leaving aside *all* that its rules ask is
/// enough, in the case as it is and in the cases with any part of its rules weaker. Amounts are tried at their greatest
/// and, where that is enough, brought down to the least that is.
package struct CorrectionSets {
  /// A set that is enough.
  package struct CorrectionSet: Sendable {
    /// The changes, each as small as the others let it be.
    package var edits: [RuleRelaxation]
    /// The visit and its place in the changed case; the changed site and demand are in its state's problem.
    package var search: PlacementSearch
  }

  /// Weaker rules of a set at most.
  package static let maxRules = 3
  /// Changed cases that are compiled at most.
  private static let maxTests = 1000
  /// Sets that are handed out at most.
  private static let maxRuleSets = 12

  /// The smallest sets, at most ``maxRuleSets`` of them, in the order of the family; none if no set of ``maxRules`` or
  /// fewer is enough.
  package private(set) var sets: [CorrectionSet] = []
  /// How many more sets of that size are enough.
  package private(set) var more = 0
  /// Whether all sets up to the size of those found, or up to the greatest, were decided on.
  package private(set) var isComplete = true
  /// How many weaker rules were tried in combination.
  package var familySize: Int { rules.count }

  private let base: PlacementSearch
  private var abstract: PlacementSearch
  private let rules: [ParametricRelaxation]
  /// The case with one or some rules weaker, by their positions; none is not made yet, `nil` is not possible.
  private var cases: [[Int]: PlacementSearch?] = [:]
  private var tests = 0

  /// The sets for a question whose answer is no.
  /// - Complexity: that of compiling the problem for each set that is not ruled out otherwise.
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
      guard isSufficient(set, amounts: set.map { rules[$0].most }) else { continue }
      if sets.count < Self.maxRuleSets { sets.append(tightened(set)) } else { more += 1 }
    }
  }

  // MARK: - Ruling out

  private mutating func isPromising(_ set: [Int]) -> Bool {
    guard abstract.exists(breaking: asked(by: set), isAbstract: true) else { return false }
    guard set.count > 1 else { return true }
    for size in 1..<set.count {
      let parts = Self.combinations(of: size, from: set.count).map { $0.map { set[$0] } }
      // What has been compiled before costs nothing.
      for part in parts.filter({ cases[$0] != nil }) + parts.filter({ cases[$0] == nil }) {
        if cases[part] == nil { cases[part] = edited(part.map { ($0, rules[$0].most) }) }
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

  /// The case with some rules weaker; `nil` if something else would not stand any more.
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

  /// The set with each amount in turn as small as the others let it be.
  private mutating func tightened(_ set: [Int]) -> CorrectionSet {
    var amounts = set.map { rules[$0].most }
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
      preconditionFailure("a set that was enough is not")
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
