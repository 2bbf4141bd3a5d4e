import BaylineModel
import BaylinePlanning

/// How far a long run of many cells has come, and how long it may take yet.
public struct RunProgress: Sendable {
  /// Cells in all, with those known from an earlier run.
  public private(set) var total: Int
  /// Cells that are done or known.
  public private(set) var done: Int
  private let threads: Int
  private let watch = Stopwatch()
  /// Cells to come and seconds seen, by kind.
  private var kinds: [Int: CellTiming] = [:]

  private struct CellTiming {
    var guess = 1.0
    var left = 0
    var seen = 0
    var seconds = 0.0
  }

  /// What is expected of a cell: those of a kind take alike, and kinds take as their guesses say until one was seen.
  package struct Weight: Sendable {
    package var kind: Int
    package var guess: Double

    package init(kind: Int, guess: Double) {
      self.kind = kind
      self.guess = guess
    }
  }

  package init(total: Int, known: Int, threads: Int) {
    self.total = total
    self.threads = max(1, threads)
    done = known
  }

  /// Some cells need not be computed at all.
  package mutating func skip(_ count: Int) {
    total -= count
  }

  /// Cells are to come.
  package mutating func expect(_ cells: [Weight]...) {
    for weight in cells.joined() {
      kinds[weight.kind, default: CellTiming()].left += 1
      kinds[weight.kind]?.guess = weight.guess
    }
  }

  /// How many cells of a kind are to come, where that is only guessed beforehand.
  package mutating func foresee(_ count: Int, _ weight: Weight) {
    kinds[weight.kind, default: CellTiming()].left = count
    kinds[weight.kind]?.guess = weight.guess
    total = done + kinds.values.reduce(0) { $0 + $1.left }
  }

  /// A cell is done.
  package mutating func finish(_ weight: Weight, seconds: Double) {
    done += 1
    kinds[weight.kind, default: CellTiming()].left -= 1
    kinds[weight.kind]?.seen += 1
    kinds[weight.kind]?.seconds += seconds
  }

  /// Seconds since the run began.
  public var elapsed: Double { watch.elapsed }

  /// Seconds that the rest will take; `nil` before the first cell is done.
  ///
  /// The cells to come take as long in the mean as those of their kind have taken so far, a kind that was not seen yet as
  /// long as its guess beside the others says. What was known before counts for nothing, so that a run that is taken up
  /// again is told right.
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
