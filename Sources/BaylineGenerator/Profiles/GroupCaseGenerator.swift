import BaylineMath
import BaylineModel

/// Generates the shops of a group: they differ in size, hours, mix of work, skill and how full they are, and each depends on
/// the seed and its own number only, so that more shops leave the earlier ones as they are.
struct GroupCaseGenerator {
  let seed: UInt64

  /// A shop with its demand.
  struct Shop {
    /// The id, like `S0001`.
    let id: String
    /// The place in the region, in kilometres from its south-west corner.
    let place: (east: Int, north: Int)
    let made: GeneratedCase
  }

  /// What kind of workshop a shop is.
  private enum Kind: CaseIterable {
    case quick, dealer, large, body

    /// The share of shops in percent.
    var share: Int {
      switch self {
      case .quick: 35
      case .dealer: 50
      case .large: 5
      case .body: 10
      }
    }

    /// The vehicles of a day at a size of 100 percent.
    var vehicles: Int {
      switch self {
      case .quick: 20
      case .dealer: 60
      case .large: 160
      case .body: 18
      }
    }

    var template: SiteTemplate {
      switch self {
      case .quick: .small
      case .dealer: .dealer
      case .large: .large
      case .body: .body
      }
    }

    /// The shares of visit kinds in thousandths, around which shops vary.
    var weights: [(kind: VisitKind, weight: Int)] {
      switch self {
      case .quick:
        [
          (.maintenance, 450), (.firstService, 100), (.repair, 290), (.warranty, 50), (.recall, 30),
          (.inspection, 50), (.comeback, 30),
        ]
      case .body:
        [(.maintenance, 250), (.repair, 300), (.warranty, 50), (.accident, 360), (.comeback, 40)]
      case .dealer, .large:
        [
          (.maintenance, 400), (.firstService, 85), (.repair, 270), (.warranty, 80), (.recall, 40),
          (.inspection, 45), (.accident, 60), (.comeback, 20),
        ]
      }
    }
  }

  /// A shop, by its number from 1.
  func shop(_ number: Int) -> Shop {
    let id = "S" + padded(number, to: 4)
    var random = SplitMix64(seed: seed, stream: "group/\(id)")
    let own = random.next()
    let kinds = Kind.allCases
    let kind = kinds[random.position(in: kinds.map(\.share))]
    let size = random.within(60...150)
    let place = (east: random.within(0...120), north: random.within(0...90))
    let template = template(kind, size: size, id: id, &random)
    let vehicles = max(4, kind.vehicles * size * random.within(80...115) / 10_000)
    let percent = random.within(65...110)
    let shares = kind.weights.map { (kind: $0.kind, weight: $0.weight * random.within(50...150) / 100) }

    let first = DayCaseGenerator.firstDay(.demo)
    let workshop = template.workshop(seed: own, first: first)
    let days = workshop.openDays(from: first, count: 1)
    let weights = shares.filter { !workshop.templates(of: $0.kind).isEmpty }
    let visitKinds = random.shuffled(apportion(vehicles, by: weights))
    let drafts = workshop.drafts(for: visitKinds, percent: percent, days: days, seed: own)
    var maker = VisitGenerator(workshop: workshop, seed: own, days: days, flexiblePercent: 0)
    if random.chance(30) { maker.shares = ServiceShares(collect: 10, deliver: 10, priority: 10) }
    let visits = drafts.indices.map { index in
      maker.visit("A" + padded(index + 1, to: 3), drafts[index], on: first)
    }
    let stock = StockPolicy(short: random.within(2...15), late: 40)
    return Shop(
      id: id, place: place,
      made: GeneratedCase(
        name: id, site: workshop.site,
        demand: Demand(
          horizon: Demand.Horizon(from: first, days: 1, carryOverDays: 2),
          parts: stock.parts(for: visits, days: days, seed: own), appointments: visits)))
  }

  /// The workshop of a shop: people and bays by its size, the shifts by its opening hours.
  private func template(
    _ kind: Kind, size: Int, id: String, _ random: inout SplitMix64
  ) -> SiteTemplate {
    var plan = kind.template
    plan.name = "云岭汽车\(id)店"
    func scaled(_ count: Int) -> Int { max(1, (count * size + 50) / 100) }
    plan.crews = plan.crews.map { crew in
      // Trades are not equally strong everywhere.
      let strength = random.within(80...125)
      return SiteTemplate.Crew(
        trade: crew.trade, team: crew.team, count: max(1, scaled(crew.count * strength) / 100),
        shifts: crew.shifts, second: random.chance(50) ? crew.second : nil, further: crew.further)
    }
    plan.bays = plan.bays.map {
      SiteTemplate.BayGroup(
        types: $0.types, count: scaled($0.count), label: $0.label, calendar: $0.calendar)
    }
    plan.advisors = scaled(plan.advisors)
    plan.loaners = scaled(plan.loaners)
    plan.drivers = max(plan.drivers, 1)
    plan.leave = random.within(0...2)
    plan.rotatingTeam = nil
    plan.booking.teamReservePercent = [:]
    plan.booking.siteBookingsPerHour = nil
    plan.booking.reservePercent = random.within(5...15)
    // Advisors are there when the shop is open. In a fixed order, as that of a dictionary is not.
    let opening = 30 * random.within(-1...1)
    for name in plan.calendars.keys.sorted() {
      let own = 30 * random.within(-1...1)
      let isReception = name == "open" || name.hasPrefix("advisor")
      plan.calendars[name] = plan.calendars[name]?.shifted(by: isReception ? opening : own)
    }
    return plan
  }
}

extension WorkCalendar {
  /// The same hours some minutes later on every weekday, or earlier if negative; hours at midnight stay.
  fileprivate func shifted(by minutes: Int) -> WorkCalendar {
    guard weekly.values.joined().allSatisfy({ $0.start > 60 && $0.end < 1380 }) else { return self }
    return WorkCalendar(
      weekly: weekly.mapValues { day in
        day.map { WorkCalendar.DayInterval($0.start + minutes, $0.end + minutes) }
      })
  }
}
