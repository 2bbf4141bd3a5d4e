import BaylineModel

/// The working times of all classes in flat arrays, so that a look-up copies nothing.
///
/// The same answers as those of `WorkingTime`.
struct WorkingTimeTable: Sendable {
  /// The position of the first interval of each class; the number of intervals after the last.
  private let first: [Int]
  private let starts: [Int]
  private let ends: [Int]
  /// The working minutes of the class before each interval.
  private let before: [Int]

  init(_ classes: [WorkingTime]) {
    var first = [0]
    for time in classes { first.append(first[first.count - 1] + time.starts.count) }
    self.first = first
    starts = classes.flatMap(\.starts)
    ends = classes.flatMap(\.ends)
    before = classes.flatMap(\.before)
  }

  /// The position of the last interval of a class that starts at or before a time; one less than that of the first if
  /// none does.
  /// - Complexity: O(log *n*).
  @inline(__always)
  private func last(_ index: ClassIndex, by time: Int) -> Int {
    var low = first[index.int]
    var high = first[index.int + 1]
    while low < high {
      let middle = (low + high) >> 1
      if starts[middle] > time { high = middle } else { low = middle + 1 }
    }
    return low - 1
  }

  /// The first working minute at or after a time; `nil` if there is none.
  func next(_ index: ClassIndex, from time: Int) -> Int? {
    let position = last(index, by: time)
    if position >= first[index.int], time < ends[position] { return time }
    return position + 1 < first[index.int + 1] ? starts[position + 1] : nil
  }

  /// The earliest end such that `[start, end)` contains `work` working minutes; `nil` if there is none.
  func end(_ index: ClassIndex, ofWork work: Int, from start: Int) -> Int? {
    var position = last(index, by: start)
    var rest = work
    if position >= first[index.int], start < ends[position] {
      if ends[position] - start >= rest { return start + rest }
      rest -= ends[position] - start
    }
    position += 1
    while position < first[index.int + 1] {
      let length = ends[position] - starts[position]
      if length >= rest { return starts[position] + rest }
      rest -= length
      position += 1
    }
    return nil
  }

  /// The working minutes in `[start, end)`; 0 if `end` is not after `start`.
  func minutes(_ index: ClassIndex, from start: Int, to end: Int) -> Int {
    end > start ? minutes(index, before: end) - minutes(index, before: start) : 0
  }

  private func minutes(_ index: ClassIndex, before time: Int) -> Int {
    let position = last(index, by: time)
    guard position >= first[index.int] else { return 0 }
    return before[position] + min(time, ends[position]) - starts[position]
  }
}
