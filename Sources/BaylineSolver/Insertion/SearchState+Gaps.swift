import BaylineModel

/// What an unlocked operation occupies with one crew in one bay.
struct Work {
  /// Range in the problem's `crews`.
  var crew: Range<Int>
  var minutes: Int
  var isSplittable: Bool
  /// Range in the problem's `pools`: the rows of the equipment.
  var equipment: Range<Int>
  var bay: BayIndex?
  /// Working-time class of a splittable operation.
  var work: ClassIndex
  /// The minutes after the start for which the bay must be free: as long as the work lasts, and after it where the
  /// vehicle cannot be moved.
  var bayMinutes = 0

  init(_ option: CrewOption, _ operation: CompiledOperation, _ choice: BayOption) {
    crew = option.crew
    minutes = option.work
    isSplittable = operation.splittable
    equipment = operation.equipment
    bay = choice.bay
    work = choice.work
  }
}

/// Searches for gaps in the timelines of a crew, a bay and equipment.
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
      let work = Work(option, operation, BayOption(bay: nil, work: choice.work))
      return firstSplit(work, from: from, limit: limit)?.0
    }
    let first = problem.row(of: problem.crews[option.crew.lowerBound])
    guard let start = timelines.firstRun(first, 0, from: from, length: option.work, until: limit),
      start + option.work <= limit
    else { return nil }
    return start
  }

  /// The first start and end of work at or after a time; `nil` if it cannot end by `limit`.
  @inline(__always)
  func firstGap(for work: Work, from: Int, limit: Int) -> (Int, Int)? {
    var from = from
    while true {
      guard
        let (start, end) = work.isSplittable
          ? firstSplit(work, from: from, limit: limit) : firstUnbroken(work, from: from, limit: limit)
      else { return nil }
      guard work.bayMinutes > 0,
        let occupied = timelines.firstOccupied(
          problem.row(of: work.bay), from: start, to: min(problem.end, start + work.bayMinutes))
      else { return (start, end) }
      from = occupied + 1
    }
  }

  /// For unsplittable work: the first run in which all are working and free.
  @inline(__always)
  func firstUnbroken(_ work: Work, from: Int, limit: Int) -> (Int, Int)? {
    let bay = problem.row(of: work.bay)
    let length = work.minutes
    let first = work.crew.isEmpty ? 0 : problem.row(of: problem.crews[work.crew.lowerBound])
    var start = from
    while true {
      guard let run = timelines.firstRun(first, bay, from: start, length: length, until: limit),
        run + length <= limit
      else { return nil }
      start = run
      // Each crew member, and each equipment, may delay the start until all agree.
      for member in work.crew.dropFirst() {
        guard
          let next = timelines.firstRun(
            problem.row(of: problem.crews[member]), bay, from: start, length: length, until: limit)
        else { return nil }
        start = next
      }
      for row in work.equipment {
        guard
          let next = timelines.firstRun(
            Int(problem.pools[row]), bay, from: start, length: length, until: limit)
        else { return nil }
        start = next
      }
      if start == run { return (start, start + length) }
    }
  }

  /// For splittable work: the first start in common working time from which all are free, pauses included.
  func firstSplit(_ work: Work, from: Int, limit: Int) -> (Int, Int)? {
    var from = from
    while true {
      guard let start = problem.times.next(work.work, from: from),
        let end = problem.times.end(work.work, ofWork: work.minutes, from: start), end <= limit
      else { return nil }
      // Any start up to the last occupied minute would overlap it as well.
      var occupied = work.bay.flatMap { timelines.lastOccupied(problem.row(of: $0), from: start, to: end) }
      for member in work.crew {
        let row = problem.row(of: problem.crews[member])
        guard let last = timelines.lastOccupied(row, from: start, to: end) else { continue }
        occupied = max(occupied ?? last, last)
      }
      for row in work.equipment {
        guard let last = timelines.lastOccupied(Int(problem.pools[row]), from: start, to: end) else {
          continue
        }
        occupied = max(occupied ?? last, last)
      }
      guard let occupied else { return (start, end) }
      from = occupied + 1
    }
  }
}
