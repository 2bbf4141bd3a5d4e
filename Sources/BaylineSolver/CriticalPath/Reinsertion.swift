/// The places at which a removed operation can be reinserted, with the longest path through it at each.
///
/// Only some of the places on a machine and a worker are examined: after everything that ends before the operation's
/// job allows it to start, and from there, time by time, after the next end, as long as something behind it has a
/// longer tail than the rest of its job. Every other place is dominated, and none of these creates a cycle, after M.
/// Mastrolilli and L. M. Gambardella (2000), "Effective neighbourhood functions for the flexible job shop problem",
/// here for two sequences at once: what precedes the operation ends by a time at which what follows it has not ended,
/// or else has a longer tail.
///
/// Since heads and tails are those of the graph without the operation, the longest path through it is exact (É. D.
/// Taillard, 1994, "Parallel taboo search techniques for the job shop scheduling problem", uses it as an estimate),
/// and the makespan is the greater of it and `rest`.
struct Reinsertion: Sendable {
  /// A place: indices in the sequences of a mode's machine and worker.
  struct Place: Sendable, Equatable {
    var mode = -1
    var machine = 0
    var worker = 0
    /// The longest path through the operation at this place.
    var through = Int.max
  }

  /// The longest path without the operation.
  private(set) var makespanWithout = 0
  /// The earliest start allowed by its job.
  private var head = 0
  /// The longest path after it in its job.
  private var tail = 0
  /// Ends and tails in the graph without the operation.
  private var ends: [Int]
  private var tails: [Int]
  /// By resource: the first index whose operation ends after `head`.
  private var firstPosition: [Int]
  /// By resource: the number of the removal for which the index was found.
  private var foundFor: [Int]
  private var count = 0

  init(_ problem: MakespanProblem) {
    ends = Array(repeating: 0, count: problem.operationCount + 1)
    tails = ends
    firstPosition = Array(repeating: 0, count: problem.resourceCount)
    foundFor = firstPosition
  }

  /// Prepares for a graph from which an operation was removed.
  /// - Complexity: O(operations).
  mutating func begin(_ operation: Int, in graph: DisjunctiveGraph) {
    makespanWithout = graph.measure(without: operation, &ends, &tails)
    head = ends[operation]
    tail = tails[operation]
    count += 1
  }

  /// Enumerates the places of a mode by ascending head, as long as the makespan may stay within a bound.
  ///
  /// - Parameters:
  ///   - bound: Places with a greater makespan are ignored.
  ///   - body: Called with each place; returns the new bound.
  /// - Complexity: O(places + log operations).
  @inline(__always)
  mutating func forEachPlace(
    of mode: Int, in graph: DisjunctiveGraph, within bound: Int, _ body: (Place) -> Int
  ) {
    let way = graph.problem.modes[mode]
    let minutes = way.minutes
    var bound = bound
    guard max(makespanWithout, head + minutes + tail) <= bound else { return }
    var onMachine = first(way.machine, graph)
    var onWorker = first(way.worker, graph)
    let machineRow = graph.row[way.machine]
    let workerRow = graph.row[way.worker]
    let machineCount = graph.length[way.machine]
    let workerCount = graph.length[way.worker]
    var start = head
    while true {
      let nextOnMachine = onMachine < machineCount ? graph.sequence[machineRow + onMachine] : graph.none
      let nextOfWorker = onWorker < workerCount ? graph.sequence[workerRow + onWorker] : graph.none
      let behindMachine = tails[nextOnMachine]
      let behindWorker = tails[nextOfWorker]
      let through = start + minutes + max(tail, max(behindMachine, behindWorker))
      bound = body(Place(mode: mode, machine: onMachine, worker: onWorker, through: through))
      let endOnMachine = behindMachine > tail ? ends[nextOnMachine] : Int.max
      let endOfWorker = behindWorker > tail ? ends[nextOfWorker] : Int.max
      start = min(endOnMachine, endOfWorker)
      if start == Int.max || max(makespanWithout, start + minutes + tail) > bound { return }
      if endOnMachine == start { onMachine += 1 }
      if endOfWorker == start { onWorker += 1 }
    }
  }

  /// The first index on a resource whose operation ends after `head`.
  @inline(__always)
  private mutating func first(_ resource: Int, _ graph: DisjunctiveGraph) -> Int {
    if foundFor[resource] == count { return firstPosition[resource] }
    let row = graph.row[resource]
    var low = row
    var high = row + graph.length[resource]
    while low < high {
      let middle = (low + high) / 2
      if ends[graph.sequence[middle]] <= head { low = middle + 1 } else { high = middle }
    }
    foundFor[resource] = count
    firstPosition[resource] = low - row
    return low - row
  }
}
