import BaylineModel

/// Collects the cells of wishes, windows and promises that lie where nobody can arrive.
struct UnbookableTimes {
  private let horizon: PlanningHorizon?
  private let hours: WorkCalendar?
  /// Cells that lie outside the planned days as a whole, as `file:place`.
  private(set) var otherDays: [String] = []
  /// Cells that touch the planned days, but not the site's hours.
  private(set) var closedHours: [String] = []

  /// - Parameters:
  ///   - horizon: The planned days; `nil` where they are faulty, and nothing is collected.
  ///   - site: The site; without it no hours are known.
  init(horizon: PlanningHorizon?, site: Site?) {
    self.horizon = horizon
    hours = site.flatMap { $0.calendars[$0.hours] }
  }

  /// Looks at the time of a cell.
  mutating func look(at time: CivilTime, _ cell: Cell) {
    look(at: [TimeWindow(from: time, to: time + 1)], cell)
  }

  /// Looks at the windows of a cell; one that can be met is enough.
  mutating func look(at windows: [TimeWindow], _ cell: Cell) {
    guard let horizon, !windows.isEmpty else { return }
    let place = "\(cell.source.file):\(cell.place)"
    let planned = TimeWindow(
      from: horizon.start, to: horizon.arrivalEnd)
    if !windows.contains(where: { Self.meet($0, planned) }) {
      otherDays.append(place)
    } else if let hours, !windows.contains(where: { Self.meet($0, hours, horizon) }) {
      closedHours.append(place)
    }
  }

  private static func meet(_ window: TimeWindow, _ hours: WorkCalendar, _ horizon: PlanningHorizon) -> Bool {
    horizon.arrivalDates.contains { day in hours.windows(on: day).contains { meet(window, $0) } }
  }

  private static func meet(_ left: TimeWindow, _ right: TimeWindow) -> Bool {
    max(left.from, right.from) < min(left.to, right.to)
  }
}
