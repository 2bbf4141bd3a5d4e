import BaylineMath
import BaylineModel

/// A tiny site with up to three visits, drawn at random with every member that the problem has. Most times are
/// multiples of half an hour, so that all ways can be tried.
struct RandomGridWorkshop {
  static let grid = 30
  private static let monday = CivilDate(ordinal: 739943)

  private(set) var site: Site
  private(set) var demand: Demand
  private var random: SplitMix64
  private let start: CivilTime

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    let horizon = Demand.Horizon(
      from: Self.monday, days: 1 + random.below(2),
      carryOverDays: random.below(2))
    start = horizon.start
    site = Site(name: "Random", calendars: [:], hours: "hours")
    demand = Demand(horizon: horizon, appointments: [])
    addResources()
    site.booking = booking()
    site.policy = policy()
    addDemand()
  }

  private mutating func pick<Element>(_ values: [Element]) -> Element { values[random.below(values.count)] }

  private mutating func maybe<Element>(_ percent: Int, _ values: [Element]) -> Element? {
    random.chance(percent) ? pick(values) : nil
  }

  // MARK: - The site

  private mutating func addResources() {
    let days: [[WorkCalendar.DayInterval]] = [
      [WorkCalendar.DayInterval(480, 660)],
      [WorkCalendar.DayInterval(480, 540), WorkCalendar.DayInterval(570, 660)],
      [WorkCalendar.DayInterval(510, 690)],
      [WorkCalendar.DayInterval(480, 570)], [],
    ]
    for name in ["hours", "one", "two", "bay"] {
      let day = name == "hours" ? days[random.below(3)] : pick(days + days[..<2])
      let other = random.chance(25) ? pick(days) : day
      var weekly = Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, day) })
      weekly[.tuesday] = other
      site.calendars[name] = WorkCalendar(weekly: weekly)
    }
    for id in ["S", "S2"].prefix(1 + random.below(2)) {
      site.advisors.append(
        Advisor(
          id: id, calendar: pick(["hours", "hours", "one"]), bookingsPerHour: maybe(20, [1, 2]),
          bookingsPerDay: maybe(20, [1, 2]), kinds: maybe(20, [[.repair], [.comeback]])))
    }
    for id in ["B", "B2"].prefix(1 + random.below(2)) {
      site.bays.append(Bay(id: id, types: pick([["lift"], ["lift", "wash"]]), calendar: maybe(20, ["bay"])))
    }
    for id in ["T", "T2"].prefix(1 + random.below(2)) {
      site.technicians.append(
        Technician(
          id: id, team: maybe(40, ["x"]), skills: ["mech": 1 + random.below(3)],
          efficiency: pick([100, 100, 50]), calendar: pick(["one", "one", "two"])))
    }
    if random.chance(30) { site.equipment = [Equipment(id: "E", count: 1 + random.below(2))] }
    site.loaners = random.below(2)
    site.drivers = random.below(2)
  }

  private mutating func booking() -> BookingRules {
    var rules = BookingRules()
    rules.slotMinutes = pick([30, 60])
    rules.receptionMinutes = pick([0, 30])
    rules.advisorGapMinutes = pick([0, 30, 60])
    rules.advisorBookingsPerHour = 1 + random.below(3)
    rules.advisorBookingsPerDay = pick([1, 2, 15])
    rules.siteBookingsPerHour = maybe(20, [1, 2])
    rules.finishMinutes = pick([0, 30])
    rules.moveMinutes = pick([0, 30])
    rules.partsLeadMinutes = pick([0, 30])
    rules.reservePercent = pick([0, 0, 15, 50])
    if random.chance(20), site.technicians.contains(where: { $0.team == "x" }) {
      rules.teamReservePercent = ["x": pick([0, 50])]
    }
    rules.loanerTurnaroundMinutes = pick([0, 30])
    if random.chance(20) {
      rules.limits = [
        BookingRules.ArrivalLimit(
          id: "L", kinds: maybe(50, [[.repair]]), waiting: maybe(30, [true, false]),
          hours: pick([WorkCalendar.DayInterval(0, 1440), WorkCalendar.DayInterval(480, 570)]),
          most: random.below(2))
      ]
    }
    return rules
  }

  private mutating func policy() -> CostPolicy {
    var policy = CostPolicy()
    policy.deviation = random.below(3)
    policy.stay = pick([0, 3, 600])
    policy.move = pick([0, 40])
    policy.overload = random.below(3)
    policy.balance = pick([0, 1, 5, 20])
    policy.handover = pick([0, 20])
    policy.makespan = maybe(15, [1, 2]) ?? 0
    policy.kinds[.repair] = CostPolicy.KindCost(drop: pick([150, 600, 3000]), delay: random.below(4))
    policy.kinds[.comeback] = CostPolicy.KindCost(drop: pick([300, 2000]), delay: random.below(4))
    return policy
  }

  // MARK: - The demand

  private mutating func time() -> CivilTime {
    start + random.below(demand.horizon.totalDays) * 1440 + 420 + 30 * random.below(9)
  }

  private mutating func addDemand() {
    if random.chance(25) { demand.now = start + pick([-600, 490, 540, 600, 1440 + 510]) }
    if random.chance(40) {
      let inbound = random.chance(50) ? [SparePart.Delivery(at: time(), quantity: 1 + random.below(2))] : []
      demand.parts = [SparePart(id: "P", onHand: random.below(3), inbound: inbound)]
    }
    for position in 0..<(1 + random.below(3)) { addVisit(String(position)) }
  }

  private mutating func requirements() -> [SparePart.Requirement] {
    guard !demand.parts.isEmpty, random.chance(40) else { return [] }
    return [SparePart.Requirement(part: "P", quantity: 1 + random.below(2))]
  }

  private mutating func addVisit(_ id: String) {
    var visit = Appointment(id: id, kind: pick([.repair, .repair, .comeback]), operations: [])
    let isLocked = random.chance(25)
    for position in 0..<(1 + random.below(2)) { visit.operations.append(operation(position, isLocked)) }
    keepOnlyWhatIsPossible(&visit)
    visit.parts = requirements()
    visit.picked = random.chance(15)
    if random.chance(20) {
      let from = time()
      visit.availability = [TimeWindow(from: from, to: from + 120)]
    }
    visit.preferredArrival = random.chance(30) ? time() : nil
    visit.readyBy = random.chance(30) ? time() : nil
    visit.waiting = random.chance(20)
    visit.loaner = random.chance(25)
    visit.collect = maybe(15, [30, 60])
    visit.deliver = maybe(15, [30, 60])
    visit.preferredAdvisor = maybe(15, site.advisors.map(\.id))
    visit.preferredTechnician = maybe(20, site.technicians.map(\.id))
    if visit.kind == .comeback { visit.originalTechnician = maybe(50, site.technicians.map(\.id)) }
    switch random.below(6) {
    case 0: visit.booked = Appointment.Booking(arrival: time(), advisor: maybe(40, site.advisors.map(\.id)))
    case 1:
      visit.arrived = random.chance(50) ? start + -300 : time()
      visit.receivedBy = maybe(50, site.advisors.map(\.id))
    default: break
    }
    visit.walkIn = random.chance(15)
    visit.priority = pick([100, 100, 33, 250])
    demand.appointments.append(visit)
  }

  private mutating func operation(_ position: Int, _ isLocked: Bool) -> ServiceOperation {
    var operation = ServiceOperation(id: String(position), work: work())
    operation.splittable = random.chance(25)
    operation.parts = requirements()
    if !site.equipment.isEmpty, random.chance(50) { operation.equipment = ["E"] }
    if position > 0 {
      let least = pick([0, 0, 30, 60])
      operation.lag = ServiceOperation.Lag(min: least, max: maybe(25, [least, least + 60]))
    }
    if random.chance(20) { operation.bayAfter = pick([.keep, .leave]) }
    if isLocked, random.chance(70) { operation.locked = lock(of: operation) }
    if random.chance(15) {
      operation.previous = ServiceOperation.PreviousWork(
        bay: maybe(60, site.bays.map(\.id)), technicians: maybe(70, site.technicians.map { [$0.id] }) ?? [])
    }
    return operation
  }

  private mutating func work() -> WorkRequirement {
    let minutes = pick([30, 30, 60, 90])
    if random.chance(20) {
      let both = WorkRequirement.Alternative(bay: "B", technician: "T", minutes: minutes)
      let other =
        random.chance(50)
        ? WorkRequirement.Alternative(bay: "B", minutes: 60)
        : WorkRequirement.Alternative(
          technician: site.technicians[site.technicians.count - 1].id, minutes: 30)
      return .alternatives([both, other])
    }
    let bay = maybe(70, ["lift", "wash"])
    guard bay == nil || random.chance(85) else {
      return .standard(WorkRequirement.StandardWork(minutes: minutes, bay: bay))
    }
    let crew = WorkRequirement.Crew(
      trade: "mech", level: pick([1, 1, 2]),
      size: site.technicians.count > 1 && random.chance(20) ? 2 : 1)
    return .standard(WorkRequirement.StandardWork(minutes: minutes, bay: bay, crew: crew))
  }

  private mutating func lock(of operation: ServiceOperation) -> ServiceOperation.LockedWork {
    let at = random.chance(20) ? start + -200 : time() + pick([0, 0, 7])
    var end: CivilTime?
    if random.chance(30) { end = at + 30 * (1 + random.below(3)) }
    switch operation.work {
    case .alternatives(let ways):
      let way = pick(ways)
      return ServiceOperation.LockedWork(
        bay: way.bay, technicians: way.technician.map { [$0] } ?? [], start: at, end: end)
    case .standard(let work):
      let crew = site.technicians.prefix(work.crew?.size ?? 0).map(\.id)
      return ServiceOperation.LockedWork(
        bay: work.bay == nil ? nil : pick(site.bays.map(\.id)), technicians: crew, start: at, end: end)
    }
  }

  /// A vehicle that cannot be moved needs a next operation with the same choice of bays.
  private mutating func keepOnlyWhatIsPossible(_ visit: inout Appointment) {
    for position in visit.operations.indices where visit.operations[position].bayAfter == .keep {
      let next = position + 1
      if next < visit.operations.count, case .standard(let one) = visit.operations[position].work,
        case .standard(let other) = visit.operations[next].work, one.bay != nil, one.bay == other.bay
      {
        continue
      }
      visit.operations[position].bayAfter = nil
    }
  }
}
