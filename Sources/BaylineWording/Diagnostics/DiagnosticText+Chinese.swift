import BaylineFormats
import BaylineModel

extension DiagnosticText {
  /// Each problem in Chinese.
  func chinese(_ problem: DiagnosticProblem) -> Sentence {
    switch problem {
    case .cannotRead(let reason): ("文件无法读取（\(Self.shown(reason))）", "请检查路径和权限")

    case .emptyFile: ("文件是空的", "请换成正确的文件，或重新保存")
    case .byteOrderMark: ("文件以字节顺序标记（BOM）开头", "请另存为“UTF-8（无 BOM）”")
    case .notUTF8: ("此处不是 UTF-8 文字", "请将文件另存为 UTF-8，不要用 GBK、ANSI 或 UTF-16")
    case .truncated: ("内容不完整，提前结束", "请补上缺少的引号或括号，或重新获取完整文件")
    case .textAfterEnd: ("文档结束之后还有内容", "请删除，或移到最后的大括号之内")
    case .unexpectedCharacter(let found, let expected): chineseUnexpected(found, expected)
    case .notANumber(let text): ("\(text) 不是 JSON 数字", "请写数字，或删除该项")
    case .badNumber: ("数字写法不合 JSON 规定", "请写成 12 或 -3 这样，不要前导零或孤立的小数点")
    case .badEscape: ("反斜杠之后不是 JSON 转义", #"反斜杠请写 \\，换行写 \n，编码写 \u4f60"#)
    case .loneSurrogate: ("这个转义只是半个字符", "请写全两半，或直接用 UTF-8 写出该字")
    case .controlCharacter: ("字符串里有换行、制表符或控制字符", #"请写 \n 或 \t，或先补上引号"#)
    case .tooDeep(let limit): ("括号嵌套超过 \(limit.value) 层", "请去掉多余的括号")
    case .duplicateMember(let name): ("同一对象里\(quoted(name))出现两次", "请只保留一个")

    case .wrongFormat(let found, let expected):
      ("这是\(quoted(found))文件，应为\(quoted(expected))", "请核对各选项对应的文件及版本")
    case .notAnObject(let type): ("此处是\(name(type))", "请写成大括号对象 {…}")
    case .notAList(let type): ("此处是\(name(type))", "请写成中括号列表 […]")
    case .notAString(let type): ("此处是\(name(type))", "请写成双引号里的文字")
    case .notAWholeNumber(let type, let found):
      (
        found.map { "\(Self.shown($0)) 不是整数" } ?? "此处是\(name(type))",
        "请写整数，不带引号、小数点或指数"
      )
    case .notADecimal(let type): ("此处是\(name(type))", "请写数字，不带引号和百分号，如 12.5")
    case .notABoolean(let type): ("此处是\(name(type))", "请写 true 或 false，不带引号")
    case .emptyText: ("文字是空的", "请至少写一个字")
    case .emptyList: ("列表是空的", "请至少写一项，可省略的列表可整个删除")
    case .listCount(let found, let expected): ("写了 \(found) 个，应为 \(expected) 个", "请补上或删除")
    case .notOneOf(let text, let allowed, let nearest):
      ("此处不能写\(quoted(text))", guess(nearest) ?? "可以写：\(allowed.joined(separator: "、"))")
    case .tooSmall(let text, let least): ("\(Self.shown(text)) 太小", "请写 \(least) 或更大")
    case .aboveMaximum(let text, let most): ("\(Self.shown(text)) 太大", "请写 \(most) 或更小")
    case .tooLarge(let text, let limit):
      ("\(Self.shown(text)) 超出 Bayline 的上限（\(limit.name)）", "请写 \(limit.value) 或更小，是否多打了一位？")
    case .notADate(let text): ("\(quoted(text))不是日期", "请写成 2026-11-23 这样")
    case .notATime(let text): ("\(quoted(text))不是时间", "请写成 2026-11-23T08:15 这样")
    case .notATimeOfDay(let text): ("\(quoted(text))不是钟点", "请写成 08:15 这样，从 00:00 到 24:00")
    case .dateNotInCalendar(let text): ("\(quoted(text))在日历中不存在", "请核对月份和日期")
    case .unknownTimeZone(let name, let nearest):
      ("没有时区\(quoted(name))", guess(nearest) ?? "请写 IANA 时区名，如 Asia/Shanghai")

    case .unknownMember(let name, let nearest):
      ("此处没有\(quoted(name))这一项", guess(nearest) ?? "请删除，若是自用备注，名称请以 x- 开头")
    case .missingMember(let name): ("缺少\(quoted(name))", "请补上")
    case .unknownReference(let reference, let id, let nearest):
      ("没有\(self.name(reference))\(quoted(id))", guess(nearest) ?? "请核对编号，或在\(source(of: reference))里添加")
    case .duplicateId(let id): ("编号\(quoted(id))已被使用", "请换一个不同的编号")
    case .twoSpellings(let name): ("\(quoted(name))与前面的编码写法不同（组合字符）", "请在各处用同样的方式输入")

    case .notAPair: ("时段应有开始和结束两个钟点", #"请写成 ["08:00", "12:00"] 这样"#)
    case .endNotAfterStart(let start, let end):
      ("结束 \(end) 不晚于开始 \(start)", "请核对，跨午夜的请分成两段")
    case .intervalsOverlap: ("时段早于前一段的结束", "请按先后排列，互不重叠")
    case .horizonBeyondCalendar: ("计划期超出公元 9999 年", "请改早日期或减少天数")
    case .notBesideAlternatives(let member): ("\(quoted(member))不能与 alternatives 并用", "请二者留一")
    case .notWithoutTrade(let member): ("没有 trade 时\(quoted(member))无意义", "请补上 trade，或删除 \(member)")
    case .needsBayOrTrade: ("该作业既不用工位也不用技师", "请补上 bay、trade 或两者")
    case .needsBayOrTechnician: ("该方案既无工位也无技师", "请补上 bay、technician 或两者")
    case .repeatedAlternative: ("与前面的方案工位、技师相同", "请只保留一个")
    case .lockIsNoAlternative: ("锁定的工位和技师不在 alternatives 之中", "请改为其中之一，或把它加进去")
    case .repeatedTechnician(let id): ("技师\(quoted(id))写了两次", "每人只写一次")
    case .notWithoutArrival: ("receivedBy 只用于已到店的车", "请补上 arrived，或删除 receivedBy")

    case .needsOneOf(let members):
      ("此处需要\(members.map(quoted).joined(separator: "、"))之一", "请补上")
    case .notBeside(let member, let other): ("\(quoted(member))不能与 \(other) 并用", "请二者留一")
    case .rangeBackwards(let from, let to): ("\(to) 小于 \(from)", "请写 from 到 to，从小到大")
    case .sumAboveHundred(let members):
      ("\(members.joined(separator: " 与 "))合计超过 100", "请减小其中之一")
    case .noWeight: ("权重全是 0", "请至少给一项写大于 0 的数")
    case .scenarioConflict(let conflict, let nearest): sentence(conflict, nearest: nearest)

    case .notForArrived(let member): ("该车已到店，没有\(quoted(member))", "请删除这一项")
    case .operationCount(let found, let expected):
      ("写了 \(found) 项作业，预约有 \(expected) 项", "请按顺序每项写一次")
    case .operationOrder(let found, let expected):
      ("此处写了作业\(quoted(found))，预约的顺序是\(quoted(expected))", "请按预约的顺序写")
    case .appointmentTwice(let id):
      ("预约\(quoted(id))前面已经写过", "请在 assignments 或 unscheduled 中只写一次")
    case .appointmentMissing(let id):
      ("缺少预约\(quoted(id))", "请写入 assignments 或 unscheduled，或换成对应的需求文件")
    case .assignmentOrder(let id): ("预约\(quoted(id))排在更晚的之后", "请按到店时间、再按编号排列")

    case .eventConflict(let conflict): sentence(conflict)

    case .jobCount(let found, let expected):
      ("写了 \(found) 行工件，首行写的是 \(expected)", "请改正首行，或让每个工件各占一行")
    case .missingNumber: ("这一行提前结束", "请核对行内的个数，或补上缺少的数字")
    case .surplusNumber(let text): ("\(quoted(text))超出本行所计的个数", "请核对行内的个数，或删除多余部分")
    case .sheet(let problem): chinese(problem)
    case .counts(let problem): sentence(problem)
    case .actual(let problem): sentence(problem)
    }
  }

  private func chineseUnexpected(_ found: String, _ expected: ExpectedText) -> Sentence {
    switch expected {
    case .value:
      ("\(quoted(found))不是值的开头", "请写对象、列表、双引号文字、数字、true、false 或 null，并删除多余的逗号")
    case .memberName: ("此处应是名称，却是\(quoted(found))", "名称请加英文双引号，并删除多余的逗号")
    case .colon: ("此处应是冒号，却是\(quoted(found))", "请写成 \"名称\": 值，冒号用英文半角")
    case .missingSeparator:
      ("此处应是逗号或右括号，却是\(quoted(found))", "请补上英文逗号，或先关上括号")
    }
  }

  private func quoted(_ text: String) -> String { "“\(Self.shown(text))”" }

  private func guess(_ name: String?) -> String? { name.map { "是否想写\(quoted($0))？" } }

  private func name(_ type: JSONType) -> String {
    switch type {
    case .null: " null"
    case .boolean: " true 或 false"
    case .number: "数字"
    case .string: "文字"
    case .list: "列表"
    case .object: "对象"
    }
  }

  private func name(_ reference: ReferenceKind) -> String {
    switch reference {
    case .calendar: "日历"
    case .kind: "业务类型"
    case .advisor: "服务顾问"
    case .bay: "工位"
    case .technician: "技师"
    case .part: "配件"
    case .appointment: "预约"
    case .operation: "工序"
    }
  }

  /// Where such a thing is defined.
  private func source(of reference: ReferenceKind) -> String {
    switch reference {
    case .calendar: "门店文件的 calendars "
    case .kind: "门店文件的 policy.kinds "
    case .advisor: "门店文件的 advisors "
    case .bay: "门店文件的 bays "
    case .technician: "门店文件的 technicians "
    case .part: "需求文件的 parts "
    case .appointment: "需求文件的 appointments "
    case .operation: "该预约的 operations "
    }
  }
}
