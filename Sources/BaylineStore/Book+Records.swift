package import BaylineModel

extension Book {
  /// The book with what follows from its demand and its schedule: the order of both lists of the schedule, and the
  /// appointment, the assignment and the reason of the record of each visit of the demand. Visits without a record
  /// get one.
  func synchronized() -> Book {
    var next = self
    if !zip(schedule.assignments, schedule.assignments.dropFirst()).allSatisfy({ $0.precedes($1) }) {
      next.schedule.assignments.sort { $0.precedes($1) }
    }
    let (assigned, leftOut) = (schedule.assignmentsByVisit, schedule.unscheduledByVisit)
    for visit in demand.appointments {
      let known = records[visit.id]
      var record = known ?? VisitRecord(visit, status: VisitStatus(of: visit))
      record.appointment = visit
      record.assignment = assigned[visit.id]
      record.unscheduled = leftOut[visit.id]
      if record != known { next.records[visit.id] = record }
    }
    if leftOut.count > 1 {
      let order = Dictionary(
        demand.appointments.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
      next.schedule.unscheduled.sort {
        order[$0.appointment, default: .max] < order[$1.appointment, default: .max]
      }
    }
    return next
  }

  /// Checks what no part shows by itself: each visit is there once, and the schedule has those of the demand.
  ///
  /// - Throws: ``StoreError/invalid(detail:)``.
  func checkWhole() throws {
    var visits: Set<String> = []
    for visit in demand.appointments where !visits.insert(visit.id).inserted {
      throw StoreError.invalid(detail: "visit \(visit.id) is in the demand twice")
    }
    var scheduled: Set<String> = []
    for id in schedule.assignments.map(\.appointment) + schedule.unscheduled.map(\.appointment) {
      guard visits.contains(id) else {
        throw StoreError.invalid(detail: "visit \(id) is in the schedule, but not in the demand")
      }
      guard scheduled.insert(id).inserted else {
        throw StoreError.invalid(detail: "visit \(id) is in the schedule twice")
      }
    }
    if let missing = demand.appointments.first(where: { !scheduled.contains($0.id) }) {
      throw StoreError.invalid(detail: "visit \(missing.id) is in the demand, but not in the schedule")
    }
    for (id, record) in records where record.appointment.id != id {
      throw StoreError.invalid(detail: "the record of visit \(id) is of visit \(record.appointment.id)")
    }
  }
}

extension VisitStatus {
  /// How far a visit of which nothing else is known has come.
  package init(of visit: Appointment) {
    if visit.arrived != nil {
      self = visit.operations.contains { $0.locked != nil } ? .inWork : .arrived
    } else {
      self = visit.booked == nil ? .requested : .booked
    }
  }
}
