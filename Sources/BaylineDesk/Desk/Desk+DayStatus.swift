import Bayline
import BaylineStore
import BaylineWording

/// What somebody says about a visit, or about one of its operations.
struct SaidStatus: Sendable {
  var status: VisitStatus
  var visit: String
  var operation: String?
  var bay: String?
  var technicians: [String]?
  var reason: String?
}

/// What becomes of a book when somebody says something about a visit.
struct StatusReading {
  let book: Book
  let now: CivilTime
  let words: Glossary

  /// The book to replan and the events of the workshop; no events if only the record changes, which is done.
  typealias Outcome = (book: Book, events: [WorkshopEvent]?)

  /// - Throws: ``DeskError`` if it contradicts what is known.
  func outcome(of said: SaidStatus) throws(DeskError) -> Outcome {
    guard let record = book.records[said.visit] else {
      throw .noVisit(said.visit, words)
    }
    if record.status.isOver, !(record.status == .cancelled && said.status == .handedOver) {
      throw .refused(words("\(name(record)) 已结束，不能再改", "the visit of \(name(record)) is over"))
    }
    let visit = book.demand.appointments.first { $0.id == said.visit }
    switch said.status {
    case .arrived, .inWork, .noShow, .booked, .calledOff:
      guard let visit else {
        throw .refused(
          words("\(name(record)) 不在计划里，请先约时间", "\(name(record)) is not in the plan; find a time first"))
      }
      return try outcome(of: said, visit, record)
    case .ready: return try ended(said, visit, record)
    case .cancelled, .declined:
      if visit != nil { return (book, [event(.cancelled(appointment: said.visit))]) }
      return (recorded(said), nil)
    case .handedOver:
      if visit != nil, record.status != .cancelled, !book.isDone(said.visit) {
        throw .refused(
          words(
            "\(name(record)) 还有作业未完工：\(open(record))；请先完工、取消项目或取消预约",
            "work on \(name(record)) has not ended: \(open(record)); finish it, decline it, or cancel the visit"
          ))
      }
      return (recorded(said), nil)
    case .confirmed, .reminded:
      guard record.status.isExpected else {
        throw .refused(
          words("\(name(record)) 现在没有要确认的时间", "\(name(record)) has no time to be confirmed"))
      }
      return (recorded(said), nil)
    case .requested:
      throw .refused(words("请改约或取消", "move or cancel the visit"))
    }
  }

  private func outcome(
    of said: SaidStatus, _ visit: Appointment, _ record: VisitRecord
  ) throws(DeskError) -> Outcome {
    switch said.status {
    case .arrived: return (book, [event(.arrived(appointment: visit.id, advisor: nil))])
    case .noShow: return (book, [event(.noShow(appointment: visit.id))])
    case .inWork: return (book, [try start(said, visit, record)])
    case .booked:
      guard visit.booked == nil, let reception = record.assignment?.reception else {
        throw .refused(words("没有待客户同意的时间", "there is no time that the customer could agree to"))
      }
      return (
        book,
        [event(.moved(appointment: visit.id, arrival: reception.arrival, advisor: reception.advisor))]
      )
    default:
      guard visit.arrived == nil else {
        throw .refused(words("\(name(record)) 已到店", "\(name(record)) is here already"))
      }
      return (book.withoutPromise(of: visit.id), [])
    }
  }

  // MARK: - Work

  private func start(
    _ said: SaidStatus, _ visit: Appointment, _ record: VisitRecord
  ) throws(DeskError) -> WorkshopEvent {
    let next = visit.operations.first { record.work[$0.id] == nil }
    guard let operation = said.operation.map({ id in visit.operations.first { $0.id == id } }) ?? next else {
      throw .refused(words("没有可开工的作业", "there is no operation to start"))
    }
    if record.assignment == nil, said.bay == nil || said.technicians == nil, needsPlace(operation, said) {
      throw .refused(
        words("该车尚未排入，请选择工位和技师", "the visit has no place in the plan; choose a bay and technicians"))
    }
    return event(
      .started(
        appointment: visit.id, operation: operation.id, bay: said.bay, technicians: said.technicians,
        start: nil))
  }

  private func needsPlace(_ operation: ServiceOperation, _ said: SaidStatus) -> Bool {
    guard case .standard(let work) = operation.work else { return true }
    return (work.bay != nil && said.bay == nil) || (work.crew != nil && said.technicians == nil)
  }

  /// The end of an operation, or of all that is under way.
  private func ended(
    _ said: SaidStatus, _ visit: Appointment?, _ record: VisitRecord
  ) throws(DeskError) -> Outcome {
    guard let visit, said.operation != nil || !book.isDone(said.visit) else {
      return (recorded(said), nil)
    }
    if let id = said.operation {
      guard let operation = visit.operations.first(where: { $0.id == id }) else {
        throw .notFound(words("该预约没有作业 \(id)", "the visit has no operation \(id)"))
      }
      return (book, try end(operation, visit, record))
    }
    let notBegun = visit.operations.filter { record.work[$0.id] == nil }
    guard notBegun.isEmpty else {
      throw .refused(
        words("还有作业未开工：\(open(record))", "these operations have not begun: \(open(record))"))
    }
    var events: [WorkshopEvent] = []
    for operation in visit.operations where isUnderWay(operation, record) {
      events += try end(operation, visit, record)
    }
    return (book, events)
  }

  private func isUnderWay(_ operation: ServiceOperation, _ record: VisitRecord) -> Bool {
    record.work[operation.id].map { $0.end == nil } ?? false
  }

  /// The end of an operation. If nobody recorded its start, it began as planned, or as soon as it could.
  private func end(
    _ operation: ServiceOperation, _ visit: Appointment, _ record: VisitRecord
  ) throws(DeskError) -> [WorkshopEvent] {
    let finished = event(.finished(appointment: visit.id, operation: operation.id))
    if let work = record.work[operation.id] {
      if work.start.flatMap({ CivilTime($0) }).map({ $0 >= now }) ?? false {
        throw .refused(
          words("这项作业刚刚开工，请过一分钟再记完工", "the work has only just begun; record its end in a minute"))
      }
      return [finished]
    }
    guard let placed = record.assignment?.operations.first(where: { $0.operation == operation.id }) else {
      throw .refused(
        words("请先记录开工的工位和技师", "record first in which bay and by whom the work was begun"))
    }
    let others = book.records.values.filter { $0.appointment.id != visit.id }.flatMap { other in
      other.work.values.filter { $0.uses(placed) }.map { (other, $0) }
    }
    if let busy = others.first(where: { $0.1.end == nil }) {
      throw .refused(
        words(
          "工位或技师正在做 \(name(busy.0))，请先记录它完工",
          "the bay or a technician is at work on \(name(busy.0)); record the end of that first"))
    }
    let before = record.work.values.compactMap(\.end) + others.compactMap(\.1.end)
    let free = before.compactMap { CivilTime($0) } + [placed.start, visit.arrived ?? placed.start]
    let start = min(now + -1, free.max() ?? placed.start)
    return [
      event(
        .started(appointment: visit.id, operation: operation.id, bay: nil, technicians: nil, start: start)),
      finished,
    ]
  }

  // MARK: - Words

  private func event(_ payload: WorkshopEvent.Payload) -> WorkshopEvent { WorkshopEvent(at: now, payload) }

  /// The book in which only the record has changed.
  private func recorded(_ said: SaidStatus) -> Book {
    var next = book
    guard var record = next.records[said.visit] else { return next }
    // Who was reminded has confirmed.
    let status = record.status == .reminded && said.status == .confirmed ? .reminded : said.status
    record.pass(to: status, at: now, by: "", reason: said.reason)
    next.records[said.visit] = record
    return next
  }

  private func name(_ record: VisitRecord) -> String {
    record.appointment.card.plate ?? record.appointment.id
  }

  /// The operations that have not ended, by name.
  private func open(_ record: VisitRecord) -> String {
    words.list(
      record.appointment.operations.filter { record.work[$0.id]?.end == nil }.map { $0.name ?? $0.id })
  }

  /// A sentence for the journal.
  func detail(of said: SaidStatus) -> String {
    let record = book.records[said.visit]
    let operation = record?.appointment.operations.first { $0.id == said.operation }.map { $0.name ?? $0.id }
    let what =
      switch said.status {
      case .requested: words("待约", "requested")
      case .booked: words("客户同意了时间", "the customer agreed to the time")
      case .confirmed: words("已确认", "confirmed")
      case .reminded: words("已提醒", "reminded")
      case .arrived: words("到店", "arrived")
      case .inWork: words("开工", "work begun")
      case .ready: words("完工", "work ended")
      case .handedOver: words("交车", "handed over")
      case .declined: words("客户未预约", "declined")
      case .cancelled: words("取消", "cancelled")
      case .noShow: words("未到店", "did not come")
      case .calledOff: words("本店改期", "called off by the workshop")
      }
    let parts = [record.map(name) ?? said.visit, operation, what, said.reason].compactMap(\.self)
    return parts.joined(separator: " ")
  }
}

extension WorkedTime {
  /// Whether it was in the bay or by any of the technicians of an operation.
  fileprivate func uses(_ placed: Schedule.OperationAssignment) -> Bool {
    (bay != nil && bay == placed.bay) || !Set(technicians).isDisjoint(with: placed.technicians)
  }
}

extension Book {
  /// The book in which a visit has no time; to be replanned.
  func withoutPromise(of visit: String) -> Book {
    var next = self
    guard let index = next.demand.appointments.firstIndex(where: { $0.id == visit }) else { return next }
    let advisor = next.demand.appointments[index].expectedAdvisor
    next.demand.appointments[index].preferredAdvisor = advisor
    next.demand.appointments[index].booked = nil
    for operation in next.demand.appointments[index].operations.indices {
      next.demand.appointments[index].operations[operation].previous = nil
    }
    next.schedule.assignments.removeAll { $0.appointment == visit }
    next.schedule.unscheduled.removeAll { $0.appointment == visit }
    return next
  }

  /// Notes what was said about a visit after the plan has followed it.
  mutating func finish(_ said: SaidStatus, by account: String) {
    guard var record = records[said.visit] else { return }
    let isFinal = [.declined, .calledOff, .noShow, .cancelled].contains(said.status)
    if isFinal, record.status != said.status {
      record.pass(to: said.status, at: demand.now, by: account, reason: said.reason)
    } else if let reason = said.reason {
      if let last = record.steps.indices.last, record.steps[last].by.isEmpty, record.steps[last].reason == nil
      {
        record.steps[last].reason = reason
      } else {
        record.pass(to: record.status, at: demand.now, by: account, reason: reason)
      }
    }
    records[said.visit] = record
  }
}
