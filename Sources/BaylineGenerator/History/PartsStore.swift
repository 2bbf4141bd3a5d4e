import BaylineMath
import BaylineModel

/// The parts of a day: those in the demand, and when each visit gets them.
///
/// The parts of booked visits are in stock or on order, and there is spare stock for some more visits. Parts go to bookings first, by
/// time, then to walk-ins as they come. Anything neither in stock nor on order arrives on the next day.
struct PartsStore {
  /// The stock and deliveries of the whole catalogue, so that they do not reveal the walk-ins.
  private(set) var parts: [SparePart]
  private let date: CivilDate
  private let places: [String: Int]
  /// The reserved quantity of each part.
  private var taken: [Int]

  /// The percentage of required parts that are short, and of those, the percentage delivered too late for the day.
  private static let stock = StockPolicy(short: 5, late: 40)
  /// The minute of the next day's delivery.
  private static let vanMinute = 600
  /// The largest quantity of each part that any job of the catalogue needs.
  private static let largest: [String: Int] = Dictionary(
    StandardJobCatalogue.all.flatMap { $0.parts.map { ($0.part, $0.quantity) } },
    uniquingKeysWith: { max($0, $1) })

  /// Draws the stock for the booked visits of a day.
  init(for visits: [Appointment], on date: CivilDate, seed: UInt64) {
    var needed: [String: Int] = [:]
    for visit in visits {
      for need in visit.parts { needed[need.part, default: 0] += need.quantity }
    }
    self.date = date
    parts = PartCatalogue.all.map { entry in
      var random = SplitMix64(seed: seed, stream: "stock/\(entry.id)")
      let need = needed[entry.id] ?? 0
      let spare = 2 * (Self.largest[entry.id] ?? 1) + random.within(0...6)
      var part = SparePart(
        id: entry.id, name: entry.name, shelf: entry.shelf, price: entry.price, onHand: need + spare)
      if need > 0, random.chance(Self.stock.short) {
        part.onHand = need * random.within(20...80) / 100
        part.inbound = Self.stock.deliveries(of: need - part.onHand, on: [date], &random)
      }
      return part
    }
    places = Dictionary(
      parts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    taken = parts.map { _ in 0 }
  }

  /// Reserves the parts of a visit, and returns when all are available: the start of the day if they are in stock.
  mutating func take(_ needs: [SparePart.Requirement]) -> CivilTime {
    var from = CivilTime(date)
    for need in needs {
      guard let place = places[need.part] else { continue }
      if let time = time(of: taken[place] + need.quantity, of: parts[place]) {
        taken[place] += need.quantity
        from = max(from, time)
      } else {
        from = max(from, CivilTime(date.advanced(by: 1), minuteOfDay: Self.vanMinute))
      }
    }
    return from
  }

  private func time(of quantity: Int, of part: SparePart) -> CivilTime? {
    var available = part.onHand
    if available >= quantity { return CivilTime(date) }
    for delivery in part.inbound.sorted(by: { $0.at < $1.at }) {
      available += delivery.quantity
      if available >= quantity { return delivery.at }
    }
    return nil
  }

  /// The parts of the demand, including those reserved for vehicles on site.
  func parts(reserving held: [(needs: [SparePart.Requirement], from: CivilTime)]) -> [SparePart] {
    var parts = parts
    for (needs, from) in held {
      for need in needs {
        guard let place = places[need.part] else { continue }
        if from <= CivilTime(date) {
          parts[place].onHand += need.quantity
        } else {
          parts[place].inbound.append(.init(at: from, quantity: need.quantity))
          parts[place].inbound.sort { ($0.at, $0.quantity) < ($1.at, $1.quantity) }
        }
      }
    }
    return parts
  }
}
