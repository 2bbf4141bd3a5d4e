import BaylineModel
import BaylineWording

/// 预约领料单: what has to lie on the picking shelf by when, and which visits left out lack a part.
struct PickingForm {
  let facts: FormContext

  var form: Form {
    let stock = PartsBalance(facts: facts)
    let needs = stock.needs
    let short = stock.shortages
    let days = facts.asked(needs.map(\.by.date) + short.map(\.wanted.date))
    let pages = days.map { day in
      var blocks: [FormBlock] = []
      let here = needs.filter { $0.by.date == day }
      if !here.isEmpty {
        blocks.append(.table(FormTable(columns: columns, rows: here.map { row($0, on: day) })))
      }
      let missing = short.filter { $0.wanted.date == day }
      if !missing.isEmpty {
        blocks.append(
          .table(
            FormTable(
              caption: words("缺件（未排入）", "Shortages (left out)"), columns: shortageColumns,
              rows: missing.map { shortageRow($0, on: day) })))
      }
      let pieces = here.reduce(0) { $0 + $1.quantity }
      return FormPage(
        day: day, notes: [words("\(here.count) 项，共 \(pieces) 件", "\(here.count) lines, \(pieces) pieces")],
        blocks: blocks)
    }
    return Form(
      kind: .picking, title: FormKind.picking.title(words), pages: pages,
      records: FormTable(
        columns: [FormTable.dayColumn(words)] + columns.dropLast() + [FormColumn(words("说明", "Remark"), 20)],
        rows: days.flatMap { day in
          needs.filter { $0.by.date == day }.map { record($0, on: day) }
            + short.filter { $0.wanted.date == day }.map { record($0, on: day) }
        }))
  }

  private var words: Glossary { facts.words }

  private var columns: [FormColumn] {
    [
      FormColumn(words("最迟", "Needed by"), 12), FormColumn(words("货架", "Shelf"), 12),
      .plate(words, 18), FormColumn(words("配件", "Part"), 46),
      FormColumn(words("数量", "Quantity"), 12, .right), FormColumn(words("库存", "On hand"), 12, .right),
      FormColumn(words("在途", "Inbound"), 24), FormColumn(words("已备", "Picked"), 9),
    ]
  }

  private func row(_ need: PartsBalance.Need, on day: CivilDate) -> FormRow {
    let lack = need.missing > 0 ? " " + words("缺 \(need.missing)", "short \(need.missing)") : ""
    return FormRow(
      cells(need, on: day, quantity: "\(need.quantity)\(lack)") + [.box()], isFlagged: need.missing > 0)
  }

  private func cells(_ need: PartsBalance.Need, on day: CivilDate, quantity: String) -> [FormCell] {
    [
      FormCell(need.by.clock, .strong), FormCell(need.part.shelf ?? ""), FormCell(need.plate, .strong),
      FormCell(facts.names.part(need.part.id)), FormCell(quantity), FormCell("\(need.part.onHand)"),
      FormCell(lines: inbound(need.part, on: day)),
    ]
  }

  private func inbound(_ part: SparePart, on day: CivilDate) -> [String] {
    part.inbound.sorted { $0.at < $1.at }.map { "\(facts.time($0.at, on: day)) +\($0.quantity)" }
  }

  // MARK: - Shortages

  private var shortageColumns: [FormColumn] {
    [
      .plate(words, 18), FormColumn(words("配件", "Part"), 46),
      FormColumn(words("货架", "Shelf"), 12), FormColumn(words("数量", "Quantity"), 11, .right),
      FormColumn(words("缺", "Missing"), 11, .right), FormColumn(words("到齐", "Enough from"), 20),
      FormColumn(words("最早可约", "Earliest arrival"), 22),
    ]
  }

  private func shortageRow(_ short: PartsBalance.Shortage, on day: CivilDate) -> FormRow {
    FormRow(
      [
        FormCell(short.plate, .strong), FormCell(facts.names.part(short.part.id)),
        FormCell(short.part.shelf ?? ""), FormCell("\(short.quantity)"),
        FormCell("\(short.missing)", .strong),
        FormCell(enoughFrom(short, on: day)), FormCell(short.earliest.map { facts.time($0, on: day) } ?? ""),
      ], isFlagged: true)
  }

  private func enoughFrom(_ short: PartsBalance.Shortage, on day: CivilDate) -> String {
    short.enoughFrom.map { facts.time($0, on: day) } ?? words("暂无到货计划", "no delivery known")
  }

  // MARK: - Records

  private func record(_ need: PartsBalance.Need, on day: CivilDate) -> FormRow {
    let remark = need.missing > 0 ? words("缺 \(need.missing)", "short \(need.missing)") : ""
    return FormRow(
      [FormCell(day.description)] + cells(need, on: day, quantity: "\(need.quantity)") + [FormCell(remark)])
  }

  private func record(_ short: PartsBalance.Shortage, on day: CivilDate) -> FormRow {
    let from = enoughFrom(short, on: day)
    let remark = words(
      "未排入：缺 \(short.missing)，到齐 \(from)", "left out: short \(short.missing), enough from \(from)")
    return FormRow([
      FormCell(day.description), "", FormCell(short.part.shelf ?? ""), FormCell(short.plate),
      FormCell(facts.names.part(short.part.id)), FormCell("\(short.quantity)"),
      FormCell("\(short.part.onHand)"),
      FormCell(lines: inbound(short.part, on: day)), FormCell(remark),
    ])
  }
}
