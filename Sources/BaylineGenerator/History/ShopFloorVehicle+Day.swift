import BaylineModel

/// Conversion of a vehicle to the files of a day.
extension ShopFloorVehicle {
  /// The visit in the demand of a later day: arrived, with the remaining work.
  ///
  /// Operations in progress have their standard minutes scaled to what is left. Approved added work is an operation like any other.
  /// Parts count as picked once any work has started.
  func carried(to date: CivilDate, at site: Site) -> Appointment {
    let midnight = CivilTime(date).minutes
    var visit = visit
    visit.operations = steps.compactMap { step in
      if let found = step.found, found >= midnight { return nil }
      guard let work = step.work else { return step.operation }
      return work.end > midnight ? step.operation.left(of: work, from: midnight, at: site) : nil
    }
    visit.picked = visit.picked || isBegun(before: midnight)
    visit.arrived = CivilTime(minutes: received)
    visit.receivedBy = site.advisors[advisor].id
    visit.availability = nil
    visit.preferredArrival = nil
    visit.preferredAdvisor = nil
    visit.waiting = false
    visit.loaner = hasLoaner
    return visit
  }

  /// Whether any work started before a time.
  func isBegun(before time: Int) -> Bool {
    steps.contains { ($0.work?.start ?? .max) < time }
  }

  /// The vehicle in the record of a day: the whole visit on the day of arrival, the remaining work on a later day.
  func record(of date: CivilDate, came: CivilTime?, booked: Appointment.Booking?, at site: Site)
    -> ActualDay.Visit
  {
    let midnight = CivilTime(date).minutes
    var record = ActualDay.Visit(appointment: visit.id, outcome: .served, booked: booked)
    if let came {
      record.came = came
      record.received = CivilTime(minutes: received)
      record.advisor = site.advisors[advisor].id
    }
    record.operations = steps.compactMap { step in
      guard let work = step.work else { return nil }
      let spans = work.spans.filter { $0.from >= midnight }
      guard let start = spans.first?.from, let end = spans.last?.to else { return nil }
      // Work found before the day is already in its demand.
      let isFound = (step.found ?? 0) >= midnight
      return ActualDay.Operation(
        operation: step.operation.id,
        added: isFound ? .init(name: step.operation.name, minutes: step.operation.standardMinutes) : nil,
        bay: work.bay.map { site.bays[$0].id }, technicians: work.technicians.map { site.technicians[$0].id },
        start: CivilTime(minutes: start), end: CivilTime(minutes: end),
        minutes: spans.count > 1 ? spans.minutes : nil)
    }
    record.ready = ready.map { CivilTime(minutes: $0) }
    return record
  }
}

extension ServiceOperation {
  /// The standard minutes, or those of the fastest alternative.
  fileprivate var standardMinutes: Int {
    switch work {
    case .standard(let work): work.minutes
    case .alternatives(let ways): ways.map(\.minutes).min() ?? 1
    }
  }

  /// The remaining operation at a time, at least a minute, with the bay and technicians that started it.
  fileprivate func left(of done: ShopFloorVehicle.WorkDone, from time: Int, at site: Site) -> ServiceOperation
  {
    guard done.start < time else { return self }
    let total = done.spans.minutes
    let rest = done.spans.filter { $0.from >= time }.minutes
    var operation = self
    operation.work = work.mapMinutes { max(1, ($0 * rest + total - 1) / max(1, total)) }
    operation.previous = ServiceOperation.PreviousWork(
      bay: done.bay.map { site.bays[$0].id }, technicians: done.technicians.map { site.technicians[$0].id })
    return operation
  }
}
