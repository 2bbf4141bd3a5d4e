import BaylineMath
import BaylineModel
import TestSupport

/// Tiny workshops drawn at random in which everything may occur that the problem knows. All times are multiples of half
/// an hour.
struct RandomWorkshop {
  var random: SplitMix64
  /// Days of arrivals and work.
  var days = 1
  var visits = 4
  var maxOperations = 3
  var slotMinutes = 60
  /// Whether every visit has arrived or was promised, so that there are few ways to schedule it.
  var isSettled = false

  init(seed: UInt64) {
    random = SplitMix64(seed: seed, stream: "workshop")
  }

  mutating func make() -> TinyWorkshop {
    var workshop = TinyWorkshop()
    workshop.demand.horizon.days = days
    workshop.demand.horizon.carryOverDays = 0
    equip(&workshop.site)
    restrict(&workshop.site.booking)
    if days > 2, random.chance(30) { workshop.site.dates[time("+1 00:00").date] = .closed }
    if random.chance(20) { workshop.demand.now = time("08:00") + 30 * random.below(6) }
    workshop.demand.parts = [
      SparePart(id: "P", onHand: 2, inbound: [.init(at: time("10:00"), quantity: 2)])
    ]
    for place in 0..<visits { addVisit("V\(place)", to: &workshop) }
    if random.chance(40) { addLock(to: &workshop) }
    return workshop
  }

  // MARK: - The site

  private mutating func equip(_ site: inout Site) {
    site.policy = CostPolicy()
    site.technicians[0].team = "a"
    site.technicians[1].team = "b"
    site.technicians[1].skills["mech"] = 3
    site.equipment = [Equipment(id: "E"), Equipment(id: "F", count: 2)]
    site.loaners = 1
    site.drivers = 1 + random.below(2)
    if random.chance(30) { site.bays[0].types.append("wash") }
    if random.chance(30) { site.advisors[1].kinds = [.repair] }
  }

  private mutating func restrict(_ booking: inout BookingRules) {
    booking.slotMinutes = slotMinutes
    booking.receptionMinutes = 30
    booking.finishMinutes = 30
    booking.moveMinutes = 30 * random.below(2)
    booking.partsLeadMinutes = 30 * random.below(3)
    booking.loanerTurnaroundMinutes = 30 * random.below(3)
    booking.reservePercent = random.pick([0, 20, 50])
    if random.chance(40) { booking.teamReservePercent = ["a": random.pick([20, 60])] }
    if random.chance(30) {
      booking.limits.append(BookingRules.ArrivalLimit(id: "repairs", kinds: [.repair], most: random.below(3)))
    }
    if random.chance(30) {
      booking.limits.append(
        BookingRules.ArrivalLimit(
          id: "noon", waiting: true, weekdays: [.monday], hours: WorkCalendar.DayInterval(11 * 60, 14 * 60),
          most: 1))
    }
  }

  // MARK: - The visits

  private mutating func addVisit(_ id: String, to workshop: inout TinyWorkshop) {
    let steps = steps()
    workshop.leaveOut(id, steps) { visit in
      visit.kind = random.pick([.repair, .repair, .inspection, .maintenance, .comeback])
      if visit.kind == .comeback, random.chance(50) { visit.originalTechnician = "T" }
      if random.chance(60) { visit.preferredArrival = time("08:00") + 60 * random.below(8) }
      if random.chance(40) { visit.readyBy = time("11:00") + 60 * random.below(5) }
      visit.waiting = random.chance(20)
      visit.loaner = random.chance(20)
      visit.walkIn = random.chance(10)
      if random.chance(25) { visit.collect = 30 * (1 + random.below(2)) }
      if random.chance(25) { visit.deliver = 30 * (1 + random.below(2)) }
      if random.chance(30) { visit.priority = random.pick([30, 50, 200]) }
      if random.chance(20) { visit.parts = [SparePart.Requirement(part: "P", quantity: 1)] }
      if random.chance(20) { visit.preferredAdvisor = "S2" }
      if random.chance(20) { visit.preferredTechnician = "T2" }
      if random.chance(isSettled ? 50 : 15) {
        visit.booked = Appointment.Booking(arrival: time("08:00") + 60 * random.below(4), advisor: "S")
      } else if isSettled || random.chance(15) {
        visit.arrived = time("08:00") + 30 * random.below(6)
      }
    }
  }

  private mutating func steps() -> [Step] {
    let count = 1 + random.below(maxOperations)
    var steps: [Step] = []
    var keepsType: String?
    for position in 0..<count {
      let operation = operation(position, isLast: position == count - 1, bay: &keepsType)
      steps.append(
        Step("08:00", "09:00") {
          let id = $0.id
          $0 = operation
          $0.id = id
        })
    }
    return steps
  }

  /// An operation; in `bay`, the bay type that the one before keeps, and then its own if it keeps it.
  private mutating func operation(_ position: Int, isLast: Bool, bay kept: inout String?) -> ServiceOperation
  {
    var operation = ServiceOperation(
      id: "", work: work(bay: kept ?? random.pick(["lift", "lift", "wash", nil])))
    operation.splittable = random.chance(20)
    if random.chance(25) { operation.equipment = [random.pick(["E", "F"])] }
    if random.chance(20) { operation.parts = [SparePart.Requirement(part: "P", quantity: 1)] }
    if position > 0, random.chance(35) {
      operation.lag.min = 30 * random.below(3)
      if random.chance(50) { operation.lag.max = operation.lag.min + 30 * random.below(3) }
    }
    if random.chance(10) {
      operation.previous = ServiceOperation.PreviousWork(bay: "B2", technicians: ["T2"])
    }
    kept = nil
    guard case .standard(let work) = operation.work, let type = work.bay else { return operation }
    if random.chance(15) {
      operation.bayAfter = .leave
    } else if !isLast, random.chance(25) {
      operation.bayAfter = .keep
      kept = type
    }
    return operation
  }

  private mutating func work(bay: String?) -> WorkRequirement {
    let minutes = 30 * (1 + random.below(4))
    if bay == "wash" { return .standard(WorkRequirement.StandardWork(minutes: minutes, bay: bay)) }
    return standardWork(minutes, bay: bay, size: random.chance(10) ? 2 : 1)
  }

  /// A vehicle under way on a lift, with more to do on one.
  private mutating func addLock(to workshop: inout TinyWorkshop) {
    let (bay, crew) = (random.pick(["B", "B2"]), random.pick(["T", "T2"]))
    let start = time("08:00") + 30 * random.below(4)
    let isLeft = random.chance(20)
    let lag = random.chance(30) ? ServiceOperation.Lag(min: 0, max: 60) : ServiceOperation.Lag()
    let steps = [
      Step("08:00", "09:00", bay: bay, crew: [crew]) {
        $0.locked = ServiceOperation.LockedWork(bay: bay, technicians: [crew], start: start)
        $0.bayAfter = isLeft ? .leave : nil
      },
      Step("09:00", "10:00") { $0.lag = lag },
    ]
    workshop.leaveOut("L", steps) { $0.arrived = time("-1 10:00") }
  }
}
