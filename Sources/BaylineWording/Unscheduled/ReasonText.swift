package import BaylineModel

/// Why visits were not scheduled: for example which part is missing and until when, or which skill is needed, who has it
/// and when they are free.
package struct ReasonText: Sendable {
  private let demand: Demand
  private let words: Glossary
  private let names: DisplayNames

  /// Creates words for the schedules of a site and a demand.
  package init(site: Site, demand: Demand, language: Language) {
    self.demand = demand
    words = Glossary(language)
    names = DisplayNames(site: site, demand: demand)
  }

  /// The reason in a few words: that of the schedule's rules, but for a day that is not in the plan at all.
  package func cause(_ unscheduled: Schedule.UnscheduledAppointment) -> String {
    if case .outsidePlan = unscheduled.obstacles.first {
      return words("不在计划日期内", "not in the planned days")
    }
    return words.reason(unscheduled.reason)
  }

  /// What keeps a visit out, as sentences in one line; `nil` if nothing is known.
  package func detail(_ obstacles: [Obstacle], of appointment: Appointment) -> String? {
    guard !obstacles.isEmpty else { return nil }
    return obstacles.map { sentence($0, appointment) }.joined(separator: words("；", "; "))
  }

  /// The same schedule with the details of its unscheduled visits worded.
  package func worded(_ schedule: Schedule) -> Schedule {
    var schedule = schedule
    let appointments = Dictionary(
      demand.appointments.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for index in schedule.unscheduled.indices {
      guard let appointment = appointments[schedule.unscheduled[index].appointment] else { continue }
      word(&schedule.unscheduled[index], appointment)
    }
    return schedule
  }

  /// The same unscheduled visit with its detail worded.
  package func worded(_ unscheduled: Schedule.UnscheduledAppointment, of appointment: Appointment)
    -> Schedule.UnscheduledAppointment
  {
    var unscheduled = unscheduled
    word(&unscheduled, appointment)
    return unscheduled
  }

  private func word(_ unscheduled: inout Schedule.UnscheduledAppointment, _ appointment: Appointment) {
    if let detail = detail(unscheduled.obstacles, of: appointment) { unscheduled.detail = detail }
  }

  private func sentence(_ obstacle: Obstacle, _ appointment: Appointment) -> String {
    switch obstacle {
    case .uneconomical(let arrival):
      words(
        "\(names.time(arrival)) 有空位，但会耽误其他车",
        "would fit at \(names.time(arrival)), but would delay other vehicles too much")
    case .technicians(let operation, let requirement, let able):
      technicians(operation, requirement, able, appointment)
    case .bays(let operation, let type, let suitable): bays(operation, type, suitable, appointment)
    case .equipment(let id, let operation, let count, let freeFrom):
      equipment(id, operation, count, freeFrom, appointment)
    case .noCommonTime(let operation, let technicians, let bays):
      noCommonTime(operation, technicians, bays, appointment)
    case .horizon: words("计划期内排不下", "it does not fit in the horizon")
    case .parts(let missing): words.shortList(missing.map(part), separator: words("；", "; "))
    case .availability(let windows): availability(windows)
    case .outsidePlan(let windows, let first, let last): outsidePlan(windows, first, last)
    case .noAdvisor(let kind):
      words("没有接待“\(words.kind(kind))”的服务顾问", "no advisor receives \(words.kind(kind)) vehicles")
    case .advisors(let date, let bookings): advisors(date, bookings)
    case .limit(let id, let date, let arrivals, let most): limit(id, date, arrivals, most)
    case .promise(let arrival, let advisorIsOnDuty): promise(arrival, advisorIsOnDuty)
    case .locks:
      words(
        "已锁定的作业与其余作业排不到一起，或超出计划期",
        "its locked work leaves no room for the rest, or ends after the horizon")
    case .loaners(let count): loaners(count)
    case .drivers(let count): drivers(count)
    case .reserve(let minutes, let left): reserve(minutes, left)
    case .combination:
      words("需要的技师、工位或时间凑不到一起", "no combination of its technicians, bays and times works")
    }
  }

  // MARK: - The customer's side

  private func availability(_ windows: [TimeWindow]) -> String {
    let times = windows.map { names.span(from: $0.from, to: $0.to) }
    guard !times.isEmpty else { return words("没有可预约的到店时段", "no slot is left to book") }
    return words(
      "客户可来的时间（\(words.shortList(times))）排不下",
      "it does not fit in the customer's times (\(words.shortList(times)))")
  }

  private func outsidePlan(_ windows: [TimeWindow], _ first: CivilDate, _ last: CivilDate) -> String {
    let times = words.shortList(windows.map { names.span(from: $0.from, to: $0.to) })
    let days = first == last ? "\(first)" : words("\(first) 至 \(last)", "\(first) to \(last)")
    return words(
      "客户可来的时间（\(times)）不在本计划的日期（\(days)）内；请增加计划天数，或用那天的需求文件",
      "the customer's times (\(times)) are not among the planned days (\(days)); plan more days, or use the demand of that day"
    )
  }

  private func promise(_ arrival: CivilTime, _ advisorIsOnDuty: Bool) -> String {
    if arrival < demand.now {
      return words(
        "约定的 \(names.time(arrival)) 已过，请联系客户改约",
        "promised for \(names.time(arrival)), which has passed; call and agree on another time")
    }
    return advisorIsOnDuty
      ? words(
        "约定 \(names.time(arrival)) 到店，作业无法按时完成",
        "promised for \(names.time(arrival)), but its work cannot be finished in time")
      : words(
        "约定 \(names.time(arrival)) 到店，但无服务顾问当班",
        "promised for \(names.time(arrival)), but no advisor is on duty then")
  }

  private func loaners(_ count: Int) -> String {
    count == 0
      ? words("本店没有代步车", "the site has no loan vehicle")
      : words("\(count) 台代步车届时全部借出", "all \(count) loan vehicles are in use then")
  }

  private func drivers(_ count: Int) -> String {
    count == 0
      ? words("本店没有取送车司机", "the site has no driver")
      : words("\(count) 名司机届时都在取送车", "all \(count) drivers are under way then")
  }

  private func limit(_ id: String, _ date: CivilDate, _ arrivals: Int, _ most: Int) -> String {
    words(
      "已达到“\(names.limit(id))”限额（\(names.day(date)) 已约 \(arrivals) 台，至多 \(most) 台）",
      "the limit “\(names.limit(id))” is reached when the customer can come (\(arrivals) on "
        + "\(names.day(date)), at most \(most))")
  }

  // MARK: - Technicians, bays and equipment

  private func equipment(
    _ id: String, _ operation: String, _ count: Int, _ freeFrom: CivilTime?, _ appointment: Appointment
  ) -> String {
    let name = names.operation(operation, of: appointment.id)
    let need = names.equipment(id)
    let state =
      freeFrom.map { words("\(names.time($0)) 起有空", "free from \(names.time($0))") }
      ?? words("计划期内排满", "in use throughout the horizon")
    return words(
      "“\(name)”需要\(need)（共 \(count) 台）：\(state)", "“\(name)” needs \(need) (\(count) in all): \(state)")
  }

  private func technicians(
    _ operation: String, _ requirement: WorkRequirement.Crew?, _ able: [Obstacle.ResourceAvailability],
    _ appointment: Appointment
  ) -> String {
    let name = names.operation(operation, of: appointment.id)
    let need = need(requirement)
    guard !able.isEmpty else {
      return words("“\(name)”需要\(need)，本店无此技师", "“\(name)” needs \(need): no technician here has it")
    }
    if let requirement, able.count < requirement.size {
      let people = words.shortList(able.map { names.technician($0.id) })
      return words(
        "“\(name)”需要 \(requirement.size) 名\(need)，只有\(people)",
        "“\(name)” needs \(requirement.size) technicians (\(need)), but there is only \(people)")
    }
    let people = words.shortList(able.map { availability(names.technician($0.id), $0.state, isBay: false) })
    return words("“\(name)”需要\(need)：\(people)", "“\(name)” needs \(need): \(people)")
  }

  private func availability(
    _ name: String, _ state: Obstacle.ResourceAvailability.State, isBay: Bool
  ) -> String {
    switch state {
    case .free(let from): words("\(name) \(names.time(from)) 起有空", "\(name) is free from \(names.time(from))")
    case .busy: words("\(name) 计划期内排满", "\(name) is fully booked")
    case .offDuty where isBay: words("\(name) 停用", "\(name) is closed")
    case .offDuty: words("\(name) 不当班", "\(name) is not on duty")
    case .tooShort(let work, let longest):
      words(
        "\(name) 一次至多可用 \(longest) 分钟，需 \(work) 分钟",
        "\(name) has at most \(longest) minutes at a time, \(work) are needed")
    }
  }

  private func noCommonTime(
    _ operation: String, _ technicians: [String], _ bays: [String], _ appointment: Appointment
  ) -> String {
    let name = names.operation(operation, of: appointment.id)
    let who = words.shortList(technicians.map(names.technician) + bays.map(names.bay))
    return words(
      "“\(name)”：车辆到店后，\(who) 没有可用的共同时间（班次不重叠或太短）",
      "“\(name)”: once the vehicle can be there, \(who) have no time in common (shifts that do not overlap, or too short)"
    )
  }

  private func need(_ requirement: WorkRequirement.Crew?) -> String {
    guard let requirement else { return words("指定技师", "one of the named technicians") }
    var text = words(
      "\(words.trade(requirement.trade))\(words.level(requirement.level))",
      "\(words.level(requirement.level)) \(words.trade(requirement.trade))")
    if !requirement.certifications.isEmpty {
      text += " + " + requirement.certifications.sorted().joined(separator: ", ").printable
    }
    return text
  }

  private func bays(
    _ operation: String, _ type: String?, _ suitable: [Obstacle.ResourceAvailability],
    _ appointment: Appointment
  ) -> String {
    let name = names.operation(operation, of: appointment.id)
    let need = type.map(words.bayType) ?? words("指定工位", "one of the named bays")
    guard !suitable.isEmpty else {
      return words("“\(name)”需要\(need)，本店没有", "“\(name)” needs \(need): the site has none")
    }
    let bays = words.shortList(suitable.map { availability(names.bay($0.id), $0.state, isBay: true) })
    return words("“\(name)”需要\(need)：\(bays)", "“\(name)” needs \(need): \(bays)")
  }

  // MARK: - Parts, advisors, the reserve

  private func part(_ missing: Obstacle.MissingPart) -> String {
    let part = names.part(missing.part)
    let onHand = demand.parts.first { $0.id == missing.part }?.onHand ?? missing.left
    // What is on the shelf for others is not missing there.
    let reserved = onHand - missing.left
    let kept =
      reserved > 0
      ? words("（库存 \(onHand) 件，其余留给其他车）", " (\(onHand) on hand, the rest is kept for other visits)") : ""
    let stock =
      words(
        "\(part) 需 \(missing.needed) 件，余 \(missing.left) 件",
        "\(part): \(missing.needed) needed, \(missing.left) left") + kept
    guard let at = missing.enoughAt else {
      return stock + words("，暂无到货计划", ", no sufficient delivery is planned")
    }
    return stock + words("，\(names.time(at)) 到货后可做", ", enough from \(names.time(at))")
  }

  private func advisors(_ date: CivilDate, _ bookings: [Obstacle.AdvisorBookings]) -> String {
    if bookings.allSatisfy({ !$0.isOnDuty }) {
      return words(
        "\(names.day(date)) 没有服务顾问当班（\(words.shortList(bookings.map { names.advisor($0.advisor) }))）",
        "no advisor is on duty on \(names.day(date)) (\(words.shortList(bookings.map { names.advisor($0.advisor) })))"
      )
    }
    let loads = bookings.map { booking in
      names.advisor(booking.advisor)
        + (booking.isOnDuty ? " \(booking.booked)/\(booking.limit)" : words(" 不当班", " off duty"))
    }
    return words(
      "客户可来的时间内无空档（\(names.day(date)) 接待：\(words.shortList(loads))）",
      "no advisor has a slot within the customer's times (booked on \(names.day(date)): \(words.shortList(loads)))"
    )
  }

  private func reserve(_ minutes: Int, _ left: [Obstacle.DayMinutes]) -> String {
    let days = left.prefix(Glossary.maxListed).map { day in
      words("\(names.day(day.date)) 余 \(day.minutes) 分钟", "\(names.day(day.date)) \(day.minutes) min")
    }
    return words(
      "扣除预留后可约工时不足：需 \(minutes) 分钟，\(words.shortList(days))",
      "needs \(minutes) minutes; left to book beside the reserve: \(words.shortList(days))")
  }
}
