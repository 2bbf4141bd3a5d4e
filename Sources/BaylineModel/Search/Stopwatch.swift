/// The seconds since it was started.
package struct Stopwatch: Sendable {
  private let start = ContinuousClock.now

  /// Starts to count.
  package init() {}

  /// Seconds so far.
  package var elapsed: Double {
    (ContinuousClock.now - start) / .seconds(1)
  }
}
