import BaylineModel
import BaylineVerifier
import BaylineWording

/// 维修管理看板: who works on what where, in two pictures of the day, its load against capacity, and the jobs one by one.
struct WorkshopForm {
  let facts: FormContext

  var form: Form {
    let days = facts.workDays
    let pages = days.map { day in
      let charts = WorkshopCharts(facts: facts, day: day)
      let jobs = jobs(on: day)
      let late = Set(jobs.filter(\.visit.isLate).map(\.visit.appointment.id)).count
      return FormPage(
        day: day,
        notes: [
          words("作业 \(jobs.count) 项", "\(jobs.count) jobs")
            + (late > 0 ? words(" · 逾期 \(late) 台", " · \(late) vehicle\(late == 1 ? "" : "s") late") : "")
        ],
        blocks: [
          .chart(charts.byBay), .chart(charts.byTechnician), .load(charts.load),
          .table(
            FormTable(
              caption: words("作业明细", "Jobs"), columns: jobColumns, rows: jobs.map { row($0, on: day) })),
        ])
    }
    return Form(
      kind: .workshop, title: FormKind.workshop.title(words), pages: pages,
      records: FormTable.byDay(pages, words))
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

  private var jobColumns: [FormColumn] {
    [
      FormColumn(words("开始", "Start"), 14), FormColumn(words("结束", "End"), 14),
      .plate(words, 20), FormColumn(words("类别", "Kind"), 14),
      FormColumn(words("作业", "Operation"), 44), FormColumn(words("技师", "Technician"), 26),
      FormColumn(words("工位", "Bay"), 26), FormColumn(words("可交车", "Ready"), 16),
      FormColumn(words("应交车", "Promised"), 16), FormColumn(words("备注", "Remark"), 22),
    ]
  }

  private func row(_ job: Job, on day: CivilDate) -> FormRow {
    let (visit, placed) = (job.visit, job.operation.placed)
    var remarks: [String] = []
    if visit.isLate { remarks.append(words("逾期", "late")) }
    if visit.appointment.waiting { remarks.append(words("在店等待", "waits")) }
    if job.operation.operation.locked != nil { remarks.append(words("锁定", "locked")) }
    return FormRow(
      [
        FormCell(facts.time(placed.start, on: day), .strong), FormCell(facts.time(placed.end, on: day)),
        FormCell(visit.plate, .strong), FormCell(words.kind(visit.appointment.kind)),
        FormCell(job.operation.name),
        FormCell(facts.technicians(placed.technicians).joined(separator: words("、", ", "))),
        FormCell(placed.bay.map(facts.names.bay) ?? ""), FormCell(facts.time(visit.ready, on: day)),
        FormCell(visit.appointment.readyBy.map { facts.time($0, on: day) } ?? ""),
        FormCell(remarks.joined(separator: words("、", ", "))),
      ], isFlagged: visit.isLate)
  }
}
