/// An event of a simulated day. Events of one minute are handled in the order of the cases.
enum ShopEvent: Int {
  /// A work that the plan has fixed starts. Subject: a planned work.
  case fixedWorkStarts
  /// A work ends. Subject: an index of the running works.
  case workEnds
  /// A driver's trip ends. Subject: an index of the trips.
  case tripEnds
  /// A vehicle is to be collected or delivered. Subject: an index of the trips.
  case tripIsDue
  /// An advisor has received a customer. Subject: a visit.
  case received
  /// A customer arrives. Subject: a visit.
  case arrives
  /// A customer is received at the recorded time. Subject: a visit.
  case recordedReceptionStarts
  /// The slot of a customer who has not arrived is released. Subject: a visit.
  case slotExpires
  /// A customer gives up waiting for an advisor. Subject: a visit.
  case reneges
  /// The customer has approved additional work. Subject: a visit.
  case workApproved
  /// The parts of a visit have arrived. Subject: a visit.
  case partsArrive
  /// A vehicle can be worked on: a lag or a move has passed. Subject: a visit.
  case vehicleIsReady
  /// A work may start now, so technicians look for work. Subject: a work.
  case workIsDue
  /// The customer returns the loan vehicle. Subject: a visit.
  case loanerReturned
  /// Drivers look for trips.
  case driversLook
}

/// Pending events, the next one first: a binary heap (J. W. J. Williams, 1964, "Algorithm 232: heapsort", CACM 7(6)).
///
/// Time, kind and subject form one key, so the order within a minute does not depend on the order of insertion.
struct EventQueue {
  private var heap: [Int] = []

  /// Bits of the subject; bits of subject and kind.
  private static let subjectBits = 32
  private static let timeShift = 36
  /// Added to times, which are negative before the horizon, so that keys are not.
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

  /// The time of the next event; `nil` if the queue is empty.
  var nextTime: Int? {
    heap.first.map { $0 >> Self.timeShift - Self.origin }
  }

  /// Removes and returns the next event if it is due at a time.
  /// - Complexity: O(log *n*).
  mutating func take(at time: Int) -> (event: ShopEvent, subject: Int)? {
    guard let key = heap.first, key >> Self.timeShift - Self.origin == time else { return nil }
    removeFirst()
    let kind = key >> Self.subjectBits & 0xF
    guard let event = ShopEvent(rawValue: kind) else {
      preconditionFailure("internal error: unknown event \(kind)")
    }
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
