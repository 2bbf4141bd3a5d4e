public import BaylineModel
public import BaylineWording

/// What an import took for granted or passed over; nothing of it is done in silence.
public enum ImportNote: Hashable, Sendable {
  /// A table that was read.
  case table(file: String, sheet: String?, TableKind, rows: Int, encoding: TextEncoding?)
  /// Rows above the headings.
  case titleRows(file: String, Int)
  /// Rows that a workbook hides and that were read all the same.
  case hiddenRows(table: String, [ClosedRange<Int>])
  /// Rows with merged cells.
  case mergedRows(table: String, [ClosedRange<Int>])
  /// Columns of one's own, and sheets that are hidden.
  case notRead(file: String, [String])
  /// The horizon follows from the wished days.
  case horizonDerived(PlanningHorizon)
  /// The horizon of the options counts, not that of the table.
  case horizonOverruled
  /// Dates without a year.
  case yearsCompleted(Int, years: [Int])
  /// Visits without ids.
  case idsDerived(Int, first: String, last: String)
  /// Visits without a kind, which have that of their first job.
  case kindsDerived(Int)
  /// Parts of standard jobs that were left out, for no table of parts was given.
  case partsUnchecked(Int)
  /// Cells of wishes, windows and promises outside the planned days.
  case otherDays([String], PlanningHorizon)
  /// Cells of wishes, windows and promises on planned days, but outside the site's hours.
  case closedHours([String])
  /// Types of bays and trades that the site has nothing of.
  case unknownResources([String])
  /// Advisors of a file of vehicles whom the site does not have, with how many vehicles are theirs.
  case unknownAdvisors([String])
  /// Without a site no reference to it could be checked.
  case noSite
  /// Of past days.
  case history(HistoryNote)
}

extension ImportNote {
  /// The note in words, on one line.
  public func line(_ words: Glossary) -> String {
    switch self {
    case .table(let file, let sheet, let kind, let rows, let encoding):
      let name = sheet.map { "\(file)!\($0)" } ?? file
      let title = kind.title(words.language)
      let how = encoding.map { words("，\($0.title)", ", \($0.title)") } ?? ""
      return words("\(name)：\(title)，\(rows) 行\(how)", "\(name): \(title), rows \(rows)\(how)")
    case .titleRows(let file, let count):
      return words("\(file)：跳过表头上方的 \(count) 行", "\(file): rows above the headings passed over: \(count)")
    case .hiddenRows(let table, let rows):
      let list = Self.list(rows, words)
      return words("\(table)：隐藏的行也已读取：\(list)", "\(table): hidden rows were read, too: \(list)")
    case .mergedRows(let table, let rows):
      let list = Self.list(rows, words)
      return words(
        "\(table)：这些行有合并单元格，内容只算在左上角一格：\(list)",
        "\(table): rows with merged cells, whose text counts for the upper left one alone: \(list)")
    case .notRead(let file, let names):
      return words("\(file)：未读取 \(words.list(names))", "\(file): not read: \(words.list(names))")
    case .horizonDerived(let horizon):
      return words(
        "未给 --from：按期望的日期，计划期从 \(horizon.from) 起 \(horizon.days) 天，可顺延 \(horizon.carryOverDays) 天",
        "no --from: by the wished days the horizon is \(horizon.from), days \(horizon.days), carry-over days "
          + "\(horizon.carryOverDays)")
    case .horizonOverruled:
      return words("以选项给出的计划期为准，不用表中的", "the horizon of the options counts, not that of the table")
    case .yearsCompleted(let count, let years):
      let list = years.map(String.init).joined(separator: ", ")
      return words("\(count) 个日期没有年份，取 \(list)", "dates without a year: \(count), taken as \(list)")
    case .idsDerived(let count, let first, let last):
      return words(
        "\(count) 个预约没有编号，按行的顺序编为 \(first)–\(last)（新行请加在末尾，编号才不变）",
        "visits without an id: \(count), numbered by their rows \(first)–\(last) (add new rows at the end, so that ids stay)"
      )
    case .kindsDerived(let count):
      return words(
        "\(count) 个预约没有业务类型，取第一个标准作业的类型", "visits without a kind: \(count), taken from their first job")
    case .partsUnchecked(let count):
      return words(
        "没有配件表：标准作业的配件（\(count) 项）没有计入",
        "no table of parts: the parts of standard jobs (\(count)) are left out")
    case .otherDays(let cells, let horizon):
      let days = "\(horizon.from) – \(horizon.from.advanced(by: horizon.days - 1))"
      return words(
        "在计划的日子（\(days)）之外：\(words.list(cells))",
        "outside the planned days (\(days)): \(words.list(cells))")
    case .closedHours(let cells):
      return words(
        "在站点的营业时间之外：\(words.list(cells))", "outside the site's hours: \(words.list(cells))")
    case .unknownResources(let names):
      return words(
        "站点没有这些工位类型或工种：\(words.list(names))",
        "the site has no such type of bay or trade: \(words.list(names))")
    case .unknownAdvisors(let names):
      return words(
        "站点没有这些顾问，按没有专属顾问处理：\(words.list(names))",
        "advisors whom the site does not have, so that the vehicles have none of their own: \(words.list(names))"
      )
    case .noSite:
      return words(
        "未给 --site：顾问、技师、工位和类型没有核对", "no --site: advisors, technicians, bays and types are not checked")
    case .history(let note): return note.line(words)
    }
  }

  private static func list(_ rows: [ClosedRange<Int>], _ words: Glossary) -> String {
    words.list(rows.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" })
  }
}
