/// The limit of a search.
public enum SearchLimit: Hashable, Sendable {
  /// Ends after this many seconds of wall-clock time from the start of the call.
  case seconds(Double)
  /// Ends after this many iterations per thread; the result is the same on every machine.
  case iterations(Int)
}

extension SearchLimit {
  /// Whether the search reads no clock.
  package var isReproducible: Bool {
    if case .iterations = self { true } else { false }
  }
}
