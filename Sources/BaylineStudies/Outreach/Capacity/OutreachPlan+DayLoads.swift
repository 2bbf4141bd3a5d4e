package import BaylineModel

extension OutreachPlan.DayLoads {
  /// - Complexity: O(days × (technicians + advisors × slots)).
  package init(_ capacity: WorkshopCapacity, from first: CivilDate, days count: Int) {
    let days = (0..<count).map { first.advanced(by: $0) }
    self.init(
      days: days, trades: capacity.trades,
      capacity: days.map { capacity.minutes(on: $0) + [capacity.arrivals(on: $0)] })
  }
}

extension OutreachPlan.DayLoads {
  /// Adds the load of a demand's visits: at their scheduled times; without a schedule, on the confirmed, the preferred
  /// or the earliest possible day. A vehicle in house takes no slot.
  ///
  /// - Returns: The day of each visit's arrival, by index; `nil` for visits that are not scheduled, or outside these
  ///   days.
  /// - Complexity: O(operations × days of a splittable one).
  @discardableResult
  package mutating func book(
    _ demand: Demand, _ schedule: Schedule?, _ workshop: WorkshopCapacity
  ) -> [CivilDate?] {
    let placed = schedule?.assignmentsByVisit ?? [:]
    return demand.appointments.map { visit in
      if let assignment = placed[visit.id] {
        let places = Dictionary(
          assignment.operations.map { ($0.operation, $0) }, uniquingKeysWith: { first, _ in first })
        for operation in visit.operations {
          guard let (trade, minutes) = workshop.work(of: operation), let place = places[operation.id] else {
            continue
          }
          spread(minutes, trade, from: place.start, to: place.end, crew: place.technicians.first, workshop)
        }
        guard let arrival = assignment.reception?.arrival.date else { return visit.arrived?.date }
        book(1, arrivals, on: arrival)
        return arrival
      }
      // Unscheduled visits do not come.
      if schedule != nil { return nil }
      let day = self.day(of: visit, in: demand)
      for (trade, minutes) in workshop.minutes(of: visit.operations).enumerated() {
        book(minutes, trade, on: day)
      }
      if visit.arrived == nil { book(1, arrivals, on: day) }
      return day
    }
  }

  /// The day on which a visit without a schedule is counted.
  private func day(of visit: Appointment, in demand: Demand) -> CivilDate {
    if visit.arrived != nil { return demand.now.date }
    if let promised = visit.booked?.arrival ?? visit.preferredArrival { return promised.date }
    let soonest = max(demand.now, visit.availability?.map(\.from).min() ?? demand.now).date
    let open = days.first { day in
      day >= soonest && demand.horizon.isArrivalDay(day)
        && (index(of: day).map { capacity[$0][arrivals] > 0 } ?? false)
    }
    return open ?? soonest
  }

  /// Distributes work over its days in proportion to the working minutes of its first technician between start and end.
  private mutating func spread(
    _ minutes: Int, _ trade: String, from start: CivilTime, to end: CivilTime, crew: String?,
    _ workshop: WorkshopCapacity
  ) {
    guard let resource = trades.firstIndex(of: trade) else { return }
    guard start.date < end.date, end.date.ordinal - start.date.ordinal < 400,
      let technician = workshop.site.technicians.first(where: { $0.id == crew })
    else { return book(minutes, resource, on: start.date) }
    let parts = (0...(end.date.ordinal - start.date.ordinal)).map { offset in
      let day = start.date.advanced(by: offset)
      let worked = workshop.site.intervals(of: technician.calendar, on: day).reduce(0) { sum, interval in
        let window = interval.window(on: day)
        return sum + max(0, min(end, window.to) - max(start, window.from))
      }
      return (day: day, worked: worked)
    }
    let all = parts.reduce(0) { $0 + $1.worked }
    guard all > 0 else { return book(minutes, resource, on: start.date) }
    var (done, bookedMinutes) = (0, 0)
    for part in parts {
      done += part.worked
      // Rounding cumulative amounts makes the parts add up.
      let upTo = minutes * done / all
      book(upTo - bookedMinutes, resource, on: part.day)
      bookedMinutes = upTo
    }
  }
}
