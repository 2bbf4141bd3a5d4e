import BaylineModel

/// Costs of advisor and technician choices.
extension PlacedSchedule {
  /// `advisor`: an advisor other than the promised or else the preferred one.
  func advisorPoints() -> Int {
    arrivals.points { arrival, points in
      let appointment = arrival.visit.appointment
      let expected = appointment.booked?.advisor ?? appointment.preferredAdvisor
      if let expected, expected != arrival.reception.advisor { points.add(site.policy.advisor) }
    }
  }

  /// `technician`: operations not done by the preferred technician although able.
  func technicianPoints() -> Int {
    visits.points { visit, points in
      guard let wish = visit.appointment.preferredTechnician else { return }
      for placed in visit.operations
      where !placed.crew.contains(wish) && instance.isAble(wish, to: placed.operation) {
        points.add(site.policy.technician)
      }
    }
  }

  /// `original`: comebacks that arrive when the original technician is off duty.
  func originalPoints() -> Int {
    visits.points { visit, points in
      guard visit.appointment.kind == .comeback, let original = visit.appointment.originalTechnician
      else { return }
      let time = visit.presentSince(notBefore: now)
      if !instance.workingTime(ofTechnician: original).covers(from: time, to: time + 1) {
        points.add(site.policy.original)
      }
    }
  }

  /// `handover`: technicians of a visit beyond the first.
  func handoverPoints() -> Int {
    visits.points { visit, points in
      let technicians = Set(visit.operations.flatMap(\.crew))
      points.add(site.policy.handover, times: max(0, technicians.count - 1))
    }
  }

  /// `overskill`: skill levels above the required one, except for comebacks.
  func overskillPoints() -> Int {
    visits.lazy.filter { $0.appointment.kind != .comeback }.flatMap(\.operations).points { placed, points in
      guard case .standard(let work) = placed.operation.work, let requirement = work.crew else { return }
      for technician in placed.technicians {
        let level = instance.technician(technician)?.skills[requirement.trade] ?? 0
        points.add(site.policy.overskill, times: max(0, level - requirement.level))
      }
    }
  }
}
