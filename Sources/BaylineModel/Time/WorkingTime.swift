import BaylineMath

/// Working intervals in minutes from the start of the horizon: disjoint, ascending, not adjacent.
package struct WorkingTime: Hashable, Sendable {
  /// The first minute of each interval.
  package let starts: [Int]
  /// The first minute after each interval.
  package let ends: [Int]
  /// The working minutes before each interval.
  @usableFromInline package let before: [Int]
  /// Whether it covers all time, as one endless interval.
  package let isAlways: Bool

  /// A time beyond any horizon.
  private static let forever = 1 << 40

  /// All time.
  package static let always = WorkingTime(starts: [-forever], ends: [forever], isAlways: true)

  /// Creates working time from disjoint ascending intervals; adjacent ones are merged.
  package init(merging intervals: some Sequence<(start: Int, end: Int)>) {
    var starts: [Int] = []
    var ends: [Int] = []
    for (start, end) in intervals where start < end {
      if let last = ends.last, last == start {
        ends[ends.count - 1] = end
      } else {
        starts.append(start)
        ends.append(end)
      }
    }
    self.init(starts: starts, ends: ends, isAlways: false)
  }

  private init(starts: [Int], ends: [Int], isAlways: Bool) {
    self.starts = starts
    self.ends = ends
    self.isAlways = isAlways
    var total = 0
    self.before = zip(starts, ends).map { start, end in
      defer { total += end - start }
      return total
    }
  }

  /// Creates the working time of a calendar on days counted from a first one.
  package init(_ calendar: WorkCalendar, from first: CivilDate, days: ClosedRange<Int>) {
    self.init(
      merging: days.lazy.flatMap { day in
        calendar.intervals(on: first.advanced(by: day)).map {
          (start: day * 1440 + $0.start, end: day * 1440 + $0.end)
        }
      })
  }

  /// The minutes contained in both.
  package func intersection(_ other: WorkingTime) -> WorkingTime {
    if isAlways || self == other { return other }
    if other.isAlways { return self }
    var parts: [(start: Int, end: Int)] = []
    var i = 0
    var k = 0
    while i < starts.count, k < other.starts.count {
      let start = max(starts[i], other.starts[k])
      let end = min(ends[i], other.ends[k])
      if start < end { parts.append((start, end)) }
      if ends[i] < other.ends[k] { i += 1 } else { k += 1 }
    }
    return WorkingTime(merging: parts)
  }

  /// The minutes contained in any of several working times.
  package static func union(_ times: some Sequence<WorkingTime>) -> WorkingTime {
    let intervals = times.flatMap { zip($0.starts, $0.ends) }.sorted { $0 < $1 }
    var merged: [(start: Int, end: Int)] = []
    for (start, end) in intervals {
      if let last = merged.last, start <= last.end {
        merged[merged.count - 1].end = max(last.end, end)
      } else {
        merged.append((start, end))
      }
    }
    return WorkingTime(merging: merged)
  }

  /// All working minutes.
  package var minutes: Int { zip(starts, ends).reduce(0) { $0 + $1.1 - $1.0 } }

  /// The number of intervals that start at or before a time.
  /// - Complexity: O(log *n*).
  @inlinable
  package func started(by time: Int) -> Int {
    starts.partitioningIndex { $0 > time }
  }

  /// Whether some interval has at least a number of minutes.
  /// - Complexity: O(*n*).
  package func holds(_ minutes: Int) -> Bool {
    zip(starts, ends).contains { $1 - $0 >= minutes }
  }

  /// Whether one interval contains all of `[start, end)`, and at least the minute `start`.
  /// - Complexity: O(log *n*).
  @inlinable
  package func covers(_ start: Int, _ end: Int) -> Bool {
    let index = started(by: start) - 1
    return index >= 0 && max(end, start + 1) <= ends[index]
  }

  /// The first working minute at or after a time; `nil` if there is none.
  /// - Complexity: O(log *n*).
  @inlinable
  package func next(from time: Int) -> Int? {
    let index = started(by: time)
    if index > 0, time < ends[index - 1] { return time }
    return index < starts.count ? starts[index] : nil
  }

  /// The end of the interval that contains a time; `nil` if none does.
  @inlinable
  package func endOfInterval(after time: Int) -> Int? {
    let index = started(by: time) - 1
    return index >= 0 && time < ends[index] ? ends[index] : nil
  }

  /// The working minutes before a time, counted from the first interval.
  /// - Complexity: O(log *n*).
  @inlinable
  package func minutes(before time: Int) -> Int {
    let index = started(by: time) - 1
    return index < 0 ? 0 : before[index] + min(time, ends[index]) - starts[index]
  }

  /// The working minutes in `[start, end)`; 0 if `end` is not after `start`.
  /// - Complexity: O(log *n*).
  @inlinable
  package func minutes(from start: Int, to end: Int) -> Int {
    end > start ? minutes(before: end) - minutes(before: start) : 0
  }

  /// The earliest end such that `[start, end)` contains `work` working minutes; `nil` if there is none.
  /// - Complexity: O(log *n* + *k*) for *k* intervals spanned by the work.
  @inlinable
  package func end(ofWork work: Int, from start: Int) -> Int? {
    var index = started(by: start) - 1
    var rest = work
    if index >= 0, start < ends[index] {
      if ends[index] - start >= rest { return start + rest }
      rest -= ends[index] - start
    }
    index += 1
    while index < starts.count {
      let length = ends[index] - starts[index]
      if length >= rest { return starts[index] + rest }
      rest -= length
      index += 1
    }
    return nil
  }

  /// The end of a day's last interval, at most midnight; `nil` on a closed day.
  @inlinable
  package func closing(ofDay day: Int) -> Int? {
    let midnight = (day + 1) * 1440
    let index = started(by: midnight - 1) - 1
    guard index >= 0, ends[index] > day * 1440 else { return nil }
    return min(ends[index], midnight)
  }
}

/// The day of a minute, both counted from the start of the horizon.
@inlinable
package func day(of minute: Int) -> Int {
  minute >= 0 ? minute / 1440 : -((1439 - minute) / 1440)
}
