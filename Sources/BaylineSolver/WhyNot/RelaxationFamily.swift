import BaylineModel

/// A rule that could be weaker, by more or less.
struct WeakerRule: Sendable {
  /// The rules that it weakens, and no other.
  var rules: RuleSet
  /// How far it can go, 1 for a change that is made or not.
  var most: Int
  /// The change that goes so far.
  var edit: @Sendable (_ amount: Int) -> CaseEdit

  init(_ rules: RuleSet, most: Int = 1, _ edit: @escaping @Sendable (Int) -> CaseEdit) {
    self.rules = rules
    self.most = most
    self.edit = edit
  }
}

/// The weaker rules that are tried for a visit, in the order in which they are told: what costs nothing but a word first,
/// people and bays that would have to be hired or built last.
struct RelaxationFamily {
  private let problem: Problem
  private let state: SearchState
  private let request: PlacementRequest
  private let source: Appointment
  private let visit: CompiledAppointment

  /// Days of one visit on which shifts are lengthened at most.
  private static let mostDays = 2
  /// Technicians who could learn what is needed, and bays that could be equipped, at most for each operation.
  private static let mostLearners = 6

  init(_ search: PlacementSearch) {
    state = search.state
    problem = search.state.problem
    request = search.request
    source = problem.demand.appointments[request.appointment.int]
    visit = problem.appointments[request.appointment]
  }

  /// All of them.
  var all: [WeakerRule] {
    var seen: Set<CaseEdit> = []
    let rules = customer + advisors + parts + loans + reserve + shifts + abilities + bays + horizon + more
    return rules.filter { seen.insert($0.edit($0.most)).inserted }
  }

  private var site: Site { problem.site }
  private var booking: BookingRules { problem.site.booking }

  /// The days that the request is about: that of the asked arrival, or those on which the customer can come.
  private var days: [CivilDate] {
    if let arrival = request.arrival { return [problem.civil(arrival).date] }
    if source.arrived != nil { return [problem.civil(problem.now).date] }
    let horizon = problem.demand.horizon
    let days = (0..<horizon.days).map { horizon.from.advanced(by: $0) }.filter { day in
      source.availability?.contains { $0.from.date <= day && CivilTime(day) < $0.to } ?? true
    }
    return days.count <= Self.mostDays ? days : []
  }

  private func stretch(_ day: CivilDate, _ from: Int, _ to: Int) -> Stretch {
    Stretch(day, from: max(0, from), to: min(1440, to))
  }

  // MARK: - The customer

  private var customer: [WeakerRule] {
    let id = source.id
    var rules: [WeakerRule] = []
    if let asked = request.arrival {
      let arrival = problem.civil(asked)
      if let booked = source.booked {
        if booked.arrival != arrival {
          rules.append(
            WeakerRule([.h15, .h1, .h2, .h3, .h4]) { _ in .promise(appointment: id, arrival: arrival) })
        }
      } else if source.availability != nil {
        let window = TimeWindow(from: arrival, to: arrival + booking.slotMinutes)
        rules.append(WeakerRule(.h5) { _ in .availability(appointment: id, window) })
      }
    } else if source.arrived == nil {
      rules += windows
    }
    if source.waiting { rules.append(WeakerRule(.h13) { _ in .notWaiting(appointment: id) }) }
    if source.loaner { rules.append(WeakerRule(.h12) { _ in .withoutLoaner(appointment: id) }) }
    for operation in source.operations {
      let step = operation.id
      if let locked = operation.locked {
        guard locked.start >= problem.demand.now else { continue }
        rules.append(
          WeakerRule([.h6, .h7, .h8, .h9, .h10, .h14, .h15]) { _ in
            .unlocked(appointment: id, operation: step)
          })
      } else if !operation.splittable {
        // Its minutes may fall on other days' reserves.
        rules.append(
          WeakerRule([.h9, .h7, .h14]) { _ in .splittable(appointment: id, operation: step) })
      }
    }
    return rules
  }

  /// The customer can come earlier or later than was said, by so many slots; or a promise is taken back.
  private var windows: [WeakerRule] {
    let id = source.id
    if source.booked != nil {
      return [
        WeakerRule([.h15, .h1, .h2, .h3, .h4, .h5]) { _ in .promise(appointment: id, arrival: nil) }
      ]
    }
    guard let windows = source.availability, let first = windows.map(\.from).min(),
      let last = windows.map(\.to).max()
    else { return [] }
    let slot = max(1, booking.slotMinutes)
    let start = max(problem.demand.now, problem.demand.horizon.start)
    let end = CivilTime(problem.demand.horizon.from.advanced(by: problem.demand.horizon.days))
    var rules: [WeakerRule] = []
    if first > start {
      rules.append(
        WeakerRule(.h5, most: (first - start + slot - 1) / slot) { amount in
          .availability(appointment: id, TimeWindow(from: first + -amount * slot, to: first))
        })
    }
    if last < end {
      rules.append(
        WeakerRule(.h5, most: (end - last + slot - 1) / slot) { amount in
          .availability(appointment: id, TimeWindow(from: last, to: last + amount * slot))
        })
    }
    return rules
  }

  // MARK: - Advisors

  private var advisors: [WeakerRule] {
    guard source.arrived == nil else { return [] }
    var rules: [WeakerRule] = []
    if let asked = request.arrival { rules += hours(at: asked) }
    for advisor in problem.advisors.indices where request.advisor == nil || request.advisor == advisor {
      let id = site.advisors[advisor.int].id
      let compiled = problem.advisors[advisor]
      let arrivals = state.arrivals.count(of: advisor)
      if compiled.perHour <= arrivals {
        rules.append(
          WeakerRule(.h3, most: arrivals + 1 - compiled.perHour) { amount in
            .bookingsPerHour(advisor: id, most: compiled.perHour + amount)
          })
      }
      if compiled.perDay <= arrivals {
        rules.append(
          WeakerRule(.h4, most: arrivals + 1 - compiled.perDay) { amount in
            .bookingsPerDay(advisor: id, most: compiled.perDay + amount)
          })
      }
      if source.booked == nil, !site.advisors[advisor.int].receives(source.kind) {
        rules.append(WeakerRule(.h1) { [kind = source.kind] _ in .receives(advisor: id, kind: kind) })
      }
      if let asked = request.arrival,
        !compiled.shifts.holds(asked, asked + booking.receptionMinutes)
      {
        let stretch = receptionStretch(asked)
        rules.append(WeakerRule(.h1) { _ in .advisorHours(advisor: id, stretch) })
      }
    }
    let least = max(booking.advisorGapMinutes, booking.receptionMinutes)
    if least > booking.receptionMinutes {
      rules.append(
        WeakerRule(.h2, most: least - booking.receptionMinutes) { .advisorGap(minutes: least - $0) })
    }
    if let most = booking.siteBookingsPerHour {
      let arrivals = state.arrivals.count
      if most <= arrivals {
        rules.append(
          WeakerRule(.h3, most: arrivals + 1 - most) { .siteBookingsPerHour(most: most + $0) })
      }
    }
    return rules
  }

  private func receptionStretch(_ arrival: Int) -> Stretch {
    let from = problem.civil(arrival)
    return stretch(from.date, from.minuteOfDay, from.minuteOfDay + booking.receptionMinutes)
  }

  /// What H1 asks of the arrival itself.
  private func hours(at asked: Int) -> [WeakerRule] {
    guard source.booked == nil else { return [] }
    let arrival = problem.civil(asked)
    var rules: [WeakerRule] = []
    let slot = max(1, booking.slotMinutes)
    if arrival.minuteOfDay % slot != 0 {
      var (one, other) = (slot, arrival.minuteOfDay)
      while other != 0 { (one, other) = (other, one % other) }
      rules.append(WeakerRule(.h1) { [one] _ in .slotGrid(minutes: one) })
    }
    let horizon = problem.demand.horizon
    if !horizon.isArrivalDay(arrival.date), arrival.date >= horizon.from {
      let days = arrival.date.ordinal - horizon.from.ordinal + 1
      rules.append(WeakerRule([.h1, .h5, .h10]) { _ in .arrivalDays(days) })
    }
    if !problem.hours.holds(asked, asked + booking.receptionMinutes) {
      let stretch = receptionStretch(asked)
      rules.append(WeakerRule([.h1, .h13]) { _ in .openingHours(stretch) })
    }
    return rules
  }

  // MARK: - Parts, loan vehicles, the reserve, the horizon

  private var parts: [WeakerRule] {
    var rules: [WeakerRule] = []
    let earliest =
      request.arrival.map { $0 - booking.partsLeadMinutes } ?? problem.now - booking.partsLeadMinutes
    for need in problem.needs[visit.needs] {
      let part = problem.demand.parts[need.part.int]
      for (position, inbound) in part.inbound.enumerated() {
        let at = inbound.at
        let early = problem.minute(at) - earliest
        guard early > 0 else { continue }
        rules.append(
          WeakerRule(.h11, most: early) { .delivery(part: part.id, position: position, at: at + -$0) })
      }
      rules.append(
        WeakerRule(.h11, most: need.quantity) { .onHand(part: part.id, quantity: part.onHand + $0) })
    }
    let lead = booking.partsLeadMinutes
    if !visit.needs.isEmpty, source.arrived == nil, lead > 0 {
      rules.append(WeakerRule(.h11, most: lead) { .partsLead(minutes: lead - $0) })
    }
    return rules
  }

  private var loans: [WeakerRule] {
    guard source.loaner else { return [] }
    return [WeakerRule(.h12) { [count = site.loaners] in .loaners(count + $0) }]
  }

  private var reserve: [WeakerRule] {
    let percent = booking.reservePercent
    guard percent > 0, !source.walkIn else { return [] }
    return [WeakerRule(.h14, most: percent) { .reservePercent(percent - $0) }]
  }

  private var horizon: [WeakerRule] {
    let days = problem.demand.horizon.carryOverDays
    return [WeakerRule(.h10, most: 3) { .carryOverDays(days + $0) }]
  }

  // MARK: - Longer hours

  private var shifts: [WeakerRule] {
    var rules: [WeakerRule] = []
    for day in days {
      for technician in able {
        let id = technician.id
        rules += longer(technician.calendar, on: day).map { gap in
          WeakerRule([.h8, .h9, .h14], most: gap.most) { .technicianHours(technician: id, gap.stretch($0)) }
        }
      }
      for bay in site.bays {
        guard let calendar = bay.calendar, types.contains(where: bay.types.contains) else { continue }
        rules += longer(calendar, on: day).map { gap in
          WeakerRule([.h7, .h9], most: gap.most) { .bayHours(bay: bay.id, gap.stretch($0)) }
        }
      }
      if source.waiting {
        rules += longer(site.hours, on: day).filter(\.isLate).map { gap in
          WeakerRule([.h1, .h13], most: gap.most) { .openingHours(gap.stretch($0)) }
        }
      }
    }
    return rules
  }

  /// Minutes off duty before, between or behind the intervals of a day.
  private struct OffDuty {
    let day: CivilDate
    let from: Int
    let to: Int
    /// Behind the last interval: it is worked from its start on. Before the first one it is worked up to its end; a
    /// break, or a day off, is worked through.
    var isLate = false
    var isEarly = false

    var most: Int { isLate || isEarly ? to - from : 1 }

    func stretch(_ amount: Int) -> Stretch {
      if isLate { return Stretch(day, from: from, to: from + amount) }
      if isEarly { return Stretch(day, from: to - amount, to: to) }
      return Stretch(day, from: from, to: to)
    }
  }

  private func longer(_ calendar: String, on day: CivilDate) -> [OffDuty] {
    let intervals = site.calendars[calendar]?.intervals(on: day) ?? []
    guard let first = intervals.first, let last = intervals.last else {
      let open = site.calendars[site.hours]?.intervals(on: day) ?? []
      guard let from = open.first?.start, let to = open.last?.end else { return [] }
      return [OffDuty(day: day, from: from, to: to)]
    }
    var gaps: [OffDuty] = []
    for (one, next) in zip(intervals, intervals.dropFirst()) where one.end < next.start {
      gaps.append(OffDuty(day: day, from: one.end, to: next.start))
    }
    if last.end < 1440 { gaps.append(OffDuty(day: day, from: last.end, to: 1440, isLate: true)) }
    if first.start > 0 { gaps.append(OffDuty(day: day, from: 0, to: first.start, isEarly: true)) }
    return gaps
  }

  // MARK: - Technicians and bays

  private var requirements: [CrewRequirement] {
    var found: [CrewRequirement] = []
    for operation in source.operations where operation.locked == nil {
      if case .standard(let work) = operation.work, let crew = work.crew, !found.contains(crew) {
        found.append(crew)
      }
    }
    return found
  }

  private var types: [String] {
    var found: [String] = []
    for operation in source.operations where operation.locked == nil {
      if case .standard(let work) = operation.work, let type = work.bay, !found.contains(type) {
        found.append(type)
      }
    }
    return found
  }

  /// The technicians who can do some operation.
  private var able: [Technician] {
    let named = source.operations.flatMap { operation -> [String] in
      guard case .alternatives(let ways) = operation.work else { return [] }
      return ways.compactMap(\.technician)
    }
    return site.technicians.filter { technician in
      named.contains(technician.id) || requirements.contains { $0.admits(technician) }
    }
  }

  private var abilities: [WeakerRule] {
    requirements.flatMap { requirement -> [WeakerRule] in
      let asked = request.technician.map { site.technicians[$0.int].id }
      func missing(_ technician: Technician) -> Int {
        max(0, requirement.level - technician.skills[requirement.trade, default: 0])
          + requirement.certifications.subtracting(technician.certifications).count
      }
      let learners = site.technicians.enumerated().filter { !requirement.admits($0.element) }
        .sorted {
          ($0.element.id == asked ? 0 : 1, missing($0.element), $0.offset)
            < ($1.element.id == asked ? 0 : 1, missing($1.element), $1.offset)
        }.prefix(Self.mostLearners).map(\.element)
      return learners.map { technician in
        let lacking = requirement.certifications.subtracting(technician.certifications).sorted()
        return WeakerRule([.h8, .h9, .h14]) { _ in
          .ability(
            technician: technician.id, trade: requirement.trade, level: requirement.level,
            certifications: lacking)
        }
      }
    }
  }

  private var bays: [WeakerRule] {
    types.flatMap { type in
      site.bays.filter { !$0.types.contains(type) }.prefix(Self.mostLearners).map { bay in
        WeakerRule([.h7, .h9]) { _ in .bayType(bay: bay.id, type: type) }
      }
    }
  }

  /// One more of each resource.
  private var more: [WeakerRule] {
    var rules: [WeakerRule] = []
    if source.arrived == nil, request.advisor == nil {
      for advisor in firstOfEachCalendar(site.advisors, \.calendar) {
        let id = newId(like: advisor.id, among: site.advisors.map(\.id))
        rules.append(
          WeakerRule([.h1, .h2, .h3, .h4]) { _ in .oneMoreAdvisor(like: advisor.id, id: id) })
      }
    }
    for requirement in requirements {
      let able = site.technicians.filter(requirement.admits)
      for technician in firstOfEachCalendar(able, \.calendar) {
        let id = newId(like: technician.id, among: site.technicians.map(\.id))
        rules.append(
          WeakerRule([.h8, .h9, .h14]) { _ in .oneMoreTechnician(like: technician.id, id: id) })
      }
      if able.isEmpty {
        let id = newId(like: requirement.trade, among: site.technicians.map(\.id))
        rules.append(
          WeakerRule([.h8, .h9, .h14]) { _ in
            .newTechnician(
              id: id, trade: requirement.trade, level: requirement.level,
              certifications: requirement.certifications.sorted())
          })
      }
    }
    for type in types {
      let fitting = site.bays.filter { $0.types.contains(type) }
      for bay in firstOfEachCalendar(fitting, \.calendar) {
        let id = newId(like: bay.id, among: site.bays.map(\.id))
        rules.append(WeakerRule([.h7, .h9]) { _ in .oneMoreBay(like: bay.id, id: id) })
      }
      if fitting.isEmpty {
        let id = newId(like: type, among: site.bays.map(\.id))
        rules.append(WeakerRule([.h7, .h9]) { _ in .newBay(id: id, type: type) })
      }
    }
    return rules
  }

  private func firstOfEachCalendar<Resource, Calendar: Equatable>(
    _ resources: [Resource], _ calendar: (Resource) -> Calendar
  ) -> [Resource] {
    var seen: [Calendar] = []
    return resources.filter { resource in
      if seen.contains(calendar(resource)) { return false }
      seen.append(calendar(resource))
      return true
    }
  }

  private func newId(like id: String, among taken: [String]) -> String {
    var new = id + "-2"
    while taken.contains(new) { new += "'" }
    return new
  }
}
