import BaylineModel

/// Costs to the customer: arrival, stay and completion.
extension PlacedSchedule {
  /// `delay`: open minutes from the earliest possible start to when the vehicle is ready, by priority.
  func delayPoints() -> Int {
    visits.points { visit, points in
      let open = instance.openMinutes(from: earliestStart(of: visit), to: visit.ready)
      let weight = Int128(site.policy.kinds[visit.appointment.kind]?.delay ?? 0)
      points.add(exact: weight * Int128(visit.appointment.priority) * Int128(open) / 100)
    }
  }

  private func earliestStart(of visit: PlacedVisit) -> CivilTime {
    let appointment = visit.appointment
    let soon = max(now, instance.opening)
    if let arrived = appointment.arrived { return max(soon, arrived) }
    if let booked = appointment.booked { return booked.arrival }
    let available = appointment.availability?.map(\.from).min() ?? horizon.start
    guard let wish = appointment.preferredArrival else { return max(soon, available) }
    // Coming before one's wish gains nothing.
    return max(soon, available, min(wish, visit.reception?.arrival ?? wish))
  }

  /// `deviation`: open minutes between the arrival and the customer's first choice.
  func deviationPoints() -> Int {
    arrivals.points { arrival, points in
      guard let wish = arrival.visit.appointment.preferredArrival, arrival.visit.appointment.booked == nil
      else { return }
      let time = arrival.reception.arrival
      points.add(
        site.policy.deviation, times: instance.openMinutes(from: min(time, wish), to: max(time, wish)))
    }
  }

  /// `stay`: minutes a waiting customer spends at the site.
  func stayPoints() -> Int {
    visits.points { visit, points in
      guard visit.appointment.waiting else { return }
      points.add(site.policy.stay, times: max(0, visit.ready - visit.presentSince(notBefore: horizon.start)))
    }
  }

  /// `lateness`: a fixed amount plus points per open minute for a vehicle that is ready later than requested.
  func latenessPoints() -> Int {
    visits.points { visit, points in
      guard let wanted = visit.appointment.readyBy, visit.ready > wanted else { return }
      points.add(site.policy.late)
      points.add(site.policy.lateness, times: instance.openMinutes(from: wanted, to: visit.ready))
    }
  }
}
