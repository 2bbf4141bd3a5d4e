import BaylineFormats
import BaylineModel

extension DiagnosticText {
  func sentence(_ problem: Diagnostic.SpreadsheetProblem) -> Sentence {
    file(problem) ?? heading(problem) ?? time(problem) ?? cell(problem) ?? row(problem)
      ?? (problem.code, problem.code)
  }

  private func file(_ problem: Diagnostic.SpreadsheetProblem) -> Sentence? {
    switch problem {
    case .notASpreadsheet:
      say(
        "既不是文本也不是工作簿", "the file is neither text nor a workbook",
        fix: "请用 Excel 或 WPS 打开，另存为“Excel 工作簿 (*.xlsx)”",
        "open it in Excel or WPS, and choose Save As, Excel Workbook (*.xlsx)")
    case .unreadFormat(let name):
      say(
        "这是 \(name) 格式，不能直接读取", "the file is \(name), which cannot be read directly",
        fix: "请用 Excel 或 WPS 打开，点“文件 → 另存为”，类型选“Excel 工作簿 (*.xlsx)”",
        "open it in Excel or WPS, choose File, Save As, and the type Excel Workbook (*.xlsx)")
    case .protectedWorkbook:
      say(
        "工作簿有打开密码", "the workbook needs a password",
        fix: "请用 Excel 或 WPS 打开，在“文件 → 信息 → 保护工作簿”里去掉密码，另存为 .xlsx",
        "open it in Excel or WPS, remove the password under File, Info, Protect Workbook, and save it as .xlsx"
      )
    case .damagedWorkbook(let part):
      say(
        "工作簿已损坏（\(Self.shown(part))）", "damaged workbook (\(Self.shown(part)))",
        fix: "请用 Excel 或 WPS 打开，重新另存为 .xlsx", "open it in Excel or WPS and save it again as .xlsx")
    case .notInEncoding(let byte, let encoding):
      say(
        "字节 \(Self.hex(byte)) 不是 \(encoding)", "byte \(Self.hex(byte)) is not valid \(encoding)",
        fix: "请另存为“CSV UTF-8”，或用 --encoding 说明编码",
        "save the file as CSV UTF-8, or give its encoding with --encoding")
    case .quoteNotClosed:
      say(
        "单元格以引号开头，却没有结束的引号", "the cell starts with a quote that is never closed",
        fix: "请补上引号，文字里的引号请写两遍", "close it, or double the quotes inside the text")
    case .textAfterQuote(let text):
      say(
        "单元格的结束引号之后还有\(quoted(text))", "unexpected \(quoted(text)) after the closing quote of the cell",
        fix: "请删除，文字里的引号请写两遍", "remove it, or double the quotes inside the text")
    case .forbiddenCharacter(let scalar):
      say(
        "单元格里有控制字符 \(Self.code(scalar))", "control character \(Self.code(scalar)) in the cell",
        fix: "请删除；文件可能已损坏或不是表格", "remove it; the file may be damaged, or not a table")
    default: nil
    }
  }

  private func heading(_ problem: Diagnostic.SpreadsheetProblem) -> Sentence? {
    switch problem {
    case .unknownTable:
      say(
        "这些表头不属于 Bayline 的任何表", "the headings match none of Bayline's tables",
        fix: "请使用 docs/spreadsheets.md 里的表头，或从模板开始；不是数据的工作表（如说明）请隐藏",
        "use the headings of docs/spreadsheets.md, start from the template, or hide the sheet if it holds notes"
      )
    case .missingTable(let name):
      say(
        "没有文件包含表\(quoted(name))", "missing table \(quoted(name))", fix: "请一并给出该文件，或核对表头",
        "add its file, or check its headings")
    case .unknownHeading(let text, let nearest):
      say(
        "此表没有表头\(quoted(text))", "unknown heading \(quoted(text))", nearest: nearest,
        fix: "请改名或删除该列，若是自用备注，请以 x- 开头",
        "rename or remove the column, or start its name with x- if it is a note of your own")
    case .duplicateHeading(let text):
      say(
        "前面已有表头\(quoted(text))或同义的列", "an earlier column has the heading \(quoted(text)) or a synonym",
        fix: "请只保留一个", "keep one of them")
    case .missingHeading(let name):
      say("缺少列\(quoted(name))", "missing column \(quoted(name))", fix: "请补上", "add it")
    case .cellWithoutHeading:
      say(
        "该单元格所在的列没有表头", "the column of this cell has no heading",
        fix: "请给该列写上表头，或清空单元格；含逗号或换行的文字请加引号",
        "name the column, or empty the cell; quote text that contains commas or line breaks")
    default: nil
    }
  }

  private func time(_ problem: Diagnostic.SpreadsheetProblem) -> Sentence? {
    switch problem {
    case .notACellTime(let text):
      say(
        "\(quoted(text))不是时间", "\(quoted(text)) is not a time",
        fix: "请写成 2026/11/23 8:15 或 11月23日 上午8:15，精确到分",
        "write it like 2026/11/23 8:15 or 11月23日 上午8:15, to the minute")
    case .notACellDate(let text):
      say(
        "\(quoted(text))不是日期", "\(quoted(text)) is not a date", fix: "请写成 2026/11/23 这样",
        "write it like 2026/11/23")
    case .ambiguousDate(let text):
      say(
        "\(quoted(text))可读作两个日期", "ambiguous date \(quoted(text))", fix: "请写成 2026/11/23 这样，年份在前",
        "write it like 2026/11/23, with the year first")
    case .weekdayMismatch(let date, let written): weekday(date, written)
    case .yearMissing(let text):
      say(
        "\(quoted(text))没有年份", "\(quoted(text)) has no year", fix: "请补上，或用 --from 给出第一天",
        "add it, or give the first day with --from")
    case .dayMissing(let text):
      say(
        "\(quoted(text))没有日期", "\(quoted(text)) has no date", fix: "请补上，或用 --from 只排一天",
        "add it, or plan a single day with --from")
    case .timeOfDayMissing(let text):
      say(
        "\(quoted(text))没有钟点", "\(quoted(text)) has no time of day", fix: "请补上，如 8:15", "add one, like 8:15")
    case .notAWindow(let text):
      say(
        "\(quoted(text))不是时段", "\(quoted(text)) is not a time window",
        fix: "请写成 11/23 8:00-10:00、11/24 下午 或 8:00-12:00，多个时段用分号隔开",
        "write it like 11/23 8:00-10:00, 11/24 下午 or 8:00-12:00, and separate several by semicolons")
    case .ambiguousWindow(let text):
      say(
        "\(quoted(text))可读作两个时段", "ambiguous time window \(quoted(text))", fix: "请按 24 小时制写，如 14:00-16:00",
        "use the 24-hour clock, like 14:00-16:00")
    case .horizonUnknown:
      say(
        "没有说明计划哪几天", "the days to plan are not given", fix: "请用 --from 给出第一天",
        "give the first day with --from")
    case .horizonTooWide(let from, let to):
      say(
        "期望的日期从 \(from) 到 \(to)", "the requested dates range from \(from) to \(to)",
        fix: "请改正日期，或给出 --from 和 --days", "correct the date, or give --from and --days")
    default: nil
    }
  }

  private func cell(_ problem: Diagnostic.SpreadsheetProblem) -> Sentence? {
    switch problem {
    case .missingCell: say("单元格是空的", "empty cell", fix: "请填写", "fill it in")
    case .notAFlag(let text):
      say(
        "\(quoted(text))既不是“是”也不是“否”", "\(quoted(text)) is neither yes nor no", fix: "请写 是 或 否，空白表示否",
        "write 是 or 否, yes or no, or leave it empty for no")
    case .notACellNumber(let text):
      say(
        "\(quoted(text))不是整数", "\(quoted(text)) is not an integer", fix: "请只写数字，不带单位",
        "write digits only, without a unit")
    case .notACellDecimal(let text):
      say(
        "\(quoted(text))不是数字", "\(quoted(text)) is not a number", fix: "请只写数字，如 12.5，不带单位",
        "write digits only, like 12.5, without a unit")
    case .notACellDuration(let text):
      say(
        "\(quoted(text))不是时长", "\(quoted(text)) is not a duration",
        fix: "请写分钟数，如 30，或写明单位，如 1.5小时", "write minutes like 30, or give the unit, like 1.5 h")
    case .tooManyHours(let text):
      say(
        "这一列按小时计，一项作业要 \(Self.shown(text)) 小时",
        "\(Self.shown(text)) hours for one operation in a column of hours",
        fix: "如果是分钟，请把表头改为“分钟”；确是小时，请在数字后写“小时”",
        "if these are minutes, rename the column to Minutes; if hours are meant, write the unit after the number"
      )
    case .notACellPercent(let text):
      say(
        "\(quoted(text))不是百分比", "\(quoted(text)) is not a percentage", fix: "请写成 110%、+10% 或 12.5%",
        "write it like 110%, +10% or 12.5%")
    case .ambiguousPercent(let text):
      say(
        "\(quoted(text))可有两种读法", "ambiguous percentage \(quoted(text))",
        fix: "请带百分号写成 110% 或 15% 这样，并把该列设为文本格式",
        "write it with a percent sign, like 110% or 15%, and format the column as text")
    case .roundedNumber(let text):
      say(
        "\(quoted(text))已被表格软件舍入", "\(quoted(text)) was rounded by the spreadsheet program",
        fix: "请把该列设为文本格式，再重新输入", "format the column as text and enter the number again")
    case .errorValue(let text):
      say(
        "表格软件算不出该单元格（\(Self.shown(text))）",
        "the spreadsheet program could not evaluate this cell (\(Self.shown(text)))",
        fix: "请改正公式，或直接填写数值", "correct its formula, or enter the value")
    case .formulaWithoutValue:
      say(
        "单元格是公式，却没有结果", "the cell is a formula without a stored result",
        fix: "请用 Excel 或 WPS 打开并保存，或直接填写数值",
        "open the workbook in Excel or WPS and save it, or enter the value")
    case .notACellList(let text):
      say(
        "\(quoted(text))不是列表", "\(quoted(text)) is not a list", fix: "各项之间用分号隔开，本身含这些符号的项请加英文双引号",
        "separate the elements by semicolons, and quote an element that contains one")
    case .notASkill(let text):
      say(
        "\(quoted(text))不是工种和等级", "\(quoted(text)) is not a trade with a level",
        fix: "请写成 机修 2 或 mechanical 2", "write it like mechanical 2 or 机修 2")
    default: nil
    }
  }

  private func row(_ problem: Diagnostic.SpreadsheetProblem) -> Sentence? {
    switch problem {
    case .ambiguousName(let text, let ids):
      say(
        "有几位都叫\(quoted(text))", "ambiguous name \(quoted(text))",
        fix: "请写编号：\(ids.joined(separator: "、"))", "write the id: \(ids.joined(separator: ", "))")
    case .unknownJob(let text, let nearest):
      say(
        "没有标准作业\(quoted(text))", "unknown standard job \(quoted(text))", nearest: nearest,
        fix: "请核对名称，或在目录（--jobs）里添加，或另给作业明细",
        "check the name, add it to the catalogue (--jobs), or list the operations of the visit")
    case .unknownRow(let text, let table, let nearest):
      say(
        "表\(quoted(table))中没有\(quoted(text))", "table \(quoted(table)) has no row \(quoted(text))",
        nearest: nearest, fix: "请改正，或补上该行", "correct it, or add the row")
    case .noWork:
      say(
        "该预约没有要做的作业", "the visit has no work", fix: "请填写标准作业，或给出作业明细",
        "name standard jobs, or add rows of operations")
    case .noKindAndNoWork:
      say(
        "该预约既没有业务类型，也没有项目", "the visit has neither a kind nor a job", fix: "请填写；合计等不是预约的行请删除",
        "fill them in, or remove the row if it is not a visit (such as totals)")
    case .nobody:
      say(
        "该行没有车牌、客户、电话和时间，也不能续上一行",
        "the row names no vehicle, customer, phone or time, and continues no visit",
        fix: "请填写；同一台车的其他项目请写在紧接的下一行，或用分号隔开",
        "fill one in; write further jobs of a vehicle right below it, or separated by ;")
    case .unknownChange(let text, let nearest):
      say(
        "没有更改\(quoted(text))", "unknown change \(quoted(text))", nearest: nearest,
        fix: "请使用 docs/scenarios.md 里的名称，或写成 JSON",
        "use the names of docs/scenarios.md, or write the scenario as JSON")
    case .surplusCell(let change):
      say(
        "\(quoted(change))用不到这个单元格", "\(quoted(change)) does not use this cell", fix: "请清空，或移到正确的列",
        "empty it, or move it to the right column")
    case .dependsOnFault(let name, let place):
      say(
        "用到的\(quoted(name))在 \(Self.shown(place)) 有错误",
        "uses \(quoted(name)), which has an error at \(Self.shown(place))",
        fix: "请先改正那里", "correct that first")
    case .secondRow: say("此表只能有一行", "the table takes only one row", fix: "请删除这一行", "remove this one")
    default: nil
    }
  }

  private func weekday(_ date: CivilDate, _ written: Weekday) -> Sentence {
    let (month, day) = (date.components.month, date.components.day)
    return say(
      "\(month)月\(day)日是\(words.weekday(date.weekday))，不是\(words.weekday(written))",
      "\(date) is a \(Self.name(date.weekday)), not a \(Self.name(written))", fix: "请核对日期", "check the date")
  }

  private static func name(_ weekday: Weekday) -> String {
    switch weekday {
    case .monday: "Monday"
    case .tuesday: "Tuesday"
    case .wednesday: "Wednesday"
    case .thursday: "Thursday"
    case .friday: "Friday"
    case .saturday: "Saturday"
    case .sunday: "Sunday"
    }
  }

  private static func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0x0" : "0x") + String(byte, radix: 16, uppercase: true)
  }

  private static func code(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
