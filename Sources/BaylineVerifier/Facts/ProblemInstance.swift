import BaylineModel

/// Site and demand, indexed by id and with every calendar expanded.
struct ProblemInstance: Sendable {
  let site: Site
  let demand: Demand
  /// The site's opening hours.
  let hours: WorkingWindows
  /// The start of the first opening interval in the horizon; the horizon's start if there is none.
  let opening: CivilTime
  private let advisors: [String: Advisor]
  private let bays: [String: Bay]
  private let technicians: [String: Technician]
  private let appointments: [String: Appointment]
  private let workingTimes: [String: WorkingWindows]
  private let locksByBay: [String: [BayLock]]
  /// The days for which calendars are expanded.
  private let days: (first: CivilDate, last: CivilDate)

  init(site: Site, demand: Demand) {
    self.site = site
    self.demand = demand
    advisors = Self.index(site.advisors, by: \.id)
    bays = Self.index(site.bays, by: \.id)
    technicians = Self.index(site.technicians, by: \.id)
    appointments = Self.index(demand.appointments, by: \.id)
    locksByBay = Self.locksByBay(of: demand)
    days = Self.days(of: demand)
    let used =
      [site.hours] + site.advisors.map(\.calendar) + site.bays.compactMap(\.calendar)
      + site.technicians.map(\.calendar)
    var workingTimes: [String: WorkingWindows] = [:]
    for name in used where workingTimes[name] == nil {
      workingTimes[name] = WorkingWindows(
        site.calendars[name] ?? WorkCalendar(), from: days.first, through: days.last)
    }
    self.workingTimes = workingTimes
    hours = workingTimes[site.hours] ?? WorkingWindows([])
    let first = hours.next(from: demand.horizon.start)?.from
    opening = first.flatMap { $0 < demand.horizon.end ? $0 : nil } ?? demand.horizon.start
  }

  func advisor(_ id: String) -> Advisor? { advisors[id] }
  func bay(_ id: String) -> Bay? { bays[id] }
  func technician(_ id: String) -> Technician? { technicians[id] }
  func appointment(_ id: String) -> Appointment? { appointments[id] }

  func workingTime(named calendar: String) -> WorkingWindows {
    workingTimes[calendar] ?? WorkingWindows([])
  }

  func workingTime(ofAdvisor id: String) -> WorkingWindows {
    advisors[id].map { workingTime(named: $0.calendar) } ?? WorkingWindows([])
  }

  func workingTime(ofTechnician id: String) -> WorkingWindows {
    technicians[id].map { workingTime(named: $0.calendar) } ?? WorkingWindows([])
  }

  /// The working time of a bay; `nil` if it is always usable.
  func workingTime(ofBay id: String?) -> WorkingWindows? {
    id.flatMap { bays[$0]?.calendar }.map { workingTime(named: $0) }
  }

  /// Minutes of the site's hours in `[start, end)`.
  func openMinutes(from start: CivilTime, to end: CivilTime) -> Int {
    hours.minutes(from: start, to: end)
  }

  /// Whether a technician is able to do an operation (H8).
  func isAble(_ id: String, to operation: ServiceOperation) -> Bool {
    switch operation.work {
    case .alternatives(let ways):
      ways.contains { $0.technician == id }
    case .standard(let work):
      work.crew.map { isAble(id, for: $0) } ?? false
    }
  }

  /// Whether a technician has the trade at the level and all certifications.
  func isAble(_ id: String, for requirement: WorkRequirement.Crew) -> Bool {
    guard let technician = technicians[id] else { return false }
    return technician.skills[requirement.trade, default: 0] >= requirement.level
      && requirement.certifications.allSatisfy(technician.certifications.contains)
  }

  /// Whether the vehicle is taken out of its bay after a locked operation, since the bay is locked for another
  /// appointment later on.
  func isLeftForLock(_ placed: PlacedOperation) -> Bool {
    guard placed.isLocked, let bay = placed.bay else { return false }
    return locksByBay[bay, default: []].contains {
      $0.appointment != placed.appointment && $0.start >= placed.end
    }
  }

  /// When a delivery that takes some minutes begins: the first time not before `earliest` from which one opening
  /// interval contains them, up to about ten years after the horizon.
  func deliveryStart(of minutes: Int, notBefore earliest: CivilTime) -> CivilTime? {
    let calendar = site.openingHours
    let last = demand.horizon.end.date.advanced(by: Self.reach)
    var day = max(earliest.date, days.first)
    var open = TimeWindow(from: earliest, to: earliest)
    while day <= last {
      for window in calendar.windows(on: day) where window.to > earliest {
        let isContinued = window.from <= open.to && open.from < open.to
        open = TimeWindow(from: isContinued ? open.from : max(window.from, earliest), to: window.to)
        if open.to - open.from >= minutes { return open.from }
      }
      day = day.advanced(by: 1)
    }
    return nil
  }

  private static func locksByBay(of demand: Demand) -> [String: [BayLock]] {
    var locks: [String: [BayLock]] = [:]
    for appointment in demand.appointments {
      for case let lock? in appointment.operations.map(\.locked) {
        guard let bay = lock.bay else { continue }
        locks[bay, default: []].append(BayLock(appointment: appointment.id, start: lock.start))
      }
    }
    return locks
  }

  /// The days for which calendars are expanded: from the day before the first time in the demand to the eighth day
  /// after the last, limited to about ten years around the horizon.
  private static func days(of demand: Demand) -> (first: CivilDate, last: CivilDate) {
    let horizon = demand.horizon
    var times = [horizon.start, horizon.end, demand.now]
    for appointment in demand.appointments {
      times += [
        appointment.readyBy, appointment.preferredArrival, appointment.arrived, appointment.booked?.arrival,
      ].compactMap(\.self)
      times += appointment.operations.compactMap { $0.locked?.start }
    }
    let first = times.min() ?? horizon.start
    let last = times.max() ?? horizon.end
    return (
      max(first.date.advanced(by: -1), horizon.from.advanced(by: -reach)),
      min(last.date.advanced(by: 8), horizon.end.date.advanced(by: reach))
    )
  }

  private static let reach = 3660

  private static func index<Value>(_ values: [Value], by id: KeyPath<Value, String>) -> [String: Value] {
    Dictionary(values.map { ($0[keyPath: id], $0) }, uniquingKeysWith: { first, _ in first })
  }
}

/// A locked operation in a bay.
private struct BayLock {
  let appointment: String
  let start: CivilTime
}

extension String {
  /// The order of ids: by code point, independent of language.
  func precedes(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}
