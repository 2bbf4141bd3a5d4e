import BaylineModel
import BaylineWording

/// 未成功原因: what could not be scheduled, counted by reason and by day or week, and one by one.
struct ReasonsForm {
  let facts: FormContext

  var form: Form {
    let left = facts.leftOut.filter { facts.selectedDay == nil || wanted($0) == facts.selectedDay }
    var blocks: [FormBlock] = []
    if !left.isEmpty {
      blocks = [
        .table(counts(left)),
        .table(FormTable(caption: words("明细", "One by one"), columns: columns, rows: left.map(row))),
      ]
    }
    let all = facts.visits.count + facts.leftOut.count
    let page = FormPage(
      day: facts.selectedDay,
      notes: [words("未排入 \(left.count) 台，共 \(all) 台", "\(left.count) left out of \(all)")], blocks: blocks)
    return Form(
      kind: .reasons, title: FormKind.reasons.title(words), pages: [page],
      records: FormTable(
        columns: [FormTable.dayColumn(words)] + columns,
        rows: left.map { FormRow([FormCell(wanted($0).description)] + row($0).cells) }))
  }

  private var words: Glossary { facts.words }

  private func wanted(_ left: FormContext.LeftOut) -> CivilDate {
    left.appointment.wantedArrival(in: facts.demand).date
  }

  // MARK: - Counts

  /// Reasons by day, or by week where there are more than seven days.
  private func counts(_ left: [FormContext.LeftOut]) -> FormTable {
    let byWeek = facts.demand.horizon.days > 7
    func period(_ day: CivilDate) -> CivilDate {
      byWeek ? day.advanced(by: -((day.ordinal - 1) % 7)) : day
    }
    let periods = Set(left.map { period(wanted($0)) }).sorted()
    func cells(_ matching: [FormContext.LeftOut]) -> [FormCell] {
      periods.map { start in
        let count = matching.count { period(wanted($0)) == start }
        return FormCell(count == 0 ? "–" : "\(count)")
      } + [FormCell("\(matching.count)", .strong)]
    }
    let reasons = UnscheduledReason.allCases.filter { reason in left.contains { $0.entry.reason == reason } }
    return FormTable(
      caption: byWeek ? words("按周（周一起）", "By week (from Monday)") : words("按日", "By day"),
      columns: [FormColumn(words("原因", "Reason"), 30)]
        + periods.map { FormColumn(String($0.description.suffix(5)), 12, .right) }
        + [FormColumn(words("合计", "Total"), 12, .right)],
      rows: reasons.map { reason in
        FormRow([FormCell(words.reason(reason))] + cells(left.filter { $0.entry.reason == reason }))
      } + [FormRow([FormCell(words("合计", "Total"), .strong)] + cells(left))])
  }

  // MARK: - One by one

  private var columns: [FormColumn] {
    [
      .plate(words, 18), FormColumn(words("类别", "Kind"), 12),
      FormColumn(words("希望", "Wanted"), 18), FormColumn(words("原因", "Reason"), 22),
      FormColumn(words("说明", "Detail"), 52), FormColumn(words("最早可约", "Earliest"), 18),
    ]
  }

  private func row(_ left: FormContext.LeftOut) -> FormRow {
    let wish = left.appointment.booked?.arrival ?? left.appointment.preferredArrival
    let kept = left.appointment.booked != nil ? [words("已约定", "promised")] : []
    return FormRow(
      [
        FormCell(left.appointment.plate, .strong), FormCell(words.kind(left.appointment.kind)),
        FormCell(lines: [wish.map { facts.time($0, on: nil) } ?? wanted(left).description] + kept),
        FormCell(words.reason(left.entry.reason)), FormCell(left.entry.detail ?? ""),
        FormCell(left.entry.earliest.map { facts.time($0, on: nil) } ?? ""),
      ], isFlagged: !kept.isEmpty)
  }
}
