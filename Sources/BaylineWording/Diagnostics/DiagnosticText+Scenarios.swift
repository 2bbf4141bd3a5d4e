import BaylineFormats
import BaylineModel

extension DiagnosticText {
  /// Why a change cannot be applied to the site and its days.
  func sentence(_ problem: ScenarioDiagnostic.Problem, nearest: String?) -> Sentence {
    name(problem, nearest) ?? choice(problem) ?? work(problem) ?? ("\(problem)", "\(problem)")
  }

  /// Names that nothing has.
  private func name(_ problem: ScenarioDiagnostic.Problem, _ nearest: String?) -> Sentence? {
    switch problem {
    case .noTechnician(let name), .noAdvisor(let name), .noBay(let name), .noCalendar(let name),
      .noPart(let name), .noKind(let name), .noEquipment(let name), .noTeam(let name):
      say("没有\(quoted(name))", "unknown id \(quoted(name))", nearest: nearest, fix: "请核对编号", "check the id")
    case .noLimit(let id):
      say(
        "没有预约限额\(quoted(id))", "the site has no limit \(quoted(id))", nearest: nearest,
        fix: "请核对限额的编号", "check the id of the limit")
    case .idTaken(let id):
      say(
        "编号\(quoted(id))已经有了", "the site already has the id \(quoted(id))",
        fix: "请换一个编号，或改用修改数量的更改", "choose another id, or change the existing one")
    case .noTrade(let trade):
      say(
        "没有技师会工种\(quoted(trade))，也没有作业需要它",
        "no technician has the trade \(quoted(trade)), and no operation needs it", nearest: nearest,
        fix: "请核对工种的写法", "check the spelling of the trade")
    case .noCertification(let name):
      say(
        "没有技师持有资质\(quoted(name))，也没有作业需要它",
        "no technician has the certification \(quoted(name)), and no operation needs it", nearest: nearest,
        fix: "请核对资质的写法", "check the spelling of the certification")
    case .noSkill(let trade, let level?):
      say(
        "没有 \(level) 级的\(quoted(trade))技师", "no technician has the trade \(quoted(trade)) at level \(level)",
        nearest: nearest, fix: "请核对工种和等级", "check the trade and the level")
    case .noSkill(let trade, nil):
      say(
        "没有会\(quoted(trade))的技师", "no technician has the trade \(quoted(trade))", nearest: nearest,
        fix: "请核对工种和等级", "check the trade and the level")
    case .noType(let type):
      say(
        "没有工位是\(quoted(type))类型，也没有作业需要它",
        "no bay has the type \(quoted(type)), and no operation needs it", nearest: nearest,
        fix: "请核对类型的写法", "check the spelling of the type")
    default: nil
    }
  }

  /// Counts and days that are impossible.
  private func choice(_ problem: ScenarioDiagnostic.Problem) -> Sentence? {
    switch problem {
    case .tooFew(let found, let wanted):
      say(
        "要 \(wanted) 个，可用的只有 \(found) 个", "requested \(wanted), but only \(found) can be chosen",
        fix: "请写小一些；被锁定作业占用的不能减", "choose fewer; those with locked work cannot be removed")
    case .tooMany(let found, let max):
      say(
        "更改之后有 \(found) 个，上限是 \(max)", "the change would result in \(found), more than the limit of \(max)",
        fix: "请写小一些，或减少计划的天数", "choose fewer, or plan fewer days")
    case .belowZero(let count):
      say(
        "更改之后是 \(count)，不能小于 0", "the change would result in \(count), which is below 0", fix: "请少减一些",
        "remove fewer")
    case .sumAboveHundred:
      say(
        "早到和晚到的客户合计超过 100%", "late and early customers add up to more than 100 percent",
        fix: "请减小 latePercent 或 earlyPercent", "lower latePercent or earlyPercent")
    case .outsideDays:
      say(
        "这些日子都不在需求的计划期内", "none of these days is in the horizon of a demand",
        fix: "请核对日期，或给出含这些日子的需求", "check the days, or add a demand that contains them")
    case .noShift(let name?):
      say(
        "\(quoted(name))在这些日子本来就不上班或不可用", "\(quoted(name)) is off duty or closed on these days anyway",
        fix: "请核对日期和班次", "check the days and the shifts")
    case .noShift(nil):
      say(
        "所选的人或工位在这些日子本来就都不上班或不可用",
        "everyone or everything selected is off duty or closed on these days anyway", fix: "请核对日期和班次",
        "check the days and the shifts")
    case .noEffect:
      say("这项更改没有任何作用", "the change has no effect", fix: "请核对，或删除它", "correct it, or remove it")
    default: nil
    }
  }

  /// Work and shifts that prevent the change.
  private func work(_ problem: ScenarioDiagnostic.Problem) -> Sentence? {
    switch problem {
    case .pastMidnight(let name):
      say(
        "\(quoted(name))的班次会超过午夜", "the shift of \(quoted(name)) would end after midnight",
        fix: "请减少加班，或用 changeTechnicians 写出新的班次",
        "reduce the overtime, or define new shifts with changeTechnicians")
    case .lockedWork(let name, let appointment, let operation):
      say(
        "预约\(quoted(appointment))的作业\(quoted(operation))锁定给了\(quoted(name))",
        "operation \(quoted(operation)) of appointment \(quoted(appointment)) is locked to \(quoted(name))",
        fix: "请另选一个，或换成没有这项锁定作业的需求", "choose another one, or use a demand without this locked work")
    case .lockedDate(let date, let appointment, let operation):
      say(
        "预约\(quoted(appointment))的作业\(quoted(operation))锁定在 \(date)，这一天不能停业",
        "operation \(quoted(operation)) of appointment \(quoted(appointment)) is locked to \(date), so this day cannot be closed",
        fix: "请另选一天，或换成没有这项锁定作业的需求", "choose another day, or use a demand without this locked work")
    case .equipmentNeeded(let name, let appointment, let operation):
      say(
        "预约\(quoted(appointment))的作业\(quoted(operation))要用设备\(quoted(name))，至少要留一台",
        "operation \(quoted(operation)) of appointment \(quoted(appointment)) needs the equipment \(quoted(name)): at least one must stay",
        fix: "请留下一台，或换成不用这种设备的需求", "keep one, or use a demand without this work")
    case .onlyWay(let name, let appointment, let operation):
      say(
        "没有\(quoted(name))，预约\(quoted(appointment))的作业\(quoted(operation))就无法完成",
        "operation \(quoted(operation)) of appointment \(quoted(appointment)) cannot be done without \(quoted(name))",
        fix: "请另选一个，或给该作业增加 alternatives", "choose another one, or give the operation more alternatives")
    default: nil
    }
  }
}
