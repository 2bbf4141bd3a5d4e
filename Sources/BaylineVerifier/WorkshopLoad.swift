public import BaylineModel

/// How much of the workshop a schedule uses on some days.
public struct WorkshopLoad: Hashable, Sendable {
  /// Vehicles received by each advisor, against the most on the days of duty.
  public var advisors: [ResourceLoad]
  /// Minutes booked of each technician, against the minutes of the shifts.
  public var technicians: [ResourceLoad]
  /// Minutes that each bay is held within the site's hours, against those hours.
  public var bays: [ResourceLoad]
}

/// What is used of an advisor, a technician or a bay: vehicles or minutes.
public struct ResourceLoad: Hashable, Sendable {
  /// Id of the resource.
  public var id: String
  /// What is used.
  public var used: Int
  /// What there is.
  public var available: Int

  /// The used percent of what there is, rounded down; 0 where there is nothing.
  public var percent: Int { available > 0 ? used * 100 / available : 0 }
}

extension Verifier {
  /// The load of a schedule on the arrival days of the horizon, each list in the order of the site file.
  ///
  /// - Precondition: as for ``verify(_:)``.
  public func load(of schedule: Schedule) -> WorkshopLoad {
    PlacedSchedule(schedule, instance: instance).load()
  }
}

extension PlacedSchedule {
  func load() -> WorkshopLoad {
    let days = (0..<max(0, horizon.days)).map { horizon.from.advanced(by: $0) }
    return WorkshopLoad(
      advisors: advisorLoad(on: days), technicians: technicianLoad(on: days), bays: bayLoad(on: days))
  }

  private func advisorLoad(on days: [CivilDate]) -> [ResourceLoad] {
    let vehicles = Dictionary(
      countedArrivals.filter { horizon.isArrivalDay($0.at.date) }.map { ($0.advisor, 1) },
      uniquingKeysWith: +)
    return site.advisors.map { advisor in
      let shifts = instance.workingTime(ofAdvisor: advisor.id)
      let onDuty = days.count { shifts.minutes(from: CivilTime($0), to: CivilTime($0.advanced(by: 1))) > 0 }
      let limit = advisor.bookingsPerDay ?? site.booking.advisorBookingsPerDay
      return ResourceLoad(id: advisor.id, used: vehicles[advisor.id] ?? 0, available: limit * onDuty)
    }
  }

  private func technicianLoad(on days: [CivilDate]) -> [ResourceLoad] {
    var booked: [String: Int] = [:]
    for placed in operations where !placed.crew.isEmpty {
      for (day, minutes) in usedMinutes(by: placed, since: horizon.start) where horizon.isArrivalDay(day) {
        for technician in placed.crew { booked[technician, default: 0] += minutes }
      }
    }
    return site.technicians.map { technician in
      let shift = days.reduce(0) { $0 + shiftMinutes(of: technician.id, on: $1, since: horizon.start) }
      return ResourceLoad(id: technician.id, used: booked[technician.id] ?? 0, available: shift)
    }
  }

  private func bayLoad(on days: [CivilDate]) -> [ResourceLoad] {
    let end = CivilTime(horizon.from.advanced(by: days.count))
    var held: [String: Int] = [:]
    for placed in heldOperations {
      guard let bay = placed.bay else { continue }
      held[bay, default: 0] += instance.openMinutes(
        from: max(placed.start, horizon.start), to: min(placed.end, end))
    }
    let open = instance.openMinutes(from: horizon.start, to: end)
    return site.bays.map { ResourceLoad(id: $0.id, used: held[$0.id] ?? 0, available: open) }
  }
}
