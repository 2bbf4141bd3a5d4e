/// Moves of one operation with heads, tails and order repaired only where they can have changed.
extension DisjunctiveGraph {
  /// Moves an operation to another place, given by the indices without it.
  ///
  /// The topological order is repaired between the operation and its new neighbours (D. J. Pearce and P. H. J. Kelly,
  /// 2006, "A dynamic topological sort algorithm for directed acyclic graphs").
  /// - Returns: Whether the graph is still acyclic; if not, only ``update()`` after another move makes it sound again.
  /// - Complexity: O(operations).
  mutating func relocate(_ operation: Int, to place: Reinsertion.Place) -> Bool {
    let base = 3 * operation
    var first = rank[operation]
    var last = first
    for kind in 1...2 {
      let (before, after) = (predecessors[base + kind], successors[base + kind])
      if after != none { first = min(first, rank[after]) }
      if before != none { last = max(last, rank[before]) }
    }
    _ = remove(operation)
    insert(operation, place)
    var low = rank[operation]
    var high = low
    for kind in 1...2 {
      let (before, after) = (predecessors[base + kind], successors[base + kind])
      if after != none { low = min(low, rank[after]) }
      if before != none { high = max(high, rank[before]) }
    }
    first = min(first, low)
    last = max(last, high)
    guard advance(operation, to: low), delay(operation, to: high) else { return false }
    refreshEnds(from: first)
    refreshTails(from: last)
    return true
  }

  /// Moves an operation and what must precede it forward in the order, before everything else from an index on.
  private mutating func advance(_ operation: Int, to low: Int) -> Bool {
    let from = rank[operation]
    guard low < from else { return true }
    isShifted[operation] = true
    var write = from
    var count = 0
    var index = from
    while index > low {
      index -= 1
      let other = order[index]
      let base = 3 * other
      if isShifted[successors[base]] || isShifted[successors[base + 1]] || isShifted[successors[base + 2]] {
        isShifted[other] = true
        shifted[count] = other
        count += 1
      } else {
        order[write] = other
        rank[other] = write
        write -= 1
      }
    }
    order[write] = operation
    rank[operation] = write
    isShifted[operation] = false
    for index in 0..<count {
      write -= 1
      let other = shifted[index]
      order[write] = other
      rank[other] = write
      isShifted[other] = false
    }
    let base = 3 * operation
    return (0..<3).allSatisfy {
      successors[base + $0] == none || rank[successors[base + $0]] > rank[operation]
    }
  }

  /// Moves an operation and what must follow it back in the order, behind everything else up to an index.
  private mutating func delay(_ operation: Int, to high: Int) -> Bool {
    let from = rank[operation]
    guard high > from else { return true }
    isShifted[operation] = true
    var write = from
    var count = 0
    var index = from
    while index < high {
      index += 1
      let other = order[index]
      let base = 3 * other
      if isShifted[predecessors[base]] || isShifted[predecessors[base + 1]]
        || isShifted[predecessors[base + 2]]
      {
        isShifted[other] = true
        shifted[count] = other
        count += 1
      } else {
        order[write] = other
        rank[other] = write
        write += 1
      }
    }
    order[write] = operation
    rank[operation] = write
    isShifted[operation] = false
    for index in 0..<count {
      write += 1
      let other = shifted[index]
      order[write] = other
      rank[other] = write
      isShifted[other] = false
    }
    let base = 3 * operation
    return (0..<3).allSatisfy {
      predecessors[base + $0] == none || rank[predecessors[base + $0]] < rank[operation]
    }
  }

  /// Recomputes the earliest ends from an index of the order on.
  private mutating func refreshEnds(from first: Int) {
    var latest = latestBefore[first]
    for index in first..<none {
      let operation = order[index]
      let base = 3 * operation
      latestBefore[index] = latest
      let start = max(
        max(ends[predecessors[base]], release[operation]),
        max(ends[predecessors[base + 1]], ends[predecessors[base + 2]]))
      let end = start + minutes[operation]
      ends[operation] = end
      latest = max(latest, end)
    }
    makespan = latest
  }

  /// Recomputes the tails up to an index of the order.
  mutating func refreshTails(from last: Int) {
    var index = last + 1
    while index > 0 {
      index -= 1
      let operation = order[index]
      let base = 3 * operation
      tails[operation] =
        minutes[operation]
        + max(tails[successors[base]], max(tails[successors[base + 1]], tails[successors[base + 2]]))
    }
  }

  /// Replaces modes and sequences: each operation in its mode, behind those earlier in a topological order.
  /// - Complexity: O(operations).
  mutating func rebuild(_ modes: [Int], in order: [Int]) {
    for operation in 0..<none {
      for kind in 1...2 {
        predecessors[3 * operation + kind] = none
        successors[3 * operation + kind] = none
      }
    }
    for resource in length.indices { length[resource] = 0 }
    for operation in order {
      let way = problem.modes[modes[operation]]
      insert(
        operation,
        Reinsertion.Place(mode: modes[operation], machine: length[way.machine], worker: length[way.worker]))
    }
    let isSound = update()
    assert(isSound, "the order is not topological")
  }
}
