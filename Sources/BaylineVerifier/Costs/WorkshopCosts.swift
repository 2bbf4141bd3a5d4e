import BaylineModel

/// Costs to the workshop: overload, changes of plan, makespan.
extension PlacedSchedule {
  /// `overload`: a technician's booked minutes per day, walk-ins included, above the given share of the shift.
  func overloadPoints() -> Int {
    var booked: [TechnicianDay: Int] = [:]
    for placed in operations where !placed.crew.isEmpty {
      for (day, minutes) in usedMinutes(by: placed, since: horizon.start) {
        for technician in placed.crew {
          booked[TechnicianDay(technician: technician, day: day), default: 0] += minutes
        }
      }
    }
    return booked.points { entry, points in
      let shift = shiftMinutes(of: entry.key.technician, on: entry.key.day, since: CivilTime(entry.key.day))
      let limit = site.policy.overloadPercent * shift / 100
      points.add(site.policy.overload, times: max(0, entry.value - limit))
    }
  }

  /// `moved`: operations that leave the bay or the crew of the previous schedule.
  func movedPoints() -> Int {
    operations.points { placed, points in
      guard let previous = placed.operation.previous else { return }
      if previous.bay != placed.bay || Set(previous.technicians) != Set(placed.crew) {
        points.add(site.policy.moved)
      }
    }
  }

  /// `makespan`: minutes from the start of the horizon to the end of the last operation of all.
  func makespanPoints() -> Int {
    var points = SaturatingPoints()
    if let last = visits.map(\.completion).max() {
      points.add(site.policy.makespan, times: max(0, last - horizon.start))
    }
    return points.value
  }
}

private struct TechnicianDay: Hashable {
  let technician: String
  let day: CivilDate
}
