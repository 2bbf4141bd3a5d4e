/// Distinct working times and their intersections, each kept once.
package struct WorkingTimeClasses {
  package private(set) var all: [WorkingTime] = [.always]
  private var known: [WorkingTime: ClassIndex] = [.always: ClassIndex(0)]
  private var intersections: [Pair: ClassIndex] = [:]

  private struct Pair: Hashable {
    let first: ClassIndex
    let second: ClassIndex
  }

  /// All time alone.
  package init() {}

  /// The classes of a problem, with their indices there.
  init(_ problem: Problem) {
    all = problem.classes.elements
    for (position, time) in all.enumerated() { known[time] = ClassIndex(position) }
  }

  package subscript(index: ClassIndex) -> WorkingTime {
    all[index.int]
  }

  package mutating func index(of time: WorkingTime) -> ClassIndex {
    if let index = known[time] { return index }
    let index = ClassIndex(all.count)
    all.append(time)
    known[time] = index
    return index
  }

  package mutating func intersection(_ one: ClassIndex, _ other: ClassIndex) -> ClassIndex {
    if one == other { return one }
    let pair = Pair(first: min(one, other), second: max(one, other))
    if let index = intersections[pair] { return index }
    let result = index(of: self[one].intersection(self[other]))
    intersections[pair] = result
    return result
  }

  package mutating func intersection(_ several: some Sequence<ClassIndex>) -> ClassIndex {
    var result = ClassIndex(0)
    for index in several { result = intersection(result, index) }
    return result
  }
}
