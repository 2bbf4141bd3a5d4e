import BaylineModel

/// The duration of an operation as a function of its start position.
enum BoundDuration: Hashable {
  /// A fixed number of minutes without pauses.
  case minutes(Int)
  /// An index into the tables of end positions.
  case table(Int)
}

/// Modes of an operation that differ only in crew and bay: any of the members, in any of the bays.
struct BoundMode: Hashable {
  struct Member: Hashable {
    let resource: Int
    /// Points per technician.
    let cost: Int
  }

  let duration: BoundDuration
  /// Able technicians; empty if none is needed.
  var members: [Member]
  /// Crew size.
  let crew: Int
  /// Suitable groups of bays; empty if no bay is needed.
  let bays: [Int]
  /// Working-time class of the minutes that count against the reserve; `nil` if none do.
  let reserve: ClassIndex?
  /// Whether all minutes that it holds its technicians in their shifts are booked: it does not pause in them.
  let books: Bool
}

/// A mode and its additional points.
struct BoundChoice {
  let mode: Int
  let extra: Int
}

/// Interns the modes of all operations and the tables of end positions.
struct BoundModes {
  private(set) var all: [BoundMode] = []
  /// End position by start position; -1 where no work can start.
  private(set) var tables: [[Int32]] = []

  private let problem: CompiledProblem
  private let active: ActiveTime
  private let resources: BoundResources
  private var known: [BoundMode: Int] = [:]
  private var knownTables: [TableKey: Int] = [:]
  private var knownMinutes: [ClassIndex: [Int32]] = [:]

  private struct TableKey: Hashable {
    /// The working-time classes of those who work together, ascending; for at most one technician, a single class
    /// that includes the bay's calendar.
    let times: [ClassIndex]
    let works: [Int]
    let crew: Int
    let splittable: Bool
  }

  init(_ problem: CompiledProblem, _ active: ActiveTime, _ resources: BoundResources) {
    self.problem = problem
    self.active = active
    self.resources = resources
  }

  /// The modes of an unlocked operation.
  mutating func choices(of operation: CompiledOperation) -> [BoundChoice] {
    let size = problem.options[operation.options].first?.crew.count ?? 0
    return size > 1 ? crewChoices(of: operation, size) : singleChoices(of: operation)
  }

  private mutating func choice(_ mode: BoundMode, _ extra: Int) -> BoundChoice {
    if let position = known[mode] { return BoundChoice(mode: position, extra: extra) }
    known[mode] = all.count
    all.append(mode)
    return BoundChoice(mode: all.count - 1, extra: extra)
  }

  // MARK: - One technician, or none

  private mutating func singleChoices(of operation: CompiledOperation) -> [BoundChoice] {
    let visit = problem.demand.appointments[operation.appointment.int]
    let options = problem.options[operation.options]
    let preferred = visit.preferredTechnician.flatMap { id in
      problem.site.technicians.firstIndex { $0.id == id }
    }
    let isAble = options.contains { technician($0) == preferred && preferred != nil }
    // Kept separate from the members' costs, so that visits without a preferred technician share the modes.
    let penalty = isAble ? problem.site.policy.technician : 0
    var groups: [BoundMode] = []
    var special: [(mode: BoundMode, extra: Int)] = []
    for option in options {
      let technician = technician(option)
      let extra = technician == preferred ? 0 : penalty
      let member = technician.map {
        BoundMode.Member(resource: resources.technicians[$0], cost: option.cost - extra)
      }
      for (work, bays) in bays(of: option, operation) {
        let mode = self.mode(option, work, member, bays, operation, visit.walkIn)
        merge(mode, into: &groups)
        if penalty > 0, technician == preferred { special.append((mode, operation.movedCost)) }
      }
      guard operation.movedCost > 0, option.isPrevious else { continue }
      for choice in problem.bayChoices[option.bays] where choice.bay == operation.previousBay {
        let bays = choice.bay.map { [resources.bays[$0.int]] } ?? []
        let work = workClass(of: option, choice, operation)
        special.append((self.mode(option, work, member, bays, operation, visit.walkIn), extra))
      }
    }
    var choices: [BoundChoice] = []
    for mode in groups { choices.append(choice(mode, penalty + operation.movedCost)) }
    for (mode, extra) in special { choices.append(choice(mode, extra)) }
    return choices
  }

  private func technician(_ option: CrewOption) -> Int? {
    option.crew.isEmpty ? nil : problem.crews[option.crew.lowerBound].int
  }

  /// Merges the members of modes that are otherwise equal.
  private func merge(_ mode: BoundMode, into groups: inout [BoundMode]) {
    guard
      let position = groups.firstIndex(where: {
        $0.duration == mode.duration && $0.bays == mode.bays && $0.reserve == mode.reserve
          && $0.crew == mode.crew && $0.books == mode.books
      })
    else {
      groups.append(mode)
      return
    }
    for member in mode.members {
      if let same = groups[position].members.firstIndex(where: { $0.resource == member.resource }) {
        if member.cost < groups[position].members[same].cost { groups[position].members[same] = member }
      } else {
        groups[position].members.append(member)
      }
    }
  }

  private mutating func mode(
    _ option: CrewOption, _ work: ClassIndex, _ member: BoundMode.Member?, _ bays: [Int],
    _ operation: CompiledOperation, _ isWalkIn: Bool
  ) -> BoundMode {
    let isPlain = member != nil && !operation.splittable
    let duration: BoundDuration =
      isPlain
      ? .minutes(option.work)
      : .table(
        table(TableKey(times: [work], works: [option.work], crew: 1, splittable: operation.splittable)))
    return BoundMode(
      duration: duration, members: member.map { [$0] } ?? [], crew: member == nil ? 0 : 1, bays: bays,
      reserve: member == nil || isWalkIn ? nil : work,
      books: isPlain
        || technician(option).map { problem.technicians.elements[$0].shifts == work } ?? false)
  }

  /// The groups of bays of an option, by working-time class.
  private func bays(of option: CrewOption, _ operation: CompiledOperation) -> [(ClassIndex, [Int])] {
    var result: [(work: ClassIndex, bays: [Int])] = []
    for choice in problem.bayChoices[option.bays] {
      let work = workClass(of: option, choice, operation)
      let bay = choice.bay.map { resources.bays[$0.int] }
      if let position = result.firstIndex(where: { $0.work == work }) {
        if let bay, !result[position].bays.contains(bay) { result[position].bays.append(bay) }
      } else {
        result.append((work, bay.map { [$0] } ?? []))
      }
    }
    return result.map { ($0.work, $0.bays.sorted()) }
  }

  private func workClass(
    of option: CrewOption, _ choice: BayOption, _ operation: CompiledOperation
  ) -> ClassIndex {
    if operation.splittable { return choice.work }
    return option.crew.isEmpty ? choice.bay.map { problem.bays[$0].use } ?? ClassIndex(0) : ClassIndex(0)
  }

  // MARK: - Crews

  /// The modes of a crew. Members are chosen independently, as if any could work together. Points for missing a
  /// preferred technician are omitted.
  private mutating func crewChoices(of operation: CompiledOperation, _ size: Int) -> [BoundChoice] {
    let visit = problem.demand.appointments[operation.appointment.int]
    guard case .standard(let work) = visit.operations[operation.position].work, let requirement = work.crew
    else { return [] }
    let options = problem.options[operation.options]
    let able = Set(options.flatMap { problem.crews[$0.crew].map(\.int) }).sorted()
    let bays = Set(
      options.flatMap { problem.bayChoices[$0.bays].compactMap { $0.bay.map { resources.bays[$0.int] } } }
    ).sorted()
    let members = able.map { technician in
      let someone = problem.site.technicians[technician]
      let overskill =
        visit.kind == .comeback
        ? 0
        : problem.site.policy.overskill
          * max(0, someone.skills[requirement.trade, default: 0] - requirement.level)
      return (
        member: BoundMode.Member(resource: resources.technicians[technician], cost: overskill),
        work: someone.workMinutes(for: work.minutes),
        time: problem.technicians.elements[technician].shifts
      )
    }
    if operation.splittable {
      let key = TableKey(times: members.map(\.time), works: members.map(\.work), crew: size, splittable: true)
      let mode = BoundMode(
        duration: .table(table(key)), members: members.map(\.member), crew: size, bays: bays, reserve: nil,
        books: false)
      return [choice(mode, 0)]
    }
    let works = members.map(\.work).sorted()
    var choices: [BoundChoice] = []
    for work in Set(works[(size - 1)...]).sorted() {
      let mode = BoundMode(
        duration: .minutes(work), members: members.filter { $0.work <= work }.map(\.member), crew: size,
        bays: bays, reserve: visit.walkIn ? nil : ClassIndex(0), books: true)
      choices.append(choice(mode, 0))
    }
    return choices
  }

  /// Minimum minutes of an unlocked operation; 0 for a locked one.
  static func minWork(of operation: CompiledOperation, _ problem: CompiledProblem) -> Int {
    guard operation.lock == nil else { return 0 }
    let options = problem.options[operation.options]
    let size = options.first?.crew.count ?? 0
    guard size > 1 else { return options.lazy.map(\.work).min() ?? 0 }
    // The options may omit crews: the fastest technicians need not occur together in any of them.
    guard case .standard(let work) = problem.source(of: operation).work else { return 0 }
    return options.lazy.flatMap { problem.crews[$0.crew] }
      .map { problem.site.technicians[$0.int].workMinutes(for: work.minutes) }.min() ?? work.minutes
  }

  // MARK: - Tables of ends

  private mutating func table(_ key: TableKey) -> Int {
    if let position = knownTables[key] { return position }
    let table =
      key.crew > 1
      ? crewTable(key)
      : singleTable(problem.classes[key.times[0]], key.times[0], key.works[0], key.splittable)
    knownTables[key] = tables.count
    tables.append(table)
    return tables.count - 1
  }

  private mutating func singleTable(
    _ time: WorkingTime, _ index: ClassIndex, _ work: Int, _ splittable: Bool
  ) -> [Int32] {
    var ends = [Int32](repeating: -1, count: active.count + 1)
    if time.isAlways {
      // Around the clock: work remaining at the end of a stretch is done in the gap that follows.
      for start in 0...active.count {
        let end = active.time(of: start) + work
        if end <= problem.end { ends[start] = Int32(active.position(at: end)) }
      }
    } else if splittable {
      let minutes = self.minutes(of: index)
      for start in minutes.indices where start + work <= minutes.count {
        ends[Int(minutes[start])] = minutes[start + work - 1] + 1
      }
    } else {
      for index in time.starts.indices {
        let end = active.position(at: time.ends[index])
        for start in active.position(at: time.starts[index])..<end where start + work <= end {
          ends[start] = Int32(start + work)
        }
      }
    }
    return ends
  }

  /// A lower bound on the end of a crew: of those who work at the start, at least as many as the crew's size must
  /// have done the work alone.
  private mutating func crewTable(_ key: TableKey) -> [Int32] {
    let singles = zip(key.times, key.works).map { time, work in
      tables[table(TableKey(times: [time], works: [work], crew: 1, splittable: true))]
    }
    return (0...active.count).map { start in
      let ends = singles.map { $0[start] }.filter { $0 >= 0 }.sorted()
      return ends.count >= key.crew ? ends[key.crew - 1] : -1
    }
  }

  private mutating func minutes(of index: ClassIndex) -> [Int32] {
    if let minutes = knownMinutes[index] { return minutes }
    let time = problem.classes[index]
    var minutes: [Int32] = []
    for index in time.starts.indices {
      for position in active.position(at: time.starts[index])..<active.position(at: time.ends[index]) {
        minutes.append(Int32(position))
      }
    }
    knownMinutes[index] = minutes
    return minutes
  }
}
