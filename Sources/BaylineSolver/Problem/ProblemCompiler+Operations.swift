import BaylineModel

/// Determines the bays of an option: the bay type and, for splittable work, the crew's working-time class.
struct BayListKey: Hashable {
  let type: String?
  let crewClass: ClassIndex
  let splittable: Bool
}

/// Everything that determines the options of an unlocked operation.
struct OptionKey: Hashable {
  let work: WorkRequirement
  let splittable: Bool
  let isComeback: Bool
  let preferredTechnician: String?
  let previous: ServiceOperation.PreviousWork?
}

/// The options of an unlocked operation and the values derived from them.
struct CompiledOptions {
  var options = 0..<0
  var pool = 0..<0
  var bays = 0..<0
  var able = 0..<0
  var minCost = 0
  var minWork = 0
  var minBookedMinutes = 0
}

extension ProblemCompiler {
  struct CompiledParts {
    var constantCost = 0
    var minCost = 0
    var minWork = 0
    var minBookedMinutes = 0
    var isInfeasible = false
  }

  mutating func compile(
    _ operation: ServiceOperation, of appointment: Appointment, at index: AppointmentIndex, position: Int,
    needs: Range<Int>
  ) -> CompiledParts {
    var result = CompiledParts()
    var own = CompiledOptions()
    var lock: CompiledLock?
    let previous = operation.previous
    if let locked = operation.locked {
      let compiled = compile(locked, of: operation)
      lock = compiled
      let isLast = position == appointment.operations.count - 1
      result.isInfeasible = compiled.end.map { isLast && $0 > end } ?? true
      result.constantCost = optionCost(
        crew: locked.technicians.map(technician), of: operation, in: appointment)
      if let previous, previous.bay != locked.bay || Set(previous.technicians) != Set(locked.technicians) {
        result.constantCost += site.policy.moved
      }
    } else {
      own = options(of: operation, in: appointment)
      result.isInfeasible = own.options.isEmpty
      result.minCost = own.minCost
      result.minWork = own.minWork
      result.minBookedMinutes = own.minBookedMinutes
    }
    operations.append(
      CompiledOperation(
        appointment: index, options: own.options, splittable: operation.splittable, pool: own.pool,
        bays: own.bays, able: own.able, equipment: equipmentRows(of: operation), needs: needs,
        minLag: position == 0 ? 0 : operation.lag.min,
        maxLag: position == 0 ? .max : operation.lag.max ?? .max,
        keepsBay: operation.bayAfter == .keep,
        leavesBay: operation.bayAfter == .leave || lock.map { isLeft(after: $0, of: index) } ?? false,
        minWork: own.minWork, lock: lock,
        movedCost: previous == nil ? 0 : site.policy.moved, previousBay: previous?.bay.map(bay),
        position: position))
    return result
  }

  private mutating func equipmentRows(of operation: ServiceOperation) -> Range<Int> {
    let rows = operation.equipment.map { id in
      guard let index = equipmentIndices[id] else { preconditionFailure("unknown equipment \(id)") }
      return Int32(1 + site.technicians.count + site.bays.count + index)
    }
    return pool(of: Set(rows))
  }

  /// Whether the vehicle leaves the bay for the sake of another visit's locked operation.
  private func isLeft(after lock: CompiledLock, of appointment: AppointmentIndex) -> Bool {
    guard let bay = lock.bay, let end = lock.end else { return false }
    return locksInBays[bay, default: []].contains { $0.appointment != appointment && $0.start >= end }
  }

  /// The rows of the bays of some options, and whether all of them need a bay.
  private mutating func bays(of options: ArraySlice<CrewOption>) -> (rows: Range<Int>, always: Bool) {
    var rows: Set<Int32> = []
    var always = true
    var seen: Set<Range<Int>> = []
    for option in options where seen.insert(option.bays).inserted {
      for choice in bayChoices[option.bays] {
        if let bay = choice.bay {
          rows.insert(Int32(1 + site.technicians.count + bay.int))
        } else {
          always = false
        }
      }
    }
    return (pool(of: rows), always)
  }

  /// The rows of the technicians of some options.
  private mutating func able(for options: ArraySlice<CrewOption>) -> Range<Int> {
    var rows: Set<Int32> = []
    for option in options {
      for member in crews[option.crew] { rows.insert(Int32(1 + member.int)) }
    }
    return pool(of: rows)
  }

  /// Interns a set of rows in `pools`.
  mutating func pool(of rows: Set<Int32>) -> Range<Int> {
    let pool = rows.sorted()
    if let range = poolRanges[pool] { return range }
    let first = pools.count
    pools += pool
    poolRanges[pool] = first..<pools.count
    return first..<pools.count
  }

  private mutating func compile(_ locked: ServiceOperation.LockedWork, of operation: ServiceOperation)
    -> CompiledLock
  {
    let crew = locked.technicians.map(technician).sorted()
    let start = minute(locked.start)
    let first = crews.count
    crews += crew
    var work = ClassIndex(0)
    if operation.splittable {
      work = classes.intersection(crew.map { technicianClasses[$0.int] })
      if let id = locked.bay { work = classes.intersection(work, bayClasses[bay(id).int]) }
    }
    var end = locked.end.map(minute)
    if end == nil {
      let minutes = self.minutes(of: operation, crew: crew, bay: locked.bay)
      end = classes[work].end(ofWork: minutes, from: start)
    }
    return CompiledLock(
      start: start, end: end, bay: locked.bay.map(bay), crew: first..<crews.count, work: work)
  }

  /// The minutes of work for a crew in a bay (H9).
  private func minutes(of operation: ServiceOperation, crew: [TechnicianIndex], bay: String?) -> Int {
    switch operation.work {
    case .standard(let work):
      return site.workMinutes(for: work, crew: crew)
    case .alternatives(let alternatives):
      let technician = crew.first.map { site.technicians[$0.int].id }
      return alternatives.first { $0.bay == bay && $0.technician == technician }?.minutes ?? 0
    }
  }

  /// Points for excess skill and for not being the preferred technician.
  private func optionCost(
    crew: [TechnicianIndex], of operation: ServiceOperation, in appointment: Appointment
  ) -> Int {
    var cost = 0
    if case .standard(let work) = operation.work, let requirement = work.crew, appointment.kind != .comeback {
      for technician in crew {
        let level = site.technicians[technician.int].skills[requirement.trade, default: 0]
        cost += site.policy.overskill * max(0, level - requirement.level)
      }
    }
    if let id = appointment.preferredTechnician {
      let preferred = technician(id)
      if isAble(preferred, for: operation), !crew.contains(preferred) { cost += site.policy.technician }
    }
    return cost
  }

  private func isAble(_ technician: TechnicianIndex, for operation: ServiceOperation) -> Bool {
    switch operation.work {
    case .standard(let work): work.crew?.admits(site.technicians[technician.int]) ?? false
    case .alternatives(let ways): ways.contains { $0.technician == site.technicians[technician.int].id }
    }
  }

  private mutating func options(of operation: ServiceOperation, in appointment: Appointment)
    -> CompiledOptions
  {
    let key = OptionKey(
      work: operation.work, splittable: operation.splittable, isComeback: appointment.kind == .comeback,
      preferredTechnician: appointment.preferredTechnician, previous: operation.previous)
    if let known = knownOptions[key] { return known }
    let first = options.count
    compileOptions(of: operation, in: appointment)
    let own = options[first...]
    let bays = bays(of: own)
    let result = CompiledOptions(
      options: first..<options.count, pool: operation.splittable || !bays.always ? 0..<0 : bays.rows,
      bays: bays.rows, able: able(for: own),
      minCost: own.lazy.map(\.cost).min() ?? 0, minWork: own.lazy.map(\.work).min() ?? 0,
      minBookedMinutes: own.lazy.map { $0.work * $0.crew.count }.min() ?? 0)
    knownOptions[key] = result
    return result
  }

  private mutating func compileOptions(of operation: ServiceOperation, in appointment: Appointment) {
    let previousCrew = operation.previous.map { Set($0.technicians.map(technician)) }
    switch operation.work {
    case .standard(let work):
      let able = work.crew.map {
        crewTables.crews(for: $0, technicians: site.technicians, classes: technicianClasses)
      }
      for crew in able ?? [[]] {
        let crewClass =
          operation.splittable ? classes.intersection(crew.map { technicianClasses[$0.int] }) : ClassIndex(0)
        let key = BayListKey(type: work.bay, crewClass: crewClass, splittable: operation.splittable)
        append(
          crew: crew, bays: bayList(key), work: site.workMinutes(for: work, crew: crew),
          of: operation, in: appointment, previousCrew: previousCrew)
      }
    case .alternatives(let ways):
      for way in ways {
        let crew = way.technician.map { [technician($0)] } ?? []
        var workClass = ClassIndex(0)
        if operation.splittable {
          workClass = classes.intersection(crew.map { technicianClasses[$0.int] })
          if let id = way.bay { workClass = classes.intersection(workClass, bayClasses[bay(id).int]) }
        }
        bayChoices.append(BayOption(bay: way.bay.map(bay), work: workClass))
        append(
          crew: crew, bays: bayChoices.count - 1..<bayChoices.count, work: way.minutes, of: operation,
          in: appointment, previousCrew: previousCrew)
      }
    }
  }

  private mutating func append(
    crew: [TechnicianIndex], bays: Range<Int>, work: Int, of operation: ServiceOperation,
    in appointment: Appointment,
    previousCrew: Set<TechnicianIndex>?
  ) {
    guard !bays.isEmpty else { return }
    let first = crews.count
    crews += crew
    options.append(
      CrewOption(
        crew: first..<crews.count, bays: bays, work: work,
        cost: optionCost(crew: crew, of: operation, in: appointment), isPrevious: previousCrew == Set(crew)))
  }

  /// The bays of a type, those in which no vehicle stands first; then the least versatile, so that versatile ones stay
  /// free.
  private mutating func bayList(_ key: BayListKey) -> Range<Int> {
    if let list = bayLists[key] { return list }
    let first = bayChoices.count
    if let type = key.type {
      let rank = { [site, heldBays] (bay: BayIndex) in
        (heldBays.contains(bay) ? 1 : 0, site.bays[bay.int].types.count, bay)
      }
      let ordered = site.bays(ofType: type).sorted { rank($0) < rank($1) }
      for bay in ordered {
        let work = key.splittable ? classes.intersection(key.crewClass, bayClasses[bay.int]) : ClassIndex(0)
        bayChoices.append(BayOption(bay: bay, work: work))
      }
    } else {
      bayChoices.append(BayOption(bay: nil, work: key.crewClass))
    }
    bayLists[key] = first..<bayChoices.count
    return first..<bayChoices.count
  }
}
