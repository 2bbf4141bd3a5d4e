import BaylineModel

/// Searches for gaps in the timelines of a crew and a bay.
extension SearchState {
  /// A lower bound on the start of a crew in any bay; `nil` if it can never start.
  @inline(__always)
  func firstStart(ofCrew option: CrewOption, _ operation: CompiledOperation, from: Int, limit: Int) -> Int? {
    guard !option.crew.isEmpty else { return from }
    if operation.splittable {
      let choice = problem.bayChoices[option.bays.lowerBound]
      guard choice.bay.map({ problem.bays[$0].use.raw == 0 }) ?? true, option.bays.count > 1 else {
        return from
      }
      return firstSplit(option, BayOption(bay: nil, work: choice.work), from: from, limit: limit)?.0
    }
    let first = problem.row(of: problem.crews[option.crew.lowerBound])
    guard let start = timelines.firstRun(first, 0, from: from, length: option.work, until: limit),
      start + option.work <= limit
    else { return nil }
    return start
  }

  /// For unsplittable work: the first run in which all are working and free.
  @inline(__always)
  func firstUnbroken(_ option: CrewOption, _ choice: BayOption, from: Int, limit: Int) -> (Int, Int)? {
    let bay = problem.row(of: choice.bay)
    let work = option.work
    let first = option.crew.isEmpty ? 0 : problem.row(of: problem.crews[option.crew.lowerBound])
    var start = from
    while true {
      guard let run = timelines.firstRun(first, bay, from: start, length: work, until: limit),
        run + work <= limit
      else { return nil }
      start = run
      // Each crew member may delay the start until all agree.
      for member in option.crew.dropFirst() {
        guard
          let next = timelines.firstRun(
            problem.row(of: problem.crews[member]), bay, from: start, length: work, until: limit)
        else { return nil }
        start = next
      }
      if start == run { return (start, start + work) }
    }
  }

  /// For splittable work: the first start in common working time from which all are free, pauses included.
  func firstSplit(_ option: CrewOption, _ choice: BayOption, from: Int, limit: Int) -> (Int, Int)? {
    let time = problem.classes[choice.work]
    var from = from
    while true {
      guard let start = time.next(from: from), let end = time.end(ofWork: option.work, from: start),
        end <= limit
      else { return nil }
      // Any start up to the last occupied minute would overlap it as well.
      var occupied = choice.bay.flatMap { timelines.lastOccupied(problem.row(of: $0), from: start, to: end) }
      for member in option.crew {
        let row = problem.row(of: problem.crews[member])
        guard let last = timelines.lastOccupied(row, from: start, to: end) else { continue }
        occupied = max(occupied ?? last, last)
      }
      guard let occupied else { return (start, end) }
      from = occupied + 1
    }
  }
}
