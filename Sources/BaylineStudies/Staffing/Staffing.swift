/// How many there are of each post of a space.
struct Staffing: Hashable, Sendable {
  /// The numbers, by post.
  var counts: [Int]

  /// Its name in the journal.
  var name: String { counts.map(String.init).joined(separator: ".") }

  /// What another one has more, by post.
  func difference(to other: Staffing) -> [Int] {
    zip(counts, other.counts).map { $1 - $0 }
  }

  /// Whether another one has as many of everything, or more.
  func isWithin(_ other: Staffing) -> Bool {
    zip(counts, other.counts).allSatisfy { $0 <= $1 }
  }
}

/// From one staffing to another: fewer of some posts, more of others.
struct StaffingMove: Hashable, Sendable {
  /// Posts of which there is one less, by position; one that stands twice is two less.
  var less: [Int]
  /// Posts of which there is one more.
  var more: [Int]

  /// The staffing that comes of it.
  func applied(to staffing: Staffing) -> Staffing {
    var next = staffing
    for post in less { next.counts[post] -= 1 }
    for post in more { next.counts[post] += 1 }
    return next
  }
}
