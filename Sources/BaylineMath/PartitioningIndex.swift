extension RandomAccessCollection {
  /// The first index whose element satisfies a predicate; `endIndex` if there is none.
  ///
  /// - Precondition: The elements that satisfy the predicate follow those that do not.
  /// - Complexity: O(log *n*).
  @inlinable
  package func partitioningIndex(_ isInSecondPartition: (Element) -> Bool) -> Index {
    var low = startIndex
    var count = self.count
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if isInSecondPartition(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}
