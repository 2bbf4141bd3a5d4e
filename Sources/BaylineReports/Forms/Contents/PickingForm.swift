import BaylineModel
import BaylineWording

/// 预约领料单: which parts must be on the picking shelf by when, and which unscheduled visits lack a part.
struct PickingForm {
  let facts: FormContext

  var form: Document {
    let stock = facts.parts
    let needs = stock.needs
    let shortages = stock.shortages
    let days = facts.shown(needs.map(\.by.date) + shortages.map(\.wanted.date))
    let sheets = days.map { day in
      var blocks: [DocumentSection.Block] = []
      let here = needs.filter { $0.by.date == day }
      if !here.isEmpty {
        blocks.append(.table(DocumentTable(columns: columns, rows: here.map { row($0, on: day) })))
      }
      let missing = shortages.filter { $0.wanted.date == day }
      if !missing.isEmpty {
        blocks.append(
          .table(
            DocumentTable(
              caption: words("缺件（未排入）", "Shortages (not scheduled)"), columns: shortageColumns,
              rows: missing.map { shortageRow($0, on: day) })))
      }
      let quantity = here.reduce(0) { $0 + $1.quantity }
      return DocumentSection(
        day: day,
        notes: [
          words(
            "\(here.count) 项，共 \(quantity) 件",
            "\(here.count) line\(here.count == 1 ? "" : "s"), \(quantity) part\(quantity == 1 ? "" : "s")")
        ],
        blocks: blocks)
    }
    return facts.form(
      .picking, sheets,
      records: DocumentTable(
        columns: [DocumentTable.dayColumn(words)] + columns.dropLast() + [
          DocumentColumn(words("说明", "Remark"), 20)
        ],
        rows: days.flatMap { day in
          needs.filter { $0.by.date == day }.map { record($0, on: day) }
            + shortages.filter { $0.wanted.date == day }.map { record($0, on: day) }
        }))
  }

  private var words: Glossary { facts.words }

  private var columns: [DocumentColumn] {
    [
      DocumentColumn(words("最迟", "Needed by"), 12), DocumentColumn(words("货架", "Shelf"), 12),
      .plate(words, 18), DocumentColumn(words("配件", "Part"), 46),
      DocumentColumn(words("数量", "Quantity"), 12, .right), DocumentColumn(words("库存", "On hand"), 12, .right),
      DocumentColumn(words("在途", "Inbound"), 24), DocumentColumn(words("已备", "Picked"), 9),
    ]
  }

  private func row(_ need: PartsBalance.Need, on day: CivilDate) -> DocumentRow {
    let lack = need.missing > 0 ? " " + words("缺 \(need.missing)", "short \(need.missing)") : ""
    return DocumentRow(
      cells(need, on: day, quantity: "\(need.quantity)\(lack)") + [.box()], isFlagged: need.missing > 0)
  }

  private func cells(_ need: PartsBalance.Need, on day: CivilDate, quantity: String) -> [DocumentCell] {
    let operation = need.operation.map { [words("用于 \($0)", "for \($0)")] } ?? []
    return [
      DocumentCell(need.by.clock, .strong), DocumentCell(need.part.shelf ?? ""),
      .vehicle(need.plate, visit: need.appointment),
      DocumentCell(lines: [facts.names.part(need.part.id)] + operation), DocumentCell(quantity),
      DocumentCell("\(need.part.onHand)"),
      DocumentCell(lines: inbound(need.part, on: day)),
    ]
  }

  private func inbound(_ part: SparePart, on day: CivilDate) -> [String] {
    part.inbound.sorted { $0.at < $1.at }.map { "\(facts.time($0.at, on: day)) +\($0.quantity)" }
  }

  // MARK: - Shortages

  private var shortageColumns: [DocumentColumn] {
    [
      .plate(words, 18), DocumentColumn(words("配件", "Part"), 46),
      DocumentColumn(words("货架", "Shelf"), 12), DocumentColumn(words("数量", "Quantity"), 11, .right),
      DocumentColumn(words("缺", "Missing"), 11, .right), DocumentColumn(words("到齐", "Enough from"), 20),
      DocumentColumn(words("最早可约", "Earliest arrival"), 22),
    ]
  }

  private func shortageRow(_ shortage: PartsBalance.Shortage, on day: CivilDate) -> DocumentRow {
    DocumentRow(
      [
        .vehicle(shortage.plate, visit: shortage.appointment),
        DocumentCell(facts.names.part(shortage.part.id)),
        DocumentCell(shortage.part.shelf ?? ""), DocumentCell("\(shortage.quantity)"),
        DocumentCell("\(shortage.missing)", .strong),
        DocumentCell(enoughFrom(shortage, on: day)),
        DocumentCell(shortage.earliest.map { facts.time($0, on: day) } ?? ""),
      ], isFlagged: true)
  }

  private func enoughFrom(_ shortage: PartsBalance.Shortage, on day: CivilDate) -> String {
    shortage.enoughFrom.map { facts.time($0, on: day) } ?? words("暂无到货计划", "no delivery known")
  }

  // MARK: - Records

  private func record(_ need: PartsBalance.Need, on day: CivilDate) -> DocumentRow {
    let remark = need.missing > 0 ? words("缺 \(need.missing)", "short \(need.missing)") : ""
    return DocumentRow(
      [DocumentCell(day.description)] + cells(need, on: day, quantity: "\(need.quantity)") + [
        DocumentCell(remark)
      ])
  }

  private func record(_ shortage: PartsBalance.Shortage, on day: CivilDate) -> DocumentRow {
    let from = enoughFrom(shortage, on: day)
    let remark = words(
      "未排入：缺 \(shortage.missing)，到齐 \(from)", "left out: short \(shortage.missing), enough from \(from)")
    return DocumentRow([
      DocumentCell(day.description), "", DocumentCell(shortage.part.shelf ?? ""),
      .vehicle(shortage.plate, visit: shortage.appointment, .plain),
      DocumentCell(facts.names.part(shortage.part.id)), DocumentCell("\(shortage.quantity)"),
      DocumentCell("\(shortage.part.onHand)"),
      DocumentCell(lines: inbound(shortage.part, on: day)), DocumentCell(remark),
    ])
  }
}
