extension RuleRelaxation {
  /// Applies the relaxation to a site or a demand; unknown ids are ignored.
  ///
  /// Changed hours go into a new calendar, since others may share the old one.
  public func apply(to site: inout Site, _ demand: inout Demand) {
    switch self {
    case .bookingsPerHour(let id, let limit): change(id, in: &site.advisors) { $0.bookingsPerHour = limit }
    case .bookingsPerDay(let id, let limit): change(id, in: &site.advisors) { $0.bookingsPerDay = limit }
    case .receives(let id, let kind):
      change(id, in: &site.advisors) { if let kinds = $0.kinds { $0.kinds = kinds + [kind] } }
    case .advisorHours(let id, let stretch):
      let name = site.add(stretch, to: site.advisors.first { $0.id == id }?.calendar)
      change(id, in: &site.advisors) { $0.calendar = name }
    case .oneMoreAdvisor(let model, let id): add(id, like: model, to: &site.advisors)
    case .advisorGap(let minutes): site.booking.advisorGapMinutes = minutes
    case .siteBookingsPerHour(let limit): site.booking.siteBookingsPerHour = limit
    case .slotGrid(let minutes): site.booking.slotMinutes = minutes
    case .openingHours(let stretch): site.hours = site.add(stretch, to: site.hours)
    case .limit(let id, let most): change(id, in: &site.booking.limits) { $0.most = most }
    case .drivers(let count): site.drivers = count
    case .technicianHours, .ability, .oneMoreTechnician, .newTechnician, .bayHours, .bayType, .oneMoreBay,
      .newBay, .reservePercent, .teamReservePercent, .equipment, .moveMinutes:
      applyToWorkshop(&site)
    default: apply(to: &demand, &site)
    }
  }

  private func applyToWorkshop(_ site: inout Site) {
    switch self {
    case .technicianHours(let id, let stretch):
      let name = site.add(stretch, to: site.technicians.first { $0.id == id }?.calendar)
      change(id, in: &site.technicians) { $0.calendar = name }
    case .ability(let id, let trade, let level, let certifications):
      change(id, in: &site.technicians) {
        $0.skills[trade] = max($0.skills[trade, default: 0], level)
        $0.certifications.formUnion(certifications)
      }
    case .oneMoreTechnician(let model, let id): add(id, like: model, to: &site.technicians)
    case .newTechnician(let id, let trade, let level, let certifications):
      site.technicians.append(
        Technician(
          id: id, skills: [trade: level], certifications: Set(certifications), calendar: site.hours))
    case .bayHours(let id, let stretch):
      guard let calendar = site.bays.first(where: { $0.id == id })?.calendar else { return }
      let name = site.add(stretch, to: calendar)
      change(id, in: &site.bays) { $0.calendar = name }
    case .bayType(let id, let type): change(id, in: &site.bays) { $0.types.append(type) }
    case .oneMoreBay(let model, let id): add(id, like: model, to: &site.bays)
    case .newBay(let id, let type): site.bays.append(Bay(id: id, types: [type]))
    case .reservePercent(let percent): site.booking.reservePercent = percent
    case .teamReservePercent(let team, let percent): site.booking.teamReservePercent[team] = percent
    case .equipment(let id, let count): change(id, in: &site.equipment) { $0.count = count }
    case .moveMinutes(let minutes): site.booking.moveMinutes = minutes
    default: break
    }
  }

  private func apply(to demand: inout Demand, _ site: inout Site) {
    switch self {
    case .onHand(let id, let quantity): change(id, in: &demand.parts) { $0.onHand = quantity }
    case .delivery(let id, let position, let at):
      change(id, in: &demand.parts) {
        if $0.inbound.indices.contains(position) { $0.inbound[position].at = at }
      }
    case .partsLead(let minutes): site.booking.partsLeadMinutes = minutes
    case .loaners(let count): site.loaners = count
    case .loanerTurnaround(let minutes): site.booking.loanerTurnaroundMinutes = minutes
    case .availability(let id, let window):
      change(id, in: &demand.appointments) {
        if let windows = $0.availability { $0.availability = windows + [window] }
      }
    case .promise(let id, let arrival):
      change(id, in: &demand.appointments) {
        $0.booked = arrival.map { [advisor = $0.booked?.advisor] in
          Appointment.Booking(arrival: $0, advisor: advisor)
        }
      }
    case .notWaiting(let id): change(id, in: &demand.appointments) { $0.waiting = false }
    case .withoutLoaner(let id): change(id, in: &demand.appointments) { $0.loaner = false }
    case .withoutTrips(let id):
      change(id, in: &demand.appointments) {
        $0.collect = nil
        $0.deliver = nil
      }
    case .minLag, .maxLag, .releasedBay, .splittable, .unlocked: applyToOperation(of: &demand)
    case .arrivalDays(let days):
      let all = demand.horizon.totalDays
      demand.horizon.days = days
      demand.horizon.carryOverDays = max(0, all - days)
    case .carryOverDays(let days): demand.horizon.carryOverDays = days
    default: break
    }
  }

  private func applyToOperation(of demand: inout Demand) {
    switch self {
    case .minLag(let id, let operation, let minutes):
      change(id, operation, of: &demand) { $0.lag.min = minutes }
    case .maxLag(let id, let operation, let minutes):
      change(id, operation, of: &demand) { $0.lag.max = minutes }
    case .releasedBay(let id, let operation): change(id, operation, of: &demand) { $0.bayAfter = nil }
    case .splittable(let id, let operation): change(id, operation, of: &demand) { $0.splittable = true }
    case .unlocked(let id, let operation): change(id, operation, of: &demand) { $0.locked = nil }
    default: break
    }
  }

  private func change(
    _ id: String, _ operation: String, of demand: inout Demand, _ edit: (inout ServiceOperation) -> Void
  ) {
    change(id, in: &demand.appointments) { change(operation, in: &$0.operations, edit) }
  }

  private func change<Element: Identified>(
    _ id: String, in list: inout [Element], _ edit: (inout Element) -> Void
  ) {
    guard let position = list.firstIndex(where: { $0.id == id }) else { return }
    edit(&list[position])
  }

  private func add<Element: Identified>(_ id: String, like model: String, to list: inout [Element]) {
    guard var copy = list.first(where: { $0.id == model }) else { return }
    copy.id = id
    list.append(copy)
  }
}

extension Site {
  /// Adds a copy of a calendar extended by an interval of one day, and returns the name of the copy.
  fileprivate mutating func add(_ stretch: RuleRelaxation.DatedInterval, to name: String?) -> String {
    let name = name ?? hours
    var calendar = calendars[name] ?? WorkCalendar()
    calendar.dates[stretch.day] = WorkCalendar.DayInterval.union(
      calendar.intervals(on: stretch.day) + [WorkCalendar.DayInterval(stretch.from, stretch.to)])
    var new = name + "+"
    while calendars[new] != nil { new += "+" }
    calendars[new] = calendar
    return new
  }
}
