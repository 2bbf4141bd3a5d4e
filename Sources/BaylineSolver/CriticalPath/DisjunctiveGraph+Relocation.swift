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
    guard shift(operation, to: low, step: -1), shift(operation, to: high, step: 1) else { return false }
    refreshEnds(from: first)
    refreshTails(from: last)
    return true
  }

  /// Moves an operation in the order to an index, beyond everything on the way but what is tied to it, which moves
  /// along: what must precede it where it moves forward (step -1), what must follow it where it moves back (step 1).
  private mutating func shift(_ operation: Int, to limit: Int, step: Int) -> Bool {
    let ties = step < 0 ? successors : predecessors
    var index = rank[operation]
    guard (limit - index) * step > 0 else { return true }
    isShifted[operation] = true
    var write = index
    var count = 0
    while index != limit {
      index += step
      let other = order[index]
      let base = 3 * other
      if isShifted[ties[base]] || isShifted[ties[base + 1]] || isShifted[ties[base + 2]] {
        isShifted[other] = true
        shifted[count] = other
        count += 1
      } else {
        order[write] = other
        rank[other] = write
        write += step
      }
    }
    order[write] = operation
    rank[operation] = write
    isShifted[operation] = false
    for other in shifted[..<count] {
      write += step
      order[write] = other
      rank[other] = write
      isShifted[other] = false
    }
    let base = 3 * operation
    return (0..<3).allSatisfy { arc in
      let other = ties[base + arc]
      return other == none || (rank[operation] - rank[other]) * step > 0
    }
  }

  /// Recomputes the earliest ends from an index of the order on.
  private mutating func refreshEnds(from first: Int) {
    var latest = latestBefore[first]
    for index in first..<none {
      let operation = order[index]
      latestBefore[index] = latest
      let end = earliestEnd(of: operation, after: ends)
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
      tails[operation] = tail(of: operation, before: tails)
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
