import BaylineMath

/// The moves along a critical path of a shop whose operations hold one machine each, with estimates of the makespan.
///
/// A block is a maximal run of critical operations on one machine. The makespan falls only if an operation of a block
/// gets before its first or behind its last one, or to another machine. The moves are those of N7: an operation of
/// a block to its front or its end (E. Balas and A. Vazacopoulos, 1998, "Guided local search with shifting bottleneck
/// for job shop scheduling"), and its first or last one to the inside (C. Zhang et al., 2007, "A tabu search algorithm
/// with a new neighborhood structure for the job shop scheduling problem"), wherever heads and tails show that no
/// cycle arises; and to every other machine the places that can be best (M. Mastrolilli and L. M. Gambardella, 2000).
///
/// Estimates take the heads and tails of operations that do not move from before the move, which can only be too
/// great for those that decide: the longest path through the moved operations is at most the estimate. Paths past
/// them remain, so the makespan may be greater.
struct BlockMoves: Sendable {
  /// A move of an operation.
  struct Move: Sendable, Equatable {
    let operation: Int
    /// Its mode and its index on the machine without it.
    let place: Reinsertion.Place
    /// The other end of the operations that it passes; the operation itself if it changes the machine.
    let passed: Int
    /// Whether it passes them backwards, i.e. starts after them.
    let isLater: Bool
    /// The longest path through the moved operations is at most this long.
    var estimate: Int { place.through }
  }

  /// The moves collected last.
  private(set) var moves: [Move] = []
  private var path: [Int] = []
  /// Ends after a move, by position in the block.
  private var newEnds: [Int]

  init(_ problem: MakespanProblem) {
    newEnds = Array(repeating: 0, count: problem.operationCount + 1)
  }

  /// Collects the moves along a critical path drawn at random.
  ///
  /// - Complexity: O(operations + moves × length of the block).
  mutating func collect(in graph: DisjunctiveGraph, _ random: inout SplitMix64) {
    moves.removeAll(keepingCapacity: true)
    graph.drawCriticalPath(&path, &random)
    path.reverse()
    var first = 0
    while first < path.count {
      let machine = graph.problem.modes[graph.mode[path[first]]].machine
      var last = first
      while last + 1 < path.count, graph.predecessors[3 * path[last + 1] + 1] == path[last] { last += 1 }
      if last > first {
        let row = graph.row[machine]
        var position = 0
        while graph.sequence[row + position] != path[first] { position += 1 }
        moveWithin(first...last, at: position, graph)
      }
      for index in first...last { reassign(path[index], graph) }
      first = last + 1
    }
  }

  // MARK: - Within a block

  @inline(__always)
  private mutating func moveWithin(
    _ block: ClosedRange<Int>, at position: Int, _ graph: DisjunctiveGraph
  ) {
    let (first, last) = (block.lowerBound, block.upperBound)
    for index in first..<last { later(index, last, position - first, graph) }
    for index in first + 1...last { earlier(index, first, position - first, graph) }
    guard last - first > 1 else { return }
    for index in first + 1..<last { later(first, index, position - first, graph) }
    // Swapping the last two is the same either way.
    for index in first + 1..<last { earlier(last, index, position - first, graph) }
  }

  /// The operation at `from` right behind the one at `to`.
  @inline(__always)
  private mutating func later(
    _ from: Int, _ to: Int, _ offset: Int, _ graph: DisjunctiveGraph
  ) {
    let (moved, anchor) = (path[from], path[to])
    // No path leads from the next operation of the job to the anchor, nor is it the anchor.
    let next = graph.successors[3 * moved]
    guard anchor != next, graph.tails[anchor] >= graph.tails[next] else { return }
    var end = graph.ends[graph.predecessors[3 * moved + 1]]
    for index in from + 1...to {
      end = max(end, graph.jobHead(path[index])) + graph.minutes[path[index]]
      newEnds[index] = end
    }
    var tail =
      graph.minutes[moved]
      + max(graph.tails[graph.successors[3 * moved]], graph.tails[graph.successors[3 * anchor + 1]])
    var estimate = max(end, graph.jobHead(moved)) + tail
    var index = to
    while index > from {
      let other = path[index]
      let behind = max(tail, graph.tails[graph.successors[3 * other]])
      estimate = max(estimate, newEnds[index] + behind)
      tail = behind + graph.minutes[other]
      index -= 1
    }
    let place = Reinsertion.Place(mode: graph.mode[moved], machine: offset + to, worker: 0, through: estimate)
    moves.append(Move(operation: moved, place: place, passed: anchor, isLater: true))
  }

  /// The operation at `from` right before the one at `to`.
  @inline(__always)
  private mutating func earlier(
    _ from: Int, _ to: Int, _ offset: Int, _ graph: DisjunctiveGraph
  ) {
    let (moved, anchor) = (path[from], path[to])
    // No path leads from the anchor to the previous operation of the job, nor is it the anchor.
    let previous = graph.predecessors[3 * moved]
    guard anchor != previous, graph.ends[anchor] >= graph.ends[previous] else { return }
    let before = graph.ends[graph.predecessors[3 * anchor + 1]]
    let movedEnd = max(before, graph.jobHead(moved)) + graph.minutes[moved]
    var end = movedEnd
    for index in to..<from {
      end = max(end, graph.jobHead(path[index])) + graph.minutes[path[index]]
      newEnds[index] = end
    }
    var tail = graph.tails[graph.successors[3 * moved + 1]]
    var estimate = 0
    var index = from
    while index > to {
      index -= 1
      let other = path[index]
      let behind = max(tail, graph.tails[graph.successors[3 * other]])
      estimate = max(estimate, newEnds[index] + behind)
      tail = behind + graph.minutes[other]
    }
    estimate = max(estimate, movedEnd + max(tail, graph.tails[graph.successors[3 * moved]]))
    let place = Reinsertion.Place(mode: graph.mode[moved], machine: offset + to, worker: 0, through: estimate)
    moves.append(Move(operation: moved, place: place, passed: anchor, isLater: false))
  }

  // MARK: - To another machine

  @inline(__always)
  private mutating func reassign(_ operation: Int, _ graph: DisjunctiveGraph) {
    let current = graph.mode[operation]
    let machine = graph.problem.modes[current].machine
    let head = graph.jobHead(operation)
    let tail = graph.tails[graph.successors[3 * operation]]
    for mode in graph.problem.modeRanges[operation] where mode != current {
      let way = graph.problem.modes[mode]
      guard way.machine != machine else { continue }
      let row = graph.row[way.machine]
      let count = graph.length[way.machine]
      var index = graph.firstEnding(after: head, on: way.machine)
      var start = head
      while true {
        let next = index < count ? graph.sequence[row + index] : graph.none
        let behind = graph.tails[next]
        let place = Reinsertion.Place(
          mode: mode, machine: index, worker: 0, through: start + way.minutes + max(tail, behind))
        moves.append(Move(operation: operation, place: place, passed: operation, isLater: false))
        guard behind > tail else { break }
        start = graph.ends[next]
        index += 1
      }
    }
  }
}

extension DisjunctiveGraph {
  /// The earliest start that its job allows an operation.
  @inline(__always)
  func jobHead(_ operation: Int) -> Int { max(ends[predecessors[3 * operation]], release[operation]) }

  /// The first index on a resource whose operation ends after a time.
  @inline(__always)
  func firstEnding(after time: Int, on resource: Int) -> Int {
    var low = row[resource]
    var high = low + length[resource]
    while low < high {
      let middle = (low + high) / 2
      if ends[sequence[middle]] <= time { low = middle + 1 } else { high = middle }
    }
    return low - row[resource]
  }
}
