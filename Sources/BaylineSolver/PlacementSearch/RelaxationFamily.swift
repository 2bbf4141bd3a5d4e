import BaylineModel

/// A relaxation with an adjustable amount.
struct ParametricRelaxation: Sendable {
  /// The only rules it weakens.
  var rules: RuleSet
  /// The maximum amount; 1 for a change without degrees.
  var maxAmount: Int
  /// The change for a given amount.
  var edit: @Sendable (_ amount: Int) -> RuleRelaxation

  init(_ rules: RuleSet, maxAmount: Int = 1, _ edit: @escaping @Sendable (Int) -> RuleRelaxation) {
    self.rules = rules
    self.maxAmount = maxAmount
    self.edit = edit
  }
}

/// The relaxations considered for a visit, in order of increasing effort: from asking the customer to hiring people
/// and building bays.
struct RelaxationFamily {
  let problem: CompiledProblem
  let state: SearchState
  let request: PlacementRequest
  let source: Appointment
  let visit: CompiledAppointment

  /// Maximum number of days per visit on which shifts are extended.
  private static let maxDays = 2
  /// Maximum number of technicians to train, and of bays to equip, per operation.
  static let maxLearners = 6

  init(_ search: PlacementSearch) {
    state = search.state
    problem = search.state.problem
    request = search.request
    source = problem.demand.appointments[request.appointment.int]
    visit = problem.appointments[request.appointment]
  }

  var all: [ParametricRelaxation] {
    var seen: Set<RuleRelaxation> = []
    let rules =
      customer + work + advisors + limits + parts + loans + drivers + reserve + equipment + shifts + abilities
      + bays + horizon + more
    return rules.filter { seen.insert($0.edit($0.maxAmount)).inserted }
  }

  var site: Site { problem.site }
  var booking: BookingRules { problem.site.booking }

  /// The days of the request: that of the requested arrival, or those on which the customer is available.
  var days: [CivilDate] {
    if let arrival = request.arrival { return [problem.civil(arrival).date] }
    if source.arrived != nil { return [problem.civil(problem.now).date] }
    let horizon = problem.demand.horizon
    let days = horizon.arrivalDates.filter { day in
      source.availability?.contains { $0.from.date <= day && CivilTime(day) < $0.to } ?? true
    }
    return days.count <= Self.maxDays ? days : []
  }

  private func stretch(_ day: CivilDate, _ from: Int, _ to: Int) -> RuleRelaxation.DatedInterval {
    RuleRelaxation.DatedInterval(day, from: max(0, from), to: min(1440, to))
  }

  // MARK: - The customer

  private var customer: [ParametricRelaxation] {
    let id = source.id
    var rules: [ParametricRelaxation] = []
    if let asked = request.arrival {
      let arrival = problem.civil(asked)
      if let booked = source.booked {
        if booked.arrival != arrival {
          rules.append(
            ParametricRelaxation([.h15, .h1, .h2, .h3, .h4, .h17]) { _ in
              .promise(appointment: id, arrival: arrival)
            })
        }
      } else if source.availability != nil {
        let window = TimeWindow(from: arrival, to: arrival + booking.slotMinutes)
        rules.append(ParametricRelaxation(.h5) { _ in .availability(appointment: id, window) })
      }
    } else if source.arrived == nil {
      rules += windows
    }
    if source.waiting {
      // Limits may count waiting customers only.
      rules.append(ParametricRelaxation([.h13, .h17]) { _ in .notWaiting(appointment: id) })
    }
    if source.loaner { rules.append(ParametricRelaxation(.h12) { _ in .withoutLoaner(appointment: id) }) }
    if visit.collect > 0 || visit.deliver > 0 {
      rules.append(ParametricRelaxation(.h18) { _ in .withoutTrips(appointment: id) })
    }
    for operation in source.operations {
      let step = operation.id
      if let locked = operation.locked {
        guard locked.start >= problem.demand.now else { continue }
        rules.append(
          ParametricRelaxation([.h6, .h7, .h8, .h9, .h10, .h14, .h15]) { _ in
            .unlocked(appointment: id, operation: step)
          })
      } else if !operation.splittable {
        // Its minutes may count against other days' reserves.
        rules.append(
          ParametricRelaxation([.h9, .h7, .h14]) { _ in .splittable(appointment: id, operation: step) })
      }
    }
    return rules
  }

  /// The customer comes earlier or later than stated, by a number of slots, or a promise is withdrawn.
  private var windows: [ParametricRelaxation] {
    let id = source.id
    if source.booked != nil {
      return [
        ParametricRelaxation([.h15, .h1, .h2, .h3, .h4, .h5]) { _ in .promise(appointment: id, arrival: nil) }
      ]
    }
    guard let windows = source.availability, let first = windows.map(\.from).min(),
      let last = windows.map(\.to).max()
    else { return [] }
    let slot = max(1, booking.slotMinutes)
    let start = max(problem.demand.now, problem.demand.horizon.start)
    let end = problem.demand.horizon.arrivalEnd
    var rules: [ParametricRelaxation] = []
    if first > start {
      rules.append(
        ParametricRelaxation(.h5, maxAmount: (first - start + slot - 1) / slot) { amount in
          .availability(appointment: id, TimeWindow(from: first + -amount * slot, to: first))
        })
    }
    if last < end {
      rules.append(
        ParametricRelaxation(.h5, maxAmount: (end - last + slot - 1) / slot) { amount in
          .availability(appointment: id, TimeWindow(from: last, to: last + amount * slot))
        })
    }
    return rules
  }

  // MARK: - Lags and moves

  private var work: [ParametricRelaxation] {
    let id = source.id
    var rules: [ParametricRelaxation] = []
    let horizon = problem.demand.horizon.totalDays * 1440
    for (position, operation) in source.operations.enumerated() {
      let (step, lag) = (operation.id, operation.lag)
      if position > 0, lag.min > 0 {
        rules.append(
          ParametricRelaxation(.h6, maxAmount: lag.min) {
            .minLag(appointment: id, operation: step, minutes: lag.min - $0)
          })
      }
      if position > 0, let most = lag.max, most < horizon {
        rules.append(
          ParametricRelaxation(.h6, maxAmount: horizon - most) {
            .maxLag(appointment: id, operation: step, minutes: most + $0)
          })
      }
      if operation.bayAfter == .keep {
        rules.append(
          ParametricRelaxation([.h6, .h7]) { _ in .releasedBay(appointment: id, operation: step) })
      }
    }
    let bays = visit.operations.count { !problem.operations.elements[$0].bays.isEmpty }
    if bays > 1, booking.moveMinutes > 0 {
      rules.append(
        ParametricRelaxation(.h6, maxAmount: booking.moveMinutes) { [minutes = booking.moveMinutes] in
          .moveMinutes(minutes - $0)
        })
    }
    return rules
  }

  // MARK: - Limits, drivers, equipment

  private var limits: [ParametricRelaxation] {
    guard source.arrived == nil else { return [] }
    let days = 0..<problem.demand.horizon.days
    return booking.limits.indices.compactMap { index in
      let limit = booking.limits[index]
      let fullest = days.map { state.limits.count(of: index, onDay: $0) }.max() ?? 0
      guard limit.counts(source), fullest >= limit.most else { return nil }
      return ParametricRelaxation(.h17, maxAmount: fullest + 1 - limit.most) {
        .limit(id: limit.id, most: limit.most + $0)
      }
    }
  }

  private var drivers: [ParametricRelaxation] {
    let trips = (visit.collect > 0 ? 1 : 0) + (visit.deliver > 0 ? 1 : 0)
    guard trips > 0 else { return [] }
    return [ParametricRelaxation(.h18, maxAmount: trips) { [count = site.drivers] in .drivers(count + $0) }]
  }

  private var equipment: [ParametricRelaxation] {
    let needed = Set(source.operations.flatMap { $0.locked == nil ? $0.equipment : [] })
    return site.equipment.filter { needed.contains($0.id) }.map { equipment in
      ParametricRelaxation(.h16) { .equipment(id: equipment.id, count: equipment.count + $0) }
    }
  }

  // MARK: - Advisors

  private var advisors: [ParametricRelaxation] {
    guard source.arrived == nil else { return [] }
    var rules: [ParametricRelaxation] = []
    if let asked = request.arrival { rules += hours(at: asked) }
    for advisor in problem.advisors.indices where request.advisor == nil || request.advisor == advisor {
      let id = site.advisors[advisor.int].id
      let compiled = problem.advisors[advisor]
      let arrivals = state.arrivals.count(of: advisor)
      if compiled.perHour <= arrivals {
        rules.append(
          ParametricRelaxation(.h3, maxAmount: arrivals + 1 - compiled.perHour) { amount in
            .bookingsPerHour(advisor: id, most: compiled.perHour + amount)
          })
      }
      if compiled.perDay <= arrivals {
        rules.append(
          ParametricRelaxation(.h4, maxAmount: arrivals + 1 - compiled.perDay) { amount in
            .bookingsPerDay(advisor: id, most: compiled.perDay + amount)
          })
      }
      if source.booked == nil, !site.advisors[advisor.int].receives(source.kind) {
        rules.append(
          ParametricRelaxation(.h1) { [kind = source.kind] _ in .receives(advisor: id, kind: kind) })
      }
      if let asked = request.arrival,
        !compiled.shifts.covers(asked, asked + booking.receptionMinutes)
      {
        let stretch = receptionStretch(asked)
        rules.append(ParametricRelaxation(.h1) { _ in .advisorHours(advisor: id, stretch) })
      }
    }
    let gap = max(booking.advisorGapMinutes, booking.receptionMinutes)
    if gap > booking.receptionMinutes {
      rules.append(
        ParametricRelaxation(.h2, maxAmount: gap - booking.receptionMinutes) {
          .advisorGap(minutes: gap - $0)
        }
      )
    }
    if let limit = booking.siteBookingsPerHour {
      let arrivals = state.arrivals.count
      if limit <= arrivals {
        rules.append(
          ParametricRelaxation(.h3, maxAmount: arrivals + 1 - limit) {
            .siteBookingsPerHour(most: limit + $0)
          })
      }
    }
    return rules
  }

  private func receptionStretch(_ arrival: Int) -> RuleRelaxation.DatedInterval {
    let from = problem.civil(arrival)
    return stretch(from.date, from.minuteOfDay, from.minuteOfDay + booking.receptionMinutes)
  }

  /// Relaxations of H1 for the arrival itself.
  private func hours(at asked: Int) -> [ParametricRelaxation] {
    guard source.booked == nil else { return [] }
    let arrival = problem.civil(asked)
    var rules: [ParametricRelaxation] = []
    let slot = max(1, booking.slotMinutes)
    if arrival.minuteOfDay % slot != 0 {
      var (one, other) = (slot, arrival.minuteOfDay)
      while other != 0 { (one, other) = (other, one % other) }
      rules.append(ParametricRelaxation(.h1) { [one] _ in .slotGrid(minutes: one) })
    }
    let horizon = problem.demand.horizon
    if !horizon.isArrivalDay(arrival.date), arrival.date >= horizon.from {
      let days = arrival.date.ordinal - horizon.from.ordinal + 1
      rules.append(ParametricRelaxation([.h1, .h5, .h10]) { _ in .arrivalDays(days) })
    }
    if !problem.hours.covers(asked, asked + booking.receptionMinutes) {
      let stretch = receptionStretch(asked)
      rules.append(ParametricRelaxation([.h1, .h13]) { _ in .openingHours(stretch) })
    }
    return rules
  }

  // MARK: - Parts, loan vehicles, the reserve, the horizon

  private var parts: [ParametricRelaxation] {
    var rules: [ParametricRelaxation] = []
    let earliest =
      request.arrival.map { $0 - booking.partsLeadMinutes } ?? problem.now - booking.partsLeadMinutes
    var needs: [CompiledNeed] = []
    problem.forEachNeed(of: visit) { needs.append($0) }
    for (position, need) in needs.enumerated() {
      // The last one of a part has the whole quantity.
      if needs[(position + 1)...].contains(where: { $0.part == need.part }) { continue }
      let part = problem.demand.parts[need.part.int]
      for (position, inbound) in part.inbound.enumerated() {
        let at = inbound.at
        let early = problem.minute(at) - earliest
        guard early > 0 else { continue }
        rules.append(
          ParametricRelaxation(.h11, maxAmount: early) {
            .delivery(part: part.id, position: position, at: at + -$0)
          })
      }
      rules.append(
        ParametricRelaxation(.h11, maxAmount: need.cumulative) {
          .onHand(part: part.id, quantity: part.onHand + $0)
        }
      )
    }
    let lead = booking.partsLeadMinutes
    if !visit.needs.isEmpty, source.arrived == nil, lead > 0 {
      rules.append(ParametricRelaxation(.h11, maxAmount: lead) { .partsLead(minutes: lead - $0) })
    }
    return rules
  }

  private var loans: [ParametricRelaxation] {
    guard source.loaner else { return [] }
    var rules = [ParametricRelaxation(.h12) { [count = site.loaners] in .loaners(count + $0) }]
    let turnaround = booking.loanerTurnaroundMinutes
    if turnaround > 0 {
      rules.append(
        ParametricRelaxation(.h12, maxAmount: turnaround) { .loanerTurnaround(minutes: turnaround - $0) })
    }
    return rules
  }

  private var reserve: [ParametricRelaxation] {
    guard !source.walkIn else { return [] }
    var rules: [ParametricRelaxation] = []
    let percent = booking.reservePercent
    if percent > 0 {
      rules.append(ParametricRelaxation(.h14, maxAmount: percent) { .reservePercent(percent - $0) })
    }
    for (team, percent) in booking.teamReservePercent.sorted(by: { $0.key < $1.key })
    where percent > 0 && able.contains(where: { $0.team == team }) {
      rules.append(
        ParametricRelaxation(.h14, maxAmount: percent) { .teamReservePercent(team: team, percent - $0) })
    }
    return rules
  }

  private var horizon: [ParametricRelaxation] {
    let days = problem.demand.horizon.carryOverDays
    return [ParametricRelaxation(.h10, maxAmount: 3) { .carryOverDays(days + $0) }]
  }
}
