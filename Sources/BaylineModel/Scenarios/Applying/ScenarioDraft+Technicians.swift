extension ScenarioDraft {
  mutating func addTechnicians(_ count: Int, _ new: Scenario.NewTechnician) {
    switch new {
    case .like(let id):
      guard let model = site.technicians.first(where: { $0.id == id }) else {
        return report(.noTechnician(id), "like")
      }
      for fresh in Self.fresh(count, like: id, in: site.technicians) {
        var copy = model
        copy.id = fresh
        copy.name = nil
        site.technicians.append(copy)
        uncertainty.durations.technicians[copy.id] = uncertainty.durations.technicians[id]
        for var longer in shiftExtensions where longer.technician == id {
          longer.technician = copy.id
          shiftExtensions.append(longer)
        }
      }
    case .with(let skills, let certifications, let efficiency, let choice):
      check(skills: skills.keys, certifications)
      let main = Technician(id: "", skills: skills, calendar: "").primarySkill
      let name = main.map { "\($0.trade)-\($0.level)" } ?? "technician"
      guard let calendar = choice.map({ calendar($0, for: name) }) ?? site.hours else { return }
      for fresh in Self.fresh(count, like: name, in: site.technicians) {
        site.technicians.append(
          Technician(
            id: fresh, skills: skills, certifications: certifications,
            efficiency: efficiency, calendar: calendar))
      }
    }
  }

  mutating func changeTechnicians(_ choice: Scenario.TechnicianSelection, _ change: Scenario.TechnicianChange)
  {
    check(skills: change.skills.filter { $0.value > 0 }.keys, change.certifications)
    guard let chosen = positions(of: choice) else { return }
    var shifts: String?
    if let choice = change.calendar {
      guard let name = calendar(choice, for: "shift") else { return }
      shifts = name
    }
    let before = site.technicians
    for position in chosen {
      for (trade, level) in change.skills {
        site.technicians[position].skills[trade] = level == 0 ? nil : level
      }
      site.technicians[position].certifications.formUnion(change.certifications)
      if let efficiency = change.efficiency { site.technicians[position].efficiency = efficiency }
      if let shifts {
        site.technicians[position].calendar = shifts
        shiftExtensions.removeAll { $0.technician == before[position].id }
      }
    }
    if site.technicians == before { report(.noEffect) }
  }

  mutating func technicianAbsence(_ choice: Scenario.TechnicianSelection, _ days: Scenario.DaySelection) {
    guard let chosen = positions(of: choice), coverAnyDemand(days) else { return }
    for position in atWork(chosen, days, isNamed: Self.member(choice) == "technicians") {
      let technician = site.technicians[position]
      guard let old = site.calendars[technician.calendar] else { continue }
      if reportLocks(of: technician.id, on: days, member: Self.member(choice), { $0.technicians }) {
        continue
      }
      site.technicians[position].calendar = add(
        old.changed(on: days) { _ in [] }, like: technician.calendar)
    }
  }

  mutating func overtime(
    _ choice: Scenario.TechnicianSelection, _ minutes: Int, _ days: Scenario.DaySelection, _ price: Double?
  ) {
    guard let chosen = positions(of: choice), coverAnyDemand(days) else { return }
    for position in atWork(chosen, days, isNamed: Self.member(choice) == "technicians") {
      let technician = site.technicians[position]
      guard let old = site.calendars[technician.calendar] else { continue }
      var isTooLate = false
      let new = old.changed(on: days) { intervals in
        guard let last = intervals.last else { return [] }
        isTooLate = isTooLate || last.end + minutes > CivilTime.minutesPerDay
        return intervals.dropLast() + [
          WorkCalendar.DayInterval(last.start, min(last.end + minutes, CivilTime.minutesPerDay))
        ]
      }
      if isTooLate {
        report(.pastMidnight(technician.id), "minutes")
        continue
      }
      site.technicians[position].calendar = add(new, like: technician.calendar)
      shiftExtensions.append(
        ShiftExtension(technician: technician.id, days: days, minutes: minutes, hourPrice: price))
    }
  }

  /// Those who work on any of the days. Reports named technicians who do not, and a selection of whom nobody does.
  private mutating func atWork(_ chosen: [Int], _ days: Scenario.DaySelection, isNamed: Bool) -> [Int] {
    let used = chosen.filter { position in
      site.calendars[site.technicians[position].calendar].map { isUsed($0, on: days) } ?? false
    }
    reportUnaffected(
      chosen.map { site.technicians[$0].id }, used.map { site.technicians[$0].id },
      isNamed ? "technicians" : nil)
    return used
  }

  /// Reports the named ids that a change does not affect, or that it affects none.
  mutating func reportUnaffected(_ chosen: [String], _ used: [String], _ member: String?) {
    if let member {
      for (index, id) in chosen.enumerated() where !used.contains(id) {
        report(.noShift(id), "\(member)[\(index)]")
      }
    } else if used.isEmpty {
      report(.noShift(nil))
    }
  }

  /// Reports trades and certifications that nobody knows.
  private mutating func check(skills: some Sequence<String>, _ certifications: Set<String>) {
    let known = KnownSkills(site: site, demands: demands)
    for trade in skills.sorted() where !known.trades.contains(trade) { report(.noTrade(trade), "skills") }
    for certification in certifications.sorted() where !known.certifications.contains(certification) {
      report(.noCertification(certification), "certifications")
    }
  }

  // MARK: - Selections

  /// The positions of technicians with a trade, those with another primary trade last.
  func skilled(_ trade: String, _ level: Int?) -> [Int] {
    let able = site.technicians.indices.filter { position in
      site.technicians[position].skills[trade].map { level == nil || $0 == level } ?? false
    }
    let main = able.filter { site.technicians[$0].primarySkill?.trade == trade }
    return main + able.filter { site.technicians[$0].primarySkill?.trade != trade }
  }

  /// The positions of the selected technicians; `nil` after reporting that none or too few exist.
  mutating func positions(of choice: Scenario.TechnicianSelection) -> [Int]? {
    switch choice {
    case .these(let ids):
      return positions(of: ids, among: site.technicians.map(\.id), "technicians") { .noTechnician($0) }
    case .all: return Array(site.technicians.indices)
    case .skilled(let trade, let level, let count):
      let able = skilled(trade, level)
      if able.isEmpty {
        report(.noSkill(trade: trade, level: level), "trade")
        return nil
      }
      return first(count, of: able)
    }
  }

  /// The first `count` positions; `nil` after reporting that there are fewer.
  mutating func first(_ count: Int?, of positions: [Int]) -> [Int]? {
    guard let count else { return positions }
    if positions.count < count {
      report(.tooFew(found: positions.count, wanted: count), "count")
      return nil
    }
    return Array(positions.prefix(count))
  }

  /// The positions of ids; `nil` after reporting unknown ones.
  mutating func positions(
    of ids: [String], among known: [String], _ member: String,
    _ conflict: (String) -> ScenarioDiagnostic.Problem
  ) -> [Int]? {
    let places = Dictionary(known.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var positions: [Int] = []
    for (index, id) in ids.enumerated() {
      if let position = places[id] {
        positions.append(position)
      } else {
        report(conflict(id), "\(member)[\(index)]")
      }
    }
    return positions.count == ids.count ? positions : nil
  }

  static func member(_ choice: Scenario.TechnicianSelection) -> String? {
    switch choice {
    case .these: "technicians"
    case .all: "all"
    case .skilled: "trade"
    }
  }

  /// Unused ids formed from a name and a number.
  static func fresh(_ count: Int, like name: String, in list: [some Identified]) -> [String] {
    let taken = Set(list.map(\.id))
    return Array((1...).lazy.map { "\(name)+\($0)" }.filter { !taken.contains($0) }.prefix(count))
  }
}
