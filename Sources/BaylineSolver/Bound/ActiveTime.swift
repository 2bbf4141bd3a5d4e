import BaylineModel

/// The minutes of the horizon at which any technician, bay with a calendar, or the site works, numbered without gaps.
///
/// A *position* is the number of active minutes before a time. Nights have no positions, so a bound computed position
/// by position skips them.
struct ActiveTime {
  /// Total number of active minutes.
  let count: Int
  /// Active minutes before each minute from 0 to the end of the horizon.
  private let positions: [Int32]
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

  func position(at time: Int) -> Int {
    Int(positions[min(max(time, 0), positions.count - 1)])
  }

  func time(of position: Int) -> Int {
    position > 0 ? Int(minutes[position - 1]) + 1 : 0
  }

  func minute(at position: Int) -> Int {
    Int(minutes[position])
  }

  /// The first positions of contiguous stretches, followed by `count`.
  var stretches: [Int] {
    var starts = count > 0 ? [0] : []
    for position in 1..<max(1, count) where minutes[position] != minutes[position - 1] + 1 {
      starts.append(position)
    }
    return starts + [count]
  }
}
