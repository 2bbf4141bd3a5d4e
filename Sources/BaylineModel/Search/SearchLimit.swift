/// When a search ends.
public enum SearchLimit: Hashable, Sendable {
  /// After this many seconds by the clock, from the start of the call.
  case seconds(Double)
  /// After this many iterations per thread; no clock is read, and the result is the same on any machine.
  case iterations(Int)
}

extension SearchLimit {
  /// Whether the search reads no clock.
  package var isReproducible: Bool {
    if case .iterations = self { true } else { false }
  }
}
