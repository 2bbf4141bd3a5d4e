import BaylineMath
import BaylineModel

/// The parts of a day: what the demand tells of them, and who gets them when.
///
/// What the booked visits need is there, or ordered; of everything there is enough besides for some visits more. Parts go to the
/// booked first, in the order of their times, then to those without a booking as they come. What is neither there nor ordered comes on
/// the next day.
struct PartsStore {
  /// Stock and deliveries, all of the catalogue, so that they do not tell who will come without a booking.
  private(set) var parts: [SparePart]
  private let date: CivilDate
  private let places: [String: Int]
  /// Pieces promised so far, by part.
  private var taken: [Int]

  /// How many percent of the parts that somebody needs are short, and of those, whose delivery is late for the day.
  private static let stock = StockPolicy(short: 5, late: 40)
  /// When the van of the next day has brought what was ordered.
  private static let vanMinute = 600
  /// The most pieces that one job of the catalogue takes, by part.
  private static let largest: [String: Int] = Dictionary(
    StandardJobCatalogue.all.flatMap { $0.parts.map { ($0.part, $0.quantity) } },
    uniquingKeysWith: { max($0, $1) })

  /// The parts for some booked visits of a day.
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

  /// Promises a visit its parts, and says from when on they are all there: a time before the day if they are in stock.
  mutating func take(_ needs: [PartRequirement]) -> CivilTime {
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

  private func time(of pieces: Int, of part: SparePart) -> CivilTime? {
    var there = part.onHand
    if there >= pieces { return CivilTime(date) }
    for delivery in part.inbound.sorted(by: { $0.at < $1.at }) {
      there += delivery.quantity
      if there >= pieces { return delivery.at }
    }
    return nil
  }

  /// The parts as the demand has them: with those that vehicles in house are still to get, from when on they are there.
  func parts(reserving held: [(needs: [PartRequirement], from: CivilTime)]) -> [SparePart] {
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
