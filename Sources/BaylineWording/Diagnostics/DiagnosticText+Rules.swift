import BaylineFormats
import BaylineModel

extension DiagnosticText {
  /// Problems of members, ids and references; `nil` for any other.
  func reference(_ problem: Diagnostic.Problem) -> Sentence? {
    switch problem {
    case .unknownMember(let name, let nearest):
      say(
        "此处没有\(quoted(name))这一项", "unknown member \(quoted(name))", nearest: nearest,
        fix: "请删除，若是自用备注，名称请以 x- 开头", "remove it, or start its name with x- if it is a note of your own")
    case .missingMember(let name):
      say("缺少\(quoted(name))", "missing member \(quoted(name))", fix: "请补上", "add it")
    case .unknownReference(let kind, let id, let nearest): unknown(kind, id, nearest)
    case .duplicateId(let id):
      say("编号\(quoted(id))已被使用", "duplicate id \(quoted(id))", fix: "请换一个不同的编号", "choose a different id")
    case .twoSpellings(let name):
      say(
        "\(quoted(name))与前面的编码写法不同（组合字符）",
        "\(quoted(name)) is encoded differently from an earlier occurrence (combining characters)",
        fix: "请在各处用同样的方式输入", "type the name the same way everywhere")
    case .needsOneOf(let members):
      say(
        "此处需要\(members.map(quoted).joined(separator: "、"))之一",
        "missing member: one of \(members.map(quoted).joined(separator: ", "))", fix: "请补上", "add one of them"
      )
    case .notBeside(let member, let other):
      say(
        "\(quoted(member))不能与 \(other) 并用", "\(quoted(member)) cannot be combined with \(quoted(other))",
        fix: "请二者留一", "remove one of them")
    default: nil
    }
  }

  private func unknown(_ kind: ReferenceKind, _ id: String, _ nearest: String?) -> Sentence {
    let (name, chinesePlace, englishPlace) =
      switch kind {
      case .calendar: ("日历", "门店文件的 calendars ", "calendars in the site file")
      case .kind: ("业务类型", "门店文件的 policy.kinds ", "policy.kinds in the site file")
      case .advisor: ("服务顾问", "门店文件的 advisors ", "advisors in the site file")
      case .bay: ("工位", "门店文件的 bays ", "bays in the site file")
      case .technician: ("技师", "门店文件的 technicians ", "technicians in the site file")
      case .team: ("班组", "门店文件 technicians 的 team ", "the team of a technician in the site file")
      case .equipment: ("设备", "门店文件的 equipment ", "equipment in the site file")
      case .part: ("配件", "需求文件的 parts ", "parts in the demand file")
      case .appointment: ("预约", "需求文件的 appointments ", "appointments in the demand file")
      case .operation: ("工序", "该预约的 operations ", "the operations of its appointment")
      }
    return say(
      "没有\(name)\(quoted(id))", "unknown \(kind.rawValue) \(quoted(id))", nearest: nearest,
      fix: "请核对编号，或在\(chinesePlace)里添加", "check the id, or add it to \(englishPlace)")
  }

  /// Problems between the values of one object; `nil` for any other.
  func rule(_ problem: Diagnostic.Problem) -> Sentence? {
    switch problem {
    case .notAPair:
      say(
        "时段应有开始和结束两个钟点", "an interval needs a start and an end", fix: #"请写成 ["08:00", "12:00"] 这样"#,
        #"write it like ["08:00", "12:00"]"#)
    case .endNotAfterStart(let start, let end):
      say(
        "结束 \(end) 不晚于开始 \(start)", "the end \(end) is not after the start \(start)",
        fix: "请核对，跨午夜的请分成两段", "check both (split an interval that passes midnight)")
    case .intervalsOverlap:
      say(
        "时段早于前一段的结束", "the interval starts before the previous one ends", fix: "请按先后排列，互不重叠",
        "put the intervals in order, without overlaps")
    case .notAMonday(let date):
      say(
        "\(date) 不是周一", "\(date) is not a Monday", fix: "请写第一个轮班周的周一", "write the Monday of the first week")
    case .horizonBeyondCalendar:
      say(
        "计划期超出公元 9999 年", "the horizon extends beyond the year 9999", fix: "请改早日期或减少天数",
        "choose an earlier day, or fewer days")
    case .notWithoutArrival:
      say(
        "receivedBy 只用于已到店的车", "receivedBy is only for vehicles that have arrived",
        fix: "请补上 arrived，或删除 receivedBy", "add arrived, or remove receivedBy")
    case .rangeBackwards(let from, let to):
      say(
        "\(to) 小于 \(from)", "to (\(to)) is less than from (\(from))", fix: "请写 from 到 to，从小到大",
        "write the range in ascending order")
    case .sumAboveHundred(let members):
      say(
        "\(members.joined(separator: " 与 "))合计超过 100",
        "\(members.joined(separator: " and ")) add up to more than 100", fix: "请减小其中之一", "lower one of them")
    case .noWeight:
      say("权重全是 0", "all weights are 0", fix: "请至少给一项写大于 0 的数", "make at least one of them greater than 0")
    default: work(problem)
    }
  }

  /// Bays, technicians and alternatives of operations.
  private func work(_ problem: Diagnostic.Problem) -> Sentence? {
    switch problem {
    case .notBesideAlternatives(let member):
      say(
        "\(quoted(member))不能与 alternatives 并用", "\(quoted(member)) cannot be combined with \"alternatives\"",
        fix: "请二者留一", "remove one of them")
    case .notWithoutTrade(let member):
      say(
        "没有 trade 时\(quoted(member))无意义", "\(quoted(member)) requires a trade",
        fix: "请补上 trade，或删除 \(member)", "add trade, or remove \(member)")
    case .needsBayOrTrade:
      say(
        "该作业既不用工位也不用技师", "the operation uses neither a bay nor a technician",
        fix: "请补上 bay、trade 或两者；如只是等待，请写进下一项作业的 lag",
        "add bay, trade or both; for a mere wait, give the next operation a lag")
    case .needsBayOrTechnician:
      say(
        "该方案既无工位也无技师", "the alternative names neither a bay nor a technician",
        fix: "请补上 bay、technician 或两者", "add bay, technician or both")
    case .repeatedAlternative:
      say(
        "与前面的方案工位、技师相同", "an earlier alternative has the same bay and technician", fix: "请只保留一个",
        "keep one of them")
    case .lockIsNoAlternative:
      say(
        "锁定的工位和技师不在 alternatives 之中", "the locked bay and technician match none of the alternatives",
        fix: "请改为其中之一，或把它加进去", "lock one of them, or add this one")
    case .repeatedTechnician(let id):
      say(
        "技师\(quoted(id))写了两次", "technician \(quoted(id)) is listed twice", fix: "每人只写一次",
        "list each technician once")
    case .repeatedEquipment(let id):
      say(
        "设备\(quoted(id))写了两次", "equipment \(quoted(id)) is listed twice", fix: "每种只写一次",
        "list each equipment once")
    case .lagOfFirstOperation:
      say(
        "第一项作业之前没有作业，不能有 lag", "the first operation has no operation before it to lag behind",
        fix: "请删除 lag，或移到后面的作业", "remove lag, or move it to a later operation")
    case .bayCannotBeKept:
      say(
        "下一项作业无法留在同一工位", "no bay could serve for this operation and the next one",
        fix: "请删除 bayAfter，或让下一项作业可用同一工位", "remove bayAfter, or let the next operation use the same bay")
    default: nil
    }
  }

  /// Problems of schedules and job shop files; `nil` for any other.
  func file(_ problem: Diagnostic.Problem) -> Sentence? {
    switch problem {
    case .notForArrived(let member):
      say(
        "该车已到店，没有\(quoted(member))", "the vehicle has already arrived and cannot have \(quoted(member))",
        fix: "请删除这一项", "remove the member")
    case .operationCount(let found, let expected):
      say(
        "写了 \(found) 项作业，预约有 \(expected) 项", "expected \(counted(expected, "operation")), found \(found)",
        fix: "请按顺序每项写一次", "list each operation of the appointment once, in order")
    case .operationOrder(let found, let expected):
      say(
        "此处写了作业\(quoted(found))，预约的顺序是\(quoted(expected))",
        "expected operation \(quoted(expected)), found \(quoted(found))", fix: "请按预约的顺序写",
        "keep the order of the appointment")
    case .appointmentTwice(let id):
      say(
        "预约\(quoted(id))前面已经写过", "duplicate appointment \(quoted(id))",
        fix: "请在 assignments 或 unscheduled 中只写一次", "keep it once, in assignments or in unscheduled")
    case .appointmentMissing(let id):
      say(
        "缺少预约\(quoted(id))", "missing appointment \(quoted(id))",
        fix: "请写入 assignments 或 unscheduled，或换成对应的需求文件",
        "add it to assignments or to unscheduled, or use the matching demand file")
    case .assignmentOrder(let id):
      say(
        "预约\(quoted(id))排在更晚的之后", "appointment \(quoted(id)) is out of order",
        fix: "请按到店时间、再按编号排列", "sort the assignments by arrival, then by id")
    case .jobCount(let found, let expected):
      say(
        "写了 \(found) 行工件，首行写的是 \(expected)",
        "the first line states \(counted(expected, "job")), found \(found)",
        fix: "请改正首行，或让每个工件各占一行", "correct the first line, or give each job a line of its own")
    case .missingNumber:
      say(
        "这一行提前结束", "unexpected end of line", fix: "请核对行内的个数，或补上缺少的数字",
        "check the counts, or add the missing numbers")
    case .surplusNumber(let text):
      say(
        "\(quoted(text))超出本行所计的个数", "unexpected \(quoted(text)) after the last number of the line",
        fix: "请核对行内的个数，或删除多余部分", "check the counts, or remove the rest")
    default: nil
    }
  }
}
