import BaylineModel

extension PlacedSchedule {
  /// H18: Vehicles are collected and delivered within the site's hours, with no more drivers under way at once than
  /// there are. Each start of a trip is checked.
  func tripViolations() -> [Violation] {
    var violations: [Violation] = []
    var trips: [Use<String>] = []
    for visit in visits {
      let id = visit.appointment.id
      if let minutes = visit.appointment.collect, let arrival = visit.reception?.arrival {
        let isPromised = visit.appointment.booked != nil
        let start = arrival + -minutes
        trips.append(Use(from: start, to: arrival, isSettled: isPromised, holder: id))
        if !isPromised && !instance.hours.covers(from: start, to: arrival) {
          violations.append(
            Violation(.h18, .appointment(id), at: start, .collectedOutsideHours(minutes: minutes)))
        }
      }
      if let minutes = visit.appointment.deliver {
        if let start = instance.deliveryStart(of: minutes, notBefore: visit.ready) {
          trips.append(Use(from: start, to: start + minutes, holder: id))
        } else {
          violations.append(
            Violation(.h18, .appointment(id), at: visit.ready, .neverDelivered(minutes: minutes)))
        }
      }
    }
    return violations
      + trips.crowds(above: site.drivers).map { time, trips in
        let drivenFor = trips.map(\.holder).sorted { $0.precedes($1) }
        return Violation(
          .h18, .drivers, at: time,
          .driverShortage(underWay: trips.count, most: site.drivers, appointments: drivenFor))
      }
  }
}
