import Bayline
import BaylineStore
import BaylineWording

/// How records follow the plan.
extension Book {
  /// Brings the records up to date after the demand and the schedule have changed.
  ///
  /// - Parameters:
  ///   - events: What has happened.
  ///   - account: Who recorded it.
  mutating func follow(_ events: [WorkshopEvent] = [], by account: String) {
    let words = Glossary(site.locale)
    place()
    for event in events { apply(event, by: account, words) }
    for visit in demand.appointments where !visit.isOutage {
      guard var record = records[visit.id], !record.status.isOver else { continue }
      record.work = work(on: visit, record)
      let status = status(of: visit, record)
      if status != record.status {
        let isLost = status == .requested
        let reason = isLost ? words("原约定的时间不再保留", "the time that was promised is no longer held") : nil
        record.pass(to: status, at: demand.now, by: account, reason: reason)
      }
      records[visit.id] = record
    }
  }

  /// Notes where the schedule has each visit.
  private mutating func place() {
    let (placed, leftOut) = (schedule.assignmentsByVisit, schedule.unscheduledByVisit)
    for visit in demand.appointments where !visit.isOutage {
      var record = records[visit.id] ?? VisitRecord(visit, status: .requested)
      record.appointment = visit
      record.assignment = placed[visit.id]
      record.unscheduled = leftOut[visit.id]
      records[visit.id] = record
    }
    let known = Set(demand.appointments.map(\.id))
    records = records.filter { !$0.value.appointment.isOutage || known.contains($0.key) }
  }

  /// What the demand knows of the work on a visit: locked operations have begun, and those that ended by now are done.
  private func work(on visit: Appointment, _ record: VisitRecord) -> [String: WorkedTime] {
    var work = record.work
    for operation in visit.operations {
      guard let locked = operation.locked, locked.start <= demand.now else { continue }
      let end = end(of: operation, record)
      work[operation.id] = WorkedTime(
        bay: locked.bay, technicians: locked.technicians, start: locked.start,
        end: end.flatMap { $0 <= demand.now ? $0 : nil })
    }
    return work
  }

  private func end(of operation: ServiceOperation, _ record: VisitRecord) -> CivilTime? {
    operation.locked?.end ?? record.assignment?.operations.first { $0.operation == operation.id }?.end
  }

  /// The status that follows from what the demand knows of a visit.
  private func status(of visit: Appointment, _ record: VisitRecord) -> VisitStatus {
    guard visit.arrived != nil else {
      let isPromised = record.status.isExpected
      if visit.booked != nil { return isPromised ? record.status : .booked }
      return isPromised ? .requested : record.status
    }
    let hasBegun = visit.operations.contains { $0.hasBegun(by: demand.now) }
    return isDone(visit.id) ? .ready : hasBegun ? .inWork : .arrived
  }

  /// Whether all work on a visit has ended.
  func isDone(_ id: String) -> Bool {
    guard let record = records[id] else { return false }
    return record.appointment.operations.allSatisfy { operation in
      operation.locked != nil && (end(of: operation, record).map { $0 <= demand.now } ?? false)
    }
  }

  /// Notes on a visit what an event says about it.
  private mutating func apply(_ event: WorkshopEvent, by account: String, _ words: Glossary) {
    guard let id = event.payload.appointment, var record = records[id] else { return }
    func clock(_ time: CivilTime) -> String { DisplayNames(site: site, demand: demand).time(time) }
    var status = record.status
    var reason: String?
    switch event.payload {
    case .noShow: status = .noShow
    case .cancelled: status = .cancelled
    case .moved(_, let arrival, _):
      status = .booked
      reason = words("改约 \(clock(arrival))", "moved to \(clock(arrival))")
    case .late(_, let arrival):
      reason = words("来电迟到，预计 \(clock(arrival)) 到", "called to be late, expected at \(clock(arrival))")
    case .arrived, .started, .finished: break
    case .overrun(_, _, let end):
      reason =
        end.map { words("超时，预计 \(clock($0)) 完工", "takes longer, until \(clock($0))") }
        ?? words("超时，完工时间未知", "takes longer, until an unknown time")
    case .addedWork(let work):
      reason = words("增项：", "added: ") + words.list(work.operations.map { $0.name ?? $0.id })
    case .removedWork(_, let operations):
      reason = words("取消项目：", "declined: ") + words.list(operations)
    case .changed: reason = words("客户要求有变", "the customer's wishes changed")
    case .hold(_, let until):
      reason =
        until.map { words("待信，预计 \(clock($0)) 答复", "waits for the answer, expected \(clock($0))") }
        ?? words("待信", "waits for the answer")
    case .answered: reason = words("客户已答复", "the customer answered")
    case .immovable: reason = words("车辆不能移动", "the vehicle cannot be moved")
    case .assigned: reason = words("手工指定了工位、技师或时间", "bay, technicians or time were set by hand")
    case .walkIn: reason = words("未预约进店", "walk-in")
    case .urgentReturn: reason = words("返修急件", "urgent comeback")
    default: return
    }
    guard status != record.status || reason != nil else { return }
    record.pass(to: status, at: event.at, by: account, reason: reason)
    records[id] = record
  }
}

extension VisitRecord {
  /// Goes on to a status, or notes something about the present one.
  mutating func pass(to status: VisitStatus, at time: CivilTime, by account: String, reason: String? = nil) {
    self.status = status
    steps.append(VisitStep(at: time, by: account, status: status, reason: reason))
  }
}
