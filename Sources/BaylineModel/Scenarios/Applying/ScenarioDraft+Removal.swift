extension ScenarioDraft {
  /// Removes technicians; of a trade, the last ones of the site who are not tied to work.
  mutating func removeTechnicians(_ choice: Scenario.TechnicianSelection) {
    var chosen: [String]
    if case .skilled(let trade, let level, let count?) = choice {
      let able = skilled(trade, level)
      if able.isEmpty { return report(.noSkill(trade: trade, level: level), "trade") }
      // Technicians with another primary trade go last.
      let main = able.filter { site.technicians[$0].primarySkill?.trade == trade }
      let order = main.sorted(by: >) + able.dropFirst(main.count).sorted(by: >)
      chosen = []
      for position in order where chosen.count < count {
        let id = site.technicians[position].id
        if !isTied(chosen + [id], { $0.technicians }, { $0.technician }) { chosen.append(id) }
      }
      if chosen.count < count { return report(.tooFew(found: chosen.count, wanted: count), "count") }
    } else {
      guard let positions = positions(of: choice) else { return }
      chosen = positions.map { site.technicians[$0].id }
      let member = Self.member(choice)
      if reportTies(chosen, member, { $0.technicians }, { $0.technician }) { return }
    }
    let removed = Set(chosen)
    site.technicians.removeAll { removed.contains($0.id) }
    uncertainty.durations.technicians = uncertainty.durations.technicians.filter { !removed.contains($0.key) }
    shiftExtensions.removeAll { removed.contains($0.technician) }
    // A reserve is that of a team with technicians.
    let teams = Set(site.technicians.compactMap(\.team))
    site.booking.teamReservePercent = site.booking.teamReservePercent.filter { teams.contains($0.key) }
    changeVisits { visit in
      if let id = visit.preferredTechnician, removed.contains(id) { visit.preferredTechnician = nil }
      if let id = visit.originalTechnician, removed.contains(id) { visit.originalTechnician = nil }
      Self.forget(removed, in: &visit, { $0.technicians }, { $0.technician })
    }
  }

  /// Removes bays; of a type, the last ones of the site that are not tied to work.
  mutating func removeBays(_ choice: Scenario.BaySelection) {
    var chosen: [String]
    if case .ofType(let type, let count?) = choice {
      let found = site.bays.indices.filter { site.bays[$0].types.contains(type) }
      if found.isEmpty { return report(.noType(type), "type") }
      chosen = []
      for position in found.reversed() where chosen.count < count {
        let id = site.bays[position].id
        if !isTied(chosen + [id], { $0.bay.map { [$0] } ?? [] }, { $0.bay }) { chosen.append(id) }
      }
      if chosen.count < count { return report(.tooFew(found: chosen.count, wanted: count), "count") }
    } else {
      guard let positions = positions(of: choice) else { return }
      chosen = positions.map { site.bays[$0].id }
      if reportTies(chosen, Self.member(choice), { $0.bay.map { [$0] } ?? [] }, { $0.bay }) { return }
    }
    let removed = Set(chosen)
    site.bays.removeAll { removed.contains($0.id) }
    changeVisits { visit in
      Self.forget(removed, in: &visit, { $0.bay.map { [$0] } ?? [] }, { $0.bay })
    }
  }

  /// Removes advisors; somebody else receives their promised arrivals.
  mutating func removeAdvisors(_ choice: Scenario.AdvisorSelection) {
    guard let positions = positions(of: choice) else { return }
    let removed = Set(positions.map { site.advisors[$0].id })
    site.advisors.removeAll { removed.contains($0.id) }
    changeVisits { visit in
      if let id = visit.preferredAdvisor, removed.contains(id) { visit.preferredAdvisor = nil }
      if let id = visit.booked?.advisor, removed.contains(id) { visit.booked?.advisor = nil }
      if let id = visit.receivedBy, removed.contains(id) { visit.receivedBy = nil }
    }
  }

  // MARK: - What ties people and bays to their work

  /// Selects the ids that work holds of one resource family.
  typealias ResourceSelector = (LockedResources) -> [String]

  /// The bay and the technicians of an operation.
  struct LockedResources {
    var bay: String?
    var technicians: [String]
  }

  /// Whether work is locked to any of these, or only these can do it.
  private func isTied(
    _ ids: [String], _ held: ResourceSelector, _ way: (WorkRequirement.Alternative) -> String?
  ) -> Bool {
    var copy = self
    return copy.reportTies(ids, nil, held, way)
  }

  /// Reports work that is locked to any of these, or that only these can do; returns whether there is any.
  private mutating func reportTies(
    _ ids: [String], _ member: String?, _ held: ResourceSelector,
    _ way: (WorkRequirement.Alternative) -> String?
  ) -> Bool {
    let removed = Set(ids)
    func isRemoved(_ id: String?) -> Bool { id.map(removed.contains) ?? false }
    // One operation of each is enough; there may be hundreds.
    var reported: Set<String> = []
    for demand in demands {
      for visit in demand.appointments {
        for operation in visit.operations {
          if let locked = operation.locked,
            let id = held(LockedResources(bay: locked.bay, technicians: locked.technicians))
              .first(where: { removed.contains($0) })
          {
            if reported.insert(id).inserted {
              report(.lockedWork(id, appointment: visit.id, operation: operation.id), member)
            }
          } else if case .alternatives(let ways) = operation.work,
            ways.allSatisfy({ isRemoved(way($0)) }), let id = ways.first.flatMap(way)
          {
            if reported.insert(id).inserted {
              report(.onlyWay(id, appointment: visit.id, operation: operation.id), member)
            }
          }
        }
      }
    }
    return !reported.isEmpty
  }

  /// Reports work that is locked to a person or a bay on some days; returns whether there is any.
  mutating func reportLocks(
    of id: String, on days: Scenario.DaySelection, member: String?, _ held: ResourceSelector
  )
    -> Bool
  {
    for demand in demands {
      for visit in demand.appointments {
        for operation in visit.operations {
          guard let locked = operation.locked,
            held(LockedResources(bay: locked.bay, technicians: locked.technicians)).contains(id),
            Self.days(of: locked).contains(where: days.contains)
          else { continue }
          report(.lockedWork(id, appointment: visit.id, operation: operation.id), member)
          return true
        }
      }
    }
    return false
  }

  /// The days from the start of locked work to its end, if known.
  static func days(of work: ServiceOperation.LockedWork) -> [CivilDate] {
    let last = max(work.start.date, (work.end ?? work.start).date)
    return (work.start.date.ordinal...last.ordinal).map { CivilDate(ordinal: $0) }
  }

  /// Drops removed resources from the alternatives and previous placements of a visit.
  private static func forget(
    _ removed: Set<String>, in visit: inout Appointment, _ held: ResourceSelector,
    _ way: (WorkRequirement.Alternative) -> String?
  ) {
    for position in visit.operations.indices {
      if case .alternatives(let ways) = visit.operations[position].work {
        visit.operations[position].work = .alternatives(
          ways.filter { !(way($0).map(removed.contains) ?? false) })
      }
      if let previous = visit.operations[position].previous,
        held(LockedResources(bay: previous.bay, technicians: previous.technicians)).contains(
          where: removed.contains)
      {
        visit.operations[position].previous = nil
      }
    }
  }

  /// Edits every visit of all demands.
  mutating func changeVisits(_ edit: (inout Appointment) -> Void) {
    for demand in demands.indices {
      for visit in demands[demand].appointments.indices { edit(&demands[demand].appointments[visit]) }
    }
  }
}
