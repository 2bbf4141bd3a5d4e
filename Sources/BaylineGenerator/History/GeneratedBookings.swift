import BaylineMath
import BaylineModel

/// What is known of a day the evening before: who has booked, for when, and which parts are there. Nothing of it depends on what is
/// drawn for the day itself (``DayTurnout``).
struct GeneratedBookings {
  /// A booked visit with the time that was told to the customer.
  struct BookedVisit {
    let visit: Appointment
    let slot: NearestSlotBook.Slot
  }

  let date: CivilDate
  /// The booked visits in the order of their ids.
  let booked: [BookedVisit]
  /// How many of them will not come; who, the day says.
  let absent: Int
  /// The kinds of the vehicles that will come, as many as the record has, road calls aside.
  let kinds: [VisitKind]
  /// Vehicles that will be towed in.
  let roadCalls: Int
  /// The parts, of which the booked visits have been promised theirs.
  private(set) var store: PartsStore
  /// When the parts of each booked visit are there.
  let partsFrom: [CivilTime]

  /// The evening before a day with some orders.
  ///
  /// The orders of the record are those that came. Some of them were booked; on top of these come as many bookings as fail while
  /// those are made, each by the rate of its hour and weekday.
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
        // No quarter hour is left in these times: the customer agrees to any other of the day.
        visit.availability = [
          TimeWindow(
            from: CivilTime(date, minuteOfDay: opening), to: CivilTime(date, minuteOfDay: closing))
        ]
        slot = book.book(visit)
      }
      // With a full book the customer is told to come without one, and counts among those.
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

  /// Those who call for a day, and how many of them there must be for as many to come as were booked.
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
    // Further bookings are of the kinds that come anyway, so that any of the booked may stay away.
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

  /// The kinds of the visits behind some orders, road calls aside: maintenance is a first service now and then, damage is a small
  /// accident, rework is a return.
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

  /// An id of which the whole past has only one, for a vehicle that stays overnight has it on the next day as well: a letter (A for
  /// appointments, W for walk-ins), month and day, and a number.
  static func id(_ letter: String, _ date: CivilDate, _ number: Int) -> String {
    let (_, month, day) = date.components
    return "\(letter)\(padded(month, to: 2))\(padded(day, to: 2))-\(padded(number, to: 2))"
  }

  /// Promises a visit without a booking its parts; says from when on they are there.
  mutating func reserveParts(_ needs: [PartRequirement]) -> CivilTime {
    store.take(needs)
  }
}
