import BaylineModel

/// The workshop through a year, minute by minute, dispatched by people who do not plan ahead.
///
/// Vehicles are received (`Counter`), then each goes to the crew of its advisor. The crew's next free technician who is able takes
/// the order that was received first, returns before all, in the first free bay of the type. Where the crew has nobody
/// able, the order counts with others as one of their own; others also help after the job has waited for
/// ``HistoryTruth/helpAfter`` minutes, once they have begun all of theirs.
struct ShopFloor {
  let shop: PastShop
  let roster: DutyRoster
  /// All vehicles of the year so far.
  var vehicles: [Vehicle] = []
  /// Those of them that were there this morning, or have come today.
  private(set) var house: [Int] = []
  /// Those with steps that are not begun, in the order in which they are served.
  var waiting: [Int] = []
  /// For each technician the end of the last job, the vehicle, and when another one is taken.
  var technicians: [(end: Int, vehicle: Int, free: Int)]
  /// For each bay when it is free.
  var bays: [Int]
  /// Minutes of today at which something may happen.
  var wakes = WakeTimes()

  /// An empty workshop on some open days.
  init(shop: PastShop, open: [CivilDate]) {
    self.shop = shop
    roster = DutyRoster(workshop: shop.workshop, open: open, overtime: shop.truth.overtimeMinutes)
    technicians = shop.site.technicians.map { _ in (0, -1, 0) }
    bays = shop.site.bays.map { _ in 0 }
  }

  /// Plays a day: whoever comes is received, and work is done until nobody begins anything more.
  ///
  /// - Returns: For each guest the vehicle.
  mutating func play(
    _ date: CivilDate, isLast: Bool, _ guests: [Counter.Guest], holds: [HandBook.Slot],
    _ day: inout BookedDay, seed: UInt64
  ) -> [Int] {
    let midnight = CivilTime(date).minutes
    var counter = Counter(shop.workshop, date: date, guests: guests, holds: holds)
    var received = [Int](repeating: -1, count: guests.count)
    wakes = WakeTimes(from: midnight, days: isLast ? DutyRoster.lastDays : 1)
    for time in counter.wakes { wakes.add(time) }
    for technician in technicians.indices {
      for shift in roster.shifts(of: technician, at: midnight) { wakes.add(shift.from) }
      wakes.add(technicians[technician].free)
    }
    for free in bays { wakes.add(free) }
    for vehicle in waiting {
      // On the last day nobody waits for the van of the next one: somebody fetches the parts.
      if isLast { vehicles[vehicle].partsFrom = 0 }
      wake(vehicle)
    }
    while let time = wakes.next() {
      while let (guest, advisor) = counter.receive(at: time) {
        let visit = guests[guest].visit
        let parts = guests[guest].partsFrom ?? day.takeParts(visit.parts)
        let vehicle = Vehicle(
          visit, advisor: advisor, received: time, partsFrom: isLast ? 0 : parts.minutes,
          hasLoaner: visit.loaner && hasLoaner(at: time), at: shop, seed: seed)
        received[guest] = vehicles.count
        vehicles.append(vehicle)
        house.append(vehicles.count - 1)
        waiting.append(vehicles.count - 1)
        waiting = waiting.sorted { order($0) < order($1) }
        wake(vehicles.count - 1)
        wakes.add(time + shop.site.booking.receptionMinutes)
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
  mutating func wake(_ vehicle: Int) {
    let open = vehicles[vehicle].open
    wakes.add(open)
    wakes.add(open + shop.truth.helpAfter)
  }
}

/// The minutes of a day at which something may happen, each of them visited once, in order.
struct WakeTimes {
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
