import BaylineModel
import BaylineWording

/// 欢迎看板: who is expected on a day (not those whose vehicle a driver collects), with masked names and plates because it hangs at the entrance.
struct WelcomeForm {
  let facts: FormContext

  var form: Document {
    let sheets = facts.shown(facts.visits.compactMap(\.reception?.arrival.date)).map { day in
      let visits = facts.arrivals(on: day).filter { $0.reception != nil && $0.appointment.collect == nil }
      return DocumentSection(
        day: day, notes: [words("欢迎光临", "Welcome to \(facts.site.name)")],
        blocks: [.table(DocumentTable(columns: columns, rows: visits.map(row)))])
    }
    return facts.form(.welcome, sheets)
  }

  private var words: Glossary { facts.words }
  private var masking: Masking { Masking(words.language) }

  private var columns: [DocumentColumn] {
    [
      DocumentColumn(words("时间", "Time"), 12), DocumentColumn(words("客户", "Customer"), 24),
      .plate(words, 24),
    ]
  }

  private func row(_ visit: ScheduledVisit) -> DocumentRow {
    let card = visit.appointment.card
    return DocumentRow([
      DocumentCell(visit.arrival.clock, .strong),
      DocumentCell(masking.customer(card)), DocumentCell(card.plate.map(masking.plate) ?? "", .strong),
    ])
  }
}
