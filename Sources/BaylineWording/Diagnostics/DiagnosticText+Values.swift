import BaylineFormats
import BaylineModel

extension DiagnosticText {
  /// Problems of a single value; `nil` for any other.
  func value(_ problem: Diagnostic.Problem) -> Sentence? {
    switch problem {
    case .wrongFormat(let found, let expected):
      say(
        "这是\(quoted(found))文件，应为\(quoted(expected))",
        "expected a \(quoted(expected)) file, found \(quoted(found))",
        fix: "请核对各选项对应的文件及版本", "check that each option names its own file, and the version")
    case .notOneOf(let text, let allowed, let nearest):
      say(
        "此处不能写\(quoted(text))", "unexpected value \(quoted(text))", nearest: nearest,
        fix: "可以写：\(allowed.joined(separator: "、"))", "write one of \(allowed.joined(separator: ", "))")
    case .tooSmall(let text, let min):
      say(
        "\(Self.shown(text)) 太小", "\(Self.shown(text)) is too small", fix: "请写 \(min) 或更大",
        "write \(min) or more")
    case .aboveMaximum(let text, let max):
      say(
        "\(Self.shown(text)) 太大", "\(Self.shown(text)) is too large", fix: "请写 \(max) 或更小",
        "write \(max) or less")
    case .tooLarge(let text, let limit):
      say(
        "\(Self.shown(text)) 超出 Bayline 的上限（\(limit.name)）",
        "\(Self.shown(text)) exceeds Bayline's limit (\(limit.name))",
        fix: "请写 \(limit.value) 或更小，是否多打了一位？", "write \(limit.value) or less (is there an extra digit?)")
    case .notADate(let text):
      say(
        "\(quoted(text))不是日期", "\(quoted(text)) is not a date", fix: "请写成 2026-11-23 这样",
        "write it like 2026-11-23")
    case .notATime(let text):
      say(
        "\(quoted(text))不是时间", "\(quoted(text)) is not a time", fix: "请写成 2026-11-23T08:15 这样",
        "write it like 2026-11-23T08:15")
    case .notATimeOfDay(let text):
      say(
        "\(quoted(text))不是钟点", "\(quoted(text)) is not a time of day",
        fix: "请写成 08:15 这样，从 00:00 到 24:00", "write it like 08:15, from 00:00 to 24:00")
    case .dateNotInCalendar(let text):
      say(
        "\(quoted(text))在日历中不存在", "the date \(quoted(text)) does not exist", fix: "请核对月份和日期",
        "check the month and the day")
    case .unknownTimeZone(let name, let nearest):
      say(
        "没有时区\(quoted(name))", "unknown time zone \(quoted(name))", nearest: nearest,
        fix: "请写 IANA 时区名，如 Asia/Shanghai", "write an IANA name like Asia/Shanghai")
    default: type(problem)
    }
  }

  /// Values of the wrong type, and texts and lists of the wrong size.
  private func type(_ problem: Diagnostic.Problem) -> Sentence? {
    switch problem {
    case .notAnObject(let type):
      mismatch(type, "an object", fix: "请写成大括号对象 {…}", "write an object in braces: {…}")
    case .notAList(let type):
      mismatch(type, "a list", fix: "请写成中括号列表 […]", "write a list in brackets: […]")
    case .notAString(let type):
      mismatch(type, "a string", fix: "请写成双引号里的文字", "write the text in double quotes")
    case .notAWholeNumber(_, let found?):
      say(
        "\(Self.shown(found)) 不是整数", "\(Self.shown(found)) is not an integer", fix: "请写整数，不带引号、小数点或指数",
        "write an integer without quotes, decimal point or exponent")
    case .notAWholeNumber(let type, nil):
      mismatch(
        type, "an integer", fix: "请写整数，不带引号、小数点或指数",
        "write an integer without quotes, decimal point or exponent")
    case .notADecimal(let type):
      mismatch(
        type, "a number", fix: "请写数字，不带引号和百分号，如 12.5",
        "write a number like 12.5, without quotes or percent sign")
    case .notABoolean(let type):
      mismatch(type, "true or false", fix: "请写 true 或 false，不带引号", "write true or false, without quotes")
    case .emptyText: say("文字是空的", "empty string", fix: "请至少写一个字", "write at least one character")
    case .emptyList:
      say(
        "列表是空的", "empty list", fix: "请至少写一项，可省略的列表可整个删除",
        "add an element, or remove the list if it is optional")
    case .listCount(let found, let expected):
      say(
        "写了 \(found) 个，应为 \(expected) 个", "expected \(counted(expected, "element")), found \(found)",
        fix: "请补上或删除", "add the missing elements, or remove the extra ones")
    case .tooFewElements(let found, let min):
      say(
        "写了 \(found) 个，至少应有 \(min) 个", "expected at least \(counted(min, "element")), found \(found)",
        fix: "请补上", "add the missing elements")
    default: nil
    }
  }

  private func mismatch(
    _ found: Diagnostic.JSONType, _ expected: String, fix chinese: String, _ english: String
  ) -> Sentence {
    let (chineseName, englishName) =
      switch found {
      case .null: (" null", "null")
      case .boolean: (" true 或 false", "a Boolean")
      case .number: ("数字", "a number")
      case .string: ("文字", "a string")
      case .list: ("列表", "a list")
      case .object: ("对象", "an object")
      }
    return say("此处是\(chineseName)", "expected \(expected), found \(englishName)", fix: chinese, english)
  }

  /// `1 job`, `2 jobs`
  func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
