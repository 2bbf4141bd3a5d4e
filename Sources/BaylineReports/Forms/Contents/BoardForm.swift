import BaylineModel
import BaylineWording

/// 预约管理看板: the visits of a day for the wall, and how far they are.
struct BoardForm {
  let facts: FormContext

  var form: Form {
    let pages = facts.workDays.map { day in
      let visits = visits(on: day)
      let states = ScheduledVisitState.allCases.compactMap { state -> String? in
        let count = visits.count { $0.state(at: facts.now, on: day) == state }
        return count > 0 ? "\(state.name(words)) \(count)" : nil
      }
      return FormPage(
        day: day, notes: [states.joined(separator: " · ")],
        blocks: [.table(FormTable(columns: columns, rows: visits.map { row($0, on: day) }))])
    }
    return Form(
      kind: .board, title: FormKind.board.title(words), pages: pages, records: FormTable.byDay(pages, words))
  }

  private var words: Glossary { facts.words }

  /// Those that arrive on the day, and before them those that are in the house and are worked on.
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

  private var columns: [FormColumn] {
    [
      FormColumn(words("时间", "Time"), 14), .plate(words, 20),
      FormColumn(words("服务顾问", "Advisor"), 16), FormColumn(words("技师", "Technician"), 22),
      FormColumn(words("工位", "Bay"), 26), FormColumn(words("类别", "Kind"), 14),
      FormColumn(words("备件齐", "Parts ready"), 10), FormColumn(words("状态", "State"), 14),
    ]
  }

  private func row(_ visit: ScheduledVisit, on day: CivilDate) -> FormRow {
    let appointment = visit.appointment
    let isToday = visit.arrival.date == day
    let list = words("、", ", ")
    return FormRow([
      FormCell(isToday ? visit.arrival.clock : words("在厂", "in house"), .strong),
      FormCell(visit.plate, .strong), FormCell(visit.advisor.map(facts.names.advisor) ?? ""),
      FormCell(facts.technicians(visit.technicians(on: isToday ? nil : day)).joined(separator: list)),
      FormCell(visit.bays(on: isToday ? nil : day).map(facts.names.bay).joined(separator: list)),
      FormCell(words.kind(appointment.kind)),
      appointment.parts.isEmpty ? "–" : .box(appointment.picked),
      FormCell(visit.state(at: facts.now, on: day).name(words)),
    ])
  }
}
