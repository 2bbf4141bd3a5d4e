import BaylineMath
import BaylineModel

/// A schedule as a graph with an arc from each operation to the next one of its job, its machine and its worker (B.
/// Roy and B. Sussmann, 1964, "Les problèmes d'ordonnancement avec contraintes disjonctives"; here with two resources
/// per operation and an arc for each).
///
/// `ends` are the heads plus the operations' own minutes, i.e. the earliest ends. `tails` are the longest paths from
/// an operation's start to the end of all, i.e. including its own minutes. Node `none`, one past the last, stands for
/// no operation, with end and tail 0.
struct DisjunctiveGraph: Sendable {
  let problem: MakespanProblem
  /// The mode of each operation.
  var mode: [Int]
  /// Minutes of each operation in its mode; 0 for `none`.
  private(set) var minutes: [Int]
  /// Predecessors of each operation: in its job, on its machine, of its worker.
  var predecessors: [Int]
  /// Successors, likewise.
  var successors: [Int]
  /// The operations of each resource in order, in separate rows.
  private(set) var sequence: [Int]
  /// Start of each resource's row in `sequence`.
  let row: [Int]
  /// Number of operations per resource.
  var length: [Int]
  /// The operations in topological order.
  var order: [Int]
  /// The index of each operation in `order`.
  var rank: [Int]
  /// Earliest ends.
  var ends: [Int]
  /// Longest paths from the start of an operation to the end of all operations.
  var tails: [Int]
  /// The length of the longest path.
  var makespan = 0
  /// Release times; 0 except for the first operations of jobs.
  let release: [Int]
  /// The latest end of the operations before each index of `order`.
  var latestBefore: [Int]
  /// The number of predecessors of each operation not yet ordered.
  private var open: [UInt8]
  /// Scratch space for reordering: whether an operation has to change sides, and those that do.
  var isShifted: [Bool]
  var shifted: [Int]

  /// The node that stands for no operation.
  var none: Int { problem.operationCount }

  /// Creates a graph with job arcs only and no modes assigned.
  init(_ problem: MakespanProblem) {
    self.problem = problem
    let count = problem.operationCount
    mode = Array(repeating: -1, count: count)
    minutes = Array(repeating: 0, count: count + 1)
    predecessors = Array(repeating: count, count: 3 * count)
    successors = predecessors
    var release = Array(repeating: 0, count: count)
    for (job, operations) in problem.jobs.enumerated() {
      if let first = operations.first { release[first] = problem.releases[job] }
      for operation in operations.dropFirst() {
        predecessors[3 * operation] = operation - 1
        successors[3 * (operation - 1)] = operation
      }
    }
    self.release = release
    var maxCounts = Array(repeating: 0, count: problem.resourceCount)
    for range in problem.modeRanges {
      var seen: Set<Int> = []
      for mode in problem.modes[range] {
        for resource in [mode.machine, mode.worker] where resource != problem.none {
          if seen.insert(resource).inserted { maxCounts[resource] += 1 }
        }
      }
    }
    var row: [Int] = []
    var total = 0
    for count in maxCounts {
      row.append(total)
      total += count
    }
    self.row = row
    sequence = Array(repeating: count, count: total)
    length = Array(repeating: 0, count: problem.resourceCount)
    order = Array(0..<count)
    rank = order
    ends = Array(repeating: 0, count: count + 1)
    tails = ends
    latestBefore = Array(repeating: 0, count: count)
    open = Array(repeating: 0, count: count)
    isShifted = Array(repeating: false, count: count + 1)
    shifted = order
  }

  /// Removes an operation from the sequences of its machine and its worker; heads and tails are not updated.
  /// - Returns: Its previous place.
  /// - Complexity: O(length of the two sequences).
  mutating func remove(_ operation: Int) -> Reinsertion.Place {
    let way = problem.modes[mode[operation]]
    let onMachine = unlink(operation, from: way.machine, kind: 1)
    let onWorker = unlink(operation, from: way.worker, kind: 2)
    return Reinsertion.Place(mode: mode[operation], machine: onMachine, worker: onWorker)
  }

  /// Inserts a removed operation into the sequences of a mode; heads and tails are not updated.
  /// - Complexity: O(length of the two sequences).
  mutating func insert(_ operation: Int, _ place: Reinsertion.Place) {
    let way = problem.modes[place.mode]
    mode[operation] = place.mode
    minutes[operation] = way.minutes
    link(operation, into: way.machine, at: place.machine, kind: 1)
    link(operation, into: way.worker, at: place.worker, kind: 2)
  }

  private mutating func unlink(_ operation: Int, from resource: Int, kind: Int) -> Int {
    guard resource != problem.none else { return 0 }
    let first = row[resource]
    var position = first
    while sequence[position] != operation { position += 1 }
    let last = first + length[resource] - 1
    for index in position..<last { sequence[index] = sequence[index + 1] }
    length[resource] -= 1
    let one = predecessors[3 * operation + kind]
    let other = successors[3 * operation + kind]
    if one != none { successors[3 * one + kind] = other }
    if other != none { predecessors[3 * other + kind] = one }
    predecessors[3 * operation + kind] = none
    successors[3 * operation + kind] = none
    return position - first
  }

  private mutating func link(_ operation: Int, into resource: Int, at position: Int, kind: Int) {
    guard resource != problem.none else { return }
    let first = row[resource]
    let count = length[resource]
    var index = first + count
    while index > first + position {
      sequence[index] = sequence[index - 1]
      index -= 1
    }
    sequence[index] = operation
    length[resource] = count + 1
    let one = position > 0 ? sequence[index - 1] : none
    let other = position < count ? sequence[index + 1] : none
    predecessors[3 * operation + kind] = one
    successors[3 * operation + kind] = other
    if one != none { successors[3 * one + kind] = operation }
    if other != none { predecessors[3 * other + kind] = operation }
  }

  /// Recomputes order, heads and tails (A. B. Kahn, 1962, "Topological sorting of large networks").
  /// - Returns: Whether the graph is acyclic; if not, the results are meaningless.
  /// - Complexity: O(operations).
  @discardableResult
  mutating func update() -> Bool {
    let count = problem.operationCount
    let none = count
    var filled = 0
    for operation in 0..<count {
      let base = 3 * operation
      var openCount: UInt8 = predecessors[base] == none ? 0 : 1
      if predecessors[base + 1] != none { openCount += 1 }
      if predecessors[base + 2] != none { openCount += 1 }
      open[operation] = openCount
      if openCount == 0 {
        order[filled] = operation
        filled += 1
      }
    }
    var latest = 0
    var done = 0
    while done < filled {
      let operation = order[done]
      rank[operation] = done
      latestBefore[done] = latest
      done += 1
      let base = 3 * operation
      let start = max(
        max(ends[predecessors[base]], release[operation]),
        max(ends[predecessors[base + 1]], ends[predecessors[base + 2]]))
      let end = start + minutes[operation]
      ends[operation] = end
      latest = max(latest, end)
      for kind in 0..<3 {
        let next = successors[base + kind]
        if next != none {
          open[next] -= 1
          if open[next] == 0 {
            order[filled] = next
            filled += 1
          }
        }
      }
    }
    makespan = latest
    guard filled == count else { return false }
    refreshTails(from: count - 1)
    return true
  }

  /// Whether an operation lies on a longest path.
  func isCritical(_ operation: Int) -> Bool {
    ends[operation] + tails[operation] - minutes[operation] == makespan
  }

  /// Draws one of the longest paths at random, last operation first.
  /// - Complexity: O(operations).
  func drawCriticalPath(_ path: inout [Int], _ random: inout SplitMix64) {
    path.removeAll(keepingCapacity: true)
    var operation = none
    var ties = 0
    for last in 0..<none where ends[last] == makespan {
      ties += 1
      if random.below(ties) == 0 { operation = last }
    }
    while operation != none {
      path.append(operation)
      let start = ends[operation] - minutes[operation]
      var next = none
      ties = 0
      for kind in 0..<3 {
        let other = predecessors[3 * operation + kind]
        guard other != none, ends[other] == start else { continue }
        ties += 1
        if ties == 1 || random.below(ties) == 0 { next = other }
      }
      operation = next
    }
  }

  /// Computes heads and tails without a removed operation into scratch arrays; `order` must be that from before the
  /// removal.
  /// - Returns: The length of the longest remaining path.
  /// - Complexity: O(operations).
  func measure(without operation: Int, _ ends: inout [Int], _ tails: inout [Int]) -> Int {
    let count = problem.operationCount
    let place = rank[operation]
    for index in 0...count {
      ends[index] = self.ends[index]
      tails[index] = self.tails[index]
    }
    // The job arcs remain: the operation counts as having zero duration.
    ends[operation] = max(ends[predecessors[3 * operation]], release[operation])
    tails[operation] = tails[successors[3 * operation]]
    var latest = latestBefore[place]
    for index in place + 1..<max(count, place + 1) {
      let other = order[index]
      let end = earliestEnd(of: other, after: ends)
      ends[other] = end
      latest = max(latest, end)
    }
    var index = place
    while index > 0 {
      index -= 1
      let other = order[index]
      tails[other] = tail(of: other, before: tails)
    }
    return latest
  }

  /// The end of an operation that starts when its predecessors have ended.
  @inline(__always)
  func earliestEnd(of operation: Int, after ends: [Int]) -> Int {
    let base = 3 * operation
    let start = max(
      max(ends[predecessors[base]], release[operation]),
      max(ends[predecessors[base + 1]], ends[predecessors[base + 2]]))
    return start + minutes[operation]
  }

  /// The longest path from the start of an operation to the end of the schedule.
  @inline(__always)
  func tail(of operation: Int, before tails: [Int]) -> Int {
    let base = 3 * operation
    return minutes[operation]
      + max(tails[successors[base]], max(tails[successors[base + 1]], tails[successors[base + 2]]))
  }
}
