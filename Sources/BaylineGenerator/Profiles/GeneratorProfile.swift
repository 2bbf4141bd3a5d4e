package import BaylineModel

/// A generated workshop with its demand.
package struct GeneratedCase: Hashable, Sendable {
  /// The profile's name, or the date of a past day.
  package var name: String
  /// The workshop.
  package var site: Site
  /// The visits.
  package var demand: Demand

  /// Creates a case.
  package init(name: String, site: Site, demand: Demand) {
    self.name = name
    self.site = site
    self.demand = demand
  }
}

/// A kind of generated case. The same profile and seed give the same case on any machine.
package enum GeneratorProfile: String, CaseIterable, Sendable {
  /// A quick-service shop: one day, 20 vehicles.
  case small
  /// A typical dealer's day: 60 vehicles, 4 advisors, 14 bays, 16 technicians, about 85% full.
  case demo
  /// Another such day.
  case medium
  /// A large dealer's day with a night shift: 160 vehicles.
  case large
  /// Six days at the dealer: 300 vehicles.
  case week
  /// Four weeks at the dealer: 1,000 vehicles.
  case month
  /// Four weeks at a site six times as large: 8,000 vehicles.
  case huge
  /// The dealer's day with 130% of the normal demand, many comebacks and parts shortages.
  case scarce
  /// A dealer's make-up day before a holiday, with shared equipment, lags, drivers, limits and important customers.
  case features
  /// A week of mechanics, body and paint: accident repairs, crews of two, vehicles carried over.
  case body
  /// The dealer's day at 10:30: work in progress, promises, walk-ins, an absent technician.
  case replan
  /// Past days of one workshop with real volumes: September 2022.
  case history

  /// What the profile generates, in one line.
  package var summary: String {
    switch self {
    case .small: "a quick-service shop: one day, 20 vehicles"
    case .demo: "a typical dealer's day: 60 vehicles, 4 advisors, 14 bays, 16 technicians"
    case .medium: "another typical dealer's day of the same size"
    case .large: "a large dealer's day with a night shift: 160 vehicles"
    case .week: "six days at the dealer: 300 vehicles"
    case .month: "four weeks at the dealer: 1,000 vehicles"
    case .huge: "four weeks at a site six times as large: 8,000 vehicles"
    case .scarce: "the dealer's day with 130% demand, many comebacks, parts shortages"
    case .features: "a day before a holiday: shared equipment, lags, drivers, limits, important customers"
    case .body: "a week of mechanics, body and paint, vehicles carried over"
    case .replan: "the dealer's day at 10:30: work in progress, walk-ins, an absent technician"
    case .history: "past days with the volumes of a real workshop: what was known before, and what happened"
    }
  }

  /// The cases of a seed: one, or for `history` one per day.
  package func generate(seed: UInt64) -> [GeneratedCase] {
    switch self {
    case .history:
      {
        let history = GeneratedHistory(seed: seed)
        return history.days(in: GeneratedHistory.sampleMonth).map {
          GeneratedCase(name: $0.actual.day.description, site: history.site, demand: $0.demand)
        }
      }()
    case .body: [BodyShopCaseGenerator(seed: seed).generate()]
    case .replan: [MidMorningCaseGenerator(seed: seed).generate()]
    default: [DayCaseGenerator(profile: self, seed: seed).generate()]
    }
  }

  /// The target for the visits' technician minutes at efficiency 100, in percent of working minutes.
  package var targetPercent: Int {
    switch self {
    case .small: 78
    case .week: 78
    case .month: 62
    case .huge: 78
    case .scarce: 111
    case .body: 94
    // Rare jobs come on top.
    case .features: 70
    default: 85
    }
  }
}
