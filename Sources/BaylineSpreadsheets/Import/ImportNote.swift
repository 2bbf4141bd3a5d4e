package import BaylineModel
package import BaylineWording

/// An assumption that an import made, or something that it skipped. Every one is reported.
package enum ImportNote: Hashable, Sendable {
  /// A table was read.
  case table(file: String, sheet: String?, TableKind, rows: Int, encoding: TextEncoding?)
  /// The number of rows skipped above the headings.
  case titleRows(file: String, Int)
  /// Hidden rows of a workbook were read.
  case hiddenRows(table: String, [ClosedRange<Int>])
  /// Rows have merged cells.
  case mergedRows(table: String, [ClosedRange<Int>])
  /// Columns named `x-…` and hidden sheets were ignored.
  case notRead(file: String, [String])
  /// The horizon was derived from the preferred days.
  case horizonDerived(PlanningHorizon)
  /// The horizon of the options replaced that of the table.
  case horizonOverruled
  /// The number of dates without a year, and the years they were given.
  case yearsCompleted(Int, years: [Int])
  /// The number of visits without ids, and the ids they were given.
  case idsDerived(Int, first: String, last: String)
  /// The number of visits whose kind is that of their first job.
  case kindsDerived(Int)
  /// Durations that were rounded to the nearest minute.
  case minutesRounded([String])
  /// Quantities of parts that were rounded to whole units.
  case quantitiesRounded([String])
  /// The number of parts of standard jobs that were ignored, because no table of parts was given.
  case partsUnchecked(Int)
  /// Cells with preferences, windows and promises outside the planned days.
  case otherDays([String], PlanningHorizon)
  /// Cells with preferences, windows and promises on planned days, but outside the opening hours.
  case closedHours([String])
  /// Bay types and trades that the site does not have.
  case unknownResources([String])
  /// Advisors of a vehicle file that the site does not have, with the number of their vehicles.
  case unknownAdvisors([String])
  /// References could not be checked without a site.
  case noSite
  /// A note about past days.
  case history(HistoryNote)
}

extension ImportNote {
  /// The note in words, on one line.
  package func line(_ words: Glossary) -> String {
    switch self {
    case .table(let file, let sheet, let kind, let rows, let encoding):
      let table = (sheet.map { "\(file)!\($0)" } ?? file, kind.title(words.language))
      let how = encoding.map { words("，\($0.title)", ", \($0.title)") } ?? ""
      return words("\(table.0)：\(table.1)，\(rows) 行\(how)", "\(table.0): \(table.1), rows: \(rows)\(how)")
    case .titleRows(let file, let count):
      return words("\(file)：跳过表头上方的 \(count) 行", "\(file): rows skipped above the headings: \(count)")
    case .hiddenRows(let table, let rows):
      return Self.rowsLine(table, rows, words("隐藏的行也已读取", "hidden rows were read as well"), words)
    case .mergedRows(let table, let rows):
      let merged = words("这些行有合并单元格，内容只算在左上角一格", "merged cells, whose text counts for the top left cell only")
      return Self.rowsLine(table, rows, merged, words)
    case .notRead(let file, let names):
      return words("\(file)：未读取 \(words.list(names))", "\(file): not read: \(words.list(names))")
    case .horizonDerived(let horizon):
      return words(
        "未给 --from：按期望的日期，计划期从 \(horizon.from) 起 \(horizon.days) 天，可顺延 \(horizon.carryOverDays) 天",
        "no --from: the horizon follows the preferred days: from \(horizon.from), days \(horizon.days), carry-over days \(horizon.carryOverDays)"
      )
    case .horizonOverruled:
      return words("以选项给出的计划期为准，不用表中的", "the horizon of the options replaces that of the table")
    case .yearsCompleted(let count, let years):
      let list = years.map(String.init).joined(separator: ", ")
      return words("\(count) 个日期没有年份，取 \(list)", "dates without a year: \(count), read as \(list)")
    case .idsDerived(let count, let first, let last):
      return words(
        "\(count) 个预约没有编号，按车牌和日期（没有车牌的按行）编为 \(first)–\(last)",
        "visits without an id: \(count), named by plate and day (or by row without a plate): \(first)–\(last)"
      )
    case .kindsDerived(let count):
      return words(
        "\(count) 个预约没有业务类型，取第一个标准作业的类型", "visits without a kind: \(count), taken from their first job")
    case .minutesRounded(let cells):
      return words(
        "不是整分钟，已取最近的整数：\(words.list(cells))", "not full minutes, rounded to the nearest: \(words.list(cells))"
      )
    case .quantitiesRounded(let cells):
      return words(
        "配件数量有小数，需要的向上取整，库存和到货的向下取整：\(words.list(cells))",
        "quantities with decimals; needs are rounded up, stock and deliveries down: \(words.list(cells))")
    case .partsUnchecked(let count):
      return words(
        "没有配件表：标准作业的配件（\(count) 项）没有计入",
        "no table of parts: the parts of standard jobs (\(count)) are ignored")
    case .otherDays(let cells, let horizon):
      let days = "\(horizon.from) – \(horizon.from.advanced(by: horizon.days - 1))"
      return words(
        "在计划的日子（\(days)）之外：\(words.list(cells))", "outside the planned days (\(days)): \(words.list(cells))")
    case .closedHours(let cells):
      return words("在站点的营业时间之外：\(words.list(cells))", "outside the opening hours: \(words.list(cells))")
    case .unknownResources(let names):
      return words(
        "站点没有这些工位类型或工种：\(words.list(names))",
        "bay types or trades that the site does not have: \(words.list(names))")
    case .unknownAdvisors(let names):
      return words(
        "站点没有这些顾问，按没有专属顾问处理：\(words.list(names))",
        "advisors that the site does not have, whose vehicles count as having none: \(words.list(names))")
    case .noSite:
      return words(
        "未给 --site：顾问、技师、工位和类型没有核对", "no --site: advisors, technicians, bays and types are not checked")
    case .history(let note): return note.line(words)
    }
  }

  private static func rowsLine(
    _ table: String, _ rows: [ClosedRange<Int>], _ text: String, _ words: Glossary
  ) -> String {
    let list = words.list(
      rows.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" })
    return words("\(table)：\(text)：\(list)", "\(table): \(text): \(list)")
  }
}
