package import BaylineModel
package import BaylineSolver

/// Why a visit was left out, in the words of a colleague: which part and until when, which skill, who has it and
/// when they are free.
package struct ReasonWords: Sendable {
  private let state: SearchState
  private let words: Glossary
  private let names: Names

  /// People or bays named at most.
  private static let mostNamed = 4

  /// Words for a schedule as it stands.
  package init(state: SearchState, language: Language) {
    self.state = state
    words = Glossary(language)
    names = Names(site: state.problem.site, demand: state.problem.demand)
  }

  /// The detail of a finding, one line.
  package func detail(_ finding: UnscheduledFinding) -> String {
    let visit = finding.appointment
    if let arrival = finding.tooDearAt {
      let time = time(arrival)
      return words(
        "\(time) 还排得下，但延误等代价高于不排", "would fit at \(time), but delays would cost more than leaving it out")
    }
    let told = sentences.filter { finding.blockers.contains($0.rule) }.map { $0.words(visit) }
    if !told.isEmpty { return told.joined(separator: words("；", "; ")) }
    return words("需要的技师、工位或时间凑不到一起", "its technicians, bays and times do not come together")
  }

  /// What each rule's sentence is, in the order in which they are told.
  private var sentences: [(rule: Relaxation, words: (AppointmentIndex) -> String)] {
    [
      (.technicians, people), (.bays, bays), (.parts, parts), (.availability, availability),
      (.advisors, advisors),
      (.promise, booked), (.locks, locks), (.loaners, loaners), (.reserve, reserve),
    ]
  }

  private var problem: Problem { state.problem }

  private func time(_ minute: Int) -> String {
    names.time(problem.civil(minute))
  }

  private func appointment(_ visit: AppointmentIndex) -> Appointment {
    problem.demand.appointments[visit.int]
  }

  // MARK: - The customer's side

  private func availability(_ visit: AppointmentIndex) -> String {
    let windows = (appointment(visit).availability ?? []).map { window in
      "\(names.time(window.from))–\(end(of: window))"
    }
    guard !windows.isEmpty else { return words("没有可预约的到店时段", "there is no slot left to book") }
    return words(
      "客户可来的时间（\(list(windows))）排不下", "it does not fit into the customer's times (\(list(windows)))")
  }

  /// The clock time at which a window ends, 24:00 at midnight, with the date where it is another day.
  private func end(of window: TimeWindow) -> String {
    let isMidnight = window.to.minuteOfDay == 0
    let day = isMidnight ? window.to.date.advanced(by: -1) : window.to.date
    let clock = isMidnight ? "24:00" : window.to.clock
    return day == window.from.date ? clock : "\(names.day(day)) \(clock)"
  }

  private func booked(_ visit: AppointmentIndex) -> String {
    guard case .booked(let arrival) = problem.appointments[visit].rule else { return availability(visit) }
    let reception = problem.site.booking.receptionMinutes
    let isAnybodyThere = problem.advisors.elements.contains { $0.shifts.holds(arrival, arrival + reception) }
    return isAnybodyThere
      ? words(
        "约定 \(time(arrival)) 到店，作业无法按时完成",
        "promised for \(time(arrival)): its work cannot be done from then on")
      : words("约定 \(time(arrival)) 到店，但无服务顾问当班", "promised for \(time(arrival)), when no advisor is on duty")
  }

  private func locks(_ visit: AppointmentIndex) -> String {
    words(
      "已锁定的作业与其余作业排不到一起，或超出计划期",
      "its locked work leaves no room for the rest, or ends after the horizon")
  }

  // MARK: - Technicians and bays

  private func people(_ visit: AppointmentIndex) -> String {
    guard let operation = state.scarcestOperation(of: visit) else { return bays(visit) }
    let source = state.source(of: operation)
    let name = names.operation(source.id, of: appointment(visit).id)
    let free = state.freeTechnicians(for: operation)
    let need = need(of: source)
    guard !free.isEmpty else {
      return words("“\(name)”需要\(need)，本店无此技师", "“\(name)” needs \(need): nobody here has it")
    }
    if case .standard(let work) = source.work, let crew = work.crew, free.count < crew.size {
      let able = list(free.map { names.technician(problem.site.technicians[$0.resource.int].id) })
      return words(
        "“\(name)”需要 \(crew.size) 名\(need)，只有\(able)",
        "“\(name)” needs \(crew.size) of \(need), there is only \(able)")
    }
    let who = list(
      free.map { free in availability(problem.site.technicians[free.resource.int], from: free.from) })
    return words("“\(name)”需要\(need)：\(who)", "“\(name)” needs \(need): \(who)")
  }

  private func availability(_ technician: Technician, from: Int?) -> String {
    availability(names.technician(technician.id), from: from)
  }

  private func availability(_ name: String, from: Int?) -> String {
    guard let from else { return words("\(name)计划期内排满", "\(name) is full to the end of the horizon") }
    return words("\(name) \(time(from)) 起有空", "\(name) is free from \(time(from))")
  }

  private func need(of operation: Operation) -> String {
    guard case .standard(let work) = operation.work, let crew = work.crew else {
      return words("指定技师", "one of its own technicians")
    }
    var text = words(
      "\(words.trade(crew.trade))\(words.level(crew.level))",
      "\(words.level(crew.level)) \(words.trade(crew.trade))")
    if !crew.certifications.isEmpty { text += " + " + crew.certifications.sorted().joined(separator: ", ") }
    return text
  }

  private func bays(_ visit: AppointmentIndex) -> String {
    let operations = problem.appointments[visit].operations.map { OperationIndex($0) }
      .filter { problem.operations[$0].lock == nil }
    let scarcest = operations.filter { hasBay(state.source(of: $0)) }
      .min { state.freeBays(for: $0).count < state.freeBays(for: $1).count }
    guard let scarcest else {
      return words("计划期内排不下", "it does not fit into the horizon")
    }
    let source = state.source(of: scarcest)
    let name = names.operation(source.id, of: appointment(visit).id)
    let free = state.freeBays(for: scarcest)
    let type = bayType(source)
    guard !free.isEmpty else {
      return words("“\(name)”需要\(type)，本店没有", "“\(name)” needs \(type): there is none here")
    }
    let which = list(
      free.map { free in availability(names.bay(problem.site.bays[free.resource.int].id), from: free.from) })
    return words("“\(name)”需要\(type)：\(which)", "“\(name)” needs \(type): \(which)")
  }

  private func hasBay(_ operation: Operation) -> Bool {
    switch operation.work {
    case .standard(let work): work.bay != nil
    case .alternatives(let ways): ways.contains { $0.bay != nil }
    }
  }

  private func bayType(_ operation: Operation) -> String {
    guard case .standard(let work) = operation.work, let type = work.bay else {
      return words("指定工位", "one of its own bays")
    }
    return words.bayType(type)
  }

  // MARK: - Parts, advisors, loan vehicles, the reserve

  private func parts(_ visit: AppointmentIndex) -> String {
    let short = state.shortages(of: visit).map { shortage in
      let part = names.part(problem.demand.parts[shortage.part.int].id)
      let stock = words(
        "\(part) 需 \(shortage.needed) 件，余 \(shortage.left) 件",
        "\(part): \(shortage.needed) needed, \(shortage.left) left")
      guard let at = shortage.enoughAt else {
        return stock + words("，暂无到货计划", ", no delivery known that is enough")
      }
      return stock + words("，\(time(at)) 到货后可做", ", enough from \(time(at))")
    }
    return list(short, separator: words("；", "; "))
  }

  private func advisors(_ visit: AppointmentIndex) -> String {
    let source = appointment(visit)
    let able = Array(problem.advisors.indices).filter { problem.site.advisors[$0.int].receives(source.kind) }
    guard !able.isEmpty else {
      return words(
        "没有接待“\(words.kind(source.kind))”的服务顾问", "no advisor receives \(words.kind(source.kind)) vehicles")
    }
    let first = source.booked?.arrival ?? source.availability?.map(\.from).min() ?? problem.demand.now
    let day = day(of: max(problem.minute(first), 0))
    let loads = able.map { advisor -> String in
      let name = names.advisor(problem.site.advisors[advisor.int].id)
      return "\(name) \(state.arrivals.count(of: advisor, onDay: day))/\(problem.advisors[advisor].perDay)"
    }
    let date = names.day(problem.civil(day * 1440).date)
    return words(
      "客户可来的时间内无空档（\(date) 接待：\(list(loads))）",
      "no advisor has a slot within the customer's times (booked on \(date): \(list(loads)))")
  }

  private func loaners(_ visit: AppointmentIndex) -> String {
    let count = problem.site.loaners
    return count == 0
      ? words("本店没有代步车", "the site has no loan vehicle")
      : words("\(count) 台代步车届时全部借出", "all \(count) loan vehicles are out then")
  }

  private func reserve(_ visit: AppointmentIndex) -> String {
    let compiled = problem.appointments[visit]
    let days = (0..<problem.days).filter { problem.bookable[$0] > 0 }.prefix(Self.mostNamed)
    let left = days.map { day in
      let name = names.day(problem.civil(day * 1440).date)
      return words(
        "\(name) 余 \(state.bookableLeft(onDay: day)) 分钟", "\(name) \(state.bookableLeft(onDay: day)) min")
    }
    return words(
      "扣除预留后可约工时不足：需 \(compiled.span) 分钟，\(list(left))",
      "needs \(compiled.span) minutes; left to book beside the reserve: \(list(left))")
  }

  private func list(_ items: [String], separator: String? = nil) -> String {
    let named = items.prefix(Self.mostNamed).joined(separator: separator ?? words("、", ", "))
    let more = items.count - Self.mostNamed
    return more > 0 ? named + words(" 等 \(items.count) 项", " and \(more) more") : named
  }
}
