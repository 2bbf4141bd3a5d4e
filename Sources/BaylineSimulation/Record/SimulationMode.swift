import BaylineModel

/// What a compiled day knows of the real one.
enum SimulationMode: Sendable {
  /// Nothing: events are drawn at random.
  case stochastic
  /// A plan runs against the record.
  case trace(Trace)
  /// The record itself is the plan.
  case replay(Replay)

  /// The record, by visit of the demand.
  struct Trace: Sendable {
    var visits: [String: DayRecord.RecordedVisit] = [:]
    /// Customers without a slot in the plan, in the order of the record.
    var walkIns: [DayRecord.RecordedVisit] = []
    var lost = 0

    init(_ record: DayRecord, schedule: Schedule) {
      for visit in record.visits where !visit.isRequest { visits[visit.appointment.id] = visit }
      walkIns = record.withoutSlot(in: schedule)
      lost = record.lost
    }
  }

  /// The record, by visit of the demand made from it.
  struct Replay: Sendable {
    var visits: [String: DayRecord.RecordedVisit] = [:]
    var lost = 0

    init(_ record: DayRecord) {
      for visit in record.visits { visits[visit.appointment.id] = visit }
      lost = record.lost
    }
  }
}

extension ShopCompiler {
  /// Adds the record of the visit compiled last.
  mutating func addObservations(of appointment: Appointment) {
    let index = shop.visits.count - 1
    switch mode {
    case .stochastic: break
    case .trace(let trace):
      guard let visit = trace.visits[appointment.id] else { return }
      let deviation = visit.booking.flatMap { booking in
        visit.reception.map { $0.arrivedAt - booking.arrival }
      }
      shop.visits[index].observed = ShopVisit.Observation(
        arrives: visit.isServed, deviation: deviation ?? 0, finish: finish(of: visit))
    case .replay(let replay):
      guard let visit = replay.visits[appointment.id] else { return }
      shop.visits[index].observed = ShopVisit.Observation(
        arrives: visit.isServed, deviation: 0, finish: finish(of: visit))
      if !visit.isServed { shop.visits[index].arrival = visit.booking.map { minute($0.arrival) } ?? 0 }
      guard let (arrivedAt, at) = visit.reception else { return }
      let reception = ShopVisit.Reception(
        arrivedAt: minute(arrivedAt), at: minute(at), advisor: visit.advisor.flatMap { advisorIndices[$0] },
        bookedArrival: visit.booking.map { minute($0.arrival) })
      shop.visits[index].reception = reception
      shop.visits[index].since = reception.at + shop.reception
      if visit.isRequest { shop.visits[index].earliest = reception.arrivedAt }
    }
  }

  /// Adds the record of the work compiled last.
  mutating func addObservations(of operation: ServiceOperation, _ appointment: Appointment) {
    let index = shop.works.count - 1
    let need = shop.needs[shop.works[index].need]
    switch mode {
    case .stochastic: break
    case .trace(let trace):
      guard let visit = trace.visits[appointment.id], visit.isServed else { return }
      (shop.works[index].share, shop.works[index].found) = share(of: operation, visit, need)
      shop.works[index].release = release(of: operation, visit)
    case .replay(let replay):
      // The ids of recorded operations are their positions.
      guard let visit = replay.visits[appointment.id], let place = Int(operation.id),
        visit.works.indices.contains(place)
      else { return }
      let work = visit.works[place]
      let (crew, bay) = (shop.works[index].crew, shop.works[index].bay)
      shop.works[index].timeMode = .elapsed(work.end - work.start)
      shop.works[index].minutes = work.minutes
      if work.isAdded {
        let planned = max(1, need.minutes(of: crew, in: bay))
        shop.works[index].standard = Int(
          (Double(need.standard) * Double(work.minutes) / Double(planned)).rounded())
      }
    }
  }

  /// The share of its planned time that an operation took, and the additional work found on it.
  private func share(
    of operation: ServiceOperation, _ visit: DayRecord.RecordedVisit, _ need: ResourceRequirement
  ) -> (share: Double, found: ShopWork.FoundWork?) {
    guard
      let place = visit.works.firstIndex(where: { !$0.isAdded && $0.operation.id == operation.id })
    else { return (0, nil) }
    let work = visit.works[place]
    let planned = need.minutes(of: crew(work), in: work.bay.flatMap { bayIndices[$0] })
    let added = visit.works[(place + 1)...].prefix { $0.isAdded }
    guard let first = added.first else { return (Double(work.minutes) / Double(max(1, planned)), nil) }
    let found = ShopWork.FoundWork(
      minutes: added.reduce(0) { $0 + $1.minutes }, crew: crew(first),
      bay: first.bay.flatMap { bayIndices[$0] },
      wait: min(Self.maxApprovalMinutes, max(0, first.start - work.end))
    )
    return (Double(work.minutes) / Double(max(1, planned)), found)
  }

  /// The earliest start of an operation after a long idle time in the record, which must have had a cause that it does
  /// not state (parts, an insurer, an approval).
  private func release(of operation: ServiceOperation, _ visit: DayRecord.RecordedVisit) -> Int? {
    guard let place = visit.works.firstIndex(where: { !$0.isAdded && $0.operation.id == operation.id }) else {
      return nil
    }
    let start = minute(visit.works[place].start)
    let before =
      place > 0
      ? minute(visit.works[place - 1].end)
      : visit.reception.map { minute($0.at) + shop.reception } ?? max(0, minute(demand.now))
    return shop.hours.minutes(from: before, to: start) > Self.maxIdleMinutes ? start : nil
  }

  /// The longest open time for which a vehicle waits for people or bays, in minutes: two long days.
  private static let maxIdleMinutes = 1200

  /// The maximum minutes until a customer approves additional work: a longer gap had other reasons.
  private static let maxApprovalMinutes = 20

  private func crew(_ work: DayRecord.RecordedWork) -> [Int] {
    work.technicians.compactMap { technicianIndices[$0] }
  }

  /// Minutes from the last operation until the vehicle is ready.
  private func finish(of visit: DayRecord.RecordedVisit) -> Int {
    guard let ready = visit.ready, let end = visit.works.map(\.end).max() else { return shop.finish }
    return max(0, ready - end)
  }

  /// Adds the customers without a slot, and those who were lost.
  mutating func compileTrace() {
    switch mode {
    case .stochastic: break
    case .replay(let replay): shop.lost = replay.lost
    case .trace(let trace):
      shop.lost = trace.lost
      shop.deterministicDuration = duration(of: .constant(100))
      shop.walkIns.patience = nil
      shop.walkIns.needsRoom = false
      for (place, visit) in trace.walkIns.enumerated() { addWalkIn(visit, at: place) }
      shop.walkIns.known.sort { ($0.at, $0.key) < ($1.at, $1.key) }
    }
  }

  private mutating func addWalkIn(_ visit: DayRecord.RecordedVisit, at place: Int) {
    let appointment = visit.appointment
    guard let kind = kindIndices[appointment.kind] else { return }
    let needs = appointment.operations.map { need(of: $0) }
    let handling = handling(of: appointment, needs: needs)
    let steps = appointment.operations.enumerated().map { place, operation in
      let need = needs[place]
      let (share, found) = share(of: operation, visit, shop.needs[need])
      return WalkInJob.Step(
        key: StreamKey.of(operation.id), need: need, duration: shop.deterministicDuration,
        handling: handling[place], share: share, found: found,
        release: release(of: operation, visit))
    }
    let arrivedAt = visit.reception.map { minute($0.arrivedAt) } ?? shop.now
    shop.walkIns.known.append(
      ObservedWalkIn(
        id: appointment.id, at: max(arrivedAt, shop.now), isInHouse: appointment.arrived != nil,
        key: StreamKey.of(appointment.id), kind: kind,
        job: WalkInJob(
          appointment: place, operations: steps, isWaiting: appointment.waiting,
          needsLoaner: appointment.loaner, priority: appointment.priority,
          dropCost: dropCost(of: appointment)),
        earliest: visit.isRequest ? nil : earliest(of: appointment, arrival: arrivedAt),
        readyBy: appointment.readyBy.map(minute), finish: finish(of: visit)))
  }
}
