import BaylineModel
import BaylineWording

/// 设备使用表: who has which equipment when, as a chart and as a list.
struct EquipmentForm {
  let facts: FormContext

  var form: Document {
    let sheets = facts.workDays.compactMap { day -> DocumentSection? in
      let uses = uses(on: day)
      guard !uses.isEmpty else { return nil }
      return DocumentSection(
        day: day, notes: [words("\(uses.count) 项作业", "\(uses.count) job\(uses.count == 1 ? "" : "s")")],
        blocks: [
          .chart(.gantt(WorkshopCharts(facts: facts, day: day).byEquipment)),
          .table(DocumentTable(columns: columns, rows: uses.map { row($0, on: day) })),
        ])
    }
    return facts.form(.equipment, sheets)
  }

  private var words: Glossary { facts.words }

  private typealias Use = (equipment: Equipment, visit: ScheduledVisit, operation: ScheduledOperation)

  /// In the order of the site's equipment, then by time. It is held through the pauses of an operation.
  private func uses(on day: CivilDate) -> [Use] {
    facts.site.equipment.flatMap { equipment in
      facts.visits.flatMap { visit in
        visit.operations(on: day).filter { $0.operation.equipment.contains(equipment.id) }.map {
          (equipment: equipment, visit: visit, operation: $0)
        }
      }.sorted {
        ($0.operation.placed.start, $0.visit.plate) < ($1.operation.placed.start, $1.visit.plate)
      }
    }
  }

  private var columns: [DocumentColumn] {
    [
      DocumentColumn(words("设备", "Equipment"), 34), DocumentColumn(words("开始", "From"), 16),
      DocumentColumn(words("结束", "Until"), 16), DocumentColumn(words("技师", "Technician"), 26),
      DocumentColumn(words("工位", "Bay"), 22), .plate(words, 20),
      DocumentColumn(words("作业", "Operation"), 44),
    ]
  }

  private func row(_ use: Use, on day: CivilDate) -> DocumentRow {
    let placed = use.operation.placed
    let count =
      use.equipment.count > 1 ? words("（共 \(use.equipment.count) 台）", " (\(use.equipment.count))") : ""
    return DocumentRow([
      DocumentCell(facts.names.equipment(use.equipment.id) + count),
      DocumentCell(facts.time(placed.start, on: day), .strong),
      DocumentCell(facts.time(placed.end, on: day)),
      DocumentCell(words.list(facts.technicians(placed.technicians))),
      DocumentCell(placed.bay.map(facts.names.bay) ?? ""), facts.vehicle(use.visit.appointment),
      DocumentCell(use.operation.name),
    ])
  }
}
