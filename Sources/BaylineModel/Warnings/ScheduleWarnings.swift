/// Finds what a coordinator should know about a schedule although no rule is broken.
package struct ScheduleWarnings: Sendable {
  private let site: Site
  private let demand: Demand
  private let view: ScheduleView

  package init(site: Site, demand: Demand, schedule: Schedule) {
    self.site = site
    self.demand = demand
    view = ScheduleView(site: site, demand: demand, schedule: schedule)
  }

  /// All warnings, those about customers first.
  /// - Complexity: O(*n* log *n* + *k* · *r*) in the operations *n*, the kinds of work *k* among them, and the technicians and
  ///   bays *r*.
  package var all: [ScheduleWarning] {
    samePlates + advisorsPromisedTwice + exceededLimits + promisedPartsTaken + onDutyWhileClosed
      + nobodyOnDuty + shortShifts + shortBayHours
  }

  // MARK: - Customers

  private var samePlates: [ScheduleWarning] {
    let visits = view.visits.filter { !$0.appointment.plateKey.isEmpty }
    let groups = Dictionary(grouping: visits, by: \.appointment.plateKey)
    return groups.sorted { $0.key < $1.key }.flatMap { _, visits -> [ScheduleWarning] in
      var last: ScheduledVisit?
      return visits.compactMap { visit in
        // The one that leaves last may still be there when others have come and gone.
        defer { if last.map({ $0.ready < visit.ready }) ?? true { last = visit } }
        guard let last, visit.arrival < last.ready else { return nil }
        return ScheduleWarning.samePlate(
          visit.plate, appointments: [last, visit].map(\.appointment.id), at: visit.arrival)
      }
    }
  }

  private var advisorsPromisedTwice: [ScheduleWarning] {
    let visits = view.visits.filter { $0.appointment.booked != nil && $0.reception != nil }
    let byAdvisor = Dictionary(grouping: visits) { $0.reception?.advisor }
    return site.advisors.flatMap { advisor -> [ScheduleWarning] in
      let own = byAdvisor[advisor.id] ?? []
      return zip(own, own.dropFirst()).compactMap { first, second in
        guard second.arrival - first.arrival < max(1, site.booking.receptionMinutes) else { return nil }
        return ScheduleWarning.advisorPromisedTwice(
          advisor: advisor.id, appointments: [first, second].map(\.appointment.id), at: second.arrival)
      }
    }
  }

  private var exceededLimits: [ScheduleWarning] {
    site.booking.limits.flatMap { limit -> [ScheduleWarning] in
      let days = demand.appointments.compactMap { appointment -> CivilDate? in
        guard let arrival = appointment.booked?.arrival, limit.counts(appointment), limit.counts(arrival)
        else { return nil }
        return arrival.date
      }
      let counts = Dictionary(days.map { ($0, 1) }, uniquingKeysWith: +)
      return demand.horizon.arrivalDates.compactMap { day in
        let booked = counts[day, default: 0]
        guard booked > limit.most else { return nil }
        return ScheduleWarning.limitExceededByBooked(
          limit: limit.id, day: day, booked: booked, most: limit.most)
      }
    }
  }

  /// Who is promised a time after the arrival days is not part of this schedule, which may use up their parts.
  private var promisedPartsTaken: [ScheduleWarning] {
    let later = demand.appointments.filter { appointment in
      appointment.booked.map { $0.arrival >= demand.horizon.arrivalEnd } ?? false
        && appointment.arrived == nil && !appointment.picked
    }.sorted { ($0.booked?.arrival ?? demand.now, $0.id) < ($1.booked?.arrival ?? demand.now, $1.id) }
    guard !later.isEmpty else { return [] }
    var taken: [String: Int] = [:]
    for need in PartsBalance(view).needs { taken[need.part.id, default: 0] += need.quantity }
    return later.flatMap { appointment -> [ScheduleWarning] in
      guard let arrival = appointment.booked?.arrival else { return [] }
      return appointment.allParts.compactMap { need in
        guard let part = demand.parts.first(where: { $0.id == need.part }) else { return nil }
        let due = arrival + -site.booking.partsLeadMinutes
        let supply = part.inbound.reduce(part.onHand) { $1.at <= due ? $0 + $1.quantity : $0 }
        taken[part.id, default: 0] += need.quantity
        let missing = min(need.quantity, taken[part.id, default: 0] - supply)
        guard missing > 0 else { return nil }
        return .promisedPartTaken(
          part: part.id, appointment: appointment.id, arrival: arrival, missing: missing)
      }
    }
  }

  // MARK: - Duty

  private var onDutyWhileClosed: [ScheduleWarning] {
    let closed = demand.horizon.allDates.filter { site.minutes(of: site.hours, on: $0) == 0 }
    let people =
      site.advisors.map { (ScheduleWarning.Person(.advisors, $0.id), $0.calendar) }
      + site.technicians.map { (ScheduleWarning.Person(.technicians, $0.id), $0.calendar) }
    let daysOfCalendars = Dictionary(
      Set(people.map(\.1)).map { calendar in
        (calendar, closed.filter { site.minutes(of: calendar, on: $0) > 0 })
      }, uniquingKeysWith: { first, _ in first })
    var warnings: [ScheduleWarning] = []
    // People with the same days share a warning.
    for (person, calendar) in people {
      let days = daysOfCalendars[calendar] ?? []
      if days.isEmpty { continue }
      let same = warnings.firstIndex { warning in
        if case .onDutyWhileClosed(_, let others) = warning { others == days } else { false }
      }
      if let same, case .onDutyWhileClosed(let others, _) = warnings[same] {
        warnings[same] = .onDutyWhileClosed(people: others + [person], days: days)
      } else {
        warnings.append(.onDutyWhileClosed(people: [person], days: days))
      }
    }
    return warnings
  }

  private var nobodyOnDuty: [ScheduleWarning] {
    func missing(_ role: ScheduleWarning.Role, _ calendars: [String], on days: [CivilDate])
      -> ScheduleWarning?
    {
      let calendars = Set(calendars)
      guard !calendars.isEmpty else { return nil }
      let empty = days.filter { day in
        site.minutes(of: site.hours, on: day) > 0
          && calendars.allSatisfy { site.minutes(of: $0, on: day) == 0 }
      }
      return empty.isEmpty ? nil : .nobodyOnDuty(role, days: empty)
    }
    return [
      missing(.technicians, site.technicians.map(\.calendar), on: demand.horizon.allDates),
      missing(.advisors, site.advisors.map(\.calendar), on: demand.horizon.arrivalDates),
    ].compactMap(\.self)
  }

  // MARK: - Calendars that nothing fits

  /// What has to be done and whether it may pause: many operations are alike.
  private struct OpenWork: Hashable {
    let requirement: WorkRequirement
    let isSplittable: Bool
  }

  private var openWork: Set<OpenWork> {
    Set(
      demand.appointments.lazy.flatMap(\.operations).filter { $0.locked == nil }.map {
        OpenWork(requirement: $0.work, isSplittable: $0.splittable)
      })
  }

  private var shortShifts: [ScheduleWarning] {
    let work = openWork
    return site.technicians.compactMap { technician in
      let longest = longestInterval(of: technician.calendar)
      guard longest > 0, let shortest = Self.shortest(work, minutes: technician.minutes(for:)),
        longest < shortest
      else { return nil }
      return .shiftTooShort(technician: technician.id, longest: longest, shortest: shortest)
    }
  }

  private var shortBayHours: [ScheduleWarning] {
    guard site.bays.contains(where: { $0.calendar != nil }) else { return [] }
    let work = openWork
    let least = Dictionary(
      Set(work.map(\.requirement)).compactMap { requirement in
        site.minimumMinutes(of: requirement).map { (requirement, $0) }
      }, uniquingKeysWith: { first, _ in first })
    return site.bays.compactMap { bay in
      guard let calendar = bay.calendar else { return nil }
      let longest = longestInterval(of: calendar)
      guard longest > 0,
        let shortest = Self.shortest(
          work, minutes: { bay.admits($0) ? least[$0] ?? bay.minutes(for: $0) : nil }),
        longest < shortest
      else { return nil }
      return .bayHoursTooShort(bay: bay.id, longest: longest, shortest: shortest)
    }
  }

  /// The minutes of the shortest work; `nil` if none can be done, or some may pause and so fits anywhere.
  private static func shortest(_ all: Set<OpenWork>, minutes: (WorkRequirement) -> Int?) -> Int? {
    var shortest: Int?
    for work in all {
      guard let minutes = minutes(work.requirement) else { continue }
      if work.isSplittable { return nil }
      shortest = min(shortest ?? minutes, minutes)
    }
    return shortest
  }

  /// The longest working interval of a calendar in the horizon, in minutes.
  private func longestInterval(of calendar: String) -> Int {
    guard let calendar = site.calendars[calendar] else { return 0 }
    let time = WorkingTime(
      calendar, from: demand.horizon.from, days: 0...max(0, demand.horizon.totalDays - 1))
    return zip(time.starts, time.ends).map { $1 - $0 }.max() ?? 0
  }
}

extension Technician {
  /// The minutes that this technician needs for some work; `nil` if they cannot do it.
  fileprivate func minutes(for requirement: WorkRequirement) -> Int? {
    switch requirement {
    case .standard(let work):
      guard let crew = work.crew, crew.admits(self) else { return nil }
      return workMinutes(for: work.minutes)
    case .alternatives(let ways): return ways.filter { $0.technician == id }.map(\.minutes).min()
    }
  }
}

extension Bay {
  /// Whether some work can be done here at all, if somebody can do it.
  fileprivate func admits(_ requirement: WorkRequirement) -> Bool {
    switch requirement {
    case .standard(let work): work.bay.map(types.contains) ?? false
    case .alternatives(let ways): ways.contains { $0.bay == id }
    }
  }

  /// The least minutes of the ways that name this bay; `nil` for work that names none.
  fileprivate func minutes(for requirement: WorkRequirement) -> Int? {
    guard case .alternatives(let ways) = requirement else { return nil }
    return ways.filter { $0.bay == id }.map(\.minutes).min()
  }
}

extension Site {
  /// The least minutes that standard work takes anybody; `nil` for other work, and if nobody can do it.
  fileprivate func minimumMinutes(of requirement: WorkRequirement) -> Int? {
    guard case .standard(let work) = requirement else { return nil }
    guard let crew = work.crew else { return work.minutes }
    return technicians.filter(crew.admits).map { $0.workMinutes(for: work.minutes) }.min()
  }
}

extension Appointment {
  /// What tells the vehicle from others (see `Appointment.CustomerCard.plateKey`). Empty without a plate.
  fileprivate var plateKey: String { card.plate.map(Appointment.CustomerCard.plateKey) ?? "" }
}
