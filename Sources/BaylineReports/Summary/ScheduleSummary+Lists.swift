import BaylineModel
import BaylineWording

/// The vehicles that somebody has to call about, and the cost.
extension ScheduleSummary {
  /// The late vehicles, the latest first.
  var lateLines: [String] {
    var table = TextTable([.left, .left, .left, .left, .left])
    for late in figures.late {
      table.append([
        names.vehicle(late.appointment).truncated(to: 24), customer(of: late.appointment),
        words("应 ", "by ") + names.time(late.wanted), words("实 ", "ready ") + names.time(late.ready),
        words("迟 ", "late ") + words.duration(late.minutes),
      ])
    }
    return section(words("逾期交车", "Ready too late"), table.lines)
  }

  /// The vehicles that were left out, with the reason and the earliest time at which they could come.
  var unscheduledLines: [String] {
    let kinds = Dictionary(
      demand.appointments.map { ($0.id, $0.kind) }, uniquingKeysWith: { first, _ in first })
    var table = TextTable([.left, .left, .left, .left, .left])
    for left in schedule.unscheduled {
      table.append([
        names.vehicle(left.appointment).truncated(to: 24), customer(of: left.appointment),
        kinds[left.appointment].map { words.kind($0).truncated(to: 12) } ?? "", words.reason(left.reason),
        left.earliest.map { words("最早 ", "from ") + names.time($0) } ?? "",
      ])
    }
    let details = schedule.unscheduled.map { $0.detail?.printable.wrapped(to: Self.width - 6) ?? [] }
    return section(words("未排入", "Left out"), table.lines, details: details)
  }

  /// The total and the terms that make it up, the greatest first.
  var costLines: [String] {
    let terms = CostTerm.allCases.filter { cost[$0] != 0 }.enumerated()
      .sorted { (cost[$1.element], $0.offset) < (cost[$0.element], $1.offset) }
      .map { "\(words.term($0.element)) \(words.number(cost[$0.element]))" }
    let total = words("成本合计 \(words.number(cost.total)) 点", "Cost: \(words.number(cost.total)) points in all")
    return [total + boundWords] + wrapped(terms, separator: " · ").map { "  " + $0 }
  }

  /// What no schedule can cost less than, and how much of the total that leaves open.
  private var boundWords: String {
    guard let bound = schedule.about?.bound, (1...max(1, cost.total)).contains(bound) else { return "" }
    if bound == cost.total { return words("，已证明无法更低", "; it is proven that no schedule costs less") }
    let percent = (100 * (cost.total - bound) + cost.total / 2) / cost.total
    let gap = percent > 0 ? "\(percent)%" : words("不足 1%", "under 1%")
    return words(
      "，任何计划都不会低于 \(words.number(bound)) 点（差距 \(gap)）",
      "; no schedule can cost less than \(words.number(bound)) (gap \(gap))")
  }

  private func customer(of id: String) -> String {
    guard let card = demand.appointments.first(where: { $0.id == id })?.card else { return "" }
    return ((card.customer ?? "") + (words.language == .chinese ? card.title ?? "" : "")).truncated(to: 16)
  }
}
