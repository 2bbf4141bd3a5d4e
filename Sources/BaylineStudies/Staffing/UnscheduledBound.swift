import BaylineModel

/// A lower bound on the unscheduled visits of any plan of a day, with the resource that causes it.
///
/// Each bound relaxes the day to one resource: all scheduled visits together need no more of it than there is. At least
/// as many visits are unscheduled as must be removed, the largest needs first, until the rest fits. Rules that only take
/// more away (lags, stays in bays, teams' reserves, limits of arrivals) are ignored.
struct UnscheduledBound {
  private let site: Site
  private let demand: Demand
  /// The horizon from `now` on.
  private let remaining: WorkingTime
  /// Working time of the horizon from `now` on, by calendar.
  private var openings: [String: WorkingTime] = [:]
  private var skills: [Skill] = []
  /// The needs of the operations, by visit.
  private var needs: [[Need]] = []

  init(site: Site, demand: Demand) {
    self.site = site
    self.demand = demand
    remaining = WorkingTime(
      merging: CollectionOfOne(
        (start: max(0, demand.now - demand.horizon.start), end: demand.horizon.end - demand.horizon.start)))
    let names = Set(site.technicians.map(\.calendar) + site.bays.compactMap(\.calendar))
    for name in names {
      let calendar = site.calendars[name] ?? WorkCalendar()
      openings[name] = WorkingTime(
        calendar, from: demand.horizon.from, days: 0...max(0, demand.horizon.totalDays - 1)
      ).intersection(remaining)
    }
    compile()
  }

  /// The strongest bound and its number of unscheduled visits.
  var best: (bound: StaffingResult.Bound, leftOut: Int) {
    let bounds: [(StaffingResult.Bound, Int)] = [
      (.technicians, technicians), (.reserve, reserve), (.waiting, waiting), (.bays, bays),
      (.advisors, AdvisorSlotBound(site: site, demand: demand).leftOut), (.loaners, loaners),
      (.equipment, equipment), (.drivers, drivers),
    ]
    let found = bounds.max { $0.1 < $1.1 } ?? (.technicians, 0)
    return (found.0, found.1)
  }

  // MARK: - Technicians

  /// The minimum need of an operation planned by the rules alone.
  private struct Need {
    /// Index of the required skill; `nil` for work without technicians.
    let skill: Int?
    /// The required type of bay.
    let bay: String?
    /// The required equipment.
    let equipment: [String]
    /// The minimum minutes; `nil` if it cannot be done.
    let minutes: Int?
    /// The number of technicians.
    let size: Int
  }

  /// A distinct skill that work requires, with the technicians who have it and the highest efficiency among them.
  private struct Skill {
    let crew: WorkRequirement.Crew
    let able: [Technician]
    let fastest: Int
    /// By skill, whether everybody who has it also has this one.
    var isIncluded: [Bool] = []
  }

  /// Compiles the needs of all visits. Locked operations, which may break rules, and alternatives count nothing.
  private mutating func compile() {
    var positions: [WorkRequirement.Crew: Int] = [:]
    needs = demand.appointments.map { visit in
      visit.operations.compactMap { operation in
        guard operation.locked == nil, case .standard(let work) = operation.work else { return nil }
        guard var crew = work.crew else {
          return Need(
            skill: nil, bay: work.bay, equipment: operation.equipment, minutes: work.minutes, size: 0)
        }
        let size = crew.size
        crew.size = 1
        let position: Int
        if let known = positions[crew] {
          position = known
        } else {
          position = skills.count
          positions[crew] = position
          let able = site.technicians.filter { crew.admits($0) }
          skills.append(Skill(crew: crew, able: able, fastest: able.map(\.efficiency).max() ?? 0))
        }
        let (able, fastest) = (skills[position].able.count, skills[position].fastest)
        let minutes =
          able >= size && fastest > 0 ? Technician.workMinutes(for: work.minutes, efficiency: fastest) : nil
        return Need(
          skill: position, bay: work.bay, equipment: operation.equipment, minutes: minutes, size: size)
      }
    }
    for index in skills.indices {
      skills[index].isIncluded = skills.map { $0.crew.includes(skills[index].crew) }
    }
  }

  /// The minimum technician minutes of a visit for some skills; `nil` if it cannot be done.
  private func minutes(of visit: Int, _ isCounted: (Int) -> Bool) -> Int? {
    var sum = 0
    for need in needs[visit] {
      guard let skill = need.skill, isCounted(skill) else { continue }
      guard let minutes = need.minutes else { return nil }
      sum += minutes * need.size
    }
    return sum
  }

  /// The bound by skill: the work that requires it, or more, must fit into the shifts of those who have it.
  private var technicians: Int {
    skills.map { skill in
      let room = skill.able.reduce(0) { $0 + (openings[$1.calendar]?.minutes ?? 0) }
      return leftOut(demand.appointments.indices, room: room) { visit in
        minutes(of: visit) { skill.isIncluded[$0] }
      }
    }.max() ?? 0
  }

  /// Vehicles of waiting customers must be ready on the day of arrival (H13). Locked work may break that, and a promised
  /// arrival may lie on any day.
  private var waiting: Int {
    let visits = demand.appointments.indices.filter {
      let visit = demand.appointments[$0]
      return visit.waiting && visit.arrived == nil && visit.operations.allSatisfy { $0.locked == nil }
        && visit.booked.map { demand.horizon.isArrivalDay($0.arrival.date) } ?? true
    }
    guard !visits.isEmpty else { return 0 }
    let last = demand.horizon.days * CivilTime.minutesPerDay
    return skills.map { skill in
      let room = skill.able.reduce(0) { $0 + (openings[$1.calendar]?.minutes(before: last) ?? 0) }
      return leftOut(visits, room: room) { visit in minutes(of: visit) { skill.isIncluded[$0] } }
    }.max() ?? 0
  }

  /// All work except that of walk-ins must fit into each day's time less the reserve (H14).
  private var reserve: Int {
    let days = demand.horizon.totalDays
    var room = 0
    for day in 0..<days {
      let (start, end) = (day * CivilTime.minutesPerDay, (day + 1) * CivilTime.minutesPerDay)
      let shifts = site.technicians.reduce(0) { sum, technician in
        let row = openings[technician.calendar]
        return sum + (row?.minutes(from: start, to: end) ?? 0)
      }
      room += (100 - site.booking.reservePercent) * shifts / 100
    }
    let booked = demand.appointments.indices.filter { !demand.appointments[$0].walkIn }
    return leftOut(booked, room: room) { visit in minutes(of: visit) { _ in true } }
  }

  // MARK: - Bays, equipment, drivers and loan vehicles

  /// The time in which any technician is on duty.
  private var staffed: WorkingTime {
    WorkingTime.union(Set(site.technicians.map(\.calendar)).compactMap { openings[$0] })
  }

  /// Bays are usable by their calendars, and work with technicians only within shifts.
  private var bays: Int {
    var types: [String: Bool] = [:]
    for need in needs.joined() {
      if let type = need.bay { types[type] = (types[type] ?? true) && need.skill != nil }
    }
    let staffed = staffed
    return types.map { type, needsCrew in
      let room = site.bays.filter { $0.types.contains(type) }.reduce(0) { sum, bay in
        let open = bay.calendar.flatMap { openings[$0] } ?? remaining
        return sum + (needsCrew ? open.intersection(staffed) : open).minutes
      }
      return leftOut(demand.appointments.indices, room: room) { visit in
        var sum = 0
        for need in needs[visit] where need.bay == type {
          guard let minutes = need.minutes else { return nil }
          sum += minutes
        }
        return sum
      }
    }.max() ?? 0
  }

  /// Work holds one of each equipment that it needs while it lasts (H16), and work with technicians lasts as long as
  /// their work at least.
  private var equipment: Int {
    let staffed = staffed
    return site.equipment.map { equipment in
      let users = needs.joined().filter { $0.equipment.contains(equipment.id) }
      let open = users.allSatisfy { $0.skill != nil } ? staffed : remaining
      return leftOut(demand.appointments.indices, room: equipment.count * open.minutes) { visit in
        var sum = 0
        for need in needs[visit] where need.equipment.contains(equipment.id) {
          guard let minutes = need.minutes else { return nil }
          sum += minutes
        }
        return sum
      }
    }.max() ?? 0
  }

  /// Collections end with an arrival, inside the site's hours (H18). Those of promised arrivals may break that among
  /// themselves, and deliveries may follow the horizon: neither counts. Without drivers nothing is delivered.
  private var drivers: Int {
    // A trip to an arrival of the first day may begin on the day before, or before now.
    let hours = WorkingTime(
      site.openingHours, from: demand.horizon.from, days: -1...max(0, demand.horizon.days - 1))
    return leftOut(demand.appointments.indices, room: site.drivers * hours.minutes) { index in
      let visit = demand.appointments[index]
      if site.drivers == 0, visit.deliver != nil { return nil }
      return visit.arrived == nil && visit.booked == nil ? visit.collect ?? 0 : 0
    }
  }

  /// A loan vehicle is out from arrival until ready (H12), at least for reception and work. Finishing and turnaround may
  /// end after the horizon, locked work may precede the arrival, and a promised arrival `now`: none of this counts.
  private var loaners: Int {
    let visits = demand.appointments.indices.filter { index in
      let visit = demand.appointments[index]
      return visit.loaner && visit.arrived == nil && visit.operations.allSatisfy { $0.locked == nil }
    }
    let room = site.loaners * (demand.horizon.end - max(demand.now, demand.horizon.start))
    let soonest = max(demand.now, demand.horizon.start)
    return leftOut(visits, room: room) { visit in
      let isEarly = demand.appointments[visit].booked.map { $0.arrival < soonest } ?? false
      return needs[visit].reduce(isEarly ? 0 : site.booking.receptionMinutes) { $0 + ($1.minutes ?? 0) }
    }
  }

  // MARK: -

  /// The number of visits to remove until the rest fits; those with a `nil` need cannot be done at all.
  private func leftOut(_ visits: some Sequence<Int>, room: Int, _ need: (Int) -> Int?) -> Int {
    var impossible = 0
    var needs: [Int] = []
    for visit in visits {
      if let minutes = need(visit) { needs.append(minutes) } else { impossible += 1 }
    }
    var rest = needs.reduce(0, +)
    var removed = 0
    for minutes in needs.sorted(by: >) {
      if rest <= room { break }
      rest -= minutes
      removed += 1
    }
    return impossible + removed
  }
}

extension WorkRequirement.Crew {
  /// Whether everybody who meets this requirement also meets another.
  fileprivate func includes(_ skill: WorkRequirement.Crew) -> Bool {
    trade == skill.trade && level >= skill.level && certifications.isSuperset(of: skill.certifications)
  }
}
