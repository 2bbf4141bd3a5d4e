import BaylineModel

extension RandomDocuments {
  mutating func demand(for site: Site) -> Demand {
    let horizon = Demand.Horizon(from: date(), days: number(1...9), carryOverDays: number(0...3))
    let parts = list(3) { make, i in
      SparePart(
        id: "p\(i)", shelf: make.maybe { $0.text() }, price: make.maybe { $0.number(0...99) },
        onHand: make.number(0...9),
        inbound: make.list(2) { make, _ in SparePart.Delivery(at: make.time(), quantity: make.number(0...9)) }
      )
    }
    let appointments = list(6) { make, i in make.appointment("v\(i)", site, parts.map(\.id)) }
    return Demand(
      horizon: horizon, now: maybe { $0.time() }, parts: parts, appointments: appointments)
  }

  private mutating func appointment(_ id: String, _ site: Site, _ parts: [String]) -> Appointment {
    let (advisors, technicians) = (site.advisors.map(\.id), site.technicians.map(\.id))
    var operations = (0...number(0...2)).map { operation("o\($0)", site) }
    for index in operations.indices { addNeeds(to: &operations[index], isFirst: index == 0, site, parts) }
    keepBays(of: &operations, at: site)
    var visit = Appointment(id: id, kind: .repair, operations: operations)
    visit.card.plate = maybe { $0.text() }
    visit.card.called = maybe { $0.time() }
    visit.card.mileage = maybe { $0.number(0...99_999) }
    visit.parts = some(parts).map { SparePart.Requirement(part: $0, quantity: number(1...4)) }
    visit.picked = flip()
    visit.availability = maybe { make in
      (0...1).map { _ in
        let from = make.time()
        return TimeWindow(from: from, to: from + make.number(1...9))
      }
    }
    visit.preferredArrival = maybe { $0.time() }
    visit.readyBy = maybe { $0.time() }
    visit.waiting = flip()
    visit.loaner = flip()
    visit.collect = maybe { $0.number(1...99) }
    visit.deliver = maybe { $0.number(1...99) }
    if !advisors.isEmpty {
      visit.preferredAdvisor = maybe { $0.pick(advisors) }
      visit.booked = maybe { make in
        Appointment.Booking(arrival: make.time(), advisor: make.maybe { $0.pick(advisors) })
      }
    }
    if !technicians.isEmpty { visit.originalTechnician = maybe { $0.pick(technicians) } }
    visit.arrived = maybe { $0.time() }
    if visit.arrived != nil, !advisors.isEmpty { visit.receivedBy = maybe { $0.pick(advisors) } }
    visit.walkIn = flip()
    visit.dropCost = maybe { $0.number(0...99) }
    visit.priority = flip() ? 100 : number(1...1_000)
    return visit
  }

  /// Equipment, parts and lag, and perhaps a bay that is left.
  private mutating func addNeeds(
    to operation: inout ServiceOperation, isFirst: Bool, _ site: Site, _ parts: [String]
  ) {
    operation.equipment = some(site.equipment.map(\.id))
    operation.parts = some(parts).map { SparePart.Requirement(part: $0, quantity: number(1...4)) }
    if flip() { operation.bayAfter = .leave }
    if !isFirst, flip() {
      let min = number(0...2)
      operation.lag = ServiceOperation.Lag(min: min, max: maybe { $0.number(min...3) })
    }
  }

  /// Lets the vehicle keep its bay after operations whose type some bay has, as does the next operation's.
  private mutating func keepBays(of operations: inout [ServiceOperation], at site: Site) {
    for index in operations.indices.dropLast() where flip() {
      guard case .standard(var next) = operations[index + 1].work else { continue }
      switch operations[index].work {
      case .standard(var work):
        guard let type = work.bay ?? site.bays.last?.types.first,
          site.bays.contains(where: { $0.types.contains(type) })
        else { continue }
        work.bay = type
        next.bay = type
        operations[index].work = .standard(work)
      case .alternatives(let ways):
        guard let bay = site.bays.first, let type = bay.types.first else { continue }
        let way = WorkRequirement.Alternative(bay: bay.id, minutes: number(1...9))
        operations[index].work = .alternatives(ways + [way])
        next.bay = type
      }
      operations[index + 1].work = .standard(next)
      operations[index].bayAfter = .keep
    }
  }

  private mutating func operation(_ id: String, _ site: Site) -> ServiceOperation {
    let (bays, technicians) = (site.bays.map(\.id), site.technicians.map(\.id))
    if !technicians.isEmpty, flip() {
      let ways = some(technicians) + [technicians[0]]
      let alternatives = Set(ways).sorted().map {
        WorkRequirement.Alternative(technician: $0, minutes: number(1...9))
      }
      return ServiceOperation(
        id: id, work: .alternatives(alternatives), splittable: flip(),
        locked: maybe {
          ServiceOperation.LockedWork(technicians: [alternatives[0].technician ?? ""], start: $0.time())
        })
    }
    let crew = maybe { make in
      WorkRequirement.Crew(
        trade: make.word(), level: make.number(1...3), certifications: Set(make.some(["hv", "gas"])),
        size: make.number(1...3))
    }
    let work = WorkRequirement.StandardWork(
      minutes: number(1...99), bay: crew == nil || flip() ? word() : nil, crew: crew)
    return ServiceOperation(
      id: id, name: maybe { $0.text() }, work: .standard(work), splittable: flip(),
      locked: maybe { make in
        let start = make.time()
        return ServiceOperation.LockedWork(
          bay: bays.first, technicians: make.some(technicians), start: start,
          end: make.maybe { start + $0.number(1...99) })
      },
      previous: maybe { ServiceOperation.PreviousWork(bay: bays.last, technicians: $0.some(technicians)) })
  }

  mutating func schedule(of demand: Demand, at site: Site) -> Schedule {
    let (advisors, technicians) = (site.advisors.map(\.id), site.technicians.map(\.id))
    var schedule = Schedule(assignments: [])
    for visit in demand.appointments {
      if flip() || (visit.arrived == nil && advisors.isEmpty) {
        let reason = Schedule.UnscheduledReason.allCases.randomElement(using: &random) ?? .capacity
        schedule.unscheduled.append(
          Schedule.UnscheduledAppointment(
            appointment: visit.id, reason: reason, detail: maybe { $0.text() }, earliest: maybe { $0.time() })
        )
        continue
      }
      let reception =
        visit.arrived == nil ? Schedule.Reception(arrival: time(), advisor: pick(advisors)) : nil
      let operations = visit.operations.map {
        Schedule.OperationAssignment(
          operation: $0.id, bay: site.bays.first?.id, technicians: some(technicians), start: time(),
          end: time())
      }
      schedule.assignments.append(
        Schedule.Assignment(
          appointment: visit.id, reception: reception, ready: time(), promise: maybe { $0.time() },
          operations: operations))
    }
    schedule.assignments.sort { left, right in
      guard let first = left.reception?.arrival, let second = right.reception?.arrival else {
        return left.reception == nil && right.reception != nil
      }
      return (first, left.appointment) < (second, right.appointment)
    }
    schedule.cost = maybe { make in
      var terms = ScheduleCost()
      for term in ScheduleCost.Term.allCases { terms[term] = make.number(-5...99) }
      return ScheduleCost.Stated(total: make.number(-5...99), terms: terms)
    }
    schedule.about = maybe { make in
      var about = Schedule.Provenance()
      about.program = make.maybe { $0.text() }
      about.iterations = make.maybe { $0.number(0...9) }
      about.seconds = make.maybe { Double($0.number(0...99_999)) / 1000 }
      about.bound = make.maybe { $0.number(0...9) }
      about.demand = make.maybe { $0.text() }
      return about
    }
    return schedule
  }
}
