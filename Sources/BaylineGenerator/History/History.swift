public import BaylineModel

/// Past days of a workshop of four technicians, with the volumes of a real one (``LightCarShop``).
///
/// What is real is how many vehicles of which kind came on which day; who came at what time for which jobs is drawn, by
/// date and seed alone, so that a day is the same in whichever range it is asked for.
public struct History: Sendable {
  /// The workshop, the same on all days.
  public var site: Site { workshop.site }

  /// The month in the project's own datasets.
  public static let sampleMonth = CivilDate(ordinal: 738_399)...CivilDate(ordinal: 738_428)  // 2022-09

  private let workshop: Workshop
  private let seed: UInt64

  /// The past of a seed.
  public init(seed: UInt64) {
    var random = SplitMix64(seed: seed, stream: "profile/history")
    self.seed = random.next()
    workshop = SitePlan.history.workshop(seed: self.seed, first: Self.sampleMonth.lowerBound)
  }

  /// The days of a range on which the workshop was open and something came: not Sundays, whose orders are left out.
  public func days(in range: ClosedRange<CivilDate>) -> [GeneratedCase] {
    (range.lowerBound.ordinal...range.upperBound.ordinal).compactMap { day(CivilDate(ordinal: $0)) }
  }

  /// One past day, as it was asked for before it began; `nil` if nothing came or the workshop was closed.
  public func day(_ date: CivilDate) -> GeneratedCase? {
    guard let orders = LightCarShop.orders(on: date), orders.total > 0, workshop.opening(on: date) != nil
    else {
      return nil
    }
    let daySeed: UInt64 = {
      var random = SplitMix64(seed: seed, stream: "day/\(date)")
      return random.next()
    }()
    var random = SplitMix64(seed: daySeed, stream: "drafts")
    let maker = VisitMaker(workshop: workshop, seed: daySeed, days: [date], asksForAdvisor: 8, earlyBirds: 0)
    let visits = random.shuffled(reasons(orders, &random)).enumerated().map { place, reason in
      let draft = workshop.draft(from: workshop.menus(of: reason.kind), &random)
      var visit = maker.visit("A" + padded(place + 1, to: 2), draft, on: date)
      if reason.isRoadCall { breakDown(&visit, on: date, &random) }
      return visit
    }
    let carryOver = date.weekday == .friday || date.weekday == .saturday ? 3 : 2
    let demand = Demand(
      horizon: Horizon(from: date, days: 1, carryOverDays: carryOver),
      parts: Stock(short: 5, late: 40).parts(for: visits, days: [date], seed: daySeed), appointments: visits)
    return GeneratedCase(name: date.description, site: site, demand: demand)
  }

  /// The kinds of the visits behind some orders: maintenance is a first service now and then, damage is a small
  /// accident, a breakdown is a repair, rework is a return.
  private func reasons(_ orders: OrderCounts, _ random: inout SplitMix64) -> [(kind: Kind, isRoadCall: Bool)]
  {
    var reasons: [(kind: Kind, isRoadCall: Bool)] = []
    func add(_ count: Int, _ kind: Kind, isRoadCall: Bool = false) {
      for _ in 0..<count { reasons.append((kind, isRoadCall)) }
    }
    for _ in 0..<orders.preventive { add(1, random.chance(8) ? .firstService : .maintenance) }
    add(orders.repair, .repair)
    add(orders.damage + orders.accident, .accident)
    add(orders.roadCall, .repair, isRoadCall: true)
    add(orders.warranty, .warranty)
    add(orders.recall, .recall)
    add(orders.rework, .return)
    return reasons
  }

  /// A vehicle that is towed in without a booking, from some time of the day on.
  private func breakDown(_ visit: inout Appointment, on date: CivilDate, _ random: inout SplitMix64) {
    guard let (opening, closing) = workshop.opening(on: date) else { return }
    let towed = ArrivalHours.draw(opening: opening, closing: closing - 90, grid: 15, &random)
    visit.walkIn = true
    visit.waiting = false
    visit.preferredArrival = CivilTime(date, minuteOfDay: towed)
    visit.availability = [
      TimeWindow(from: CivilTime(date, minuteOfDay: towed), to: CivilTime(date, minuteOfDay: closing))
    ]
    visit.readyBy = nil
    visit.preferredAdvisor = nil
    visit.card.called = CivilTime(date, minuteOfDay: max(0, towed - random.within(30...60)))
    visit.card.note = "路上抛锚，拖车进厂"
  }
}
