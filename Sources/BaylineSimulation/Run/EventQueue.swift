/// What happens at a time of a simulated day. In one minute the events happen in the order of the cases.
enum ShopEvent: Int {
  /// A work begins that the plan has fixed: a planned work.
  case fixedWorkStarts
  /// Work ends: a place in the list of works under way.
  case workEnds
  /// An advisor has received a customer: a visit.
  case received
  /// A customer comes: a visit.
  case arrives
  /// A customer is received when the record says: a visit.
  case recordedReceptionStarts
  /// The slot of a customer who has not come is released: a visit.
  case slotExpires
  /// A customer has waited too long for an advisor: a visit.
  case reneges
  /// The customer has agreed to work that was found: a visit.
  case workApproved
  /// The parts of a visit are there: a visit.
  case partsArrive
  /// The time of a work that was planned again has come: a work. It only lets technicians look.
  case workIsDue
  /// A vehicle is handed back with its loan vehicle: a visit.
  case loanerReturned
}

/// Events to come, the next one first: a binary heap (J. W. J. Williams, 1964, "Algorithm 232: heapsort", CACM 7(6)).
///
/// Time, kind and subject are one number, so that events of a minute come in one order whatever was put in first.
struct EventQueue {
  private var heap: [Int] = []

  /// Bits of the subject, and of subject and kind.
  private static let subjectBits = 32
  private static let timeShift = 36
  /// Times are negative before the horizon; keys are not.
  private static let origin = 1 << 25

  /// Adds an event.
  /// - Complexity: O(log *n*).
  mutating func add(_ event: ShopEvent, of subject: Int, at time: Int) {
    let key = (time + Self.origin) << Self.timeShift | event.rawValue << Self.subjectBits | subject
    heap.append(key)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      if heap[parent] <= key { break }
      heap[child] = heap[parent]
      child = parent
    }
    heap[child] = key
  }

  /// The time of the next event; `nil` if there is none.
  var nextTime: Int? {
    heap.first.map { $0 >> Self.timeShift - Self.origin }
  }

  /// Takes the next event out, if it is at a time.
  /// - Complexity: O(log *n*).
  mutating func take(at time: Int) -> (event: ShopEvent, subject: Int)? {
    guard let key = heap.first, key >> Self.timeShift - Self.origin == time else { return nil }
    removeFirst()
    let kind = key >> Self.subjectBits & 0xF
    guard let event = ShopEvent(rawValue: kind) else { preconditionFailure("no event \(kind)") }
    return (event, key & 0xFFFF_FFFF)
  }

  private mutating func removeFirst() {
    let last = heap.removeLast()
    let count = heap.count
    if count == 0 { return }
    var parent = 0
    while true {
      var child = 2 * parent + 1
      if child >= count { break }
      if child + 1 < count, heap[child + 1] < heap[child] { child += 1 }
      if last <= heap[child] { break }
      heap[parent] = heap[child]
      parent = child
    }
    heap[parent] = last
  }
}
