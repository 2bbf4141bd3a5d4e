import BaylineFormats
import BaylineModel

extension DiagnosticText {
  /// Why an event contradicts the plan or another event.
  func sentence(_ problem: EventDiagnostic.Problem) -> Sentence {
    let found = absence(problem) ?? resource(problem) ?? work(problem) ?? placing(problem) ?? visit(problem)
    return found ?? ("\(problem)", "\(problem)")
  }

  /// Times, people and bays.
  private func absence(_ problem: EventDiagnostic.Problem) -> Sentence? {
    switch problem {
    case .afterNow(let now):
      say(
        "事件晚于重排时刻 \(now)", "the event is later than the time of replanning, \(now)",
        fix: "请改正时间，或把 --now 设得更晚", "correct the time, or give a later --now")
    case .absentAlready(let id):
      say(
        "技师\(quoted(id))此时已缺勤", "technician \(quoted(id)) is already absent then",
        fix: "请合并两段时间，或先写 back", "merge the two periods, or add a back event between them")
    case .notAbsent(let id):
      say(
        "技师\(quoted(id))此时并未缺勤", "technician \(quoted(id)) is not absent then",
        fix: "请核对编号和时间，或删除此事件", "check the id and the time, or remove the event")
    case .closedAlready(let id):
      say(
        "工位\(quoted(id))此时已停用", "bay \(quoted(id)) is already closed then",
        fix: "请合并两段时间，或先写 bayOpen", "merge the two periods, or add a bayOpen event between them")
    case .notClosed(let id):
      say(
        "工位\(quoted(id))此时并未停用", "bay \(quoted(id)) is not closed then",
        fix: "请核对编号和时间，或删除此事件", "check the id and the time, or remove the event")
    case .notInFuture(let time):
      say(
        "\(time) 不晚于事件本身", "\(time) is not after the event itself", fix: "请写事件之后的时间",
        "give a time after the event")
    case .outsideHorizon:
      say(
        "这段时间不在所排的日期之内", "the period is outside the planned days", fix: "请改正 from 或 until",
        "correct from or until")
    default: nil
    }
  }

  /// Advisors, equipment, drivers, loan vehicles and times far away.
  private func resource(_ problem: EventDiagnostic.Problem) -> Sentence? {
    switch problem {
    case .advisorAbsentAlready(let id):
      say(
        "服务顾问\(quoted(id))此时已缺勤", "advisor \(quoted(id)) is already absent then",
        fix: "请合并两段时间，或先写 advisorBack", "merge the two periods, or add an advisorBack event between them")
    case .advisorNotAbsent(let id):
      say(
        "服务顾问\(quoted(id))此时并未缺勤", "advisor \(quoted(id)) is not absent then",
        fix: "请核对编号和时间，或删除此事件", "check the id and the time, or remove the event")
    case .notSoMuchEquipment(let id, let count):
      say(
        "设备\(quoted(id))此时可用的只有 \(count) 台", "only \(count) of equipment \(quoted(id)) can be used then",
        fix: "请核对 count，或先写 equipmentRepaired",
        "check the count, or add an equipmentRepaired event before it")
    case .notBroken(let id):
      say(
        "设备\(quoted(id))此时没有这么多台停用", "not that many of equipment \(quoted(id)) are out of service then",
        fix: "请核对编号和 count，或删除此事件", "check the id and the count, or remove the event")
    case .notSoManyDrivers(let count):
      say(
        "此时只有 \(count) 名取送车司机", "there are only \(count) drivers then", fix: "请核对 count",
        "check the count")
    case .loanersOut(let count):
      say(
        "已有 \(count) 辆代步车借给在店车辆的客户", "\(count) loan vehicles are out with customers whose vehicles are here",
        fix: "请写不少于此数的 count", "give a count that is not smaller")
    case .farFromHorizon(let time):
      say(
        "\(time) 离所排的日期太远", "\(time) is too far from the planned days", fix: "请改正时间",
        "correct the time")
    default: nil
    }
  }

  /// Where and when operations are done.
  private func placing(_ problem: EventDiagnostic.Problem) -> Sentence? {
    switch problem {
    case .startedAlready(let id):
      say(
        "作业\(quoted(id))已经开工", "operation \(quoted(id)) has already started",
        fix: "请删除此项；已完工请用 finished", "remove it, or use finished if the work has ended")
    case .startsAfterEvent(let at):
      say(
        "开工时间晚于事件本身（\(at)）", "the start is after the event itself, \(at)", fix: "请写事件之前的时间，或用 assigned",
        "give a time that is not after the event, or use assigned for work to come")
    case .inNoBay(let id):
      say(
        "预约\(quoted(id))还没有在工位上开工的作业", "no operation of \(quoted(id)) has started in a bay",
        fix: "请写明 operation，或删除此事件", "name the operation, or remove the event")
    case .cannotStay(let id):
      say(
        "作业\(quoted(id))之后没有能在同一工位做的作业", "no operation that could be in the same bay follows \(quoted(id))",
        fix: "请核对作业；占用工位请改用 bayClosed", "check the operation, or use bayClosed if the bay is occupied")
    case .notAnAlternative(let id):
      say(
        "作业\(quoted(id))的 alternatives 中没有这样的工位和技师",
        "operation \(quoted(id)) has no alternative with this bay and these technicians",
        fix: "请核对工位和技师", "check the bay and the technicians")
    case .needsStart(let id):
      say(
        "作业\(quoted(id))由多名技师同做，只能连同开工时间一起指定",
        "several technicians work on operation \(quoted(id)), which can only be assigned with a start",
        fix: "请补上 start", "add start")
    case .nothingToAssign(let id):
      say(
        "\(quoted(id))没有可以这样指定的未开工作业", "nothing of \(quoted(id)) that has not started can be done so",
        fix: "请核对工位、技师和作业", "check the bay, the technicians and the operation")
    default: nil
    }
  }

  /// Operations and parts.
  private func work(_ problem: EventDiagnostic.Problem) -> Sentence? {
    switch problem {
    case .noSuchOperation(let id, let nearest):
      say(
        "该预约没有作业\(quoted(id))", "the appointment has no operation \(quoted(id))", nearest: nearest,
        fix: "请核对作业编号", "check the id of the operation")
    case .operationTaken(let id):
      say(
        "该预约已有作业\(quoted(id))", "the appointment already has an operation \(quoted(id))", fix: "请换一个编号",
        "choose a different id")
    case .notUnderWay(let id):
      say(
        "按计划和其他事件，作业\(quoted(id))此时尚未开工或已中断",
        "by the plan and the other events, operation \(quoted(id)) is not in progress then",
        fix: "请核对作业和时间", "check the operation and the time")
    case .finishedAlready(let id):
      say(
        "作业\(quoted(id))已由前面的事件完工", "operation \(quoted(id)) was finished by an earlier event",
        fix: "请保留其中一个", "keep one of them")
    case .noDelivery(let id):
      say(
        "配件\(quoted(id))没有这样的到货", "part \(quoted(id)) has no such delivery", fix: "请核对需求文件中的 inbound",
        "check its inbound deliveries in the demand file")
    default: nil
    }
  }

  /// Visits and customers.
  private func visit(_ problem: EventDiagnostic.Problem) -> Sentence? {
    switch problem {
    case .hereAlready(let id):
      say(
        "预约\(quoted(id))的车辆已到店", "the vehicle of \(quoted(id)) has already arrived",
        fix: "请删除此事件，或改用 cancelled", "remove the event, or use cancelled if the vehicle leaves")
    case .notExpected(let id):
      say(
        "计划中没有预约\(quoted(id))的到店时间", "the plan has no arrival for \(quoted(id))",
        fix: "请核对编号；车已到店请用 arrived", "check the id, or use arrived if the vehicle is here")
    case .notOnHold(let id):
      say(
        "预约\(quoted(id))此时并未等待答复", "appointment \(quoted(id)) is not waiting for an answer then",
        fix: "请核对编号，或删除此事件", "check the id, or remove the event")
    case .withinGrace(let until):
      say(
        "时段要保留到 \(until)", "the slot is held until \(until)", fix: "请在此之后再记未到店，或用 late",
        "report the no-show after that, or use late")
    case .notDelayed(let arrival):
      say(
        "客户本来就约在 \(arrival)", "the customer is already expected at \(arrival)",
        fix: "请写更晚的时间；提前到店请用 arrived", "give a later time, or use arrived if the vehicle is here early")
    case .beforeItsVisit(let id):
      say(
        "此时预约\(quoted(id))还没有由事件带来", "appointment \(quoted(id)) is added by a later event",
        fix: "请改正两个事件的时间或先后", "correct the times or the order of the two events")
    case .notOfRequest:
      say(
        "新的预约请求不能有此项", "a new request cannot have this member", fix: "请删除；车已到店请用 walkIn",
        "remove it, or use walkIn if the vehicle is here")
    case .goneAlready(let id):
      say(
        "预约\(quoted(id))已由前面的事件取消", "appointment \(quoted(id)) was cancelled by an earlier event",
        fix: "请删除其中一个", "remove one of them")
    default: nil
    }
  }
}
