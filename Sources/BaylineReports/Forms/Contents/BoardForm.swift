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
      DocumentColumn(words("时间", "Time"), 18), .plate(words, 20),
      DocumentColumn(words("客户", "Customer"), 16), DocumentColumn(words("服务顾问", "Advisor"), 16),
      DocumentColumn(words("技师", "Technician"), 22), DocumentColumn(words("工位", "Bay"), 26),
      DocumentColumn(words("类别", "Kind"), 14), DocumentColumn(words("可交车", "Ready"), 18),
      DocumentColumn(words("配件齐", "Parts ready"), 10), DocumentColumn(words("状态", "State"), 14),
    ]
  }

  private func row(_ visit: ScheduledVisit, on day: CivilDate) -> DocumentRow {
    let appointment = visit.appointment
    let isToday = visit.arrival.date == day
    let list = words("、", ", ")
    let state = visit.state(at: facts.now, on: day)
    return DocumentRow(
      [
        DocumentCell(lines: arrival(visit, on: day), .strong),
        facts.vehicle(visit.appointment), DocumentCell(customer(appointment)),
        DocumentCell(visit.advisor.map(facts.names.advisor) ?? ""),
        DocumentCell(facts.technicians(visit.technicians(on: isToday ? nil : day)).joined(separator: list)),
        DocumentCell(facts.bays(visit, on: isToday ? nil : day)),
        DocumentCell(words.kind(appointment.kind) + (visit.isPreferred ? " \(words.preferred)" : "")),
        DocumentCell(lines: ready(visit, on: day)),
        appointment.allParts.isEmpty ? "–" : .box(appointment.picked),
        // Who is yet to come is the rule; the cell is left for the pen.
        DocumentCell(state == .toCome ? "" : state.name(words)),
      ], isFlagged: visit.isLate)
  }

  /// The board hangs on the wall: surname and title alone.
  private func customer(_ appointment: Appointment) -> String {
    appointment.card.customer == nil ? "" : Masking(words.language).customer(appointment.card)
  }

  private func arrival(_ visit: ScheduledVisit, on day: CivilDate) -> [String] {
    guard visit.arrival.date == day else { return [words("在厂", "in house")] }
    guard let trip = facts.trip(.collect, of: visit) else { return [visit.arrival.clock] }
    let from = facts.time(trip.time.from, on: day)
    return [visit.arrival.clock, words("\(from) 上门取车", "pick-up \(from)")]
  }

  private func ready(_ visit: ScheduledVisit, on day: CivilDate) -> [String] {
    let delivery = facts.trip(.deliver, of: visit).map { trip in
      words(
        "\(facts.time(trip.time.from, on: day)) 送车", "delivery \(facts.time(trip.time.from, on: day))")
    }
    let told = facts.time(visit.told, on: day)
    // A delivery that follows at once says the time itself.
    let isAtOnce = facts.trip(.deliver, of: visit)?.time.from == visit.told
    return [isAtOnce ? nil : told, delivery, visit.isLate ? words("逾期", "late") : nil]
      .compactMap(\.self)
  }
}
