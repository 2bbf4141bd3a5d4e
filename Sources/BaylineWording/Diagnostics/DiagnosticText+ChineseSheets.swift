import BaylineFormats
import BaylineModel

extension DiagnosticText {
  /// Each problem of spreadsheets in Chinese.
  func chinese(_ problem: SpreadsheetProblem) -> Sentence {
    switch problem {
    case .notASpreadsheet: ("既不是文本也不是工作簿", "请另存为 .xlsx 或 CSV（旧 .xls 也要另存）")
    case .damagedWorkbook(let part): ("工作簿已损坏（\(Self.shown(part))）", "请用 Excel 或 WPS 打开，重新另存为 .xlsx")
    case .notInEncoding(let byte, let encoding):
      ("字节 \(Self.hex(byte)) 不是 \(encoding)", "请另存为“CSV UTF-8”，或用 --encoding 说明编码")
    case .quoteNotClosed: ("单元格以引号开头，却没有结束的引号", "请补上引号，文字里的引号请写两遍")
    case .textAfterQuote(let text): ("单元格的结束引号之后还有\(quoted(text))", "请删除，文字里的引号请写两遍")
    case .forbiddenCharacter(let scalar): ("单元格里有控制字符 \(Self.code(scalar))", "请删除；文件可能已损坏或不是表格")
    case .unknownTable: ("这些表头不属于 Bayline 的任何表", "请使用 docs/spreadsheets.md 里的表头，或从模板开始；不是数据的工作表（如说明）请隐藏")
    case .missingTable(let name): ("没有文件包含表\(quoted(name))", "请一并给出该文件，或核对表头")
    case .unknownHeading(let text, let nearest):
      ("此表没有表头\(quoted(text))", guess(nearest) ?? "请改名或删除该列，若是自用备注，请以 x- 开头")
    case .ambiguousHeading(let text, let choices):
      ("表头\(quoted(text))可有多种含义", "请改为其中之一：\(choices.joined(separator: "、"))")
    case .duplicateHeading(let text): ("前面已有表头\(quoted(text))或同义的列", "请只保留一个")
    case .missingHeading(let name): ("缺少列\(quoted(name))", "请补上")
    case .cellWithoutHeading: ("该单元格所在的列没有表头", "请给该列写上表头，或清空单元格；含逗号或换行的文字请加引号")
    case .missingCell: ("单元格是空的", "请填写")
    case .notACellTime(let text): ("\(quoted(text))不是时间", "请写成 2026/11/23 8:15 或 11月23日 上午8:15，精确到分")
    case .notACellDate(let text): ("\(quoted(text))不是日期", "请写成 2026/11/23 这样")
    case .ambiguousDate(let text): ("\(quoted(text))可读作两个日期", "请写成 2026/11/23 这样，年份在前")
    case .weekdayMismatch(let date, let written):
      (
        "\(date.components.month)月\(date.components.day)日是\(Self.chinese(date.weekday))，不是\(Self.chinese(written))",
        "请核对日期"
      )
    case .yearMissing(let text): ("\(quoted(text))没有年份", "请补上，或用 --from 给出第一天")
    case .dayMissing(let text): ("\(quoted(text))没有日期", "请补上，或用 --from 只排一天")
    case .timeOfDayMissing(let text): ("\(quoted(text))没有钟点", "请补上，如 8:15")
    case .notAWindow(let text):
      ("\(quoted(text))不是时段", "请写成 11/23 8:00-10:00、11/24 下午 或 8:00-12:00，多个时段用分号隔开")
    case .ambiguousWindow(let text): ("\(quoted(text))可读作两个时段", "请按 24 小时制写，如 14:00-16:00")
    case .notAFlag(let text): ("\(quoted(text))既不是“是”也不是“否”", "请写 是 或 否，空白表示否")
    case .notACellNumber(let text): ("\(quoted(text))不是整数", "请只写数字，不带单位")
    case .notACellDecimal(let text): ("\(quoted(text))不是数字", "请只写数字，如 12.5，不带单位")
    case .notACellPercent(let text): ("\(quoted(text))不是百分比", "请写成 110%、+10% 或 12.5%")
    case .ambiguousPercent(let text): ("\(quoted(text))可有两种读法", "请带百分号写成 110% 或 15% 这样，并把该列设为文本格式")
    case .roundedNumber(let text): ("\(quoted(text))已被表格软件舍入", "请把该列设为文本格式，再重新输入")
    case .errorValue(let text): ("表格软件算不出该单元格（\(Self.shown(text))）", "请改正公式，或直接填写数值")
    case .formulaWithoutValue: ("单元格是公式，却没有结果", "请用 Excel 或 WPS 打开并保存，或直接填写数值")
    case .notACellList(let text): ("\(quoted(text))不是列表", "各项之间用分号隔开，本身含这些符号的项请加英文双引号")
    case .ambiguousName(let text, let ids): ("有几位都叫\(quoted(text))", "请写编号：\(ids.joined(separator: "、"))")
    case .unknownJob(let text, let nearest):
      ("没有标准作业\(quoted(text))", guess(nearest) ?? "请核对名称，或在目录（--jobs）里添加，或另给作业明细")
    case .unknownRow(let text, let table, let nearest):
      ("表\(quoted(table))中没有\(quoted(text))", guess(nearest) ?? "请改正，或补上该行")
    case .noWork: ("该预约没有要做的作业", "请填写标准作业，或给出作业明细")
    case .noKindAndNoWork: ("该预约既没有业务类型，也没有项目", "请填写；合计等不是预约的行请删除")
    case .horizonUnknown: ("没有说明计划哪几天", "请用 --from 给出第一天")
    case .horizonTooWide(let from, let to): ("期望的日期从 \(from) 到 \(to)", "请改正日期，或给出 --from 和 --days")
    case .unknownChange(let text, let nearest):
      ("没有更改\(quoted(text))", guess(nearest) ?? "请使用 docs/scenarios.md 里的名称，或写成 JSON")
    case .surplusCell(let change): ("\(quoted(change))用不到这个单元格", "请清空，或移到正确的列")
    case .notASkill(let text): ("\(quoted(text))不是工种和等级", "请写成 机修 2 或 mechanical 2")
    case .secondRow: ("此表只能有一行", "请删除这一行")
    }
  }

  private static func chinese(_ weekday: Weekday) -> String { Glossary(.chinese).weekday(weekday) }

  private func quoted(_ text: String) -> String { "“\(Self.shown(text))”" }

  private func guess(_ name: String?) -> String? { name.map { "是否想写\(quoted($0))？" } }
}
