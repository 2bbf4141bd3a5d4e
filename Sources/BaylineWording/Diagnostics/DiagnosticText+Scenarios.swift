import BaylineFormats
import BaylineModel

extension DiagnosticText {
  /// Why a change makes no sense, and what to do.
  func sentence(_ conflict: ScenarioProblem, nearest: String?) -> Sentence {
    let words = Glossary(language)
    func id(_ text: String) -> String { words("“\(Self.shown(text))”", "\"\(Self.shown(text))\"") }
    let guess = nearest.map { words("是否想写\(id($0))？", "did you mean \(id($0))?") }
    switch conflict {
    case .noTechnician(let name), .noAdvisor(let name), .noBay(let name), .noCalendar(let name),
      .noPart(let name), .noKind(let name):
      return (
        words("没有\(id(name))", "there is no \(id(name))"),
        guess ?? words("请核对编号", "check the id")
      )
    case .noTrade(let trade):
      return (
        words(
          "没有技师会工种\(id(trade))，也没有作业需要它",
          "no technician has the trade \(id(trade)), and no operation needs it"),
        guess ?? words("请核对工种的写法", "check how the trade is written")
      )
    case .noCertification(let paper):
      return (
        words(
          "没有技师持有资质\(id(paper))，也没有作业需要它",
          "no technician has the certification \(id(paper)), and no operation needs it"),
        guess ?? words("请核对资质的写法", "check how it is written")
      )
    case .noSkill(let trade, let level):
      return (
        words(
          level.map { "没有 \($0) 级的\(id(trade))技师" } ?? "没有会\(id(trade))的技师",
          level.map { "nobody has the trade \(id(trade)) at level \($0)" }
            ?? "nobody has the trade \(id(trade))"
        ),
        guess ?? words("请核对工种和等级", "check the trade and the level")
      )
    case .noType(let type):
      return (
        words(
          "没有工位是\(id(type))类型，也没有作业需要它",
          "no bay is of the type \(id(type)), and no operation needs it"),
        guess ?? words("请核对类型的写法", "check how the type is written")
      )
    case .tooFew(let found, let wanted):
      return (
        words("要 \(wanted) 个，可用的只有 \(found) 个", "\(wanted) are wanted, and \(found) can be had"),
        words("请写小一些；被锁定作业占用的不能减", "write fewer; those with locked work cannot go")
      )
    case .outsideDays:
      return (
        words("这些日子都不在需求的计划期内", "none of these days is planned in any demand"),
        words("请核对日期，或给出含这些日子的需求", "check the days, or give a demand that has them")
      )
    case .noShift(let name):
      return (
        words(
          name.map { "\(id($0))在这些日子本来就不上班或不可用" } ?? "所选的人或工位在这些日子本来就都不上班或不可用",
          name.map { "\(id($0)) is off or closed on these days anyway" }
            ?? "all of those meant are off or closed on these days anyway"),
        words("请核对日期和班次", "check the days and the shifts")
      )
    case .pastMidnight(let name):
      return (
        words("\(id(name))的班次会超过午夜", "the shift of \(id(name)) would end after midnight"),
        words(
          "请减少加班，或用 changeTechnicians 写出新的班次",
          "write fewer minutes, or give new shifts with changeTechnicians")
      )
    case .lockedWork(let name, let appointment, let operation):
      return (
        words(
          "预约\(id(appointment))的作业\(id(operation))锁定给了\(id(name))",
          "operation \(id(operation)) of appointment \(id(appointment)) is locked to \(id(name))"),
        words("请另选一个，或换成没有这项锁定作业的需求", "choose another one, or a demand without this locked work")
      )
    case .onlyWay(let name, let appointment, let operation):
      return (
        words(
          "没有\(id(name))，预约\(id(appointment))的作业\(id(operation))就无法完成",
          "without \(id(name)) nobody could do operation \(id(operation)) of appointment \(id(appointment))"),
        words("请另选一个，或给该作业增加 alternatives", "choose another one, or give the operation more alternatives")
      )
    case .tooMany(let found, let most):
      return (
        words(
          "更改之后有 \(found) 个，上限是 \(most)", "after the change there would be \(found), the most is \(most)"),
        words("请写小一些，或减少计划的天数", "write fewer, or plan fewer days")
      )
    case .sumAboveHundred:
      return (
        words("早到和晚到的客户合计超过 100%", "customers who are late or early are more than 100 percent together"),
        words("请减小 latePercent 或 earlyPercent", "lower latePercent or earlyPercent")
      )
    case .belowZero(let count):
      return (
        words("更改之后是 \(count)，不能小于 0", "after the change it would be \(count), below none"),
        words("请少减一些", "take away fewer")
      )
    case .noEffect:
      return (
        words("这项更改没有任何作用", "nothing is different after this change"),
        words("请核对，或删除它", "correct it, or remove it")
      )
    }
  }
}
