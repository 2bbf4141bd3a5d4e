import BaylineModel

/// Interns the distinct working times of a problem.
struct WorkingTimeClasses {
  private var distinct = WorkingTimeSet()

  init() {}

  /// The classes of a problem, keeping their indices.
  init(_ problem: CompiledProblem) {
    distinct = WorkingTimeSet(problem.classes.elements)
  }

  var all: [WorkingTime] { distinct.all }

  subscript(index: ClassIndex) -> WorkingTime {
    distinct.all[index.int]
  }

  mutating func index(of time: WorkingTime) -> ClassIndex {
    ClassIndex(distinct.position(of: time))
  }

  mutating func intersection(_ one: ClassIndex, _ other: ClassIndex) -> ClassIndex {
    ClassIndex(distinct.intersection(one.int, other.int))
  }

  mutating func intersection(_ several: some Sequence<ClassIndex>) -> ClassIndex {
    ClassIndex(distinct.intersection(several.lazy.map(\.int)))
  }
}
