/// The number of each post of a space.
struct Staffing: Hashable, Sendable {
  /// The numbers, by post.
  var counts: [Int]

  /// Its name in the journal.
  var name: String { counts.map(String.init).joined(separator: ".") }

  /// By post, how many more another staffing has.
  func difference(to other: Staffing) -> [Int] {
    zip(counts, other.counts).map { $1 - $0 }
  }

  /// Whether another staffing has at least as many of every post.
  func isWithin(_ other: Staffing) -> Bool {
    zip(counts, other.counts).allSatisfy { $0 <= $1 }
  }
}

/// A change of a staffing: fewer of some posts, more of others.
struct StaffingMove: Hashable, Sendable {
  /// Indices of posts to reduce by one each; an index listed twice reduces by two.
  var less: [Int]
  /// Indices of posts to increase by one each.
  var more: [Int]

  /// The resulting staffing.
  func applied(to staffing: Staffing) -> Staffing {
    var next = staffing
    for post in less { next.counts[post] -= 1 }
    for post in more { next.counts[post] += 1 }
    return next
  }
}
