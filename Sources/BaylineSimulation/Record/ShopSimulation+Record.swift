package import BaylineModel

/// Past days: plans played against what happened, and what happened judged like a plan that was played.
extension ShopSimulation {
  /// A plan that meets what happened: the same customers come as late or as early, the same jobs take the same share of their
  /// planned time, the same work is found, the same customers come without a booking; who has no slot in the plan
  /// and was served comes without one.
  ///
  /// - Parameters:
  ///   - schedule: Of the demand, or of one with the same visits.
  ///   - overtimeMinutes: Minutes that a technician works on at most after the shift to finish a job.
  /// - Complexity: O(*n* log *n*) in the operations.
  package init(
    site: Site, demand: Demand, schedule: Schedule, against record: DayRecord, overtimeMinutes: Int
  ) {
    var chances = Uncertainty.none
    chances.overtimeMinutes = overtimeMinutes
    var compiler = ShopCompiler(
      site: site, demand: demand, schedule: schedule, uncertainty: chances,
      mode: .trace(SimulationMode.Trace(record, schedule: schedule)))
    shared = SharedShop(compiler.compile())
    visitIds = compiler.visitIds
  }

  /// What happened as a plan of its own: every operation at its time in its bay with its people.
  package init(site: Site, horizon: PlanningHorizon, record: DayRecord) {
    var demand = Demand(horizon: horizon, appointments: [])
    var assignments: [Assignment] = []
    for visit in record.visits {
      var appointment = visit.appointment
      appointment.operations = visit.works.enumerated().map { place, work in
        ServiceOperation(
          id: String(place), name: work.operation.name, work: work.operation.work,
          splittable: work.operation.splittable,
          locked: LockedWork(bay: work.bay, technicians: work.technicians, start: work.start, end: work.end))
      }
      demand.appointments.append(appointment)
      assignments.append(
        Assignment(
          appointment: appointment.id, reception: nil, ready: visit.ready ?? horizon.end,
          operations: zip(appointment.operations, visit.works).map { operation, work in
            OperationAssignment(
              operation: operation.id, bay: work.bay, technicians: work.technicians, start: work.start,
              end: work.end)
          }))
    }
    var compiler = ShopCompiler(
      site: site, demand: demand, schedule: Schedule(assignments: assignments), uncertainty: .none,
      mode: .replay(SimulationMode.Replay(record)))
    shared = SharedShop(compiler.compile())
    visitIds = compiler.visitIds
  }

  /// Plays the days once against what is known; chance decides nothing.
  package func outcome() -> DayOutcome {
    outcome(of: completedRun(seed: 0, replication: 0))
  }

  /// The same with somebody who plans the rest again whenever the day has left its plan.
  package func outcome(
    every minutes: Int, replan: (ShopSnapshot) -> [(visit: Int, operation: Int, place: ShopSnapshot.Place)]
  ) -> DayOutcome {
    outcome(of: completedRun(seed: 0, replication: 0, every: minutes, replan: replan))
  }

  private func outcome(of run: ShopRun) -> DayOutcome {
    let ids = visitIds + shop.walkIns.known.lazy.filter { $0.at >= shop.now }.map(\.id)
    return DayOutcome(
      sums: run.sums(),
      visits: zip(ids, run.visits).compactMap { id, visit in visit.outcome(id, kind: shop.kinds[visit.kind]) }
    )
  }

  /// What happened, from the recorded times alone: nothing is played.
  ///
  /// - Precondition: The simulation is that of a record.
  package func recordedOutcome() -> DayOutcome {
    var run = ShopRun(shared, randomNumbers: CommonRandomNumbers(seed: 0, replication: 0, day: shop.day))
    for (index, visit) in shop.visits.enumerated() { run.restore(visit, index) }
    for index in shop.works.indices { run.restoreWork(index) }
    run.settleRecord()
    return outcome(of: run)
  }
}

extension RunVisit {
  /// What became of it; `nil` if it was not worked on.
  fileprivate func outcome(_ id: String, kind: VisitKind) -> VisitOutcome? {
    guard let readyAt, let begunAt, !isLockedOnly else { return nil }
    return VisitOutcome(
      appointment: id, kind: kind, isWaiting: isWaiting, isNewArrival: isNewArrival,
      bookedArrival: bookedArrival, arrivedAt: arrivedAt,
      received: receivedAt, available: availableAt, begun: begunAt, ready: readyAt, readyBy: readyBy,
      earliest: earliest ?? arrivedAt, hasLostSlot: hasSlotExpired)
  }
}

extension ShopRun {
  /// Takes a visit over as it was.
  fileprivate mutating func restore(_ visit: ShopVisit, _ index: Int) {
    var state = RunVisit(
      key: visit.key, kind: visit.kind, isReturn: visit.isReturn, isWaiting: visit.isWaiting,
      needsLoaner: visit.needsLoaner, works: visit.works, finish: visit.observed?.finish ?? shop.finish)
    (state.readyBy, state.earliest) = (visit.readyBy, visit.earliest)
    if visit.observed?.arrives == false {
      (state.bookedArrival, state.isNoShow, state.phase) = (visit.arrival, true, .departed)
    } else if let reception = visit.reception {
      (state.bookedArrival, state.arrivedAt) = (reception.bookedArrival, reception.arrivedAt)
      state.receivedAt = reception.at
      state.availableAt = reception.at + shop.reception
      if let advisor = reception.advisor { receptions[advisor] += 1 }
    } else {
      state.isNewArrival = false
      (state.arrivedAt, state.receivedAt, state.availableAt) = (visit.since, visit.since, visit.since)
    }
    visits.append(state)
  }

  /// Takes a work over as it was.
  fileprivate mutating func restoreWork(_ index: Int) {
    let work = works[index]
    (starts[index], ends[index]) = (work.start, work.end)
    tally.add(
      RunningWork(
        visit: work.visit, work: index, crew: work.crew, bay: work.bay, start: work.start, end: work.end,
        need: work.need, minutes: work.minutes, duration: work.duration),
      minutes: work.minutes, standard: work.standard, work.timeMode, work.time, shop)
  }

  fileprivate mutating func settleRecord() {
    for index in visits.indices where !visits[index].works.isEmpty {
      let works = visits[index].works
      visits[index].begunAt = works.map { starts[$0] }.min()
      let ready = works.map { ends[$0] }.max().map { $0 + visits[index].finish }
      visits[index].readyAt = ready.map { min($0, shop.lastMinute) }
      visits[index].phase = .done
    }
  }
}
