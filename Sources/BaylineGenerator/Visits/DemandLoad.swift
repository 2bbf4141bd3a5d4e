import BaylineMath
public import BaylineModel

/// The load of a demand on a site.
public enum DemandLoad {
  /// The technician minutes of all visits, in thousandths of the technicians' working minutes on the arrival days.
  ///
  /// Minutes are at efficiency 100 and include each member of a crew, locked work, and the fastest of alternatives.
  public static func perMille(site: Site, demand: Demand) -> Int {
    let days = demand.horizon.arrivalDates
    let capacity = site.technicians.reduce(0) { sum, technician in
      guard let calendar = site.calendars[technician.calendar] else { return sum }
      return days.reduce(sum) { $0 + calendar.minutes(on: $1) }
    }
    return capacity == 0 ? 0 : minutes(of: demand) * 1000 / capacity
  }

  /// The technician minutes of all visits, counted as in `perMille(site:demand:)`.
  public static func minutes(of demand: Demand) -> Int {
    demand.appointments.reduce(0) { $0 + $1.operations.reduce(0) { $0 + minutes(of: $1.work) } }
  }

  static func minutes(of work: WorkRequirement) -> Int {
    switch work {
    case .standard(let work): work.minutes * (work.crew?.size ?? 0)
    case .alternatives(let ways): ways.filter { $0.technician != nil }.map(\.minutes).min() ?? 0
    }
  }
}

extension Workshop {
  /// Drafts for visits of some kinds that load each trade to about `percent` of its technicians' time on some days.
  ///
  /// Local search: single drafts are redrawn while that brings the loads closer to the targets.
  func drafts(for kinds: [VisitKind], percent: Int, days: [CivilDate], seed: UInt64) -> [VisitDraft] {
    var random = SplitMix64(seed: seed, stream: "drafts")
    let templates = Dictionary(
      kinds.map { ($0, self.templates(of: $0)) }, uniquingKeysWith: { first, _ in first })
    func draw(_ kind: VisitKind) -> VisitDraft {
      draft(from: templates[kind] ?? [], &random)
    }
    var drafts = kinds.map(draw)
    let targets = capacity(over: days).map { $0 * percent / 100 }
    var loads = drafts.reduce([Int](repeating: 0, count: targets.count)) { sums, draft in
      zip(sums, draft.load).map { $0 + $1 }
    }
    func distance(_ loads: [Int]) -> Int {
      let apart = zip(loads, targets).reduce(0) { $0 + abs($1.0 - $1.1) }
      return 2 * apart + abs(loads.reduce(0, +) - targets.reduce(0, +))
    }
    for _ in 0..<min(2000 + 20 * kinds.count, 20_000) where distance(loads) * 100 > targets.reduce(0, +) {
      let place = random.below(drafts.count)
      let fresh = draw(kinds[place])
      let changed = loads.indices.map { loads[$0] - drafts[place].load[$0] + fresh.load[$0] }
      if distance(changed) < distance(loads) {
        loads = changed
        drafts[place] = fresh
      }
    }
    return drafts
  }
}
