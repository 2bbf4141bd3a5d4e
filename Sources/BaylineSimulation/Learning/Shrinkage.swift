/// Shrinkage estimates of group means.
///
/// Groups are treated as drawn from one population: the fewer observations a group has, the more its mean is shrunk
/// towards the overall mean (W. James and C. Stein, 1961, "Estimation with quadratic loss"; B. Efron and C. Morris,
/// 1975, "Data analysis using Stein's estimator and its generalizations", JASA 70(350)).
package enum Shrinkage {
  /// Count and sum of the observations of a group.
  package struct Group: Hashable, Sendable {
    package var count = 0
    package var sum = 0.0

    package init(count: Int = 0, sum: Double = 0) {
      self.count = count
      self.sum = sum
    }

    package var mean: Double { count > 0 ? sum / Double(count) : 0 }
  }

  /// The variance between groups, by the method of moments of one-way random effects (H. Scheffé, 1959, *The Analysis
  /// of Variance*, chapter 7); 0 if groups differ no more than by chance.
  package static func between(_ groups: [Group], within: Double) -> Double {
    let used = groups.filter { $0.count > 0 }
    let total = used.reduce(0) { $0 + $1.count }
    guard used.count > 1, total > used.count else { return 0 }
    let mean = used.reduce(0) { $0 + $1.sum } / Double(total)
    let squares = used.reduce(0) { $0 + Double($1.count) * ($1.mean - mean) * ($1.mean - mean) }
    let spread =
      Double(total) - used.reduce(0) { $0 + Double($1.count * $1.count) } / Double(total)
    return max(0, (squares - within * Double(used.count - 1)) / spread)
  }

  /// The estimate of a group's mean.
  ///
  /// - Parameters:
  ///   - mean: The overall mean.
  ///   - within: The variance within a group.
  ///   - between: The variance of the groups' true means.
  package static func estimate(_ group: Group, towards mean: Double, within: Double, between: Double)
    -> Double
  {
    guard group.count > 0, between > 0 else { return mean }
    let weight = Double(group.count) / (Double(group.count) + within / between)
    return mean + weight * (group.mean - mean)
  }

  /// The estimates of the means of several groups.
  package static func estimates(_ groups: [Group], within: Double) -> [Double] {
    let total = groups.reduce(0) { $0 + $1.count }
    let mean = total > 0 ? groups.reduce(0) { $0 + $1.sum } / Double(total) : 0
    let between = between(groups, within: within)
    return groups.map { estimate($0, towards: mean, within: within, between: between) }
  }
}
