import BaylineModel

/// One playing of the days: a discrete-event simulation in whole minutes (A. M. Law, 2015, *Simulation Modeling and
/// Analysis*, 5th ed., chapter 1).
///
/// In a minute all that ends, comes or lapses is noted first; then advisors receive whom they can, and technicians begin
/// what is ready, until nothing more can be begun.
struct ShopRun {
  private let shared: SharedShop
  let randomNumbers: CommonRandomNumbers

  /// The tables, not copied.
  var shop: Shop { _read { yield shared.tables } }

  var now: Int
  var events = EventQueue()
  /// Position of the next of the shop's wakes.
  private var wake = 0

  /// The visits of the plan, then those without a booking.
  var visits: [RunVisit] = []
  /// The works of the visits, and how far they are.
  var works: [ShopWork]
  var states: [WorkState]
  /// When works were begun and when they ended.
  var starts: [Int]
  var ends: [Int]
  /// Work under way, by the places that events name.
  var running: [RunningWork] = []

  /// Planned works that are ready to be begun, in order of their planned start.
  var due: [Int] = []
  /// Work without a plan that is ready to be begun, in the order in which it is taken.
  var open: [UnassignedWork] = []
  /// Customers who wait for any advisor, in the order in which they are taken.
  var waiting: [Int] = []
  /// Customers who are in house or expected.
  var unsettled = 0

  /// Planned works by technician and by bay, in order of their planned start.
  var technicianQueues: [[Int]]
  var bayQueues: [[Int]]
  /// Works under way by technician and by bay.
  var busyTechnicians: [Int]
  var busyBays: [Int]
  /// Until when advisors receive somebody.
  var busyAdvisors: [Int]
  /// How many advisors have received.
  var receptions: [Int]
  var loanersOut: Int
  /// Positions in the queues of the first work that has not begun.
  var technicianHeads: [Int]
  var bayHeads: [Int]
  /// Positions in the advisors' queues of the first visit whose slot is neither used nor released.
  var advisorHeads: [Int]
  /// Minutes of work without a plan that has been taken in and not begun, by trade.
  var promised: [Int]
  var tally = Tally()
  /// Whether anything has changed since technicians looked last for what they can begin.
  var needsDispatch = true

  enum WorkState {
    /// To come.
    case planned
    /// Its vehicle is there, and the work before it is done.
    case due
    case begun
    case done
    /// Its customer did not come, or it is done without a plan.
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
    technicianQueues = shop.technicianQueues
    bayQueues = shop.bayQueues
    busyTechnicians = Array(repeating: 0, count: shop.technicians.count)
    busyBays = Array(repeating: 0, count: shop.bays.count)
    busyAdvisors = Array(repeating: Int.min, count: shop.advisors.count)
    receptions = Array(repeating: 0, count: shop.advisors.count)
    loanersOut = 0
    technicianHeads = Array(repeating: 0, count: shop.technicians.count)
    bayHeads = Array(repeating: 0, count: shop.bays.count)
    advisorHeads = Array(repeating: 0, count: shop.advisors.count)
    promised = Array(repeating: 0, count: 1 + (shop.needs.map(\.trade).max() ?? 0))
  }

  /// Plays from the first minute until everybody is gone.
  mutating func simulate() {
    initializeState()
    while simulate(until: shop.lastMinute) {}
    settle()
  }

  /// Plays on, and stops before a minute; whether anything is left to be played from there on.
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
    case .fixedWorkStarts: if !isOff(works[subject].visit) { beginPlanned(subject, at: now) }
    case .workEnds: endWork(subject)
    case .received: received(subject)
    case .arrives: arrives(subject)
    case .recordedReceptionStarts: receiveByRecord(subject)
    case .slotExpires: expireSlot(subject)
    case .reneges: renege(subject)
    case .workApproved: approve(subject)
    case .partsArrive: makeReady(subject)
    case .workIsDue: needsDispatch = true
    case .loanerReturned: returnLoaner(subject)
    }
  }

  // MARK: - The first minute

  /// Lets in who is there, and draws what will come.
  mutating func initializeState() {
    visits.reserveCapacity(shop.visits.count + 32)
    for (index, visit) in shop.visits.enumerated() { open(visit, index) }
    drawParts()
    for (index, work) in works.enumerated() where work.isForced && !isOff(work.visit) {
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
    var state = RunVisit(
      key: visit.key, kind: visit.kind, isReturn: visit.isReturn, isWaiting: visit.isWaiting,
      needsLoaner: visit.needsLoaner, works: visit.works, finish: visit.observed?.finish ?? shop.finish)
    state.bookedArrival = visit.arrival
    state.isNewArrival = visit.arrival != nil
    state.isLockedOnly = visit.isLockedOnly
    state.readyBy = visit.readyBy
    state.earliest = visit.earliest
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
    if !state.isNoShow { events.add(.arrives, of: index, at: max(shop.now, state.arrivedAt)) }
    if state.isNoShow || state.arrivedAt > arrival + shop.grace {
      events.add(.slotExpires, of: index, at: arrival + shop.grace)
    }
    visits.append(state)
  }

  /// A visit whose reception is a fact: nobody has to be free for it.
  private mutating func open(_ visit: RunVisit, _ index: Int, received reception: ShopVisit.Reception) {
    var state = visit
    state.arrivedAt = reception.arrivedAt
    state.isNewArrival = true
    state.bookedArrival = reception.bookedArrival
    events.add(.arrives, of: index, at: max(shop.now, reception.arrivedAt))
    events.add(.recordedReceptionStarts, of: index, at: max(shop.now, reception.at))
    visits.append(state)
  }

  /// Whether a customer with a booking does not come.
  private func isOff(_ index: Int) -> Bool {
    visits[index].isNoShow
  }

  /// By how many minutes a customer is late; early is negative.
  private func deviation(_ visit: ShopVisit) -> Int {
    if shop.latePercent <= 0, shop.earlyPercent <= 0 { return 0 }
    let place = randomNumbers.uniform(.punctuality, of: visit.key) * 100
    let size = randomNumbers.uniform(.lateness, of: visit.key)
    if place < shop.latePercent { return shop.late.minutes(at: size) }
    if place >= 100 - shop.earlyPercent { return -shop.early.minutes(at: size) }
    return 0
  }

  /// Draws whether, on which work and how much work will be found.
  private func drawAddedWork(_ state: inout RunVisit, _ visit: ShopVisit) {
    guard randomNumbers.happens(shop.addedPercent[visit.kind], .addedWork, of: visit.key) else { return }
    let places = visit.works.filter { !works[$0].crew.isEmpty && !works[$0].hasKnownDuration }
    state.addedWorkTrigger = place(of: visit.key, among: places)
  }

  /// One of some places, by a visit's chance.
  func place(of key: UInt64, among places: [Int]) -> Int? {
    if places.isEmpty { return nil }
    let drawn = Int(randomNumbers.uniform(.addedPlace, of: key) * Double(places.count))
    return places[min(places.count - 1, drawn)]
  }
}

/// A visit as it goes.
struct RunVisit {
  let key: UInt64
  let kind: Int
  let isReturn: Bool
  var isWaiting: Bool
  var needsLoaner: Bool
  var phase = Phase.expected
  /// The arrival that was told to the customer; `nil` without a booking.
  var bookedArrival: Int?
  /// Whether it comes through the door in the days that are played.
  var isNewArrival = true
  /// It was left out, and only its locked works are played.
  var isLockedOnly = false
  var readyBy: Int?
  /// When it could have been begun at the earliest; `nil` is when it comes.
  var earliest: Int?
  /// Minutes from the end of the last operation to ready.
  var finish: Int
  var isNoShow = false
  /// When the customer comes.
  var arrivedAt = 0
  /// When an advisor begins to receive the customer.
  var receivedAt = 0
  /// When the vehicle is there for the workshop.
  var availableAt = 0
  /// When all parts of the plan are there.
  var partsAt = Int.min
  var waitsForParts = false
  /// The slot was released: the customer takes what is free.
  var hasSlotExpired = false
  /// The job of a customer without a booking, among the visits that jobs are taken from.
  var job = 0
  let works: Range<Int>
  /// The next of its works.
  var next: Int
  /// The work on which more will be found.
  var addedWorkTrigger: Int?
  /// FoundWork work to be done next.
  var found: UnassignedWork?
  var hasLoaner = false
  var advisor = -1
  var begunAt: Int?
  var readyAt: Int?

  enum Phase {
    case expected
    /// Waits for an advisor.
    case waitingForAdvisor
    case inReception
    case inHouse
    case done
    /// Did not come, left or was sent away.
    case departed
  }

  var isInHouse: Bool { phase == .inHouse }

  init(
    key: UInt64, kind: Int, isReturn: Bool, isWaiting: Bool, needsLoaner: Bool, works: Range<Int>, finish: Int
  ) {
    self.finish = finish
    self.key = key
    self.kind = kind
    self.isReturn = isReturn
    self.isWaiting = isWaiting
    self.needsLoaner = needsLoaner
    self.works = works
    next = works.lowerBound
  }
}

/// Work under way.
struct RunningWork {
  let visit: Int
  /// The work; `nil` if it was found on the way.
  let work: Int?
  let crew: [Int]
  let bay: Int?
  let start: Int
  let end: Int
  /// Where more is found on it, how large the work is by which that is measured, and its need.
  let need: Int
  let minutes: Int
  let duration: Int
}

/// Work that whoever is able and free takes.
struct UnassignedWork {
  let visit: Int
  let need: Int
  let duration: Int
  let key: UInt64
  /// The work; `nil` if it was found on the way.
  let work: Int?
  /// Minutes in percent of those of its need.
  let percent: Double
  /// Who found it and goes on with it if they are free.
  let crew: [Int]
  let bay: Int?
  /// Since when it is ready.
  let since: Int
  let isReturn: Bool
  /// What it took of its planned time, where that is known.
  var share: Double?
}
