import BaylineModel

/// Collects cells with preferences, windows and promises at which nobody can arrive.
struct UnbookableTimes {
  private let horizon: Demand.Horizon?
  private let hours: WorkCalendar?
  /// Cells entirely outside the planned days, as `file:place`.
  private(set) var otherDays: [String] = []
  /// Cells that overlap the planned days, but not the opening hours.
  private(set) var closedHours: [String] = []

  /// - Parameters:
  ///   - horizon: The planned days; `nil` if they are invalid, and nothing is collected.
  ///   - site: The site; without it, opening hours are not checked.
  init(horizon: Demand.Horizon?, site: Site?) {
    self.horizon = horizon
    hours = site.flatMap { $0.calendars[$0.hours] }
  }

  /// Checks the time of a cell.
  mutating func check(_ time: CivilTime, _ cell: Cell) {
    check([TimeWindow(from: time, to: time + 1)], cell)
  }

  /// Checks the windows of a cell, of which one must be bookable.
  mutating func check(_ windows: [TimeWindow], _ cell: Cell) {
    guard let horizon, !windows.isEmpty else { return }
    let place = cell.address
    let planned = TimeWindow(
      from: horizon.start, to: horizon.arrivalEnd)
    if !windows.contains(where: { Self.meet($0, planned) }) {
      otherDays.append(place)
    } else if let hours, !windows.contains(where: { Self.meet($0, hours, horizon) }) {
      closedHours.append(place)
    }
  }

  private static func meet(_ window: TimeWindow, _ hours: WorkCalendar, _ horizon: Demand.Horizon) -> Bool {
    horizon.arrivalDates.contains { day in hours.windows(on: day).contains { meet(window, $0) } }
  }

  private static func meet(_ left: TimeWindow, _ right: TimeWindow) -> Bool {
    max(left.from, right.from) < min(left.to, right.to)
  }
}
