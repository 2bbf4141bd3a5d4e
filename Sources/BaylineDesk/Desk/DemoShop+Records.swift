import Bayline
import BaylineGenerator
import BaylineStore
import BaylineWording

/// What is known of the visits of the demo the evening before: who called when, was confirmed and reminded.
struct DemoRecords {
  private let demand: Demand
  private let placed: [String: Schedule.Assignment]
  private let words: Glossary

  init(_ demand: Demand, _ placed: [String: Schedule.Assignment], _ words: Glossary) {
    self.demand = demand
    self.placed = placed
    self.words = words
  }

  /// By the id of the visit.
  var records: [String: VisitRecord] {
    var records: [String: VisitRecord] = [:]
    for (number, visit) in demand.appointments.enumerated() {
      records[visit.id] = record(visit, number)
    }
    return records
  }

  private func record(_ visit: Appointment, _ number: Int) -> VisitRecord {
    let called = visit.card.called ?? demand.now
    guard let booked = visit.booked else {
      var record = VisitRecord(visit, status: .requested)
      record.pass(
        to: .requested, at: called, by: DemoShop.coordinator,
        reason: words("客户要的时间排不下，答应回电", "the wanted time cannot be had; a call back was promised"))
      record.contacts = [
        CustomerContact(
          at: called, by: DemoShop.coordinator, occasion: Desk.callBack, outcome: .badMoment,
          retry: CivilTime(demand.horizon.from, minuteOfDay: 660 + 30 * (number % 4)))
      ]
      return record
    }
    var record = VisitRecord(visit, status: .booked)
    record.assignment = placed[visit.id]
    record.pass(to: .booked, at: called, by: DemoShop.coordinator)
    // A few still have to be told.
    if number % 17 != 5 {
      contact(&record, "confirmation", at: called + 12 + number % 15)
      record.pass(to: .confirmed, at: called + 12 + number % 15, by: DemoShop.coordinator)
    }
    let isToday = booked.arrival.date == demand.horizon.from
    let evening = CivilTime(demand.horizon.from, minuteOfDay: 0) + -420 + number % 50
    if isToday, number % 4 != 3, record.status == .confirmed, called + 60 < evening {
      contact(&record, "dayBefore", at: evening)
      record.pass(to: .reminded, at: evening, by: DemoShop.coordinator)
    }
    return record
  }

  private func contact(_ record: inout VisitRecord, _ occasion: String, at time: CivilTime) {
    record.contacts.append(
      CustomerContact(at: time, by: DemoShop.coordinator, occasion: occasion, outcome: .done))
  }
}

/// Earlier visits of some of the demo's customers.
struct DemoHistory {
  let book: Book
  let today: CivilDate
  let language: Language

  /// By the id of the visit.
  var records: [String: VisitRecord] {
    let services = book.demand.appointments.filter { $0.kind == .maintenance && $0.card.plate != nil }
    var records: [String: VisitRecord] = [:]
    for (number, visit) in book.demand.appointments.enumerated() where visit.card.plate != nil {
      let isComeback = visit.kind == .comeback
      let isNew = visit.kind == .firstService || (visit.card.mileage ?? 0) < 8_000
      guard isComeback || (!isNew && number % 3 != 1), !services.isEmpty else { continue }
      if isComeback {
        // The work that came back.
        add(visit, as: visit, .repair, daysAgo: 6 + number % 12, number, to: &records)
      }
      let count = 1 + number % 3
      for earlier in 1...count {
        let work = services[(number * 7 + earlier * 3) % services.count]
        add(visit, as: work, .maintenance, daysAgo: earlier * 170 + number % 60, number, to: &records)
      }
    }
    return records
  }

  private func add(
    _ visit: Appointment, as work: Appointment, _ kind: VisitKind, daysAgo: Int, _ number: Int,
    to records: inout [String: VisitRecord]
  ) {
    var day = today.advanced(by: -daysAgo)
    while BookCaseGenerator.opening(on: day) == nil { day = day.advanced(by: -1) }
    let id = "H\(records.count + 1)"
    var past = Appointment(id: id, kind: kind, operations: work.operations)
    past.card = visit.card
    past.card.request = work.id == visit.id ? nil : work.card.request
    past.card.note = nil
    past.card.estimate = work.card.estimate == 0 ? nil : work.card.estimate
    past.card.mileage = visit.card.mileage.map { max(1_000, $0 - daysAgo * 35) }
    past.card.called = CivilTime(day.advanced(by: -2), minuteOfDay: 600 + number % 300)
    let arrival = CivilTime(day, minuteOfDay: 510 + 15 * (number % 24))
    let advisors = book.site.advisors.filter { $0.receives(kind) }
    guard let assignment = assignment(of: past, arrival, advisors[number % max(1, advisors.count)].id, visit)
    else { return }
    (past.arrived, past.receivedBy, past.picked) = (arrival, assignment.reception?.advisor, true)
    var record = VisitRecord(past, status: .handedOver)
    record.assignment = assignment
    let steps: [(VisitStatus, CivilTime)] = [
      (.booked, past.card.called ?? arrival), (.arrived, arrival),
      (.inWork, assignment.operations.first?.start ?? arrival), (.ready, assignment.ready),
      (.handedOver, assignment.ready + 20),
    ]
    for (status, time) in steps { record.pass(to: status, at: time, by: DemoShop.coordinator) }
    for operation in assignment.operations {
      record.work[operation.operation] = WorkedTime(
        bay: operation.bay, technicians: operation.technicians, start: operation.start, end: operation.end)
    }
    records[id] = record
  }

  /// The work one operation after the other; that of a comeback by the technician whose work came back.
  private func assignment(
    of visit: Appointment, _ arrival: CivilTime, _ advisor: String, _ later: Appointment
  ) -> Schedule.Assignment? {
    var time = arrival + 15
    var places: [Schedule.OperationAssignment] = []
    for operation in visit.operations {
      guard let place = place(operation, from: time, later.originalTechnician) else { return nil }
      places.append(place)
      time = place.end
    }
    return Schedule.Assignment(
      appointment: visit.id, reception: Schedule.Reception(arrival: arrival, advisor: advisor),
      ready: time + book.site.booking.finishMinutes, operations: places)
  }

  private func place(
    _ operation: ServiceOperation, from start: CivilTime, _ known: String?
  ) -> Schedule.OperationAssignment? {
    switch operation.work {
    case .standard(let work):
      let bay = work.bay.flatMap { type in book.site.bays.first { $0.types.contains(type) }?.id }
      let able = work.crew.map { crew in book.site.technicians.filter { crew.admits($0) } } ?? []
      let first = able.filter { $0.id == known } + able.filter { $0.id != known }
      return Schedule.OperationAssignment(
        operation: operation.id, bay: bay, technicians: first.prefix(work.crew?.size ?? 0).map(\.id),
        start: start, end: start + work.minutes)
    case .alternatives(let ways):
      return ways.first.map { way in
        Schedule.OperationAssignment(
          operation: operation.id, bay: way.bay, technicians: way.technician.map { [$0] } ?? [], start: start,
          end: start + way.minutes)
      }
    }
  }
}
