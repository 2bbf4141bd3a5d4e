import BaylineMath

/// The loan vehicles in use over time (H12).
package struct LoanerUsage: Sendable, Equatable {
  /// Start times of loans, ascending.
  private var starts: [Int] = []
  /// End times of loans, ascending.
  private var ends: [Int] = []
  private let capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
  }

  /// Whether another vehicle is available throughout `[start, end)`.
  /// - Complexity: O(log *n* + loans that begin or end in between).
  func admits(from start: Int, to end: Int) -> Bool {
    guard start < end else { return true }
    var begun = Self.count(of: starts, upTo: start)
    var ended = Self.count(of: ends, upTo: start)
    while true {
      if begun - ended >= capacity { return false }
      guard begun < starts.count, starts[begun] < end else { return true }
      let next = starts[begun]
      while begun < starts.count, starts[begun] == next { begun += 1 }
      while ended < ends.count, ends[ended] <= next { ended += 1 }
    }
  }

  mutating func add(from start: Int, to end: Int) {
    guard start < end else { return }
    starts.insert(start, at: Self.count(of: starts, upTo: start))
    ends.insert(end, at: Self.count(of: ends, upTo: end))
  }

  mutating func remove(from start: Int, to end: Int) {
    guard start < end else { return }
    starts.remove(at: Self.count(of: starts, upTo: start) - 1)
    ends.remove(at: Self.count(of: ends, upTo: end) - 1)
  }

  private static func count(of times: [Int], upTo time: Int) -> Int {
    times.partitioningIndex { $0 > time }
  }
}
