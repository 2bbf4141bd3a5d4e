import BaylineModel
import BaylineVerifier
import BaylineWording

/// What blocks a placement of a visit, in plain words: violations of the schedule with the visit forced there.
struct ObstacleText {
  let words: Glossary
  let names: DisplayNames
  let site: Site
  let demand: Demand
  /// The visit in question.
  let appointment: String
  /// The schedule with the visit forced into it.
  let schedule: Schedule
  private let verdict: VerdictText

  init(site: Site, demand: Demand, language: Language, appointment: String, schedule: Schedule) {
    words = Glossary(language)
    names = DisplayNames(site: site, demand: demand)
    verdict = VerdictText(site: site, demand: demand, language: language)
    self.site = site
    self.demand = demand
    self.appointment = appointment
    self.schedule = schedule
  }

  /// A line about a violation, with names, times and numbers.
  func sentence(_ violation: Violation) -> String {
    arrivals(violation) ?? work(violation) ?? stock(violation) ?? verdict.sentence(violation)
  }

  /// A line per violation without repetitions: of several about the same rule and advisor or the site, the first.
  func lines(_ violations: [Violation]) -> [(rule: HardRule, text: String)] {
    var seen: Set<String> = []
    return violations.compactMap { violation in
      let text = sentence(violation)
      var key = violation.rule.rawValue + text
      switch violation.subject {
      case .advisor(let id): key = violation.rule.rawValue + " " + id
      case .site: key = violation.rule.rawValue
      default: break
      }
      return seen.insert(key).inserted ? (violation.rule, text) : nil
    }
  }

  // MARK: - Arrivals

  private func arrivals(_ violation: Violation) -> String? {
    switch violation.detail {
    case .tooManyArrivalsInHour(let arrivals, let limit):
      let others = arrivals.filter { $0.appointment != appointment }
      let (from, to) = (names.time(violation.at), names.time(violation.at + 60))
      let who = receiver(violation.subject)
      return words(
        "\(who) \(from)–\(to) 已接待 \(others.count) 台，一小时内至多 \(limit) 台",
        "\(who) already has \(count(others.count)) between \(from) and \(to), at most \(limit) per hour")
        + (violation.subject == .site ? "" : arrivalList(others))
    case .tooManyArrivalsOnDay(let arrivals, let limit):
      let others = arrivals.count { $0.appointment != appointment }
      let who = receiver(violation.subject)
      let day = names.day(violation.at.date)
      return words(
        "\(who) \(day) 已接待 \(others) 台，每天至多 \(limit) 台",
        "\(who) already has \(others) on \(day), at most \(limit) per day")
    case .arrivalsTooClose(let earlier, let later, let minimum):
      let other = earlier.appointment == appointment ? later : earlier
      let who = receiver(violation.subject)
      return words(
        "\(who) \(names.time(other.at)) 接待 \(names.plate(other.appointment))，两台至少相隔 \(minimum) 分钟",
        "\(who) receives \(names.plate(other.appointment)) at \(names.time(other.at)) and needs \(minimum) minutes "
          + "between two arrivals")
    case .receptionOutsideShift(let advisor):
      let at = names.time(violation.at)
      let shift = hours(site.advisors.first { $0.id == advisor }?.calendar, on: violation.at.date)
      return words(
        "\(at) 服务顾问 \(names.advisor(advisor)) 不当班\(words.bracketed(shift))",
        "advisor \(names.advisor(advisor)) is not on duty for a reception at \(at)\(words.bracketed(shift))")
    case .receptionOutsideHours:
      let open = hours(site.hours, on: violation.at.date)
      return verdict.sentence(violation) + words.bracketed(open)
    default: return nil
    }
  }

  private func receiver(_ subject: Violation.Subject) -> String {
    guard case .advisor(let id) = subject else { return words("全店", "the site") }
    return words("服务顾问 ", "advisor ") + names.advisor(id)
  }

  private func arrivalList(_ arrivals: [Violation.ArrivalReference]) -> String {
    words.bracketed(words.list(arrivals.map { "\(names.time($0.at)) \(names.plate($0.appointment))" }))
  }

  /// `three`, as people write small numbers.
  private func count(_ number: Int) -> String {
    let small = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    return number < small.count ? small[number] : String(number)
  }

  /// `08:00–12:00, 13:00–17:30`, or that it is a day off.
  func hours(_ calendar: String?, on day: CivilDate) -> String {
    let intervals = calendar.map { site.intervals(of: $0, on: day) } ?? []
    guard !intervals.isEmpty else { return words("当天休息", "off that day") }
    return words.list(intervals.map { "\(CivilTime.clock($0.start))–\(CivilTime.clock($0.end))" })
  }

  // MARK: - Technicians and bays

  private func work(_ violation: Violation) -> String? {
    switch violation.detail {
    case .overlap(let earlier, let until, let later):
      let (own, other) = earlier.appointment == appointment ? (earlier, later) : (later, earlier)
      guard let mine = placed(own), let busy = placed(other) ?? locked(other, until: until) else {
        return nil
      }
      let what = name(other)
      let need = "\(name(own)) \(names.time(mine.start))–\(names.time(mine.end))"
      let (from, to) = (names.time(busy.start), names.time(busy.end))
      switch violation.subject {
      case .technician(let id):
        return words(
          "技师 \(names.technician(id)) \(from)–\(to) 在做 \(what)，排不进\(need)",
          "technician \(names.technician(id)) works on \(what) from \(from) to \(to), but is needed for \(need)"
        )
      case .bay(let id):
        return words(
          "工位 \(names.bay(id)) \(from)–\(to) 被 \(what) 占用，排不进\(need)",
          "bay \(names.bay(id)) is occupied by \(what) from \(from) to \(to), but is needed for \(need)")
      default: return nil
      }
    case .outsideShift(let technicians, let end):
      let people = technicians.map { id in
        names.technician(id)
          + words.bracketed(
            hours(site.technicians.first { $0.id == id }?.calendar, on: violation.at.date))
      }
      return words(
        "\(names.time(violation.at))–\(names.time(end)) 不在班内：\(words.list(people))",
        "not within a single shift from \(names.time(violation.at)) to \(names.time(end)): \(words.list(people))"
      )
    case .wrongCrewSize(let technicians, let needed):
      guard technicians.count < needed, case .operation(let reference) = violation.subject,
        let operation = operation(reference), case .standard(let work) = operation.work, let crew = work.crew
      else { return nil }
      let need = [words.trade(crew.trade), words.level(crew.level)] + crew.certifications.sorted()
      let qualified =
        technicians.isEmpty ? words("没有人", "nobody") : words.list(technicians.map(names.technician))
      return words(
        "\(name(reference)) 需要 \(needed) 名技师（\(words.list(need))），能做的：\(qualified)",
        "\(name(reference)) needs \(needed) with \(words.list(need)); qualified: \(qualified)")
    default: return nil
    }
  }

  private func name(_ reference: OperationReference) -> String {
    let operation = names.operation(reference.operation, of: reference.appointment)
    return reference.appointment == appointment
      ? "“\(operation)”" : "\(names.plate(reference.appointment)) “\(operation)”"
  }

  private func operation(_ reference: OperationReference) -> ServiceOperation? {
    demand.appointments.first { $0.id == reference.appointment }?.operations
      .first { $0.id == reference.operation }
  }

  private func placed(_ reference: OperationReference) -> (start: CivilTime, end: CivilTime)? {
    schedule.assignments.first { $0.appointment == reference.appointment }?.operations
      .first { $0.operation == reference.operation }.map { ($0.start, $0.end) }
  }

  private func locked(_ reference: OperationReference, until: CivilTime?) -> (
    start: CivilTime, end: CivilTime
  )? {
    guard let lock = operation(reference)?.locked, let end = lock.end ?? until else { return nil }
    return (lock.start, end)
  }

  // MARK: - Parts, loan vehicles, the reserve

  private func stock(_ violation: Violation) -> String? {
    switch violation.detail {
    case .partShortage(let needed, let available, _):
      guard case .part(let id) = violation.subject, let part = demand.parts.first(where: { $0.id == id })
      else {
        return nil
      }
      let at = names.time(violation.at)
      let visit = demand.appointments.first { $0.id == appointment }
      let mine = (visit?.allParts ?? []).reduce(0) { $0 + ($1.part == id ? $1.quantity : 0) }
      let text = words(
        "配件 \(names.part(id)) 到 \(at) 共需 \(needed) 件（其中本车 \(mine) 件），届时只有 \(available) 件",
        "part \(names.part(id)): \(needed) needed by \(at) (\(mine) for this vehicle), \(available) available"
      )
      guard let next = part.inbound.filter({ $0.at > violation.at }).min(by: { $0.at < $1.at }) else {
        return text
      }
      return text
        + words(
          "；下一次到货 \(names.time(next.at))，\(next.quantity) 件",
          "; next delivery: \(next.quantity) at \(names.time(next.at))")
    case .loanerShortage(_, let limit, let appointments):
      let others = appointments.filter { $0 != appointment }
      let at = names.time(violation.at)
      let who = words.bracketed(words.list(others.map(names.plate)))
      return limit == 0
        ? words("本店没有代步车", "the site has no loan vehicles")
        : words(
          "\(at) \(limit) 台代步车已全部借出\(who)", "all \(limit) loan vehicles are out at \(at)\(who)")
    case .reserveExceeded(let booked, let limit):
      let day = names.day(violation.at.date)
      var (percent, chineseTeam, englishTeam) = (site.booking.reservePercent, "", "")
      if case .team(let team) = violation.subject {
        percent = site.booking.teamReservePercent[team] ?? 0
        (chineseTeam, englishTeam) = ("班组 \(team.printable) ", " for team \(team.printable)")
      }
      return words(
        "\(chineseTeam)\(day) 将排满 \(booked) 分钟，预留 \(percent)% 后至多 \(limit) 分钟，超出 \(booked - limit) 分钟",
        "\(booked) minutes would be booked\(englishTeam) on \(day), \(booked - limit) more than the \(limit) available beside "
          + "the reserve of \(percent)%")
    default: return nil
    }
  }
}
