import BaylineMath
import BaylineModel

/// The workshop of the past days, with everything that is constant over days.
struct HistoryWorkshop: Sendable {
  let workshop: Workshop
  let truth: HistoryGroundTruth
  /// The positions of each advisor's technicians.
  let crews: [[Int]]
  private let seed: UInt64
  private let templates: [VisitKind: [VisitTemplate]]

  var site: Site { workshop.site }

  init(workshop: Workshop, seed: UInt64) {
    // Its records say nothing of lags, equipment and trips.
    var workshop = workshop
    workshop.hasHandling = false
    self.workshop = workshop
    self.seed = seed
    truth = HistoryGroundTruth(site: workshop.site, seed: seed)
    crews = Self.crews(of: workshop.site)
    templates = Dictionary(
      VisitKind.known.map { ($0, workshop.templates(of: $0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// The seed of a named stream.
  func seed(_ stream: String) -> UInt64 {
    var random = SplitMix64(seed: seed, stream: stream)
    return random.next()
  }

  /// Draws a visit of a kind on a day, at a given minute of the day or at the customer's preference.
  func visit(
    _ id: String, _ kind: VisitKind, on date: CivilDate, at minute: Int? = nil, seed: UInt64,
    _ random: inout SplitMix64
  ) -> Appointment {
    let maker = VisitGenerator(
      workshop: workshop, seed: seed, days: [date], preferredAdvisorPercent: 8, earlyBirdPercent: 0,
      shares: ServiceShares(collect: 0, deliver: 0, priority: 0))
    let draft = workshop.draft(from: templates[kind] ?? [], &random)
    return maker.visit(id, draft, on: date, at: minute)
  }

  /// Assigns the site's teams to advisors, the largest first, each to the advisor with the smallest crew so far. If there are fewer
  /// teams than advisors, some share one.
  static func crews(of site: Site) -> [[Int]] {
    var teams: [(name: String, members: [Int])] = []
    for (index, technician) in site.technicians.enumerated() {
      let name = technician.team ?? ""
      if let known = teams.firstIndex(where: { $0.name == name }) {
        teams[known].members.append(index)
      } else {
        teams.append((name, [index]))
      }
    }
    var crews = site.advisors.map { _ in [Int]() }
    guard !crews.isEmpty else { return [] }
    let bySize = teams.indices.sorted { (-teams[$0].members.count, $0) < (-teams[$1].members.count, $1) }
    for team in bySize {
      let smallest = crews.indices.min { (crews[$0].count, $0) < (crews[$1].count, $1) }
      if let smallest { crews[smallest] += teams[team].members }
    }
    let filled = crews.filter { !$0.isEmpty }
    return crews.enumerated().map { place, crew in
      crew.isEmpty && !filled.isEmpty ? filled[place % filled.count] : crew
    }
  }
}
