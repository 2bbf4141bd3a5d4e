import BaylineModel

/// Compiles domain values to the tables of a shop.
struct ShopCompiler {
  let site: Site
  let demand: Demand
  let schedule: Schedule
  let uncertainty: Uncertainty
  /// What is known of the real days.
  let mode: SimulationMode
  let origin: CivilTime
  let calendarDays: ClosedRange<Int>

  var shop = Shop()
  var times = WorkingTimeSet()
  var technicianIndices: [String: Int] = [:]
  var bayIndices: [String: Int] = [:]
  var advisorIndices: [String: Int] = [:]
  var equipmentIndices: [String: Int] = [:]
  /// The locked works in each bay, of all visits.
  var locks: [String: [(appointment: String, lock: ServiceOperation.LockedWork)]] = [:]
  var kindIndices: [VisitKind: Int] = [:]
  var needIndices: [NeedKey: Int] = [:]
  var durationIndices: [Uncertainty.Distribution: Int] = [:]
  var tradeIndices: [String: Int] = [:]

  struct NeedKey: Hashable {
    let work: WorkRequirement
    let isSplittable: Bool
    let equipment: [String]
  }

  /// The days after the horizon during which work on unfinished vehicles continues.
  private static let aftermath = 28

  init(
    site: Site, demand: Demand, schedule: Schedule, uncertainty: Uncertainty,
    mode: SimulationMode = .stochastic
  ) {
    self.mode = mode
    self.site = site
    self.demand = demand
    self.schedule = schedule
    self.uncertainty = uncertainty
    origin = demand.horizon.start
    let first = demand.appointments.lazy.flatMap(\.operations).compactMap { $0.locked?.start }.min()
    let before = first.map { min(0, $0.date.ordinal - demand.horizon.from.ordinal) } ?? 0
    let last = demand.horizon.totalDays + Self.aftermath
    calendarDays = max(before, -3660) - 1...last
  }

  /// The ids of the compiled visits.
  var visitIds: [String] { shop.visits.map { demand.appointments[$0.appointment].id } }

  mutating func compile() -> Shop {
    compileTime()
    compileResources()
    compileChances()
    compileLocks()
    compileVisits()
    compileQueues()
    compileCollections()
    compileLimits()
    compileParts()
    compileWalkIns()
    compileTrace()
    compileWakes()
    shop.capacity = Capacity(shop, times)
    shop.times = times.all
    return shop
  }

  func minute(_ time: CivilTime) -> Int { time - origin }

  func workingTime(_ calendar: String) -> WorkingTime {
    site.workingTime(of: calendar, from: demand.horizon.from, days: calendarDays)
  }

  // MARK: - Time, people, places

  private mutating func compileTime() {
    shop.day = demand.horizon.from
    shop.now = max(0, minute(demand.now))
    shop.arrivalDays = Array(0..<demand.horizon.days)
    shop.arrivalEnd = demand.horizon.days * 1440
    shop.horizonEnd = minute(demand.horizon.end)
    shop.lastMinute = calendarDays.upperBound * 1440
    shop.hours = workingTime(site.hours)
    shop.reception = site.booking.receptionMinutes
    shop.finish = site.booking.finishMinutes
    shop.grace = site.booking.graceMinutes
    shop.overtime = uncertainty.overtimeMinutes
    shop.loaners = site.loaners
    shop.drivers = site.drivers
    shop.move = site.booking.moveMinutes
    shop.loanerTurnaround = site.booking.loanerTurnaroundMinutes
  }

  private mutating func compileResources() {
    for (index, technician) in site.technicians.enumerated() {
      technicianIndices[technician.id] = index
      let percent = uncertainty.durations.technicians[technician.id] ?? 100
      shop.technicians.append(
        ShopTechnician(
          time: times.position(of: workingTime(technician.calendar)), durationFactor: percent / 100))
    }
    for (index, bay) in site.bays.enumerated() {
      bayIndices[bay.id] = index
      let use = bay.calendar.map { workingTime($0) } ?? .always
      shop.bays.append(ShopBay(time: times.position(of: use), hasCalendar: bay.calendar != nil))
    }
    for (index, equipment) in site.equipment.enumerated() { equipmentIndices[equipment.id] = index }
    shop.equipment = site.equipment.map(\.count)
    shop.kinds = site.policy.kinds.keys.sortedByCodePoint(\.rawValue)
    kindIndices = Dictionary(uniqueKeysWithValues: shop.kinds.enumerated().map { ($1, $0) })
    for (index, advisor) in site.advisors.enumerated() {
      advisorIndices[advisor.id] = index
      shop.advisors.append(
        ShopAdvisor(
          time: times.position(of: workingTime(advisor.calendar)),
          receives: shop.kinds.map { advisor.receives($0) }))
    }
  }

  private mutating func compileChances() {
    shop.latePercent = uncertainty.punctuality.latePercent
    shop.late = Sampler(uncertainty.punctuality.late)
    shop.earlyPercent = uncertainty.punctuality.earlyPercent
    shop.early = Sampler(uncertainty.punctuality.early)
    shop.addedPercent = shop.kinds.map { uncertainty.addedWork.percent[$0] }
    shop.addedSize = Sampler(uncertainty.addedWork.size)
    shop.approval = Sampler(uncertainty.addedWork.approvalMinutes)
    shop.latePartsPercent = uncertainty.lateParts.percent
    shop.lateParts = Sampler(uncertainty.lateParts.late)
  }

  private mutating func compileWakes() {
    var wakes: Set<Int> = []
    let people = Set(shop.technicians.map(\.time) + shop.advisors.map(\.time) + shop.bays.map(\.time))
    for time in people {
      for start in times.all[time].starts where start >= shop.now { wakes.insert(start) }
    }
    for start in shop.hours.starts where start >= shop.now { wakes.insert(start) }
    for work in shop.works where work.start >= shop.now { wakes.insert(work.start) }
    for arrival in shop.visits.compactMap(\.arrival) where arrival >= shop.now { wakes.insert(arrival) }
    wakes.insert(shop.now)
    shop.wakes = wakes.sorted()
  }

  // MARK: - Distributions of durations

  /// The index of the distribution of an operation's time in percent.
  mutating func duration(of operation: ServiceOperation, _ kind: VisitKind) -> Int {
    duration(of: uncertainty.durations.distribution(of: operation, kind))
  }

  /// The index of a distribution.
  mutating func duration(of distribution: Uncertainty.Distribution) -> Int {
    if let known = durationIndices[distribution] { return known }
    let index = shop.durations.count
    shop.durations.append(Sampler(distribution))
    durationIndices[distribution] = index
    return index
  }
}
