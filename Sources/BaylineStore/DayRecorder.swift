import BaylineModel

/// Collects what happened on a day from the visits.
struct DayRecorder {
  private(set) var actual: ActualDay
  private let site: Site
  private let parts: Set<String>

  /// - Parameter demand: What was known before the day began.
  init(_ day: CivilDate, site: Site, demand: Demand) {
    actual = ActualDay(day: day, source: "bayline-desk")
    self.site = site
    parts = Set(demand.parts.map(\.id))
  }

  /// The longest stay that a record may have, in days.
  private static let longestStay = 92

  /// Adds a visit that was known before the day began, if it is known how it ended.
  mutating func add(_ record: VisitRecord, asked: Appointment) {
    let isInHouse = asked.arrived.map { $0 < CivilTime(actual.day) } ?? false
    if let visit = served(record, asked, isInHouse: isInHouse) ?? missed(record, asked) {
      actual.visits.append(visit)
    }
  }

  /// Adds a visit that came on the day or asked for it, if it is known how it ended.
  mutating func add(_ record: VisitRecord, request: Appointment) {
    var asked = request
    asked.arrived = nil
    asked.receivedBy = nil
    asked.picked = false
    asked.parts.removeAll { !parts.contains($0.part) }
    for index in asked.operations.indices {
      asked.operations[index].locked = nil
      asked.operations[index].previous = nil
      asked.operations[index].parts.removeAll { !parts.contains($0.part) }
    }
    guard let visit = served(record, asked, isInHouse: false) ?? lost(record, asked) else { return }
    actual.requests.append(asked)
    actual.visits.append(visit)
  }

  /// Only a vehicle that came on the day, or was there before, was served on it.
  private func served(_ record: VisitRecord, _ asked: Appointment, isInHouse: Bool) -> ActualDay.Visit? {
    let came = record.came
    guard isInHouse || came?.date == actual.day else { return nil }
    let operations = work(record, asked)
    guard let end = operations.map(\.end).max(), let ready = record.readyAt(after: end) else { return nil }
    guard ready <= CivilTime(actual.day.advanced(by: Self.longestStay)) else { return nil }
    return ActualDay.Visit(
      appointment: asked.id, outcome: .served, booked: isInHouse ? nil : asked.booked,
      came: isInHouse ? nil : came,
      advisor: record.appointment.receivedBy ?? record.assignment?.reception?.advisor,
      operations: operations, ready: ready)
  }

  /// A visit that was to come and did not.
  private func missed(_ record: VisitRecord, _ asked: Appointment) -> ActualDay.Visit? {
    let step = record.steps.last { step in
      (step.status == .noShow || step.status == .cancelled) && step.date == actual.day
    }
    return step.map { step in
      ActualDay.Visit(
        appointment: asked.id, outcome: step.status == .noShow ? .noShow : .cancelled, reason: step.reason,
        booked: asked.booked)
    }
  }

  /// A customer who asked for the day and got no time on it, or left.
  private func lost(_ record: VisitRecord, _ asked: Appointment) -> ActualDay.Visit? {
    guard asked.walkIn || asked.preferredArrival?.date == actual.day else { return nil }
    guard let step = record.steps.last, step.date == actual.day,
      step.status == .declined || step.status == .cancelled
    else { return nil }
    return ActualDay.Visit(
      appointment: asked.id, outcome: .lost, reason: step.reason, came: asked.walkIn ? record.came : nil)
  }

  /// The work that was begun and ended: what was asked for, and from the day on also what was added.
  private func work(_ record: VisitRecord, _ asked: Appointment) -> [ActualDay.Operation] {
    let midnight = CivilTime(actual.day)
    let opening = midnight + (site.openingHours.span(on: actual.day)?.start ?? 0)
    var work: [(position: Int, operation: ActualDay.Operation)] = []
    for (id, time) in record.work {
      guard var start = time.start.flatMap({ CivilTime($0) }), let stop = time.end.flatMap({ CivilTime($0) })
      else { continue }
      let position = asked.operations.firstIndex { $0.id == id }
      // Before the day began, it was the work of another day.
      if start < midnight {
        guard position != nil, stop > opening else { continue }
        start = opening
      }
      let end = max(stop, start + 1)
      var operation = ActualDay.Operation(
        operation: id, bay: time.bay, technicians: time.technicians, start: start, end: end,
        minutes: workedMinutes(by: time.technicians, start, end))
      if position == nil { operation.added = added(id, record.appointment) }
      work.append((position ?? .max, operation))
    }
    work.sort { left, right in
      (left.operation.start, left.position) != (right.operation.start, right.position)
        ? (left.operation.start, left.position) < (right.operation.start, right.position)
        : left.operation.operation.precedesByCodePoint(right.operation.operation)
    }
    // Added work follows some that was asked for.
    guard let first = work.firstIndex(where: { $0.operation.added == nil }) else { return [] }
    work.insert(work.remove(at: first), at: 0)
    return work.map(\.operation)
  }

  private func added(_ id: String, _ appointment: Appointment) -> ActualDay.Operation.AddedOperation {
    let operation = appointment.operations.first { $0.id == id }
    var added = ActualDay.Operation.AddedOperation(name: operation?.name)
    if case .standard(let work) = operation?.work { added.minutes = work.minutes }
    return added
  }

  /// The minutes without the breaks and nights of the first technician in between; `nil` if there are none.
  private func workedMinutes(by technicians: [String], _ start: CivilTime, _ end: CivilTime) -> Int? {
    guard let id = technicians.first, let technician = site.technicians.first(where: { $0.id == id }),
      let calendar = site.calendars[technician.calendar]
    else { return nil }
    var pauses = 0
    var before: CivilTime?
    for day in start.date.ordinal...end.date.ordinal {
      for window in calendar.windows(on: CivilDate(ordinal: day)) {
        if let before, before >= start, window.from <= end { pauses += window.from - before }
        before = window.to
      }
    }
    let minutes = end - start - pauses
    return pauses > 0 && minutes > 0 ? minutes : nil
  }
}

extension VisitStep {
  /// The day of the step.
  fileprivate var date: CivilDate? { CivilTime(at)?.date }
}

extension VisitRecord {
  /// When the vehicle came.
  fileprivate var came: CivilTime? {
    appointment.arrived ?? steps.last { $0.status == .arrived }.flatMap { CivilTime($0.at) }
  }

  /// When the vehicle was ready, not before its last work ended; `nil` if that is not known.
  fileprivate func readyAt(after end: CivilTime) -> CivilTime? {
    let step = steps.last { $0.status == .ready } ?? steps.last { $0.status == .handedOver }
    return step.flatMap { CivilTime($0.at) }.map { max($0, end) }
  }
}
