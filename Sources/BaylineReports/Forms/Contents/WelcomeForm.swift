import BaylineModel
import BaylineWording

/// 欢迎看板: who is expected on a day, at the entrance for everybody to see, and so with masked names and plates.
struct WelcomeForm {
  let facts: FormContext

  var form: Form {
    let pages = facts.asked(facts.visits.compactMap(\.reception?.arrival.date)).map { day in
      let visits = facts.arrivals(on: day).filter { $0.reception != nil }
      return FormPage(
        day: day, notes: [words("欢迎光临", "Welcome to \(facts.site.name)")],
        blocks: [.table(FormTable(columns: columns, rows: visits.map(row)))])
    }
    return Form(
      kind: .welcome, title: FormKind.welcome.title(words), pages: pages,
      records: FormTable.byDay(pages, words))
  }

  private var words: Glossary { facts.words }
  private var masking: Masking { Masking(words.language) }

  private var columns: [FormColumn] {
    [
      FormColumn(words("时间", "Time"), 12), FormColumn(words("客户", "Customer"), 24),
      .plate(words, 24),
    ]
  }

  private func row(_ visit: ScheduledVisit) -> FormRow {
    let card = visit.appointment.card
    return FormRow([
      FormCell(visit.arrival.clock, .strong),
      FormCell(masking.customer(card)), FormCell(card.plate.map(masking.plate) ?? "", .strong),
    ])
  }
}
