import BaylineModel
import BaylineWording

/// 未成功原因: why visits were not scheduled, counted by reason and by day or week, and one by one.
struct ReasonsForm {
  let facts: FormContext

  var form: Document {
    let unscheduled = facts.unscheduled.filter { facts.selectedDay == nil || wanted($0) == facts.selectedDay }
    var blocks: [DocumentSection.Block] = []
    if !unscheduled.isEmpty {
      blocks = [
        .table(counts(unscheduled)),
        .table(
          DocumentTable(caption: words("明细", "Details"), columns: columns, rows: unscheduled.map(row))),
      ]
    }
    let all = facts.visits.count + facts.unscheduled.count
    let sheet = DocumentSection(
      day: facts.selectedDay,
      notes: [words("未排入 \(unscheduled.count) 台，共 \(all) 台", "\(unscheduled.count) of \(all) not scheduled")],
      blocks: blocks)
    return facts.form(
      .reasons, [sheet],
      records: DocumentTable(
        columns: [DocumentTable.dayColumn(words)] + columns,
        rows: unscheduled.map { DocumentRow([DocumentCell(wanted($0).description)] + row($0).cells) }))
  }

  private var words: Glossary { facts.words }

  private func wanted(_ unscheduled: ScheduleView.Unscheduled) -> CivilDate {
    unscheduled.appointment.wantedArrival(in: facts.demand).date
  }

  // MARK: - Counts

  /// Reasons by day, or by week if there are more than seven days.
  private func counts(_ all: [ScheduleView.Unscheduled]) -> DocumentTable {
    let byWeek = facts.demand.horizon.days > 7
    func period(_ day: CivilDate) -> CivilDate {
      byWeek ? day.advanced(by: -((day.ordinal - 1) % 7)) : day
    }
    let periods = Set(all.map { period(wanted($0)) }).sorted()
    func cells(_ matching: [ScheduleView.Unscheduled]) -> [DocumentCell] {
      periods.map { start in
        let count = matching.count { period(wanted($0)) == start }
        return DocumentCell(count == 0 ? "–" : "\(count)")
      } + [DocumentCell("\(matching.count)", .strong)]
    }
    let reasons = Schedule.UnscheduledReason.allCases.filter { reason in
      all.contains { $0.entry.reason == reason }
    }
    return DocumentTable(
      caption: byWeek ? words("按周（周一起）", "By week (from Monday)") : words("按日", "By day"),
      columns: [DocumentColumn(words("原因", "Reason"), 30)]
        + periods.map { DocumentColumn(String($0.description.suffix(5)), 12, .right) }
        + [DocumentColumn(words("合计", "Total"), 12, .right)],
      rows: reasons.map { reason in
        DocumentRow([DocumentCell(words.reason(reason))] + cells(all.filter { $0.entry.reason == reason }))
      } + [DocumentRow([DocumentCell(words("合计", "Total"), .strong)] + cells(all))])
  }

  // MARK: - One by one

  private var columns: [DocumentColumn] {
    [
      .plate(words, 18), DocumentColumn(words("类别", "Kind"), 12),
      DocumentColumn(words("希望", "Wanted"), 18), DocumentColumn(words("原因", "Reason"), 22),
      DocumentColumn(words("说明", "Detail"), 52), DocumentColumn(words("最早可约", "Earliest"), 18),
    ]
  }

  private func row(_ unscheduled: ScheduleView.Unscheduled) -> DocumentRow {
    let wish = unscheduled.appointment.booked?.arrival ?? unscheduled.appointment.preferredArrival
    let promise = unscheduled.appointment.booked != nil ? [words("已约定", "promised")] : []
    return DocumentRow(
      [
        facts.vehicle(unscheduled.appointment),
        DocumentCell(words.kind(unscheduled.appointment.kind)),
        DocumentCell(
          lines: [wish.map { facts.time($0, on: nil) } ?? wanted(unscheduled).description] + promise),
        DocumentCell(words.reason(unscheduled.entry.reason)), DocumentCell(unscheduled.entry.detail ?? ""),
        DocumentCell(unscheduled.entry.earliest.map { facts.time($0, on: nil) } ?? ""),
      ], isFlagged: !promise.isEmpty)
  }
}
