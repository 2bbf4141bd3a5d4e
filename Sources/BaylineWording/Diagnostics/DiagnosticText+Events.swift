import BaylineFormats
import BaylineModel

extension DiagnosticText {
  /// What contradicts what, and what to do.
  func sentence(_ conflict: EventProblem) -> Sentence {
    let words = Glossary(language)
    func id(_ text: String) -> String { words("“\(Self.shown(text))”", "\"\(Self.shown(text))\"") }
    switch conflict {
    case .afterNow(let now):
      return (
        words("事件晚于重排时刻 \(now)", "the event lies after the time of replanning, \(now)"),
        words("请改正时间，或把 --now 设得更晚", "correct the time, or give a later --now")
      )
    case .absentAlready(let technician):
      return (
        words("技师\(id(technician))此时已缺勤", "technician \(id(technician)) is absent then already"),
        words("请合并两段时间，或先写 back", "join the two spans, or write back between them")
      )
    case .notAbsent(let technician):
      return (
        words("技师\(id(technician))此时并未缺勤", "technician \(id(technician)) is not absent then"),
        words("请核对编号和时间，或删除此事件", "check the id and the time, or remove the event")
      )
    case .closedAlready(let bay):
      return (
        words("工位\(id(bay))此时已停用", "bay \(id(bay)) is closed then already"),
        words("请合并两段时间，或先写 bayOpen", "join the two spans, or write bayOpen between them")
      )
    case .notClosed(let bay):
      return (
        words("工位\(id(bay))此时并未停用", "bay \(id(bay)) is not closed then"),
        words("请核对编号和时间，或删除此事件", "check the id and the time, or remove the event")
      )
    case .noSuchOperation(let operation, let nearest):
      return (
        words("该预约没有作业\(id(operation))", "the appointment has no operation \(id(operation))"),
        nearest.map { words("是否想写\(id($0))？", "did you mean \(id($0))?") }
          ?? words("请核对作业编号", "check the id of the operation")
      )
    case .operationTaken(let operation):
      return (
        words("该预约已有作业\(id(operation))", "the appointment has an operation \(id(operation)) already"),
        words("请换一个编号", "choose another id")
      )
    case .notUnderWay(let operation):
      return (
        words(
          "按计划和其他事件，作业\(id(operation))此时尚未开工或已中断",
          "by the plan and the other events operation \(id(operation)) was not under way then"),
        words("请核对作业和时间", "check the operation and the time")
      )
    case .finishedAlready(let operation):
      return (
        words("作业\(id(operation))已由前面的事件完工", "operation \(id(operation)) was finished by an earlier event"),
        words("请保留其中一个", "keep one of them")
      )
    case .notInFuture(let time):
      return (
        words("\(time) 不晚于事件本身", "\(time) is not after the event itself"),
        words("请写事件之后的时间", "give a time after the event")
      )
    case .noDelivery(let part):
      return (
        words("配件\(id(part))没有这样的到货", "part \(id(part)) has no such delivery"),
        words("请核对需求文件中的 inbound", "check its inbound in the demand file")
      )
    case .hereAlready(let appointment):
      return (
        words("预约\(id(appointment))的车辆已到店", "the vehicle of \(id(appointment)) is here already"),
        words("请删除此事件，或改用 cancelled", "remove the event, or write cancelled if it leaves")
      )
    case .notExpected(let appointment):
      return (
        words("计划中没有预约\(id(appointment))的到店时间", "the plan has no arrival of \(id(appointment))"),
        words("请核对编号；车已到店请用 arrived", "check the id; if the vehicle is here, write arrived")
      )
    case .withinGrace(let until):
      return (
        words("时段要保留到 \(until)", "the slot is held until \(until)"),
        words("请在此之后再记未到店，或用 late", "report the no-show then, or write late")
      )
    case .notLater(let arrival):
      return (
        words("客户本来就约在 \(arrival)", "the customer is expected at \(arrival) anyway"),
        words("请写更晚的时间；提前到店请用 arrived", "give a later time; if the vehicle is here early, write arrived")
      )
    case .beforeItsVisit(let appointment):
      return (
        words(
          "此时预约\(id(appointment))还没有由事件带来", "the event that brings appointment \(id(appointment)) comes later"
        ),
        words("请改正两个事件的时间或先后", "correct the times of the two events, or their order")
      )
    case .outsideHorizon:
      return (
        words("这段时间不在所排的日期之内", "nothing of this time lies in the days that are planned"),
        words("请改正 from 或 until", "correct from or until")
      )
    case .notOfRequest:
      return (
        words("新的预约请求不能有此项", "a new request cannot have this"),
        words("请删除；车已到店请用 walkIn", "remove it; if the vehicle is here, write walkIn")
      )
    case .goneAlready(let appointment):
      return (
        words(
          "预约\(id(appointment))已由前面的事件取消", "appointment \(id(appointment)) was called off by an earlier event"
        ),
        words("请删除其中一个", "remove one of them")
      )
    }
  }
}
