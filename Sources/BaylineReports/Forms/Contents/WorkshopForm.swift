import BaylineModel
import BaylineVerifier
import BaylineWording

/// 维修管理看板: who works on what where, as two charts of the day, its load against capacity, and the jobs one by one.
struct WorkshopForm {
  let facts: FormContext

  var form: Document {
    let days = facts.workDays
    let sheets = days.map { day in
      let charts = WorkshopCharts(facts: facts, day: day)
      let jobs = jobs(on: day)
      let late = Set(jobs.filter(\.visit.isLate).map(\.visit.appointment.id)).count
      return DocumentSection(
        day: day,
        notes: [
          words("作业 \(jobs.count) 项", "\(jobs.count) jobs")
            + (late > 0 ? words(" · 逾期 \(late) 台", " · \(late) vehicle\(late == 1 ? "" : "s") late") : "")
        ],
        blocks: [
          .chart(.gantt(charts.byBay)), .chart(.gantt(charts.byTechnician)), .table(charts.load),
          .table(
            DocumentTable(
              caption: words("作业明细", "Jobs"), columns: jobColumns, rows: jobs.map { row($0, on: day) })),
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

  private var jobColumns: [DocumentColumn] {
    [
      DocumentColumn(words("开始", "Start"), 14), DocumentColumn(words("结束", "End"), 14),
      .plate(words, 20), DocumentColumn(words("类别", "Kind"), 14),
      DocumentColumn(words("作业", "Operation"), 44), DocumentColumn(words("技师", "Technician"), 26),
      DocumentColumn(words("工位", "Bay"), 26), DocumentColumn(words("可交车", "Ready"), 16),
      DocumentColumn(words("应交车", "Promised"), 16), DocumentColumn(words("备注", "Remark"), 22),
    ]
  }

  private func row(_ job: Job, on day: CivilDate) -> DocumentRow {
    let (visit, placed) = (job.visit, job.operation.placed)
    var remarks: [String] = []
    if visit.isLate { remarks.append(words("逾期", "late")) }
    if visit.appointment.waiting { remarks.append(words("在店等待", "waits")) }
    if job.operation.operation.locked != nil { remarks.append(words("锁定", "locked")) }
    return DocumentRow(
      [
        DocumentCell(facts.time(placed.start, on: day), .strong),
        DocumentCell(facts.time(placed.end, on: day)),
        DocumentCell(visit.plate, .strong), DocumentCell(words.kind(visit.appointment.kind)),
        DocumentCell(job.operation.name),
        DocumentCell(facts.technicians(placed.technicians).joined(separator: words("、", ", "))),
        DocumentCell(placed.bay.map(facts.names.bay) ?? ""), DocumentCell(facts.time(visit.ready, on: day)),
        DocumentCell(visit.appointment.readyBy.map { facts.time($0, on: day) } ?? ""),
        DocumentCell(remarks.joined(separator: words("、", ", "))),
      ], isFlagged: visit.isLate)
  }
}
