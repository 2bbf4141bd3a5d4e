import BaylineModel

/// One replication of the days: a discrete-event simulation in integer minutes (A. M. Law, 2015, *Simulation Modeling
/// and Analysis*, 5th ed., chapter 1).
///
/// Within a minute, all events are handled first; then advisors receive customers and technicians start work until
/// nothing more can start.
struct ShopRun {
  private let shared: SharedShop
  let randomNumbers: CommonRandomNumbers

  /// The compiled tables, accessed without copying.
  var shop: Shop { _read { yield shared.tables } }

  var now: Int
  var events = EventQueue()
  /// Index of the shop's next wake time.
  private var wake = 0

  /// The visits of the plan, then walk-ins.
  var visits: [RunVisit] = []
  /// The works of the visits, and their states.
  var works: [ShopWork]
  var states: [WorkState]
  /// When works started and ended.
  var starts: [Int]
  var ends: [Int]
  /// Works started so far, by the index that events refer to.
  var running: [RunningWork] = []

  /// Planned works that are ready to start, by planned start.
  var due: [Int] = []
  /// Work without a plan that is ready to start, in the order in which it is assigned.
  var open: [UnassignedWork] = []
  /// Customers who wait for any advisor, in the order in which they are received.
  var waiting: [Int] = []
  /// The number of customers who are in house or expected.
  var unsettled = 0

  /// Planned works by technician and by bay, in order of planned start.
  var technicianQueues: [[Int]]
  var bayQueues: [[Int]]
  var equipmentQueues: [[Int]]
  /// The number of works in progress by technician and by bay.
  var busyTechnicians: [Int]
  var busyBays: [Int]
  /// When planned works in progress are expected to end, and until when people and bays are expected to be busy.
  var expectedEnds: [Int]
  var freeTechnicians: [Int]
  var freeBays: [Int]
  /// The number of each equipment in use.
  var usedEquipment: [Int]
  /// The number of vehicles that hold each bay between two works.
  var holds: [Int]
  /// The vehicle that stands in each bay between two works without holding it; -1 if there is none.
  var standing: [Int]
  /// When each advisor's current reception ends.
  var busyAdvisors: [Int]
  /// The number of receptions by advisor.
  var receptions: [Int]
  var loanersOut: Int
  /// Indices in the queues of the first work that has not started.
  var technicianHeads: [Int]
  var bayHeads: [Int]
  var equipmentHeads: [Int]
  /// Indices in the advisors' queues of the first visit whose slot is neither used nor released.
  var advisorHeads: [Int]
  /// Standard minutes, by trade, of accepted work without a plan that has not started.
  var promised: [Int]
  /// The trips of drivers that have become due, and those that wait for a driver, in the order in which they go.
  var trips: [DriverTrip] = []
  var waitingTrips: [Int] = []
  var driversOut = 0
  /// Customers without a booking who were accepted, by limit and arrival day.
  var acceptedArrivals: [[Int]]
  /// Until when works are held back for the sake of those that must follow them.
  var heldBack: [Int: Int] = [:]
  var tally = Tally()
  /// Whether anything has changed since technicians last looked for work.
  var needsDispatch = true

  enum WorkState {
    /// Not ready yet.
    case planned
    /// The vehicle is available and the previous work is done.
    case due
    case begun
    case done
    /// It has no place in the plan, or lost it because the customer did not arrive.
    case unassigned
  }

  init(_ shared: SharedShop, randomNumbers: CommonRandomNumbers) {
    let shop = shared.tables
    self.shared = shared
    self.randomNumbers = randomNumbers
    now = shop.now
    works = shop.works
    states = Array(repeating: .planned, count: shop.works.count)
    starts = Array(repeating: 0, count: shop.works.count)
    ends = starts
    expectedEnds = starts
    technicianQueues = shop.technicianQueues
    bayQueues = shop.bayQueues
    equipmentQueues = shop.equipmentQueues
    busyTechnicians = Array(repeating: 0, count: shop.technicians.count)
    busyBays = Array(repeating: 0, count: shop.bays.count)
    (freeTechnicians, freeBays) = (busyTechnicians, busyBays)
    usedEquipment = Array(repeating: 0, count: shop.equipment.count)
    holds = busyBays
    standing = Array(repeating: -1, count: shop.bays.count)
    acceptedArrivals = shop.limits.map(\.planned)
    busyAdvisors = Array(repeating: Int.min, count: shop.advisors.count)
    receptions = Array(repeating: 0, count: shop.advisors.count)
    loanersOut = 0
    technicianHeads = Array(repeating: 0, count: shop.technicians.count)
    bayHeads = Array(repeating: 0, count: shop.bays.count)
    equipmentHeads = Array(repeating: 0, count: shop.equipment.count)
    advisorHeads = Array(repeating: 0, count: shop.advisors.count)
    promised = Array(repeating: 0, count: 1 + (shop.needs.map(\.trade).max() ?? 0))
  }

  /// Runs from the first minute until the last customer has left.
  mutating func simulate() {
    initializeState()
    while simulate(until: shop.lastMinute) {}
    settle()
  }

  /// Continues and stops before a minute. Returns whether events remain from there on.
  mutating func simulate(until end: Int) -> Bool {
    while let next = nextTime(), unsettled > 0, next < shop.lastMinute {
      if next >= end { return true }
      now = next
      while wake < shop.wakes.count, shop.wakes[wake] <= now {
        wake += 1
        needsDispatch = true
      }
      while let (event, subject) = events.take(at: now) { handle(event, subject) }
      while receive() || begin() {}
    }
    return false
  }

  private func nextTime() -> Int? {
    let next = events.nextTime
    guard wake < shop.wakes.count else { return next }
    return min(shop.wakes[wake], next ?? .max)
  }

  private mutating func handle(_ event: ShopEvent, _ subject: Int) {
    switch event {
    case .fixedWorkStarts: if !isNoShow(works[subject].visit) { beginPlanned(subject, at: now) }
    case .workEnds: endWork(subject)
    case .received: received(subject)
    case .arrives: arrives(subject)
    case .recordedReceptionStarts: receiveByRecord(subject)
    case .slotExpires: expireSlot(subject)
    case .reneges: renege(subject)
    case .workApproved, .partsArrive, .vehicleIsReady: makeReady(subject)
    case .tripIsDue: makeDue(trip: subject)
    case .tripEnds: endTrip(subject)
    case .driversLook: startTrips()
    case .workIsDue: needsDispatch = true
    case .loanerReturned: returnLoaner(subject)
    }
  }

  // MARK: - The first minute

  /// Admits the vehicles that are there, and draws what will happen.
  mutating func initializeState() {
    visits.reserveCapacity(shop.visits.count + 32)
    for (index, visit) in shop.visits.enumerated() { open(visit, index) }
    drawParts()
    for (index, work) in works.enumerated() where work.isForced && !isNoShow(work.visit) {
      if work.start < now {
        beginPlanned(index, at: work.start)
      } else {
        events.add(.fixedWorkStarts, of: index, at: work.start)
      }
    }
    for index in shop.visits.indices where visits[index].isInHouse { makeReady(index) }
    drawWalkIns()
  }

  private mutating func open(_ visit: ShopVisit, _ index: Int) {
    var state = RunVisit(visit, in: shop)
    state.bookedArrival = visit.arrival
    state.isNewArrival = visit.arrival != nil
    unsettled += 1
    if let reception = visit.reception { return open(state, index, received: reception) }
    if visit.observed == nil { drawAddedWork(&state, visit) }
    guard let arrival = visit.arrival else {
      state.phase = .inHouse
      state.arrivedAt = visit.since
      state.receivedAt = visit.since
      state.availableAt = visit.since
      visits.append(state)
      if visit.needsLoaner, !visit.isLockedOnly { takeLoaner(index) }
      return
    }
    if let observed = visit.observed {
      state.arrivedAt = arrival + observed.deviation
      state.isNoShow = !observed.arrives
    } else {
      state.arrivedAt = arrival + deviation(visit)
      state.isNoShow = randomNumbers.happens(visit.noShow, .noShow, of: visit.key)
    }
    if visit.collect != nil, visit.observed == nil, arrival >= shop.now {
      state.arrivedAt = arrival
      visits.append(state)
      return expectCollection(of: index)
    }
    if !state.isNoShow, arrival < shop.now, state.arrivedAt < shop.now {
      return open(state, index, receivedBefore: max(arrival, state.arrivedAt))
    }
    if !state.isNoShow { events.add(.arrives, of: index, at: max(shop.now, state.arrivedAt)) }
    if state.isNoShow || state.arrivedAt > arrival + shop.grace {
      events.add(.slotExpires, of: index, at: max(shop.now, arrival + shop.grace))
    }
    visits.append(state)
  }

  /// Adds a visit that was received as planned before the first minute.
  private mutating func open(_ visit: RunVisit, _ index: Int, receivedBefore time: Int) {
    var state = visit
    state.receivedAt = time
    state.advisor = shop.visits[index].advisor
    let end = time + shop.reception
    if state.advisor >= 0 {
      receptions[state.advisor] += 1
      busyAdvisors[state.advisor] = max(busyAdvisors[state.advisor], end)
    }
    state.phase = end <= shop.now ? .inHouse : .inReception
    state.availableAt = end
    visits.append(state)
    guard end <= shop.now else { return events.add(.received, of: index, at: end) }
    if state.needsLoaner { takeLoaner(index) }
  }

  /// Adds a visit with a recorded reception; no advisor needs to be free for it.
  private mutating func open(_ visit: RunVisit, _ index: Int, received reception: ShopVisit.Reception) {
    var state = visit
    state.arrivedAt = reception.arrivedAt
    state.isNewArrival = true
    state.bookedArrival = reception.bookedArrival
    events.add(.arrives, of: index, at: max(shop.now, reception.arrivedAt))
    events.add(.recordedReceptionStarts, of: index, at: max(shop.now, reception.at))
    visits.append(state)
  }

  /// Whether a booked customer does not show up.
  private func isNoShow(_ index: Int) -> Bool {
    visits[index].isNoShow
  }

  /// The minutes by which a customer is late; negative if early.
  private func deviation(_ visit: ShopVisit) -> Int {
    if shop.latePercent <= 0, shop.earlyPercent <= 0 { return 0 }
    let place = randomNumbers.uniform(.punctuality, of: visit.key) * 100
    let size = randomNumbers.uniform(.lateness, of: visit.key)
    if place < shop.latePercent { return shop.late.minutes(at: size) }
    if place >= 100 - shop.earlyPercent { return -shop.early.minutes(at: size) }
    return 0
  }

  /// Draws whether additional work will be found, and on which work.
  private func drawAddedWork(_ state: inout RunVisit, _ visit: ShopVisit) {
    guard randomNumbers.happens(shop.addedPercent[visit.kind], .addedWork, of: visit.key) else { return }
    let places = visit.works.filter { !works[$0].crew.isEmpty && !works[$0].hasKnownDuration }
    state.addedWorkTrigger = place(of: visit.key, among: places)
  }

  /// One of some works, drawn for a visit.
  func place(of key: UInt64, among places: [Int]) -> Int? {
    if places.isEmpty { return nil }
    let drawn = Int(randomNumbers.uniform(.addedPlace, of: key) * Double(places.count))
    return places[min(places.count - 1, drawn)]
  }
}

/// The state of a visit during a run.
struct RunVisit {
  let key: UInt64
  let kind: Int
  let isReturn: Bool
  var isWaiting: Bool
  var needsLoaner: Bool
  /// How much it weighs where vehicles are ranked, in percent.
  var priority = 100
  /// What it costs if the customer is lost, in points.
  var dropCost = 0
  var phase = Phase.expected
  /// The confirmed arrival; `nil` without a booking.
  var bookedArrival: Int?
  /// Whether the customer arrives during the simulated days.
  var isNewArrival = true
  /// It is not scheduled; only its locked works are simulated.
  var isLockedOnly = false
  var readyBy: Int?
  /// The time that the customer was told by the plan.
  var promise: Int?
  /// When work could start at the earliest; `nil` means on arrival.
  var earliest: Int?
  /// Minutes from the end of the last operation until the vehicle is ready.
  var finish: Int
  var isNoShow = false
  /// When the customer arrives.
  var arrivedAt = 0
  /// When the reception starts.
  var receivedAt = 0
  /// When the vehicle is available to the workshop.
  var availableAt = 0
  /// When all parts are available.
  var partsAt = Int.min
  var waitsForParts = false
  /// The slot was released, so the customer is received like one without a booking.
  var hasSlotExpired = false
  /// For a walk-in, the index of its job among the visits that jobs are taken from.
  var job = 0
  let works: Range<Int>
  /// The index of its next work.
  var next: Int
  /// The work on which additional work will be found.
  var addedWorkTrigger: Int?
  /// Additional work to do next, while the customer is asked.
  var found: UnassignedWork?
  /// Whether additional work was found and has not started.
  var hasOpenFinding = false
  var hasLoaner = false
  var advisor = -1
  var begunAt: Int?
  var readyAt: Int?
  /// When the customer has a delivered vehicle again.
  var deliveredAt: Int?
  /// When its last work ended.
  var lastEnd: Int?
  /// The last work with a bay that was begun; `nil` before the first.
  var lastBayWork: Int?
  /// The bay in which it stands; `nil` if it was never in one or has left it.
  var bay: Int?
  /// The number of works in progress in bays.
  var worksInBays = 0
  /// Since when it holds its bay between two works; `nil` if it does not.
  var holdsSince: Int?

  enum Phase {
    case expected
    /// Waiting for an advisor.
    case waitingForAdvisor
    case inReception
    case inHouse
    case done
    /// Did not show up, left or was turned away.
    case departed
  }

  var isInHouse: Bool { phase == .inHouse }

  /// When the customer has the vehicle, or can fetch it; `nil` if the customer did not come or left, or before that.
  func handover(of visit: ShopVisit) -> Int? {
    visit.deliver == nil ? readyAt : deliveredAt
  }
}

extension RunVisit {
  /// A visit of the plan before its arrival.
  init(_ visit: ShopVisit, in shop: Shop) {
    self.init(
      key: visit.key, kind: visit.kind, isReturn: visit.isReturn, isWaiting: visit.isWaiting,
      needsLoaner: visit.needsLoaner, finish: visit.observed?.finish ?? shop.finish, works: visit.works,
      next: visit.works.lowerBound)
    (isLockedOnly, readyBy, earliest) = (visit.isLockedOnly, visit.readyBy, visit.earliest)
    (priority, dropCost, promise) = (visit.priority, visit.dropCost, visit.promise)
  }
}

/// Work that has started.
struct RunningWork {
  let visit: Int
  /// The work; `nil` if it was found on the way.
  let work: Int?
  let crew: [Int]
  let bay: Int?
  let start: Int
  let end: Int
  /// The requirement, planned minutes and duration distribution of additional work found on it.
  let need: Int
  let minutes: Int
  let duration: Int
}

extension RunningWork {
  init(_ work: ShopWork, at index: Int, from start: Int, to end: Int) {
    self.init(
      visit: work.visit, work: index, crew: work.crew, bay: work.bay, start: start, end: end, need: work.need,
      minutes: work.minutes, duration: work.duration)
  }
}

/// Work that any qualified free technician may take.
struct UnassignedWork {
  let visit: Int
  let need: Int
  let duration: Int
  let key: UInt64
  /// The work; `nil` if it was found on the way.
  let work: Int?
  /// Its minutes as a percentage of those of its requirement.
  let percent: Double
  /// The crew that found it, which continues with it if free.
  let crew: [Int]
  let bay: Int?
  /// When it became ready.
  let since: Int
  let isReturn: Bool
  let priority: Int
  /// Its recorded minutes divided by the planned ones, if known.
  var share: Double?
}
