package import BaylineModel
import BaylineWording

/// The call list: whom to call or ask, when, by which channel, and what to say.
struct CallsForm {
  let facts: FormContext

  var form: Document {
    let plan = facts.calls
    let sheets = facts.shown(plan.calls.map(\.at.date)).map { day in
      let calls = plan.calls.filter { $0.at.date == day }
      return DocumentSection(
        day: day, notes: [words("\(calls.count) 项", "\(calls.count) line\(calls.count == 1 ? "" : "s")")],
        blocks: [.table(DocumentTable(columns: columns, rows: calls.map { row($0, made: plan.made) }))])
    }
    return facts.form(.calls, sheets)
  }

  private var words: Glossary { facts.words }

  private var columns: [DocumentColumn] {
    [
      DocumentColumn(words("时间", "When"), 16), DocumentColumn(words("对象", "Whom"), 22),
      DocumentColumn(words("电话", "Phone"), 23), .plate(words, 20),
      DocumentColumn(words("方式", "Channel"), 12), DocumentColumn(words("事由", "Why"), 26),
      DocumentColumn(words("要点", "What to say"), 96), DocumentColumn(words("完成", "Done"), 9),
    ]
  }

  private func row(_ call: CustomerCall, made: CivilTime) -> DocumentRow {
    let scripts = CallScripts(facts: facts)
    let when = call.isDeadline ? words("\(call.at.clock) 前", "by \(call.at.clock)") : call.at.clock
    let time = !call.isDeadline && call.at == made ? words("立即", "at once") : when
    let script = scripts.script(call)
    let isInternal = call.channel == .workshop
    return DocumentRow(
      [
        DocumentCell(time, .strong),
        DocumentCell(isInternal ? script.whom : facts.customer(call.appointment)),
        .phone(isInternal ? nil : call.appointment.card.phone),
        facts.vehicle(call.appointment),
        DocumentCell(scripts.channel(call.channel)),
        DocumentCell(
          lines: [script.why] + (call.appointment.isPreferred && !isInternal ? [words.preferred] : [])),
        DocumentCell(script.say + record(call)), .box(),
      ], isFlagged: script.isUrgent)
  }

  /// How what was agreed is recorded.
  private func record(_ call: CustomerCall) -> String {
    guard case .proposal = call.occasion else { return "" }
    return words("；客户同意后用 bayline move 登记", "; once agreed, record it with bayline move")
  }
}

/// What to say in calls, and to whom.
package struct CallScripts {
  /// What to say in a call.
  package struct Script: Sendable {
    /// Who is asked in the workshop; empty for calls to customers.
    package var whom = ""
    package let why: String
    package let say: String
    package var isUrgent = false
  }

  private let facts: FormContext

  init(facts: FormContext) { self.facts = facts }

  /// - Precondition: As for ``Verifier/verify(_:)``.
  package init(site: Site, demand: Demand, schedule: Schedule, language: Language) {
    facts = FormContext(site: site, demand: demand, schedule: schedule, language: language)
  }

  private var words: Glossary { facts.words }

  package func channel(_ channel: CustomerCall.Channel) -> String {
    switch channel {
    case .phone: words("电话", "phone")
    case .text: words("短信", "text")
    case .workshop: words("车间", "workshop")
    }
  }

  package func script(_ call: CustomerCall) -> Script {
    let appointment = call.appointment
    switch call.occasion {
    case .confirmation(let visit):
      return Script(why: words("确认预约", "confirmation"), say: confirmation(visit))
    case .proposal(let visit):
      return Script(
        why: words("改约待确认", "new time, not agreed yet"),
        say: words("建议 ", "offer ") + confirmation(visit)
          + (appointment.card.note.map { words("；备注：", "; note: ") + $0 } ?? ""),
        isUrgent: true)
    case .dayBefore(let visit):
      return Script(why: words("前一天提醒", "reminder, a day before"), say: reminder(visit))
    case .hourBefore(let visit):
      return Script(why: words("前一小时提醒", "reminder, an hour before"), say: reminder(visit))
    case .late(let visit):
      return Script(
        why: words("延迟交车", "ready late"),
        say: words(
          "原定 \(wanted(visit))，现 \(time(visit.told)) 可交车", "was \(wanted(visit)), now \(time(visit.told))"),
        isUrgent: true)
    case .unscheduled(let entry):
      return Script(why: words("未排入", "left out"), say: alternative(entry), isUrgent: true)
    case .brokenPromise(let entry):
      return Script(
        why: words("约定无法兑现", "promise broken"),
        say: alternative(entry) + words("；书面报厂家区域经理", "; report it to the maker's field manager in writing"),
        isUrgent: true)
    case .noShow(let entry):
      let due = appointment.booked.map { time($0.arrival) } ?? ""
      return Script(
        why: words("未到店", "no-show"),
        say: words("约定 \(due)；问明原因，改约", "was due \(due); ask why, and rebook") + earliest(entry),
        isUrgent: true)
    case .progress(let visit):
      let end = visit.operations.last.map { time($0.placed.end) } ?? ""
      let bays = facts.bays(visit)
      return Script(
        whom: facts.technicians(visit.technicians()).joined(separator: words("、", ", ")),
        why: words("询问进度", "progress"),
        say: words(
          "计划 \(end) 完工，\(time(visit.told)) 可交车", "planned end \(end), ready \(time(visit.told))")
          + (bays.isEmpty ? "" : words("；工位 \(bays)", "; bay \(bays)")))
    case .ready(let visit):
      return Script(
        why: words("通知取车", "ready soon"),
        say: ready(visit))
    case .afterVisit(let visit):
      return Script(
        why: words("回访", "after the visit"),
        say: words("\(time(visit.told)) 交车，是否满意", "was ready \(time(visit.told)); is all well?"))
    }
  }

  // MARK: - Sentences

  private func time(_ time: CivilTime) -> String { facts.time(time, on: nil) }

  private func wanted(_ visit: ScheduledVisit) -> String { visit.appointment.readyBy.map(time) ?? "" }

  private func arrival(_ visit: ScheduledVisit) -> String {
    let advisor = visit.advisor.map(facts.names.advisor) ?? ""
    if let trip = facts.trip(.collect, of: visit) {
      let from = time(trip.time.from)
      return words(
        "司机 \(from) 出发上门取车，\(visit.arrival.clock) 到店，顾问 \(advisor)",
        "a driver sets out at \(from) to collect the vehicle, arrival \(visit.arrival.clock), advisor \(advisor)"
      )
    }
    return words(
      "\(time(visit.arrival)) 到店，顾问 \(advisor)", "arrival \(time(visit.arrival)), advisor \(advisor)")
  }

  /// When the vehicle can be fetched, or a driver brings it.
  private func ready(_ visit: ScheduledVisit) -> String {
    guard let trip = facts.trip(.deliver, of: visit) else {
      return words("\(time(visit.told)) 可交车", "ready at \(time(visit.told))")
    }
    let from = time(trip.time.from)
    return words(
      "\(time(visit.told)) 可交车，司机 \(from) 出发送车",
      "ready at \(time(visit.told)), a driver sets out at \(from) to bring it")
  }

  /// What the customer is told: time, people, duration, price, and what to bring.
  private func confirmation(_ visit: ScheduledVisit) -> String {
    let technicians = facts.technicians(visit.technicians()).joined(separator: words("、", ", "))
    var parts = [what(visit.appointment), arrival(visit)].filter { !$0.isEmpty }
    if let start = visit.reception?.arrival, visit.told > start {
      let minutes = words.duration(visit.told - start)
      parts.append(words("约需 \(minutes)", "about \(minutes)"))
    }
    if !technicians.isEmpty { parts.append(words("技师 \(technicians)", "technician \(technicians)")) }
    if visit.isToldLate {
      parts.append(
        words(
          "\(time(visit.told)) 可交车（希望 \(wanted(visit))，说明延迟）",
          "ready \(time(visit.told)) (wanted \(wanted(visit)): explain the delay)"))
    } else {
      parts.append(words("\(time(visit.told)) 可交车", "ready \(time(visit.told))"))
    }
    if let price = visit.appointment.card.estimate, price > 0 {
      parts.append(words("估价 \(words.number(price)) 元", "estimate \(words.number(price))"))
    }
    return parts.joined(separator: words("，", ", ")) + bring(visit.appointment) + grace(visit)
  }

  /// What the customer is reminded of: what, when, what to bring, and how long the slot is held.
  private func reminder(_ visit: ScheduledVisit) -> String {
    [what(visit.appointment), arrival(visit)].filter { !$0.isEmpty }.joined(separator: words("，", ", "))
      + bring(visit.appointment) + grace(visit)
  }

  /// The work in the words of the catalogue; empty where operations have no names.
  private func what(_ appointment: Appointment) -> String {
    words.list(appointment.operations.compactMap { $0.name?.printable })
  }

  /// How long the slot is held; nobody is late whom a driver fetches.
  private func grace(_ visit: ScheduledVisit) -> String {
    let minutes = facts.site.booking.graceMinutes
    guard minutes > 0, visit.appointment.collect == nil else { return "" }
    return words("；迟到保留 \(minutes) 分钟", "; the slot is held for \(minutes) minutes")
  }

  private func bring(_ appointment: Appointment) -> String {
    appointment.kind == .comeback
      ? words(
        "；带保养手册、行驶证、驾驶证和原工单",
        "; bring service booklet, vehicle registration, driving licence and the previous work order")
      : words("；带保养手册、行驶证、驾驶证", "; bring service booklet, vehicle registration, driving licence")
  }

  private func alternative(_ entry: Schedule.UnscheduledAppointment) -> String {
    words.reason(entry.reason) + (entry.detail.map { words("（\($0)）", " (\($0))") } ?? "") + earliest(entry)
  }

  private func earliest(_ entry: Schedule.UnscheduledAppointment) -> String {
    guard let at = entry.earliest else { return words("；暂无可约时间", "; no other time found") }
    return words("；最早可约 \(time(at))", "; earliest \(time(at))")
  }
}
