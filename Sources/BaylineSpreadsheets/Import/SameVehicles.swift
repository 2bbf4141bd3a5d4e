package import BaylineModel
package import BaylineWording

/// Finds vehicles that come more than once on a day, which is usually a mistake.
package enum SameVehicles {
  /// A line for each vehicle that comes more than once on a day: as scheduled, or else as wished.
  package static func lines(_ demand: Demand, _ schedule: Schedule, _ words: Glossary) -> [String] {
    let receptions = receptions(schedule)
    var visits: [VisitIdentity: [Appointment]] = [:]
    var order: [VisitIdentity] = []
    for visit in demand.appointments {
      guard let vehicle = VisitIdentity(visit, scheduled: receptions[visit.id]?.arrival),
        vehicle.isOfOneVehicle
      else { continue }
      if visits[vehicle] == nil { order.append(vehicle) }
      visits[vehicle, default: []].append(visit)
    }
    return order.compactMap { vehicle in
      guard let same = visits[vehicle], same.count > 1, let plate = same[0].card.plate else { return nil }
      let list = words.list(same.map { described($0, receptions[$0.id], words) })
      return words(
        "同一车牌同一天不止一次：\(plate)：\(list)", "the same plate more than once on a day: \(plate): \(list)")
    }
  }

  /// A line if the vehicle of a request already comes on one of the days of the offers, or on that of its wish.
  package static func line(
    _ request: Appointment, at arrivals: [CivilTime], _ demand: Demand, _ schedule: Schedule,
    _ words: Glossary
  )
    -> String?
  {
    let receptions = receptions(schedule)
    let days = arrivals.isEmpty ? [nil] : arrivals.map(Optional.some)
    let wanted = Set(
      days.compactMap { VisitIdentity(request, scheduled: $0) } + [VisitIdentity(request)].compactMap(\.self))
    guard let plate = request.card.plate, wanted.contains(where: \.isOfOneVehicle) else { return nil }
    let same = demand.appointments.filter { visit in
      guard visit.id != request.id,
        let vehicle = VisitIdentity(visit, scheduled: receptions[visit.id]?.arrival)
      else {
        return false
      }
      return wanted.contains(vehicle)
    }
    guard !same.isEmpty else { return nil }
    let list = words.list(same.map { described($0, receptions[$0.id], words) })
    return words("\(plate) 当天已有预约：\(list)", "\(plate) already comes that day: \(list)")
  }

  private static func receptions(_ schedule: Schedule) -> [String: Schedule.Reception] {
    Dictionary(
      schedule.assignments.compactMap { visit in visit.reception.map { (visit.appointment, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// A visit with its time: `A1 2027-03-16 09:00`.
  private static func described(_ visit: Appointment, _ reception: Schedule.Reception?, _ words: Glossary)
    -> String
  {
    guard let time = visit.booked?.arrival ?? visit.arrived ?? reception?.arrival else {
      return words("\(visit.id)（未排入）", "\(visit.id) (not scheduled)")
    }
    return "\(visit.id) \(time.date) \(time.clock)"
  }
}
