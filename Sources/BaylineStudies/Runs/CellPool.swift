import BaylineModel

/// Computes many independent cells on several threads, each cell on one.
package enum CellPool {
  /// Computes cells in their order, as many at a time as there are threads.
  ///
  /// - Parameters:
  ///   - work: Computes a cell; whatever it throws ends the run, and cells that are under way are given up.
  ///   - onFinished: Told of each result as it comes, with the seconds that it took, one at a time; what it throws ends
  ///     the run as well.
  ///   - onTick: Called four times a second between them.
  package static func run<Cell: Sendable, Value: Sendable>(
    _ cells: [Cell], threads: Int, work: @escaping @Sendable (Cell) async throws -> Value,
    onFinished: (_ cell: Cell, _ value: Value, _ seconds: Double) throws -> Void, onTick: () -> Void
  ) async throws {
    guard !cells.isEmpty else { return }
    try await withThrowingTaskGroup(of: Event<Value>.self) { group in
      var next = 0
      /// Begins another cell, if there is one.
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
