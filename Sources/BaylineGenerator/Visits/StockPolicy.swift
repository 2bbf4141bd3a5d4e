import BaylineMath
import BaylineModel

/// How well the parts store is stocked.
struct StockPolicy {
  /// The percentage of required parts that are short, with a delivery to come.
  var short: Int
  /// The percentage of those whose delivery is too late for the first day.
  var late = 50
  /// The percentage of those without any delivery in the horizon.
  var never = 0
  /// Whether each visit would have its parts in time if it were the only one.
  var servesEachAlone = true

  /// The parts that some visits need, in the order of the catalogue, and some others.
  func parts(for visits: [Appointment], days: [CivilDate], seed: UInt64) -> [SparePart] {
    var needed: [String: Int] = [:]
    for visit in visits where !visit.picked {
      for need in visit.allParts { needed[need.part, default: 0] += need.quantity }
    }
    let largest = servesEachAlone ? Self.largestNeeds(of: visits) : [:]
    let touched = Set(visits.flatMap { $0.allParts.map(\.part) })
    return PartCatalogue.all.compactMap { entry in
      var random = SplitMix64(seed: seed, stream: "stock/\(entry.id)")
      guard touched.contains(entry.id) || random.chance(25) else { return nil }
      let need = needed[entry.id] ?? 0
      var part = SparePart(
        id: entry.id, name: entry.name, shelf: entry.shelf, price: entry.price,
        onHand: need + random.within(0...6))
      if need > 0, random.chance(short) {
        part.onHand = need * random.within(20...80) / 100
        part.inbound = deliveries(of: need - part.onHand, on: days, &random)
        part.onHand = max(part.onHand, largest[entry.id] ?? 0)
      } else if random.chance(15), let day = days.first {
        part.inbound = [
          .init(at: CivilTime(day.advanced(by: 1), minuteOfDay: 600), quantity: random.within(2...8))
        ]
      }
      return part
    }
  }

  /// The largest quantity of each part that one visit needs before it arrives, or on the same day if the customer waits.
  private static func largestNeeds(of visits: [Appointment]) -> [String: Int] {
    var largest: [String: Int] = [:]
    for visit in visits where !visit.picked {
      var own: [String: Int] = [:]
      for need in visit.waiting ? visit.allParts : visit.parts {
        own[need.part, default: 0] += need.quantity
      }
      largest.merge(own) { max($0, $1) }
    }
    return largest
  }

  /// Draws the deliveries of a missing quantity: late, in one delivery or in two, or never.
  func deliveries(of missing: Int, on days: [CivilDate], _ random: inout SplitMix64) -> [SparePart.Delivery] {
    guard let day = days.first, let last = days.last else { return [] }
    if random.chance(never) { return [] }
    if random.chance(late) {
      return [
        .init(at: CivilTime(last.advanced(by: 1), minuteOfDay: 600), quantity: missing + random.within(0...4))
      ]
    }
    // Deliveries come in the morning and after lunch; some are split in two.
    let first = max(1, missing / 2)
    let minute = random.pick([630, 780])
    let arrival = days.count > 1 ? days[random.below(min(days.count, 6))] : day
    guard missing > 1, random.chance(40) else {
      return [.init(at: CivilTime(arrival, minuteOfDay: minute), quantity: missing + random.within(0...2))]
    }
    return [
      .init(at: CivilTime(arrival, minuteOfDay: minute), quantity: first),
      .init(at: CivilTime(arrival, minuteOfDay: 900), quantity: missing - first + 1),
    ]
  }
}
