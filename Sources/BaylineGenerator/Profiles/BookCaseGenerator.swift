import BaylineMath
package import BaylineModel

/// Generates the book of a dealer from a day on: a full first day, then fewer visits from day to day.
package struct BookCaseGenerator: Sendable {
  private let seed: UInt64
  private let first: CivilDate
  private let days: Int

  /// - Parameters:
  ///   - first: The first day of the book, on which the site is open.
  ///   - days: The days of the book, 1 or more.
  package init(seed: UInt64, from first: CivilDate, days: Int) {
    var random = SplitMix64(seed: seed, stream: "profile/book")
    self.seed = random.next()
    self.first = first
    self.days = max(1, days)
  }

  /// The visits of open days, the first one first.
  private static let counts = [56, 44, 36, 30, 25, 20, 17, 14, 11, 9, 7, 5]
  /// The visits of a day that uses ``GeneratorProfile/targetPercent`` of the technicians' time.
  private static let fullDay = 60

  /// The opening hours of the sites that it generates on a day, in minutes; `nil` if they are closed.
  package static func opening(on date: CivilDate) -> (from: Int, to: Int)? {
    ShiftCalendars.dealer["open"]?.span(on: date).map { ($0.start, $0.end) }
  }

  /// The site, and the visits as they were known the evening before.
  package func generate() -> GeneratedCase {
    let workshop = SiteTemplate.dealer.workshop(seed: seed, first: first)
    let open = workshop.openDays(from: first, count: days)
    let maker = VisitGenerator(workshop: workshop, seed: seed, days: open)
    var visits: [Appointment] = []
    for (place, day) in open.enumerated() {
      visits += dayVisits(on: day, place, maker, from: visits.count)
    }
    return GeneratedCase(
      name: "book", site: workshop.site,
      demand: Demand(
        horizon: Demand.Horizon(from: first, days: days), parts: parts(for: visits, open),
        appointments: visits))
  }

  private func dayVisits(
    on day: CivilDate, _ place: Int, _ maker: VisitGenerator, from number: Int
  ) -> [Appointment] {
    let count = Self.counts[min(place, Self.counts.count - 1)]
    var random = SplitMix64(seed: seed, stream: "day/\(place)")
    let own = random.next()
    let kinds = random.shuffled(apportion(count, by: Self.weights))
    let percent = GeneratorProfile.demo.targetPercent * count / Self.fullDay
    let drafts = maker.workshop.drafts(for: kinds, percent: percent, days: [day], seed: own)
    return drafts.enumerated().map { index, draft in
      var visit = maker.visit("A" + padded(number + index + 1, to: 3), draft, on: day)
      // Everybody has called before the book begins.
      let called = visit.card.called ?? CivilTime(first)
      if called.date >= first {
        let ahead = random.within(1...min(6, place + 2))
        visit.card.called = CivilTime(
          maker.workshop.openDay(ahead, before: first), minuteOfDay: called.minuteOfDay)
      }
      return visit
    }
  }

  /// Shares of kinds in thousandths, with comebacks on most days.
  private static let weights: [(kind: VisitKind, weight: Int)] = [
    (.maintenance, 400), (.firstService, 85), (.repair, 270), (.warranty, 80), (.recall, 40),
    (.inspection, 45), (.accident, 50), (.comeback, 30),
  ]

  /// The whole catalogue of parts: what is booked with some to spare, a few short, and the others a few of each.
  private func parts(for visits: [Appointment], _ open: [CivilDate]) -> [SparePart] {
    let stocked = StockPolicy(short: 5, late: 30).parts(for: visits, days: open, seed: seed)
    let known = Dictionary(stocked.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return PartCatalogue.all.map { entry in
      var random = SplitMix64(seed: seed, stream: "shelf/\(entry.id)")
      if var part = known[entry.id] {
        // Those that are short stay so.
        if part.inbound.isEmpty { part.onHand += 4 + part.onHand / 3 }
        return part
      }
      let isOrdered = random.chance(40)
      let delivery = SparePart.Delivery(
        at: CivilTime(open[min(2, open.count - 1)], minuteOfDay: 600), quantity: random.within(2...4))
      return SparePart(
        id: entry.id, name: entry.name, shelf: entry.shelf, price: entry.price,
        onHand: isOrdered ? 0 : random.within(1...6), inbound: isOrdered ? [delivery] : [])
    }
  }
}
