import BaylineMath
import BaylineModel

/// A week at a site for mechanics, body and paint, with accident repairs carried over from the days before.
struct BodyShopCaseGenerator {
  let seed: UInt64

  private static let newVehicles = 88
  private static let carriedOver = 9
  private static let days = 6

  func generate() -> GeneratedCase {
    let first = DayCaseGenerator.firstDay(.body)
    var random = SplitMix64(seed: seed, stream: "profile/body")
    let ownSeed = random.next()
    let workshop = SiteTemplate.body.workshop(seed: ownSeed, first: first)
    let days = workshop.openDays(from: first, count: Self.days)
    let kinds = random.shuffled(
      apportion(
        Self.newVehicles + Self.carriedOver,
        by: [
          (.maintenance, 260), (.repair, 170), (.warranty, 60), (.recall, 30), (.inspection, 40),
          (.accident, 420),
          (.comeback, 20),
        ]))
    let drafts = workshop.drafts(
      for: kinds, percent: GeneratorProfile.body.targetPercent, days: days, seed: ownSeed)
    let maker = VisitGenerator(workshop: workshop, seed: ownSeed, days: days, flexiblePercent: 50)
    // Long accident repairs are carried over from the days before.
    let standing = Set(
      drafts.indices.filter { drafts[$0].template.kind == .accident && drafts[$0].operations.count >= 5 }
        .prefix(Self.carriedOver))
    var visits: [Appointment] = []
    var held = Held(workshop: workshop, yesterday: workshop.openDay(1, before: first))
    for index in drafts.indices {
      let id = "A" + padded(index + 1, to: 3)
      let day = days[random.below(days.count)]
      var visit = maker.visit(id, drafts[index], on: day)
      if standing.contains(index) { carryOver(&visit, before: first, workshop, &held, &random) }
      visits.append(visit)
    }
    let stock = StockPolicy(short: 10, late: 30).parts(for: visits, days: days, seed: ownSeed)
    return GeneratedCase(
      name: GeneratorProfile.body.rawValue, site: workshop.site,
      demand: Demand(
        horizon: Demand.Horizon(from: first, days: Self.days, carryOverDays: 3), parts: stock,
        appointments: visits))
  }

  /// Moves the arrival some days back: the first operations are done and removed, the next one may be in progress.
  private func carryOver(
    _ visit: inout Appointment, before first: CivilDate, _ workshop: Workshop, _ held: inout Held,
    _ random: inout SplitMix64
  ) {
    var day = first.advanced(by: -random.within(1...4))
    while workshop.opening(on: day) == nil { day = day.advanced(by: -1) }
    visit.arrived = CivilTime(day, minuteOfDay: random.within(33...44) * 15)
    visit.receivedBy = workshop.site.advisors.last { $0.receives(visit.kind) }?.id
    visit.card.called = visit.arrived
    visit.availability = nil
    visit.preferredArrival = nil
    visit.preferredAdvisor = nil
    visit.waiting = false
    visit.picked = random.chance(75)
    visit.card.note = "滞留车辆，\(day) 进厂"
    visit.readyBy = visit.readyBy.map {
      CivilTime(first.advanced(by: random.within(0...2)), minuteOfDay: $0.minuteOfDay)
    }
    let resumable = visit.operations.indices.filter {
      $0 > 0 && $0 + 2 < visit.operations.count && held.isLong(visit.operations[$0])
    }
    let done = resumable.isEmpty ? 1 : random.pick(resumable)
    visit.operations.removeFirst(done)
    visit.operations[0].lag = ServiceOperation.Lag()
    visit.parts = visit.operations.filter(\.parts.isEmpty).flatMap { StandardJobCatalogue.parts(of: $0) }
    visit.collect = nil
    if random.chance(85), let locked = held.lock(visit.operations[0], &random) {
      visit.operations[0].locked = locked
      visit.picked = true
    }
  }

  /// The technicians and bays that are busy with yesterday's work.
  private struct Held {
    let workshop: Workshop
    let yesterday: CivilDate
    var technicians: Set<String> = []
    var bays: Set<String> = []

    init(workshop: Workshop, yesterday: CivilDate) {
      self.workshop = workshop
      self.yesterday = yesterday
    }

    /// Whether an operation started in the last hour of a day continues on the next.
    func isLong(_ operation: ServiceOperation) -> Bool {
      guard operation.splittable, case .standard(let work) = operation.work else { return false }
      return work.crew != nil && work.minutes >= 90
    }

    /// Locks an operation in progress since yesterday afternoon, with technicians and a bay that are still free.
    mutating func lock(_ operation: ServiceOperation, _ random: inout SplitMix64) -> ServiceOperation
      .LockedWork?
    {
      guard isLong(operation), case .standard(let work) = operation.work, let crew = work.crew else {
        return nil
      }
      let site = workshop.site
      let free = site.technicians.filter { crew.admits($0) && !technicians.contains($0.id) }
      let bay = site.bays.first { $0.types.contains(work.bay ?? "") && !bays.contains($0.id) }
      guard free.count >= crew.size, let bay else { return nil }
      let people = free.prefix(crew.size).map(\.id)
      technicians.formUnion(people)
      bays.insert(bay.id)
      // Started in the last hour of the earliest shift, so that some work is left.
      let start = CivilTime(yesterday, minuteOfDay: 980 + random.below(7) * 5)
      return ServiceOperation.LockedWork(bay: bay.id, technicians: people, start: start)
    }
  }
}
