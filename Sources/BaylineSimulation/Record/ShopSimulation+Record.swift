package import BaylineModel

/// Past days: plans simulated against what happened, and the record evaluated like a simulated plan.
extension ShopSimulation {
  /// Compiles a plan to run against a record: customers are as late or early as they were, jobs take the same share of
  /// their planned time, the same additional work is found, and the same walk-ins arrive. A customer who was served but
  /// has no slot in the plan arrives without one.
  ///
  /// - Parameters:
  ///   - schedule: A schedule of the demand, or of one with the same visits.
  ///   - overtimeMinutes: Maximum minutes that a technician works after the shift to finish a job.
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

  /// Compiles a record as a plan: every operation at its recorded time, bay and crew.
  package init(site: Site, horizon: Demand.Horizon, record: DayRecord) {
    var demand = Demand(horizon: horizon, appointments: [])
    var assignments: [Schedule.Assignment] = []
    for visit in record.visits {
      var appointment = visit.appointment
      // Nobody recorded when a vehicle was brought back.
      appointment.deliver = nil
      appointment.operations = visit.works.enumerated().map { place, work in
        ServiceOperation(
          id: String(place), name: work.operation.name, work: work.operation.work,
          splittable: work.operation.splittable,
          locked: ServiceOperation.LockedWork(
            bay: work.bay, technicians: work.technicians, start: work.start, end: work.end))
      }
      demand.appointments.append(appointment)
      assignments.append(
        Schedule.Assignment(
          appointment: appointment.id, reception: nil, ready: visit.ready ?? horizon.end,
          promise: appointment.readyBy,
          operations: zip(appointment.operations, visit.works).map { operation, work in
            Schedule.OperationAssignment(
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

  /// Simulates the days once; nothing is random.
  package func outcome() -> DayOutcome {
    outcome(of: completedRun(seed: 0, replication: 0))
  }

  /// Simulates the days once, replanning the rest whenever the day deviates from its plan.
  ///
  /// - Parameters:
  ///   - minutes: Minutes between two reviews of the plan.
  ///   - replan: Returns new places for operations that have not started.
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

  /// The outcome by the recorded times alone, without simulation.
  ///
  /// - Precondition: The simulation was created from a record.
  package func recordedOutcome() -> DayOutcome {
    var run = ShopRun(shared, randomNumbers: CommonRandomNumbers(seed: 0, replication: 0, day: shop.day))
    for (index, visit) in shop.visits.enumerated() { run.restore(visit, index) }
    for index in shop.works.indices { run.restoreWork(index) }
    run.settleRecord()
    run.countRecordedHolds()
    return outcome(of: run)
  }
}

extension RunVisit {
  /// Its outcome; `nil` if no work was done on it.
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
  /// Restores a visit as recorded.
  fileprivate mutating func restore(_ visit: ShopVisit, _ index: Int) {
    var state = RunVisit(visit, in: shop)
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

  /// Restores a work as recorded.
  fileprivate mutating func restoreWork(_ index: Int) {
    let work = works[index]
    (starts[index], ends[index]) = (work.start, work.end)
    tally.add(
      RunningWork(work, at: index, from: work.start, to: work.end),
      minutes: work.minutes, standard: work.standard, work.timeMode, work.time, shop)
  }

  /// Counts the time for which vehicles stayed in a bay between two works.
  fileprivate mutating func countRecordedHolds() {
    for visit in visits.indices {
      let inBays = visits[visit].works.filter { works[$0].bay != nil }
      for (one, next) in zip(inBays, inBays.dropFirst())
      where works[one].bay == works[next].bay && !works[one].handling.leavesBay {
        tally.addHold(from: ends[one], to: starts[next], shop)
      }
    }
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
