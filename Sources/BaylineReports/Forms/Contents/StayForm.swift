import BaylineModel
import BaylineWording

/// 车间维修车辆滞留表: the vehicles that stay on the premises overnight, and what each waits for.
struct StayForm {
  let facts: FormContext

  var form: Document {
    let stays = facts.visits.filter { $0.arrival.date < $0.ready.date }
    let unscheduled = facts.unscheduled.filter { $0.appointment.arrived != nil }
    let horizon = facts.demand.horizon
    let nights = (0..<max(0, horizon.days + horizon.carryOverDays)).map { horizon.from.advanced(by: $0) }
    let sheets = facts.shown(nights).compactMap { day -> DocumentSection? in
      let rows =
        unscheduled.map(row)
        + stays.filter { $0.arrival.date <= day && day < $0.ready.date }.map { row($0, on: day) }
      guard !rows.isEmpty else { return nil }
      return DocumentSection(
        day: day,
        notes: [
          words("当晚留厂 \(rows.count) 台", "\(rows.count) vehicle\(rows.count == 1 ? "" : "s") overnight")
        ],
        blocks: [.table(DocumentTable(columns: columns, rows: rows))])
    }
    return facts.form(.stay, sheets)
  }

  private var words: Glossary { facts.words }

  private var columns: [DocumentColumn] {
    [
      .plate(words, 18), DocumentColumn(words("进厂", "Since"), 18),
      DocumentColumn(words("计划交车", "Planned ready"), 18), DocumentColumn(words("滞留原因", "Waits for"), 22),
      DocumentColumn(words("下一作业", "Next work"), 46),
    ]
  }

  private func row(_ unscheduled: ScheduleView.Unscheduled) -> DocumentRow {
    let since = unscheduled.appointment.arrived.map { facts.time($0, on: nil) } ?? ""
    return DocumentRow(
      [
        facts.vehicle(unscheduled.appointment), DocumentCell(since),
        DocumentCell(words("未排入", "not planned")),
        DocumentCell(words.reason(unscheduled.entry.reason)), DocumentCell(unscheduled.entry.detail ?? ""),
      ], isFlagged: true)
  }

  private func row(_ visit: ScheduledVisit, on day: CivilDate) -> DocumentRow {
    let evening = CivilTime(day.advanced(by: 1))
    let (waits, next) = waiting(visit, at: evening)
    let late = visit.isLate ? [words("迟于应交", "later than wanted")] : []
    return DocumentRow(
      [
        facts.vehicle(visit.appointment), DocumentCell(facts.time(visit.arrival, on: nil)),
        DocumentCell(lines: [facts.time(visit.told, on: nil)] + late), DocumentCell(waits),
        DocumentCell(next),
      ], isFlagged: visit.isLate)
  }

  /// What a visit waits for in the evening, and its next operation.
  private func waiting(_ visit: ScheduledVisit, at evening: CivilTime) -> (String, String) {
    guard let next = visit.operations.first(where: { evening < $0.placed.end }) else {
      return (words("终检交车", "final check"), "")
    }
    let people =
      facts.technicians(next.placed.technicians) + [next.placed.bay.map(facts.names.bay)].compactMap(\.self)
    let place = people.isEmpty ? "" : "（" + people.joined(separator: "、") + "）"
    let placeEnglish = people.isEmpty ? "" : " (" + people.joined(separator: ", ") + ")"
    if next.placed.start < evening {
      let until = facts.time(next.placed.end, on: nil)
      return (
        words("作业未完", "work under way"),
        words("\(next.name)，至 \(until)\(place)", "\(next.name), until \(until)\(placeEnglish)")
      )
    }
    let start = facts.time(next.placed.start, on: nil)
    return (
      blocker(of: next, visit, at: evening),
      words("\(start) \(next.name)\(place)", "\(start) \(next.name)\(placeEnglish)")
    )
  }

  /// What an operation waits for: parts, technicians or a bay that become available just when it starts, or the next
  /// shift.
  private func blocker(of next: ScheduledOperation, _ visit: ScheduledVisit, at evening: CivilTime) -> String
  {
    let awaited = next.operation.parts + (visit.reception == nil ? visit.appointment.parts : [])
    if !visit.appointment.picked, let late = awaited.first(where: { isStillToCome($0, at: evening) }) {
      return words("配件：", "part: ") + facts.names.part(late.part)
    }
    let before = visit.operations.last {
      $0.placed.end <= next.placed.start && $0.operation.id != next.operation.id
    }
    if next.operation.lag.min > 0, let before, before.placed.end + next.operation.lag.min == next.placed.start
    {
      return words("工序间隔（固化、待信）", "time between jobs (curing, consent)")
    }
    let ending = facts.visits.lazy.flatMap(\.operations).filter {
      $0.placed.end == next.placed.start && $0.appointment != next.appointment
    }
    if ending.contains(where: { $0.placed.technicians.contains(where: next.placed.technicians.contains) }) {
      return words("技师", "technician")
    }
    if let bay = next.placed.bay, ending.contains(where: { $0.placed.bay == bay }) {
      return words("工位", "bay")
    }
    return words("次日开工", "next shift")
  }

  private func isStillToCome(_ need: SparePart.Requirement, at evening: CivilTime) -> Bool {
    guard let part = facts.demand.parts.first(where: { $0.id == need.part }) else { return false }
    let onHand = part.inbound.reduce(part.onHand) { $1.at <= evening ? $0 + $1.quantity : $0 }
    return onHand < need.quantity
  }
}
