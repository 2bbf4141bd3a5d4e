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
  var poolRanges: [[Int32]: Range<Int>] = [:]

  let advisorIndices: [String: AdvisorIndex]
  let bayIndices: [String: BayIndex]
  let technicianIndices: [String: TechnicianIndex]
  let partIndices: [String: PartIndex]
  var technicianClasses: [ClassIndex] = []
  var bayClasses: [ClassIndex] = []
  var hours = WorkingTime.always
  /// Start of the site's first working interval within the horizon.
  var opening = 0
  var openBefore: [Int32] = []
  var bookable: [Int] = []
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
    let dayRange = 0..<end / 1440
    technicians = technicianClasses.map { shifts in
      let dayShifts = dayRange.map { classes[shifts].minutes(from: $0 * 1440, to: ($0 + 1) * 1440) }
      return CompiledTechnician(
        shifts: shifts, dayLimits: dayShifts.map { site.policy.overloadPercent * $0 / 100 },
        dayShifts: dayShifts)
    }
    bookable = dayRange.map { day in
      let shifts = technicianClasses.reduce(0) { sum, shifts in
        sum + classes[shifts].minutes(from: max(day * 1440, statedNow), to: (day + 1) * 1440)
      }
      return (100 - site.booking.reservePercent) * shifts / 100
    }
    advisors = site.advisors.map(compile(advisor:))
    parts = demand.parts.map(compile(part:))
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
