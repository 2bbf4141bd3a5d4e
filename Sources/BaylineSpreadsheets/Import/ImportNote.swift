package import BaylineModel
package import BaylineWording

/// An assumption that an import made, or something that it skipped. Every one is reported.
package enum ImportNote: Hashable, Sendable {
  /// A table was read.
  case table(file: String, sheet: String?, TableKind, rows: Int, encoding: TextEncoding?)
  /// The number of rows skipped above the headings.
  case titleRows(file: String, Int)
  /// Hidden rows of a workbook were left out.
  case hiddenRows(table: String, [ClosedRange<Int>])
  /// Rows have merged cells, whose text counts for each of them.
  case mergedRows(table: String, [ClosedRange<Int>])
  /// Columns named `x-…`, columns with unknown headings and hidden sheets were ignored.
  case notRead(file: String, [String])
  /// The horizon was derived from the preferred days.
  case horizonDerived(Demand.Horizon)
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
  case otherDays([String], Demand.Horizon)
  /// Cells with preferences, windows and promises on planned days, but outside the opening hours.
  case closedHours([String])
  /// Bay types and trades that the site does not have.
  case unknownResources([String])
  /// Advisors of a vehicle file that the site does not have, with the number of their vehicles.
  case unknownAdvisors([String])
  /// References could not be checked without a site.
  case noSite
  /// Headings with several meanings, each with that which was assumed.
  case headingsRead(table: String, [String])
  /// Unknown headings that may be a time, or a mistyped heading, with the nearest one.
  case unknownHeadings(table: String, [String])
  /// Columns that are read only where another one of the same meaning is empty.
  case secondaryColumns(table: String, [String])
  /// Filled cells in columns without a heading.
  case strayCells([String])
  /// Rows below the headings that are no visits: sections, totals, remarks. Each has its line and its beginning.
  case rowsPassedOver(table: String, [String])
  /// Visits that were left out because their status says that nobody comes.
  ///
  /// Their visits are given by ids and plates.
  case cancelledRows(table: String, [ClosedRange<Int>], visits: [String])
  /// Sheets without a table.
  case sheetsPassedOver(file: String, [String])
  /// Rows without a vehicle, whose jobs belong to the visit above.
  case continuedRows(table: String, [ClosedRange<Int>])
  /// The day of all times without one, from a title or the sheet's name.
  case dayOfSheet(table: String, String)
  /// The advisor whom all visits of a sheet ask for.
  case advisorOfSheet(table: String, String)
  /// A sheet with advisors and times in rows and columns was read.
  case matrixRead(table: String, visits: Int)
  /// Cells whose preferred arrival is a day or a window.
  case wishesAsWindows([String])
  /// Cells that name a standard job twice, with the job.
  case jobsTwice([String])
  /// The number of plates that were brought into the standard form, with examples.
  case platesRead(Int, examples: [String])
  /// Cells that begin like a plate and are none.
  case platesUnclear([String])
  /// The number of phone numbers whose decimals were dropped.
  case phonesRead(Int)
  /// Cells that cannot be a phone number.
  case phonesUnclear([String])
  /// Plates that come twice on a day, with their visits.
  case samePlate([String])
  /// People that were found although their names are spelled differently.
  case namesRead([String])
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
    default: return layoutLine(words) ?? contentLine(words)
    }
  }

  private func layoutLine(_ words: Glossary) -> String? {
    switch self {
    case .hiddenRows(let table, let rows):
      return Self.rowsLine(
        table, rows,
        words("隐藏的行没有读取（要读取请加 --hidden-rows）", "hidden rows were left out (--hidden-rows reads them)"), words)
    case .mergedRows(let table, let rows):
      let merged = words("这些行有合并单元格，内容算在每一行", "merged cells, whose text counts for each of the rows")
      return Self.rowsLine(table, rows, merged, words)
    case .headingsRead(let table, let headings):
      return words(
        "\(table)：这些表头有多种含义，按此理解：\(words.list(headings))；若不对，请改用模板的表头",
        "\(table): headings with several meanings, read as: \(words.list(headings)); use those of the template if this is wrong"
      )
    case .unknownHeadings(let table, let headings):
      return words(
        "\(table)：有不认识的列，未读取，请核对：\(words.list(headings))",
        "\(table): unknown columns, not read; check them: \(words.list(headings))")
    case .secondaryColumns(let table, let headings):
      return words(
        "\(table)：这些列只在同义的列为空时采用：\(words.list(headings))",
        "\(table): columns used only where one of the same meaning is empty: \(words.list(headings))")
    case .strayCells(let cells):
      return words(
        "没有表头的列里的内容未读取：\(words.list(cells))",
        "not read, as their columns have no heading: \(words.list(cells))")
    case .rowsPassedOver(let table, let rows):
      return words(
        "\(table)：不是预约，跳过：\(words.list(rows))",
        "\(table): skipped, as they are no visits: \(words.list(rows))")
    case .cancelledRows(let table, let rows, _):
      return Self.rowsLine(table, rows, words("状态为取消或未到，没有读取", "left out, as cancelled or not coming"), words)
    case .sheetsPassedOver(let file, let sheets):
      return words(
        "\(file)：没有表格的工作表，跳过：\(words.list(sheets))",
        "\(file): sheets without a table, skipped: \(words.list(sheets))")
    case .continuedRows(let table, let rows):
      return Self.rowsLine(
        table, rows,
        words(
          "没有车牌、客户和时间，项目算在上一台车",
          "rows without vehicle, customer and time, whose jobs belong to the visit above"),
        words)
    case .dayOfSheet(let table, let day):
      return words(
        "\(table)：没有日期的时间按标题取 \(day)", "\(table): times without a date are on \(day), by the title")
    case .advisorOfSheet(let table, let advisor):
      return words(
        "\(table)：按工作表的名称，顾问为 \(advisor)", "\(table): the advisor is \(advisor), by the name of the sheet")
    case .matrixRead(let table, let visits):
      return words(
        "\(table)：顾问与时间的排班表，\(visits) 个预约", "\(table): a matrix of advisors and times, visits: \(visits)")
    default: return nil
    }
  }

  private func contentLine(_ words: Glossary) -> String {
    switch self {
    case .wishesAsWindows(let cells):
      return words(
        "期望到店不是时间，而是日期或时段，按可来时间读取：\(words.list(cells))",
        "preferred arrivals that are days or windows, read as availability: \(words.list(cells))")
    case .jobsTwice(let cells):
      return words(
        "同一项目写了两次，只算一次：\(words.list(cells))", "jobs named twice, counted once: \(words.list(cells))")
    case .platesRead(let count, let examples):
      return words(
        "\(count) 个车牌统一了写法：\(words.list(examples))",
        "plates brought into one form: \(count), such as \(words.list(examples))")
    case .platesUnclear(let cells):
      return words(
        "车牌可能有误，请核对：\(words.list(cells))", "plates that may be wrong, check them: \(words.list(cells))")
    case .phonesRead(let count):
      return words("\(count) 个电话去掉了小数（.0）", "phone numbers whose decimals (.0) were dropped: \(count)")
    case .phonesUnclear(let cells):
      return words(
        "电话可能有误，请核对：\(words.list(cells))", "phone numbers that may be wrong, check them: \(words.list(cells))"
      )
    case .samePlate(let visits):
      return words(
        "同一车牌同一天不止一次：\(words.list(visits))", "the same plate more than once on a day: \(words.list(visits))")
    case .namesRead(let names):
      return words(
        "姓名写法不同，按此理解：\(words.list(names))", "names spelled differently, read as: \(words.list(names))")
    default: return code
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
