import BaylineMath

/// How long work took against its standard time, by operation and technician.
///
/// The logarithm of worked by planned minutes is the sum of what is usual, what the operation adds, what the technician adds,
/// and chance. Both effects are drawn towards nothing where they rest on few jobs, and are found by turns (backfitting: A.
/// Buja, T. Hastie, R. Tibshirani, 1989, "Linear smoothers and additive models"; for random effects this gives the best
/// linear unbiased prediction: G. K. Robinson, 1991, "That BLUP is a good thing").
package struct WorkTimeModel: Sendable {
  /// Jobs of one operation by one technician.
  struct Cell: Hashable {
    var operation: String
    /// `nil` for crews of several.
    var technician: String?
  }

  private var cells: [Cell: (count: Int, sum: Double, squares: Double)] = [:]

  /// Notes a job.
  /// - Complexity: O(1).
  mutating func add(_ operation: String, by technician: String?, worked: Int, planned: Int) {
    guard worked > 0, planned > 0 else { return }
    let ratio = ExactMath.log(Double(worked) / Double(planned))
    let cell = cells[Cell(operation: operation, technician: technician)] ?? (0, 0, 0)
    cells[Cell(operation: operation, technician: technician)] = (
      cell.count + 1, cell.sum + ratio, cell.squares + ratio * ratio
    )
  }

  /// What was learned.
  package struct Estimates: Hashable, Sendable {
    /// Jobs that were noted.
    package var jobs = 0
    /// Variance of the logarithm by chance.
    package var variance = 0.0
    /// Usual logarithm of worked by planned minutes.
    package var usual = 0.0
    /// What operations add to it.
    package var operations: [String: Effect] = [:]
    /// What technicians add to it.
    package var technicians: [String: Effect] = [:]

    /// What one adds to the logarithm, with the jobs that this rests on.
    package struct Effect: Hashable, Sendable {
      package var value: Double
      package var jobs: Int
    }

    /// Percent of the planned time that an operation takes in the mean, the technician aside.
    package func percent(of operation: String?) -> Double {
      let effect = operation.flatMap { operations[$0]?.value } ?? 0
      return 100 * ExactMath.exp(usual + effect + variance / 2)
    }

    /// Percent of what is usual that a technician takes.
    package func percent(ofTechnician id: String) -> Double {
      100 * ExactMath.exp(technicians[id]?.value ?? 0)
    }

    /// The standard deviation of the time of a job in percent of its mean.
    package var variation: Double {
      100 * max(0, ExactMath.exp(variance) - 1).squareRoot()
    }
  }

  /// Rounds of the two effects by turns; they settle within a few.
  private static let rounds = 12

  /// What the jobs so far say.
  /// - Complexity: O(operations × technicians).
  package var estimates: Estimates {
    let known = cells.sorted {
      ($0.key.operation, $0.key.technician ?? "") < ($1.key.operation, $1.key.technician ?? "")
    }
    var found = Estimates()
    found.jobs = known.reduce(0) { $0 + $1.value.count }
    guard found.jobs > 1 else { return found }
    let total = Double(found.jobs)
    let sum = known.reduce(0) { $0 + $1.value.sum }
    // Within a cell nothing but chance differs.
    let inCells = known.reduce(0) {
      $0 + $1.value.squares - $1.value.sum * $1.value.sum / Double($1.value.count)
    }
    let degreesOfFreedom = found.jobs - known.count
    let all = known.reduce(0) { $0 + $1.value.squares } - sum * sum / total
    found.variance =
      degreesOfFreedom > 0 ? max(0, inCells) / Double(degreesOfFreedom) : max(0, all) / (total - 1)
    found.usual = sum / total
    var byOperation: [String: Double] = [:]
    var byTechnician: [String: Double] = [:]
    for _ in 0..<Self.rounds {
      byOperation = effects(known.map { ($0.key.operation, $0.value) }, found) { cell in
        found.usual + (known[cell].key.technician.flatMap { byTechnician[$0] } ?? 0)
      }
      byTechnician = effects(known.map { ($0.key.technician, $0.value) }, found) { cell in
        found.usual + (byOperation[known[cell].key.operation] ?? 0)
      }
      // The level is what is left when both effects are taken off.
      let rest = known.reduce(0.0) { rest, cell in
        let own =
          (byOperation[cell.key.operation] ?? 0) + (cell.key.technician.flatMap { byTechnician[$0] } ?? 0)
        return rest + cell.value.sum - Double(cell.value.count) * own
      }
      found.usual = rest / total
    }
    var jobs: (operations: [String: Int], technicians: [String: Int]) = ([:], [:])
    for (cell, value) in known {
      jobs.operations[cell.operation, default: 0] += value.count
      if let technician = cell.technician { jobs.technicians[technician, default: 0] += value.count }
    }
    for (name, value) in byOperation {
      found.operations[name] = .init(value: value, jobs: jobs.operations[name] ?? 0)
    }
    for (id, value) in byTechnician {
      found.technicians[id] = .init(value: value, jobs: jobs.technicians[id] ?? 0)
    }
    return found
  }

  /// The effects of one sort, from what is left of each cell when the other sort is taken off.
  private func effects(
    _ cells: [(name: String?, value: (count: Int, sum: Double, squares: Double))], _ found: Estimates,
    _ expected: (Int) -> Double
  ) -> [String: Double] {
    var groups: [String: Shrinkage.Group] = [:]
    for (index, cell) in cells.enumerated() {
      guard let name = cell.name else { continue }
      groups[name, default: .init()].count += cell.value.count
      groups[name, default: .init()].sum += cell.value.sum - Double(cell.value.count) * expected(index)
    }
    let names = groups.keys.sorted()
    let between = Shrinkage.between(names.compactMap { groups[$0] }, within: found.variance)
    return Dictionary(
      uniqueKeysWithValues: names.map { name in
        (
          name,
          Shrinkage.estimate(
            groups[name] ?? .init(), towards: 0, within: found.variance, between: between)
        )
      })
  }
}
