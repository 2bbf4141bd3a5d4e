/// Measures elapsed time.
package struct Stopwatch: Sendable {
  private let start = ContinuousClock.now

  /// Starts a stopwatch.
  package init() {}

  /// The seconds since the start.
  package var elapsed: Double {
    (ContinuousClock.now - start) / .seconds(1)
  }
}
