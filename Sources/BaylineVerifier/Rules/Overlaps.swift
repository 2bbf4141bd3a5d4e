import BaylineModel

/// What occupies a bay or a technician for a time: an operation, or a vehicle that stays in its bay for one.
struct Occupancy {
  let start: CivilTime
  let end: CivilTime
  let appointment: String
  /// The operation; for a stay, the one the vehicle stays for.
  let operation: OperationReference
  let isStay: Bool
  /// Due to the demand's locks alone.
  let isLocked: Bool

  init(_ placed: PlacedOperation) {
    start = placed.start
    end = placed.end
    appointment = placed.appointment
    operation = placed.reference
    isStay = false
    isLocked = placed.matchesLock
  }

  /// The time from `earlier` to `later`, for which the vehicle stays.
  init(stayFrom earlier: PlacedOperation, to later: PlacedOperation) {
    start = earlier.end
    end = later.start
    appointment = later.appointment
    operation = later.reference
    isStay = true
    isLocked = earlier.matchesLock && later.matchesLock
  }
}

/// Two that occupy the same resource at the same time.
struct Overlap {
  let earlier: Occupancy
  let later: Occupancy

  var detail: Violation.Detail {
    let until = earlier.end < .distantFuture ? earlier.end : nil
    return earlier.isStay || later.isStay
      ? .overlapWithStay(
        earlier: earlier.operation, earlierStays: earlier.isStay, until: until, later: later.operation,
        laterStays: later.isStay)
      : .overlap(earlier: earlier.operation, until: until, later: later.operation)
  }
}

extension PlacedSchedule {
  /// The pairs that overlap on one resource (H7, H8), except those both locked by the demand.
  func overlaps(of occupancies: [Occupancy]) -> [Overlap] {
    let ordered = occupancies.enumerated().sorted { left, right in
      (left.element.start, left.element.end, left.offset)
        < (right.element.start, right.element.end, right.offset)
    }
    var overlaps: [Overlap] = []
    var active: [Occupancy] = []
    for (_, later) in ordered {
      active.removeAll { $0.end <= later.start }
      if later.start < later.end {
        overlaps += active.filter { !($0.isLocked && later.isLocked) }
          .map { Overlap(earlier: $0, later: later) }
      }
      active.append(later)
    }
    return overlaps
  }
}
