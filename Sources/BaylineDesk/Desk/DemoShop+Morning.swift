import Bayline
import BaylineStore
import BaylineWording

/// The morning of the demo: what was planned happens, with one customer who does not come, one job that takes longer, and one
/// vehicle without a booking.
struct DemoMorning {
  let now: CivilTime
  let words: Glossary

  /// Something that happened to a visit.
  private struct Happening {
    var at: CivilTime
    var visit: String
    var status: VisitStatus
    var reason: String?
  }

  /// What has happened, as events and as steps of visits.
  private struct Course {
    var events: [WorkshopEvent] = []
    var happenings: [Happening] = []
  }

  /// Lets the morning happen, and commits it.
  func happen(_ book: Book, _ walkIn: Appointment?, in store: BookStore) async throws -> Book {
    let course = course(of: book, walkIn)
    var journal = book
    for happening in course.happenings where journal.records[happening.visit] != nil {
      journal.records[happening.visit]?.pass(
        to: happening.status, at: happening.at, by: DemoShop.coordinator, reason: happening.reason)
      let name = journal.records[happening.visit]?.appointment.card.plate ?? happening.visit
      journal = try store.commit(
        journal, happening.status.rawValue, visit: happening.visit,
        detail: "\(name) \(detail(happening.status))", at: happening.at, by: DemoShop.coordinator)
    }
    let result = try await BookReplan(
      book: journal, events: course.events, now: now, language: words.language, effort: .thorough
    ).run()
    var next = result.book
    next.version = journal.version
    for (id, record) in next.records {
      // The replan knows only the present; what happened when is in the journal.
      guard let told = journal.records[id], record.steps.count > told.steps.count else { continue }
      let happened = course.happenings.contains { $0.visit == id }
      if happened { next.records[id]?.steps = told.steps }
      if happened, told.status.isOver || told.status == .noShow { next.records[id]?.status = told.status }
    }
    next.sign(DemoShop.coordinator)
    return try store.commit(
      next, "replanned", detail: words("按现场情况更新计划", "the plan follows the morning"), at: now,
      by: DemoShop.coordinator)
  }

  private func detail(_ status: VisitStatus) -> String {
    switch status {
    case .arrived: words("到店", "arrived")
    case .inWork: words("开工", "work begun")
    case .ready: words("完工", "work ended")
    case .handedOver: words("交车", "handed over")
    case .noShow: words("未到店", "did not come")
    default: status.rawValue
    }
  }

  // MARK: - What happens

  private func course(of book: Book, _ walkIn: Appointment?) -> Course {
    let today = book.schedule.assignments.filter { $0.reception?.arrival.date == now.date }
    let missing = missing(today, book)
    let slow = slow(today.filter { $0.appointment != missing?.appointment })
    var course = Course()
    for (number, visit) in today.enumerated() {
      guard let arrival = visit.reception?.arrival, arrival <= now else { continue }
      if visit.appointment == missing?.appointment {
        let at = arrival + book.site.booking.graceMinutes + 5
        course.events.append(WorkshopEvent(at: at, .noShow(appointment: visit.appointment)))
        course.happenings.append(
          Happening(
            at: at, visit: visit.appointment, status: .noShow, reason: words("电话未接", "no answer on the phone")
          ))
      } else {
        let isSlow = visit.appointment == slow?.visit
        add(visit, number, isSlow ? slow?.operation : nil, isWaiting(visit, book), to: &course)
      }
    }
    if let walkIn {
      course.events.append(WorkshopEvent(at: now + -12, .walkIn(walkIn)))
    }
    let order = { (event: WorkshopEvent) -> Int in
      switch event.payload {
      case .finished: 0
      case .arrived: 1
      case .started: 2
      default: 3
      }
    }
    course.events.sort { ($0.at, order($0)) < ($1.at, order($1)) }
    course.happenings.sort { ($0.at, $0.visit) < ($1.at, $1.visit) }
    return course
  }

  private func isWaiting(_ visit: Schedule.Assignment, _ book: Book) -> Bool {
    book.records[visit.appointment]?.appointment.waiting ?? false
  }

  /// A visit that goes as planned, or whose one operation takes longer.
  private func add(
    _ visit: Schedule.Assignment, _ number: Int, _ slow: String?, _ isWaiting: Bool, to course: inout Course
  ) {
    let id = visit.appointment
    guard let arrival = visit.reception?.arrival else { return }
    let came = min(now, arrival + -[0, 3, 0, 6, 2, 9, 0, 4][number % 8])
    course.events.append(WorkshopEvent(at: came, .arrived(appointment: id, advisor: nil)))
    course.happenings.append(Happening(at: came, visit: id, status: .arrived))
    for operation in visit.operations where operation.start <= now {
      if operation.start >= now, operation.operation != visit.operations.first?.operation { continue }
      let key = operation.operation
      course.events.append(
        WorkshopEvent(
          at: operation.start,
          .started(appointment: id, operation: key, bay: nil, technicians: nil, start: nil)))
      if operation == visit.operations.first {
        course.happenings.append(Happening(at: operation.start, visit: id, status: .inWork))
      }
      if slow == key {
        let end = max(operation.end, now) + 35
        course.events.append(
          WorkshopEvent(
            at: max(operation.start, now + -5), .overrun(appointment: id, operation: key, end: end)))
        course.happenings.append(
          Happening(
            at: max(operation.start, now + -5), visit: id, status: .inWork,
            reason: words("螺栓锈死，预计 \(end.clock) 完工", "a seized bolt; expected to end at \(end.clock)")))
        return
      }
      if operation.end <= now {
        course.events.append(
          WorkshopEvent(at: operation.end, .finished(appointment: id, operation: key)))
      }
    }
    guard let last = visit.operations.last, last.end <= now else { return }
    course.happenings.append(Happening(at: last.end, visit: id, status: .ready))
    let leaves = visit.ready + (isWaiting ? 5 : 25)
    if leaves <= now, isWaiting || number % 3 != 0 {
      course.happenings.append(Happening(at: leaves, visit: id, status: .handedOver))
    }
  }

  /// The customer who does not come: one of the last hour, past the grace time, without a loan vehicle or a trip.
  private func missing(_ today: [Schedule.Assignment], _ book: Book) -> Schedule.Assignment? {
    let grace = book.site.booking.graceMinutes + 5
    return today.last { visit in
      guard let arrival = visit.reception?.arrival, let known = book.records[visit.appointment]?.appointment
      else {
        return false
      }
      return arrival + grace <= now && arrival + 90 >= now && !known.loaner && known.collect == nil
        && known.kind != .comeback
    }
  }

  /// The job that takes longer: one that is under way, with nothing else begun after it in its bay or by its technicians.
  private func slow(_ today: [Schedule.Assignment]) -> (visit: String, operation: String)? {
    for visit in today {
      guard let arrival = visit.reception?.arrival, arrival <= now else { continue }
      for operation in visit.operations
      where operation.start < now + -10 && operation.end > now && operation.end <= now + 30 {
        return (visit.appointment, operation.operation)
      }
    }
    return nil
  }
}
