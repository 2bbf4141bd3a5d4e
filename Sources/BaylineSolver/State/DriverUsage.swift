import BaylineMath

/// The trips of the drivers over time (H18).
///
/// A settled trip collects a vehicle that was booked before. What only settled trips break among themselves does not
/// count.
package struct DriverUsage: Sendable, Equatable {
  private struct Trip: Equatable {
    var start: Int
    var end: Int
    var settled: Bool
  }

  /// By start.
  private var trips: [Trip] = []
  private let count: Int

  init(count: Int) {
    self.count = count
  }

  /// Whether a driver is free throughout `[start, end)`.
  func admits(from start: Int, to end: Int, settled: Bool = false) -> Bool {
    conflict(from: start, to: end, settled: settled) == nil
  }

  /// When the first trip ends and frees a driver, of those under way at the first minute in `[start, end)` at which there
  /// are too many; `nil` if a driver is free.
  /// - Complexity: O(trips that start in the interval × trips before its end).
  func conflict(from start: Int, to end: Int, settled: Bool = false) -> Int? {
    if let release = crowd(at: start, settled) { return release }
    for trip in trips where trip.start > start {
      if trip.start >= end { break }
      if let release = crowd(at: trip.start, settled) { return release }
    }
    return nil
  }

  /// When the first of the trips under way at a time ends, if one more would be too many.
  private func crowd(at time: Int, _ settled: Bool) -> Int? {
    var underWay = 1
    var isSettled = settled
    var release = Int.max
    for trip in trips {
      if trip.start > time { break }
      guard trip.end > time else { continue }
      underWay += 1
      isSettled = isSettled && trip.settled
      release = min(release, trip.end)
    }
    guard underWay > count, !isSettled else { return nil }
    return release
  }

  mutating func add(from start: Int, to end: Int, settled: Bool = false) {
    let trip = Trip(start: start, end: end, settled: settled)
    trips.insert(trip, at: trips.partitioningIndex { Self.key($0) >= Self.key(trip) })
  }

  mutating func remove(from start: Int, to end: Int, settled: Bool = false) {
    let trip = Trip(start: start, end: end, settled: settled)
    trips.remove(at: trips.partitioningIndex { Self.key($0) >= Self.key(trip) })
  }

  private static func key(_ trip: Trip) -> (Int, Int, Int) {
    (trip.start, trip.end, trip.settled ? 1 : 0)
  }
}
