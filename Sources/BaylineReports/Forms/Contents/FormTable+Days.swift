import BaylineModel
import BaylineWording

extension FormTable {
  /// The tables of the pages one below the other, with the day as first column.
  static func byDay(_ pages: [FormPage], _ words: Glossary) -> FormTable {
    let tables = pages.flatMap { page in
      page.blocks.compactMap { block -> (day: CivilDate?, table: FormTable)? in
        if case .table(let table) = block { (page.day, table) } else { nil }
      }
    }
    let columns = tables.first?.table.columns ?? []
    return FormTable(
      columns: [dayColumn(words)] + columns,
      rows: tables.flatMap { day, table in
        table.rows.map { FormRow([FormCell(day?.description ?? "")] + $0.cells) }
      })
  }

  /// The column that says which day.
  static func dayColumn(_ words: Glossary) -> FormColumn { FormColumn(words("日期", "Day"), 12) }
}
