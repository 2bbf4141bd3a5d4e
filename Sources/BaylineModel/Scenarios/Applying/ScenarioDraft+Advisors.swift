extension ScenarioDraft {
  mutating func addAdvisors(_ count: Int, _ new: Scenario.NewAdvisor) {
    let model: Advisor
    switch new {
    case .like(let id):
      guard let found = site.advisors.first(where: { $0.id == id }) else {
        return report(.noAdvisor(id), "like")
      }
      model = found
    case .with(let choice, let perHour, let perDay, let kinds):
      check(kinds ?? [], "kinds")
      guard let hours = choice.map({ calendar($0, for: "advisor") }) ?? site.hours else { return }
      model = Advisor(
        id: "advisor", calendar: hours, bookingsPerHour: perHour, bookingsPerDay: perDay, kinds: kinds)
    }
    for fresh in Self.fresh(count, like: model.id, in: site.advisors) {
      var copy = model
      copy.id = fresh
      copy.name = nil
      site.advisors.append(copy)
    }
  }

  mutating func changeAdvisors(_ choice: Scenario.AdvisorSelection, _ change: Scenario.AdvisorChange) {
    guard let chosen = positions(of: choice) else { return }
    if case .set(let kinds?) = change.kinds { check(kinds, "kinds") }
    var hours: String?
    if let choice = change.calendar {
      guard let name = calendar(choice, for: "advisor") else { return }
      hours = name
    }
    let before = site.advisors
    for position in chosen {
      let old = site.advisors[position]
      if let hours { site.advisors[position].calendar = hours }
      site.advisors[position].bookingsPerHour = change.bookingsPerHour.value(else: old.bookingsPerHour)
      site.advisors[position].bookingsPerDay = change.bookingsPerDay.value(else: old.bookingsPerDay)
      site.advisors[position].kinds = change.kinds.value(else: old.kinds)
    }
    if site.advisors == before { report(.noEffect) }
  }

  mutating func advisorAbsence(_ choice: Scenario.AdvisorSelection, _ days: Scenario.DaySelection) {
    guard let chosen = positions(of: choice), coverAnyDemand(days) else { return }
    let used = chosen.filter { position in
      site.calendars[site.advisors[position].calendar].map { isUsed($0, on: days) } ?? false
    }
    var isNamed = false
    if case .these = choice { isNamed = true }
    reportUnaffected(
      chosen.map { site.advisors[$0].id }, used.map { site.advisors[$0].id }, isNamed ? "advisors" : nil)
    for position in used {
      let name = site.advisors[position].calendar
      guard let old = site.calendars[name] else { continue }
      site.advisors[position].calendar = add(old.changed(on: days) { _ in [] }, like: name)
    }
  }

  /// The positions of the selected advisors; `nil` after reporting that none or too few exist.
  mutating func positions(of choice: Scenario.AdvisorSelection) -> [Int]? {
    switch choice {
    case .these(let ids):
      return positions(of: ids, among: site.advisors.map(\.id), "advisors") { .noAdvisor($0) }
    case .all: return Array(site.advisors.indices)
    case .last(let count): return first(count, of: site.advisors.indices.reversed())
    }
  }
}
