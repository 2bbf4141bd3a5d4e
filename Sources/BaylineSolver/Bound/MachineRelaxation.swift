/// A lower bound on the makespan of a shop: a group of machines or workers does all that nothing else can do, alone.
///
/// Each operation has a head, the least time before it in its job, and a tail, the least time after it. Of the
/// operations that only a group can do, those with a head of at least `a` and a tail of at least `b` take the group at
/// least until `a` plus their least minutes divided by its size, and then `b` more. For a single machine the greatest
/// of these values is the makespan of the preemptive one-machine problem (J. R. Jackson, 1955, "Scheduling a
/// production line to minimize maximum tardiness"; J. Carlier, 1982, "The one-machine sequencing problem"). The groups
/// are the machines or the workers of some operation, and all machines.
struct MachineRelaxation: Sendable {
  /// The bound, in minutes from the start of the horizon.
  let minutes: Int

  /// Operations by their least head, with least minutes and tail.
  private typealias Work = (head: Int, minutes: Int, tail: Int)

  /// - Complexity: O(groups × operations²).
  init(_ problem: MakespanProblem) {
    let (work, longest) = Self.work(of: problem)
    var bound = longest
    for resource in [\MakespanProblem.Mode.machine, \.worker] {
      let sets = problem.modeRanges.map { range in Set(problem.modes[range].map { $0[keyPath: resource] }) }
      // The dummy does any number of operations at once.
      var groups = Set(sets.filter { !$0.contains(problem.none) })
      groups.insert(groups.reduce([]) { $0.union($1) })
      for group in groups where !group.isEmpty && groups.count * work.count * work.count <= Self.maxWork {
        let members = sets.indices.filter { sets[$0].isSubset(of: group) }
        bound = max(bound, Self.bound(members.map { work[$0] }, on: group.count))
      }
    }
    minutes = bound
  }

  /// The most groups times squared operations, for a time well below a second.
  private static let maxWork = 200_000_000

  /// Heads, least minutes and tails; and the end of the longest job.
  private static func work(of problem: MakespanProblem) -> (work: [Work], longest: Int) {
    var work = problem.modeRanges.map { range -> Work in
      (0, problem.modes[range].map(\.minutes).min() ?? 0, 0)
    }
    var longest = 0
    for (job, operations) in problem.jobs.enumerated() {
      var time = problem.releases[job]
      for operation in operations {
        work[operation].head = time
        time += work[operation].minutes
      }
      longest = max(longest, time)
      time = 0
      for operation in operations.reversed() {
        work[operation].tail = time
        time += work[operation].minutes
      }
    }
    return (work, longest)
  }

  /// The greatest of head + minutes / machines + tail over all pairs of a least head and a least tail.
  private static func bound(_ work: [Work], on machines: Int) -> Int {
    let byTail = work.sorted { $0.tail > $1.tail }
    var bound = 0
    for head in Set(work.map(\.head)) {
      var sum = 0
      for operation in byTail where operation.head >= head {
        sum += operation.minutes
        bound = max(bound, head + (sum + machines - 1) / machines + operation.tail)
      }
    }
    return bound
  }
}
