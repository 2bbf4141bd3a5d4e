import BaylineMath

/// A good schedule of a makespan search, compact enough to keep several.
struct Elite: Sendable {
  let makespan: Int
  /// The mode of each operation.
  let modes: [Int]
  /// The earliest start of each operation.
  let starts: [Int]
  /// The operation before each on its machine.
  let machinePredecessors: [Int]

  init(_ graph: DisjunctiveGraph) {
    makespan = graph.makespan
    modes = graph.mode
    starts = (0..<graph.none).map { graph.ends[$0] - graph.minutes[$0] }
    machinePredecessors = (0..<graph.none).map { graph.predecessors[3 * $0 + 1] }
  }

  /// The number of operations with another mode or another one before them.
  func distance(to other: Elite) -> Int {
    modes.indices.count {
      modes[$0] != other.modes[$0] || machinePredecessors[$0] != other.machinePredecessors[$0]
    }
  }

  /// Writes a schedule between this one and another one into a graph: what both have in common it keeps.
  ///
  /// The operations are sequenced by a weighted mean of their two starts. In both schedules an operation starts
  /// before those that follow it in its job, and so does the mean, which is why no cycle arises; operations that are
  /// in the same order on a machine in both keep it. This is path relinking (F. Glover, M. Laguna, R. Martí, 2000,
  /// "Fundamentals of scatter search and path relinking") in a single step.
  ///
  /// - Parameter percent: The weight of the other schedule, and the chance of its mode.
  /// - Complexity: O(operations × log operations).
  func blend(
    with modes: [Int], _ starts: [Int], percent: Int, into graph: inout DisjunctiveGraph,
    _ random: inout SplitMix64
  ) {
    let keys = self.starts.indices.map { self.starts[$0] * (100 - percent) + starts[$0] * percent }
    let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    let blended = modes.indices.map { random.chance(percent) ? modes[$0] : self.modes[$0] }
    graph.rebuild(blended, in: order)
  }

  /// Writes this schedule into a graph.
  func restore(into graph: inout DisjunctiveGraph) {
    graph.rebuild(modes, in: starts.indices.sorted { (starts[$0], $0) < (starts[$1], $1) })
  }
}
