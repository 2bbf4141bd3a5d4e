import BaylineFormats
import BaylineModel
package import BaylineWording

extension Anomaly {
  /// Describes what is wrong.
  package func issueText(_ words: Glossary) -> String {
    func guess(_ name: String?) -> String {
      name.map { words("（是否“\($0)”？）", " (did you mean \"\($0)\"?)") } ?? ""
    }
    switch issue {
    case .missingCell: return words("单元格是空的", "the cell is empty")
    case .unreadableTime: return words("不是日期和时间", "not a date with a time")
    case .unreadableCell: return words("单元格读不出", "the cell cannot be read")
    case .cellWithoutHeading: return words("该列没有表头", "the column has no heading")
    case .missingTechnician: return words("没有技师", "no technician")
    case .unknownTechnician(let nearest): return words("没有这位技师", "unknown technician") + guess(nearest)
    case .unknownBay(let nearest): return words("没有这个工位", "unknown bay") + guess(nearest)
    case .unknownAdvisor(let nearest): return words("没有这位顾问", "unknown advisor") + guess(nearest)
    case .unknownKind(let nearest): return words("没有这种业务类型", "unknown kind") + guess(nearest)
    case .missingKind: return words("没有业务类型", "no kind")
    case .ambiguousName(let ids):
      return words("有几位叫这个名字：\(words.list(ids))", "several share this name: \(words.list(ids))")
    case .duplicateOrder(let line):
      return words("第 \(line) 行已有这个工单号", "line \(line) already has this order number")
    case .beforeOpening(let opened):
      return words("早于开单时间 \(opened)", "before the order was opened at \(opened)")
    case .bookedForOtherDay(let opened):
      return words("预约的不是开单那天（\(opened.date)）", "booked for a day other than the opening, \(opened.date)")
    case .unknownState: return words("不认识的状态", "unknown status")
    case .nothingBooked: return words("没来或取消，却没有预约时间", "a no-show or cancellation without an appointment")
    case .nothingToDo:
      return words("没来或取消，且不知道要做什么", "a no-show or cancellation without any requested work")
    case .orderWithoutStints: return words("工单没有打卡记录", "the time clock has no entry for the order")
    case .orderWithoutUsableStints: return words("工单的打卡记录都不可用", "every clock entry of the order was skipped")
    case .unknownOrder: return words("没有这张工单", "no such order")
    case .orderLeftOut: return words("所属工单未采用", "its order was skipped")
    case .orderNotServed:
      return words("所属工单没有施工（未到、取消或离店）", "its order was not served (no-show, cancelled, left)")
    case .endNotAfterStart(let start):
      return words("结束不晚于开始 \(start)", "ends no later than it starts, \(start)")
    case .longerThanADay(let minutes):
      return words("一次打卡 \(minutes) 分钟，超过一天", "a single entry of \(minutes) minutes is longer than a day")
    case .outsideOrder(let opened, let closed):
      let until = closed.map(\.description) ?? "…"
      return words("与工单的 \(opened)–\(until) 相差一天以上", "more than a day outside its order, \(opened)–\(until)")
    case .longAfterOpening(let opened):
      return words(
        "比开单 \(opened) 晚三个月以上，可能年份有误",
        "more than three months after the opening, \(opened): wrong year?")
    case .afterClosing(let closed):
      return words("晚于工单完工 \(closed)", "ends after its order was closed, \(closed)")
    case .overlap(let order, let line):
      return words(
        "该技师同时在做工单 \(order)（第 \(line) 行）",
        "the technician is working on order \(order) at that time (line \(line))")
    }
  }

  /// Describes how the import handled the row.
  package func handlingText(_ words: Glossary) -> String {
    switch handling {
    case .rowLeftOut: words("整行未采用", "row skipped")
    case .takenWithout: words("该格不计，其余采用", "accepted without the cell")
    case .kept: words("照样采用", "kept as is")
    case .takenAs(let kind): words("按“\(words.kind(kind))”采用", "accepted as \(words.kind(kind))")
    case .takenAsWalkIn: words("按未预约到店采用", "accepted as a walk-in")
    }
  }

  /// The place, the issue and its handling on one line.
  package func line(_ words: Glossary) -> String {
    let cell = text.isEmpty ? "" : words("“\(Self.short(text))”", "\"\(Self.short(text))\"")
    let what = issueText(words)
    let whole = cell.isEmpty ? what : words("\(cell)：\(what)", "\(cell): \(what)")
    return "\(file):\(line):\(column): \(whole); \(handlingText(words))"
  }

  private static func short(_ text: String) -> String {
    text.unicodeScalars.count > 60
      ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(60))) + "…" : text
  }

  /// The anomalies as CSV with headings, for `anomalies.csv`. Programs can rely on the column of codes.
  package static func table(_ rows: [Anomaly], _ words: Glossary) -> String {
    var writer = CSVWriter()
    writer.add([
      words("文件", "File"), words("行", "Line"), words("列", "Column"), words("内容", "Cell"), words("代码", "Code"),
      words("问题", "What"), words("处理", "Done"),
    ])
    for row in rows {
      writer.add([
        row.file, String(row.line), row.column, row.text, row.issue.code, row.issueText(words),
        row.handlingText(words),
      ])
    }
    return writer.text
  }
}
