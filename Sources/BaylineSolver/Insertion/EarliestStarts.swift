/// Lower bounds on the starts of one visit's operations, with everything else fixed.
///
/// Each operation has a row with one bit per minute, set where some suitable bay is open for the operation's minimum
/// work from that minute. A crew can only delay the start, so the next set bit is a lower bound. Rows are built on
/// demand.
struct EarliestStarts {
  private var visit = 0..<0
  /// The rows, concatenated.
  private var rows: [UInt64] = []
  /// For each chunk of each row, the stamp of the visit for which it was last built.
  private var built: [UInt32] = []
  /// Number of visits begun.
  private var stamp: UInt32 = 0
  private var words = 0
  private var chunks = 0
  private var scratch: [UInt64] = []

  /// Words built at once.
  private static let chunk = 4

  /// Invalidates the rows for a new visit or a changed state.
  mutating func begin(_ visit: CompiledAppointment, _ problem: CompiledProblem) {
    self.visit = visit.operations
    chunks = (problem.words + Self.chunk - 1) / Self.chunk
    words = chunks * Self.chunk
    let count = visit.operations.count
    if built.count < count * chunks || stamp == .max {
      rows = Array(repeating: 0, count: count * words)
      built = Array(repeating: 0, count: count * chunks)
      stamp = 0
    }
    stamp += 1
  }

  /// The first minute not before `time` or `now` at which an unlocked operation could begin; `nil` if there is none.
  /// - Complexity: O(words scanned), and once per word O(bays × log minimum work).
  @inline(__always)
  mutating func next(_ position: Int, from time: Int, in state: SearchState) -> Int? {
    let pool = state.problem.operations.elements[position].pool
    let time = max(time, state.problem.now)
    guard !pool.isEmpty else { return time }
    let offset = position - visit.lowerBound
    var index = time >> 6
    guard index < words else { return nil }
    if built[offset * chunks + index / Self.chunk] != stamp { build(position, index / Self.chunk, state) }
    var word = rows[offset * words + index] & (~0 << UInt64(time & 63))
    while word == 0 {
      index += 1
      guard index < words else { return nil }
      if built[offset * chunks + index / Self.chunk] != stamp { build(position, index / Self.chunk, state) }
      word = rows[offset * words + index]
    }
    return index << 6 + word.trailingZeroBitCount
  }

  /// A lower bound on the visit's completion if `position` is the next operation and no remaining one starts before
  /// `time`; `nil` if it cannot be completed.
  @inline(__always)
  mutating func completion(from position: Int, _ time: Int, in state: SearchState) -> Int? {
    var end = time
    for next in position..<visit.upperBound {
      if let lock = state.problem.operations.elements[next].lock {
        end = lock.end ?? end
      } else {
        let lag = state.problem.operations.elements[next].minLag
        guard let start = self.next(next, from: end + lag, in: state) else { return nil }
        end = start + state.problem.operations.elements[next].minWork
      }
    }
    return end
  }

  @inline(never)
  private mutating func build(_ position: Int, _ chunk: Int, _ state: SearchState) {
    let operation = state.problem.operations.elements[position]
    let offset = position - visit.lowerBound
    built[offset * chunks + chunk] = stamp
    let first = chunk * Self.chunk
    for word in 0..<Self.chunk { rows[offset * words + first + word] = 0 }
    for bay in state.problem.pools[operation.pool] {
      state.timelines.addStarts(
        ofLength: operation.minWork, in: Int(bay), words: first..<first + Self.chunk, to: &rows,
        at: offset * words, &scratch)
    }
  }
}
