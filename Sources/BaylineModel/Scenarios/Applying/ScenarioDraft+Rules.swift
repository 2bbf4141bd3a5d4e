extension ScenarioDraft {
  /// Applies a change of the booking rules.
  mutating func applyRules(_ change: Scenario.Change) {
    switch change {
    case .booking(let change): booking(change)
    case .addLimit(let new): addLimit(new)
    case .removeLimits(let choice):
      guard let positions = positions(of: choice) else { return }
      let removed = Set(positions.map { site.booking.limits[$0].id })
      site.booking.limits.removeAll { removed.contains($0.id) }
    case .changeLimits(let choice, let change): changeLimits(choice, change)
    default: break
    }
  }

  private mutating func booking(_ change: Scenario.BookingChange) {
    for (rule, number) in change.numbers { site.booking[keyPath: rule.path] = number }
    site.booking.siteBookingsPerHour = change.siteBookingsPerHour.value(
      else: site.booking.siteBookingsPerHour)
    let teams = Set(site.technicians.compactMap(\.team))
    for (team, percent) in change.teamReservePercent.sorted(by: { $0.key < $1.key }) {
      if teams.contains(team) || percent == nil {
        site.booking.teamReservePercent[team] = percent
      } else {
        report(.noTeam(team), "teamReservePercent")
      }
    }
    if let limits = change.limits {
      for (position, limit) in limits.enumerated() { check(limit.kinds ?? [], "limits[\(position)].kinds") }
      site.booking.limits = limits
    }
  }

  private mutating func addLimit(_ new: BookingRules.ArrivalLimit) {
    check(new.kinds ?? [], "limit.kinds")
    if site.booking.limits.contains(where: { $0.id == new.id }) {
      return report(.idTaken(new.id), "limit.id")
    }
    site.booking.limits.append(new)
  }

  private mutating func changeLimits(_ choice: Scenario.LimitSelection, _ change: Scenario.CountChange) {
    guard let positions = positions(of: choice) else { return }
    let before = site.booking.limits
    let member = if case .set = change { "most" } else { "more" }
    for position in positions {
      let most = change.value(of: site.booking.limits[position].most)
      if most < 0 { return report(.belowZero(most), member) }
      site.booking.limits[position].most = most
    }
    if site.booking.limits == before { report(.noEffect, member) }
  }

  /// The positions of the selected limits; `nil` after reporting unknown ids.
  private mutating func positions(of choice: Scenario.LimitSelection) -> [Int]? {
    switch choice {
    case .these(let ids):
      return positions(of: ids, among: site.booking.limits.map(\.id), "limits") { .noLimit($0) }
    case .all:
      if site.booking.limits.isEmpty { report(.noEffect, "all") }
      return Array(site.booking.limits.indices)
    }
  }

  // MARK: - The site's dates

  /// Changes what dates are for all calendars. Locked work keeps its day open.
  mutating func changeDates(_ dates: [CivilDate: Site.SpecialDate?]) {
    guard coverAnyDemand(Scenario.DaySelection(dates: Set(dates.keys))) else { return }
    var after = site
    for (date, kind) in dates { after.dates[date] = kind }
    if after.dates == site.dates { return report(.noEffect, "dates") }
    let closed = Set(dates.compactMap { $0.value == .closed ? $0.key : nil })
    if reportLocks(onClosed: closed, after) { return }
    site = after
  }

  /// Reports work that is locked to a date on which its technicians or its bay lose their hours; returns whether there
  /// is any.
  private mutating func reportLocks(onClosed dates: Set<CivilDate>, _ after: Site) -> Bool {
    func loses(_ calendar: String?, _ date: CivilDate) -> Bool {
      guard let calendar else { return false }
      return !site.intervals(of: calendar, on: date).isEmpty
        && after.intervals(of: calendar, on: date).isEmpty
    }
    var reported: Set<CivilDate> = []
    for demand in demands {
      for visit in demand.appointments {
        for operation in visit.operations {
          guard let locked = operation.locked else { continue }
          let calendars =
            site.technicians.filter { locked.technicians.contains($0.id) }.map(\.calendar)
            + site.bays.filter { $0.id == locked.bay }.compactMap(\.calendar)
          for date in Self.days(of: locked) where dates.contains(date) {
            guard calendars.contains(where: { loses($0, date) }), reported.insert(date).inserted else {
              continue
            }
            report(.lockedDate(date, appointment: visit.id, operation: operation.id), "dates")
          }
        }
      }
    }
    return !reported.isEmpty
  }
}
