package import BaylineModel

/// The utilization of the workshop by a schedule over the arrival days.
package struct WorkshopLoad: Hashable, Sendable {
  /// Vehicles received by each advisor, against the maximum on days of duty.
  package var advisors: [ResourceLoad]
  /// Minutes booked for each technician, against shift minutes.
  package var technicians: [ResourceLoad]
  /// Minutes each bay is occupied, by work or by a vehicle that stays for more, within the site's hours, against those hours.
  package var bays: [ResourceLoad]
}

/// The use of an advisor, technician or bay, in vehicles or minutes.
package struct ResourceLoad: Hashable, Sendable {
  /// The resource's id.
  package var id: String
  /// Vehicles or minutes used.
  package var used: Int
  /// Vehicles or minutes available.
  package var available: Int

  /// Utilization in percent, rounded down; 0 if nothing is available.
  package var percent: Int { available > 0 ? used * 100 / available : 0 }
}

extension Verifier {
  /// The utilization by a schedule on the arrival days of the horizon, in the order of the site's resources.
  ///
  /// - Precondition: As for ``verify(_:)``.
  package func load(of schedule: Schedule) -> WorkshopLoad {
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
    for (key, minutes) in bookedMinutes(since: horizon.start) where horizon.isArrivalDay(key.day) {
      booked[key.technician, default: 0] += minutes.all
    }
    return site.technicians.map { technician in
      let shift = days.reduce(0) { $0 + shiftMinutes(of: technician.id, on: $1, since: horizon.start) }
      return ResourceLoad(id: technician.id, used: booked[technician.id] ?? 0, available: shift)
    }
  }

  private func bayLoad(on days: [CivilDate]) -> [ResourceLoad] {
    let end = CivilTime(horizon.from.advanced(by: days.count))
    var held: [String: Int] = [:]
    func hold(_ bay: String, _ occupancy: Occupancy) {
      held[bay, default: 0] += instance.openMinutes(
        from: max(occupancy.start, horizon.start), to: min(occupancy.end, end))
    }
    for placed in heldOperations {
      if let bay = placed.bay { hold(bay, Occupancy(placed)) }
    }
    for (bay, stay) in stays { hold(bay, stay) }
    let open = instance.openMinutes(from: horizon.start, to: end)
    return site.bays.map { ResourceLoad(id: $0.id, used: held[$0.id] ?? 0, available: open) }
  }
}
