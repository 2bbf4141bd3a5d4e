import BaylineModel

extension OutreachPlanner {
  /// Capacity, booked load and expected load of the days of the list.
  func loads() -> OutreachPlan.DayLoads {
    var loads = OutreachPlan.DayLoads(capacity, from: options.from, days: options.days)
    var bookedKinds: [CivilDate: [VisitKind: Int]] = [:]
    for book in books {
      let days = loads.book(book.demand, book.schedule, capacity)
      for (visit, day) in zip(book.demand.appointments, days) {
        if let day { bookedKinds[day, default: [:]][visit.kind, default: 0] += 1 }
      }
    }
    let known = past.isEmpty ? books.flatMap(\.demand.appointments) : past
    var typical: [VisitKind: [Double]] = [:]
    var counts: [CivilDate: [VisitKind: Double]] = [:]
    for volume in expected where loads.index(of: volume.day) != nil {
      counts[volume.day, default: [:]][volume.kind, default: 0] += volume.count
    }
    var amounts = [[Double]](
      repeating: Array(repeating: 0, count: loads.trades.count + 1), count: options.days)
    for (index, day) in loads.days.enumerated() where loads.capacity[index][loads.arrivals] > 0 {
      let kinds = counts[day, default: [:]].sorted {
        $0.key.rawValue.utf8.lexicographicallyPrecedes($1.key.rawValue.utf8)
      }
      for (kind, count) in kinds {
        let isCalled = [.firstService, .maintenance, .inspection].contains(kind)
        let own = isCalled ? count * Double(100 - options.calledPercent) / 100 : count
        let coming = max(0, own - Double(bookedKinds[day]?[kind] ?? 0))
        let minutes = typical[kind] ?? jobs.typicalMinutes(of: kind, in: known)
        typical[kind] = minutes
        for trade in minutes.indices { amounts[index][trade] += coming * minutes[trade] }
        amounts[index][loads.arrivals] += coming
      }
    }
    loads.expect(amounts)
    return loads
  }
}

extension OutreachPlan.DayLoads {
  /// The load that first times may reach when a percentage of the slack is kept for second and third times.
  ///
  /// The reserve is an integer; its remainder carries over to the next day, so that days with little slack keep
  /// something among them.
  func limits(reservingPercent percent: Int) -> [[Int]] {
    var remainders = [Int](repeating: 0, count: arrivals + 1)
    return days.indices.map { day in
      (0...arrivals).map { resource in
        remainders[resource] += max(0, slack(day, resource)) * percent
        let reserve = remainders[resource] / 100
        remainders[resource] -= reserve * 100
        return capacity[day][resource] - reserve
      }
    }
  }
}
