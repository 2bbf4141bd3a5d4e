import BaylineModel
import BaylineWording

/// 车间维修车辆滞留表: the vehicles that stay on the premises over night, and what each waits for.
struct StayForm {
  let facts: FormContext

  var form: Form {
    let stays = facts.visits.filter { $0.arrival.date < $0.ready.date }
    let kept = facts.leftOut.filter { $0.appointment.arrived != nil }
    let horizon = facts.demand.horizon
    let nights = (0..<max(0, horizon.days + horizon.carryOverDays)).map { horizon.from.advanced(by: $0) }
    let pages = facts.asked(nights).compactMap { day -> FormPage? in
      let rows =
        kept.map(row)
        + stays.filter { $0.arrival.date <= day && day < $0.ready.date }.map { row($0, on: day) }
      guard !rows.isEmpty else { return nil }
      return FormPage(
        day: day,
        notes: [
          words("当晚留厂 \(rows.count) 台", "\(rows.count) vehicle\(rows.count == 1 ? "" : "s") over night")
        ],
        blocks: [.table(FormTable(columns: columns, rows: rows))])
    }
    return Form(
      kind: .stay, title: FormKind.stay.title(words), pages: pages, records: FormTable.byDay(pages, words))
  }

  private var words: Glossary { facts.words }

  private var columns: [FormColumn] {
    [
      .plate(words, 18), FormColumn(words("进厂", "Since"), 18),
      FormColumn(words("计划交车", "Planned ready"), 18), FormColumn(words("滞留原因", "Waits for"), 22),
      FormColumn(words("下一作业", "Next work"), 46),
    ]
  }

  private func row(_ left: FormContext.LeftOut) -> FormRow {
    let since = left.appointment.arrived.map { facts.time($0, on: nil) } ?? ""
    return FormRow(
      [
        FormCell(left.appointment.plate, .strong), FormCell(since), FormCell(words("未排入", "not planned")),
        FormCell(words.reason(left.entry.reason)), FormCell(left.entry.detail ?? ""),
      ], isFlagged: true)
  }

  private func row(_ visit: ScheduledVisit, on day: CivilDate) -> FormRow {
    let evening = CivilTime(day.advanced(by: 1))
    let (waits, next) = waiting(visit, at: evening)
    let late = visit.isLate ? [words("迟于应交", "later than wanted")] : []
    return FormRow(
      [
        FormCell(visit.plate, .strong), FormCell(facts.time(visit.arrival, on: nil)),
        FormCell(lines: [facts.time(visit.ready, on: nil)] + late), FormCell(waits), FormCell(next),
      ], isFlagged: visit.isLate)
  }

  /// What keeps a visit from being worked on in the evening, and its next work.
  private func waiting(_ visit: ScheduledVisit, at evening: CivilTime) -> (String, String) {
    guard let next = visit.operations.first(where: { evening < $0.placed.end }) else {
      return (words("终检交车", "final check"), "")
    }
    let people =
      facts.technicians(next.placed.technicians) + [next.placed.bay.map(facts.names.bay)].compactMap(\.self)
    let told = people.isEmpty ? "" : "（" + people.joined(separator: "、") + "）"
    let toldEnglish = people.isEmpty ? "" : " (" + people.joined(separator: ", ") + ")"
    if next.placed.start < evening {
      let until = facts.time(next.placed.end, on: nil)
      return (
        words("作业未完", "work under way"),
        words("\(next.name)，至 \(until)\(told)", "\(next.name), until \(until)\(toldEnglish)")
      )
    }
    let start = facts.time(next.placed.start, on: nil)
    return (
      blocker(of: next, visit, at: evening),
      words("\(start) \(next.name)\(told)", "\(start) \(next.name)\(toldEnglish)")
    )
  }

  /// Why an operation starts when it does: its parts, its technicians or its bay come free just then, or it waits for the
  /// next shift.
  private func blocker(of next: ScheduledOperation, _ visit: ScheduledVisit, at evening: CivilTime) -> String
  {
    if !visit.appointment.picked, visit.reception == nil,
      let late = visit.appointment.parts.first(where: { isStillToCome($0, at: evening) })
    {
      return words("配件：", "part: ") + facts.names.part(late.part)
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

  private func isStillToCome(_ need: PartRequirement, at evening: CivilTime) -> Bool {
    guard let part = facts.demand.parts.first(where: { $0.id == need.part }) else { return false }
    let there = part.inbound.reduce(part.onHand) { $1.at <= evening ? $0 + $1.quantity : $0 }
    return there < need.quantity
  }
}
