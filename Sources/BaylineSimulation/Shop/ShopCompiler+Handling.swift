import BaylineModel

/// Stays and moves of vehicles, trips of drivers and limits of arrivals.
extension ShopCompiler {
  // MARK: - Vehicles

  /// Collects the locked works in each bay, which make the vehicles before them leave it.
  mutating func compileLocks() {
    for appointment in demand.appointments {
      for lock in appointment.operations.compactMap(\.locked) {
        if let bay = lock.bay { locks[bay, default: []].append((appointment.id, lock)) }
      }
    }
  }

  /// Adds how the vehicle of a scheduled visit is handled to its works.
  mutating func compileHandling(of appointment: Appointment, works: Range<Int>) {
    let handling = handling(of: appointment, needs: works.map { shop.works[$0].need })
    for (place, index) in works.enumerated() {
      shop.works[index].handling = handling[place]
      guard let lock = appointment.operations[place].locked, let bay = lock.bay else { continue }
      let end = origin + shop.works[index].end
      let next = appointment.operations[(place + 1)...].lazy.compactMap(\.locked).first { $0.bay != nil }
      if isLeft(bay, by: appointment.id, at: end, until: next?.start) {
        shop.works[index].handling.keepsBay = false
        shop.works[index].handling.leavesBay = true
      }
    }
  }

  /// Whether a vehicle is taken out of its bay after a locked work for the sake of other locked ones in it (H7).
  ///
  /// In a record it was taken out only if another vehicle was worked on there before its own next work.
  private func isLeft(_ bay: String, by appointment: String, at end: CivilTime, until next: CivilTime?)
    -> Bool
  {
    let others = (locks[bay] ?? []).lazy.filter { $0.appointment != appointment }.map(\.lock)
    guard case .replay = mode else { return others.contains { $0.start >= end } }
    guard let next else { return false }
    return others.contains { $0.start < next && $0.end.map { $0 > end } ?? true }
  }

  /// How a vehicle is handled before and after each operation of a visit, regardless of locks.
  func handling(of appointment: Appointment, needs: [Int]) -> [VehicleHandling] {
    let operations = appointment.operations
    var handling = operations.map { operation in
      VehicleHandling(
        lag: operation.lag, keepsBay: operation.bayAfter == .keep, leavesBay: operation.bayAfter == .leave)
    }
    for place in operations.indices.dropLast().reversed() {
      handling[place].isFollowed = operations[place + 1].lag.max != nil
      guard handling[place].keepsBay else { continue }
      let next = bays(of: needs[place + 1], handling[place + 1])
      handling[place].bays = bays(of: needs[place], handling[place]).filter { next.contains($0) }
      handling[place].keptMinutes =
        operations[place + 1].lag.min + shop.needs[needs[place + 1]].minutes + handling[place + 1].keptMinutes
    }
    return handling
  }

  private func bays(of need: Int, _ handling: VehicleHandling) -> [Int] {
    handling.bays ?? Set(shop.needs[need].ways.flatMap(\.bays)).sorted()
  }

  // MARK: - Drivers

  mutating func compileCollections() {
    shop.collections = shop.visits.indices.filter { tripOut(of: $0) != nil }
      .sorted { (tripOut(of: $0)?.lowerBound ?? 0, $0) < (tripOut(of: $1)?.lowerBound ?? 0, $1) }
    let booked = shop.collections.filter { demand.appointments[shop.visits[$0].appointment].booked != nil }
    for index in booked {
      guard let trip = tripOut(of: index) else { continue }
      let others = booked.compactMap { tripOut(of: $0) }
      let isCrowded = others.contains { other in
        trip.contains(other.lowerBound)
          && others.count { $0.contains(other.lowerBound) } > shop.drivers
      }
      if isCrowded { shop.visits[index].isCollectionForced = true }
    }
  }

  /// The planned trip that collects a vehicle.
  private func tripOut(of index: Int) -> Range<Int>? {
    guard let arrival = shop.visits[index].arrival, let minutes = shop.visits[index].collect else {
      return nil
    }
    return arrival - minutes..<arrival
  }

  // MARK: - Limits

  mutating func compileLimits() {
    shop.limits = site.booking.limits.map { limit in
      let spans = shop.arrivalDays.map { day -> Range<Int>? in
        let weekday = demand.horizon.from.advanced(by: day).weekday
        guard limit.weekdays?.contains(weekday) ?? true else { return nil }
        return day * 1440 + limit.hours.start..<day * 1440 + limit.hours.end
      }
      var compiled = ShopLimit(
        counts: shop.kinds.map { limit.kinds?.contains($0) ?? true }, isWaiting: limit.waiting, spans: spans,
        most: limit.most, planned: spans.map { _ in 0 })
      for visit in shop.visits {
        guard let arrival = visit.arrival,
          let day = compiled.day(ofArrival: arrival, kind: visit.kind, isWaiting: visit.isWaiting)
        else { continue }
        compiled.planned[day] += 1
      }
      return compiled
    }
  }
}
