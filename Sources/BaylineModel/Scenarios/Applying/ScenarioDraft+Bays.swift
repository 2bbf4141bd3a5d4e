extension ScenarioDraft {
  mutating func addBays(_ count: Int, _ new: Scenario.NewBay) {
    switch new {
    case .like(let id):
      guard let model = site.bays.first(where: { $0.id == id }) else { return report(.noBay(id), "like") }
      for fresh in Self.fresh(count, like: id, in: site.bays) {
        var copy = model
        copy.id = fresh
        copy.name = nil
        site.bays.append(copy)
      }
    case .with(let types, let choice):
      check(types: types)
      let name = types.first ?? "bay"
      var hours: String?
      if let choice {
        guard let found = calendar(choice, for: name) else { return }
        hours = found
      }
      for fresh in Self.fresh(count, like: name, in: site.bays) {
        site.bays.append(Bay(id: fresh, types: types, calendar: hours))
      }
    }
  }

  mutating func changeBays(_ choice: Scenario.BaySelection, _ change: Scenario.BayChange) {
    check(types: change.types ?? [])
    guard let chosen = positions(of: choice) else { return }
    var hours: String?
    if let choice = change.calendar {
      guard let name = calendar(choice, for: "bay") else { return }
      hours = name
    }
    let before = site.bays
    for position in chosen {
      if let types = change.types { site.bays[position].types = types }
      if let hours { site.bays[position].calendar = hours }
    }
    if site.bays == before { report(.noEffect) }
  }

  mutating func closeBays(_ choice: Scenario.BaySelection, _ days: Scenario.DaySelection) {
    guard let chosen = positions(of: choice), coverAnyDemand(days) else { return }
    let open = chosen.filter { isUsed(hours(of: site.bays[$0]), on: days) }
    reportUnaffected(
      chosen.map { site.bays[$0].id }, open.map { site.bays[$0].id },
      Self.member(choice) == "bays" ? "bays" : nil)
    for position in open {
      let bay = site.bays[position]
      if reportLocks(of: bay.id, on: days, member: Self.member(choice), { $0.bay.map { [$0] } ?? [] }) {
        continue
      }
      site.bays[position].calendar = add(
        hours(of: bay).changed(on: days) { _ in [] }, like: bay.calendar ?? "always")
    }
  }

  private func hours(of bay: Bay) -> WorkCalendar {
    if let calendar = bay.calendar.flatMap({ site.calendars[$0] }) { return calendar }
    // A bay without a calendar is usable on holidays as well.
    var always = WorkCalendar.always
    for date in site.dates.keys {
      always.dates[date] = [WorkCalendar.DayInterval(0, CivilTime.minutesPerDay)]
    }
    return always
  }

  /// Reports types that no bay has and no operation needs.
  private mutating func check(types: [String]) {
    let known = Set(site.bays.flatMap(\.types)).union(demands.standardWork.compactMap(\.bay))
    for (index, type) in types.enumerated() where !known.contains(type) {
      report(.noType(type), "types[\(index)]")
    }
  }

  /// The positions of the selected bays; `nil` after reporting that none or too few exist.
  mutating func positions(of choice: Scenario.BaySelection) -> [Int]? {
    switch choice {
    case .these(let ids): return positions(of: ids, among: site.bays.map(\.id), "bays") { .noBay($0) }
    case .all: return Array(site.bays.indices)
    case .ofType(let type, let count):
      let found = site.bays.indices.filter { site.bays[$0].types.contains(type) }
      if found.isEmpty {
        report(.noType(type), "type")
        return nil
      }
      return first(count, of: found)
    }
  }

  static func member(_ choice: Scenario.BaySelection) -> String? {
    switch choice {
    case .these: "bays"
    case .all: "all"
    case .ofType: "type"
    }
  }
}
