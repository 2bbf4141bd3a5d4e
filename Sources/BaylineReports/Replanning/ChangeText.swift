public import BaylineModel
import BaylineWording

/// The list of changes in words: whom to call, who works on what instead, arrivals and parts.
public struct ChangeText: Sendable {
  private let words: Glossary
  private let names: DisplayNames
  private let cards: [String: CustomerCard]

  /// Words for changes between two demands of a site; the later one comes first for names.
  public init(site: Site, before: Demand, after: Demand, language: Language) {
    words = Glossary(language)
    var both = after
    let known = Set(after.appointments.map(\.id))
    both.appointments += before.appointments.filter { !known.contains($0.id) }
    // Operations that were interrupted or called off have their names in one of the two.
    names = DisplayNames(site: site, demand: both)
    cards = Dictionary(both.appointments.map { ($0.id, $0.card) }, uniquingKeysWith: { first, _ in first })
  }

  /// What is known of the customer of a visit.
  func card(_ appointment: String) -> CustomerCard { cards[appointment] ?? CustomerCard() }

  /// The whole list, ending in a line break.
  public func text(_ changes: ChangeList) -> String {
    let sections = [
      section(words("需联系的客户", "Customers to call"), changes.calls.flatMap(lines)),
      section(words("已取消", "Called off"), changes.cancellations.map(line)),
      section(
        words("技师", "Technicians"),
        changes.technicians.flatMap { person in
          [names.technician(person.id)] + person.tasks.map { "  " + line($0, for: person.id) }
        }),
      section(
        words("服务顾问", "Advisors"),
        changes.advisors.flatMap { person in
          [names.advisor(person.id)] + person.arrivals.map { "  " + line($0, for: person.id) }
        }),
      section(words("领料单变动", "Picking list"), changes.picks.map(line)),
    ].filter { !$0.isEmpty }
    guard !sections.isEmpty else { return words("没有变动", "Nothing changes") + "\n" }
    return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func section(_ heading: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : [heading] + lines.map { "  " + $0 }
  }

  // MARK: - Customers

  /// One call: who, and on the next line why and what to say.
  private func lines(_ call: ChangeList.Call) -> [String] {
    let card = card(call.appointment)
    let title = words.language == .chinese ? card.title ?? "" : ""
    let person = [card.customer.map { $0 + title }, card.phone].compactMap { $0?.printable }
    let who = ([names.vehicle(call.appointment)] + person).joined(separator: "  ")
    return [who, "    " + cause(call.cause) + words("；", "; ") + answer(call)]
  }

  /// Why a customer is called.
  func cause(_ cause: ChangeList.CallReason) -> String {
    switch cause {
    case .promiseBroken(let promised):
      words(
        "约定的 \(names.time(promised)) 无法兑现", "the arrival promised for \(names.time(promised)) cannot be kept")
    case .notPlanned: words("车已到店，但目前排不进", "the vehicle is here, but nothing can be planned for it")
    case .late(let readyBy, _):
      words("约定 \(names.time(readyBy)) 交车，将逾期", "promised for \(names.time(readyBy)), it will be late")
    case .readyLater(let before):
      words("交车时间晚于原计划的 \(names.time(before))", "ready later than the planned \(names.time(before))")
    case .urgentReturn: words("返修急件", "urgent return")
    case .walkIn: words("未预约进店", "came without a booking")
    case .addedWork: words("增项已排入", "added work is planned")
    case .slotReleased(let promised, let expected):
      words(
        "迟到超过保留时间（约 \(names.time(promised))，预计 \(names.time(expected)) 到），时段已释放",
        "late beyond the grace time (promised \(names.time(promised)), expected \(names.time(expected))), slot released"
      )
    case .request: words("新的预约请求", "new request")
    case .noShow(let missed): words("\(names.time(missed)) 未到店", "did not come at \(names.time(missed))")
    case .nowPossible: words("原先未排入，现在可以", "was left out, now there is room")
    case .promisePassed(let promised):
      words(
        "约定的 \(names.time(promised)) 已过且未能安排",
        "the promised \(names.time(promised)) passed with nothing planned")
    }
  }

  private func answer(_ call: ChangeList.Call) -> String {
    switch call.answer {
    case .planned(let reception?, let ready):
      let isFirm =
        switch call.cause {
        case .late, .readyLater, .addedWork: true
        default: false
        }
      if isFirm { return self.ready(ready) }
      return words("建议 ", "offer ") + offer(reception, ready)
    case .planned(nil, let ready): return self.ready(ready)
    case .leftOut(let reason, let offered, let ready, let earliest):
      let why = words.reason(reason)
      if let offered, let ready { return why + words("；可改约 ", "; could come ") + offer(offered, ready) }
      return why
        + (earliest.map { words("；最早 \(names.time($0))", "; from \(names.time($0))") }
          ?? words("；暂无可行时间", "; no time found yet"))
    }
  }

  private func offer(_ reception: Reception, _ ready: CivilTime) -> String {
    names.time(reception.arrival) + words("，", ", ") + names.advisor(reception.advisor) + words("，", ", ")
      + self.ready(ready)
  }

  private func ready(_ time: CivilTime) -> String {
    words("预计 \(names.time(time)) 交车", "ready \(names.time(time))")
  }

  private func line(_ visit: ChangeList.Cancellation) -> String {
    let customer = cards[visit.appointment]?.customer.map { "  " + $0 } ?? ""
    let begun = visit.hadBegun ? words("  （已有作业完成，待结算取车）", "  (work was done: settle and hand back)") : ""
    return names.vehicle(visit.appointment) + customer + begun
  }

  // MARK: - The shop

  /// One task as one technician sees it.
  private func line(_ task: ChangeList.OperationChange, for technician: String) -> String {
    let work = names.plate(task.appointment) + " " + names.operation(task.operation, of: task.appointment)
    let had = task.before?.technicians.contains(technician) ?? false
    let has = task.after?.technicians.contains(technician) ?? false
    if let after = task.after, has {
      let place = names.time(after.start) + bay(after.bay) + "  " + work
      guard had, let before = task.before else {
        let others = task.before.map { crew($0.technicians.filter { !after.technicians.contains($0) }) } ?? ""
        let instead =
          others.isEmpty
          ? words("（新增）", " (new)") : words("（接替 \(others)）", " (instead of \(others))")
        return words("接手 ", "takes  ") + place + instead
      }
      let old = names.time(before.start) + (before.bay == after.bay ? "" : bay(before.bay))
      return words("改为 ", "moves  ") + place + words("（原 \(old)）", " (was \(old))")
    }
    let before = task.before.map { names.time($0.start) + bay($0.bay) } ?? ""
    let others = task.after.map { crew($0.technicians) } ?? ""
    let goes = others.isEmpty ? "" : words("（转给 \(others)）", " (goes to \(others))")
    return words("不再做 ", "drops  ") + before + "  " + work + goes
  }

  private func bay(_ id: String?) -> String {
    id.map { " " + names.bay($0) } ?? ""
  }

  private func crew(_ ids: [String]) -> String {
    words.list(ids.map(names.technician))
  }

  // MARK: - Reception and parts

  private func line(_ arrival: ChangeList.ArrivalChange, for advisor: String) -> String {
    let vehicle = names.vehicle(arrival.appointment)
    let (old, new) = (arrival.before, arrival.after)
    guard let new, new.advisor == advisor else {
      let time = old.map { names.time($0.arrival) } ?? ""
      let other = new.map { names.time($0.arrival) + " " + names.advisor($0.advisor) }
      let goes = other.map { words("（改 \($0)）", " (now \($0))") } ?? ""
      return words("不来 ", "not coming  ") + time + "  " + vehicle + goes
    }
    guard let old else { return words("新到 ", "new  ") + names.time(new.arrival) + "  " + vehicle }
    let before = names.time(old.arrival) + (old.advisor == advisor ? "" : " " + names.advisor(old.advisor))
    return words("改为 ", "comes  ") + names.time(new.arrival) + "  " + vehicle
      + words("（原 \(before)）", " (was \(before))")
  }

  private func line(_ pick: ChangeList.PartsPick) -> String {
    let parts = words.list(pick.parts.map { "\(names.part($0.part)) × \($0.quantity)" })
    let vehicle = names.vehicle(pick.appointment)
    guard let after = pick.after else {
      return words("不用备 ", "not needed  ") + vehicle + words("：", ": ") + parts
    }
    let was = pick.before.map { words("（原 \(names.time($0))）", " (was \(names.time($0)))") } ?? ""
    return words("备料 ", "needed by  ") + names.time(after) + "  " + vehicle + words("：", ": ") + parts + was
  }
}
