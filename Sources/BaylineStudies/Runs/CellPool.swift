import BaylineModel

/// Computes independent cells on several threads, each cell on one.
package enum CellPool {
  /// Computes cells in order, at most `threads` at a time.
  ///
  /// - Parameters:
  ///   - work: Computes a cell. An error ends the run and cancels the cells in progress.
  ///   - onFinished: Called with each result and its duration in seconds, one at a time; an error ends the
  ///     run.
  ///   - onTick: Called four times a second.
  package static func run<Cell: Sendable, Value: Sendable>(
    _ cells: [Cell], threads: Int, work: @escaping @Sendable (Cell) async throws -> Value,
    onFinished: (_ cell: Cell, _ value: Value, _ seconds: Double) throws -> Void, onTick: () -> Void
  ) async throws {
    guard !cells.isEmpty else { return }
    try await withThrowingTaskGroup(of: Event<Value>.self) { group in
      var next = 0
      func begin() {
        guard next < cells.count else { return }
        let (position, cell) = (next, cells[next])
        next += 1
        group.addTask {
          let watch = Stopwatch()
          let value = try await work(cell)
          return .finished(position, value, watch.elapsed)
        }
      }
      func wait() {
        group.addTask {
          try? await Task.sleep(for: .milliseconds(250))
          return .tick
        }
      }
      defer { group.cancelAll() }
      for _ in 0..<max(1, threads) { begin() }
      wait()
      var left = cells.count
      while left > 0, let event = try await group.next() {
        switch event {
        case .tick:
          onTick()
          wait()
        case .finished(let position, let value, let seconds):
          left -= 1
          begin()
          try onFinished(cells[position], value, seconds)
        }
      }
    }
  }

  private enum Event<Value: Sendable>: Sendable {
    case finished(Int, Value, Double)
    case tick
  }
}

/// Thrown when a run is stopped before its end.
package struct RunStopped: Error {}
