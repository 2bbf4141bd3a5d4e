import BaylineModel

/// The workshop through a year, minute by minute, dispatched by people who do not plan ahead.
///
/// Vehicles are received (`ReceptionQueue`), then each goes to the crew of its advisor. The crew's next free technician who is able takes
/// the order that was received first, returns before all, in the first free bay of the type. Where the crew has nobody
/// able, the order counts with others as one of their own; others also help after the job has waited for
/// ``HistoryGroundTruth/helpAfter`` minutes, once they have begun all of theirs.
struct ShopFloor {
  let shop: HistoryWorkshop
  let roster: DutyRoster
  /// All vehicles of the year so far.
  var vehicles: [ShopFloorVehicle] = []
  /// Those of them that were there this morning, or have come today.
  private(set) var house: [Int] = []
  /// Those with steps that are not begun, in the order in which they are served.
  var waiting: [Int] = []
  /// For each technician the end of the last job, the vehicle, and when another one is taken.
  var technicians: [(end: Int, vehicle: Int, free: Int)]
  /// For each bay when it is free.
  var bays: [Int]
  /// Minutes of today at which something may happen.
  var eventTimes = EventTimes()

  /// An empty workshop on some open days.
  init(shop: HistoryWorkshop, open: [CivilDate]) {
    self.shop = shop
    roster = DutyRoster(workshop: shop.workshop, open: open, overtime: shop.truth.overtimeMinutes)
    technicians = shop.site.technicians.map { _ in (0, -1, 0) }
    bays = shop.site.bays.map { _ in 0 }
  }

  /// Plays a day: whoever comes is received, and work is done until nobody begins anything more.
  ///
  /// - Returns: For each guest the vehicle.
  mutating func play(
    _ date: CivilDate, isLast: Bool, _ customers: [ReceptionQueue.Customer], holds: [NearestSlotBook.Slot],
    _ day: inout GeneratedBookings, seed: UInt64
  ) -> [Int] {
    let midnight = CivilTime(date).minutes
    var counter = ReceptionQueue(shop.workshop, date: date, customers: customers, holds: holds)
    var received = [Int](repeating: -1, count: customers.count)
    eventTimes = EventTimes(from: midnight, days: isLast ? DutyRoster.lastDays : 1)
    for time in counter.eventTimes { eventTimes.add(time) }
    for technician in technicians.indices {
      for shift in roster.shifts(of: technician, at: midnight) { eventTimes.add(shift.from) }
      eventTimes.add(technicians[technician].free)
    }
    for free in bays { eventTimes.add(free) }
    for vehicle in waiting {
      // On the last day nobody waits for the van of the next one: somebody fetches the parts.
      if isLast { vehicles[vehicle].partsFrom = 0 }
      scheduleEvents(vehicle)
    }
    while let time = eventTimes.next() {
      while let (customer, advisor) = counter.receive(at: time) {
        let visit = customers[customer].visit
        let parts = customers[customer].partsFrom ?? day.reserveParts(visit.parts)
        let vehicle = ShopFloorVehicle(
          visit, advisor: advisor, received: time, partsFrom: isLast ? 0 : parts.minutes,
          hasLoaner: visit.loaner && hasLoaner(at: time), at: shop, seed: seed)
        received[customer] = vehicles.count
        vehicles.append(vehicle)
        house.append(vehicles.count - 1)
        waiting.append(vehicles.count - 1)
        waiting = waiting.sorted { order($0) < order($1) }
        scheduleEvents(vehicles.count - 1)
        eventTimes.add(time + shop.site.booking.receptionMinutes)
      }
      dispatch(at: time)
    }
    return received
  }

  /// Sends away in the morning those that are done; those with work that is not done stay.
  mutating func open(at midnight: Int) {
    house = house.filter { vehicles[$0].isAtWork(after: midnight) }
  }

  /// Returns first, then who was received first.
  private func order(_ vehicle: Int) -> (Int, Int, Int) {
    (vehicles[vehicle].isReturn ? 0 : 1, vehicles[vehicle].received, vehicle)
  }

  private func hasLoaner(at time: Int) -> Bool {
    house.count { vehicles[$0].hasLoaner && (vehicles[$0].ready ?? .max) > time } < shop.site.loaners
  }

  /// Looks at a vehicle again when its next step can be begun, and when others may help.
  mutating func scheduleEvents(_ vehicle: Int) {
    let open = vehicles[vehicle].open
    eventTimes.add(open)
    eventTimes.add(open + shop.truth.helpAfter)
  }
}

/// The minutes of a day at which something may happen, each of them visited once, in order.
struct EventTimes {
  private let from: Int
  private var isDue: [Bool]
  private var passed = 0

  init(from: Int = 0, days: Int = 0) {
    self.from = from
    isDue = [Bool](repeating: false, count: days * CivilTime.minutesPerDay)
  }

  /// A time to look again; those of other days are left out.
  mutating func add(_ time: Int) {
    let place = time - from
    if place >= passed, place < isDue.count { isDue[place] = true }
  }

  /// The next of them; `nil` if there is none left.
  mutating func next() -> Int? {
    while passed < isDue.count {
      passed += 1
      if isDue[passed - 1] { return from + passed - 1 }
    }
    return nil
  }
}
