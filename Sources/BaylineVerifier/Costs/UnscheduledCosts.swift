import BaylineModel

extension PlacedSchedule {
  /// `unscheduled`: the drop cost of each unscheduled appointment by its priority, tripled if committed.
  func unscheduledPoints() -> Int {
    unscheduled.points { appointment, points in
      let drop = appointment.dropCost ?? site.policy.kinds[appointment.kind]?.drop ?? 0
      let weighed = Int128(drop) * Int128(appointment.priority) / 100
      points.add(exact: weighed * (appointment.isCommitted ? 3 : 1))
    }
  }
}
