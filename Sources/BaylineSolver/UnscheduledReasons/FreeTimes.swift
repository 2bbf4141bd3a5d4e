import BaylineModel

/// A way to do an operation, with the starts at which its crew, bay and equipment are free for all of it.
struct TimedOption {
  /// Starts from which the work lasts equally long.
  struct Starts {
    var starts: Range<Int>
    /// From the start to the end.
    var length: Int
  }

  let option: ProbeOption
  /// The row of the bay in `Timelines`; 0 for none.
  let row: Int
  var starts: [Starts]
}

/// The ways to do an operation, with the starts at which they are free.
struct TimedOptions {
  let all: [TimedOption]
  /// The starts of all ways by bay and length.
  let startsByBay: [(row: Int, pieces: [(length: Int, starts: MinuteSet)])]

  init(_ options: [TimedOption]) {
    all = options
    var found: [Int: [(length: Int, starts: [Range<Int>])]] = [:]
    for option in options {
      var pieces = found.removeValue(forKey: option.row) ?? []
      for piece in option.starts {
        let place =
          pieces.firstIndex { $0.length == piece.length }
          ?? {
            pieces.append((piece.length, []))
            return pieces.count - 1
          }()
        pieces[place].starts.append(piece.starts)
      }
      found[option.row] = pieces
    }
    startsByBay = found.sorted { $0.key < $1.key }.map { row, pieces in
      (row, pieces.sorted { $0.length < $1.length }.map { ($0.length, MinuteSet(union: $0.starts)) })
    }
  }
}

/// When the rows of a schedule are free.
struct FreeTimes {
  let state: SearchState
  /// Rules that are not asked for: bays may be taken and closed (H7), technicians busy (H8) and off duty (H9).
  let broken: RuleSet
  /// The end of the time looked at; after the problem's horizon everything is free.
  let end: Int
  /// The options with their starts, which hold for this schedule alone.
  private var known: [Key: TimedOptions] = [:]

  private struct Key: Hashable {
    let work: WorkRequirement
    let isSplittable: Bool
    let equipment: [Int32]
    let relaxation: Relaxation
  }
  private var free: [Int: MinuteSet] = [:]
  private var working: [ClassIndex: MinuteSet] = [:]

  init(_ state: SearchState, breaking rules: RuleSet = [], end: Int? = nil) {
    self.state = state
    broken = rules
    self.end = max(state.problem.end, end ?? 0)
  }

  private var problem: CompiledProblem { state.problem }

  /// The free minutes of a row, working or not.
  mutating func free(_ row: Int) -> MinuteSet {
    if let known = free[row] { return known }
    var result = MinuteSet()
    let isTechnician = row <= problem.technicians.count
    let isBay = !isTechnician && row < problem.row(ofEquipment: 0)
    var time = isTechnician && broken.contains(.h8) || isBay && broken.contains(.h7) ? problem.end : 0
    if time > 0 { result.append(0..<problem.end) }
    while time < problem.end {
      let start = state.timelines.firstFree(row, from: time)
      guard start < problem.end else { break }
      let end = state.timelines.firstOccupied(row, from: start, to: problem.end) ?? problem.end
      result.append(start..<end)
      time = end
    }
    result.append(problem.end..<end)
    free[row] = result
    return result
  }

  private mutating func working(_ use: ClassIndex) -> MinuteSet {
    if let known = working[use] { return known }
    let time = problem.classes[use]
    var result = MinuteSet()
    for index in time.starts.indices where time.ends[index] > 0 && time.starts[index] < end {
      result.append(max(0, time.starts[index])..<min(end, time.ends[index]))
    }
    working[use] = result
    return result
  }

  /// The starts of an operation, way by way.
  mutating func timed(
    _ options: [ProbeOption], _ operation: CompiledOperation, equipment: Range<Int>
  ) -> [TimedOption] {
    var shared = MinuteSet(0..<end)
    let isSplit = operation.splittable && !broken.contains(.h9)
    for row in problem.pools[equipment] { shared = shared.intersection(free(Int(row))) }
    var crew: [TechnicianIndex]?
    var crewFree = shared
    var result: [TimedOption] = []
    for option in options {
      if crew != option.crew {
        crew = option.crew
        crewFree = shared
        for technician in option.crew {
          crewFree = crewFree.intersection(free(problem.row(of: technician)))
          if !operation.splittable, !broken.contains(.h9) {
            crewFree = crewFree.intersection(working(problem.technicians[technician].shifts))
          }
        }
      }
      let row = problem.row(of: option.bay)
      var open = crewFree
      if let bay = option.bay {
        open = open.intersection(free(row))
        if !operation.splittable, !broken.contains(.h7) {
          open = open.intersection(working(problem.bays[bay].use))
        }
      }
      let starts =
        isSplit
        ? split(option, within: open)
        : open.starts(ofLength: option.work).intervals.map {
          TimedOption.Starts(starts: $0, length: option.work)
        }
      if !starts.isEmpty { result.append(TimedOption(option: option, row: row, starts: starts)) }
    }
    return result
  }

  /// The starts of splittable work whose resources are free through the pauses.
  private func split(_ option: ProbeOption, within free: MinuteSet) -> [TimedOption.Starts] {
    var result: [TimedOption.Starts] = []
    for run in free.intervals {
      var time = run.lowerBound
      while let start = option.time.next(from: time), start < run.upperBound,
        let end = option.time.end(ofWork: option.work, from: start), end <= run.upperBound
      {
        // A minute later the end is a minute later, until either comes to a pause.
        let startsEnd = option.time.endOfInterval(after: start) ?? .max
        let endsEnd = option.time.endOfInterval(after: end - 1) ?? .max
        let count = max(1, min(startsEnd - start, endsEnd - end + 1, run.upperBound - end + 1))
        result.append(TimedOption.Starts(starts: start..<start + count, length: end - start))
        time = start + count
      }
    }
    return result
  }
}

extension TimedOption {
  /// Without the starts at which its crew would book more than `minutes` on a day; `members` of the crew count.
  func booking(atMost minutes: Int, onDay day: Int, members: Int, isSplittable: Bool) -> TimedOption {
    let most = minutes / members
    guard option.work > most else { return self }
    let (midnight, next) = (day * 1440, (day + 1) * 1440)
    if isSplittable, option.time.minutes(from: midnight, to: next) <= most { return self }
    // The first time from which, and the last up to which, so little of the day is worked.
    var (late, early) = (next - most, midnight + most)
    if isSplittable {
      (late, early) = (midnight, next)
      while option.time.minutes(from: late, to: next) > most { late += 1 }
      while option.time.minutes(from: midnight, to: early) > most { early -= 1 }
    }
    var result = self
    result.starts = starts.flatMap { piece in
      let before = piece.starts.clamped(
        to: Int.min..<max(piece.starts.lowerBound, min(midnight, early - piece.length + 1)))
      let after = piece.starts.clamped(to: min(late, piece.starts.upperBound)..<Int.max)
      return [before, after].filter { !$0.isEmpty }.map { Starts(starts: $0, length: piece.length) }
    }
    return result
  }
}

extension FreeTimes {
  /// The options of an operation with the starts at which they are free, cached for equal operations.
  mutating func timed(
    _ index: Int, _ operation: CompiledOperation, relaxing relaxation: Relaxation,
    _ options: inout ProbeOptions
  ) -> TimedOptions {
    let problem = state.problem
    let equipment = relaxation.contains(.equipment) ? 0..<0 : operation.equipment
    let key = Key(
      work: problem.source(of: operation).work, isSplittable: operation.splittable,
      equipment: Array(problem.pools[equipment]), relaxation: relaxation.intersection([.technicians, .bays]))
    if let found = known[key] { return found }
    let own = options.options(for: index, relaxing: relaxation, in: problem)
    let found = TimedOptions(timed(own, operation, equipment: equipment))
    known[key] = found
    return found
  }
}
