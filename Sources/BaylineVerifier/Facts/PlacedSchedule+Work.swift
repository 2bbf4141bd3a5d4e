import BaylineModel

/// The use of crew and bay by an operation (H9).
extension PlacedSchedule {
  /// The minutes of work of an operation as placed; `nil` if no alternative matches.
  func work(of placed: PlacedOperation) -> Int? {
    switch placed.operation.work {
    case .alternatives:
      placed.alternative?.minutes
    case .standard(let work):
      placed.crew.map { minutes(work.minutes, atEfficiencyOf: $0) }.max() ?? work.minutes
    }
  }

  private func minutes(_ standard: Int, atEfficiencyOf technician: String) -> Int {
    let percent = max(1, instance.technician(technician)?.efficiency ?? 100)
    let (whole, rest) = (standard * 100).quotientAndRemainder(dividingBy: percent)
    return rest > 0 ? whole + 1 : whole
  }

  /// When an operation as placed must end; `nil` if never, or if no alternative matches.
  func requiredEnd(of placed: PlacedOperation) -> CivilTime? {
    if placed.matchesLock, let end = placed.operation.locked?.end { return end }
    guard let work = work(of: placed) else { return nil }
    guard placed.operation.splittable else { return placed.start + work }
    return commonTime(of: placed).end(of: work, from: placed.start, allowsOffDutyStart: placed.matchesLock)
  }

  /// The common working time of an operation's crew and bay.
  func commonTime(of placed: PlacedOperation) -> CommonTime {
    var names = placed.crew.compactMap { instance.technician($0)?.calendar }
    if let bay = placed.bay, let name = instance.bay(bay)?.calendar { names.append(name) }
    let different = names.count < 2 ? names : Array(Set(names))
    return CommonTime(parts: different.map { instance.workingTime(named: $0) })
  }

  /// The minutes an operation uses of each of its technicians per day of the horizon, from a time on.
  ///
  /// An unsplittable operation uses them even if a lock places it off duty.
  func usedMinutes(
    by placed: PlacedOperation, since: CivilTime
  ) -> [(day: CivilDate, minutes: Int)] {
    let common = placed.operation.splittable ? commonTime(of: placed) : .always
    let end = min(placed.end, horizon.end)
    var time = max(placed.start, horizon.start, since)
    var used: [(day: CivilDate, minutes: Int)] = []
    while time < end, let window = common.next(from: time), window.from < end {
      let midnight = CivilTime(window.from.date.advanced(by: 1))
      let stop = min(window.to, end, midnight)
      used.append((window.from.date, stop - window.from))
      time = stop
    }
    return used
  }

  /// The booked minutes of each technician and day of the horizon, from a time on.
  func bookedMinutes(
    since: CivilTime, where counts: (Appointment) -> Bool = { _ in true }
  ) -> [TechnicianDay: BookedMinutes] {
    var booked: [TechnicianDay: BookedMinutes] = [:]
    for visit in visits where counts(visit.appointment) {
      for placed in visit.operations where !placed.crew.isEmpty {
        for (day, minutes) in usedMinutes(by: placed, since: since) {
          for technician in placed.crew {
            booked[TechnicianDay(technician: technician, day: day), default: BookedMinutes()]
              .add(minutes, isLocked: placed.isLocked)
          }
        }
      }
    }
    return booked
  }

  /// The minutes of a technician's working intervals on a day, from a time on.
  func shiftMinutes(of technician: String, on day: CivilDate, since: CivilTime) -> Int {
    instance.workingTime(ofTechnician: technician)
      .minutes(from: max(CivilTime(day), since), to: CivilTime(day.advanced(by: 1)))
  }
}

/// A technician on a day.
struct TechnicianDay: Hashable {
  let technician: String
  let day: CivilDate
}

/// Booked minutes, and those of locked operations among them.
struct BookedMinutes {
  private(set) var all = 0
  private(set) var locked = 0

  mutating func add(_ minutes: Int, isLocked: Bool) {
    all += minutes
    if isLocked { locked += minutes }
  }
}
