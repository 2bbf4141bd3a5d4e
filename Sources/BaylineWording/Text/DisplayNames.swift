public import BaylineModel

/// Display names of ids, on one line and without control characters, and times in everyday notation.
public struct DisplayNames: Sendable {
  private let horizon: Demand.Horizon
  private let advisors: [String: String]
  private let technicians: [String: String]
  private let bays: [String: String]
  private let equipment: [String: String]
  private let limits: [String: String]
  private let parts: [String: String]
  private let appointments: [String: Appointment]
  /// Whether ids follow names.
  private let showsIds: Bool

  /// Collects the names of a site and a demand.
  public init(site: Site, demand: Demand) {
    self.init(site: site, demand: demand, showsIds: true)
  }

  /// - Parameter showsIds: Whether ids follow names; customers do not want them.
  package init(site: Site, demand: Demand, showsIds: Bool) {
    self.showsIds = showsIds
    horizon = demand.horizon
    func index(_ pairs: [(id: String, name: String?)]) -> [String: String] {
      Dictionary(
        pairs.compactMap { pair in pair.name.map { (pair.id, $0.printable) } },
        uniquingKeysWith: { first, _ in first })
    }
    advisors = index(site.advisors.map { ($0.id, $0.name) })
    technicians = index(site.technicians.map { ($0.id, $0.name) })
    bays = index(site.bays.map { ($0.id, $0.name) })
    equipment = index(site.equipment.map { ($0.id, $0.name) })
    limits = index(site.booking.limits.map { ($0.id, $0.name) })
    parts = index(demand.parts.map { ($0.id, $0.name) })
    appointments = Dictionary(
      demand.appointments.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// `王芳 (SA1)`
  public func advisor(_ id: String) -> String { named(advisors[id], id) }
  /// `陈杰 (T01)`
  public func technician(_ id: String) -> String { named(technicians[id], id) }
  /// `1号工位 (B01)`
  public func bay(_ id: String) -> String { named(bays[id], id) }
  /// `诊断电脑 (scope)`
  public func equipment(_ id: String) -> String { named(equipment[id], id) }
  /// `每日检查 (inspections)`
  public func limit(_ id: String) -> String { named(limits[id], id) }
  /// `机油滤清器 (oil-filter)`
  public func part(_ id: String) -> String { named(parts[id], id) }
  /// `沪A·12345 (A001)`
  public func vehicle(_ id: String) -> String { named(appointments[id]?.card.plate?.printable, id) }
  /// The plate, or the id of an appointment without one.
  public func plate(_ id: String) -> String { appointments[id]?.card.plate?.printable ?? id }

  /// The display name of an operation, or its id.
  public func operation(_ operation: String, of appointment: String) -> String {
    appointments[appointment]?.operations.first { $0.id == operation }?.name?.printable ?? "#\(operation)"
  }

  /// `09:10` on the first day, `11-25 09:10` in its year, and with the year beyond that.
  public func time(_ time: CivilTime) -> String {
    guard time.date != horizon.from else { return time.clock }
    let year = horizon.from.components.year
    return time.date.components.year == year
      ? "\(day(time.date)) \(time.clock)" : String(describing: time).replacing("T", with: " ")
  }

  /// `09:10–11:00`; `22:00–24:00` until midnight; with the day of the end if that is a later one.
  public func span(from: CivilTime, to: CivilTime) -> String {
    let isMidnight = to.minuteOfDay == 0
    let last = isMidnight ? to.date.advanced(by: -1) : to.date
    let clock = isMidnight ? CivilTime.clock(CivilTime.minutesPerDay) : to.clock
    return "\(time(from))–\(last == from.date ? clock : "\(day(last)) \(clock)")"
  }

  /// `11-25`
  public func day(_ day: CivilDate) -> String {
    String(day.description.suffix(5))
  }

  private func named(_ name: String?, _ id: String) -> String {
    guard let name, name != id, !name.isEmpty else { return id }
    return showsIds ? "\(name) (\(id))" : name
  }
}
