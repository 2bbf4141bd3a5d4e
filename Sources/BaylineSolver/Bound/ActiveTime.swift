import BaylineModel

/// The minutes of the horizon at which technicians, bays with a calendar or the site work, counted without the gaps
/// between them.
///
/// A *position* is the number of active minutes before a time. Nights take no position: a bound that is computed
/// position by position passes over them.
struct ActiveTime {
  /// Active minutes in all.
  let count: Int
  /// Active minutes before each minute, 0 to the end of the horizon.
  private let positions: [Int32]
  /// The active minutes, ascending.
  private let minutes: [Int32]

  init(_ problem: CompiledProblem) {
    var isActive = [Bool](repeating: false, count: problem.end)
    func mark(_ time: WorkingTime) {
      for index in time.starts.indices {
        let start = max(0, time.starts[index])
        let end = min(problem.end, time.ends[index])
        guard start < end else { continue }
        for minute in start..<end { isActive[minute] = true }
      }
    }
    mark(problem.hours)
    for shifts in Set(problem.technicians.elements.map(\.shifts)) { mark(problem.classes[shifts]) }
    for use in Set(problem.bays.elements.map(\.use)) where !problem.classes[use].isAlways {
      mark(problem.classes[use])
    }
    var positions: [Int32] = [0]
    var minutes: [Int32] = []
    positions.reserveCapacity(problem.end + 1)
    for minute in isActive.indices {
      if isActive[minute] { minutes.append(Int32(minute)) }
      positions.append(Int32(minutes.count))
    }
    self.positions = positions
    self.minutes = minutes
    count = minutes.count
  }

  /// Active minutes before a time.
  func position(at time: Int) -> Int {
    Int(positions[min(max(time, 0), positions.count - 1)])
  }

  /// The first time at which a position is reached.
  func time(of position: Int) -> Int {
    position > 0 ? Int(minutes[position - 1]) + 1 : 0
  }

  /// The active minute at a position below `count`.
  func minute(at position: Int) -> Int {
    Int(minutes[position])
  }

  /// The first positions of stretches without a gap, and `count`.
  var stretches: [Int] {
    var starts = count > 0 ? [0] : []
    for position in 1..<max(1, count) where minutes[position] != minutes[position - 1] + 1 {
      starts.append(position)
    }
    return starts + [count]
  }
}
