import BaylineMath
import BaylineModel

/// Generates the profiles that start from scratch: no vehicle has arrived, nothing is locked.
struct DayCaseGenerator {
  let profile: GeneratorProfile
  let seed: UInt64

  /// A seed per profile, so that profiles have independent random streams.
  private var ownSeed: UInt64 {
    var random = SplitMix64(seed: seed, stream: "profile/\(profile.rawValue)")
    return random.next()
  }

  /// The first day: a Monday for profiles of several days, otherwise a Tuesday.
  static func firstDay(_ profile: GeneratorProfile) -> CivilDate {
    let monday = CivilDate(ordinal: 740_055)  // 2027-03-15
    switch profile {
    case .week, .month, .huge, .body: return monday
    case .features: return CivilDate(ordinal: 740_075)  // Sunday, 2027-04-04, a make-up day
    default: return monday.advanced(by: 1)
    }
  }

  func generate() -> GeneratedCase {
    let first = Self.firstDay(profile)
    var workshop = plan.workshop(seed: ownSeed, first: first)
    if profile == .features { workshop.handlingWeight = 8 }
    let horizon = Demand.Horizon(from: first, days: dayCount, carryOverDays: profile == .features ? 3 : 2)
    let days = workshop.openDays(from: first, count: dayCount)
    var kinds = apportion(vehicles, by: weights)
    var random = SplitMix64(seed: ownSeed, stream: "order")
    kinds = random.shuffled(kinds)
    var drafts = workshop.drafts(for: kinds, percent: profile.targetPercent, days: days, seed: ownSeed)
    if profile == .features { includeRareJobs(in: &drafts, workshop, &random) }
    var maker = VisitGenerator(
      workshop: workshop, seed: ownSeed, days: days, flexiblePercent: days.count > 1 ? 35 : 0)
    if profile == .features { maker.shares = ServiceShares(collect: 20, deliver: 25, priority: 15) }
    let dates = spread(drafts.count, over: days, workshop)
    var visits = drafts.indices.map { index in
      maker.visit("A" + padded(index + 1, to: drafts.count > 999 ? 4 : 3), drafts[index], on: dates[index])
    }
    if profile == .scarce { requestLoaners(&visits, &random) }
    return GeneratedCase(
      name: profile.rawValue, site: workshop.site,
      demand: Demand(
        horizon: horizon, parts: stock.parts(for: visits, days: days, seed: ownSeed), appointments: visits))
  }

  private var plan: SiteTemplate {
    switch profile {
    case .small: return .small
    case .large: return .large
    case .month:
      var plan = SiteTemplate.dealer
      plan.dates = SiteTemplate.tombSweeping
      return plan
    case .huge:
      var plan = SiteTemplate.dealer(times: 6, name: "云岭汽车服务中心（总部）", leave: 6)
      plan.dates = SiteTemplate.tombSweeping
      return plan
    case .features: return .features
    case .scarce:
      var plan = SiteTemplate.dealer
      plan.loaners = 2
      return plan
    default: return .dealer
    }
  }

  private var vehicles: Int {
    switch profile {
    case .small: 20
    case .large: 160
    case .week: 300
    case .month: 1000
    case .huge: 8000
    case .scarce: 78
    case .features: 50
    default: 60
    }
  }

  private var dayCount: Int {
    switch profile {
    case .week: 6
    case .month, .huge: 27
    default: 1
    }
  }

  /// The shares of kinds in thousandths: about half are services, 1–3% comebacks.
  private var weights: [(kind: VisitKind, weight: Int)] {
    switch profile {
    case .small:
      [
        (.maintenance, 450), (.firstService, 100), (.repair, 290), (.warranty, 50), (.recall, 30),
        (.inspection, 50),
        (.comeback, 30),
      ]
    case .large:
      [
        (.maintenance, 375), (.firstService, 80), (.repair, 235), (.warranty, 85), (.recall, 45),
        (.inspection, 45),
        (.accident, 75), (.tyreStorage, 40), (.comeback, 20),
      ]
    case .features:
      [
        (.maintenance, 260), (.firstService, 60), (.repair, 300), (.warranty, 120), (.recall, 60),
        (.inspection, 60), (.accident, 90), (.comeback, 50),
      ]
    case .scarce:
      [
        (.maintenance, 300), (.firstService, 65), (.repair, 280), (.warranty, 80), (.recall, 45),
        (.inspection, 35),
        (.accident, 55), (.comeback, 140),
      ]
    default:
      [
        (.maintenance, 405), (.firstService, 85), (.repair, 270), (.warranty, 80), (.recall, 40),
        (.inspection, 45),
        (.accident, 55), (.comeback, 20),
      ]
    }
  }

  private var stock: StockPolicy {
    switch profile {
    case .scarce: StockPolicy(short: 35, late: 35, never: 15, servesEachAlone: false)
    case .features: StockPolicy(short: 25, late: 30)
    default: StockPolicy(short: 6, late: 40)
    }
  }

  /// The day of each visit, in order: visits are spread in proportion to the technicians' time.
  private func spread(_ count: Int, over days: [CivilDate], _ workshop: Workshop) -> [CivilDate] {
    let capacity = days.map { workshop.capacity(over: [$0]).reduce(0, +) }
    let total = max(1, capacity.reduce(0, +))
    var passed = 0
    var dates: [CivilDate] = []
    for (day, minutes) in zip(days, capacity) {
      passed += minutes
      while dates.count < count * passed / total { dates.append(day) }
    }
    return dates
  }

  /// Replaces some drafts so that each of the jobs with shared equipment, lags and kept bays comes at least once.
  private func includeRareJobs(
    in drafts: inout [VisitDraft], _ workshop: Workshop, _ random: inout SplitMix64
  ) {
    var replaced: Set<Int> = []
    for code in ["gearboxOut", "shocksFront", "refrigerant", "hvModule", "spray", "clutch"] {
      let name = StandardJobCatalogue.job(code).name
      guard !drafts.contains(where: { $0.operations.contains { $0.name == name } }) else { continue }
      let templates = Set(drafts.map(\.template.kind.rawValue)).sorted().flatMap {
        workshop.templates(of: VisitKind(rawValue: $0))
      }.filter { $0.steps.contains { $0.job == code } }
      guard let template = templates.first,
        let index = drafts.indices.first(where: {
          !replaced.contains($0) && drafts[$0].template.kind == template.kind
        })
      else { continue }
      drafts[index] = workshop.draft(from: [template], &random)
      replaced.insert(index)
    }
  }

  /// Raises the number of requests for the two loan vehicles to eight.
  private func requestLoaners(_ visits: inout [Appointment], _ random: inout SplitMix64) {
    let candidates = visits.indices.filter { !visits[$0].waiting && !visits[$0].loaner }
    let missing = max(0, 8 - visits.count { $0.loaner })
    for index in random.shuffled(candidates).prefix(missing) { visits[index].loaner = true }
  }
}
