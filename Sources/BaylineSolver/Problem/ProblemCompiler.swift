import BaylineModel

/// Builds the tables of a problem, precomputing everything the search would otherwise compute repeatedly.
struct ProblemCompiler {
  let site: Site
  let demand: Demand
  let origin: CivilTime
  let end: Int
  let statedNow: Int
  let calendarDays: ClosedRange<Int>

  var classes = WorkingTimeClasses()
  var crews: [TechnicianIndex] = []
  var options: [CrewOption] = []
  var bayChoices: [BayOption] = []
  var pools: [Int32] = []
  var slots: [Int] = []
  var slotRanges: [Range<Int>] = []
  var needs: [CompiledNeed] = []
  var operations: [CompiledOperation] = []
  var crewTables = CrewTables()
  var bayLists: [BayListKey: Range<Int>] = [:]
  var knownOptions: [OptionKey: CompiledOptions] = [:]
  var stays: [FollowingStay] = []
  var knownStays: [[FollowingStay]: Int] = [:]
  var poolRanges: [[Int32]: Range<Int>] = [:]

  let advisorIndices: [String: AdvisorIndex]
  let bayIndices: [String: BayIndex]
  let technicianIndices: [String: TechnicianIndex]
  let partIndices: [String: PartIndex]
  let equipmentIndices: [String: Int]
  var technicianClasses: [ClassIndex] = []
  var bayClasses: [ClassIndex] = []
  var hours = WorkingTime.always
  /// Start of the site's first working interval within the horizon.
  var opening = 0
  var openBefore: [Int32] = []
  var reserves: [CompiledReserve] = []
  var limits: [CompiledLimit] = []
  var visitLimits: [Int] = []
  var workloadCosts: [Int32] = []
  var workloadTables: [DayLoad: Int] = [:]
  var deliveryHours = WorkingTime(merging: [])
  /// Bays in which a vehicle stands after locked work, and could stay for what follows.
  var heldBays: Set<BayIndex> = []
  /// When locked operations start in each bay, with the appointment.
  var locksInBays: [BayIndex: [(appointment: AppointmentIndex, start: Int)]] = [:]
  var advisors: [CompiledAdvisor] = []
  var technicians: [CompiledTechnician] = []
  var parts: [CompiledPart] = []
  var appointments: [CompiledAppointment] = []

  init(site: Site, demand: Demand) {
    self.site = site
    self.demand = demand
    origin = demand.horizon.start
    end = demand.horizon.end - demand.horizon.start
    statedNow = demand.now - demand.horizon.start
    calendarDays = Self.calendarDays(of: demand)
    advisorIndices = Self.indices(site.advisors.map(\.id))
    bayIndices = Self.indices(site.bays.map(\.id))
    technicianIndices = Self.indices(site.technicians.map(\.id))
    partIndices = Self.indices(demand.parts.map(\.id))
    equipmentIndices = Dictionary(
      uniqueKeysWithValues: site.equipment.enumerated().map { ($1.id, $0) })
  }

  private static func indices<Entity>(_ ids: [String]) -> [String: TableIndex<Entity>] {
    Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, TableIndex($0)) })
  }

  /// The days, relative to the start of the horizon, for which calendars are expanded: every day named in the demand
  /// with a margin of a week, at most ten years beyond the horizon.
  private static func calendarDays(of demand: Demand) -> ClosedRange<Int> {
    var times = [demand.horizon.start, demand.horizon.end, demand.now]
    for appointment in demand.appointments {
      times += [
        appointment.readyBy, appointment.preferredArrival, appointment.arrived,
        appointment.booked?.arrival,
      ].compactMap(\.self)
      times += appointment.operations.compactMap { $0.locked?.start }
    }
    let days = times.map { $0.date.ordinal - demand.horizon.from.ordinal }
    let last = demand.horizon.totalDays
    let earliest = days.min() ?? 0
    let latest = days.max() ?? 0
    return max(earliest - 1, -3660)...min(latest + 8, last + 3660)
  }

  func minute(_ time: CivilTime) -> Int {
    time - origin
  }

  func workingTime(_ calendar: String) -> WorkingTime {
    site.workingTime(of: calendar, from: demand.horizon.from, days: calendarDays)
  }

  mutating func compile() {
    compileResources()
    compileSlots()
    compileReserves()
    for index in technicianClasses.indices { technicians.append(compileTechnician(index)) }
    advisors = site.advisors.map(compile(advisor:))
    parts = demand.parts.map(compile(part:))
    limits = site.booking.limits.map(compile(limit:))
    if demand.appointments.contains(where: { $0.deliver != nil }) {
      deliveryHours = site.workingTime(
        of: site.hours, from: demand.horizon.from, days: calendarDays.lowerBound...end / 1440 + 3660)
    }
    findLocks()
    appointments.reserveCapacity(demand.appointments.count)
    for (position, appointment) in demand.appointments.enumerated() {
      appointments.append(compile(appointment, at: AppointmentIndex(position)))
    }
    compileOpenMinutes()
  }

  private mutating func compileOpenMinutes() {
    let count = end + site.booking.finishMinutes + 1
    openBefore = Array(repeating: 0, count: count)
    for index in hours.starts.indices {
      let start = max(0, hours.starts[index])
      for minute in start..<max(start, min(hours.ends[index], count - 1)) { openBefore[minute + 1] = 1 }
    }
    for minute in openBefore.indices.dropFirst() { openBefore[minute] += openBefore[minute - 1] }
  }

  private mutating func compileResources() {
    hours = workingTime(site.hours)
    for technician in site.technicians {
      technicianClasses.append(classes.index(of: workingTime(technician.calendar)))
    }
    for bay in site.bays {
      let use = bay.calendar.map { workingTime($0) } ?? .always
      bayClasses.append(classes.index(of: use))
    }
    opening = hours.next(from: 0).map { $0 < end ? $0 : 0 } ?? 0
  }

  private mutating func compileSlots() {
    let reception = site.booking.receptionMinutes
    for day in 0..<demand.horizon.days {
      for minute in stride(from: day * 1440, to: (day + 1) * 1440, by: site.booking.slotMinutes)
      where minute >= statedNow && hours.covers(minute, minute + reception) {
        slots.append(minute)
      }
    }
  }

  private mutating func compileReserves() {
    let teams = site.booking.teamReservePercent.sorted { $0.key < $1.key }
    let groups: [(team: String?, percent: Int)] =
      [(nil, site.booking.reservePercent)] + teams.map { ($0.key, $0.value) }
    reserves = groups.map { team, percent in
      let members = site.technicians.indices.filter { team == nil || site.technicians[$0].team == team }
      let bookable = (0..<end / 1440).map { day in
        let shifts = members.reduce(0) {
          $0
            + classes[technicianClasses[$1]].minutes(
              from: max(day * 1440, statedNow), to: (day + 1) * 1440)
        }
        return (100 - percent) * shifts / 100
      }
      return CompiledReserve(team: team, bookable: bookable)
    }
  }

  private mutating func compileTechnician(_ index: Int) -> CompiledTechnician {
    let shifts = technicianClasses[index]
    let dayShifts = (0..<end / 1440).map {
      classes[shifts].minutes(from: $0 * 1440, to: ($0 + 1) * 1440)
    }
    let dayLimits = dayShifts.map { site.policy.overloadPercent * $0 / 100 }
    let dayCosts = zip(dayShifts, dayLimits).map { table(of: DayLoad(shift: $0, limit: $1)) }
    let team = site.technicians[index].team
    return CompiledTechnician(
      shifts: shifts, dayLimits: dayLimits, dayCosts: dayCosts,
      teamReserve: team.flatMap { team in reserves.firstIndex { $0.team == team } } ?? 0,
      dayShifts: dayShifts)
  }

  /// A day of a technician, as far as its costs depend on it.
  struct DayLoad: Hashable {
    let shift: Int
    let limit: Int
  }

  /// Where the costs of such a day begin in `workloadCosts`.
  private mutating func table(of day: DayLoad) -> Int {
    if let known = workloadTables[day] { return known }
    let first = workloadCosts.count
    workloadTables[day] = first
    workloadCosts += (0...1440).map {
      Int32(clamping: site.policy.workloadCost(minutes: $0, shift: day.shift, limit: day.limit))
    }
    return first
  }

  private func compile(limit: BookingRules.ArrivalLimit) -> CompiledLimit {
    let weekdays = (0..<7).map { ahead in
      limit.weekdays?.contains(demand.horizon.from.advanced(by: ahead).weekday) ?? true
    }
    return CompiledLimit(most: limit.most, hours: limit.hours.start..<limit.hours.end, weekdays: weekdays)
  }

  private func canBeDone(_ operation: ServiceOperation, in bay: BayIndex) -> Bool {
    let candidate = site.bays[bay.int]
    return switch operation.work {
    case .standard(let work): work.bay.map { candidate.types.contains($0) } ?? false
    case .alternatives(let ways): ways.contains { $0.bay == candidate.id }
    }
  }

  private mutating func findLocks() {
    for (position, appointment) in demand.appointments.enumerated() {
      for locked in appointment.operations.lazy.compactMap(\.locked) {
        guard let bay = locked.bay else { continue }
        locksInBays[self.bay(bay), default: []].append((AppointmentIndex(position), minute(locked.start)))
      }
      for (operation, next) in zip(appointment.operations, appointment.operations.dropFirst())
      where next.locked == nil && operation.bayAfter != .leave {
        guard let id = operation.locked?.bay, canBeDone(next, in: bay(id)) else { continue }
        heldBays.insert(bay(id))
      }
    }
  }

  private func compile(advisor: Advisor) -> CompiledAdvisor {
    let shifts = workingTime(advisor.calendar)
    var onDuty = BitRow(count: slots.count)
    for (slot, minute) in slots.enumerated() {
      onDuty[slot] = shifts.covers(minute, minute + site.booking.receptionMinutes)
    }
    return CompiledAdvisor(
      shifts: shifts, perHour: advisor.bookingsPerHour ?? site.booking.advisorBookingsPerHour,
      perDay: advisor.bookingsPerDay ?? site.booking.advisorBookingsPerDay, onDuty: onDuty)
  }

  private func compile(part: SparePart) -> CompiledPart {
    var from = [Int.min]
    var cumulativeStock = [part.onHand]
    for inbound in part.inbound.sorted(by: { $0.at < $1.at }) {
      let at = minute(inbound.at)
      if from.last == at {
        cumulativeStock[cumulativeStock.count - 1] += inbound.quantity
      } else {
        from.append(at)
        cumulativeStock.append(cumulativeStock[cumulativeStock.count - 1] + inbound.quantity)
      }
    }
    return CompiledPart(from: from, cumulativeStock: cumulativeStock)
  }
}

extension CostPolicy {
  /// The points of a technician's day for overload and balance, by the booked minutes and those of the shift.
  func workloadCost(minutes: Int, shift: Int, limit: Int) -> Int {
    overload * max(0, minutes - limit) + (shift > 0 ? balance * minutes * minutes / (10 * shift) : 0)
  }
}
