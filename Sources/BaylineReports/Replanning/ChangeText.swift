public import BaylineModel
import BaylineWording

/// The changes of a replan in words: calls to make, reassigned work, arrivals and parts.
public struct ChangeText: Sendable {
  private let words: Glossary
  private let names: DisplayNames
  private let cards: [String: Appointment.CustomerCard]

  /// Creates a text for the changes between two demands of a site.
  public init(site: Site, before: Demand, after: Demand, language: Language) {
    words = Glossary(language)
    var both = after
    let known = Set(after.appointments.map(\.id))
    both.appointments += before.appointments.filter { !known.contains($0.id) }
    // Interrupted and cancelled operations are named in only one of the two demands.
    names = DisplayNames(site: site, demand: both)
    cards = Dictionary(both.appointments.map { ($0.id, $0.card) }, uniquingKeysWith: { first, _ in first })
  }

  func card(_ appointment: String) -> Appointment.CustomerCard {
    cards[appointment] ?? Appointment.CustomerCard()
  }

  /// The whole list, ending with a line break.
  public func text(_ changes: ChangeList) -> String {
    let groups = groups(changes)
    guard !groups.isEmpty else { return words("没有变动", "No changes") + "\n" }
    let sections = groups.map { ([$0.heading] + $0.lines.map { "  " + $0 }).joined(separator: "\n") }
    return sections.joined(separator: "\n\n") + "\n"
  }

  /// What changes for whom: a heading and its lines; what belongs to the line above is indented.
  package func groups(_ changes: ChangeList) -> [(heading: String, lines: [String])] {
    let groups = [
      (words("需联系的客户", "Customers to call"), changes.calls.flatMap(lines)),
      (words("已取消", "Cancelled"), changes.cancellations.map(line)),
      (
        words("技师", "Technicians"),
        changes.technicians.flatMap { person in
          [names.technician(person.id)] + person.tasks.map { "  " + line($0, for: person.id) }
        }
      ),
      (
        words("服务顾问", "Advisors"),
        changes.advisors.flatMap { person in
          [names.advisor(person.id)] + person.arrivals.map { "  " + line($0, for: person.id) }
        }
      ),
      (words("移车", "Vehicles to move"), changes.vehicleMoves.map(line)),
      (words("取送车", "Collection and delivery"), changes.trips.map(line)),
      (words("领料单变动", "Picking list"), changes.picks.map(line)),
    ]
    return groups.filter { !$0.1.isEmpty }
  }

  // MARK: - Customers

  /// One call: the customer, then the reason and what to say.
  private func lines(_ call: ChangeList.Call) -> [String] {
    let card = card(call.appointment)
    let title = words.language == .chinese ? card.title ?? "" : ""
    let person = [card.customer.map { $0 + title }, card.phone].compactMap { $0?.printable }
    let who = ([names.vehicle(call.appointment)] + person).joined(separator: "  ")
    return [who, "    " + cause(call.cause) + words("；", "; ") + answer(call)]
  }

  /// The reason for a call.
  func cause(_ cause: ChangeList.CallReason) -> String {
    switch cause {
    case .promiseBroken(let promised):
      words(
        "约定的 \(names.time(promised)) 无法兑现", "the confirmed arrival at \(names.time(promised)) cannot be kept")
    case .notPlanned: words("车已到店，但目前排不进", "the vehicle is on site, but cannot be scheduled")
    case .onHold(let until?):
      words(
        "等待客户答复（预计 \(names.time(until))）", "waiting for the customer's answer, expected \(names.time(until))")
    case .onHold(nil): words("等待客户答复", "waiting for the customer's answer")
    case .late(let readyBy, _):
      words("约定 \(names.time(readyBy)) 交车，将逾期", "promised by \(names.time(readyBy)), will be late")
    case .readyLater(let before):
      words("交车时间晚于原计划的 \(names.time(before))", "ready later than planned (\(names.time(before)))")
    case .urgentReturn: words("返修急件", "urgent comeback")
    case .walkIn: words("未预约进店", "walk-in")
    case .addedWork: words("增项已排入", "additional work is scheduled")
    case .slotReleased(let promised, let expected):
      words(
        "迟到超过保留时间（约 \(names.time(promised))，预计 \(names.time(expected)) 到），时段已释放",
        "later than the grace time allows (confirmed for \(names.time(promised)), expected at \(names.time(expected))); slot released"
      )
    case .request: words("新的预约请求", "new request")
    case .noShow(let missed): words("\(names.time(missed)) 未到店", "did not show up at \(names.time(missed))")
    case .moved(let from?):
      words(
        "改约（原 \(names.time(from))），30 分钟内短信确认",
        "moved from \(names.time(from)); confirm by text within 30 minutes")
    case .moved(nil): words("已约定，30 分钟内短信确认", "agreed; confirm by text within 30 minutes")
    case .notAgreed(let proposed):
      words(
        "曾建议 \(names.time(proposed))，客户未确认且已过",
        "\(names.time(proposed)) was proposed, not agreed to, and has passed")
    case .nowPossible: words("原先未排入，现在可以", "was unscheduled, now possible")
    case .promisePassed(let promised):
      words(
        "约定的 \(names.time(promised)) 已过且未能安排",
        "the confirmed time, \(names.time(promised)), passed without a slot")
    }
  }

  private func answer(_ call: ChangeList.Call) -> String {
    switch call.answer {
    case .planned(let reception?, let ready):
      let isAgreed =
        switch call.cause {
        case .late, .readyLater, .addedWork, .onHold: true
        default: false
        }
      if isAgreed { return self.ready(ready) }
      if case .moved = call.cause { return words("新时间 ", "new time ") + offer(reception, ready) }
      return words("建议 ", "offer ") + offer(reception, ready)
    case .planned(nil, let ready): return self.ready(ready)
    case .leftOut where call.cause == .onHold(until: nil):
      return words("答复后再安排其余作业", "the rest is scheduled once it is there")
    case .leftOut(let reason, let offered, let ready, let earliest):
      let why = words.reason(reason)
      if let offered, let ready { return why + words("；可改约 ", "; offer instead ") + offer(offered, ready) }
      return why
        + (earliest.map { words("；最早 \(names.time($0))", "; earliest \(names.time($0))") }
          ?? words("；暂无可行时间", "; no slot found yet"))
    }
  }

  private func offer(_ reception: Schedule.Reception, _ ready: CivilTime) -> String {
    names.time(reception.arrival) + words("，", ", ") + names.advisor(reception.advisor) + words("，", ", ")
      + self.ready(ready)
  }

  private func ready(_ time: CivilTime) -> String {
    words("预计 \(names.time(time)) 交车", "ready \(names.time(time))")
  }

  private func line(_ visit: ChangeList.Cancellation) -> String {
    let customer = cards[visit.appointment]?.customer.map { "  " + $0 } ?? ""
    let begun =
      visit.hadBegun
      ? words("  （已有作业完成，待结算取车）", "  (work was done: invoice and hand over)")
      : words("  （问明原因，另约时间）", "  (ask why, and offer another time)")
    return names.vehicle(visit.appointment) + customer + begun
  }

  // MARK: - The shop

  /// A changed operation from one technician's point of view.
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
        return words("接手 ", "takes over  ") + place + instead
      }
      let old = names.time(before.start) + (before.bay == after.bay ? "" : bay(before.bay))
      return words("改为 ", "moved to  ") + place + words("（原 \(old)）", " (was \(old))")
    }
    let before = task.before.map { names.time($0.start) + bay($0.bay) } ?? ""
    let others = task.after.map { crew($0.technicians) } ?? ""
    let reassigned = others.isEmpty ? "" : words("（转给 \(others)）", " (reassigned to \(others))")
    return words("不再做 ", "no longer  ") + before + "  " + work + reassigned
  }

  /// A vehicle that is moved in only one of the plans.
  private func line(_ move: ChangeList.VehicleMove) -> String {
    let work = names.plate(move.appointment) + " " + names.operation(move.operation, of: move.appointment)
    let bays = names.bay(move.from) + " → " + names.bay(move.to)
    guard move.isNew else { return words("不再移车 ", "stays  ") + work + words("（原 \(bays)）", " (was \(bays))") }
    return words("移车 ", "move  ") + names.time(move.at) + " " + bays + "  " + work
  }

  private func line(_ trip: ChangeList.TripChange) -> String {
    let vehicle = names.vehicle(trip.appointment)
    let kind = trip.isDelivery ? words("送车 ", "deliver  ") : words("取车 ", "collect  ")
    guard let after = trip.after else {
      let was = trip.before.map { names.time($0) } ?? ""
      return words("取消\(kind)", "no longer \(kind)") + vehicle + words("（原 \(was)）", " (was \(was))")
    }
    let was = trip.before.map { words("（原 \(names.time($0))）", " (was \(names.time($0)))") } ?? ""
    return kind + words("\(names.time(after)) 出发  ", "setting out \(names.time(after))  ") + vehicle + was
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
      let reassigned = other.map { words("（改 \($0)）", " (now \($0))") } ?? ""
      return words("取消接待 ", "cancelled  ") + time + "  " + vehicle + reassigned
    }
    guard let old else { return words("新到 ", "new  ") + names.time(new.arrival) + "  " + vehicle }
    let before = names.time(old.arrival) + (old.advisor == advisor ? "" : " " + names.advisor(old.advisor))
    return words("改为 ", "moved to  ") + names.time(new.arrival) + "  " + vehicle
      + words("（原 \(before)）", " (was \(before))")
  }

  private func line(_ pick: ChangeList.PartsPick) -> String {
    let parts = words.list(pick.parts.map { "\(names.part($0.part)) × \($0.quantity)" })
    let vehicle = names.vehicle(pick.appointment)
    guard let after = pick.after else {
      return words("退料 ", "return to stock  ") + vehicle + words("：", ": ") + parts
    }
    let was = pick.before.map { words("（原 \(names.time($0))）", " (was \(names.time($0)))") } ?? ""
    return words("备料 ", "needed by  ") + names.time(after) + "  " + vehicle + words("：", ": ") + parts + was
  }
}
