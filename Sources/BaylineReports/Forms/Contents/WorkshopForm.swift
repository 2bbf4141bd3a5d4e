import BaylineModel
import BaylineVerifier
import BaylineWording

/// 维修管理看板: who works on what where, as two charts of the day, its load against capacity, and the jobs one by one.
struct WorkshopForm {
  let facts: FormContext

  var form: Document {
    let days = facts.workDays
    let hasParts = facts.visits.contains { $0.operations.contains { !$0.operation.parts.isEmpty } }
    let sheets = days.map { day in
      let charts = WorkshopCharts(facts: facts, day: day)
      let jobs = jobs(on: day)
      let moves = jobs.count {
        $0.operation.placed.start.date == day && $0.visit.bayBefore($0.operation) != nil
      }
      let late = Set(jobs.filter(\.visit.isLate).map(\.visit.appointment.id)).count
      return DocumentSection(
        day: day,
        notes: [
          words("作业 \(jobs.count) 项", "\(jobs.count) jobs")
            + (moves > 0
              ? words(" · 换工位 \(moves) 次", " · \(moves) move\(moves == 1 ? "" : "s") to another bay") : "")
            + (late > 0 ? words(" · 逾期 \(late) 台", " · \(late) vehicle\(late == 1 ? "" : "s") late") : "")
        ],
        blocks: [
          .chart(.gantt(charts.byBay)), .chart(.gantt(charts.byTechnician)), .table(charts.load),
          .table(
            DocumentTable(
              caption: words("作业明细", "Jobs"), columns: jobColumns(hasParts),
              rows: jobs.map { row($0, on: day, hasParts) })),
        ])
    }
    return facts.form(.workshop, sheets)
  }

  private var words: Glossary { facts.words }

  private typealias Job = (visit: ScheduledVisit, operation: ScheduledOperation)

  private func jobs(on day: CivilDate) -> [Job] {
    facts.visits.flatMap { visit in
      visit.operations.filter {
        facts.workWindows[$0.reference, default: []].contains {
          $0.from.date <= day && day <= ($0.to + -1).date
        }
      }.map { (visit: visit, operation: $0) }
    }.sorted { left, right in
      (left.operation.placed.start, left.visit.plate) < (right.operation.placed.start, right.visit.plate)
    }
  }

  private var hasEquipment: Bool { !facts.site.equipment.isEmpty }

  /// Equipment and the operations' own parts have a column where there are any.
  private func jobColumns(_ hasParts: Bool) -> [DocumentColumn] {
    let equipment = hasEquipment ? [DocumentColumn(words("设备", "Equipment"), 24)] : []
    let parts = hasParts ? [DocumentColumn(words("作业配件", "Parts"), 28)] : []
    return firstColumns + equipment + parts + lastColumns
  }

  private var firstColumns: [DocumentColumn] {
    [
      DocumentColumn(words("开始", "Start"), 14), DocumentColumn(words("结束", "End"), 14),
      .plate(words, 20), DocumentColumn(words("类别", "Kind"), 14),
      DocumentColumn(words("作业", "Operation"), 44), DocumentColumn(words("技师", "Technician"), 26),
      DocumentColumn(words("工位", "Bay"), 26),
    ]
  }

  private var lastColumns: [DocumentColumn] {
    [
      DocumentColumn(words("可交车", "Ready"), 16),
      DocumentColumn(words("应交车", "Promised"), 16), DocumentColumn(words("备注", "Remark"), 22),
    ]
  }

  private func row(_ job: Job, on day: CivilDate, _ hasParts: Bool) -> DocumentRow {
    let (visit, placed) = (job.visit, job.operation.placed)
    let first = [
      DocumentCell(facts.time(placed.start, on: day), .strong),
      DocumentCell(facts.time(placed.end, on: day)),
      facts.vehicle(visit.appointment), DocumentCell(words.kind(visit.appointment.kind)),
      DocumentCell(job.operation.name),
      DocumentCell(facts.technicians(placed.technicians).joined(separator: words("、", ", "))),
      DocumentCell(placed.bay.map(facts.names.bay) ?? ""),
    ]
    let equipment = words.list(job.operation.operation.equipment.map(facts.names.equipment))
    let last = [
      DocumentCell(facts.time(visit.told, on: day)),
      DocumentCell(visit.appointment.readyBy.map { facts.time($0, on: day) } ?? ""),
      DocumentCell(words.list(remarks(job))),
    ]
    return DocumentRow(
      first + (hasEquipment ? [DocumentCell(equipment)] : [])
        + (hasParts ? [DocumentCell(lines: job.operation.operation.parts.map(facts.part))] : []) + last,
      isFlagged: visit.isLate)
  }

  private func remarks(_ job: Job) -> [String] {
    let (visit, operation) = (job.visit, job.operation.operation)
    return [
      visit.isLate ? words("逾期", "late") : nil,
      visit.isPreferred ? words.preferred : nil,
      visit.appointment.waiting ? words("在店等待", "waits") : nil,
      operation.locked != nil ? words("锁定", "locked") : nil,
      visit.bayBefore(job.operation).map(facts.names.bay).map { words("自 \($0) 移来", "moved from \($0)") },
      words.lag(operation.lag),
      operation.bayAfter == .keep ? words("完工后不可移车", "cannot be moved afterwards") : nil,
      operation.bayAfter == .leave ? words("完工后移出工位", "leaves the bay afterwards") : nil,
    ].compactMap(\.self)
  }
}
