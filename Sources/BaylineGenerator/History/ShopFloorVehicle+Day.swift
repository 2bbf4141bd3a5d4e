import BaylineModel

/// What the files of a day say of a vehicle.
extension ShopFloorVehicle {
  /// The visit as the demand of a later day has it: arrived, with what is still to be done.
  ///
  /// Operations under way have their standard minutes scaled to what is left of them. Work that was found and agreed to is an
  /// operation like any other; its parts are picked if any work has begun.
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

  /// Whether any work on it has begun before a time.
  func isBegun(before time: Int) -> Bool {
    steps.contains { ($0.work?.start ?? .max) < time }
  }

  /// What the record of a day says: all of it for the day on which the vehicle came, and for a later one what was left then.
  func record(of date: CivilDate, came: CivilTime?, booked: Booking?, at site: Site) -> ActualVisit {
    let midnight = CivilTime(date).minutes
    var record = ActualVisit(appointment: visit.id, outcome: .served, booked: booked)
    if let came {
      record.came = came
      record.received = CivilTime(minutes: received)
      record.advisor = site.advisors[advisor].id
    }
    record.operations = steps.compactMap { step in
      guard let work = step.work else { return nil }
      let spans = work.spans.filter { $0.from >= midnight }
      guard let start = spans.first?.from, let end = spans.last?.to else { return nil }
      // What had been found before the day stands in its demand.
      let isFound = (step.found ?? 0) >= midnight
      return ActualOperation(
        operation: step.operation.id,
        added: isFound ? .init(name: step.operation.name, minutes: step.operation.standardMinutes) : nil,
        bay: work.bay.map { site.bays[$0].id }, technicians: work.technicians.map { site.technicians[$0].id },
        start: CivilTime(minutes: start), end: CivilTime(minutes: end),
        minutes: spans.count > 1 ? spans.reduce(0) { $0 + $1.minutes } : nil)
    }
    record.ready = ready.map { CivilTime(minutes: $0) }
    return record
  }
}

extension ServiceOperation {
  /// Its standard minutes; of alternatives, those of the quickest way.
  fileprivate var standardMinutes: Int {
    switch work {
    case .standard(let work): work.minutes
    case .alternatives(let ways): ways.map(\.minutes).min() ?? 1
    }
  }

  /// What is left of it at a time, at least a minute, with where and by whom it was begun.
  fileprivate func left(of done: ShopFloorVehicle.WorkDone, from time: Int, at site: Site) -> ServiceOperation
  {
    guard done.start < time else { return self }
    let total = done.spans.reduce(0) { $0 + $1.minutes }
    let rest = done.spans.filter { $0.from >= time }.reduce(0) { $0 + $1.minutes }
    func scaled(_ minutes: Int) -> Int { max(1, (minutes * rest + total - 1) / max(1, total)) }
    var operation = self
    switch work {
    case .standard(var standard):
      standard.minutes = scaled(standard.minutes)
      operation.work = .standard(standard)
    case .alternatives(let ways):
      operation.work = .alternatives(
        ways.map { WorkAlternative(bay: $0.bay, technician: $0.technician, minutes: scaled($0.minutes)) })
    }
    operation.previous = PreviousWork(
      bay: done.bay.map { site.bays[$0].id }, technicians: done.technicians.map { site.technicians[$0].id })
    return operation
  }
}
