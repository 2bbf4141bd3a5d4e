import BaylineMath

/// A set of minutes, as disjoint intervals in ascending order.
struct MinuteSet: Equatable {
  private(set) var intervals: [Range<Int>] = []

  init() {}

  init(_ interval: Range<Int>) {
    append(interval)
  }

  /// The union of intervals in any order.
  init(union intervals: [Range<Int>]) {
    for interval in intervals.sorted(by: { $0.lowerBound < $1.lowerBound }) { append(interval) }
  }

  var isEmpty: Bool { intervals.isEmpty }
  var first: Int? { intervals.first?.lowerBound }

  /// Adds an interval that begins no earlier than those before.
  mutating func append(_ interval: Range<Int>) {
    guard !interval.isEmpty else { return }
    if let last = intervals.last, interval.lowerBound <= last.upperBound {
      intervals[intervals.count - 1] = last.lowerBound..<max(last.upperBound, interval.upperBound)
    } else {
      intervals.append(interval)
    }
  }

  func contains(_ minute: Int) -> Bool {
    next(from: minute) == minute
  }

  /// The first minute of the set at or after a time.
  func next(from time: Int) -> Int? {
    let index = intervals.partitioningIndex { $0.upperBound > time }
    return index < intervals.count ? max(time, intervals[index].lowerBound) : nil
  }

  /// The last minute of the set at or before a time.
  func last(upTo time: Int) -> Int? {
    let index = intervals.partitioningIndex { $0.lowerBound > time }
    return index > 0 ? min(time, intervals[index - 1].upperBound - 1) : nil
  }

  func intersection(_ other: MinuteSet) -> MinuteSet {
    var result = MinuteSet()
    forEachOverlap(with: other) { result.append($0) }
    return result
  }

  /// Calls `body` with the intervals of the intersection before a time.
  /// - Complexity: O(log intervals + intervals that overlap in time).
  func forEachOverlap(with other: MinuteSet, before limit: Int = .max, _ body: (Range<Int>) -> Void) {
    guard let first, let otherFirst = other.first else { return }
    let begin = max(first, otherFirst)
    var one = intervals.partitioningIndex { $0.upperBound > begin }
    var two = other.intervals.partitioningIndex { $0.upperBound > begin }
    while one < intervals.count, two < other.intervals.count {
      let (left, right) = (intervals[one], other.intervals[two])
      let start = max(left.lowerBound, right.lowerBound)
      guard start < limit else { return }
      let end = min(left.upperBound, right.upperBound, limit)
      if start < end { body(start..<end) }
      if left.upperBound <= right.upperBound { one += 1 } else { two += 1 }
    }
  }

  /// The interval that holds a minute.
  func interval(holding minute: Int) -> Range<Int>? {
    let index = intervals.partitioningIndex { $0.upperBound > minute }
    return index < intervals.count && intervals[index].lowerBound <= minute ? intervals[index] : nil
  }

  func clipped(to range: Range<Int>) -> MinuteSet {
    var result = MinuteSet()
    var index = intervals.partitioningIndex { $0.upperBound > range.lowerBound }
    while index < intervals.count, intervals[index].lowerBound < range.upperBound {
      result.append(intervals[index].clamped(to: range))
      index += 1
    }
    return result
  }

  /// The minutes from which as many in a row are in the set.
  func starts(ofLength length: Int) -> MinuteSet {
    var result = MinuteSet()
    for interval in intervals where interval.count >= length {
      result.append(interval.lowerBound..<interval.upperBound - length + 1)
    }
    return result
  }

  /// The minutes before `end` that lie `least` to `most` after one of the set.
  func followed(after least: Int, atMost most: Int, before end: Int) -> MinuteSet {
    guard let first else { return MinuteSet() }
    if most == .max { return MinuteSet(min(first + least, end)..<end) }
    guard least <= most else { return MinuteSet() }
    var result = MinuteSet()
    for interval in intervals where interval.lowerBound + least < end {
      result.append(interval.lowerBound + least..<min(end, interval.upperBound + most))
    }
    return result
  }
}
