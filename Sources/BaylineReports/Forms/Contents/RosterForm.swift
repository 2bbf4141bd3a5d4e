import BaylineModel
import BaylineWording

/// 预约排班表: rows are the slots of a day, columns the advisors. Free slots, and those that the rules keep for walk-ins,
/// stand out.
struct RosterForm {
  let facts: FormContext

  var form: Document {
    let grids = facts.arrivalDays.map {
      AdvisorSlotGrid(site: facts.site, demand: facts.demand, visits: facts.visits, day: $0, now: facts.now)
    }
    return facts.form(
      .roster, grids.map(sheet),
      records: DocumentTable(
        columns: [
          DocumentTable.dayColumn(words), DocumentColumn(words("开始", "From"), 8),
          DocumentColumn(words("结束", "Until"), 8),
          DocumentColumn(words("服务顾问", "Advisor"), 14), DocumentColumn(words("状态", "State"), 10),
          .plate(words, 16), DocumentColumn(words("客户", "Customer"), 16),
          DocumentColumn(words("类别", "Kind"), 12), DocumentColumn(words("工位", "Bay"), 16),
        ],
        rows: grids.flatMap(records)))
  }

  private var words: Glossary { facts.words }

  private func sheet(_ grid: AdvisorSlotGrid) -> DocumentSection {
    let table = DocumentTable(
      columns: [DocumentColumn(words("时段", "Slot"), 10)]
        + facts.site.advisors.map { DocumentColumn(facts.names.advisor($0.id), 24) },
      rows: zip(grid.slots, grid.rows).map { slot, row in
        DocumentRow([DocumentCell(slot.clock, .strong)] + row.map { cell($0, slot) })
      }, isGrid: true)
    let (free, walkIn) = (grid.free, grid.walkInRoom)
    let taken = grid.arrivals.count
    return DocumentSection(
      day: grid.day,
      notes: [
        words(
          "已约 \(taken) · 可约 \(free) · 留给未预约客户 \(walkIn)",
          "\(taken) booked · \(free) free · \(walkIn) kept for walk-ins")
      ],
      blocks: [.table(table)])
  }

  private func cell(_ content: AdvisorSlotGrid.Content, _ slot: CivilTime) -> DocumentCell {
    switch content {
    case .taken(let visits):
      DocumentCell(
        lines: visits.flatMap { visit in
          let offset = visit.arrival == slot ? "" : visit.arrival.clock + " "
          let customer = facts.customer(visit.appointment)
          let kind = words.kind(visit.appointment.kind)
          let marks =
            (visit.appointment.collect != nil ? [words("取车", "collected")] : [])
            + (visit.isPreferred ? [words.preferred] : [])
          let line = [customer, kind] + marks
          let ids = visit.plate == visit.appointment.id ? [] : [visit.appointment.id]
          return [offset + visit.plate] + ids + [line.filter { !$0.isEmpty }.joined(separator: " · ")]
        }, .taken)
    case .free: DocumentCell(words("可约", "free"), .free)
    case .walkIn: DocumentCell(words("散客", "walk-in"), .walkIn)
    case .past: DocumentCell("", .closed)
    case .offDuty: DocumentCell("–", .closed)
    }
  }

  private func records(_ grid: AdvisorSlotGrid) -> [DocumentRow] {
    let reception = facts.site.booking.receptionMinutes
    return zip(grid.slots, grid.rows).flatMap { slot, contents in
      zip(facts.site.advisors, contents).flatMap { advisor, content -> [DocumentRow] in
        func row(_ at: CivilTime, _ state: String, _ visit: ScheduledVisit? = nil) -> DocumentRow {
          DocumentRow([
            DocumentCell(grid.day.description), DocumentCell(at.clock),
            DocumentCell((at + reception).clock),
            DocumentCell(facts.names.advisor(advisor.id)), DocumentCell(state),
            visit.map { facts.vehicle($0.appointment, .plain) } ?? "",
            DocumentCell(visit.map { facts.customer($0.appointment) } ?? ""),
            DocumentCell(visit.map { words.kind($0.appointment.kind) } ?? ""),
            DocumentCell(visit.map { facts.bays($0) } ?? ""),
          ])
        }
        switch content {
        case .taken(let visits): return visits.map { row($0.arrival, words("已约", "booked"), $0) }
        case .free: return [row(slot, words("可约", "free"))]
        case .walkIn: return [row(slot, words("散客", "walk-in"))]
        case .past, .offDuty: return []
        }
      }
    }
  }
}
