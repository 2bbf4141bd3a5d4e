import BaylineMath
import BaylineModel

/// What is known of a day the evening before: the bookings and the parts. Independent of what is drawn for the day itself
/// (``DayTurnout``).
struct GeneratedBookings {
  /// A visit with its confirmed slot.
  struct BookedVisit {
    let visit: Appointment
    let slot: NearestSlotBook.Slot
  }

  let date: CivilDate
  /// The booked visits by id.
  let booked: [BookedVisit]
  /// The number of absent customers; `DayTurnout` draws who they are.
  let absent: Int
  /// The kinds of the visits that come according to the record, without road calls.
  let kinds: [VisitKind]
  /// The number of vehicles that are towed in.
  let roadCalls: Int
  /// The parts, with reservations for the booked visits.
  private(set) var store: PartsStore
  /// When the parts of each booked visit are available.
  let partsFrom: [CivilTime]

  /// Draws the bookings of a day with some orders.
  ///
  /// The orders of the record are the visits that came. Some of them are drawn as booked; the bookings that fail, at the rates of
  /// their hours and weekday, are added to them.
  init(_ orders: OrderCounts, on date: CivilDate, at shop: HistoryWorkshop) {
    self.date = date
    let seed = shop.seed("day/\(date)")
    var random = SplitMix64(seed: seed, stream: "orders")
    kinds = random.shuffled(Self.kinds(of: orders, &random))
    roadCalls = orders.roadCall

    let visits = Self.callers(kinds, on: date, at: shop, seed: seed, &random)
    var book = NearestSlotBook(workshop: shop.workshop, date: date)
    let called = visits.map { $0.visit.card.called ?? CivilTime(date) }
    let byCall = visits.indices.sorted { (called[$0], $0) < (called[$1], $1) }
    var slots: [Int: BookedVisit] = [:]
    for index in byCall {
      var visit = visits[index].visit
      var slot = book.book(visit)
      if slot == nil, let (opening, closing) = shop.workshop.opening(on: date) {
        // If the customer's times are full, any other time of the day will do.
        visit.availability = [
          TimeWindow(
            from: CivilTime(date, minuteOfDay: opening), to: CivilTime(date, minuteOfDay: closing))
        ]
        slot = book.book(visit)
      }
      // If the day is full, the customer becomes a walk-in.
      if let slot { slots[index] = BookedVisit(visit: visit, slot: slot) }
    }
    let booked = visits.indices.compactMap { slots[$0] }
    self.booked = booked
    absent = visits.indices.count { slots[$0] != nil && visits[$0].fails }

    store = PartsStore(for: booked.map(\.visit), on: date, seed: seed)
    var partsFrom = [CivilTime](repeating: CivilTime(date), count: booked.count)
    for index in booked.indices.sorted(by: { (booked[$0].slot.minute, $0) < (booked[$1].slot.minute, $1) }) {
      partsFrom[index] = store.take(booked[index].visit.parts)
    }
    self.partsFrom = partsFrom
  }

  /// Draws callers until as many will come as the record has booked visits.
  private static func callers(
    _ kinds: [VisitKind], on date: CivilDate, at shop: HistoryWorkshop, seed: UInt64,
    _ random: inout SplitMix64
  ) -> [(visit: Appointment, fails: Bool)] {
    let percent = shop.truth.walkInPercent(on: date.weekday)
    var (calling, walking): ([VisitKind], [VisitKind]) = ([], [])
    for kind in kinds {
      let mustBook = kind == .comeback || kind == .recall
      if mustBook || !random.chance(percent) { calling.append(kind) } else { walking.append(kind) }
    }
    // Additional bookings are of kinds that come anyway, so that any booked customer may be absent.
    let pool = calling + walking
    var visits: [(visit: Appointment, fails: Bool)] = []
    var coming = 0
    while coming < calling.count {
      let kind = visits.count < pool.count ? pool[visits.count] : random.pick(pool)
      let visit = shop.visit(
        id("A", date, visits.count + 1), kind, on: date, seed: seed, &random)
      let hour = (visit.preferredArrival ?? CivilTime(date, minuteOfDay: 600)).minuteOfDay / 60
      let fails = random.uniform() * 100 < shop.truth.absentPercent(on: date.weekday, hour: hour)
      visits.append((visit, fails))
      if !fails { coming += 1 }
    }
    return visits
  }

  /// The kinds of visit for some orders, without road calls: maintenance is sometimes a first service, damage is an accident, and
  /// rework is a comeback.
  private static func kinds(of orders: OrderCounts, _ random: inout SplitMix64) -> [VisitKind] {
    var kinds: [VisitKind] = []
    for _ in 0..<orders.preventive { kinds.append(random.chance(8) ? .firstService : .maintenance) }
    for (count, kind) in [
      (orders.repair, VisitKind.repair), (orders.damage + orders.accident, .accident),
      (orders.warranty, .warranty), (orders.recall, .recall), (orders.rework, .comeback),
    ] {
      kinds += [VisitKind](repeating: kind, count: count)
    }
    return kinds
  }

  /// An id that is unique within a year, because a vehicle that stays overnight keeps it: a letter (A for appointments, W for
  /// walk-ins), month and day, and a number.
  static func id(_ letter: String, _ date: CivilDate, _ number: Int) -> String {
    let (_, month, day) = date.components
    return "\(letter)\(padded(month, to: 2))\(padded(day, to: 2))-\(padded(number, to: 2))"
  }

  /// Reserves the parts of a walk-in, and returns when they are available.
  mutating func reserveParts(_ needs: [SparePart.Requirement]) -> CivilTime {
    store.take(needs)
  }
}
