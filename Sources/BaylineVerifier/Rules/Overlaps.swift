import BaylineModel

/// Two operations that occupy the same resource at the same time.
struct Overlap {
  let earlier: PlacedOperation
  let later: PlacedOperation

  var detail: ViolationDetail {
    .overlap(
      earlier: earlier.reference, until: earlier.end < .distantFuture ? earlier.end : nil,
      later: later.reference)
  }
}

extension PlacedSchedule {
  /// The pairs that overlap on one resource (H7, H8), except those both locked by the demand.
  func overlaps(of operations: [PlacedOperation]) -> [Overlap] {
    let ordered = operations.enumerated().sorted { left, right in
      (left.element.start, left.element.end, left.offset)
        < (right.element.start, right.element.end, right.offset)
    }
    var overlaps: [Overlap] = []
    var active: [PlacedOperation] = []
    for (_, later) in ordered {
      active.removeAll { $0.end <= later.start }
      if later.start < later.end {
        overlaps += active.filter { !($0.matchesLock && later.matchesLock) }
          .map { Overlap(earlier: $0, later: later) }
      }
      active.append(later)
    }
    return overlaps
  }
}
