/// Interned working times and their intersections, addressed by position.
package struct WorkingTimeSet: Sendable {
  /// The distinct working times; the first covers all time.
  package private(set) var all: [WorkingTime] = [.always]
  private var positions: [WorkingTime: Int] = [.always: 0]
  private var intersections: [Pair: Int] = [:]

  private struct Pair: Hashable {
    let first: Int
    let second: Int
  }

  /// Creates a set that contains only all time.
  package init() {}

  /// Creates a set of distinct working times with the given positions; the first must be all time.
  package init(_ all: [WorkingTime]) {
    self.all = all
    for (position, time) in all.enumerated() { positions[time] = position }
  }

  /// The position of a working time, which is added if new.
  package mutating func position(of time: WorkingTime) -> Int {
    if let position = positions[time] { return position }
    let position = all.count
    all.append(time)
    positions[time] = position
    return position
  }

  /// The position of the intersection of two working times.
  package mutating func intersection(_ one: Int, _ other: Int) -> Int {
    if one == other { return one }
    let pair = Pair(first: min(one, other), second: max(one, other))
    if let position = intersections[pair] { return position }
    let result = position(of: all[one].intersection(all[other]))
    intersections[pair] = result
    return result
  }

  /// The position of the intersection of several working times; all time if there are none.
  package mutating func intersection(_ several: some Sequence<Int>) -> Int {
    var result = 0
    for position in several { result = intersection(result, position) }
    return result
  }
}
