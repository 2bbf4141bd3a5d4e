import BaylineModel
import BaylineWording

/// 预约排班表: rows are the slots of a day, columns the advisors. Free slots, and those that the rules for advisors keep
/// for customers who come without a booking, are seen at a glance.
struct RosterForm {
  let facts: FormContext

  var form: Form {
    let books = facts.arrivalDays.map { AdvisorSlotGrid(facts: facts, day: $0) }
    return Form(
      kind: .roster, title: FormKind.roster.title(words), pages: books.map(page),
      records: FormTable(
        columns: [
          FormTable.dayColumn(words), FormColumn(words("开始", "From"), 8), FormColumn(words("结束", "Until"), 8),
          FormColumn(words("服务顾问", "Advisor"), 14), FormColumn(words("状态", "State"), 10),
          .plate(words, 16), FormColumn(words("客户", "Customer"), 16),
          FormColumn(words("类别", "Kind"), 12),
        ],
        rows: books.flatMap(records)))
  }

  private var words: Glossary { facts.words }

  private func page(_ book: AdvisorSlotGrid) -> FormPage {
    let table = FormTable(
      columns: [FormColumn(words("时段", "Slot"), 10)]
        + facts.site.advisors.map { FormColumn(facts.names.advisor($0.id), 24) },
      rows: book.slots.map { slot in
        FormRow(
          [FormCell(slot.clock, .strong)] + facts.site.advisors.map { cell(book.content(slot, $0), slot) })
      })
    let contents = book.slots.flatMap { slot in facts.site.advisors.map { book.content(slot, $0) } }
    let free = contents.count { if case .free = $0 { true } else { false } }
    let walkIn = contents.count { if case .walkIn = $0 { true } else { false } }
    let taken = book.arrivals.count
    return FormPage(
      day: book.day,
      notes: [
        words(
          "已约 \(taken) · 可约 \(free) · 留给未预约客户 \(walkIn)",
          "\(taken) booked · \(free) free · \(walkIn) kept for walk-ins")
      ],
      blocks: [.table(table)])
  }

  private func cell(_ content: AdvisorSlotGrid.Content, _ slot: CivilTime) -> FormCell {
    switch content {
    case .taken(let visits):
      FormCell(
        lines: visits.flatMap { visit in
          let offset = visit.arrival == slot ? "" : visit.arrival.clock + " "
          let customer = facts.customer(visit.appointment)
          let kind = words.kind(visit.appointment.kind)
          return [offset + visit.plate, customer.isEmpty ? kind : "\(customer) · \(kind)"]
        }, .taken)
    case .free: FormCell(words("可约", "free"), .free)
    case .walkIn: FormCell(words("散客", "walk-in"), .walkIn)
    case .past: FormCell("", .closed)
    case .offDuty: FormCell("–", .closed)
    }
  }

  private func records(_ book: AdvisorSlotGrid) -> [FormRow] {
    book.slots.flatMap { slot in
      facts.site.advisors.flatMap { advisor -> [FormRow] in
        func row(_ at: CivilTime, _ state: String, _ visit: ScheduledVisit? = nil) -> FormRow {
          FormRow([
            FormCell(book.day.description), FormCell(at.clock), FormCell((at + book.receptionMinutes).clock),
            FormCell(facts.names.advisor(advisor.id)), FormCell(state), FormCell(visit?.plate ?? ""),
            FormCell(visit.map { facts.customer($0.appointment) } ?? ""),
            FormCell(visit.map { words.kind($0.appointment.kind) } ?? ""),
          ])
        }
        switch book.content(slot, advisor) {
        case .taken(let visits): return visits.map { row($0.arrival, words("已约", "booked"), $0) }
        case .free: return [row(slot, words("可约", "free"))]
        case .walkIn: return [row(slot, words("散客", "walk-in"))]
        case .past, .offDuty: return []
        }
      }
    }
  }
}
