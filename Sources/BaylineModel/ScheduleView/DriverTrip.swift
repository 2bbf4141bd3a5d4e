/// A trip of a driver who fetches a vehicle before its arrival or brings it back (取送车, H18).
package struct DriverTrip: Sendable {
  package enum Purpose: Sendable {
    case collect, deliver
  }

  package let purpose: Purpose
  package let visit: ScheduledVisit
  /// From leaving the site to being back.
  package let time: TimeWindow
}

extension Site {
  /// The trips for a visit: the collection unless the vehicle had arrived, and the delivery.
  package func trips(for visit: ScheduledVisit) -> [DriverTrip] {
    var trips: [DriverTrip] = []
    if let minutes = visit.appointment.collect, visit.reception != nil {
      let time = TimeWindow(from: visit.arrival + -minutes, to: visit.arrival)
      trips.append(DriverTrip(purpose: .collect, visit: visit, time: time))
    }
    if let minutes = visit.appointment.deliver, let start = deliveryStart(from: visit.ready, minutes: minutes)
    {
      let time = TimeWindow(from: start, to: start + minutes)
      trips.append(DriverTrip(purpose: .deliver, visit: visit, time: time))
    }
    return trips
  }

  /// The first time from which a trip lies inside one interval of the opening hours; `nil` if none does in 60 days.
  package func deliveryStart(from ready: CivilTime, minutes: Int) -> CivilTime? {
    // An interval may run past midnight, so it is extended day by day.
    var open: TimeWindow?
    for day in 0...60 {
      for window in windows(of: hours, on: ready.date.advanced(by: day)) {
        let from = open.flatMap { $0.to == window.from ? $0.from : nil } ?? window.from
        open = TimeWindow(from: from, to: window.to)
        let start = max(ready, from)
        if start + minutes <= window.to { return start }
      }
    }
    return nil
  }
}
