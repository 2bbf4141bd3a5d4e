public import BaylineModel

extension DayLoads {
  /// Empty days.
  /// - Complexity: O(days × (technicians + advisors × slots)).
  public init(_ capacity: WorkshopCapacity, from first: CivilDate, days count: Int) {
    let days = (0..<count).map { first.advanced(by: $0) }
    self.init(
      days: days, trades: capacity.trades,
      capacity: days.map { capacity.minutes(on: $0) + [capacity.arrivals(on: $0)] })
  }
}

extension DayLoads {
  /// Adds what the visits of a demand take: where its schedule has them, else where they were promised, wished for or can
  /// be soonest. A vehicle that has arrived takes no slot.
  ///
  /// - Returns: the day of each visit's arrival, by its position; `nil` for one that was left out of the schedule, or that
  ///   lies outside these days.
  /// - Complexity: O(operations × days of a splittable one).
  @discardableResult
  public mutating func book(
    _ demand: Demand, _ schedule: Schedule?, _ workshop: WorkshopCapacity
  ) -> [CivilDate?] {
    let placed = Dictionary(
      schedule?.assignments.map { ($0.appointment, $0) } ?? [], uniquingKeysWith: { first, _ in first })
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
      // What the schedule left out does not come.
      if schedule != nil { return nil }
      let day = self.day(of: visit, in: demand)
      for (trade, minutes) in workshop.minutes(of: visit.operations).enumerated() {
        book(minutes, trade, on: day)
      }
      if visit.arrived == nil { book(1, arrivals, on: day) }
      return day
    }
  }

  /// Where a visit without a schedule is counted.
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

  /// Books work on the days on which it is done: by the working minutes of its first technician between start and end.
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
    var (done, told) = (0, 0)
    for part in parts {
      done += part.worked
      // Rounded so that the parts are the whole.
      let upTo = minutes * done / all
      book(upTo - told, resource, on: part.day)
      told = upTo
    }
  }
}
