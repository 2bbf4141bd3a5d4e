import BaylineModel
import BaylineVerifier
import BaylineWording

/// The events of technicians: their operations, without customer data except the description of the problem.
struct TechnicianEvents {
  private let facts: CalendarContext
  private let words: Glossary
  /// Events by technician id.
  private(set) var byTechnician: [String: [CalendarEvent]] = [:]

  init(_ facts: CalendarContext) {
    self.facts = facts
    words = facts.words
    for (appointment, assignment) in facts.visits {
      for (place, placed) in assignment.operations.enumerated() where !placed.technicians.isEmpty {
        let events = events(appointment, assignment, placed, place)
        for technician in Set(placed.technicians) { byTechnician[technician, default: []] += events }
      }
    }
  }

  /// An event for each working interval: in the pauses of a splittable operation the technician is free or off duty.
  private func events(
    _ appointment: Appointment, _ assignment: Schedule.Assignment, _ placed: Schedule.OperationAssignment,
    _ place: Int
  ) -> [CalendarEvent] {
    let operation = appointment.operations[place]
    let reference = OperationReference(appointment: appointment.id, operation: operation.id)
    let whole = [TimeWindow(from: placed.start, to: placed.end)]
    // Locked work may be outside all common working time.
    let worked = facts.worked[reference].flatMap { $0.isEmpty ? nil : $0 } ?? whole
    let uid = "\(SafeName.of(appointment.id)).op.\(SafeName.of(operation.id))"
    let job = "\(facts.names.plate(appointment.id)) \(operation.name ?? words.kind(appointment.kind))"
    let bay = placed.bay.map(facts.names.bay) ?? ""
    let description = description(appointment, assignment, placed, place)
    let reminder =
      words("即将开工：", "Work ahead: ")
      + [facts.time(placed.start), job, bay].filter { !$0.isEmpty }.joined(separator: " ")
    return worked.enumerated().map { part, window in
      CalendarEvent(
        uid: part == 0 ? uid : "\(uid).\(part + 1)", start: window.from, end: window.to,
        summary: worked.count == 1
          ? job : job + words("（\(part + 1)/\(worked.count)）", " (\(part + 1)/\(worked.count))"),
        location: bay, description: description, category: words.kind(appointment.kind),
        // No second reminder after a pause.
        reminder: part == 0 ? reminder : nil)
    }
  }

  private func description(
    _ appointment: Appointment, _ assignment: Schedule.Assignment, _ placed: Schedule.OperationAssignment,
    _ place: Int
  ) -> [String] {
    let card = appointment.card
    let count = appointment.operations.count
    let lines = [
      facts.line(words("类别", "Kind"), words.kind(appointment.kind)),
      facts.line(words("车型", "Vehicle"), card.vehicle),
      facts.line(
        words("作业", "Operation"),
        "\(place + 1)/\(count) \(facts.names.operation(placed.operation, of: appointment.id)) "
          + facts.span(placed.start, placed.end)),
      facts.line(words("技师", "Crew"), words.list(placed.technicians.map(facts.names.technician))),
      facts.line(
        words("设备", "Equipment"),
        words.list(appointment.operations[place].equipment.map(facts.names.equipment))),
      facts.line(words("时间要求", "Timing"), words.lag(appointment.operations[place].lag)),
      facts.line(words("客户原话", "Customer's own words"), card.request),
      facts.line(words("配件", "Parts"), facts.parts(appointment.parts)),
      facts.line(words("本道作业配件", "Parts for this job"), facts.parts(appointment.operations[place].parts)),
      appointment.isPreferred ? words.preferred : nil,
      facts.line(
        words("原技师", "Original technician"), appointment.originalTechnician.map(facts.names.technician)),
      facts.line(words("预计可交车", "Ready"), facts.time(assignment.told)),
      appointment.waiting ? words("客户在店等待", "The customer waits") : nil,
      facts.line(words("预约号", "Appointment"), appointment.id),
    ]
    return lines.compactMap(\.self)
  }
}
