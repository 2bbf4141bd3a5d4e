import BaylineModel

extension PlacedSchedule {
  /// `unscheduled`: the drop cost of each unscheduled appointment, tripled if committed.
  func unscheduledPoints() -> Int {
    unscheduled.points { appointment, points in
      let drop = appointment.dropCost ?? site.policy.kinds[appointment.kind]?.drop ?? 0
      let isCommitted =
        appointment.booked != nil || appointment.arrived != nil
        || appointment.operations.contains { $0.locked != nil }
      points.add(drop, times: isCommitted ? 3 : 1)
    }
  }
}
