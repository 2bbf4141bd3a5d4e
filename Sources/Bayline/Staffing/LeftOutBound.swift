import BaylineModel
import BaylineSimulation

/// How many visits every plan of a day leaves out at least, by what there is too little of.
///
/// Each bound takes visits as they are in need of one thing: all visits that are planned need no more of it together than
/// there is. So as many are left out at least as must be taken away, those that need most first, until the rest fits.
struct LeftOutBound {
  private let site: Site
  private let demand: Demand
  /// Working minutes of the horizon from `now` on, by calendar.
  private var openings: [String: MinuteRow] = [:]

  init(site: Site, demand: Demand) {
    self.site = site
    self.demand = demand
    let names = Set(site.technicians.map(\.calendar) + site.bays.compactMap(\.calendar))
    for name in names {
      openings[name] = MinuteRow(site.calendars[name] ?? Calendar(), demand)
    }
  }

  /// The bound that leaves out the most, and how many that are.
  var best: (bound: StaffingBound, leftOut: Int) {
    let bounds: [(StaffingBound, Int)] = [
      (.technicians, technicians), (.reserve, reserve), (.waiting, waiting), (.bays, bays),
      (.advisors, AdvisorSlots(site: site, demand: demand).leftOut), (.loaners, loaners),
    ]
    let found = bounds.max { $0.1 < $1.1 } ?? (.technicians, 0)
    return (found.0, found.1)
  }

  // MARK: - Technicians

  /// An operation that is planned by the rules alone, with the technicians who are able.
  private struct Need {
    let minutes: Int
    let size: Int
    let able: [Technician]

    /// Technicians' minutes that it takes at least; `nil` if it cannot be done at all.
    var minutesOfCrew: Int? { leastMinutes.map { $0 * size } }

    /// Minutes that it takes at least.
    var leastMinutes: Int? {
      guard able.count >= size, let fastest = able.map(\.efficiency).max() else { return nil }
      return (minutes * 100 + fastest - 1) / fastest
    }
  }

  private func need(_ operation: Operation, _ crew: CrewRequirement, _ minutes: Int) -> Need? {
    guard operation.locked == nil else { return nil }
    return Need(minutes: minutes, size: crew.size, able: site.technicians.filter { $0.isAble(crew) })
  }

  private func needs(of visit: Appointment, _ isCounted: (CrewRequirement) -> Bool) -> Int? {
    var sum = 0
    for operation in visit.operations {
      guard case .standard(let work) = operation.work, let crew = work.crew, isCounted(crew),
        let need = need(operation, crew, work.minutes)
      else { continue }
      guard let minutes = need.minutesOfCrew else { return nil }
      sum += minutes
    }
    return sum
  }

  /// By each skill that is asked for: the work that asks for it, or for more, has to fit into the shifts of those who have it.
  private var technicians: Int {
    skills.map { skill in
      let able = site.technicians.filter { $0.isAble(skill) }
      let room = able.reduce(0) { $0 + (openings[$1.calendar]?.count ?? 0) }
      return leftOut(demand.appointments, room: room) { visit in
        needs(of: visit) { $0.includes(skill) }
      }
    }.max() ?? 0
  }

  /// Customers who wait have their vehicles back on the day on which they come (H13).
  private var waiting: Int {
    let visits = demand.appointments.filter { $0.waiting && $0.arrived == nil }
    guard !visits.isEmpty else { return 0 }
    let last = demand.horizon.days * CivilTime.minutesPerDay
    return skills.map { skill in
      let able = site.technicians.filter { $0.isAble(skill) }
      let room = able.reduce(0) { $0 + (openings[$1.calendar]?.count(before: last) ?? 0) }
      return leftOut(visits, room: room) { visit in needs(of: visit) { $0.includes(skill) } }
    }.max() ?? 0
  }

  /// All work but that of walk-ins has to fit into what the reserve leaves of each day (H14).
  private var reserve: Int {
    let days = demand.horizon.days + demand.horizon.carryOverDays
    var room = 0
    for day in 0..<days {
      let (start, end) = (day * CivilTime.minutesPerDay, (day + 1) * CivilTime.minutesPerDay)
      let shifts = site.technicians.reduce(0) { sum, technician in
        let row = openings[technician.calendar]
        return sum + (row?.count(before: end) ?? 0) - (row?.count(before: start) ?? 0)
      }
      room += (100 - site.booking.reservePercent) * shifts / 100
    }
    return leftOut(demand.appointments.filter { !$0.walkIn }, room: room) { visit in
      needs(of: visit) { _ in true }
    }
  }

  /// The skills that any work asks for, each once.
  private var skills: [CrewRequirement] {
    var found: [CrewRequirement] = []
    for visit in demand.appointments {
      for operation in visit.operations {
        guard case .standard(let work) = operation.work, var crew = work.crew else { continue }
        crew.size = 1
        if !found.contains(crew) { found.append(crew) }
      }
    }
    return found
  }

  // MARK: - Bays and loan vehicles

  /// Bays are open when their calendars say so, and work with technicians goes on in shifts alone.
  private var bays: Int {
    var types: [String: Bool] = [:]
    for visit in demand.appointments {
      for operation in visit.operations {
        guard case .standard(let work) = operation.work, let type = work.bay else { continue }
        types[type] = (types[type] ?? true) && work.crew != nil
      }
    }
    let shifts = Set(site.technicians.map(\.calendar)).compactMap { openings[$0] }
    let staffed = MinuteRow.union(shifts, demand)
    return types.map { type, needsCrew in
      let room = site.bays.filter { $0.types.contains(type) }.reduce(0) { sum, bay in
        var open = bay.calendar.flatMap { openings[$0] } ?? MinuteRow.always(demand)
        if needsCrew { open = open.intersection(staffed) }
        return sum + open.count
      }
      return leftOut(demand.appointments, room: room) { minutes(of: $0, inBays: type) }
    }.max() ?? 0
  }

  private func minutes(of visit: Appointment, inBays type: String) -> Int? {
    var sum = 0
    for operation in visit.operations {
      guard case .standard(let work) = operation.work, work.bay == type, operation.locked == nil else {
        continue
      }
      // Without such a bay there is no room at all, and any need is too much.
      guard let crew = work.crew else {
        sum += work.minutes
        continue
      }
      guard let minutes = need(operation, crew, work.minutes)?.leastMinutes else { return nil }
      sum += minutes
    }
    return sum
  }

  /// A loan vehicle is out from the arrival until ready (H12), at the least for reception and work. Finishing may end
  /// after the horizon, and work that is locked may lie before the arrival: neither counts.
  private var loaners: Int {
    let visits = demand.appointments.filter { visit in
      visit.loaner && visit.arrived == nil && visit.operations.allSatisfy { $0.locked == nil }
    }
    let room = site.loaners * (demand.horizon.end - max(demand.now, demand.horizon.start))
    return leftOut(visits, room: room) { visit in
      visit.operations.reduce(site.booking.receptionMinutes) { sum, operation in
        guard case .standard(let work) = operation.work else { return sum }
        let least = work.crew.map { need(operation, $0, work.minutes)?.leastMinutes ?? 0 } ?? work.minutes
        return sum + least
      }
    }
  }

  // MARK: -

  /// How many visits must go until the rest fits; those whose need is `nil` cannot be done at all.
  private func leftOut(_ visits: [Appointment], room: Int, _ need: (Appointment) -> Int?) -> Int {
    var impossible = 0
    var needs: [Int] = []
    for visit in visits {
      if let minutes = need(visit) { needs.append(minutes) } else { impossible += 1 }
    }
    var rest = needs.reduce(0, +)
    var gone = 0
    for minutes in needs.sorted(by: >) {
      if rest <= room { break }
      rest -= minutes
      gone += 1
    }
    return impossible + gone
  }
}

extension Technician {
  /// Whether somebody can be of a crew.
  fileprivate func isAble(_ crew: CrewRequirement) -> Bool {
    (skills[crew.trade] ?? 0) >= crew.level && certifications.isSuperset(of: crew.certifications)
  }
}

extension CrewRequirement {
  /// Whether whoever can do this has another skill as well.
  fileprivate func includes(_ skill: CrewRequirement) -> Bool {
    trade == skill.trade && level >= skill.level && certifications.isSuperset(of: skill.certifications)
  }
}
