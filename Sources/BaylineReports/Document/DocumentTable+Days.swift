import BaylineModel
import BaylineWording

extension DocumentTable {
  /// The sheets' tables one below the other, with the day as first column.
  static func byDay(_ sections: [DocumentSection], _ words: Glossary) -> DocumentTable {
    let tables = sections.flatMap { section in
      section.blocks.compactMap { block -> (day: CivilDate?, table: DocumentTable)? in
        if case .table(let table) = block, table.style == .sheet { (section.day, table) } else { nil }
      }
    }
    let columns = tables.first?.table.columns ?? []
    return DocumentTable(
      columns: [dayColumn(words)] + columns,
      rows: tables.flatMap { day, table in
        table.rows.map { DocumentRow([DocumentCell(day?.description ?? "")] + $0.cells) }
      })
  }

  static func dayColumn(_ words: Glossary) -> DocumentColumn { DocumentColumn(words("日期", "Day"), 12) }
}
