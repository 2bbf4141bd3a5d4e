public import BaylineModel
import BaylineVerifier
import BaylineWording

/// A verdict in words: one line per violation, beginning with the code of its rule.
public struct VerdictText: Sendable {
  let words: Glossary
  let names: DisplayNames

  /// Creates a text for verdicts on schedules of a site and a demand.
  public init(site: Site, demand: Demand, language: Language) {
    words = Glossary(language)
    names = DisplayNames(site: site, demand: demand)
  }

  /// A line about a violation: rule, subject, description.
  public func line(_ violation: Violation) -> String {
    "\(violation.rule.rawValue) \(subject(violation.subject))\(words("：", ": "))\(sentence(violation))"
  }

  /// A line about a cost term that the file states wrongly.
  public func line(_ difference: Verdict.CostDifference) -> String {
    let code = difference.term?.rawValue ?? "total"
    let term = difference.term.map(words.term) ?? words("合计", "total")
    let stated = words.number(difference.stated)
    let actual = words.number(difference.actual)
    return words(
      "COST \(code) \(term)：文件写 \(stated)，实为 \(actual)",
      "COST \(code) (\(term)): the file says \(stated), actually \(actual)")
  }

  /// The cost by term in aligned columns, ending with the total.
  public func costTable(_ cost: ScheduleCost) -> [String] {
    var table = TextTable([.left, .left, .right])
    for term in ScheduleCost.Term.allCases {
      table.append([words.term(term), term.rawValue, words.number(cost[term])])
    }
    table.append([words("合计", "total"), "", words.number(cost.total)])
    return table.lines
  }

  /// The whole verdict: violations, differences, the cost by term, and a conclusion.
  public func text(_ verdict: Verdict) -> String {
    let found = verdict.violations.map { line($0) } + verdict.differences.map { line($0) }
    let lines = found + (found.isEmpty ? [] : [""]) + costTable(verdict.cost) + ["", conclusion(verdict)]
    return lines.joined(separator: "\n") + "\n"
  }

  /// A sentence: feasibility, unscheduled visits, wrong costs.
  func conclusion(_ verdict: Verdict) -> String {
    let left =
      verdict.unscheduled == 0
      ? words("全部排入", "all visits are scheduled")
      : words("\(verdict.unscheduled) 台未排入", "\(verdict.unscheduled) unscheduled")
    let broken = verdict.violations.count
    let rules =
      broken == 0
      ? words("可行，无违规", "Feasible, no violations")
      : words("不可行，违规 \(broken) 处", "Infeasible, \(broken) violation\(broken == 1 ? "" : "s")")
    let wrong = verdict.differences.count
    let cost =
      wrong == 0
      ? ""
      : words("；文件成本有 \(wrong) 处不符", "; the file states \(wrong) wrong cost value\(wrong == 1 ? "" : "s")")
    return words("\(rules)；\(left)\(cost)。", "\(rules); \(left)\(cost).")
  }

  private func subject(_ subject: Violation.Subject) -> String {
    switch subject {
    case .appointment(let id): words("预约 ", "appointment ") + names.vehicle(id)
    case .operation(let operation):
      words("作业 ", "operation ") + names.vehicle(operation.appointment) + " "
        + names.operation(operation.operation, of: operation.appointment)
    case .advisor(let id): words("服务顾问 ", "advisor ") + names.advisor(id)
    case .site: words("全店", "site")
    case .bay(let id): words("工位 ", "bay ") + names.bay(id)
    case .technician(let id): words("技师 ", "technician ") + names.technician(id)
    case .part(let id): words("配件 ", "part ") + names.part(id)
    case .loaners: words("代步车", "loan vehicles")
    case .technicians: words("全体技师", "technicians")
    case .team(let name): words("班组 ", "team ") + name.printable
    case .equipment(let id): words("设备 ", "equipment ") + names.equipment(id)
    case .limit(let id): words("预约限额 ", "limit ") + names.limit(id)
    case .drivers: words("取送车司机", "drivers")
    }
  }
}
