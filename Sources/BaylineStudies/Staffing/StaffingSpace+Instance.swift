import BaylineModel

extension StaffingSpace {
  /// The site and its days with a staffing; `nil` where work is tied to somebody who would go.
  ///
  /// - Complexity: that of `Scenario.apply`.
  func instance(of staffing: Staffing) -> ScenarioInstance? {
    // Who comes is added first: skills and types are known as long as those who have them are there.
    var changes: [ScenarioChange] = []
    for (post, count) in zip(posts, staffing.counts) where count > 0 {
      switch post.change {
      case .addTechnicians(_, let new): changes.append(.addTechnicians(count: count, new))
      case .addBays(_, let new): changes.append(.addBays(count: count, new))
      case .addAdvisors(_, let new): changes.append(.addAdvisors(count: count, new))
      default: break
      }
    }
    var technicians: [String] = []
    var bays: [String] = []
    var advisors: [String] = []
    for (post, count) in zip(posts, staffing.counts) {
      let removed = post.people.dropFirst(count)
      switch post.kind {
      case .technicians: technicians += removed
      case .bays: bays += removed
      case .advisors: advisors += removed
      case .loaners: if count != today.site.loaners { changes.append(.loaners(count)) }
      case .newTechnicians, .newBays, .newAdvisors: break
      }
    }
    if !technicians.isEmpty { changes.append(.removeTechnicians(.these(technicians))) }
    if !bays.isEmpty { changes.append(.removeBays(.these(bays))) }
    if !advisors.isEmpty { changes.append(.removeAdvisors(.these(advisors))) }
    return try? Scenario(name: "", changes: changes).apply(
      site: today.site, demands: today.demands, uncertainty: today.uncertainty, seed: 0)
  }
}

/// In which order people and bays of a site stay.
struct RetentionOrder {
  private let today: ScenarioInstance
  /// Whom a customer asks for, by id.
  private let namedTechnicians, namedAdvisors: Set<String>

  init(_ today: ScenarioInstance) {
    self.today = today
    let visits = today.demands.flatMap(\.appointments)
    namedTechnicians = Set(
      visits.flatMap { [$0.preferredTechnician, $0.originalTechnician] }.compactMap(\.self))
    namedAdvisors = Set(
      visits.flatMap { [$0.preferredAdvisor, $0.booked?.advisor, $0.receivedBy] }.compactMap(\.self))
  }

  /// Technicians in their order, and how many of them cannot go.
  func ofTechnicians(_ ids: [String]) -> (order: [String], tied: Int) {
    order(ids, named: namedTechnicians) { .removeTechnicians(.these([$0])) }
  }

  /// Bays in their order, and how many of them cannot go.
  func ofBays(_ ids: [String]) -> (order: [String], tied: Int) {
    order(ids, named: []) { .removeBays(.these([$0])) }
  }

  /// Advisors in their order; all of them can go.
  func ofAdvisors(_ ids: [String]) -> (order: [String], tied: Int) {
    order(ids, named: namedAdvisors) { .removeAdvisors(.these([$0])) }
  }

  private func order(
    _ ids: [String], named: Set<String>, _ removal: (String) -> ScenarioChange
  ) -> (order: [String], tied: Int) {
    let tied = ids.filter { id in
      let instance = try? Scenario(name: "", changes: [removal(id)]).apply(
        site: today.site, demands: today.demands, uncertainty: today.uncertainty, seed: 0)
      return instance == nil
    }
    let free = ids.filter { !tied.contains($0) }
    return (tied + free.filter(named.contains) + free.filter { !named.contains($0) }, tied.count)
  }
}

/// What people cost a day, in the mean over the arrival days of all demands.
struct StaffingRates {
  private let site: Site
  private let dates: [CivilDate]

  init(_ today: ScenarioInstance) {
    site = today.site
    dates = today.demands.flatMap { demand in
      demand.horizon.arrivalDates
    }
  }

  /// The shifts that are chosen.
  func calendar(_ choice: CalendarSource) -> WorkCalendar? {
    switch choice {
    case .named(let name): site.calendars[name]
    case .inline(let calendar): calendar
    }
  }

  /// What somebody of the site costs: as those in the same shifts do, or as all.
  func rate(of calendar: WorkCalendar?, _ patterns: [ShiftPattern], usual: StaffCost) -> StaffCost {
    patterns.first { self.calendar($0.calendar) == calendar }?.cost ?? usual
  }

  /// The cost a day of somebody in some shifts.
  func cost(_ rate: StaffCost, _ calendar: WorkCalendar?) -> Double {
    guard let calendar, !dates.isEmpty else { return 0 }
    let shifts = dates.map(calendar.minutes)
    switch rate {
    case .day(let price): return price * Double(shifts.count { $0 > 0 }) / Double(dates.count)
    case .hour(let price): return price * Double(shifts.reduce(0, +)) / 60 / Double(dates.count)
    }
  }
}
