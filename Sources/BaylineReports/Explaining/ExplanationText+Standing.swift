import BaylineModel
import BaylineVerifier
import BaylineWording

/// Why a visit is where it is.
extension ExplanationText {
  func standing(_ standing: Explanation.CurrentPlacement, of explanation: Explanation) -> [String] {
    var lines = [heading(explanation) + words("：", ": ") + place(standing.assignment)]
    lines.append("  " + cost(standing))
    lines += wish(standing, explanation)
    lines += advisor(standing, explanation)
    for operation in standing.operations { lines += self.operation(operation, explanation) }
    return lines
  }

  private func cost(_ standing: Explanation.CurrentPlacement) -> String {
    let terms = change(standing.cost)
    return standing.cost.total == 0 && terms.isEmpty
      ? words("不产生成本", "it adds no cost")
      : words(
        "为计划增加成本 \(words.number(standing.cost.total))：\(terms)",
        "it adds \(words.number(standing.cost.total)) to the cost: \(terms)")
  }

  // MARK: - Arrival

  private func wish(_ standing: Explanation.CurrentPlacement, _ explanation: Explanation) -> [String] {
    guard let appointment = demand.appointments.first(where: { $0.id == explanation.question.appointment }),
      let reception = standing.assignment.reception
    else { return ["  " + words("车辆已在店", "the vehicle is already on site")] }
    if let booked = appointment.booked {
      return [
        "  " + words("已与客户约定 \(names.time(booked.arrival))", "confirmed for \(names.time(booked.arrival))")
      ]
    }
    guard let wish = appointment.preferredArrival else {
      guard !standing.nearer.isEmpty else {
        return ["  " + words("没有更早的到店时间", "there is no earlier slot")]
      }
      return ["  " + words("为什么不更早：", "why not earlier:")] + standing.nearer.map { nearer($0, explanation) }
    }
    if wish == reception.arrival {
      return [
        "  " + words("正是客户首选 \(names.time(wish))", "\(names.time(wish)) is the customer's first choice")
      ]
    }
    let heading = words("客户首选 \(names.time(wish))：", "the customer's first choice is \(names.time(wish)):")
    guard !standing.nearer.isEmpty else {
      return ["  " + heading + words("没有更近的时段", " there is no closer slot")]
    }
    return ["  " + heading] + standing.nearer.map { nearer($0, explanation) }
  }

  private func nearer(_ arrival: Explanation.CloserArrival, _ explanation: Explanation) -> String {
    let at = names.time(arrival.arrival)
    guard arrival.violations.isEmpty else {
      let text = obstacles(explanation, in: arrival.schedule).lines(arrival.violations)
        .map { "\($0.rule.rawValue) \($0.text)" }.joined(separator: words("；", "; "))
      return "    \(at)  \(text)"
    }
    let terms = change(arrival.change)
    let points = arrival.change.total
    let answer =
      points > 0
      ? words("可行，但成本高 \(words.number(points))", "possible, costs \(words.number(points)) more")
      : points < 0
        ? words("可行，且成本低 \(words.number(-points))", "possible, costs \(words.number(-points)) less")
        : words("可行，成本相同", "possible at the same cost")
    return "    \(at)  \(answer)" + (terms.isEmpty ? "" : words.bracketed(terms))
  }

  // MARK: - Advisor

  private func advisor(_ standing: Explanation.CurrentPlacement, _ explanation: Explanation) -> [String] {
    guard let reception = standing.assignment.reception,
      let appointment = demand.appointments.first(where: { $0.id == explanation.question.appointment })
    else { return [] }
    var why = ""
    if let expected = appointment.expectedAdvisor {
      why =
        expected == reception.advisor
        ? words("，客户指定", ", requested by the customer")
        : words("，客户指定的是 \(names.advisor(expected))", ", the customer requested \(names.advisor(expected))")
    }
    let count = standing.arrivalsThatDay ?? 0
    var lines = [
      "  "
        + words(
          "服务顾问 \(names.advisor(reception.advisor))\(why)，当天另接待 \(count) 台",
          "advisor \(names.advisor(reception.advisor))\(why), \(count) other arrivals that day")
    ]
    let text = obstacles(explanation, in: Schedule(assignments: [standing.assignment]))
    lines += standing.advisors.map { advisorLine($0, text) }
    return lines
  }

  func advisorLine(_ advisor: Explanation.AdvisorObstacle, _ text: ObstacleText) -> String {
    let name = names.advisor(advisor.advisor)
    guard advisor.violations.isEmpty else {
      let own = advisor.violations.filter { $0.subject != .site }
      let reasons = text.lines(own.isEmpty ? advisor.violations : own).map {
        "\($0.rule.rawValue) \($0.text)"
      }
      return "    \(name)  " + reasons.joined(separator: words("；", "; "))
    }
    return "    \(name)  "
      + words(
        "有空，当天接待 \(advisor.arrivalsThatDay) 台", "is available, \(advisor.arrivalsThatDay) arrivals that day")
  }

  // MARK: - Operations

  private func operation(_ operation: Explanation.CurrentOperation, _ explanation: Explanation) -> [String] {
    let id = explanation.question.appointment
    let placed = operation.placed
    let who = words.list(
      placed.technicians.map(names.technician) + (placed.bay.map { [names.bay($0)] } ?? []))
    let causes = operation.causes.map { cause($0, id) }
    let why =
      causes.isEmpty
      ? words("可以更早开工，但没有更便宜", "could start earlier, but not at a lower cost")
      : causes.joined(separator: words("，", ", "))
    var lines = [
      "  \(names.time(placed.start))–\(names.time(placed.end)) “\(names.operation(placed.operation, of: id))” \(who)",
      "    " + why,
    ]
    let preferred = demand.appointments.first { $0.id == id }?.preferredTechnician
    let others = operation.others.map { other -> String in
      var name = names.technician(other.technician)
      if let level = other.level { name += " " + words.level(level) }
      if other.technician == preferred { name += words("（客户指定）", " (requested)") }
      switch other.state {
      case .free: return name + words(" 有空", " is free")
      case .offDuty: return name + words(" 不在班", " is off duty")
      case .busy(let reference, let until):
        return name
          + words(
            " 在做 \(names.plate(reference.appointment)) 到 \(names.time(until))",
            " works on \(names.plate(reference.appointment)) until \(names.time(until))")
      }
    }
    if !others.isEmpty {
      let shown = others.prefix(6)
      let more = others.count - shown.count
      let rest = more > 0 ? words(" 等 \(others.count) 人", " and \(more) more") : ""
      lines.append(
        "    " + words("还有谁能做：", "also qualified: ") + shown.joined(separator: words("；", "; ")) + rest)
    }
    return lines
  }

  private func cause(_ cause: Explanation.StartConstraint, _ id: String) -> String {
    func work(_ reference: OperationReference) -> String {
      names.plate(reference.appointment) + " “"
        + names.operation(reference.operation, of: reference.appointment) + "”"
    }
    return switch cause {
    case .locked: words("已锁定", "locked")
    case .reception: words("接车后马上开工", "starts right after reception")
    case .operation(let before):
      words("接在“\(names.operation(before, of: id))”之后", "follows “\(names.operation(before, of: id))”")
    case .technicianFree(let technician, let after):
      words(
        "等 \(names.technician(technician)) 做完 \(work(after))",
        "waits for \(names.technician(technician)) to finish \(work(after))")
    case .technicianOnDuty(let technician):
      words("\(names.technician(technician)) 这时上班", "\(names.technician(technician)) starts the shift")
    case .bayFree(let bay, let after):
      words("等 \(names.bay(bay)) 空出（\(work(after))）", "waits for \(names.bay(bay)) (\(work(after)))")
    case .bayOpen(let bay): words("\(names.bay(bay)) 这时开放", "\(names.bay(bay)) opens")
    case .lag(let minutes):
      words(
        "前一项结束后须隔 \(minutes) 分钟", "may start \(minutes) minutes after the previous operation at the earliest")
    case .move(let minutes):
      words("换工位需 \(minutes) 分钟", "the vehicle is moved into the bay first (\(minutes) minutes)")
    case .equipmentFree(let id, let after):
      words(
        "等设备 \(names.equipment(id)) 空出（\(work(after))）",
        "waits for equipment \(names.equipment(id)) (\(work(after)))")
    case .part(let id):
      words("等配件 \(names.part(id)) 到货", "waits for the delivery of part \(names.part(id))")
    case .now: words("不能早于当前时间", "may not start before the current time")
    }
  }
}
