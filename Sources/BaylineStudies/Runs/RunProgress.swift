import BaylineModel

/// The progress of a run of many cells, with an estimate of the remaining time.
public struct RunProgress: Sendable {
  /// The total number of cells, including those known from an earlier run.
  public private(set) var total: Int
  /// The number of cells that are done or known.
  public private(set) var done: Int
  private let threads: Int
  private let watch = Stopwatch()
  /// Remaining cells and measured seconds, by kind.
  private var kinds: [Int: CellTiming] = [:]

  private struct CellTiming {
    var guess = 1.0
    var left = 0
    var seen = 0
    var seconds = 0.0
  }

  /// The expected duration of a cell: cells of a kind take equally long, and the guesses give the ratio between kinds
  /// until they are measured.
  package struct Weight: Sendable {
    package var kind: Int
    package var guess: Double
  }

  package init(total: Int, known: Int, threads: Int) {
    self.total = total
    self.threads = max(1, threads)
    done = known
  }

  /// Removes cells that need not be computed.
  package mutating func skip(_ count: Int) {
    total -= count
  }

  /// Adds expected cells.
  package mutating func expect(_ cells: [Weight]...) {
    for weight in cells.joined() {
      kinds[weight.kind, default: CellTiming()].left += 1
      kinds[weight.kind]?.guess = weight.guess
    }
  }

  /// Sets the estimated number of remaining cells of a kind.
  package mutating func foresee(_ count: Int, _ weight: Weight) {
    kinds[weight.kind, default: CellTiming()].left = count
    kinds[weight.kind]?.guess = weight.guess
    total = done + kinds.values.reduce(0) { $0 + $1.left }
  }

  /// Records a finished cell.
  package mutating func finish(_ weight: Weight, seconds: Double) {
    done += 1
    kinds[weight.kind, default: CellTiming()].left -= 1
    kinds[weight.kind]?.seen += 1
    kinds[weight.kind]?.seconds += seconds
  }

  /// Seconds since the start of the run.
  public var elapsed: Double { watch.elapsed }

  /// The estimated remaining seconds; `nil` before the first cell is done.
  ///
  /// Remaining cells are expected to take the mean time of their kind so far; a kind not measured yet is scaled by its
  /// guess. Known cells do not count, so the estimate is right for resumed runs.
  public var remaining: Double? {
    let seen = kinds.values.filter { $0.seen > 0 }
    guard !seen.isEmpty else { return nil }
    let guessed = seen.reduce(0) { $0 + $1.guess * Double($1.seen) }
    let perGuess = seen.reduce(0) { $0 + $1.seconds } / guessed
    let work = kinds.values.reduce(0.0) { sum, kind in
      let each = kind.seen > 0 ? kind.seconds / Double(kind.seen) : kind.guess * perGuess
      return sum + each * Double(kind.left)
    }
    return work / Double(min(threads, max(1, total - done)))
  }
}
