import BaylineModel

/// Costs to the workshop: moves, load, changes of plan, makespan.
extension PlacedSchedule {
  /// `moves`: operations, except locked ones, for which the vehicle moves to another bay.
  func movePoints() -> Int {
    visits.points { visit, points in
      let moves = visit.operations.indices.count { visit.moves(for: $0) && !visit.operations[$0].isLocked }
      points.add(site.policy.move, times: moves)
    }
  }

  /// `overload`: a technician's booked minutes per day, walk-ins included, above the given share of the shift.
  func overloadPoints(_ booked: [TechnicianDay: BookedMinutes]) -> Int {
    booked.points { entry, points in
      let limit = site.policy.overloadPercent * shiftMinutes(of: entry.key) / 100
      points.add(site.policy.overload, times: max(0, entry.value.all - limit))
    }
  }

  /// `balance`: the square of a technician's booked minutes per day, divided by ten times the shift.
  func balancePoints(_ booked: [TechnicianDay: BookedMinutes]) -> Int {
    booked.points { entry, points in
      let shift = shiftMinutes(of: entry.key)
      guard shift > 0 else { return }
      let square = Int128(entry.value.all) * Int128(entry.value.all)
      points.add(exact: Int128(site.policy.balance) * square / Int128(10 * shift))
    }
  }

  private func shiftMinutes(of key: TechnicianDay) -> Int {
    shiftMinutes(of: key.technician, on: key.day, since: CivilTime(key.day))
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
