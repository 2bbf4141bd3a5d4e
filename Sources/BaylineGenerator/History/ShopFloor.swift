import BaylineModel

/// The workshop over a year, minute by minute, dispatched without planning ahead.
///
/// Vehicles are received (`ReceptionQueue`), then each goes to the crew of its advisor. The crew's next free qualified technician takes
/// the order received first, comebacks before all others, in the first free bay of the type. If nobody in the crew is qualified, any
/// crew may take the order. After an order has waited for ``HistoryGroundTruth/helpAfter`` minutes, other crews also help once they
/// have started all of their own.
struct ShopFloor {
  let shop: HistoryWorkshop
  let roster: DutyRoster
  /// All vehicles of the year so far.
  var vehicles: [ShopFloorVehicle] = []
  /// The vehicles on site this morning, and today's arrivals.
  private(set) var house: [Int] = []
  /// The vehicles with steps to start, in order of service.
  var waiting: [Int] = []
  /// The end of each technician's last job, its vehicle, and when the technician takes another one.
  var technicians: [(end: Int, vehicle: Int, free: Int)]
  /// When each bay is free.
  var bays: [Int]
  /// The minutes of today at which something may happen.
  var eventTimes = EventTimes()

  /// Creates an empty workshop for some open days.
  init(shop: HistoryWorkshop, open: [CivilDate]) {
    self.shop = shop
    roster = DutyRoster(workshop: shop.workshop, open: open, overtime: shop.truth.overtimeMinutes)
    technicians = shop.site.technicians.map { _ in (0, -1, 0) }
    bays = shop.site.bays.map { _ in 0 }
  }

  /// Simulates a day: receives customers, and dispatches work until nothing more starts.
  ///
  /// - Returns: The vehicle of each customer.
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
      // On the last day nobody waits for deliveries: somebody fetches the parts.
      if isLast { vehicles[vehicle].partsFrom = 0 }
      scheduleEvents(vehicle)
    }
    while let time = eventTimes.next() {
      while let (customer, advisor) = counter.receive(at: time) {
        let visit = customers[customer].visit
        let parts = customers[customer].partsFrom ?? day.reserveParts(visit.parts)
        let reception = ShopFloorVehicle.Reception(
          advisor: advisor, time: time, partsFrom: isLast ? 0 : parts.minutes,
          hasLoaner: visit.loaner && hasLoaner(at: time))
        received[customer] = vehicles.count
        vehicles.append(ShopFloorVehicle(visit, reception, at: shop, seed: seed))
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

  /// Starts a day: finished vehicles leave, those with remaining work stay.
  mutating func open(at midnight: Int) {
    house = house.filter { vehicles[$0].isAtWork(after: midnight) }
  }

  /// Comebacks first, then by reception.
  private func order(_ vehicle: Int) -> (Int, Int, Int) {
    (vehicles[vehicle].isComeback ? 0 : 1, vehicles[vehicle].received, vehicle)
  }

  private func hasLoaner(at time: Int) -> Bool {
    house.count { vehicles[$0].hasLoaner && (vehicles[$0].ready ?? .max) > time } < shop.site.loaners
  }

  /// Schedules a vehicle's next dispatch: when its next step can start, and when other crews may help.
  mutating func scheduleEvents(_ vehicle: Int) {
    let open = vehicles[vehicle].open
    eventTimes.add(open)
    eventTimes.add(open + shop.truth.helpAfter)
  }
}

/// The minutes of a day at which something may happen, each visited once, in order.
struct EventTimes {
  private let from: Int
  private var isDue: [Bool]
  private var passed = 0

  init(from: Int = 0, days: Int = 0) {
    self.from = from
    isDue = [Bool](repeating: false, count: days * CivilTime.minutesPerDay)
  }

  /// Adds a time; those of other days are ignored.
  mutating func add(_ time: Int) {
    let place = time - from
    if place >= passed, place < isDue.count { isDue[place] = true }
  }

  /// The next time; `nil` if there are none left.
  mutating func next() -> Int? {
    while passed < isDue.count {
      passed += 1
      if isDue[passed - 1] { return from + passed - 1 }
    }
    return nil
  }
}
