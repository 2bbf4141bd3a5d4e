import BaylineModel

/// A simulated year of past days, from an empty yard in January.
struct HistoryYear {
  private let shop: HistoryWorkshop
  /// The days on which the workshop was open and had visits.
  private let open: [CivilDate]
  /// The requested days so far.
  private var logs: [Log] = []
  private var floor: ShopFloor
  private let source: String

  /// A day whose vehicles may not be ready yet.
  private struct Log {
    let date: CivilDate
    let demand: Demand
    /// The vehicles on site in the morning.
    let house: [Int]
    /// The visits in the order of the demand, then of the requests.
    var visits: [(visit: Appointment, booked: Appointment.Booking?, result: Result)]
    let requests: [Appointment]

    enum Result {
      case vehicle(Int, came: CivilTime)
      case ended(ActualDay.Visit.Outcome, reason: String, came: CivilTime?)
    }
  }

  /// A year of a workshop.
  init(_ year: Int, at shop: HistoryWorkshop, source: String) {
    self.shop = shop
    self.source = source
    let first = CivilDate(year: year, month: 1, day: 1)?.ordinal ?? 1
    open = (first..<first + 366).map { CivilDate(ordinal: $0) }.filter { date in
      date.components.year == year && (LightCarShop.orders(on: date)?.total ?? 0) > 0
        && shop.workshop.opening(on: date) != nil
    }
    floor = ShopFloor(shop: shop, open: open)
  }

  /// The days of a range. Also simulates the earlier days of the year, and later ones until the last vehicle of the range is ready.
  mutating func days(in range: ClosedRange<CivilDate>, otherwise: [CivilDate: UInt64]) -> [PastDay] {
    guard open.contains(where: range.contains) else { return [] }
    for date in open {
      if date > range.upperBound, isDone { break }
      play(date, isRequested: range.contains(date), salt: otherwise[date] ?? 0)
    }
    return logs.map(day)
  }

  /// Whether all vehicles of the requested days are ready.
  private var isDone: Bool {
    let last = logs.last.map { CivilTime($0.date.advanced(by: 1)).minutes } ?? 0
    return floor.house.allSatisfy { floor.vehicles[$0].received >= last || floor.vehicles[$0].ready != nil }
  }

  // MARK: - A day

  private mutating func play(_ date: CivilDate, isRequested: Bool, salt: UInt64) {
    guard let orders = LightCarShop.orders(on: date) else { return }
    let midnight = CivilTime(date).minutes
    floor.open(at: midnight)
    let house = floor.house
    var day = GeneratedBookings(orders, on: date, at: shop)
    let demand = isRequested ? demand(of: day, house) : nil

    let seed = shop.seed("chance/\(date)") ^ salt
    let turnout = DayTurnout(day, at: shop, seed: seed)
    var customers: [ReceptionQueue.Customer] = []
    var holds: [NearestSlotBook.Slot] = []
    /// The index in `customers` of each booking and walk-in; `nil` if the customer is absent or leaves.
    var places: [Int?] = []
    for (place, (booked, attendance)) in zip(day.booked, turnout.attendance).enumerated() {
      places.append(nil)
      switch attendance {
      case .arrives(let minute):
        places[place] = customers.count
        customers.append(
          ReceptionQueue.Customer(
            visit: booked.visit, came: midnight + minute, slot: booked.slot, partsFrom: day.partsFrom[place]))
      case .absent(.noShow, _): holds.append(booked.slot)
      case .absent: break
      }
    }
    for walkIn in turnout.walkIns {
      places.append(walkIn.leaves == nil ? customers.count : nil)
      guard walkIn.leaves == nil else { continue }
      customers.append(
        ReceptionQueue.Customer(visit: walkIn.visit, came: midnight + walkIn.came, slot: nil, partsFrom: nil))
    }
    let vehicles = floor.play(date, isLast: date == open.last, customers, holds: holds, &day, seed: seed)
    guard let demand else { return }
    func result(_ place: Int, else ended: Log.Result) -> Log.Result {
      places[place].map { .vehicle(vehicles[$0], came: CivilTime(minutes: customers[$0].came)) } ?? ended
    }
    var log = Log(
      date: date, demand: demand, house: house, visits: [], requests: turnout.walkIns.map(\.visit))
    for (place, (booked, attendance)) in zip(day.booked, turnout.attendance).enumerated() {
      var ended = Log.Result.ended(.noShow, reason: "", came: nil)
      if case .absent(let outcome, let reason) = attendance {
        ended = .ended(outcome, reason: reason, came: nil)
      }
      let confirmed = Appointment.Booking(
        arrival: CivilTime(date, minuteOfDay: booked.slot.minute),
        advisor: shop.site.advisors[booked.slot.advisor].id)
      log.visits.append((booked.visit, confirmed, result(place, else: ended)))
    }
    for (place, walkIn) in turnout.walkIns.enumerated() {
      let left = Log.Result.ended(
        .lost, reason: walkIn.leaves ?? "", came: CivilTime(date, minuteOfDay: walkIn.came))
      log.visits.append((walkIn.visit, nil, result(day.booked.count + place, else: left)))
    }
    logs.append(log)
  }

  /// The demand of the evening before: vehicles on site, then bookings.
  private func demand(of day: GeneratedBookings, _ house: [Int]) -> Demand {
    let midnight = CivilTime(day.date).minutes
    let held = house.map { floor.vehicles[$0] }.filter { !$0.isBegun(before: midnight) && !$0.visit.picked }
    let carryOver = day.date.weekday == .friday || day.date.weekday == .saturday ? 3 : 2
    return Demand(
      horizon: Demand.Horizon(from: day.date, days: 1, carryOverDays: carryOver),
      parts: day.store.parts(
        reserving: held.map { ($0.visit.parts, CivilTime(minutes: $0.partsFrom)) }),
      appointments: house.map { floor.vehicles[$0].carried(to: day.date, at: shop.site) }
        + day.booked.map(\.visit))
  }

  // MARK: - The record of a day

  private func day(_ log: Log) -> PastDay {
    let carried = log.house.map {
      floor.vehicles[$0].record(of: log.date, came: nil, booked: nil, at: shop.site)
    }
    let visits = log.visits.map { visit, booked, result in
      switch result {
      case .vehicle(let vehicle, let came):
        floor.vehicles[vehicle].record(of: log.date, came: came, booked: booked, at: shop.site)
      case .ended(let outcome, let reason, let came):
        ActualDay.Visit(appointment: visit.id, outcome: outcome, reason: reason, booked: booked, came: came)
      }
    }
    return PastDay(
      demand: log.demand,
      actual: ActualDay(day: log.date, source: source, requests: log.requests, visits: carried + visits))
  }
}
