import BaylineModel

/// The bay in which a vehicle stands, as its operations pass: it stays there for the next operation in the same bay, or
/// moves for one in another.
struct Stay: Sendable, Equatable {
  /// The row of the bay of the last operation that had one; 0 if none had.
  private(set) var row: Int32 = 0
  /// When that operation ended.
  private(set) var since = 0
  /// Whether the vehicle left the bay then in any case.
  private(set) var isLeft = false
  /// Whether that operation is locked.
  private(set) var isLocked = false
  /// Whether the last operation of all, with a bay or not, keeps the vehicle where it is.
  private(set) var isKept = false

  /// Whether the vehicle stays for an operation in a bay, by the row of the bay (0: no bay).
  @inline(__always)
  func continues(in bay: Int) -> Bool {
    bay > 0 && row == bay && !isLeft
  }

  /// Whether the vehicle moves for an operation in a bay.
  @inline(__always)
  func moves(to bay: Int) -> Bool {
    bay > 0 && row > 0 && (row != bay || isLeft)
  }

  /// Whether the vehicle must not be moved for the next operation.
  @inline(__always)
  var binds: Bool { isKept && !isLeft }

  @inline(__always)
  mutating func pass(_ operation: CompiledOperation, bay: Int, end: Int) {
    isKept = operation.keepsBay
    guard bay > 0 else { return }
    row = Int32(truncatingIfNeeded: bay)
    since = end
    isLeft = operation.leavesBay
    isLocked = operation.lock != nil
  }
}
