import BaylineModel

/// The work queues of people, bays and equipment.
extension ShopCompiler {
  mutating func compileQueues() {
    let inOrder = shop.works.indices.sorted { (shop.works[$0].start, $0) < (shop.works[$1].start, $1) }
    shop.technicianQueues = Array(repeating: [], count: shop.technicians.count)
    shop.bayQueues = Array(repeating: [], count: shop.bays.count)
    shop.equipmentQueues = Array(repeating: [], count: shop.equipment.count)
    var freeOfTechnician = Array(repeating: Int.min, count: shop.technicians.count)
    var freeOfBay = Array(repeating: Int.min, count: shop.bays.count)
    var freeOfEquipment = shop.equipment.map { Array(repeating: Int.min, count: $0) }
    for index in inOrder {
      let work = shop.works[index]
      var free = soonest(index)
      for technician in work.crew {
        shop.technicianQueues[technician].append(index)
        free = max(free, freeOfTechnician[technician])
        freeOfTechnician[technician] = max(freeOfTechnician[technician], work.end)
      }
      if let bay = work.bay {
        shop.bayQueues[bay].append(index)
        free = max(free, freeOfBay[bay])
        freeOfBay[bay] = max(freeOfBay[bay], work.end)
      }
      for equipment in shop.needs[work.need].equipment {
        shop.equipmentQueues[equipment].append(index)
        guard
          let first = freeOfEquipment[equipment].indices.min(by: {
            freeOfEquipment[equipment][$0] < freeOfEquipment[equipment][$1]
          })
        else { continue }
        free = max(free, freeOfEquipment[equipment][first])
        freeOfEquipment[equipment][first] = max(freeOfEquipment[equipment][first], work.end)
      }
      if work.isLocked {
        // Fixed by hand although something before it is not done: waiting would be in vain.
        if work.start < free { shop.works[index].isForced = true }
      } else if !work.handling.isFollowed {
        // Work that another one must follow in time is never begun ahead of the plan.
        shop.works[index].isLeftShifted = start(of: work, from: max(free, shop.now)) == work.start
      }
    }
    compileAdvisorQueues()
  }

  /// When the plan has the vehicle available for a work.
  private func soonest(_ index: Int) -> Int {
    let visit = shop.visits[shop.works[index].visit]
    guard index > visit.works.lowerBound else {
      return visit.arrival.map { $0 + shop.reception } ?? visit.since
    }
    return shop.works[index - 1].end + (visit.isLockedOnly ? 0 : gap(before: index, in: visit))
  }

  /// The minutes that the plan leaves between a work and the one before it. Two locked works are as they are.
  private func gap(before index: Int, in visit: ShopVisit) -> Int {
    let work = shop.works[index]
    if work.isLocked, shop.works[index - 1].isLocked { return 0 }
    guard let bay = work.bay,
      let last = (visit.works.lowerBound..<index).last(where: { shop.works[$0].bay != nil })
    else { return work.handling.lag.min }
    let isMoved = shop.works[last].bay != bay || shop.works[last].handling.leavesBay
    return max(work.handling.lag.min, isMoved ? shop.move : 0)
  }

  /// The earliest start of a planned work from a time on.
  private func start(of work: ShopWork, from free: Int) -> Int? {
    let time = work.time
    switch work.timeMode {
    case .wallClock, .elapsed: return free
    case .resumable: return time.next(from: free)
    case .nonResumable: return time.firstFit(of: work.minutes, from: free)
    }
  }

  private mutating func compileAdvisorQueues() {
    shop.advisorQueues = Array(repeating: [], count: shop.advisors.count)
    for (index, visit) in shop.visits.enumerated() where visit.arrival != nil && visit.advisor >= 0 {
      shop.advisorQueues[visit.advisor].append(index)
    }
    for advisor in shop.advisorQueues.indices {
      shop.advisorQueues[advisor].sort {
        (shop.visits[$0].arrival ?? 0, $0) < (shop.visits[$1].arrival ?? 0, $1)
      }
      let queue = shop.advisorQueues[advisor]
      for (one, other) in zip(queue, queue.dropFirst()) {
        let gap = (shop.visits[other].arrival ?? 0) - (shop.visits[one].arrival ?? 0)
        if gap < shop.reception {
          for index in [one, other] { shop.visits[index].isDoubleBooked = true }
        }
      }
    }
  }

  /// The parts with deliveries, and the visits that need them in order of need.
  mutating func compileParts() {
    let places = Dictionary(
      uniqueKeysWithValues: schedule.assignments.enumerated().map { ($1.appointment, $0) })
    let visits = demand.appointments.filter {
      places[$0.id] != nil || $0.operations.contains { $0.locked != nil }
    }
    for part in demand.parts where !part.inbound.isEmpty {
      var needs: [(at: Int, visit: Int, work: Int?, quantity: Int)] = []
      for (index, appointment) in visits.enumerated()
      where !appointment.picked && !shop.visits[index].isLockedOnly {
        let quantity = quantity(of: part, in: appointment.parts)
        if quantity > 0, let at = need(of: shop.visits[index], appointment) {
          needs.append((at, index, nil, quantity))
        }
        for (place, work) in shop.visits[index].works.enumerated() where !shop.works[work].isLocked {
          let quantity = self.quantity(of: part, in: appointment.operations[place].parts)
          if quantity > 0 { needs.append((shop.works[work].start, index, work, quantity)) }
        }
      }
      if needs.isEmpty { continue }
      needs.sort { ($0.at, $0.visit, $0.work ?? -1) < ($1.at, $1.visit, $1.work ?? -1) }
      shop.supply.append(
        PartSupply(
          key: StreamKey.of(part.id), onHand: part.onHand,
          deliveries: part.inbound.map { (minute($0.at), $0.quantity) },
          needs: needs.map { ($0.visit, $0.work, $0.quantity) }))
    }
  }

  private func quantity(of part: SparePart, in requirements: [SparePart.Requirement]) -> Int {
    requirements.reduce(0) { $0 + ($1.part == part.id ? $1.quantity : 0) }
  }

  /// When the parts of a visit must be available (H11).
  private func need(of visit: ShopVisit, _ appointment: Appointment) -> Int? {
    if let arrival = visit.arrival { return arrival - site.booking.partsLeadMinutes }
    return visit.works.first { !shop.works[$0].isLocked }.map { shop.works[$0].start }
  }
}

extension WorkingTime {
  /// The first start at or after a time from which an interval has room for some minutes; `nil` if there is none.
  ///
  /// - Parameter limit: The start must be earlier.
  func firstFit(of minutes: Int, from time: Int, before limit: Int = .max) -> Int? {
    var from = time
    while let start = next(from: from), start < limit, let end = endOfInterval(after: start) {
      if minutes <= end - start { return start }
      from = end
    }
    return nil
  }
}
