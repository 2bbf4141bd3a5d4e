import BaylineModel
import BaylineWording

/// 预约管理看板: the visits of a day and their progress, for the wall.
struct BoardForm {
  let facts: FormContext

  var form: Document {
    let sheets = facts.workDays.map { day in
      let visits = visits(on: day)
      let states = ScheduledVisitState.allCases.compactMap { state -> String? in
        let count = visits.count { $0.state(at: facts.now, on: day) == state }
        return count > 0 ? "\(state.name(words)) \(count)" : nil
      }
      return DocumentSection(
        day: day, notes: [states.joined(separator: " · ")],
        blocks: [.table(DocumentTable(columns: columns, rows: visits.map { row($0, on: day) }))])
    }
    return facts.form(.board, sheets)
  }

  private var words: Glossary { facts.words }

  /// The visits that arrive on the day, and earlier ones that are worked on.
  private func visits(on day: CivilDate) -> [ScheduledVisit] {
    facts.visits.filter { visit in
      visit.arrival.date == day
        || visit.arrival.date < day
          && visit.operations.contains {
            facts.workWindows[$0.reference, default: []].contains {
              $0.from.date <= day && day <= ($0.to + -1).date
            }
          }
    }
  }

  private var columns: [DocumentColumn] {
    [
      DocumentColumn(words("时间", "Time"), 14), .plate(words, 20),
      DocumentColumn(words("服务顾问", "Advisor"), 16), DocumentColumn(words("技师", "Technician"), 22),
      DocumentColumn(words("工位", "Bay"), 26), DocumentColumn(words("类别", "Kind"), 14),
      DocumentColumn(words("配件齐", "Parts ready"), 10), DocumentColumn(words("状态", "State"), 14),
    ]
  }

  private func row(_ visit: ScheduledVisit, on day: CivilDate) -> DocumentRow {
    let appointment = visit.appointment
    let isToday = visit.arrival.date == day
    let list = words("、", ", ")
    return DocumentRow([
      DocumentCell(isToday ? visit.arrival.clock : words("在厂", "in house"), .strong),
      DocumentCell(visit.plate, .strong), DocumentCell(visit.advisor.map(facts.names.advisor) ?? ""),
      DocumentCell(facts.technicians(visit.technicians(on: isToday ? nil : day)).joined(separator: list)),
      DocumentCell(visit.bays(on: isToday ? nil : day).map(facts.names.bay).joined(separator: list)),
      DocumentCell(words.kind(appointment.kind)),
      appointment.parts.isEmpty ? "–" : .box(appointment.picked),
      DocumentCell(visit.state(at: facts.now, on: day).name(words)),
    ])
  }
}
