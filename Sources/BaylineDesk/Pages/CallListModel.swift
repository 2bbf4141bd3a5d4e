import Bayline
import BaylineReports
import BaylineStore
import BaylineWording

/// Whom to call or text, when and why: what the schedule calls for, call-backs, no-shows and follow-ups in one list.
struct CallListModel: Sendable {
  /// A call, a text, or a question in the workshop.
  struct Entry: Sendable {
    let visit: String
    /// As in ``CustomerContact/occasion``.
    let occasion: String
    /// When to call, or to try again.
    let at: CivilTime
    /// Whether `at` is a deadline rather than the time itself.
    let isDeadline: Bool
    let channel: CustomerCall.Channel
    let whom: String
    let phone: String?
    let plate: String
    let why: String
    let say: String
    let isUrgent: Bool
    /// The earlier attempts, in order.
    let attempts: [CustomerContact]
    /// Who calls after a second failure.
    let advisor: String?

    var isDone: Bool { attempts.contains { $0.isSettled } }
    /// How many attempts have failed.
    var failures: Int { attempts.count { !$0.isSettled } }
    /// Whether the advisor calls now (2B.2.8).
    var isForAdvisor: Bool { failures >= 2 && advisor != nil }
  }

  /// By time.
  let open: [Entry]
  /// Those of today that are settled, the last one first.
  let done: [Entry]

  /// - Parameter past: Visits of the last days that have left the book.
  init(_ facts: BoardFacts, past: [VisitRecord]) {
    let builder = CallListBuilder(facts)
    var seen = Set<String>()
    let entries = (builder.entries + past.compactMap(builder.followUp)).filter {
      seen.insert($0.visit + "/" + $0.occasion).inserted
    }
    open = entries.filter { !$0.isDone }.sorted { ($0.at, $0.plate) < ($1.at, $1.plate) }
    done = entries.filter { $0.isDone && $0.attempts.last?.day == facts.today }
      .sorted { ($0.attempts.last?.at ?? "") > ($1.attempts.last?.at ?? "") }
  }
}

extension CustomerContact {
  /// Whether nobody needs to call again.
  var isSettled: Bool { outcome == .done || outcome == .refused }

  var time: CivilTime? { CivilTime(at) }
  var day: CivilDate? { time?.date }
}

extension CustomerCall.Occasion {
  /// As in ``CustomerContact/occasion``.
  var name: String {
    switch self {
    case .confirmation: "confirmation"
    case .proposal: "proposal"
    case .dayBefore: "dayBefore"
    case .hourBefore: "hourBefore"
    case .late: "late"
    case .unscheduled: "unscheduled"
    case .brokenPromise: "brokenPromise"
    case .noShow: "noShow"
    case .progress: "progress"
    case .ready: "ready"
    case .afterVisit: "afterVisit"
    }
  }
}

/// Makes the entries of the call list.
private struct CallListBuilder {
  let facts: BoardFacts
  private let scripts: CallScripts
  private var words: Glossary { facts.words }

  init(_ facts: BoardFacts) {
    self.facts = facts
    let book = facts.book
    scripts = CallScripts(
      site: book.site, demand: book.demand, schedule: book.schedule, language: facts.words.language)
  }

  /// From the first minute of today on, so that what is overdue stays until it is done.
  private var start: CivilTime { max(CivilTime(facts.today), facts.book.demand.horizon.start) + 1 }

  /// What the schedule calls for and what the records do.
  var entries: [CallListModel.Entry] {
    let planned = CallList(facts.view(at: start)).calls.filter {
      !$0.appointment.isOutage && isNeeded($0) && $0.at < CivilTime(facts.today.advanced(by: 1))
    }
    let recorded = facts.book.records.values.sorted { $0.appointment.id < $1.appointment.id }.flatMap(calls)
    return planned.map { entry($0) } + recorded
  }

  /// The call after a visit that is over; `nil` if it is too early, too late or unwanted.
  func followUp(_ record: VisitRecord) -> CallListModel.Entry? {
    guard record.status == .handedOver, let end = record.time(of: .handedOver) ?? record.assignment?.told,
      end.date < facts.today, facts.today - end.date <= CallListModel.followUpDays
    else { return nil }
    return entry(
      record, "afterVisit",
      at: facts.site.latestOpenTime(upTo: CivilTime(end.date.advanced(by: CallList.afterVisitDays + 1))),
      isDeadline: true, why: words("回访", "after the visit"),
      say: words(
        "\(facts.time(end)) 已交车：\(facts.work(record.appointment))；是否满意",
        "handed over \(facts.time(end)): \(facts.work(record.appointment)); is all well?"))
  }

  // MARK: - From the schedule

  /// Whether a call that the schedule calls for has not been overtaken by what happened.
  private func isNeeded(_ call: CustomerCall) -> Bool {
    let status = facts.record(call.appointment.id)?.status
    let isComing = status?.isExpected ?? true
    switch call.occasion {
    case .confirmation: return status == nil
    case .proposal: return status == nil || status == .requested
    case .dayBefore: return isComing && status != .reminded
    case .hourBefore(let visit): return isComing && visit.arrival > facts.now
    case .late, .ready: return status != .ready && status != .handedOver || isReady(call)
    case .progress: return status == .inWork
    case .unscheduled, .brokenPromise, .noShow:
      // The records say more about these.
      return status == nil
    case .afterVisit: return false
    }
  }

  /// Whether the vehicle is ready, which the customer does not know yet.
  private func isReady(_ call: CustomerCall) -> Bool {
    guard case .ready = call.occasion else { return false }
    return facts.record(call.appointment.id)?.status == .ready
  }

  private func entry(_ call: CustomerCall) -> CallListModel.Entry {
    let script = scripts.script(call)
    let isInternal = call.channel == .workshop
    let record = facts.record(call.appointment.id) ?? VisitRecord(call.appointment, status: .booked)
    var at = call.at
    // What is to be said at once is said from the opening on.
    if at == start, let opening = facts.site.windows(of: facts.site.hours, on: facts.today).first?.from {
      at = opening
    }
    if isReady(call), let ready = record.time(of: .ready) { at = min(at, ready) }
    return entry(
      record, call.occasion.name, at: at, isDeadline: call.isDeadline, why: script.why, say: script.say,
      channel: call.channel, whom: isInternal ? script.whom : nil, isUrgent: script.isUrgent)
  }

  // MARK: - From the records

  /// The calls that follow from what happened to a visit.
  private func calls(_ record: VisitRecord) -> [CallListModel.Entry] {
    guard !record.appointment.isOutage else { return [] }
    switch record.status {
    case .booked: return confirmation(record).map { [$0] } ?? []
    case .requested: return [callBack(record)]
    case .noShow: return noShow(record).map { [$0] } ?? []
    case .calledOff:
      return [
        entry(
          record, "brokenPromise", at: record.time(of: .calledOff) ?? facts.now,
          why: words("店方取消", "called off by us"),
          say: reason(record, .calledOff) + earliest(record)
            + words("；另约时间，书面报厂家区域经理", "; offer another time, and report it in writing"),
          isUrgent: true)
      ]
    case .handedOver: return followUp(record).map { [$0] } ?? []
    case .confirmed, .reminded, .arrived, .inWork, .ready, .declined, .cancelled: return []
    }
  }

  /// The text within half an hour of the booking.
  private func confirmation(_ record: VisitRecord) -> CallListModel.Entry? {
    guard let booked = record.time(of: .booked), let visit = facts.visit(record.appointment.id),
      visit.arrival > facts.now, booked.date >= facts.today.advanced(by: -1)
    else { return nil }
    let call = CustomerCall(
      at: booked + CallList.confirmationMinutes, isDeadline: true, appointment: record.appointment,
      channel: .text, occasion: .confirmation(visit))
    return entry(call)
  }

  private func callBack(_ record: VisitRecord) -> CallListModel.Entry {
    let promised = record.contacts.last { $0.retry != nil }?.retry.flatMap { CivilTime($0) }
    let asked = record.time(of: .requested) ?? record.appointment.card.called ?? facts.now
    let request = record.appointment.card.request ?? record.appointment.card.note ?? ""
    let why = reason(record, .requested)
    let say = [why, request, facts.work(record.appointment)].filter { !$0.isEmpty }
    return entry(
      record, "callBack", at: promised ?? asked, why: words("回电", "call back"),
      say: say.joined(separator: words("；", "; ")) + earliest(record), isUrgent: true)
  }

  private func noShow(_ record: VisitRecord) -> CallListModel.Entry? {
    guard let missed = record.time(of: .noShow), facts.today - missed.date <= 7 else { return nil }
    // Once the promise is over, the plan has the visit at a time that the customer does not know yet.
    let booked = record.appointment.booked?.arrival
    let due = booked.map { words("约定 \(facts.time($0))；", "was due \(facts.time($0)); ") } ?? ""
    let proposed = booked == nil ? record.assignment?.reception?.arrival : nil
    let offer = proposed.map { words("；可改约 \(facts.time($0))", "; could come \(facts.time($0))") } ?? ""
    return entry(
      record, "noShow", at: missed, why: words("未到店", "no-show"),
      say: due + words("问明原因，改约", "ask why, and rebook") + offer + earliest(record), isUrgent: true)
  }

  private func reason(_ record: VisitRecord, _ status: VisitStatus) -> String {
    record.steps.last { $0.status == status }?.reason?.printable ?? ""
  }

  private func earliest(_ record: VisitRecord) -> String {
    guard let at = record.unscheduled?.earliest else { return "" }
    return words("；最早可约 \(facts.time(at))", "; earliest \(facts.time(at))")
  }

  private func entry(
    _ record: VisitRecord, _ occasion: String, at: CivilTime, isDeadline: Bool = false, why: String,
    say: String, channel: CustomerCall.Channel = .phone, whom: String? = nil, isUrgent: Bool = false
  ) -> CallListModel.Entry {
    let attempts = record.contacts.filter { $0.occasion == occasion }
    let retry = attempts.last.flatMap { $0.isSettled ? nil : $0.retry }.flatMap { CivilTime($0) }
    let appointment = record.appointment
    return CallListModel.Entry(
      visit: appointment.id, occasion: occasion, at: retry ?? at, isDeadline: retry == nil && isDeadline,
      channel: channel, whom: whom ?? facts.customer(appointment),
      phone: channel == .workshop ? nil : appointment.card.phone?.printable, plate: appointment.plate,
      why: why, say: say.printable, isUrgent: isUrgent, attempts: attempts,
      advisor: record.advisor.map(facts.names.advisor))
  }
}

extension VisitRecord {
  /// When it last came to a status.
  func time(of status: VisitStatus) -> CivilTime? {
    steps.last { $0.status == status }.flatMap { CivilTime($0.at) }
  }
}

extension CivilDate {
  /// The days from `right` to `left`.
  static func - (left: CivilDate, right: CivilDate) -> Int { left.ordinal - right.ordinal }
}

extension CallListModel {
  /// Visits are followed up within this many days; later calls are of no use.
  static let followUpDays = 7

  /// A share that the dealers' standards name, against its target.
  struct Share: Sendable {
    let name: String
    let count: Int
    let of: Int
    let target: Int

    /// Rounded down; `nil` of nothing.
    var percent: Int? { of > 0 ? count * 100 / of : nil }
    var isMet: Bool { percent.map { $0 >= target } ?? true }
  }

  /// The shares of the last days and today: reminded, followed up within three days, by appointment.
  static func shares(of records: [VisitRecord], at now: CivilTime, _ words: Glossary) -> [Share] {
    let came = records.filter { $0.arrival.map { $0.date <= now.date } ?? false }
    let ahead = came.filter { record in
      guard !record.appointment.walkIn, let arrival = record.arrival else { return false }
      let booked = record.appointment.card.called ?? record.steps.first.flatMap { CivilTime($0.at) }
      return booked.map { arrival - $0 > CivilTime.minutesPerDay } ?? false
    }
    let over = records.filter { record in
      guard let end = record.time(of: .handedOver) else { return false }
      return record.followedUp != nil || now.date - end.date >= CallList.afterVisitDays
    }
    let inTime = over.count { record in
      guard let end = record.time(of: .handedOver), let called = record.followedUp else { return false }
      return called.date - end.date <= CallList.afterVisitDays
    }
    let onSite = came.filter { $0.status.hasArrived }
    return [
      Share(
        name: words("已提醒", "reminded"), count: ahead.count(where: \.wasReminded), of: ahead.count, target: 70),
      Share(name: words("3 日内回访", "followed up in 3 days"), count: inTime, of: over.count, target: 95),
      Share(
        name: words("预约到店", "by appointment"), count: onSite.count { !$0.appointment.walkIn },
        of: onSite.count, target: 50),
    ]
  }
}

extension VisitRecord {
  var wasReminded: Bool {
    steps.contains { $0.status == .reminded }
      || contacts.contains {
        ($0.occasion == "dayBefore" || $0.occasion == "hourBefore") && $0.outcome == .done
      }
  }

  /// When the customer was called after the visit.
  fileprivate var followedUp: CivilTime? {
    contacts.first { $0.occasion == "afterVisit" && $0.isSettled }.flatMap(\.time)
  }
}
