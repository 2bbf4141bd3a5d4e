import BaylineMath

/// Actual against planned times of work, by operation and technician.
///
/// The logarithm of worked by planned minutes is the sum of a baseline, an effect of the operation, an effect of the
/// technician, and noise. Both effects are shrunk towards zero where they rest on few jobs, and are estimated
/// alternately (backfitting: A. Buja, T. Hastie, R. Tibshirani, 1989, "Linear smoothers and additive models"; for
/// random effects this gives the best linear unbiased prediction: G. K. Robinson, 1991, "That BLUP is a good thing").
package struct WorkTimeModel: Sendable {
  /// Jobs of one operation by one technician.
  struct Cell: Hashable {
    var operation: String
    /// `nil` for crews of more than one.
    var technician: String?
  }

  private var cells: [Cell: (count: Int, sum: Double, squares: Double)] = [:]

  /// Adds a job.
  /// - Complexity: O(1).
  mutating func add(_ operation: String, by technician: String?, worked: Int, planned: Int) {
    guard worked > 0, planned > 0 else { return }
    let ratio = ExactMath.log(Double(worked) / Double(planned))
    let cell = cells[Cell(operation: operation, technician: technician)] ?? (0, 0, 0)
    cells[Cell(operation: operation, technician: technician)] = (
      cell.count + 1, cell.sum + ratio, cell.squares + ratio * ratio
    )
  }

  /// The estimates of the model.
  package struct Estimates: Hashable, Sendable {
    /// The number of jobs.
    package var jobs = 0
    /// The residual variance of the logarithm.
    package var variance = 0.0
    /// The baseline: the overall logarithm of worked by planned minutes.
    package var baseline = 0.0
    /// The effects of operations, by name.
    package var operations: [String: Effect] = [:]
    /// The effects of technicians, by id.
    package var technicians: [String: Effect] = [:]

    /// An effect on the logarithm, with the number of jobs that it rests on.
    package struct Effect: Hashable, Sendable {
      package var value: Double
      package var jobs: Int
    }

    /// The mean percentage of the planned time that an operation takes, independent of the technician.
    package func percent(of operation: String?) -> Double {
      let effect = operation.flatMap { operations[$0]?.value } ?? 0
      return 100 * ExactMath.exp(baseline + effect + variance / 2)
    }

    /// The percentage of the average technician's time that a technician takes.
    package func percent(ofTechnician id: String) -> Double {
      100 * ExactMath.exp(technicians[id]?.value ?? 0)
    }

    /// The standard deviation of a job's time as a percentage of its mean.
    package var variation: Double {
      100 * max(0, ExactMath.exp(variance) - 1).squareRoot()
    }
  }

  /// Rounds of alternate estimation; the effects converge within a few.
  private static let rounds = 12

  /// The estimates from the jobs so far.
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
    // Within a cell, jobs differ only by noise.
    let inCells = known.reduce(0) {
      $0 + $1.value.squares - $1.value.sum * $1.value.sum / Double($1.value.count)
    }
    let degreesOfFreedom = found.jobs - known.count
    let all = known.reduce(0) { $0 + $1.value.squares } - sum * sum / total
    found.variance =
      degreesOfFreedom > 0 ? max(0, inCells) / Double(degreesOfFreedom) : max(0, all) / (total - 1)
    found.baseline = sum / total
    var byOperation: [String: Double] = [:]
    var byTechnician: [String: Double] = [:]
    for _ in 0..<Self.rounds {
      byOperation = effects(known.map { ($0.key.operation, $0.value) }, found) { cell in
        found.baseline + (known[cell].key.technician.flatMap { byTechnician[$0] } ?? 0)
      }
      byTechnician = effects(known.map { ($0.key.technician, $0.value) }, found) { cell in
        found.baseline + (byOperation[known[cell].key.operation] ?? 0)
      }
      // The baseline is what remains after both effects are subtracted.
      let rest = known.reduce(0.0) { rest, cell in
        let own =
          (byOperation[cell.key.operation] ?? 0) + (cell.key.technician.flatMap { byTechnician[$0] } ?? 0)
        return rest + cell.value.sum - Double(cell.value.count) * own
      }
      found.baseline = rest / total
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

  /// The effects of one factor, from the residuals after the other factor is subtracted.
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
