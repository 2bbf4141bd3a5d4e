// Swift compares strings by their canonical form, which changes with Unicode. UTF-8 keeps the order of code points, so
// bytes give an order that never changes.

extension StringProtocol {
  /// Whether the string comes before another one in the order of code points.
  package func precedesByCodePoint(_ other: some StringProtocol) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}

extension Sequence where Element: StringProtocol {
  /// The strings in the order of code points.
  package func sortedByCodePoint() -> [Element] {
    sorted { $0.precedesByCodePoint($1) }
  }
}

extension Sequence {
  /// The elements in the order of code points of a string that each has.
  package func sortedByCodePoint(_ key: (Element) -> some StringProtocol) -> [Element] {
    sorted { key($0).precedesByCodePoint(key($1)) }
  }
}
